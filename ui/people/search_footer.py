"""The line under the hits: whether there are more, the way to a new customer, and the keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.texts import _
from ui.controls import Label, QuietButton, Text, TypeRole
from ui.people.search_empty import HAND_OUT
from ui.theme import Space, px
from ui.theme.icons import Role, icon


class SearchFooter(QFrame):
    """Signals: register_wanted()."""

    register_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._more = Label("", TypeRole.STRONG, wraps=False)
        self._keys = Label("", TypeRole.SMALL)
        self._keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._hits, self._is_organisation, self._is_handing_out = 0, False, False
        self._register = QuietButton(self._register_words, "user-plus")
        self._register.setObjectName("register_none_of_them")
        self._register.clicked.connect(self.register_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.LARGE), px(Space.SMALL))
        row.setSpacing(px(Space.MEDIUM))
        row.addWidget(self._more)
        row.addWidget(self._register)
        row.addWidget(self._keys, 1)

    def say(self, keys: Text) -> None:
        self._keys.say(keys)

    def show_more(self, found: int) -> None:
        """So many of more than are found yet; 0: these are all."""
        self._more.say(lambda: _("{n} of more – type more", n=found) if found else "")
        self._more.setVisible(found > 0)

    def offer_registering(
        self,
        hits: int,
        *,
        is_organisation: bool = False,
        why_not: Problem | None = None,
        is_handing_out: bool = False,
    ) -> None:
        """So many stand in the list, and the customer may be none of them; 0: it is not offered. `is_handing_out`: an
        online purchase with it."""
        self._register.setEnabled(why_not is None)
        self._register.setToolTip("" if why_not is None else sentence(why_not))
        if is_organisation != self._is_organisation:  # setting it paints the button anew
            self._register.setIcon(icon("bank" if is_organisation else "user-plus", Role.ACCENT))
        self._hits, self._is_organisation, self._is_handing_out = hits, is_organisation, is_handing_out
        self._register.retranslate()
        self._register.setVisible(hits > 0)

    def _register_words(self) -> str:
        if self._is_organisation:
            return _("New organisation")
        if self._is_handing_out:
            return _(HAND_OUT)
        return _("Not this one: register new (F2)") if self._hits == 1 else _("None of them: register new (F2)")
