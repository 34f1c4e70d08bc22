"""The terms to accept: their version, their text on request, and the tick."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kiosk.catalogue import Terms
from kiosk.texts import N_, _
from ui.controls import Panel, QuietButton
from ui.theme import px
from ui.wizard.tick_field import TickField

TEXT_HEIGHT = 200
ACCEPTS = N_("The customer has read and accepts the terms (version {version})")


class TermsPanel(Panel):
    def __init__(self, accepts: str = ACCEPTS, parent: QWidget | None = None) -> None:
        """`accepts`: what is ticked, a source text."""
        super().__init__(N_("Terms"), parent)
        self._version, self._accepts = "", accepts
        self.field = TickField(self._accept_words)
        self._text = QPlainTextEdit()
        self._text.setObjectName("terms_text")
        self._text.setReadOnly(True)
        self._text.setMinimumHeight(px(TEXT_HEIGHT))
        self._text.setTabChangesFocus(True)
        self._text.hide()
        self._read = QuietButton(N_("Read the terms"), "file-text", in_line=True)
        self._read.setObjectName("read_terms")
        self._read.clicked.connect(self._toggle)
        self.body.addWidget(self.field)
        self.body.addWidget(self._read, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._text)

    def show_terms(self, terms: Terms | None) -> None:
        """Nothing to accept at a gym that has none."""
        self.setVisible(terms is not None)
        if terms is None:
            return
        self._version = terms.version
        self.field.say(self._accept_words)
        self._text.setAccessibleName(_("Terms"))
        if self._text.toPlainText() != terms.text:
            self._text.setPlainText(terms.text)

    def _accept_words(self) -> str:
        return _(self._accepts, version=self._version)

    def _toggle(self) -> None:
        is_open = self._text.isHidden()
        self._text.setVisible(is_open)
        self._read.say(N_("Hide the terms") if is_open else N_("Read the terms"))
