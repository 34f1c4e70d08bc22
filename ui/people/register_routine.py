"""Register private customer as the wizard knows a routine: with the facts of one visit."""

from collections.abc import Callable, Sequence

from kiosk.desk_facts import Facts, read_facts
from kiosk.people import register_private_customer as routine
from kiosk.people.register_private_customer import Draft, Step
from kiosk.problems import Problem
from kiosk.routine import Outcome, Quote, SummaryRow
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions.products import Buyer


class RegisterPrivateCustomer:
    """The routine with the facts of this visit; `staff` says who works here when it is finished."""

    name = "register_private_customer"

    def __init__(self, store: Store, staff: Callable[[], StaffMember], is_online: Callable[[], bool]) -> None:
        self._store, self._staff, self._is_online = store, staff, is_online
        self.refresh()

    def facts(self) -> Facts:
        return self._facts

    def buyer(self, draft: Draft) -> Buyer:
        return routine.buyer(draft, self._facts)

    def refresh(self) -> None:
        self._facts = read_facts(self._store, is_online=self._is_online())

    def steps(self, draft: Draft) -> Sequence[str]:
        return routine.steps(draft, self._facts)

    def next_step(self, step: str, draft: Draft) -> str | None:
        return routine.next_step(Step(step), draft, self._facts)

    def problems(self, step: str, draft: Draft) -> Sequence[Problem]:
        return routine.problems(Step(step), draft, self._facts)

    def quote(self, draft: Draft) -> Quote:
        return routine.quote(draft, self._facts)

    def summary(self, draft: Draft) -> Sequence[SummaryRow]:
        return routine.summary(draft, self._facts)

    def finish(self, draft: Draft) -> Outcome:
        return routine.finish(self._store, self._staff(), draft, self._facts)
