"""Two desks stop, draw again and take payment for the same draw: never paid twice in silence, never lost."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from db.rows import found
from db.tables import DebitDraw
from kiosk.direct_debit.person_draws import read_debt
from kiosk.direct_debit.stopped_draws import at_bank
from kiosk.ids import new_id
from kiosk.operations import Body
from kiosk.operations.charging_runs import SubscriptionCharged
from kiosk.operations.debit_draws import (
    AutogiroFileRecorded,
    DrawAnswered,
    DrawCancellationSent,
    DrawCancelled,
    DrawPlanned,
    DrawPlannedAgain,
    DrawSettled,
    DrawSettlementUndone,
    DrawsSent,
)
from kiosk.operations.subscriptions import LotBody
from kiosk.store import Errand
from kiosk.sync.matters import open_matters
from tests.central.worlds import Desk, World
from tests.direct_debit.payers import cancel, mandate
from tests.sync.acts import MONTH, Newcomer, sell
from tests.sync.invariants import check

DAY = date(2027, 12, 28)
Made = Callable[[Errand], Body]


class Drawn:
    """Somebody whose December is charged by a run, and whose draw is sent."""

    def __init__(self) -> None:
        self.who = Newcomer(personal_number=None, mobile="")
        self.draw_id, self.in_run, self.at_desk = new_id(), new_id(), new_id()
        self.subscription_id, self.mandate_id = "", "mandate"

    def begin(self, errand: Errand) -> None:
        self.begin_planned(errand)
        self.do("sent")(errand)

    def begin_planned(self, errand: Errand) -> None:
        self.who.register(errand)
        self.sell(errand)

    def sell(self, errand: Errand) -> None:
        sell(self.who.person_id, prepaid=False, price=MONTH)(errand)
        ((self.subscription_id,),) = found("SELECT id FROM subscription WHERE person_id = ?", self.who.person_id)
        self.do("planned", "charged")(errand)

    def do(self, *names: str) -> Callable[[Errand], None]:
        def act(errand: Errand) -> None:
            for name in names:
                made: Made = getattr(self, f"_{name}")
                errand.perform(made(errand))

        return act

    def _planned(self, errand: Errand) -> Body:
        return DrawPlanned(
            draw_id=self.draw_id,
            facility_id=errand.facility_id,
            person_id=self.who.person_id,
            mandate_id=self.mandate_id,
            subscription_id=self.subscription_id,
            month="2027-12",
            draw_day=DAY,
            run_id=None,
            planned_at=errand.at,
        )

    def _charged(self, errand: Errand) -> Body:
        return self._december(errand, self.in_run, self.draw_id)

    def _charged_at_desk(self, errand: Errand) -> Body:
        return self._december(errand, self.at_desk, None)

    def _december(self, errand: Errand, lot_id: str, draw_id: str | None, amount: int = 39900) -> Body:
        spell: dict[str, Any] = {"first": date(2027, 12, 1), "last": date(2027, 12, 31), "days": 31}
        return SubscriptionCharged(
            subscription_id=self.subscription_id,
            facility_id=errand.facility_id,
            person_id=self.who.person_id,
            lots=[LotBody(id=lot_id, month="2027-12", amount=amount, **spell)],
            draw_id=draw_id,
            charged_at=errand.at,
        )

    def _sent(self, errand: Errand) -> Body:
        return in_file(errand, [self.draw_id], "file")

    def _stopped(self, errand: Errand) -> Body:
        ids = {"draw_id": self.draw_id, "facility_id": errand.facility_id, "person_id": self.who.person_id}
        return DrawCancelled(reason="Ångrat", staff_id=errand.staff.id, cancelled_at=errand.at, **ids)

    def _told(self, errand: Errand) -> Body:
        where = {"facility_id": errand.facility_id, "file_id": "mak"}
        return DrawCancellationSent(draw_ids=[self.draw_id], code="23", **where)

    def _again(self, errand: Errand) -> Body:
        where = {"draw_id": self.draw_id, "facility_id": errand.facility_id}
        return DrawPlannedAgain(draw_day=DAY, planned_at=errand.at, **where)

    def _settled(self, errand: Errand) -> Body:
        ids: dict[str, Any] = {
            "draw_id": self.draw_id,
            "facility_id": errand.facility_id,
            "person_id": self.who.person_id,
        }
        return DrawSettled(errand_id=errand.id, settled_at=errand.at, amount=39900, **ids)

    def _unsettled(self, errand: Errand) -> Body:
        ((errand_id,),) = found("SELECT settled_errand_id FROM debit_draw WHERE id = ?", self.draw_id)
        ids = {"draw_id": self.draw_id, "facility_id": errand.facility_id, "person_id": self.who.person_id}
        return DrawSettlementUndone(errand_id=errand_id, state="rejected", code="1", settled_at=errand.at, **ids)

    def _paid(self, errand: Errand) -> Body:
        return self._answer(errand, "paid")

    def _refunded(self, errand: Errand) -> Body:
        return self._answer(errand, "refunded")

    def _rejected(self, errand: Errand) -> Body:
        return self._answer(errand, "rejected")

    def _cancelled(self, errand: Errand) -> Body:
        return self._answer(errand, "cancelled")

    def _not_cancelled(self, errand: Errand) -> Body:
        return self._answer(errand, "not_cancelled")

    def _answer(self, errand: Errand, event: str) -> Body:
        where = {"draw_id": self.draw_id, "facility_id": errand.facility_id}
        return DrawAnswered(event=event, code="1", settled_at=errand.at, **where)

    def seen(self, desk: Desk) -> tuple[str, list[str], list[str]]:
        """The draw's state, who charged December, and the matters about the person."""
        names = {self.in_run: "run", self.at_desk: "desk"}
        with desk.store.reading():
            charged = found("SELECT id FROM lot WHERE subscription_id = ? AND month = '2027-12'", self.subscription_id)
            codes = found("SELECT code FROM matter WHERE person_id = ? ORDER BY code", self.who.person_id)
            state = DebitDraw.find(self.draw_id).state
        told = [code for (code,) in codes if code.startswith(("draw_", "charged_"))]
        return state, [names[lot_id] for (lot_id,) in charged], told


