"""A crowd of plausible members written in bulk: `python -m tests.benchmarks.crowd FOLDER COUNT`."""

import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from db.binding import current
from db.rows import insert_many
from db.tables import Card, Lot, Person, SearchKey, Subscription
from kiosk.clock import FixedClock, day_of
from kiosk.demo.catalogue import facility_id, price_list_id, product_id, seed_desk
from kiosk.ids import fixed_id, new_id
from kiosk.opening import DataFolder, opened
from kiosk.people.member_number import make_member_number
from kiosk.people.search_index import KeyKind, Registration, search_keys
from kiosk.people.search_use import OPEN_ENDED, Use
from kiosk.store import Store
from kiosk.subscriptions.months import period_end

GIVEN = (
    "Anna Maria Eva Karin Kristina Lena Emma Kerstin Sara Malin Ingrid Linda Annika Elin Birgitta Johanna Sofia Åsa "
    "Ida Jenny Ulla Hanna Elsa Julia Amanda Alva Linnea Maja Ebba Wilma Astrid Agnes Fatima Zeynep Amina Leila Mariam "
    "Lars Mikael Anders Johan Erik Per Karl Peter Thomas Jan Daniel Fredrik Hans Andreas Stefan Bengt Mats Bo Magnus "
    "Alexander Oskar William Hugo Liam Noah Elias Oliver Axel Viggo Östen Åke Mohammed Ahmed Ali Hassan Omar Yusuf"
)
FAMILY = (
    "Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson Pettersson Jonsson "
    "Jansson Hansson Bengtsson Jönsson Lindberg Jakobsson Magnusson Lindström Olofsson Lindqvist Lindgren Berg "
    "Axelsson Bergström Lundberg Lind Lundgren Lundqvist Mattsson Berglund Fredriksson Sandberg Henriksson Ali "
    "Forsberg Mohamed Sjöberg Wallin Ahmed Engström Eklund Danielsson Lundin Håkansson Björk Bergman Gunnarsson Holm "
    "Wikström Samuelsson Isaksson Fransson Bergqvist Nyström Holmberg Arvidsson Löfgren Söderberg Nyberg Blomqvist "
    "Claesson Nordström Hassan Mårtensson Lundström Viklund Björklund Eliasson Pålsson Berggren Sandström Nordin "
    "Lund Falk Åström Ström Hermansson Åberg Holmgren Ekström Hellström Dahlberg Sundberg Öberg Hedlund Ek"
)
BIRTHS = (date(1940, 1, 1), date(2010, 1, 1))
BATCH = 5_000
HERE = 0.02  # of the gym's people belong to this facility
ELSEWHERE = [fixed_id("facility", f"E{number:02}") for number in range(49)]

NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)

Keys = dict[KeyKind, list[tuple[str, str, int]]]


def main(folder: Path, count: int) -> None:
    """A desk's file with so many members."""
    with opened(DataFolder(folder / "data", folder / "config"), FixedClock(NOON)) as store:
        with store.own_writing():
            seed_desk()
        write_crowd(store, count, day_of(NOON))


def write_crowd(store: Store, count: int, today: date, seed: int = 1) -> None:
    """So many members with card, subscription and lots, straight into the tables and the search keys."""
    chance = random.Random(seed)
    keys: Keys = defaultdict(list)
    for first in range(0, count, BATCH):
        members = [_member(chance, serial) for serial in range(first + 1, min(first + BATCH, count) + 1)]
        with store.own_writing():
            _write(chance, members, keys, today)
    _write_keys(store, keys)


def _member(chance: random.Random, serial: int) -> dict[str, Any]:
    given = "-".join(chance.sample(GIVEN.split(), 2)) if chance.random() < 0.12 else chance.choice(GIVEN.split())
    family = " ".join(chance.sample(FAMILY.split(), 2)) if chance.random() < 0.05 else chance.choice(FAMILY.split())
    birth_date = BIRTHS[0] + timedelta(days=chance.randrange((BIRTHS[1] - BIRTHS[0]).days))
    stem = "".join(mark for mark in f"{given}.{family}".lower() if mark.isascii() and mark not in " -")
    blank = dict.fromkeys(("home_phone", "work_phone", "document_kind", "document_country", "no_photo_reason"), "")
    return {
        "id": f"0192{serial:08x}-0000-7000-8000-{chance.getrandbits(48):012x}",
        "facility_id": facility_id("SOD") if chance.random() < HERE else chance.choice(ELSEWHERE),
        "member_number": make_member_number(serial),
        "personal_number": f"{birth_date:%Y%m%d}{chance.randrange(10_000):04d}",
        "birth_date": birth_date,
        "given_name": given,
        "family_name": family,
        "email": f"{stem}{chance.randrange(100)}@example.se",
        "mobile": f"+467{chance.randrange(10**8):08d}",
        "street": f"Storgatan {chance.randrange(1, 200)}",
        "postcode": "11455",
        "city": "Stockholm",
        "country": "SE",
        "customer_type": chance.choice(("ordinary", "ordinary", "ordinary", "student", "pensioner")),
        "protected_identity": False,
        "to_verify": False,
        "photo_id": None,
        "registered_at": datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=chance.randrange(1000)),
        "alias_of": None,
        **blank,
    }


