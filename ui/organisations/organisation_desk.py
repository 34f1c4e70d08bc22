"""Opens an organisation's card among the pages of the area where hits are opened, and serves it while it stands."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QStackedWidget

from kiosk.organisations import edit_organisation, merging, ordering
from kiosk.organisations.organisation_card import (
    OrganisationCard,
    read_organisation_card,
    show_organisation_number,
)
from kiosk.organisations.organisation_menu import organisation_menu, why_not
from kiosk.organisations.pre_orders import PreOrderCounts, read_counts
from kiosk.problems import Problem
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import language
from ui.controls import IconButton, Toast
from ui.organisations.merge_desk import MergeDesk
from ui.organisations.organisation_card_view import OrganisationCardView
from ui.organisations.organisation_edit_desk import OrganisationEditDesk
from ui.organisations.pre_order_desk import PreOrderDesk
from ui.people.routine_menu import RoutineMenu
from ui.tasks import Lane, TaskRunner, Ticket


class OrganisationDesk(QObject):
    """Lives on Qt's thread, where cards are read, by index; what takes longer or writes is on the database lane.

    Signals: opened(organisation id), before its card is in front; refused(Problem); open_person(person id).
    """

    opened = Signal(str)
    refused = Signal(object)
    open_person = Signal(str)

    def __init__(
        self,
        store: Store,
        tasks: TaskRunner,
        staff: Callable[[], StaffMember],
        toast: Toast,
        pages: QStackedWidget,
        works: Mapping[str, Callable[[str], object]],
    ) -> None:
        """`works`: what begins the menu's other offers, by name, given the organisation's id."""
        super().__init__(pages)
        self._store, self._tasks, self._staff, self._pages = store, tasks, staff, pages
        self._view: OrganisationCardView | None = None
        self._spoken = language()
        self._counting: Ticket | None = None
        self.edits = OrganisationEditDesk(store, tasks, staff, toast, pages)
        self.edits.registered.connect(self.open)
        self.edits.open_organisation.connect(self.open)
        self._orders = PreOrderDesk(store, tasks, staff, toast, pages)
        self._merges = MergeDesk(store, tasks, staff, toast, pages)
        self._merges.merged.connect(self.open)
        self.edits.merge_wanted.connect(self._merges.ask)
        self._works = {
            edit_organisation.EDIT: self.edits.edit,
            ordering.CREATE: self._orders.order,
            merging.NAME: self._merges.ask,
            **works,
        }
        for changed in (self.edits.changed, self._orders.changed):
            changed.connect(self.refresh)
        for refused in (self.edits.refused, self._orders.refused, self._merges.refused):
            refused.connect(self.refused)

    @property
    def organisation_id(self) -> str:
        """Whose card stands open; "" for none's."""
        return self._view.card.organisation_id if self._view else ""

    def open(self, organisation_id: str) -> None:
        card = read_organisation_card(self._store, organisation_id)
        if isinstance(card, Problem):
            self.refused.emit(card)
            return
        self.opened.emit(card.organisation_id)
        self._show(card)

    def refresh(self) -> None:
        """After something came from central, or another language was chosen."""
        if self._view is None:
            return
        card = read_organisation_card(self._store, self.organisation_id)
        if card == self._view.card and language() is self._spoken:
            self._view.renew()  # who types in it goes on typing
            self._count()
        else:
            self._show(card if isinstance(card, OrganisationCard) else None)

    def staff_changed(self) -> None:
        """What one may, another may not: the card's buttons say so."""
        if self._view is not None:
            offers = (edit_organisation.EDIT, ordering.CREATE)
            self._view.show_reasons({name: why_not(name, self._staff(), self._view.card) for name in offers})

    def close(self) -> None:
        self._show(None)

    def _show(self, card: OrganisationCard | None) -> None:
        old, self._view = self._view, None if card is None else self._made(card)
        self._spoken = language()
        if self._view is not None:
            self.staff_changed()
            self._pages.addWidget(self._view)
            self._pages.setCurrentWidget(self._view)
            if old is not None and old.card.organisation_id == self._view.card.organisation_id:
                self._view.keep_place(old)
            self._count()
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()

    def _made(self, card: OrganisationCard) -> OrganisationCardView:
        view = OrganisationCardView(self._store, card, self._pages)
        view.close_wanted.connect(self.close)
        view.menu_wanted.connect(self._open_menu)
        view.number_wanted.connect(self._ask_number)
        view.work_wanted.connect(self._begin)
        view.withdraw_wanted.connect(self._orders.ask_to_withdraw)
        view.order_number_wanted.connect(self._orders.show_number)
        self._orders.number_shown.connect(view.show_order_number)
        view.open_person.connect(self.open_person)
        return view

    def _count(self) -> None:
        if self._counting is not None:
            self._counting.cancel()
        job = partial(read_counts, self._store, self.organisation_id)
        self._counting = self._tasks.submit(Lane.DATABASE, job, self._counted)

    def _counted(self, counts: PreOrderCounts) -> None:
        if self._view is not None:
            self._view.show_counts(counts)

    def _open_menu(self, button: IconButton) -> None:
        menu = RoutineMenu(organisation_menu(self._store, self._staff(), self.organisation_id), "", button)
        menu.chosen.connect(self._chosen)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _chosen(self, name: str, _nothing: str) -> None:
        self._begin(name)

    def _begin(self, name: str) -> None:
        self._works[name](self.organisation_id)

    def _ask_number(self) -> None:
        job = partial(show_organisation_number, self._store, self._staff(), self.organisation_id)
        self._tasks.submit(Lane.DATABASE, job, self._number_answered)

    def _number_answered(self, number: str | Problem) -> None:
        if isinstance(number, Problem):
            self.refused.emit(number)
        elif self._view is not None:
            self._view.header.number.show_number(number)
