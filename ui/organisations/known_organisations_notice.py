"""Says that an organisation may be registered already, and leads to its card."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from kiosk.organisations.drafts import KnownOrganisation
from kiosk.texts import N_, _
from ui.controls import Button, Kind, Label, LineButton, TypeRole
from ui.theme import Space, px
from ui.wizard.tick_field import TickField

SAME = N_("An organisation with the same number or name is registered already. Is it the same?")


class KnownOrganisationsNotice(QFrame):
    """One line per organisation, each a button to its card, and a tick that this is another.

    Signals: open_organisation(str), its id; merge_wanted(str), its id.
    """

    open_organisation = Signal(str)
    merge_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, may_merge: bool = False) -> None:
        """`may_merge`: this one stands, so that it and another can be made one."""
        super().__init__(parent)
        self._may_merge = may_merge
        self.setProperty("panel", "warn")
        self._known: tuple[KnownOrganisation, ...] = ()
        self.tick = TickField(N_("It is another organisation"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.LARGE), px(Space.SMALL))
        self._column.setSpacing(px(Space.TIGHT))
        self._column.addWidget(Label(SAME, TypeRole.STRONG))
        self._column.addWidget(self.tick)
        self._lines: list[Button] = []
        self.hide()

    @property
    def known(self) -> tuple[KnownOrganisation, ...]:
        return self._known

    def show_known(self, known: Sequence[KnownOrganisation]) -> None:
        self.setVisible(bool(known))
        if tuple(known) == self._known:
            return
        self._known = tuple(known)
        self.tick.tick.setChecked(False)  # said of others
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [line for one in self._known for line in self._lines_of(one)]
        for position, line in enumerate(self._lines, start=1):
            self._column.insertWidget(position, line)

    def _lines_of(self, known: KnownOrganisation) -> Iterator[Button]:
        yield self._line(known)
        if self._may_merge:
            merge = LineButton(lambda: _("Merge with {organisation}", organisation=known.name), kind=Kind.SECONDARY)
            merge.setObjectName("merge_organisation")
            merge.clicked.connect(partial(self.merge_wanted.emit, known.organisation_id))
            yield merge

    def _line(self, known: KnownOrganisation) -> Button:
        line = LineButton(lambda: _in_words(known), "bank", kind=Kind.SECONDARY)
        line.setObjectName("open_organisation")
        line.setProperty("organisation_id", known.organisation_id)
        line.setToolTip(_("Open the organisation card"))
        line.clicked.connect(self._line_clicked)
        return line

    def _line_clicked(self) -> None:
        self.open_organisation.emit(self.sender().property("organisation_id"))


def _in_words(known: KnownOrganisation) -> str:
    parts = [known.name, known.shown_number, known.city]
    parts.append("" if known.is_active else _("No longer a customer"))
    return _("Open the organisation card: {organisation}", organisation=", ".join(part for part in parts if part))
