"""The charging run's page: a month, what would be drawn or invoiced, what can't be, and the run under way."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.clock import today
from kiosk.direct_debit.charging_run import RunPreview
from kiosk.direct_debit.charging_work import CANCELLED, RUNNING, RunProgress
from kiosk.direct_debit.shown_lines import run_lines
from kiosk.errors import InpassError
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions.months import add_months
from kiosk.texts import N_, _, plural
from ui.controls import (
    Beside,
    BusyStrip,
    Choice,
    ConfirmDialog,
    IconButton,
    Label,
    PrimaryButton,
    Text,
    Toast,
    Trouble,
    TypeRole,
)
from ui.direct_debit.counted_list import CountedList
from ui.direct_debit.run_driver import RunDriver
from ui.tasks import TaskRunner
from ui.theme import Space, px

MONTHS = range(-1, 3)  # beside this one
SHARES = (10, 13, 16)  # of the width: a member, a member with an organisation, a reason
LEAST = 290  # px at 100 %: a name and a sum


class RunPage(QWidget):
    """Signals: person_wanted(person id); written(), something was charged; ended(RunProgress), how far the run came;
    print_wanted(RunPreview), as it is seen here."""

    person_wanted = Signal(str)
    print_wanted = Signal(object)
    written = Signal()
    ended = Signal(object)

    def __init__(self, store: Store, tasks: TaskRunner, staff: Callable[[], StaffMember], toast: Toast) -> None:
        super().__init__()
        self._store, self._staff, self._toast = store, staff, toast
        self._preview: RunPreview | None = None
        self._stands: RunProgress | None = None
        self.driver = RunDriver(store, tasks, self)
        first = today(store.clock).replace(day=1)
        months = [add_months(first, ahead) for ahead in MONTHS]
        self._month = Choice("run_month", [(month, f"{month:%Y-%m}") for month in months])
        self._month.set_value(add_months(first, 1))
        self._summary, self._before = Label("", TypeRole.STRONG), Label("", TypeRole.MUTED)
        self._trouble, self._strip = Trouble(), BusyStrip()
        self._start = PrimaryButton(N_("Start the run"))
        self._start.setObjectName("start_run")
        self._start.setAutoDefault(False)  # so much money doesn't move by an Enter meant for something else
        self._strip.setObjectName("run_strip")
        self._print = IconButton("printer", N_("Print the list…"))
        self._print.setObjectName("print_run")
        read = partial(run_lines, store)
        nothing = N_("Nobody is left to be drawn for.")
        self._lines = CountedList("run_lines", N_("To be drawn"), nothing, read)
        nothing = N_("No organisation is left to be invoiced.")
        self._invoices = CountedList("run_invoices", N_("To be invoiced to organisations"), nothing, read)
        self._exceptions = CountedList("run_exceptions", N_("Can’t be charged"), N_("Nobody is left out."), read)
        self._lists = (self._lines, self._invoices, self._exceptions)
        self._lay_out()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Never while a run is under way here. What stands there of the month stays until the new look is back."""
        if self.driver.is_running:
            return
        if self._preview is None or self._preview.month != f"{self._chosen:%Y-%m}":
            self._show_unknown(N_("Fetching…"))
        self.driver.look(self._chosen)

    def _show_unknown(self, words: Text) -> None:
        self._preview = None
        self._start.setEnabled(False)
        self._print.setEnabled(False)
        self._summary.say("")
        self._before.say("")
        for one in self._lists:
            one.show_instead(words)

    def _lay_out(self) -> None:
        month_label = Label(N_("Month"), TypeRole.STRONG, wraps=False)
        month_label.setBuddy(self._month)
        chooser, words = QVBoxLayout(), QVBoxLayout()
        month, top, lists = QHBoxLayout(), QHBoxLayout(), Beside(least=LEAST)
        month.setSpacing(px(Space.TIGHT))
        month.addWidget(self._month)
        month.addWidget(self._print)
        for layout, parts in ((chooser, (month_label,)), (words, (self._summary, self._before))):
            layout.setSpacing(px(Space.TIGHT))
            for part in parts:
                layout.addWidget(part)
        chooser.addLayout(month)
        words.addStretch(1)
        top.setSpacing(px(Space.LARGE))
        top.addLayout(chooser)
        top.addLayout(words, 1)
        top.addWidget(self._start)
        for one, share in zip(self._lists, SHARES, strict=True):
            lists.add(one, share, None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.MEDIUM))
        column.addLayout(top)
        column.addWidget(self._trouble)
        column.addWidget(self._strip)
        column.addWidget(lists, 1)

    def _connect(self) -> None:
        self._month.currentIndexChanged.connect(self._month_chosen)
        self._start.clicked.connect(self._ask)
        self._print.clicked.connect(self._want_print)
        self._strip.cancelled.connect(self.driver.cancel)
        for one in self._lists:
            one.person_chosen.connect(self.person_wanted)
        self.driver.previewed.connect(self._previewed)
        self.driver.moved.connect(self._moved)
        self.driver.failed.connect(self._failed)

    @property
    def _chosen(self) -> date:
        value = self._month.value()
        assert isinstance(value, date)
        return value

    def _month_chosen(self, _index: int) -> None:
        self.refresh()

    def _previewed(self, preview: RunPreview, stands: RunProgress) -> None:
        self._preview, self._stands = preview, stands
        self._trouble.hide()
        self._summary.say(partial(_summary, preview))
        self._before.say(partial(_before, preview, stands))
        self._lines.show_lines(preview.lines)
        self._invoices.show_lines(preview.invoices)
        self._invoices.setVisible(bool(preview.invoices or preview.invoiced))  # many gyms never have any
        self._exceptions.show_lines(preview.exceptions)
        self._start.say(N_("Go on with the run") if stands.state in (RUNNING, CANCELLED) else N_("Start the run"))
        self._start.setEnabled(bool(preview.charged))
        self._print.setEnabled(bool(preview.charged or preview.exceptions or preview.done))

    def _want_print(self) -> None:
        self.print_wanted.emit(self._preview)

    def _ask(self) -> None:
        assert self._preview is not None
        dialog = ConfirmDialog(
            N_("Start the charging run?"), partial(_consequence, self._preview), N_("Start the run"), self.window()
        )
        dialog.answer_by_default(dialog.cancel_button)
        dialog.accepted.connect(self._begin)
        dialog.open()

    def _begin(self) -> None:
        self._strip.start(N_("Charging…"))
        self._strip.take_focus()
        for part in (self._start, self._print, self._month):
            part.setEnabled(False)
        self.driver.start(self._chosen, self._staff())

    def _moved(self, progress: RunProgress) -> None:
        self._strip.progress(progress.done, max(progress.total, 1))
        if not self.driver.is_running:
            self._preview = None  # the run took its lines away
            self._ended()
            self._toast.say(partial(_outcome, progress))
            self.ended.emit(progress)
            self.written.emit()

    def _failed(self, error: InpassError) -> None:
        self._ended(is_looking=False)
        self._show_unknown(N_("Could not be fetched."))
        self._trouble.tell(partial(str, error))

    def _ended(self, *, is_looking: bool = True) -> None:
        self._month.setEnabled(True)
        if self._strip.has_focus:
            self._month.setFocus()
        self._strip.finish()
        if is_looking:
            self.refresh()


