"""Every kind of operation that can be undone, against what may have happened since: a run, the bank, another desk."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from db.rows import found, insert
from db.tables import Matter
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import facility_id
from kiosk.direct_debit.files_out import write_payments
from kiosk.ids import new_id
from kiosk.operations.charging_runs import ChargingRunMoved, ChargingRunStarted, SubscriptionCharged, run_id_of
from kiosk.operations.customers import NoteRemoved
from kiosk.operations.debit_draws import DrawAnswered, DrawPlanned, DrawSettled
from kiosk.operations.freezes import FreezeRemoved
from kiosk.operations.kinds import every_kind
from kiosk.operations.orders import PurchaseCollected
from kiosk.operations.people import PersonChanged
from kiosk.operations.protection import ProtectionChanged
from kiosk.operations.settlement import MatterSettled
from kiosk.operations.subscription_changes import TerminationWithdrawn
from kiosk.people.notes import write_note
from kiosk.problems import Problem
from kiosk.store import Store
from kiosk.undo import last_errand
from kiosk.undo_inverses import INVERSES, STAYS
from tests.direct_debit.payers import mandate
from tests.direct_debit.test_charging_run import run_whole
from tests.direct_debit.test_files_out_and_in import DRAW_DAY, written
from tests.organisations.ordering import order, sell_to, spend
from tests.organisations.ordering import register as organisation
from tests.people.members import MANAGER, STAFF, certify, draft_mandate, register, subscription
from tests.people.undoing import (
    Member,
    certify_as_student,
    extend,
    freeze_at_the_desk,
    lot,
    new_card,
    ordered_online,
    photograph,
    sell_a_year,
    shorten,
    swap,
    terminate,
    transfer,
    undo,
)
from tests.prepared import NOW, gym_in_memory
from tests.sync.direct import copy_of

COMPANY, PRE_ORDER = new_id(), new_id()


class Payer(Member):
    """She has a mandate that has taken effect; `folder` is where files to the bank are written."""

    def __init__(self, store: Store, folder: Path) -> None:
        super().__init__(store)
        self.folder = folder
        mandate(store, self.person_id)


Did = Callable[[Payer], Any]


def renew(member: Member) -> None:
    """The certificate goes on, and no price is another today."""
    certify(member.store, member.person_id, date(2027, 9, 14))


def remove_freeze(member: Member) -> None:
    spell: dict[str, Any] = {"first": date(2027, 6, 1), "last": date(2027, 7, 31)}
    who: dict[str, Any] = {"freeze_id": member.freeze, "subscription_id": member.main, "person_id": member.person_id}
    member.do(FreezeRemoved(**spell, **who))


def withdraw(member: Member) -> None:
    terminate(member)
    who: dict[str, Any] = {"subscription_id": member.main, "add_on_ids": [member.add_on], "person_id": member.person_id}
    member.do(lambda errand: TerminationWithdrawn(terminated_at=errand.at, withdrawn_at=errand.at, **who))


def collect(member: Member) -> None:
    who: dict[str, Any] = {"person_id": member.person_id, "subscription_id": member.main}
    order_id = ordered_online(member)
    member.do(lambda errand: PurchaseCollected(order_id=order_id, collected_at=errand.at, **who))


def use_pre_order(member: Member) -> None:
    """Added, used and sold in one errand."""
    bought = new_id()
    with member.store.errand(STAFF, "shop") as errand:
        organisation(COMPANY)(errand)
    with member.store.errand(STAFF, "use_agreement") as errand:
        errand.subject_id = member.person_id
        order(PRE_ORDER, COMPANY)(errand)
        sell_to(member.person_id, COMPANY, bought)(errand)
        spend(PRE_ORDER, member.person_id, bought)(errand)


def charge(member: Member) -> None:
    where: dict[str, Any] = {"facility_id": facility_id("SOD"), "person_id": member.person_id}
    january = [lot(date(2027, 1, 1), 31, month="2027-01")]
    member.do(
        lambda errand: SubscriptionCharged(subscription_id=member.main, lots=january, charged_at=errand.at, **where)
    )


def pay_a_debt(member: Member) -> None:
    """Of November's draw."""
    draw_id = new_id()
    where: dict[str, Any] = {"draw_id": draw_id, "facility_id": facility_id("SOD")}
    with member.store.errand(STAFF, "bank") as errand:
        ids: dict[str, Any] = {"mandate_id": new_id(), "subscription_id": member.main, "run_id": None}
        days: dict[str, Any] = {"month": "2026-11", "draw_day": date(2026, 10, 28), "planned_at": errand.at}
        errand.perform(DrawPlanned(person_id=member.person_id, **where, **ids, **days))
        errand.perform(DrawAnswered(event="rejected", code="1", settled_at=errand.at, **where))
    member.do(
        lambda errand: DrawSettled(person_id=member.person_id, errand_id=errand.id, settled_at=errand.at, **where)
    )


