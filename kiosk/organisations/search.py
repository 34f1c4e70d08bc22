"""Finding organisations as one types, by the same text that persons are looked for."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.fields import day_or_none
from db.rows import found
from kiosk.clock import today
from kiosk.organisations.agreements import Agreement, AgreementStanding, standing_on
from kiosk.organisations.organisation_number import show_number
from kiosk.organisations.search_index import OrganisationKeyKind, organisation_keys
from kiosk.people.name_key import folded
from kiosk.people.search import LAST_LETTER
from kiosk.people.search_index import KeyKind
from kiosk.people.search_ranges import KeyRange, read_query
from kiosk.settings.gym import gym_setting
from kiosk.settings.routines import CERTIFICATE_WARNING_DAYS
from kiosk.store import Store

MOST = 500  # keys of a kind: a gym has some hundred organisations
CENTURIES = ("16", "19", "20")  # what the tax office puts before the ten digits, and a sole trader's own
SAME_KINDS = {
    KeyKind.EMAIL: OrganisationKeyKind.EMAIL,
    KeyKind.PERSONAL_10: OrganisationKeyKind.NUMBER,
    KeyKind.PHONE: OrganisationKeyKind.PHONE,
    KeyKind.PHONE_REVERSED: OrganisationKeyKind.PHONE_REVERSED,
}


Place = tuple[OrganisationKeyKind, str]
"""A way of finding, and what its keys begin with."""


@dataclass(frozen=True, slots=True)
class OrganisationHit:
    """One organisation in the list. `formerly`: the name of the one that it was found by, which it has taken over."""

    organisation_id: str
    name: str
    shown_number: str
    city: str
    account_manager: str
    standing: AgreementStanding
    agreement_until: date | None
    formerly: str = ""

    @property
    def is_active(self) -> bool:
        return self.standing is not AgreementStanding.INACTIVE


def find_organisations(store: Store, text: str) -> tuple[OrganisationHit, ...]:
    """Active ones first, then by name."""
    places = _places(text)
    if not places:
        return ()
    words = folded(text).split()
    with store.reading():
        ids = {organisation_id for kind, prefix in places for organisation_id in _beginning_with(kind, prefix, words)}
        hits = _read(sorted(ids), today(store.clock)) if ids else ()
        former = _found_by_former(ids, places, words)
    return tuple(replace(one, formerly=former.get(one.organisation_id, "")) for one in hits) if former else hits


def hits_of(store: Store, agreements: Iterable[Agreement]) -> tuple[OrganisationHit, ...]:
    """As they would be found, in their own order."""
    ids = [one.organisation_id for one in agreements]
    with store.reading():
        return tuple(sorted(_read(ids, today(store.clock)), key=lambda hit: ids.index(hit.organisation_id)))


def _places(text: str) -> list[Place]:
    """Where a person would be looked for, but for what only persons have."""
    query = read_query(text)
    ranges = [place for place in query.places if isinstance(place, KeyRange) and place.kind in SAME_KINDS]
    places = [(SAME_KINDS[place.kind], place.prefix) for place in ranges]
    if query.number.startswith(CENTURIES) and len(query.number) > 2:
        places.append((OrganisationKeyKind.NUMBER, query.number[2:]))
    words = folded(text).split()
    if words:
        places += [(OrganisationKeyKind.NAME, max(words, key=len)), (OrganisationKeyKind.CODE, text.strip().casefold())]
    return places


def _found_by_former(ids: Collection[str], places: Sequence[Place], words: list[str]) -> dict[str, str]:
    """Of those that nothing of their own answers to, the name of the merged one that does."""
    if not ids:
        return {}
    sql = """SELECT COALESCE(merged_into, id), name, merged_into IS NULL, code, name, organisation_number, email, phone
        FROM organisation WHERE COALESCE(merged_into, id) IN (SELECT merged_into FROM organisation)
        ORDER BY merged_into IS NOT NULL, id"""
    former: dict[str, str] = {}
    for organisation_id, name, is_own, *keyed in found(sql):
        if organisation_id in ids and organisation_id not in former and _answers(keyed, places, words):
            former[organisation_id] = "" if is_own else name
    return former


def _answers(keyed: Sequence[str], places: Sequence[Place], words: list[str]) -> bool:
    keys = list(organisation_keys(*keyed))
    return any(
        own_kind is kind and key.startswith(prefix) and _has_words(kind, key, words)
        for kind, prefix in places
        for own_kind, key in keys
    )


def _has_words(kind: OrganisationKeyKind, key: str, words: list[str]) -> bool:
    """A name's key has each of the words, in any order."""
    return kind is not OrganisationKeyKind.NAME or all(f" {word}" in f" {key}" for word in words)


def _beginning_with(kind: OrganisationKeyKind, prefix: str, words: list[str]) -> list[str]:
    """Of names, those with a word on each of the words."""
    sql = """SELECT organisation_id, key FROM organisation_key WHERE kind = ? AND key >= ? AND key < ?
        ORDER BY key LIMIT ?"""
    keys = found(sql, kind.value, prefix, prefix + LAST_LETTER, MOST)
    return [one for one, key in keys if _has_words(kind, key, words)]


def _read(ids: list[str], day: date) -> tuple[OrganisationHit, ...]:
    marks, warning_days = ", ".join("?" * len(ids)), gym_setting(CERTIFICATE_WARNING_DAYS)
    sql = f"""SELECT id, name, organisation_number, city, account_manager, is_active, agreement_until FROM organisation
        WHERE id IN ({marks}) ORDER BY is_active DESC, name, id"""
    hits = []
    for row_id, name, number, city, manager, is_active, last in found(sql, *ids):
        until = day_or_none(last)
        standing = standing_on(day, until, warning_days, is_active=bool(is_active))
        hits.append(OrganisationHit(row_id, name, show_number(number), city, manager, standing, until))
    return tuple(hits)
