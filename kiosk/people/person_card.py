"""Desk work: opens a person's card, shows a personal number on demand; what must be journalled is."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from db.rows import found, json_list
from db.tables import Person
from kiosk.catalogue import type_name
from kiosk.clock import day_of
from kiosk.direct_debit.bank_days import next_bank_day
from kiosk.direct_debit.person_draws import read_coming_draws, read_debt, read_draws
from kiosk.formats import day
from kiosk.operations.subscriptions import registrations_of
from kiosk.orders.ready import orders_of
from kiosk.people import protection
from kiosk.people.notes import read_notes
from kiosk.people.person_card_deviations import Warnings, deviations
from kiosk.people.person_card_events import read_credit, read_visits
from kiosk.people.person_card_facts import Deviation, PersonCard, Sending, Urgency
from kiosk.people.person_card_holdings import read_cards, read_mandates, read_receipts
from kiosk.people.person_card_person import (
    read_certificate,
    read_details,
    read_guardian,
    read_photo,
    read_registration,
)
from kiosk.people.person_card_subscriptions import read_subscriptions, with_mandates
from kiosk.people.person_card_transfers import read_transfers
from kiosk.people.personal_identity import PersonalNumber
from kiosk.people.standing import best_standing
from kiosk.problems import Problem
from kiosk.settings.gym import PHOTO_YEARS, gym_setting
from kiosk.settings.routines import CERTIFICATE_WARNING_DAYS, SIGN_EARLY_DAYS
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.sync.matters import open_matters
from kiosk.texts import _

OPENED = "protected_identity_opened"
NUMBER_SHOWN = "personal_number_shown"


def prepare(today: date) -> None:
    """Loads what the first card would wait some tenths of a second for: bank holidays and phone number plans."""
    import phonenumbers  # noqa: F401

    next_bank_day(today)


def is_protected(store: Store, person_id: str) -> bool:
    """Whether opening the card is journalled, and so is work for the database lane."""
    with store.reading():
        return protection.is_protected(person_id)


def read_person_card(
    store: Store, person_id: str, staff: StaffMember, today: date, *, is_opening: bool = True
) -> PersonCard | Problem:
    """Everything of the first registration and its aliases. A protected identity needs its right, and opening it is
    journalled: on the database lane then. `is_opening` False when a card that stands open is read again.

    Problems: `person_unknown`, `protected_identity_right`.
    """
    with store.reading():
        ids = registrations_of(person_id)
        is_secret = protection.is_protected(person_id)
    if not ids:
        return Problem("person_unknown")
    if is_secret and not staff.may(Right.PROTECTED_IDENTITY):
        return Problem("protected_identity_right")
    if is_secret and is_opening:
        with store.errand(staff, OPENED) as errand:
            errand.subject_id = ids[0]
    matters = _matters(store, ids)
    with store.reading():
        card = _read(ids, today, store.clock.now(), is_secret, matters)
        days = (gym_setting(CERTIFICATE_WARNING_DAYS), gym_setting(SIGN_EARLY_DAYS))
        warnings = Warnings(*days, gym_setting(PHOTO_YEARS))
    return replace(card, deviations=deviations(card, today, warnings))


def show_personal_number(store: Store, staff: StaffMember, person_id: str) -> str | Problem:
    """The whole number, and a line in the journal that it was shown: on the database lane.

    Problems: `show_number_right`, `protected_identity_right`, `no_personal_number`.
    """
    with store.reading():
        ids = registrations_of(person_id)
        is_secret = protection.is_protected(person_id)
        person = Person.find(ids[0]) if ids else None
    if not staff.may(Right.SHOW_NUMBER):
        return Problem("show_number_right")
    if is_secret and not staff.may(Right.PROTECTED_IDENTITY):
        return Problem("protected_identity_right")
    if person is None or not person.personal_number:
        return Problem("no_personal_number")
    with store.errand(staff, NUMBER_SHOWN) as errand:
        errand.subject_id = person.id
    return PersonalNumber(person.personal_number).display(day_of(errand.at))


def _read(ids: list[str], today: date, now: datetime, is_secret: bool, matters: tuple[Deviation, ...]) -> PersonCard:
    family = json_list(ids)
    person = Person.find(ids[0])
    mandates = read_mandates(family, today)
    held = read_subscriptions(ids, today, mandates, read_coming_draws(family, now))
    subscriptions = [with_mandates(one, mandates) for one in held]
    receipts, has_more = read_receipts(family)
    return PersonCard(
        person_id=ids[0],
        details=read_details(person, today, is_secret),
        type_name=type_name(person.customer_type),
        standing=best_standing(one.standing for one in subscriptions),
        certificate=read_certificate(family, person.customer_type, today),
        guardian=read_guardian(family, today),
        photo=read_photo(family, person),
        subscriptions=tuple(subscriptions),
        mandates=mandates,
        draws=read_draws(family, now),
        cards=read_cards(family),
        receipts=receipts,
        has_more_receipts=has_more,
        registration=read_registration(person),
        deviations=(*matters, *_about_orders(person, ids)),
        sending=_sending(family),
        facility_id=person.facility_id,
        read_on=today,
        synced_at=_synced_at(),
        notes=read_notes(family),
        visits=read_visits(family),
        credit=read_credit(family),
        debt=read_debt(family),
        transfers=read_transfers(family),
    )


def _matters(store: Store, ids: list[str]) -> tuple[Deviation, ...]:
    with store.reading():
        sql = """SELECT 1 FROM matter WHERE person_id IN (SELECT value FROM json_each(?)) AND closed_at IS NULL"""
        if not found(sql, json_list(ids)):
            return ()
    return tuple(
        Deviation(f"matter_{matter.code}", Urgency.CHECK, matter.what, matter.remedy, "settle_matter", matter.matter_id)
        for matter in open_matters(store, of=ids)
    )


def _about_orders(person: Person, ids: list[str]) -> Iterator[Deviation]:
    """What they have bought online and not collected."""
    name = (person.given_name, person.family_name)
    for order in orders_of(tuple(ids), person.personal_number or "", person.birth_date, name, person.email):
        text = _("Online purchase {number} is ready to be collected", number=order.number)
        remedy = _("Bought {day}. Hand it out when the customer is here.", day=day(day_of(order.ordered_at)))
        yield Deviation("order_ready", Urgency.NOTE, text, remedy, "collect_online_purchase", order.id)


def _synced_at() -> datetime | None:
    ((at,),) = found("SELECT synced_at FROM this_device")
    return None if at is None else datetime.fromisoformat(at)


def _sending(family: str) -> Sending:
    device_id, incarnation, acked = found("SELECT device_id, incarnation, acked_seq FROM this_device")[0]
    if not device_id:
        return Sending.ALONE
    sql = """SELECT 1 FROM journal_entry JOIN operation_log ON operation_log.errand_id = journal_entry.errand_id
        WHERE journal_entry.subject_id IN (SELECT value FROM json_each(?))
            AND operation_log.incarnation = ? AND operation_log.seq > ? LIMIT 1"""
    return Sending.WAITING if found(sql, family, incarnation, acked) else Sending.SENT