def change_details(member: Member) -> None:
    mail: dict[str, Any] = {"old": {"email": None}, "new": {"email": "asa@example.se"}}
    member.do(PersonChanged(person_id=member.person_id, **mail))


def protect(member: Member) -> None:
    member.do(lambda errand: ProtectionChanged(person_id=member.person_id, is_protected=True, changed_at=errand.at))


def note(member: Member) -> None:
    assert write_note(member.store, STAFF, member.person_id, "Ringde", is_message=False).is_done


def remove_the_note(member: Member) -> None:
    note(member)
    with member.store.reading():
        ((note_id,),) = found("SELECT id FROM note")
    member.do(lambda errand: NoteRemoved(note_id=note_id, removed_at=errand.at))


def register_anew(member: Member) -> None:
    """Somebody else, as far as the rest is concerned."""
    member.person_id = register(member.store, 2, personal_number="198507099805", birth_date=date(1985, 7, 9))


def another_mandate(member: Member) -> None:
    draft_mandate(member.store, member.person_id)


def open_matter(store: Store, code: str, values: dict[str, Any]) -> str:
    """As central opens it: its id."""
    matter_id = new_id()
    row: dict[str, Any] = dict.fromkeys(("operation_id", "operation_kind", "device_id", "staff_id"), "x")
    row |= {"id": matter_id, "facility_id": facility_id("SOD"), "code": code, "person_id": None}
    with store.own_writing():
        insert(Matter, row | {"opened_at": store.clock.now(), "details": msgspec.json.encode(values).decode()})
    return matter_id


def settle_a_matter(member: Member) -> None:
    """As a new card does in its errand."""
    where: dict[str, Any] = {"facility_id": facility_id("SOD"), "how": "new_card", "note": "", "staff_id": STAFF.id}
    matter_id = open_matter(member.store, "card_in_use", {})
    member.do(lambda errand: MatterSettled(matter_id=matter_id, settled_at=errand.at, **where))


def run(member: Member) -> None:
    """Charges what there is to charge."""
    run_whole(member.store)


def run_goes_by(member: Member) -> None:
    """Charges nothing of hers, and is done."""
    facility, month = facility_id("SOD"), "2026-12"
    which: dict[str, Any] = {"run_id": run_id_of(facility, month), "facility_id": facility, "month": month}
    with member.store.errand(STAFF, "charging_run") as errand:
        counts: dict[str, Any] = {"total": 1, "exceptions": 0, "started_by": STAFF.id}
        errand.perform(ChargingRunStarted(started_at=errand.at, **counts, **which))
        errand.perform(ChargingRunMoved(state="done", moved_at=errand.at, **which))


def bank_draws(member: Payer) -> None:
    """What a run had planned before is sent, and paid."""
    written(write_payments(member.store, MANAGER, member.folder, DRAW_DAY))
    with member.store.errand(STAFF, "bank") as errand:
        for draw_id, facility in found("SELECT id, facility_id FROM debit_draw WHERE state = 'sent'"):
            paid: dict[str, Any] = {"event": "paid", "code": "0", "settled_at": errand.at}
            errand.perform(DrawAnswered(draw_id=draw_id, facility_id=facility, **paid))


def sold_elsewhere(member: Member) -> None:
    """No errand of hers at this desk: it came from another."""
    with member.store.errand(STAFF, "elsewhere") as errand:
        terms: dict[str, Any] = {"start": date(2027, 6, 1), "months": 12, "price": 399000}
        errand.perform(subscription(errand, member.person_id, "GULD-12", **terms))


def charged_elsewhere(member: Member) -> None:
    with member.store.errand(STAFF, "elsewhere") as errand:
        where: dict[str, Any] = {"facility_id": errand.facility_id, "person_id": member.person_id}
        lots = [lot(date(2027, 2, 1), 28, month="2027-02")]
        errand.perform(SubscriptionCharged(subscription_id=member.main, lots=lots, charged_at=errand.at, **where))


