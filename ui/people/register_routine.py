"""A routine that registers somebody, as the wizard knows a routine: with the facts of one visit. No Qt."""

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.desk_facts import Facts, read_facts
from kiosk.people import registration
from kiosk.people.registration import Registration
from kiosk.problems import Problem
from kiosk.routine import Outcome, Quote, SummaryRow
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions.products import Buyer


class Registering:
    """`staff` says who works here when it is finished."""

    def __init__(
        self,
        routine: Registration[Any],
        store: Store,
        staff: Callable[[], StaffMember],
        is_online: Callable[[], bool],
    ) -> None:
        self._routine = routine
        self._store, self._staff, self._is_online = store, staff, is_online
        self.refresh()

    @property
    def name(self) -> str:
        return self._routine.name

    def facts(self) -> Facts:
        return self._facts

    def buyer(self, draft: Any) -> Buyer:
        return self._routine.buyer(draft, self._facts)

    def refresh(self) -> None:
        self._facts = read_facts(self._store, is_online=self._is_online())

    def renewed(self, draft: Any) -> Any:
        with self._store.reading():
            return registration.checked_here(self._routine, draft, self._facts)

    def steps(self, draft: Any) -> Sequence[str]:
        return registration.steps(self._routine, draft, self._facts)

    def next_step(self, step: str, draft: Any) -> str | None:
        return registration.next_step(self._routine, step, draft, self._facts)

    def problems(self, step: str, draft: Any) -> Sequence[Problem]:
        return registration.problems(self._routine, step, draft, self._facts)

    def quote(self, draft: Any) -> Quote:
        return self._routine.quote(draft, self._facts)

    def summary(self, draft: Any) -> Sequence[SummaryRow]:
        return registration.summary(self._routine, draft, self._facts)

    def finish(self, draft: Any) -> Outcome:
        return registration.finish(self._routine, self._store, self._staff(), draft, self._facts)