def _summary(preview: RunPreview) -> str:
    if not preview.charged:
        return _("Nothing is left to charge for {month}.", month=preview.month)
    words = {"amount": formats.kronor(preview.amount), "day": formats.day(preview.draw_day)}
    draws = plural(
        "{n} draw, {amount} in all, on {day}", "{n} draws, {amount} in all, on {day}", len(preview.lines), **words
    )
    return " · ".join(_both(draws, len(preview.lines), len(preview.invoices), preview.invoice_amount))


def _both(draws: str, drawn: int, invoiced: int, invoiced_amount: int) -> Iterator[str]:
    """What is drawn and what is invoiced, each where there is any; of neither: no draws."""
    if drawn or not invoiced:
        yield draws
    if invoiced:
        amount = formats.kronor(invoiced_amount)
        yield plural("{n} to be invoiced, {amount}", "{n} to be invoiced, {amount}", invoiced, amount=amount)


def _before(preview: RunPreview, stands: RunProgress) -> str:
    drawn = preview.done - preview.invoiced
    draws = plural("{n} draw, {amount}", "{n} draws, {amount}", drawn, amount=formats.kronor(preview.done_amount))
    done = " · ".join(_both(draws, drawn, preview.invoiced, preview.invoiced_amount))
    if stands.state in (RUNNING, CANCELLED) and preview.charged:
        return _("The run was stopped; done already: {done}. It can be continued.", done=done)
    return _("Charged already: {done}", done=done) if preview.done else _("Nothing is charged for the month yet.")


def _consequence(preview: RunPreview) -> str:
    parts = [
        plural(
            "{n} customer is charged for {month}.",
            "{n} customers are charged for {month}.",
            len(preview.charged),
            month=preview.month,
        )
    ]
    if preview.lines:
        words = {"amount": formats.kronor(preview.amount), "day": formats.day(preview.draw_day)}
        parts.append(_("{amount} is to be drawn on {day}.", **words))
    if preview.invoices:
        parts.append(_("{amount} is to be invoiced to organisations.", amount=formats.kronor(preview.invoice_amount)))
    return " ".join((*parts, _("Nobody is charged twice.")))


def _outcome(progress: RunProgress) -> str:
    words = {"amount": formats.kronor(progress.amount)}
    draws = plural("{n} draw, {amount}", "{n} draws, {amount}", progress.drawn, **words)
    done = " · ".join(_both(draws, progress.drawn, progress.invoiced, progress.invoiced_amount))
    if progress.state == CANCELLED:
        return _("Stopped: {done}, for {month}.", month=progress.month, done=done)
    return _("Done: {done}, for {month}.", month=progress.month, done=done)