class Desks:
    def __init__(self, world: World) -> None:
        self.world = world
        self.one, self.two = world.desk("one"), world.desk("two")

    def settle(self) -> None:
        for desk in (self.one, self.two, self.one, self.two):
            desk.sync()
        check(self.world, self.one, self.two)


@pytest.fixture
def desks(world: World) -> Desks:
    return Desks(world)


CASES = [  # known to both; what each does without a line, the first to be heard first; how it stands then
    ("", "stopped", "stopped", ("cancelled", [], [])),
    ("", "paid", "stopped", ("paid", ["run"], ["draw_cancelled_paid"])),
    ("", "stopped", "paid", ("paid", ["run"], ["draw_paid_cancelled"])),
    ("", "rejected", "stopped", ("cancelled", [], [])),
    ("", "stopped", "rejected", ("cancelled", [], [])),
    ("stopped", "charged_at_desk", "paid", ("paid", ["desk"], ["charged_twice", "draw_paid_cancelled"])),
    ("stopped", "paid", "charged_at_desk", ("paid", ["run"], ["charged_twice", "draw_paid_cancelled"])),
    ("rejected", "settled", "settled", ("settled", ["run"], ["draw_settled_twice"])),
    ("rejected", "again", "settled", ("settled", ["run"], [])),
    ("rejected", "settled", "again", ("settled", ["run"], [])),
    ("rejected", "settled", "again sent", ("settled", ["run"], ["draw_sent_paid"])),
    ("rejected", "again sent", "settled", ("settled", ["run"], ["draw_settled_sent"])),
    ("rejected", "again sent paid", "settled", ("paid", ["run"], ["draw_paid_twice"])),
    # the bank gave back what was paid at the desk too: nothing is owed, whichever the bank's word met
    (
        "rejected again sent",
        "paid",
        "settled refunded",
        ("settled", ["run"], ["draw_paid_twice", "draw_refunded_settled"]),
    ),
    ("rejected again sent paid", "refunded", "settled", ("settled", ["run"], [])),
    ("rejected", "settled", "paid", ("settled", ["run"], ["draw_paid_twice"])),
    ("rejected", "settled", "paid refunded", ("settled", ["run"], ["draw_paid_twice", "draw_refunded_settled"])),
    ("rejected", "settled", "refunded", ("settled", ["run"], [])),  # the bank had made none since
    ("rejected settled", "paid", "unsettled", ("paid", ["run"], ["draw_paid_twice"])),
    ("rejected settled", "unsettled", "paid", ("paid", ["run"], [])),
    ("rejected", "stopped", "settled", ("settled", ["run"], [])),
    ("rejected", "settled", "stopped", ("settled", ["run"], [])),
    # the bank's no to a stop, imported at both desks, is one matter; to the next stop it is another
    ("stopped told", "not_cancelled", "not_cancelled", ("cancelled", [], ["draw_not_cancelled"])),
    (
        "stopped told",
        "not_cancelled",
        "not_cancelled planned charged sent stopped told not_cancelled",
        ("cancelled", [], ["draw_not_cancelled", "draw_not_cancelled"]),
    ),
    # planned again, stopped at one desk, sent at the other: the bank must be told
    ("rejected again", "stopped", "sent", ("cancelled", [], ["draw_sent_cancelled"])),
    # the answer about the one that was stopped doesn't stop the one that came after
    ("stopped told", "planned charged sent", "cancelled", ("sent", ["run"], [])),
]