def _write(chance: random.Random, members: list[dict[str, Any]], keys: Keys, today: date) -> None:
    insert_many(Person, tuple(members[0]), [tuple(member.values()) for member in members])
    at = members[0]["registered_at"]
    cards = [(new_id(), m["id"], _card_number(m["member_number"]), m["facility_id"], at, None, "") for m in members]
    insert_many(Card, ("id", "person_id", "number", "facility_id", "assigned_at", "blocked_at", "block_reason"), cards)
    sold = [_subscription(chance, member, today) for member in members]
    insert_many(Subscription, tuple(sold[0]), [tuple(row.values()) for row in sold])
    lots = [lot for row in sold for lot in _lots(row)]
    names = ("id", "facility_id", "subscription", "position", "month", "amount", "days", "first", "last")
    insert_many(Lot, names, lots)
    for member, card, row in zip(members, cards, sold, strict=True):
        use = _use(member, row)
        registration = Registration(*(member[name] for name in Registration._fields))
        for kind, key in search_keys([registration], [card[2]], use):
            keys[kind].append((key, member["id"], use.packed))


def _write_keys(store: Store, keys: Keys) -> None:
    """In the order in which they are stored: ten times as fast as in the order of persons."""
    with store.own_writing():
        current().execute_sql('DROP INDEX "search_key_person_id"')
    for kind in sorted(keys):
        rows = sorted(set(keys[kind]))
        with store.own_writing():
            insert_many(SearchKey, ("kind", "key", "person_id", "use"), [(kind.value, *row) for row in rows])
        keys[kind].clear()
    with store.own_writing():
        current().execute_sql('CREATE INDEX "search_key_person_id" ON "search_key" ("person_id")')


def _use(member: dict[str, Any], sold: dict[str, Any]) -> Use:
    is_here = member["facility_id"] == facility_id("SOD")
    until = period_end(sold["start"], 12) if sold["is_prepaid"] else OPEN_ENDED
    return Use(is_here, until, day_of(member["registered_at"]) if is_here else None)


def _card_number(member_number: str) -> str:
    """No two alike, and not in the order of registration."""
    return str(int(member_number[2:11]) * 7_919 % 90_000_000 + 10_000_000)


def _subscription(chance: random.Random, member: dict[str, Any], today: date) -> dict[str, Any]:
    is_prepaid = chance.random() < 0.3
    return {
        "id": new_id(),
        "facility_id": member["facility_id"],
        "person_id": member["id"],
        "main_id": None,
        "product_id": product_id("GULD-12" if is_prepaid else "GULD-AG"),
        "kind": "prepaid" if is_prepaid else "direct_debit",
        "start": today - timedelta(days=chance.randrange(1, 720)),
        "price": 399_000 if is_prepaid else 49_900,
        "price_list_id": price_list_id("standard"),
        "is_prepaid": is_prepaid,
        "period_months": 12 if is_prepaid else None,
        "committed_days": 0,
        "first_draw": None,
        "end_date": None,
        "terms_version": "2026-1",
        "terms_accepted_at": datetime(2024, 1, 1, 12, tzinfo=UTC),
        "sold_at": datetime(2024, 1, 1, 12, tzinfo=UTC),
    }


def _lots(sold: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """A prepaid year is one lot; direct debit has two monthly ones."""
    start: date = sold["start"]
    spells = [(start, 365)] if sold["is_prepaid"] else [(start + timedelta(days=30 * at), 30) for at in range(2)]
    for position, (first, days) in enumerate(spells):
        last = first + timedelta(days=days - 1)
        yield new_id(), sold["facility_id"], sold["id"], position, None, sold["price"], days, first, last


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
