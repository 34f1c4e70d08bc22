"""What staff do with pre-orders on an organisation's card: make one, withdraw one, see a number."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kiosk.organisations.drafts import PreOrderDraft
from kiosk.organisations.ordering import (
    OrderingFacts,
    create_pre_order,
    ordered_already,
    read_ordering,
    show_pre_order_number,
    withdraw_pre_order,
)
from kiosk.organisations.pre_orders import PreOrderFacts
from kiosk.organisations.written import Written
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_, _
from ui.controls import ConfirmDialog, Toast
from ui.organisations.pre_order_dialog import PreOrderDialog
from ui.tasks import Lane, TaskRunner


class PreOrderDesk(QObject):
    """One dialog at a time; it stays open with all that was typed until the file has taken it.

    Signals: changed(organisation id); refused(Problem); number_shown(pre-order id, the whole personal number).
    """

    changed = Signal(str)
    refused = Signal(object)
    number_shown = Signal(str, str)

    def __init__(
        self, store: Store, tasks: TaskRunner, staff: Callable[[], StaffMember], toast: Toast, window: QWidget
    ) -> None:
        super().__init__(window)
        self._store, self._tasks, self._staff, self._toast, self._window = store, tasks, staff, toast, window
        self._facts: OrderingFacts
        self._dialog: PreOrderDialog
        self._asked_about = ""

    def order(self, organisation_id: str) -> None:
        facts = read_ordering(self._store, self._staff(), organisation_id)
        if isinstance(facts, Problem):
            self.refused.emit(facts)
            return
        self._facts = facts
        self._dialog = PreOrderDialog(facts, self._already, self._window)
        self._dialog.saved.connect(self._create)
        self._dialog.open()

    def ask_to_withdraw(self, order: PreOrderFacts) -> None:
        self._asked_about = order.pre_order_id
        name, product = order.shown_name, order.product
        question = ConfirmDialog(
            lambda: _("Withdraw the pre-order for {name}?", name=name),
            lambda: _("{product} can’t be collected with it any more, at any desk. Tell the person.", product=product),
            N_("Withdraw"),
            self._window,
            danger=True,
        )
        question.accepted.connect(self._withdraw)
        question.open()

    def show_number(self, pre_order_id: str) -> None:
        job = partial(show_pre_order_number, self._store, self._staff(), pre_order_id)
        self._tasks.submit(Lane.DATABASE, lambda: (pre_order_id, job()), self._answered)

    def _already(self, draft: PreOrderDraft) -> tuple[PreOrderFacts, ...]:
        return ordered_already(self._store, draft, self._facts)

    def _create(self, draft: PreOrderDraft) -> None:
        job = partial(create_pre_order, self._store, self._staff(), draft, self._facts.organisation_id)
        self._tasks.submit(Lane.DATABASE, job, self._created)

    def _created(self, written: Written) -> None:
        if isValid(self._dialog):
            self._dialog.finish(written.problems)
        if written.is_done:
            self._toast.say(N_("The pre-order is made."))
            self.changed.emit(written.organisation_id)

    def _withdraw(self) -> None:
        job = partial(withdraw_pre_order, self._store, self._staff(), self._asked_about)
        self._tasks.submit(Lane.DATABASE, job, self._withdrawn)

    def _withdrawn(self, written: Written) -> None:
        if written.is_done:
            self._toast.say(N_("The pre-order is withdrawn."))
            self.changed.emit(written.organisation_id)
        else:
            self._toast.say(partial(sentence, written.problems[0]))

    def _answered(self, answer: tuple[str, str | Problem]) -> None:
        pre_order_id, number = answer
        if isinstance(number, Problem):
            self.refused.emit(number)
        else:
            self.number_shown.emit(pre_order_id, number)
