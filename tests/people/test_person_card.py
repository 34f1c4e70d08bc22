"""The person card: everything derived and masked, protected identities journalled, deviations heaviest first."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from db.rows import insert
from db.tables import Freeze, JournalEntry, LoggedOperation, Matter, Person, ThisDevice
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import facility_id
from kiosk.ids import new_id
from kiosk.operations.people import GuardianBody
from kiosk.people.person_card import is_protected, read_person_card, show_personal_number
from kiosk.people.person_card_facts import PersonCard, Sending, Urgency
from kiosk.people.standing import Standing
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions.prorating import PriceStep
from kiosk.till.receipts import take_copy
from tests.people.members import (
    STAFF,
    block_card,
    certify,
    give_card,
    give_photo,
    register,
    sell,
    sell_at_till,
    sign_mandate,
)

TODAY = date(2026, 11, 22)
JPEG = b"\xff\xd8not looked into"


def opened(store: Store, person_id: str, staff: StaffMember = STAFF) -> PersonCard:
    card = read_person_card(store, person_id, staff, TODAY)
    assert isinstance(card, PersonCard)
    return card


def codes(card: PersonCard) -> list[str]:
    return [deviation.code for deviation in card.deviations]


def test_a_member_in_order(gym: Store, staff: StaffMember) -> None:
    person_id = register(gym, staff=staff)
    give_card(gym, person_id)
    give_photo(gym, person_id, JPEG)
    sign_mandate(gym, person_id)
    sell(gym, person_id, start=date(2026, 10, 15), charged_until=date(2026, 11, 30))
    card = opened(gym, person_id)
    assert (card.details.name, card.details.age, card.type_name) == ("Åsa Öberg", 36, "Ordinarie")
    assert card.details.masked_number == "900101-****"
    assert card.details.phones == ("070-174 06 05",)
    assert card.details.address == ("Götgatan 12 B", "118 46 Stockholm")
    assert card.photo.jpeg == JPEG
    assert [one.number for one in card.cards] == ["1000 0342"]
    registration = card.registration
    assert (registration.facility, registration.staff) == ("Demogymmet Södermalm", "Anna Receptionist")
    assert len(registration.documents) == 1
    assert card.standing.state is Standing.ACTIVE
    assert card.deviations == ()


def test_no_personal_or_account_number_is_whole_on_the_card(gym: Store) -> None:
    guardian = GuardianBody(
        id=new_id(), name="Maria", personal_number="196408233234", relation="mother", consented_at=gym.clock.now()
    )
    person_id = register(gym, guardian=guardian)
    sign_mandate(gym, person_id)
    card = opened(gym, person_id)
    for secret in ("-0017", "01010017", "08233234", "123456789"):
        assert secret not in repr(card)
    assert card.guardian is not None
    assert card.guardian.masked_number == "640823-****"
    assert card.mandates[0].masked_account == "••••\N{NO-BREAK SPACE}789"


def test_the_dates_of_a_direct_debit_subscription(gym: Store) -> None:
    person_id = register(gym)
    spell: Any = {"start": date(2026, 10, 15), "charged_until": date(2026, 11, 30)}
    main = sell(gym, person_id, committed_until=date(2027, 10, 14), **spell)
    sell(gym, person_id, "PT-APP", price=4900, main_id=main, **spell)
    (subscription,) = opened(gym, person_id).subscriptions
    assert (subscription.product, subscription.price, subscription.total) == ("Guld autogiro 12 mån", 39900, 44800)
    assert [add_on.name for add_on in subscription.add_ons] == ["Träningsapp"]
    assert (subscription.paid_until, subscription.committed_until) == (date(2026, 11, 30), date(2027, 10, 14))
    draw = subscription.next_draw
    assert draw is not None
    assert (draw.day, draw.amount) == (date(2026, 11, 30), 44800)  # the 28th is a Saturday; it pays December
    assert subscription.draw_why == ""
    assert not subscription.is_in_arrears


def test_a_frozen_month_is_not_drawn_and_moves_the_dates(gym: Store) -> None:
    person_id = register(gym)
    main = sell(
        gym, person_id, start=date(2026, 1, 1), charged_until=date(2026, 11, 30), committed_until=date(2026, 12, 31)
    )
    with gym.own_writing():
        freeze = {"first": date(2026, 11, 21), "last": date(2026, 12, 31), "reason": ""}
        insert(Freeze, {"id": new_id(), "facility_id": facility_id("SOD"), "subscription": main, **freeze})
    card = opened(gym, person_id)
    (subscription,) = card.subscriptions
    assert (card.standing.state, card.standing.words) == (Standing.FROZEN, "Fryst t.o.m. 2026-12-31")
    assert (subscription.paid_until, subscription.committed_until) == (date(2027, 1, 10), date(2027, 2, 10))
    draw = subscription.next_draw
    assert draw is not None
    assert (draw.day, draw.amount) == (date(2026, 12, 28), 27029)
    assert subscription.draw_why.replace("\N{NO-BREAK SPACE}", " ") == "11–31 januari = 21 av 31 dagar à 399,00 kr"


def test_after_the_certificate_the_ordinary_price_is_drawn(gym: Store) -> None:
    person_id = register(gym, customer_type="student")
    certify(gym, person_id, date(2026, 12, 14))
    sell(
        gym,
        person_id,
        start=date(2026, 10, 1),
        charged_until=date(2026, 11, 30),
        price=29900,
        price_list="student",
    )
    card = opened(gym, person_id)
    (subscription,) = card.subscriptions
    assert (subscription.total, subscription.price_list) == (29900, "Student")
    assert subscription.then == PriceStep(date(2026, 12, 15), 39900)
    assert subscription.next_draw is not None
    assert subscription.next_draw.amount == 13503 + 21881
    student, ordinary = subscription.draw_why.replace("\N{NO-BREAK SPACE}", " ").split("; ")
    assert student == "1–14 december = 14 av 31 dagar à 299,00 kr"
    assert ordinary == "15–31 december = 17 av 31 dagar à 399,00 kr"
    assert card.certificate is not None
    assert (card.certificate.valid_until, card.certificate.days_left) == (date(2026, 12, 14), 22)
    assert "certificate_ending" in codes(card)


def test_when_the_certificate_has_ended_the_price_is_todays(gym: Store) -> None:
    """The list that was agreed is over, of the add-on too: 399 + 99, and the next draw needs no explaining."""
    person_id = register(gym, customer_type="student")
    certify(gym, person_id, date(2026, 9, 14))
    sold: dict[str, Any] = {"start": date(2026, 8, 1), "charged_until": date(2026, 11, 30), "price_list": "student"}
    main = sell(gym, person_id, price=29900, **sold)
    sell(gym, person_id, "BAD", price=7900, main_id=main, **sold)
    (subscription,) = opened(gym, person_id).subscriptions
    assert (subscription.price, subscription.total, subscription.price_list) == (39900, 49800, "")
    assert [one.price for one in subscription.add_ons] == [9900]
    assert (subscription.then, subscription.draw_why) == (None, "")
    assert subscription.next_draw is not None
    assert subscription.next_draw.amount == 49800


def test_prepaid_is_valid_until_and_never_drawn(gym: Store) -> None:
    person_id = register(gym)
    sell(gym, person_id, "GULD-3", start=date(2026, 9, 1), months=3, price=139000)
    card = opened(gym, person_id)
    (subscription,) = card.subscriptions
    assert (subscription.paid_until, subscription.next_draw) == (date(2026, 11, 30), None)
    assert card.standing.words == "Aktiv t.o.m. 2026-11-30"
    assert "ends_soon" in codes(card)


def test_what_is_running_stands_before_what_has_ended(gym: Store) -> None:
    person_id = register(gym)
    sell(gym, person_id, "GULD-3", start=date(2026, 1, 1), months=3, price=139000)
    sell(gym, person_id, "GULD-12", start=date(2026, 6, 1), months=12, price=399000)
    sell(gym, person_id, "GYM-1", start=date(2025, 1, 1), months=1, price=54900)
    states = [one.product for one in opened(gym, person_id).subscriptions]
    assert states == ["Guld årskort", "Guld 3 månader", "Gym 1 månad"]


def test_deviations_stand_heaviest_first(gym: Store) -> None:
    person_id = register(gym, customer_type="student", to_verify=True, no_photo_reason="Vill inte")
    block_card(gym, give_card(gym, person_id))
    certify(gym, person_id, date(2026, 11, 21))
    sell(gym, person_id, start=date(2026, 1, 1), charged_until=date(2026, 10, 31))
    open_matter(gym, person_id, "something_newer")
    card = opened(gym, person_id)
    assert codes(card) == [
        "card_blocked",
        "matter_something_newer",
        "no_mandate",
        "in_arrears",
        "certificate_ended",
        "to_verify",
        "no_photo",
    ]
    assert card.deviations[0].urgency is Urgency.STOP
    assert card.deviations[0].text == "Kort 1000 0342 är spärrat: borttappat"
    assert card.deviations[-1].text == "Inget foto: Vill inte"


@pytest.mark.parametrize("code", ["person_not_in_register", "details_differ", "person_is_protected"])
def test_what_the_register_said_is_said_once(gym: Store, code: str) -> None:
    """Until it has answered, that it is to be asked; then what came of it, and once it is settled nothing."""
    person_id = register(gym, to_verify=True)
    assert "to_verify" in codes(opened(gym, person_id))
    matter = open_matter(gym, person_id, code)
    said = [one for one in codes(opened(gym, person_id)) if one in ("to_verify", f"matter_{code}")]
    assert said == [f"matter_{code}"]
    with gym.own_writing():
        Matter.update(closed_at=gym.clock.now()).where(Matter.id == matter).execute()
        Person.update(to_verify=False).where(Person.id == person_id).execute()
    assert not {"to_verify", f"matter_{code}"} & set(codes(opened(gym, person_id)))


def test_another_matter_leaves_that_details_are_to_be_verified(gym: Store) -> None:
    person_id = register(gym, to_verify=True)
    open_matter(gym, person_id, "member_number_twice")
    assert "to_verify" in codes(opened(gym, person_id))


def open_matter(store: Store, person_id: str, code: str) -> str:
    row_id = new_id()
    with store.own_writing():
        moment = {"opened_at": store.clock.now(), "closed_at": None, "closed_by": None}
        ids = {"id": row_id, "facility_id": facility_id("SOD"), "person_id": person_id, "operation_id": new_id()}
        who = {"operation_kind": "person.registered", "device_id": "", "staff_id": "", "details": "{}"}
        insert(Matter, {**ids, **who, **moment, "code": code})
    return row_id


def test_a_blocked_card_is_no_deviation_beside_one_that_opens(gym: Store) -> None:
    person_id = register(gym)
    block_card(gym, give_card(gym, person_id))
    give_card(gym, person_id, "20000001")
    card = opened(gym, person_id)
    assert [(one.number, one.opens) for one in card.cards] == [("2000 0001", True), ("1000 0342", False)]
    assert "card_blocked" not in codes(card)


def test_a_minor_needs_a_guardian(gym: Store) -> None:
    person_id = register(gym, personal_number="201212121212", birth_date=date(2012, 12, 12))
    assert "no_guardian" in codes(opened(gym, person_id))


def test_a_foreign_identity_is_shown_by_its_document(gym: Store) -> None:
    person_id = register(gym, personal_number=None, document_kind="passport", document_country="Finland")
    details = opened(gym, person_id).details
    assert (details.masked_number, details.document) == ("", "Pass, Finland")
    assert show_personal_number(gym, STAFF, person_id) == Problem("no_personal_number")


def test_receipts_with_what_was_paid_and_how(gym: Store, clock: FixedClock) -> None:
    person_id = register(gym)
    first = sell_at_till(gym, person_id, 12500)
    clock.moment += timedelta(days=1)
    sell_at_till(gym, person_id, 25000, "cash", "swish")
    take_copy(gym, STAFF, first)
    rows = opened(gym, person_id).receipts
    assert [(row.number, row.amount, row.methods, row.copies_left) for row in rows] == [
        (2, 25000, ("cash", "swish"), 1),
        (1, 12500, ("card",), 0),
    ]


def test_only_the_latest_receipts_are_read(gym: Store) -> None:
    person_id = register(gym)
    for _sale in range(13):
        sell_at_till(gym, person_id)
    card = opened(gym, person_id)
    assert [row.number for row in card.receipts] == list(range(13, 1, -1))
    assert card.has_more_receipts


def test_an_alias_opens_the_first_registration_with_all_it_has(gym: Store) -> None:
    first = register(gym)
    again = register(gym, 2, given_name="Asa")
    give_photo(gym, again, JPEG)
    give_card(gym, again)
    sell(gym, again, "GULD-12", start=date(2026, 6, 1), months=12)
    card = opened(gym, again)
    assert (card.person_id, card.details.given_name) == (first, "Åsa")
    assert (len(card.subscriptions), len(card.cards), card.photo.jpeg) == (1, 1, JPEG)


def journalled(store: Store) -> list[tuple[str, str, str]]:
    with store.reading():
        acts = JournalEntry.select().where(JournalEntry.act.in_(("protected_identity_opened", "personal_number_shown")))
        return [(entry.act, entry.subject_id, entry.staff_id) for entry in acts.order_by(JournalEntry.id)]


def test_a_protected_identity_is_opened_with_the_right_only_and_journalled(
    gym: Store, staff: StaffMember, manager: StaffMember
) -> None:
    person_id = register(gym, protected_identity=True)
    assert is_protected(gym, person_id)
    refused = read_person_card(gym, person_id, staff, TODAY)
    assert refused == Problem("protected_identity_right")
    assert sentence(refused)
    assert journalled(gym) == []
    card = opened(gym, person_id, manager)
    assert card.details.is_protected
    assert "no_photo" not in codes(card)
    assert journalled(gym) == [("protected_identity_opened", person_id, manager.id)]
    read_person_card(gym, person_id, manager, TODAY, is_opening=False)
    assert len(journalled(gym)) == 1


def test_an_alias_that_is_protected_protects_the_card(gym: Store, staff: StaffMember) -> None:
    person_id = register(gym)
    register(gym, 2, protected_identity=True)
    assert read_person_card(gym, person_id, staff, TODAY) == Problem("protected_identity_right")


def test_showing_the_number_is_an_act_in_the_journal(gym: Store, staff: StaffMember, manager: StaffMember) -> None:
    person_id = register(gym)
    secret = register(gym, 2, personal_number="198507099805", birth_date=date(1985, 7, 9), protected_identity=True)
    assert show_personal_number(gym, staff, person_id) == "900101-0017"
    assert show_personal_number(gym, staff, secret) == Problem("protected_identity_right")
    assert show_personal_number(gym, manager, secret) == "850709-9805"
    assert journalled(gym) == [
        ("personal_number_shown", person_id, staff.id),
        ("personal_number_shown", secret, manager.id),
    ]
    with gym.reading():
        log = b"".join(row.body for row in LoggedOperation.select() if row.kind == "journal.written")
    assert b"0017" not in log


def test_nobody_of_that_id(gym: Store, staff: StaffMember) -> None:
    assert read_person_card(gym, new_id(), staff, TODAY) == Problem("person_unknown")


def test_what_waits_to_be_sent_is_said(gym: Store) -> None:
    person_id = register(gym)
    assert opened(gym, person_id).sending is Sending.ALONE
    with gym.own_writing():
        ThisDevice.update(device_id="desk").execute()
    assert opened(gym, person_id).sending is Sending.WAITING
    with gym.own_writing():
        ThisDevice.update(acked_seq=2).execute()
    assert opened(gym, person_id).sending is Sending.SENT
    give_card(gym, person_id)
    assert opened(gym, person_id).sending is Sending.WAITING


def test_a_photo_that_has_not_come_here_yet_is_not_missing(gym: Store) -> None:
    person_id = register(gym)
    give_photo(gym, person_id, JPEG)
    with gym.own_writing():
        gym.database.execute_sql("DELETE FROM photo_blob")
    photo = opened(gym, person_id).photo
    assert photo.jpeg is None
    assert photo.taken_at == datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    assert "no_photo" not in codes(opened(gym, person_id))


@pytest.mark.parametrize(
    ("state", "text"), [("rejected", "Medgivandet avvisades av banken"), ("cancelled", "Medgivandet är återkallat")]
)
def test_a_mandate_that_is_gone_is_said(gym: Store, state: str, text: str) -> None:
    person_id = register(gym)
    mandate_id = sign_mandate(gym, person_id)
    sell(gym, person_id, start=date(2026, 10, 1), charged_until=date(2026, 11, 30))
    assert "no_mandate" not in codes(opened(gym, person_id))
    with gym.own_writing():
        gym.database.execute_sql("UPDATE mandate SET state = ? WHERE id = ?", (state, mandate_id))
    card = opened(gym, person_id)
    assert [one.text for one in card.deviations if one.code == "no_mandate"] == [text]