def test_two_desks(desks: Desks) -> None:
    everybody = [(Drawn(), *case) for case in CASES]
    desks.one.do(*(drawn.begin for drawn, *_case in everybody))
    for drawn, before, *_case in everybody:
        desks.one.do(drawn.do(*before.split()))
    desks.settle()
    for drawn, _before, first, second, _expected in everybody:
        desks.one.do(drawn.do(*first.split()))
        desks.two.do(drawn.do(*second.split()))
    desks.settle()
    for desk in (desks.one, desks.two):
        for drawn, *case, expected in everybody:
            assert drawn.seen(desk) == expected, case
    with desks.two.store.reading():
        sent_late = DebitDraw.find(everybody[-2][0].draw_id)
    assert (sent_late.file_id, sent_late.cancel_file_id) == ("file", None)


@pytest.mark.parametrize("is_revoked_first", [False, True])
def test_drawn_again_at_one_desk_and_the_mandate_revoked_at_another(desks: Desks, is_revoked_first: bool) -> None:
    """Whichever is heard first, the sum is owed at both: no file takes the draw."""
    drawn = Drawn()
    desks.one.do(drawn.who.register)
    drawn.mandate_id = mandate(desks.one.store, drawn.who.person_id)
    desks.one.do(drawn.sell, drawn.do("rejected"))
    desks.settle()
    again, revoked = (desks.two, desks.one) if is_revoked_first else (desks.one, desks.two)
    again.do(drawn.do("again"))
    cancel(revoked.store, drawn.mandate_id)
    desks.settle()
    for desk in (desks.one, desks.two):
        assert drawn.seen(desk) == ("planned", ["run"], [])
        with desk.store.reading():
            assert read_debt(f'["{drawn.who.person_id}"]') == 39900


