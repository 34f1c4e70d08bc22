"""History on the person card: who did what, when and at which desk, a page at a time as one scrolls."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.people.history import HistoryPage, HistoryRow
from kiosk.people.person_card_facts import Sending
from kiosk.texts import N_, _
from ui.controls import Label, Panel, QuietButton, Tone, TypeRole
from ui.controls.painting import metrics_of
from ui.people.person_card_paint import Canvas, Painted, pill_size
from ui.people.person_card_parts import State
from ui.theme import Space, px

MOMENT_WIDTH = 150  # px at 100 %


class HistoryPanel(Panel):
    """Signals: page_wanted(where it goes on, None for the beginning); confirmation_wanted(confirmation id)."""

    page_wanted = Signal(object)
    confirmation_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(N_("History"), parent)
        self.setObjectName("history")
        self._next: tuple[str, str] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._more = QuietButton(N_("Show more"), "chevron-down", in_line=True)
        self._more.setObjectName("more_history")
        self._more.clicked.connect(self.go_on)
        self._more.hide()
        self._empty = Label(N_("Nothing has been done yet."), TypeRole.MUTED)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def begin(self) -> None:
        self.page_wanted.emit(None)

    def go_on(self) -> None:
        """Nothing at the end."""
        if self._next is not None:
            place, self._next = self._next, None
            self.page_wanted.emit(place)

    def scrolled_down(self) -> None:
        """Reads on; not from under the focus, which Tab brought to the button and so into view."""
        if not self._more.hasFocus():
            self.go_on()

    def add(self, page: HistoryPage) -> None:
        self._next = page.next_page
        self._more.setVisible(page.next_page is not None)
        if page.rows:
            self._empty.hide()
        for row in page.rows:
            line = QHBoxLayout()
            line.addWidget(_row(row), 1, Qt.AlignmentFlag.AlignVCenter)
            if row.confirmation_id:
                line.addWidget(self._confirmation_button(row))
            self._rows.addLayout(line)

    def _confirmation_button(self, row: HistoryRow) -> QuietButton:
        button = QuietButton(N_("Confirmation"), "file-text")
        button.setObjectName("show_confirmation")
        button.setProperty("confirmation_id", row.confirmation_id)
        button.setAccessibleDescription(f"{row.act}, {formats.moment(row.at)}")
        button.clicked.connect(self._clicked)
        return button

    def _clicked(self) -> None:
        self.confirmation_wanted.emit(self.sender().property("confirmation_id"))


def _row(row: HistoryRow) -> Painted:
    at, states = formats.moment(row.at), _states(row)
    act = f"{row.act}: {row.about}" if row.about else row.act
    by = "  ·  ".join(part for part in (row.staff, row.desk, row.receipt, _through(row)) if part)

    def draw(canvas: Canvas) -> int:
        top = px(Space.TIGHT)
        canvas.text(0, top, px(MOMENT_WIDTH), at)
        x = px(MOMENT_WIDTH)
        y = top + canvas.text(x, top, canvas.width - x, act, TypeRole.STRONG)
        width = metrics_of(TypeRole.SMALL).horizontalAdvance(by) + 1
        beside = max((pill_size(state.text).height() for state in states), default=0)
        lower = max(0, beside - metrics_of(TypeRole.SMALL).height()) // 2 if by else 0  # in line with the pills
        height = lower + canvas.text(x, y + lower, canvas.width - x, by, TypeRole.SMALL)
        x += width + px(Space.MEDIUM) if by else 0
        for state in states:
            size = pill_size(state.text)
            if x + size.width() > canvas.width and height < size.height():
                x, y = px(MOMENT_WIDTH), y + height
            canvas.pill(x, y, state.text, state.tone, state.icon_name)
            x, height = x + size.width() + px(Space.SMALL), max(height, size.height())
        return y + height + px(Space.SMALL)

    words = ", ".join(part for part in (at, act, by, *(state.text for state in states)) if part)
    return Painted(draw, words, least_width=320)


def _through(row: HistoryRow) -> str:
    return _("through {who}", who=row.acted_by) if row.acted_by else ""


def _states(row: HistoryRow) -> list[State]:
    states = []
    if row.is_undone:
        states.append(State(_("Undone"), Tone.NEUTRAL, "arrow-back-up"))
    if row.sending is Sending.WAITING:
        states.append(State(_("Not sent yet"), Tone.WARN, "cloud-off"))
    return states
