"""Connects this desk to central: the address, the code that the back office approves, and the first fetch."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.errors import InpassError
from kiosk.store import Place, Store
from kiosk.sync.enrolment import ShownCode, ask_to_be_let_in, is_let_in
from kiosk.sync.exchange import ExchangeReport
from kiosk.sync.once import fetch_everything
from kiosk.texts import N_, _
from ui.controls import (
    Label,
    Notice,
    PrimaryButton,
    Retranslated,
    ScrollColumn,
    SecondaryButton,
    Tone,
    TypeRole,
    within_window,
)
from ui.sync.enrol_pages import AddressPage, CodePage, FetchPage
from ui.tasks import Lane, TaskRunner, Ticket
from ui.theme import Space, px

WIDTH, HEIGHT = 640, 460


class EnrolDialog(Retranslated, QDialog):
    """Open with `open()`; accepted when the desk is let in and has fetched everything. Cancel works at every step.

    Signals: let_in(Place), as soon as the back office has approved.
    """

    let_in = Signal(object)

    def __init__(self, store: Store, tasks: TaskRunner, parent: QWidget | None = None, *, url: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("enrol")
        self._store, self._tasks = store, tasks
        self._ticket: Ticket | None = None
        self._shown: ShownCode | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._ask_again)
        self.address = AddressPage(url, store.place().name)
        self.code = CodePage()
        self.fetching = FetchPage()
        self._pages = QStackedWidget()
        for page in (self.address, self.code, self.fetching):
            self._pages.addWidget(page)
        self._notice = Notice("", Tone.WARN)
        self._notice.hide()
        self._go = PrimaryButton(N_("Ask to be let in"))
        self._go.setObjectName("ask")
        self._go.setDefault(True)
        self._go.clicked.connect(self._go_on)
        self._cancel = SecondaryButton(N_("Cancel"))
        self._cancel.setObjectName("cancel")
        self._cancel.clicked.connect(self.reject)
        self.finished.connect(self._stop)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        self.setWindowTitle(_("Connect to central"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.WIDE))
        column.setSpacing(px(Space.LARGE))
        column.addWidget(Label(N_("Connect to central"), TypeRole.TITLE))
        inside = ScrollColumn()
        inside.body.addWidget(self._pages, 1)
        column.addWidget(inside, 1)
        column.addWidget(self._notice)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._go)
        column.addLayout(row)
        self.resize(within_window(self, px(WIDTH), px(HEIGHT)))

    def _go_on(self) -> None:
        """The primary button: asks for a code, or fetches again after a failure."""
        self._notice.hide()
        self._go.setEnabled(False)
        if self._pages.currentWidget() is self.fetching:
            self._fetch()
            return
        url, name = self.address.url(), self.address.name()
        if not url or not name:
            self._failed_words(_("Both the address and a name are needed."))
            return
        job = partial(ask_to_be_let_in, self._store, url, name)
        self._ticket = self._tasks.submit(Lane.NETWORK, job, self._code_given, self._failed)

    def _code_given(self, shown: ShownCode) -> None:
        self._ticket, self._shown = None, shown
        self.code.show_code(shown)
        self._pages.setCurrentWidget(self.code)
        self._go.hide()
        self._timer.start(shown.interval * 1000)

    def _ask_again(self) -> None:
        if self._shown is not None and self._ticket is None:
            job = partial(is_let_in, self._store, self._shown)
            self._ticket = self._tasks.submit(Lane.NETWORK, job, self._answered, self._not_answered)

    def _answered(self, place: Place | None) -> None:
        self._ticket = None
        self._notice.hide()
        if place is None and self._shown is not None:
            self._timer.start(self._shown.interval * 1000)
        elif place is not None:
            self.let_in.emit(place)
            self._pages.setCurrentWidget(self.fetching)
            self._fetch()

    def _not_answered(self, error: InpassError) -> None:
        """A line that is down is waited for; a code that has run out leads back to the address."""
        self._ticket = None
        if self._shown is not None and self._store.clock.now() < self._shown.expires_at:
            self._say(error)
            self._timer.start(self._shown.interval * 1000)
        else:
            self._pages.setCurrentWidget(self.address)
            self._go.show()
            self._failed(error)

    def _fetch(self) -> None:
        self._go.hide()
        self._ticket = self._tasks.submit(
            Lane.NETWORK, partial(fetch_everything, self._store), self._fetched, self._fetch_failed
        )

    def _fetched(self, _report: ExchangeReport) -> None:
        self._ticket = None
        self.accept()

    def _fetch_failed(self, error: InpassError) -> None:
        self._failed(error)
        self._go.say(N_("Try again"))
        self._go.show()

    def _failed(self, error: InpassError) -> None:
        self._ticket = None
        self._say(error)
        self._go.setEnabled(True)

    def _say(self, error: InpassError) -> None:
        self._failed_words(str(error))

    def _failed_words(self, words: str) -> None:
        self._notice.show_notice(partial(str, words), Tone.WARN)
        self._notice.show()
        self._go.setEnabled(True)

    def _stop(self, _result: int) -> None:
        self._timer.stop()
        if self._ticket is not None:
            self._ticket.cancel()
