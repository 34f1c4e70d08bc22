"""A customer routine as the wizard knows a routine: its module with the facts of one visit. No Qt."""

from collections.abc import Callable, Sequence
from typing import Any

from kiosk import customer_routine, routine
from kiosk.customer_facts import CustomerFacts, read_customer_facts
from kiosk.customer_routine import RoutineModule
from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, IDENTIFICATION, Outcome, Quote, SummaryRow
from kiosk.staff.rights import StaffMember
from kiosk.store import Store


class CustomerVisit:
    """`staff` says who works here when it is finished. `subscription_id` "": the routine is about the person."""

    def __init__(
        self,
        module: RoutineModule,
        store: Store,
        staff: Callable[[], StaffMember],
        is_online: Callable[[], bool],
        person_id: str,
        subscription_id: str = "",
    ) -> None:
        self.module = module
        self._store, self._staff, self._is_online = store, staff, is_online
        self._person_id, self._subscription_id = person_id, subscription_id
        self.refresh()

    @property
    def name(self) -> str:
        return self.module.NAME

    def facts(self) -> CustomerFacts:
        return self._facts

    def refresh(self) -> None:
        self._facts = read_customer_facts(
            self._store, self._person_id, self._subscription_id, is_online=self._is_online()
        )
        self._obstacle = customer_routine.begun_in_vain(self.module, self._facts)

    def renewed(self, draft: Any) -> Any:
        with self._store.reading():
            return customer_routine.checked_here(self.module, draft, self._facts)

    def steps(self, draft: Any) -> Sequence[str]:
        return self.module.steps(draft, self._facts)

    def next_step(self, step: str, draft: Any) -> str | None:
        return routine.next_step(step, self.steps(draft), self.module.Step)

    def problems(self, step: str, draft: Any) -> Sequence[Problem]:
        """Why it was begun in vain stands where everybody begins, and lets nobody go on from there."""
        vain = [self._obstacle] if self._obstacle is not None and step == IDENTIFICATION else []
        return [*vain, *self.module.problems(step, draft, self._facts)]

    def quote(self, draft: Any) -> Quote:
        """Nothing is to be paid for what can't be done."""
        if self._obstacle is not None:
            return EMPTY_QUOTE
        return customer_routine.quoted(self.module, draft, self._facts)

    def summary(self, draft: Any) -> Sequence[SummaryRow]:
        return self.module.summary(draft, self._facts)

    def finish(self, draft: Any) -> Outcome:
        return customer_routine.finish(self.module, self._store, self._staff(), draft, self._facts)
