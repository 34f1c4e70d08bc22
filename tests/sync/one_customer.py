"""Customers at two desks in memory, with a central that runs charging and a bank: what each of them can do."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from central.acting import Acting
from central.database import judging
from db.rows import found
from db.sqlite import EncryptedSqlite
from kiosk import customer_routine
from kiosk.clock import FixedClock
from kiosk.customer_facts import CustomerFacts, read_customer_facts
from kiosk.demo.catalogue import TERMS_VERSION, product_id
from kiosk.direct_debit.charging_run import Run, do_slice, move, preview, start, to_do
from kiosk.direct_debit.charging_work import RUNNING, Here
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.direct_debit.files_out import waiting, write_payments
from kiosk.direct_debit.signing import sign_mandate
from kiosk.operations.debit_draws import DrawAnswered
from kiosk.operations.direct_debit import MandateAnswered, MandateSent
from kiosk.operations.kept_marks import kept_mark
from kiosk.operations.subscriptions import UNDONE
from kiosk.problems import Problem
from kiosk.routine import PAYMENT
from kiosk.routines import routine
from kiosk.store import Store
from kiosk.subscriptions import another_subscription
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.till.tender import Method, Tender
from kiosk.undo import LastErrand, last_errand, undo_errand
from tests.central.worlds import OMAR
from tests.people.members import draft_mandate, register
from tests.people.serving import SELF, facts_of
from tests.sync.direct import DirectCentral, DirectDesk, copy_of, enrolled

NOW = datetime(2026, 2, 3, 9, 30, tzinfo=UTC)
LONG_AGO = timedelta(days=30)
NONE_HERE = "none of them is known here"
ACCOUNT = MandateDraft(clearing="6789", account="123456789")
Marks = dict[str, str]
_numbers = count(1)


def bought(code: str, add_ons: Iterable[str] = ()) -> another_subscription.Draft:
    chosen = ProductsDraft(product_id(code), frozenset(map(product_id, add_ons)))
    return another_subscription.Draft(SELF, chosen, mandate=ACCOUNT, accepted_terms=TERMS_VERSION)


def _sent(store: Store) -> dict[tuple[str, str], int]:
    """What the files to the bank say, as the desk that wrote them sees it."""
    with store.reading():
        rows = found("SELECT id, sent_at, amount FROM debit_draw WHERE state = 'sent'")
        return {(draw_id, sent_at): amount for draw_id, sent_at, amount in rows}


class OneCustomer:
    """`invoices`: an organisation that pays is sent what is due, else the member pays by card. `served`: what was
    finished; `done`: at each desk, errands that may be undone there, with whose they are and how everything was before;
    None once the desk has heard of others' work."""

    def __init__(self, central: EncryptedSqlite, empty: EncryptedSqlite, folder: Path) -> None:
        self.clock, self.folder = FixedClock(NOW), folder
        self.central = DirectCentral(copy_of(central), self.clock)
        self.desks = [self._desk(name, empty) for name in ("one", "two")]
        self.done: list[list[tuple[str, str, Marks | None]]] = [[], []]
        self.told: dict[tuple[str, str], str] = {}
        self.in_files: dict[tuple[str, str], int] = {}
        self.heard: list[set[tuple[str, str, str]]] = [set(), set()]
        self.served: Counter[str] = Counter()
        self.person_id = self.subscription_id = ""
        self.invoices = False

    def _desk(self, name: str, empty: EncryptedSqlite) -> DirectDesk:
        desk = enrolled(name, Store(copy_of(empty), self.clock), self.central)
        desk.sync()
        return desk

    def begin(self, code: str, add_ons: frozenset[str], certified: Any = None, **who: Any) -> None:
        """She buys at the first desk, her mandate has taken effect, and everybody knows. `certified`: a draft of what
        she shows before."""
        store = self.desks[0].store
        self.person_id = self.newcomer(**who)
        if certified is not None:
            self._finish(0, "certify", certified, facts_of(store, self.person_id))
        draft = bought(code, add_ons)
        outcome = self._finish(0, "new_subscription", draft, facts_of(store, self.person_id))
        self.subscription_id = outcome.agreement_id
        for mandate in facts_of(store, self.person_id).customer.mandates:
            self._accept(0, mandate.id)
        self.settle()

    def newcomer(self, desk: int = 0, **who: Any) -> str:
        """Registered at the desk; the id."""
        return register(self.desks[desk].store, next(_numbers), OMAR, **({"personal_number": None} | who))

    def turn_to(self, desk: int, at: int) -> None:
        """Whose turn it is: who has that one of all subscriptions, as the desk knows."""
        with self.desks[desk].store.reading():
            sql = "SELECT id, person_id FROM subscription WHERE main_id IS NULL AND ended_for <> ? ORDER BY id"
            known = found(sql, UNDONE)
        self.subscription_id, self.person_id = known[at % len(known)] if known else (NONE_HERE, self.person_id)

    def pass_to(self, days: int) -> None:
        self.clock.moment += timedelta(days=days, minutes=1)

    @property
    def today(self) -> date:
        return self.clock.now().date()

    def store(self, desk: int) -> Store:
        self.clock.moment += timedelta(minutes=1)
        return self.desks[desk].store

    def facts(self, desk: int) -> CustomerFacts:
        return read_customer_facts(self.store(desk), self.person_id, self.subscription_id)

    def marks(self, desk: int) -> Marks:
        with self.desks[desk].store.reading():
            rows = found("SELECT id FROM subscription WHERE ended_for <> ?", UNDONE)
            return {row_id: kept_mark(row_id) for (row_id,) in rows}

    def serve(self, desk: int, name: str, draft: Any) -> bool:
        """Finished, if the routine can be begun and its pages have nothing against the draft."""
        facts, module = self.facts(desk), routine(name)
        held = facts.chosen if facts.is_chosen_here else None
        if (held is None and self.subscription_id) or module.possible(held, facts) is not None:
            return False
        with self.desks[desk].store.reading():
            draft = customer_routine.checked_here(module, draft, facts)
        steps = [step for step in module.steps(draft, facts) if step != PAYMENT]
        if any(module.problems(step, draft, facts) for step in steps):
            return False
        before = self.marks(desk)
        outcome = self._finish(desk, name, draft, facts)
        self.done[desk].append((outcome.errand_id, self.person_id, before))
        self.served[name] += 1
        return True

    def _finish(self, desk: int, name: str, draft: Any, facts: CustomerFacts) -> Any:
        module = routine(name)
        due = module.quote(draft, facts).due_now
        assert due >= 0
        is_invoiced = self.invoices and facts.invoice_to
        tenders = (Tender(Method.CARD, due, f"T-{next(_numbers)}"),) if due and not is_invoiced else ()
        paid = replace(draft, tenders=tenders)
        outcome = customer_routine.finish(module, self.desks[desk].store, OMAR, paid, facts)
        assert outcome.problems == (), (name, outcome.problems)
        return outcome

    def undo(self, desk: int) -> bool:
        """The desk's last errand; everything is as it was, where it has heard of nothing since."""
        store, done = self.store(desk), self.done[desk]
        if not done:
            return False
        errand_id, person_id, was = done[-1]
        last = last_errand(store, OMAR, person_id)
        if not isinstance(last, LastErrand) or last.errand_id != errand_id:
            return False
        assert undo_errand(store, OMAR, person_id, errand_id).problems == ()
        done.pop()
        assert was in (None, self.marks(desk))
        self.served["undo"] += 1
        return True

    def new_mandate(self, desk: int) -> None:
        """A new account, whose mandate has taken effect."""
        store = self.store(desk)
        if facts_of(store, self.person_id).customer.mandates:
            return
        with store.reading():
            ((number,),) = found("SELECT member_number FROM person WHERE id = ?", self.person_id)
        self._accept(desk, draft_mandate(store, self.person_id, payer_number=number, known_ids=[]))
        self.done[desk].clear()

    def _accept(self, desk: int, mandate_id: str) -> None:
        store = self.desks[desk].store
        sign_mandate(store, OMAR, mandate_id)
        with store.errand(OMAR, "mandate") as errand:
            where: dict[str, Any] = {"facility_id": errand.facility_id}
            errand.perform(MandateSent(mandate_ids=[mandate_id], file_id="file", sent_at=errand.at - LONG_AGO, **where))
            answer: dict[str, Any] = {"is_accepted": True, "code": "", "answered_at": errand.at}
            errand.perform(MandateAnswered(mandate_id=mandate_id, **answer, **where))

    def run(self, month: date) -> None:
        """At central, all of it."""
        now = self.clock.now()
        with judging(self.central.database):
            ((facility,),) = found("SELECT facility_id FROM device LIMIT 1")
            run, acting = Run(facility, month, OMAR.id), Acting(facility)
            seen = preview(facility, month, now)
            start(run, seen, acting.perform, now)
            for some in to_do(seen):
                do_slice(run, some, acting.perform, now)
            move(run, "done", acting.perform, now)
            acting.number()

    def run_here(self, desk: int, month: date) -> None:
        """At a desk, as if it stood alone."""
        here = Here(self.store(desk))
        here.start(month, OMAR)
        while here.step().state == RUNNING:
            pass
        self.done[desk].clear()
        self.served["run_here"] += 1

    def send(self, desk: int) -> None:
        """What waits goes to the bank."""
        store = self.store(desk)
        for batch in waiting(store).batches:
            if batch.count:
                result = write_payments(store, OMAR, self.folder, batch.planned_for)
                assert not isinstance(result, Problem), result
                self.in_files = _sent(store) | self.in_files
                self.served["sent"] += 1

    def bank_answers(self, desk: int, event: str) -> None:
        """About what the desk knows to be at the bank; both desks hear the same, each once."""
        store = self.store(desk)
        with store.errand(OMAR, "bank") as errand:
            sent = found("SELECT id, facility_id, sent_at, state FROM debit_draw WHERE sent_at IS NOT NULL ORDER BY id")
            for draw_id, facility, sent_at, state in sent:
                if event == "refunded" and self.told.get((draw_id, sent_at)) == "paid":
                    self.told[draw_id, sent_at] = "refunded"
                if (draw_id, sent_at) not in self.told and event in ("paid", "rejected") and state != "planned":
                    self.told[draw_id, sent_at] = event
                said = self.told.get((draw_id, sent_at))
                if said is not None and (draw_id, sent_at, said) not in self.heard[desk]:
                    self.heard[desk].add((draw_id, sent_at, said))
                    answer: dict[str, Any] = {"event": said, "code": "1", "settled_at": errand.at}
                    errand.perform(DrawAnswered(draw_id=draw_id, facility_id=facility, **answer))

    def draws(self, desk: int, *states: str) -> list[str]:
        store = self.store(desk)
        with store.reading():
            rows = found("SELECT id, state FROM debit_draw WHERE amount > 0 ORDER BY month, id")
        return [draw_id for draw_id, state in rows if state in states]

    def sync(self, desk: int) -> None:
        self.done[desk] = [(errand_id, person_id, None) for errand_id, person_id, _was in self.done[desk]]
        self.desks[desk].sync()

    def settle(self) -> None:
        for desk in (0, 1, 0, 1):
            self.sync(desk)

    def close(self) -> None:
        self.central.database.close()
        for desk in self.desks:
            desk.store.close()