def test_a_file_at_each_desk_of_the_same_draws_is_one_matter(desks: Desks) -> None:
    """The bank would make them twice: people keep one of the files back. Sent again after the bank's no is no such."""
    both, again = [Drawn(), Drawn()], Drawn()
    desks.one.do(*(drawn.begin_planned for drawn in both), again.begin)
    desks.one.do(again.do("rejected", "again"))
    desks.settle()
    for desk, file_id in ((desks.one, "first"), (desks.two, "second")):
        ids = [drawn.draw_id for drawn in both]
        desk.do(lambda errand, ids=ids, name=file_id: errand.perform(in_file(errand, ids, name)))  # type: ignore[misc]
    desks.one.do(lambda errand: errand.perform(in_file(errand, [again.draw_id], "third")))
    desks.settle()
    for desk in (desks.one, desks.two):
        (said,) = [matter.what for matter in open_matters(desk.store) if matter.code == "draws_sent_twice"]
        assert said.replace("\N{NO-BREAK SPACE}", " ") == (
            "Två diskar skrev en fil med samma dragningar: 2 stycken, 798,00 kr totalt. "
            "Den senare filen gäller 2027-12-28."
        )


MADE = [  # files that say it is paid, with a minus given back, imported by each desk without a line; how it stands
    ("sent", "a", "a", ("paid", ["run"], [])),
    ("sent", "a", "b", ("paid", ["run"], ["draw_made_twice"])),
    ("sent", "a b", "b a", ("paid", ["run"], ["draw_made_twice"])),
    ("sent", "a b refunded", "a b", ("paid", ["run"], ["draw_made_twice", "draw_refunded_once"])),
    ("sent", "a b c-", "a b c-", ("paid", ["run"], ["draw_made_twice", "draw_refunded_once"])),
    ("sent", "a b c-", "a b d-", ("refunded", ["run"], ["draw_made_twice", "draw_refunded_once"])),
    ("sent", "a c-", "a c-", ("refunded", ["run"], [])),
    (
        "sent",
        "a b settled c-",
        "a b c-",
        ("paid", ["run"], ["draw_made_twice", "draw_paid_twice", "draw_refunded_once"]),
    ),
    ("sent", "a", "b refunded refunded", ("refunded", ["run"], ["draw_made_twice", "draw_refunded_once"])),
    ("rejected settled", "a", "a", ("settled", ["run"], ["draw_paid_twice"])),
    ("rejected settled", "a", "b", ("settled", ["run"], ["draw_made_twice", "draw_paid_twice"])),
]


def test_the_bank_says_in_two_files_that_it_is_paid(desks: Desks) -> None:
    """The same file at two desks says it once."""
    everybody = [(Drawn(), *case) for case in MADE]
    for drawn, before, *_case in everybody:
        desks.one.do(drawn.begin_planned, drawn.do(*before.split()))
    desks.settle()
    for drawn, _before, first, second, _expected in everybody:
        for desk, names in ((desks.one, first), (desks.two, second)):
            for name in names.split():
                desk.do(imported(drawn, name) if len(name) <= 2 else drawn.do(name))
    desks.settle()
    for desk in (desks.one, desks.two):
        for drawn, *case, expected in everybody:
            assert drawn.seen(desk) == expected, case


def imported(drawn: Drawn, name: str) -> Callable[[Errand], None]:
    """Its own file says it."""

    def act(errand: Errand) -> None:
        file_id = new_id()
        file: dict[str, Any] = {"direction": "in", "kind": "specification", "name": name, "at": errand.at}
        file |= {"staff_id": errand.staff.id, "records": 3, "amount": 39900, "written_on": DAY}
        file |= {"customer_number": "471117", "bankgiro": "0050501055", "sha256": f"{drawn.draw_id} {name}"}
        errand.perform(AutogiroFileRecorded(file_id=file_id, facility_id=errand.facility_id, **file))
        event = "refunded" if name.endswith("-") else "paid"
        said = {"draw_id": drawn.draw_id, "event": event, "code": "0", "file_id": file_id}
        errand.perform(DrawAnswered(facility_id=errand.facility_id, settled_at=errand.at, **said))

    return act


