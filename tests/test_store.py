"""The store: errands whole or not at all, the log's chain, the file's key, lock and versions."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from db.tables import LoggedOperation, Person, ReceiptSeries, SearchKey
from kiosk.catalogue import read_catalogue
from kiosk.clock import FixedClock
from kiosk.errors import StoreDamaged, StoreLocked, StoreNewer, WrongKey
from kiosk.ids import new_id
from kiosk.opening import DataFolder, opened
from kiosk.operations.access import CardAssigned
from kiosk.operations.hashing import NO_HASH, operation_hash
from kiosk.operations.people import PersonRegistered
from kiosk.staff.rights import StaffMember
from kiosk.store import Errand, Refused, Store


def registered(errand: Errand, **changes: object) -> PersonRegistered:
    texts = dict.fromkeys(
        ("email", "mobile", "home_phone", "work_phone", "street", "postcode", "city", "document_kind"), ""
    )
    values: dict[str, Any] = {
        "person_id": new_id(),
        "facility_id": errand.facility_id,
        "member_number": "100000000008",
        "personal_number": "199001010017",
        "birth_date": date(1990, 1, 1),
        "given_name": "Åsa",
        "family_name": "Öberg",
        **texts,
        "document_country": "",
        "country": "SE",
        "customer_type": "ordinary",
        "protected_identity": False,
        "to_verify": False,
        "no_photo_reason": "",
        "registered_at": errand.at,
        "checks": [],
        "guardian": None,
        "known_twins": [],
    }
    return PersonRegistered(**(values | changes))


def test_an_errand_keeps_facts_log_and_journal_together(gym: Store, staff: StaffMember) -> None:
    with gym.errand(staff, "register") as errand:
        errand.perform(registered(errand))
    with gym.reading():
        assert Person.select().count() == 1
        assert [row.kind for row in LoggedOperation.select()] == ["person.registered", "journal.written"]
        assert {row.errand_id for row in LoggedOperation.select()} == {errand.id}


def test_an_exception_leaves_nothing(gym: Store, staff: StaffMember) -> None:
    with pytest.raises(ZeroDivisionError), gym.errand(staff, "register") as errand:
        errand.perform(registered(errand))
        errand.next_receipt_number()
        raise ZeroDivisionError
    with gym.reading():
        tables = (Person, SearchKey, LoggedOperation, ReceiptSeries)
        assert [table.select().count() for table in tables] == [0, 0, 0, 0]


def test_the_log_is_one_chain_without_holes(gym: Store, staff: StaffMember) -> None:
    for number in ("199001010017", "198507099805"):
        with gym.errand(staff, "register") as errand:
            errand.perform(registered(errand, personal_number=number, person_id=new_id()))
    with gym.reading():
        log: list[Any] = list(LoggedOperation.select().order_by(LoggedOperation.seq).dicts())
    assert [row["seq"] for row in log] == [1, 2, 3, 4]
    chain: list[Any] = [{"hash": NO_HASH}, *log]
    for before, row in pairwise(chain):
        assert row["hash"] == operation_hash(before["hash"], row)


def test_a_card_in_use_is_refused_whole(gym: Store, staff: StaffMember) -> None:
    def assign(errand: Errand, person: PersonRegistered) -> None:
        errand.perform(person)
        errand.perform(
            CardAssigned(
                card_id=new_id(),
                facility_id=errand.facility_id,
                person_id=person.person_id,
                number="10000342",
                assigned_at=errand.at,
            )
        )

    with gym.errand(staff, "register") as errand:
        assign(errand, registered(errand))
    with pytest.raises(Refused, match="card_in_use"), gym.errand(staff, "register") as errand:
        assign(errand, registered(errand, personal_number="198507099805", birth_date=date(1985, 7, 9)))
    with gym.reading():
        assert Person.select().count() == 1


def test_the_same_number_becomes_an_alias(gym: Store, staff: StaffMember) -> None:
    ids = [new_id(), new_id()]
    for person_id in ids:
        with gym.errand(staff, "register") as errand:
            errand.perform(registered(errand, person_id=person_id))
    with gym.reading():
        assert [Person.find(person_id).alias_of for person_id in ids] == [None, ids[0]]


def test_a_second_opening_is_refused(folder: DataFolder, store: Store, clock: FixedClock) -> None:
    with pytest.raises(StoreLocked), opened(folder, clock):
        pass


def test_without_its_key_the_file_says_so(folder: DataFolder, clock: FixedClock) -> None:
    with opened(folder, clock):
        pass
    (key,) = (folder.config / "keys").iterdir()
    key.unlink()
    with pytest.raises(WrongKey), opened(folder, clock):
        pass


@pytest.mark.parametrize("text", ["", "00ff", "no key at all"])
def test_a_damaged_key_says_so_and_opens_nothing(folder: DataFolder, clock: FixedClock, text: str) -> None:
    with opened(folder, clock):
        pass
    before = folder.database.read_bytes()
    (key,) = (folder.config / "keys").iterdir()
    key.write_text(text, "ascii")
    with pytest.raises(WrongKey), opened(folder, clock):
        pass
    assert folder.database.read_bytes() == before


@pytest.mark.parametrize("damage", [b"\0" * 4096, b"not a database"], ids=["zeroed", "replaced"])
def test_a_damaged_file_says_so_and_is_left_alone(folder: DataFolder, clock: FixedClock, damage: bytes) -> None:
    with opened(folder, clock):
        pass
    folder.database.write_bytes(damage)
    with pytest.raises(StoreDamaged), opened(folder, clock):
        pass
    assert folder.database.read_bytes() == damage


def test_a_newer_programs_file_is_refused(folder: DataFolder, clock: FixedClock) -> None:
    with opened(folder, clock) as store:
        store.database.execute_sql("INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')")
    with pytest.raises(StoreNewer), opened(folder, clock):
        pass


def test_the_file_is_encrypted(folder: DataFolder, gym: Store, staff: StaffMember) -> None:
    with gym.errand(staff, "register") as errand:
        errand.perform(registered(errand))
    files = [path.read_bytes() for path in folder.path.glob("inpass.db*")]
    assert not any(b"berg" in content or b"SQLite format" in content for content in files)
    database: Any = gym.database
    assert database.damage() == []


def test_the_catalogue_reads_back(gym: Store) -> None:
    with gym.reading():
        catalogue = read_catalogue()
    gold = next(product for product in catalogue.products.values() if product.code == "GULD-AG12")
    assert catalogue.price(catalogue.price_list_of("student"), gold.id) == 29900
    assert catalogue.price(catalogue.price_list_of("youth"), gold.id) == 39900
