"""Desk work: whose certificates end soon, what letters about it say, and that they have gone out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from db.rows import found
from db.tables import Facility, Person
from kiosk.clock import day_of, today
from kiosk.documents.facts import CertificateLetter
from kiosk.operations.customers import REMINDS_FOR, CertificatesReminded
from kiosk.people.certificates import HELD, LAST_DAY
from kiosk.people.contact import show_phone
from kiosk.people.parties import party
from kiosk.settings.gym import gym_setting
from kiosk.settings.routines import CERTIFICATE_WARNING_DAYS
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import localized
from kiosk.till.receipts import company_of, place_of

REMINDED = "certificate_letters"


@dataclass(frozen=True, slots=True)
class Ending:
    """`name`, `email` and `mobile` are "" for a protected identity, whom no letter is written to either.
    `organisation`: whose agreement ends, "" where it is a certificate of the person's own."""

    certificate_id: str
    person_id: str
    name: str
    member_number: str
    type_name: str
    organisation: str
    ends: date
    days_left: int
    email: str
    mobile: str
    is_protected: bool
    reminded_on: date | None


def ending_certificates(store: Store) -> tuple[Ending, ...]:
    """Those that make somebody the type they are and end within the gym's days, the soonest first; of a day
    by name, a protected identity last, or its place would tell it."""
    day = today(store.clock)
    with store.reading():
        last = day + timedelta(days=gym_setting(CERTIFICATE_WARNING_DAYS))
        return tuple(_ending(row, day) for row in _rows(day, last))


def _rows(first: date, last: date) -> list[tuple[Any, ...]]:
    """Of several certificates of the same type the one that holds longest. By index: which end by their own day, and
    which by an agreement's."""
    name, days = localized("name"), (first.isoformat(), last.isoformat())
    sql = f"""WITH ending AS (
            SELECT certificate.id, certificate.person_id, certificate.customer_type, certificate.reminded_at,
                {LAST_DAY} AS last_day, COALESCE(organisation.name, '') AS organisation
            FROM {HELD} WHERE certificate.id IN (
                SELECT id FROM certificate WHERE valid_until BETWEEN ? AND ?
                UNION SELECT id FROM certificate WHERE organisation_id IN
                    (SELECT id FROM organisation WHERE agreement_until BETWEEN ? AND ?)
            )
        )
        SELECT ending.id, person.id, customer_type.{name}, ending.organisation, ending.last_day, ending.reminded_at,
            person.given_name, person.family_name, person.member_number, person.email, person.mobile,
            (SELECT MAX(kin.protected_identity) FROM person kin WHERE kin.id = person.id OR kin.alias_of = person.id)
            AS is_secret
        FROM ending
        JOIN person own ON own.id = ending.person_id
        JOIN person ON person.id = COALESCE(own.alias_of, own.id)
        JOIN customer_type ON customer_type.code = ending.customer_type
        WHERE ending.last_day BETWEEN ? AND ? AND ending.customer_type = person.customer_type
            AND NOT EXISTS (
                SELECT 1 FROM {HELD} WHERE certificate.person_id IN (
                        SELECT person.id UNION SELECT kin.id FROM person kin WHERE kin.alias_of = person.id
                    ) AND certificate.id <> ending.id AND certificate.customer_type = ending.customer_type
                    AND ({LAST_DAY} IS NULL OR {LAST_DAY} > ending.last_day
                        OR ({LAST_DAY} = ending.last_day AND certificate.id > ending.id))
            )
        ORDER BY ending.last_day, is_secret, CASE WHEN is_secret THEN '' ELSE person.family_name END,
            CASE WHEN is_secret THEN '' ELSE person.given_name END, person.id"""
    return found(sql, *days, *days, *days)


def _ending(row: tuple[Any, ...], day: date) -> Ending:
    """A company's thousand at once: nothing is read for each."""
    certificate_id, person_id, type_name, organisation, until, reminded, *who = row
    given_name, family_name, member_number, email, mobile, is_secret = who
    ends = date.fromisoformat(until)
    reminded_on = day_of(datetime.fromisoformat(reminded)) if reminded else None
    return Ending(
        certificate_id,
        person_id,
        "" if is_secret else f"{given_name} {family_name}",
        member_number,
        type_name,
        organisation,
        ends,
        (ends - day).days,
        "" if is_secret else email,
        "" if is_secret or not mobile else show_phone(mobile),
        bool(is_secret),
        reminded_on if reminded_on is not None and reminded_on > day - REMINDS_FOR else None,
    )


def read_letters(store: Store, certificate_ids: Collection[str]) -> dict[str, CertificateLetter]:
    """What the letters say, by certificate id. Nobody protected is written to."""
    on, place = today(store.clock), store.place()
    chosen = [
        one for one in ending_certificates(store) if one.certificate_id in certificate_ids and not one.is_protected
    ]
    with store.reading():
        facility = Facility.find(place.facility_id)
        return {
            one.certificate_id: CertificateLetter(
                company=company_of(facility),
                place=place_of(facility),
                customer=party(Person.find(one.person_id), on),
                on=on,
                type_name=one.type_name,
                ends=one.ends,
                organisation=one.organisation,
            )
            for one in chosen
        }


def note_reminded(store: Store, staff: StaffMember, certificate_ids: Collection[str]) -> None:
    """The letters about these have been printed or saved: on the database lane."""
    with store.errand(staff, REMINDED) as errand:
        ids = sorted(certificate_ids)
        errand.perform(CertificatesReminded(certificate_ids=ids, reminded_at=errand.at))
        errand.details = {"letters": len(ids)}
