"""Registering somebody, begun from anywhere: after a search, by a key or from among the hits."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.settings.gym import SEARCH_BEFORE_REGISTERING, gym_setting
from kiosk.store import Store
from kiosk.texts import N_
from ui.top_bar import SearchBox

if TYPE_CHECKING:
    from ui.people.search_results import SearchResults

PRIVATE = "register_private_customer"
MEMBER = "register_organisation_customer"
KEYS = {PRIVATE: N_("F2"), MEMBER: N_("Shift+F2")}


class Registrations(QObject):
    """Lives as long as the window.

    `results`: what comes up under the search box, None before there is any; `show`: brings it into view; `begin` opens
    the wizard of a routine for a customer of whom this was typed.
    """

    def __init__(
        self,
        store: Store,
        search: SearchBox,
        results: "Callable[[], SearchResults | None]",
        show: Callable[[], None],
        begin: Callable[[str, str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._store, self._search, self._results, self._show, self._begin = store, search, results, show, begin

    def register_customer(self) -> None:
        self._register(PRIVATE)

    def register_member(self) -> None:
        """Through an organisation."""
        self._register(MEMBER)

    def customer_wanted(self, typed: str) -> None:
        self._open(PRIVATE, typed)

    def member_wanted(self, typed: str) -> None:
        self._open(MEMBER, typed)

    def _register(self, routine: str) -> None:
        """When it has been looked whether the customer is registered already; nothing while a wizard is in front, which
        the search says."""
        if not self._search.isVisible():
            self._search.start()
            return
        results = self._results()
        if not self._must_search(results):
            self._open(routine, self._search.text())
            return
        self._search.start()
        if results is not None:
            self._show()
            results.ask_to_search(KEYS[routine])

    def _must_search(self, results: "SearchResults | None") -> bool:
        with self._store.reading():
            is_asked = gym_setting(SEARCH_BEFORE_REGISTERING)
        return is_asked and (results is None or not results.searched)

    def _open(self, routine: str, typed: str) -> None:
        results = self._results()
        if results is not None:
            results.close_list()
            results.searched = ""
        self._search.clear()
        self._begin(routine, typed)
