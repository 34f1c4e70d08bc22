"""The hits of one text: persons and organisations in two tabs, what stands there without hits, and the line below."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kiosk.orders.newcomers import Waiting, waiting_orders
from kiosk.organisations.search import find_organisations
from kiosk.people.search import Finding
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_
from ui.organisations.organisation_list import OrganisationList
from ui.people.search_empty import NobodyFound, NoOrganisation, no_organisation_right
from ui.people.search_footer import SearchFooter
from ui.people.search_list import HitList, RowList
from ui.people.search_orders import OrdersBeside
from ui.people.search_tabs import HitTab, HitTabs

MOST_ROWS = 7  # in view; the rest is scrolled to
KEYS = N_("↑ ↓ choose · → more · Enter open · Ctrl+Tab other tab · Esc close")
KEYS_UNFOLDED = N_("← fold · ↑ ↓ choose · Enter open · Esc fold")
KEYS_WITHOUT_HITS = N_("Enter register · Ctrl+Tab other tab · Esc close")
KEYS_OF_ORDER = N_("Enter hand out · Ctrl+Tab other tab · Esc close")
KEYS_WITH_HITS_BESIDE = N_("Enter or Ctrl+Tab to the hits in the other tab · Esc close")


class HitPages(QWidget):
    """Steered from outside, for the search box keeps the focus.

    Signals: person_chosen(person id); organisation_chosen(organisation id); register_wanted(what was typed);
    register_organisation(what was typed); member_wanted(what was typed), through an organisation; resized(), it wants
    another height.
    """

    person_chosen = Signal(str)
    organisation_chosen = Signal(str)
    register_wanted = Signal(str)
    register_organisation = Signal(str)
    member_wanted = Signal(str)
    resized = Signal()

    def __init__(self, store: Store, staff: Callable[[], StaffMember]) -> None:
        super().__init__()
        self._store, self._staff = store, staff
        self._text = ""
        self._waiting: Waiting | None = None
        self.tabs, self._footer, self._beside = HitTabs(), SearchFooter(), OrdersBeside(store)
        self.list, self.organisations = HitList(store, staff), OrganisationList(store)
        self._nobody, self._no_organisation = NobodyFound(), NoOrganisation(staff)
        self._pages = QStackedWidget()
        self._pages.setMinimumHeight(1)  # the tallest page's otherwise, also while it isn't shown
        for page in (self.list, self.organisations, self._nobody, self._no_organisation):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        column.addWidget(self._beside)
        column.addWidget(self._footer)
        self._connect()

    def search(self, text: str, *, is_new: bool) -> None:
        """`is_new`: the tab of persons is the wanted one again."""
        self._text = text.strip()
        self.list.show_finding(Finding(self._store, text))
        self.organisations.show_hits(find_organisations(self._store, text))
        if not self.organisations.model().rowCount():
            self._no_organisation.show_text(self._text)
        self._show_nobody()
        is_anybody = self.list.model().rowCount() > 0 or self._waiting is not None
        self.tabs.show_found(is_anybody, self.organisations.model().rowCount() > 0, is_new=is_new)
        self._show_page()

    def _show_nobody(self) -> None:
        """Perhaps an online purchase that waits was looked for, also where others are hit."""
        is_anybody = self.list.model().rowCount() > 0
        self._waiting = None
        if not is_anybody:
            self._waiting = waiting_orders(self._store, self._text)
            self._nobody.show_text(self._text, self._waiting)
        self._beside.look_soon(self._text if is_anybody else "")

    @property
    def height_wanted(self) -> int:
        has_hits = self._in_front.model().rowCount() > 0
        nothing = self._nobody if self.tabs.tab is HitTab.PEOPLE else self._no_organisation
        rows = self._in_front.height_for(MOST_ROWS) if has_hits else nothing.sizeHint().height()
        beside = 0 if self._beside.isHidden() else self._beside.heightForWidth(self.width())
        return rows + beside + self.tabs.sizeHint().height() + self._footer.sizeHint().height()

    def step(self, rows: int) -> None:
        self._in_front.step(rows)

    def unfold(self, is_wanted: bool) -> None:
        if self.isVisible():
            self._in_front.unfold(is_wanted)

    @property
    def is_unfolded(self) -> bool:
        return self._in_front.is_unfolded

    def choose(self) -> None:
        """What Enter does."""
        if self._in_front.model().rowCount():
            self._in_front.choose_marked()
        elif self.tabs.hits_are_beside:
            self.tabs.step(1)  # nothing is registered by a key while there are hits
        else:
            self._register()

    @property
    def _in_front(self) -> RowList:
        return self.list if self.tabs.tab is HitTab.PEOPLE else self.organisations

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._tab_changed)
        self.list.person_chosen.connect(self.person_chosen)
        self._beside.changed.connect(self._show_page)
        self._beside.changed.connect(self.resized)
        for rows in (self.list, self.organisations):
            rows.resized.connect(self._show_page)
            rows.resized.connect(self.resized)
        self.list.hits.rowsInserted.connect(self._show_counts)
        self.organisations.organisation_chosen.connect(self.organisation_chosen)
        self._nobody.register_wanted.connect(self._register)
        self._no_organisation.register_wanted.connect(self._register)
        self._nobody.member_wanted.connect(self._register_member)
        self._footer.register_wanted.connect(self._register)

    def _show_counts(self) -> None:
        hits, organisations = self.list.hits, self.organisations.hits.rowCount()
        self.tabs.show_counts(hits.found, organisations, more_people=hits.more)
        self._footer.show_more(hits.found if hits.more and self.tabs.tab is HitTab.PEOPLE else 0)

    def _show_page(self) -> None:
        self._show_counts()
        rows, is_person = self._in_front, self.tabs.tab is HitTab.PEOPLE
        if rows.model().rowCount():
            self._pages.setCurrentWidget(rows)
            self._footer.say(KEYS_UNFOLDED if rows.is_unfolded else KEYS)
        else:
            self._pages.setCurrentWidget(self._nobody if is_person else self._no_organisation)
            without = (
                KEYS_OF_ORDER if is_person and self._waiting and self._waiting.has_one_buyer else KEYS_WITHOUT_HITS
            )
            self._footer.say(KEYS_WITH_HITS_BESIDE if self.tabs.hits_are_beside else without)
        why_not = None if is_person else no_organisation_right(self._staff())
        self._beside.setVisible(is_person and self._beside.waiting is not None)
        self._footer.offer_registering(
            rows.model().rowCount(),
            is_organisation=not is_person,
            why_not=why_not,
            is_handing_out=self._beside.is_handed_out,
        )

    def _tab_changed(self, _tab: int) -> None:
        for rows in (self.list, self.organisations):
            rows.unfold(False)
        self._show_page()
        self.resized.emit()

    def _register_member(self) -> None:
        self.member_wanted.emit(self._text)

    def _register(self) -> None:
        is_person = self.tabs.tab is HitTab.PEOPLE
        if is_person and self._waiting is not None and self._waiting.person_id and not self.list.model().rowCount():
            self.person_chosen.emit(self._waiting.person_id)
        else:
            (self.register_wanted if is_person else self.register_organisation).emit(self._text)