SINCE: dict[str, Did] = {
    "run": run,
    "run goes by": run_goes_by,
    "drawn": bank_draws,
    "sold elsewhere": sold_elsewhere,
    "charged elsewhere": charged_elsewhere,
}
RUN, PRICES, CHANGED = "undo_run", "undo_prices", "undo_changed"
OF_DAYS = (RUN, RUN, "", "", CHANGED)
OF_PRICES = (PRICES, "", "", PRICES, PRICES)
NO_MONEY = ("", "", "", "", "")
ACTS: dict[str, tuple[Did, tuple[str, ...]]] = {  # what each of SINCE makes of undoing it
    "freeze": (freeze_at_the_desk, OF_DAYS),
    "shorten": (shorten, OF_DAYS),
    "extend": (extend, OF_DAYS),
    "remove a freeze": (remove_freeze, OF_DAYS),
    "terminate": (terminate, OF_DAYS),
    "withdraw": (withdraw, OF_DAYS),
    "charge": (charge, OF_DAYS),
    "swap": (swap, OF_DAYS),
    "transfer": (transfer, OF_DAYS),
    "certify, and reprice": (certify_as_student, (RUN, RUN, "", PRICES, CHANGED)),
    "renew a certificate": (renew, OF_PRICES),
    "sell": (sell_a_year, NO_MONEY),
    "collect": (collect, NO_MONEY),
    "use a pre-order": (use_pre_order, NO_MONEY),
    "pay a debt": (pay_a_debt, NO_MONEY),
    "new card": (new_card, NO_MONEY),
    "settle a matter": (settle_a_matter, NO_MONEY),
    "draft a mandate": (another_mandate, NO_MONEY),
    "register": (register_anew, NO_MONEY),
    "photograph": (photograph, NO_MONEY),
    "change details": (change_details, NO_MONEY),
    "protect": (protect, NO_MONEY),
    "note": (note, NO_MONEY),
    "remove a note": (remove_the_note, NO_MONEY),
}


@pytest.mark.parametrize("since", SINCE)
@pytest.mark.parametrize("name", ACTS)
def test_undoing_against_what_happened_since(gym: Store, tmp_path: Path, name: str, since: str) -> None:
    payer, (act, expected) = Payer(gym, tmp_path), ACTS[name]
    if since == "drawn":
        run(payer)
    act(payer)
    who = payer.person_id
    assert code_of(gym, who) == ""
    SINCE[since](payer)
    assert code_of(gym, who) == expected[list(SINCE).index(since)]


def code_of(store: Store, person_id: str) -> str:
    """Why it can't be undone, "" where it can."""
    looked_at = last_errand(store, MANAGER, person_id)
    return looked_at.code if isinstance(looked_at, Problem) else ""


def test_every_kind_that_can_be_undone_is_in_the_table(tmp_path: Path) -> None:
    named = {kind.body: kind.name for kind in every_kind()}
    covered: set[str] = set()
    prepared = gym_in_memory()
    for act, _expected in ACTS.values():
        store = Store(copy_of(prepared), FixedClock(NOW))
        act(Payer(store, tmp_path))
        with store.reading():
            covered |= {kind for (kind,) in found("SELECT DISTINCT kind FROM operation_log")}
        store.close()
    prepared.close()
    assert {named[body] for body, way in INVERSES.items() if way is not STAYS} <= covered


def test_a_pre_order_that_another_desk_used_too(gym: Store, tmp_path: Path) -> None:
    """Its matter first: undone, it would be free for a third."""
    payer = Payer(gym, tmp_path)
    use_pre_order(payer)
    with gym.reading():
        ((product, organisation_id),) = found("SELECT product_id, organisation_id FROM pre_order")
    values = {"organisation_id": organisation_id, "product_id": product, "other_id": payer.person_id}
    open_matter(gym, "pre_order_used_twice", values)
    assert code_of(gym, payer.person_id) == "undo_pre_order"
    with gym.own_writing():
        Matter.update(closed_at=gym.clock.now()).execute()
    assert code_of(gym, payer.person_id) == ""


def test_what_was_sold_and_undone_since_leaves_the_prices_alone(gym: Store, tmp_path: Path) -> None:
    payer = Payer(gym, tmp_path)
    renew(payer)
    sell_a_year(payer)
    undo(gym, payer.person_id)
    assert code_of(gym, payer.person_id) == ""