@pytest.mark.parametrize(("amount", "codes"), [(49900, ["draw_sent_other_sum"]), (39900, [])])
def test_sent_as_it_was_before_it_was_stopped_and_charged_anew(desks: Desks, amount: int, codes: list[str]) -> None:
    """The bank draws what the file says."""
    drawn = Drawn()
    desks.one.do(drawn.begin_planned)
    desks.settle()
    desks.two.do(lambda errand: errand.perform(in_file(errand, [drawn.draw_id], "file", 39900)))
    desks.one.do(drawn.do("stopped", "planned"))
    desks.one.do(lambda errand: errand.perform(drawn._december(errand, new_id(), drawn.draw_id, amount)))
    desks.settle()
    for desk in (desks.one, desks.two):
        said = {matter.code: matter.what.replace("\N{NO-BREAK SPACE}", " ") for matter in open_matters(desk.store)}
        assert list(said) == codes
        assert not codes or "med 399,00 kr" in said[codes[0]]
        assert not codes or "här är den 499,00 kr" in said[codes[0]]


@pytest.mark.parametrize("is_first", [False, True])
def test_what_was_sent_with_another_sum_is_stopped_and_answered_by_that(desks: Desks, is_first: bool) -> None:
    """The bank knows it by what the file said, whichever of the two is heard first: the file or the stop."""
    drawn = Drawn()
    desks.one.do(drawn.begin_planned)
    desks.settle()
    desks.two.do(lambda errand: errand.perform(in_file(errand, [drawn.draw_id], "file", 39900)))
    desks.one.do(drawn.do("stopped", "planned"))
    desks.one.do(lambda errand: errand.perform(drawn._december(errand, new_id(), drawn.draw_id, 49900)))
    if is_first:
        desks.settle()
    desks.one.do(drawn.do("stopped"))
    desks.settle()
    with desks.one.store.reading():
        stopped = DebitDraw.find(drawn.draw_id)
    assert (stopped.state, stopped.amount, at_bank(stopped)) == ("cancelled", 49900, 39900)
    desks.one.do(drawn.do("told"))
    desks.one.do(drawn.do("not_cancelled"))
    desks.settle()
    expected = ["draw_sent_other_sum"] if is_first else ["draw_sent_cancelled"]
    for desk in (desks.one, desks.two):
        said = {matter.code: matter.what.replace("\N{NO-BREAK SPACE}", " ") for matter in open_matters(desk.store)}
        assert sorted(said) == sorted(["draw_not_cancelled", *expected])
        assert all("399,00 kr" in words for words in said.values())


@pytest.mark.parametrize(("amount", "codes"), [(49900, ["draw_settled_other_sum"]), (39900, [])])
def test_paid_as_it_was_before_it_was_stopped_and_charged_anew(desks: Desks, amount: int, codes: list[str]) -> None:
    drawn = Drawn()
    desks.one.do(drawn.begin, drawn.do("rejected"))
    desks.settle()
    desks.one.do(drawn.do("stopped", "planned"))
    desks.one.do(lambda errand: errand.perform(drawn._december(errand, new_id(), drawn.draw_id, amount)))
    desks.two.do(drawn.do("settled"))
    desks.settle()
    for desk in (desks.one, desks.two):
        said = {matter.code: matter.what.replace("\N{NO-BREAK SPACE}", " ") for matter in open_matters(desk.store)}
        assert list(said) == codes
        assert not codes or "betalade 399,00 kr" in said[codes[0]]
        assert not codes or "den är 499,00 kr" in said[codes[0]]


def in_file(errand: Errand, draw_ids: list[str], file_id: str, *amounts: int) -> Body:
    where = {"facility_id": errand.facility_id, "file_id": file_id}
    return DrawsSent(draw_ids=draw_ids, draw_day=DAY, sent_at=errand.at, amounts=list(amounts), **where)
