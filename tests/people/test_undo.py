"""Undoing the last errand: everything is again what it was, the money is met by a return, and nothing is erased."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from db.rows import found
from db.tables import Confirmation, JournalEntry, Payment, Receipt, Sale, SaleLine
from kiosk.clock import FixedClock
from kiosk.customer_facts import read_customer_facts
from kiosk.demo.catalogue import facility_id
from kiosk.operations.charging_runs import SubscriptionCharged
from kiosk.operations.freezes import FreezeRemoved
from kiosk.operations.orders import PurchaseCollected
from kiosk.operations.protection import ProtectionChanged
from kiosk.operations.subscription_changes import (
    TerminationWithdrawn,
)
from kiosk.problems import Problem
from kiosk.settings.routines import UNDO_MINUTES, FreezeReason
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from kiosk.subscriptions.freeze import Draft, PeriodDraft
from kiosk.subscriptions.timeline import State
from kiosk.till.receipts import receipt_facts
from kiosk.undo import last_errand, undo_errand
from tests.people.members import (
    MANAGER,
    STAFF,
    certify,
    draft_mandate,
    give_photo,
    register,
    sell_at_till,
    sign_mandate,
)
from tests.people.serving import SELF, served
from tests.people.undoing import (
    FIRST,
    LAST,
    Member,
    certify_as_student,
    charge_two_months,
    extend,
    freeze_at_the_desk,
    last,
    lot,
    new_card,
    ordered_online,
    photograph,
    picture,
    sell_a_year,
    setting,
    shorten,
    swap,
    terminate,
    transfer,
    undo,
    why_not,
)
from tests.registration import done, ordinary_prepaid

ACTS: dict[str, tuple[Callable[[Member], None], str]] = {
    "freeze": (freeze_at_the_desk, "Frysningen 2026-12-10 – 2027-01-31 tas bort."),
    "shorten": (shorten, "Frysningen är åter 2027-06-01 – 2027-07-31."),
    "extend": (extend, "Frysningen är åter 2027-06-01 – 2027-07-31."),
    "terminate": (terminate, "Uppsägningen ångras: abonnemanget löper vidare."),
    "charge": (charge_two_months, "Guld autogiro 12 mån: dagarna 2026-12-01 – 2027-01-31 är inte längre debiterade."),
    "new card": (new_card, "Kort 1000 0342 öppnar igen."),
    "certify": (certify_as_student, "Kundtypen är åter Ordinarie."),
    "swap": (swap, "Abonnemanget är åter Guld autogiro 12 mån."),
}


@pytest.mark.parametrize("microsecond", [0, 123456])
@pytest.mark.parametrize("name", ACTS)
def test_everything_is_what_it_was(gym: Store, name: str, microsecond: int) -> None:
    """To the microsecond: so bodies told moments once, and rows keep milliseconds."""
    gym.clock = FixedClock(gym.clock.now().replace(microsecond=microsecond))
    member, (act, words) = Member(gym), ACTS[name]
    before = picture(gym)
    act(member)
    assert picture(gym) != before
    assert words in last(gym, member.person_id).words
    undo(gym, member.person_id)
    assert picture(gym) == before


def test_a_sale_undone_ended_before_it_began(gym: Store) -> None:
    member = Member(gym)
    before = picture(gym, "lot", "freeze")
    sell_a_year(member)
    assert last(gym, member.person_id).words == ("Försäljningen ångras: kunden har inte längre Guld årskort.",)
    undo(gym, member.person_id)
    assert picture(gym, "lot", "freeze") == before
    facts = read_customer_facts(gym, member.person_id)
    states = {one.product.code: one.timeline.state(facts.today) for one in facts.held}
    assert states == {"GULD-AG12": State.ACTIVE, "GULD-12": State.ENDED}


def test_lots_from_the_same_day_keep_their_order(gym: Store) -> None:
    """What a downgrade won, and a month charged at another desk: what is unused is reckoned in that order."""
    member = Member(gym)
    won, month = lot(date(2026, 12, 1), 6, 7723), lot(date(2026, 12, 1), 31, month="2026-12")
    lots = [msgspec.structs.replace(won, id=f"f{won.id[1:]}"), msgspec.structs.replace(month, id=f"e{month.id[1:]}")]
    where: dict[str, Any] = {"facility_id": facility_id("SOD"), "person_id": member.person_id}
    member.do(lambda errand: SubscriptionCharged(subscription_id=member.main, lots=lots, charged_at=errand.at, **where))
    before = picture(gym, "lot")
    swap(member)
    undo(gym, member.person_id)
    assert picture(gym, "lot") == before


def test_a_transferred_subscription_goes_back(gym: Store) -> None:
    member = Member(gym)
    before = picture(gym, "subscription", "lot", "freeze")
    transfer(member)
    assert last(gym, member.person_id).words == ("Abonnemanget går tillbaka till Åsa Öberg.",)
    undo(gym, member.person_id)
    assert picture(gym, "subscription", "lot", "freeze") == before


def test_a_removed_freeze_comes_back_with_its_days(gym: Store) -> None:
    member = Member(gym)
    spell: dict[str, Any] = {"first": date(2027, 6, 1), "last": date(2027, 7, 31)}
    who: dict[str, Any] = {"freeze_id": member.freeze, "subscription_id": member.main, "person_id": member.person_id}
    member.do(FreezeRemoved(**spell, **who))
    undo(gym, member.person_id)
    with gym.reading():
        assert found("SELECT first, last FROM freeze") == [("2027-06-01", "2027-07-31")]


def test_a_withdrawn_termination_stands_again(gym: Store) -> None:
    member = Member(gym)
    terminate(member)
    before = picture(gym)
    who: dict[str, Any] = {"subscription_id": member.main, "add_on_ids": [member.add_on], "person_id": member.person_id}
    member.do(lambda errand: TerminationWithdrawn(terminated_at=errand.at, withdrawn_at=errand.at, **who))
    undo(gym, member.person_id)
    assert picture(gym) == before


def test_a_collected_purchase_waits_again(gym: Store) -> None:
    member = Member(gym)
    order_id = ordered_online(member)
    before = picture(gym)
    who: dict[str, Any] = {"order_id": order_id, "person_id": member.person_id, "subscription_id": member.main}
    member.do(lambda errand: PurchaseCollected(collected_at=errand.at, **who))
    undo(gym, member.person_id)
    assert picture(gym) == before


def test_the_earlier_photo_is_back(gym: Store, clock: FixedClock) -> None:
    member = Member(gym)
    digest = give_photo(gym, member.person_id, b"\xff\xd8 the earlier one")
    clock.moment += timedelta(minutes=1)
    photograph(member)
    undo(gym, member.person_id)
    with gym.reading():
        sql = "SELECT sha256, taken_at FROM person JOIN photo ON photo.id = person.photo_id WHERE person.id = ?"
        assert found(sql, member.person_id) == [(digest, "2026-11-22T09:30:00.000Z")]


def with_fee(store: Store) -> None:
    setting(store, "freeze_reasons", [FreezeReason("travel", "Resa", "Travel", fee=5000)])


def frozen_for_money(store: Store) -> Member:
    with_fee(store)
    member = Member(store)
    draft = Draft(SELF, reason="travel", period=PeriodDraft(FIRST, LAST))
    served(store, "freeze", member.person_id, draft, member.main)
    return member


def test_money_is_met_by_a_return_with_its_own_receipt(gym: Store) -> None:
    member = frozen_for_money(gym)
    with gym.reading():
        sold, taken = Sale.get(), Payment.get()
    words = last(gym, member.person_id)
    assert words.paid_back is not None
    assert (words.paid_back.receipt_number, words.paid_back.amount) == (1, 10000)
    assert "i terminalen också, referens" in words.paid_back.words[0]
    undo(gym, member.person_id)
    with gym.reading():
        back = Sale.get(Sale.return_of == sold.id)
        refund = Payment.get(Payment.refund_of == taken.id)
        receipt = Receipt.get(Receipt.sale == back.id)
        line = SaleLine.get(SaleLine.sale == back.id)
        assert Sale.get(Sale.id == sold.id).total == 10000
    assert (back.total, refund.amount, refund.method) == (-10000, -10000, "card")
    assert (receipt.number, receipt.kind) == (2, "return")
    assert (line.text, line.amount, line.vat_percent) == (f"Frysningsavgift {FIRST} – {LAST}", -10000, 6)
    assert (line.first, line.last) == (FIRST, LAST)
    facts = receipt_facts(gym, receipt.id)
    assert (facts.total, sum(one.vat for one in facts.vat)) == (-10000, -566)
    assert [(one.quantity, one.unit_price, one.amount) for one in facts.lines] == [(-1, None, -10000)]
    assert facts.returns_number == 1


def test_cash_is_paid_back_in_whole_kronor_as_it_was_taken(gym: Store) -> None:
    person_id = register(gym)
    sell_at_till(gym, person_id, 12500, "cash", "swish")
    words = last(gym, person_id).paid_back
    assert words is not None
    assert [one.replace("\xa0", " ").split(" betalas")[0] for one in words.words] == ["62,50 kr", "62,50 kr"]
    undo(gym, person_id)
    with gym.reading():
        amounts = {(one.method, one.amount) for one in Payment.select().where(Payment.refund_of.is_null(False))}
    assert amounts == {("cash", -6250), ("swish", -6250)}


def test_the_confirmation_is_marked_and_the_undoing_has_its_own(gym: Store) -> None:
    member = Member(gym)
    freeze_at_the_desk(member)
    undo(gym, member.person_id)
    with gym.reading():
        first, second = Confirmation.select().order_by(Confirmation.id)
        entry = JournalEntry.get(JournalEntry.act == "undo")
    assert (first.routine, first.undone_at) == ("freeze", gym.clock.now())
    assert (second.routine, second.undone_at) == ("undo", None)
    assert msgspec.json.decode(second.rows)[0] == ["Ångrat", "", "Fryste ett abonnemang"]
    told = {label: (before, after) for label, before, after in msgspec.json.decode(first.rows)}
    back = {label: (before, after) for label, before, after in msgspec.json.decode(second.rows)[1:]}
    assert back == {label: (after, before) for label, (before, after) in told.items()}
    assert entry.subject_id == member.person_id
    assert msgspec.json.decode(entry.details)["undone"] == first.errand_id


def test_errands_are_undone_one_after_another_the_last_first(gym: Store, clock: FixedClock) -> None:
    member = Member(gym)
    before = picture(gym)
    for act in (freeze_at_the_desk, new_card, certify_as_student):
        clock.moment += timedelta(minutes=1)
        act(member)
    for _errand in range(3):
        clock.moment += timedelta(minutes=1)
        undo(gym, member.person_id)
    assert picture(gym) == before


def test_looking_at_something_is_no_errand(gym: Store, manager: StaffMember) -> None:
    from kiosk.people.person_card import show_personal_number

    member = Member(gym)
    freeze_at_the_desk(member)
    show_personal_number(gym, manager, member.person_id)
    assert last(gym, member.person_id).act == "Fryste ett abonnemang"


def test_not_when_another_desk_has_gone_on(gym: Store) -> None:
    """What came from central is no errand of this desk, but the freeze is not as it was left."""
    member = Member(gym)
    freeze_at_the_desk(member)
    with gym.own_writing():
        gym.database.execute_sql("UPDATE freeze SET last = '2027-02-10' WHERE first = '2026-12-10'")
    assert why_not(gym, member.person_id) == "undo_changed"


def test_not_when_something_was_charged_on_the_frozen_subscription_elsewhere(gym: Store) -> None:
    member = Member(gym)
    freeze_at_the_desk(member)
    with gym.own_writing():
        sql = """INSERT INTO lot (id, facility_id, subscription_id, position, month, amount, days, first, last)
            VALUES ('x', 'f', ?, 99, '2027-02', 100, 10, '2027-02-01', '2027-02-10')"""
        gym.database.execute_sql(sql, (member.main,))
    assert why_not(gym, member.person_id) == "undo_changed"


def test_within_the_time_that_the_gym_has_set(gym: Store, clock: FixedClock) -> None:
    member = Member(gym)
    freeze_at_the_desk(member)
    clock.moment += timedelta(minutes=600)
    assert last(gym, member.person_id).act
    clock.moment += timedelta(minutes=1)
    assert why_not(gym, member.person_id) == "undo_nothing"
    setting(gym, UNDO_MINUTES.name, 0)
    assert why_not(gym, member.person_id) == "undo_off"


def test_what_is_undone_already_is_said_to_be(gym: Store, clock: FixedClock) -> None:
    person_id = done(gym, STAFF, ordinary_prepaid()).person_id
    undo(gym, person_id)
    assert why_not(gym, person_id) == "undo_undone"
    clock.moment += timedelta(minutes=601)
    assert why_not(gym, person_id) == "undo_nothing"


def test_what_has_no_way_back_says_so(gym: Store) -> None:
    person_id = register(gym)
    sign_mandate(gym, person_id)
    assert why_not(gym, person_id) == "undo_signed"


def test_only_those_who_may_sell(gym: Store) -> None:
    class Looker(StaffMember):
        @property
        def rights(self) -> frozenset[Any]:
            return frozenset()

    member = Member(gym)
    assert why_not(gym, member.person_id, Looker("x", "x", "X", Role.RECEPTION)) == "undo_right"


def test_a_protected_customers_only_by_those_who_may_open_the_card(gym: Store) -> None:
    member = Member(gym)
    freeze_at_the_desk(member)
    member.do(ProtectionChanged(person_id=member.person_id, is_protected=True, changed_at=gym.clock.now()))
    assert why_not(gym, member.person_id) == "protected_identity_right"
    assert not isinstance(last_errand(gym, MANAGER, member.person_id), Problem)


def test_a_return_is_made_once(gym: Store) -> None:
    member = frozen_for_money(gym)
    shown = last(gym, member.person_id)
    undo(gym, member.person_id)
    outcome = undo_errand(gym, STAFF, member.person_id, shown.errand_id)
    assert [one.code for one in outcome.problems] == ["undo_not_last"]
    with gym.reading():
        assert Payment.select().where(Payment.refund_of.is_null(False)).count() == 1


def test_a_registration_leaves_the_customer(gym: Store) -> None:
    person_id = register(gym)
    assert last(gym, person_id).words == ("Kunden är kvar som registrerad.",)


def test_a_mandate_and_a_certificate_are_taken_back(gym: Store) -> None:
    person_id = register(gym)
    draft_mandate(gym, person_id)
    undo(gym, person_id)
    certify(gym, person_id, date(2027, 9, 14))
    undo(gym, person_id)
    with gym.reading():
        assert found("SELECT state, cancelled_by FROM mandate") == [("cancelled", "gym")]
        assert found("SELECT COUNT(*) FROM certificate") == [(0,)]


def test_traces_are_kept_for_a_day(gym: Store, clock: FixedClock) -> None:
    member = Member(gym)
    clock.moment += timedelta(days=1, minutes=1)
    freeze_at_the_desk(member)
    with gym.reading():
        assert found("SELECT COUNT(DISTINCT errand_id) FROM errand_trace") == [(1,)]
