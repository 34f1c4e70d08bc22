"""The area of certificates that end soon: who, when, how to reach them, and letters to those chosen."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTableWidgetItem, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.people.certificate_letters import Letters, letters_pdf
from kiosk.people.ending_certificates import Ending, ending_certificates
from kiosk.store import Store
from kiosk.texts import N_, _, plural
from ui.controls import EmptyState, Label, PrimaryButton, Retranslated, ScrollColumn, SecondaryButton, TypeRole
from ui.sync.waiting_list import ReadOnlyTable
from ui.tasks import Lane, TaskRunner
from ui.theme import Space, px

COLUMNS = (N_("Who"), N_("Customer type"), N_("Expires"), N_("Left"), N_("E-mail"), N_("Mobile"), N_("Reminded"))
WIDE = (0, 1, 4)  # their words wrap, so that days and numbers have room beside them
ABOUT = N_("The ordinary price applies from the day after. Double-click or Enter opens the person card.")

LEAST = 200  # px at 100 %: the heading and three rows
LEAST_WIDE = (230, 150, 220)  # a box with most names, a type, an address: with large texts the days stand beside them


class CertificatesView(Retranslated, QWidget):
    """Reads on Qt's thread, by index; letters are made on the database lane.

    Signals: person_wanted(person id); letters_made(Letters).
    """

    person_wanted = Signal(str)
    letters_made = Signal(object)

    def __init__(self, store: Store, tasks: TaskRunner) -> None:
        super().__init__()
        self._store, self._tasks = store, tasks
        self._rows: tuple[Ending, ...] = ()
        self._chosen: set[str] = set()
        self._is_showing = False
        self._table = ReadOnlyTable("certificates", COLUMNS, WIDE, N_("Certificates that end soon"), LEAST, LEAST_WIDE)
        self._table.itemChanged.connect(self._ticked)
        self._table.activated.connect(self._opened)
        self._empty = EmptyState(
            "certificate", N_("No certificate ends soon"), N_("Those that end within the gym's days come here.")
        )
        self._not_yet = SecondaryButton(N_("Choose those not reminded"), "check")
        self._not_yet.setObjectName("choose_not_reminded")
        self._not_yet.clicked.connect(self._choose_not_reminded)
        self._letters = PrimaryButton(self._letters_words, "mail")
        self._letters.setObjectName("make_letters")
        self._letters.clicked.connect(self._make_letters)
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._not_yet)
        buttons.addWidget(self._letters)
        whole, scrolled = QVBoxLayout(self), ScrollColumn()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled)
        column = scrolled.body
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.MEDIUM))
        column.addWidget(Label(N_("Certificates that end soon"), TypeRole.TITLE))
        column.addWidget(Label(ABOUT, TypeRole.MUTED))
        column.addWidget(self._table, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(buttons)

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def retranslate(self) -> None:
        if self.isVisible():
            self._show()

    def refresh(self) -> None:
        """What was ticked and is still there stays ticked."""
        self._rows = ending_certificates(self._store)
        self._chosen &= {one.certificate_id for one in self._rows if not one.is_protected}
        self._show()

    def _show(self) -> None:
        self._is_showing = True
        self._table.show_rows([_words(one) for one in self._rows])
        for line, one in enumerate(self._rows):
            item = self._table.item(line, 0)
            if item is not None:
                self._make_tickable(item, one)
        self._is_showing = False
        self._table.setVisible(bool(self._rows))
        self._empty.setVisible(not self._rows)
        for button in (self._not_yet, self._letters):
            button.setVisible(bool(self._rows))
        self._show_chosen()

    def _make_tickable(self, item: QTableWidgetItem, one: Ending) -> None:
        if one.is_protected:
            item.setToolTip(_("No letter is written to a protected identity: tell the customer at the next visit."))
            return
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        is_chosen = one.certificate_id in self._chosen
        item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)

    def _ticked(self, item: QTableWidgetItem) -> None:
        if self._is_showing or item.column() != 0:
            return
        certificate_id = self._rows[item.row()].certificate_id
        is_chosen = item.checkState() is Qt.CheckState.Checked
        (self._chosen.add if is_chosen else self._chosen.discard)(certificate_id)
        self._show_chosen()

    def _show_chosen(self) -> None:
        self._letters.setEnabled(bool(self._chosen))
        self._letters.retranslate()

    def _letters_words(self) -> str:
        if not self._chosen:
            return _("Make letters")
        return plural("Make {n} letter", "Make {n} letters", len(self._chosen))

    def _choose_not_reminded(self) -> None:
        self._chosen = {one.certificate_id for one in self._rows if not one.is_protected and one.reminded_on is None}
        self._show()

    def _opened(self) -> None:
        line = self._table.currentRow()
        if 0 <= line < len(self._rows):
            self.person_wanted.emit(self._rows[line].person_id)

    def _make_letters(self) -> None:
        self._letters.setEnabled(False)
        self._tasks.submit(Lane.DATABASE, partial(letters_pdf, self._store, frozenset(self._chosen)), self._were_made)

    def _were_made(self, letters: Letters) -> None:
        """They stay chosen until the letters have been printed or saved."""
        self.refresh()
        if letters.pdf:
            self.letters_made.emit(letters)

    def let_go(self, certificate_ids: frozenset[str]) -> None:
        """These have been reminded."""
        self._chosen -= certificate_ids
        self.refresh()


def _words(one: Ending) -> tuple[str, ...]:
    name = one.name or _("Protected identity, {number}", number=one.member_number)
    left = plural("{n} day left", "{n} days left", one.days_left) if one.days_left else _("today")
    reminded = formats.day(one.reminded_on) if one.reminded_on else ""
    kind = f"{one.type_name}: {one.organisation}" if one.organisation else one.type_name
    return (name, kind, formats.day(one.ends), left, one.email, one.mobile, reminded)
