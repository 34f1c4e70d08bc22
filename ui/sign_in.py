"""Signing in: who one is, then the PIN. The screen at start, and the panel the lock screen shares."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from kiosk.errors import InpassError
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.texts import N_, Language, _, language
from ui.appearance import Appearance
from ui.controls import (
    Button,
    IconLabel,
    Kind,
    Label,
    LineEdit,
    Notice,
    Panel,
    QuietButton,
    Retranslated,
    ScrollColumn,
    Slip,
    Text,
    TypeRole,
)
from ui.controls.sized import Sized
from ui.pin_pad import SIGN_IN, PinPad
from ui.tasks import Lane, TaskRunner
from ui.theme import Space, px
from ui.theme.icons import Role, icon, initials


class StaffChoice(Protocol):
    """Someone who may sign in (kiosk/staff/sign_in.py)."""

    @property
    def login(self) -> str: ...

    @property
    def name(self) -> str: ...


class SignIn(Protocol):
    """What signing in needs of `kiosk.staff.sign_in.SignIn`."""

    def choices(self) -> "Sequence[StaffChoice]": ...

    def attempt(self, login: str, pin: str) -> StaffMember | Problem: ...


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Shown in plain text, so only ever given for the demo gym."""

    login: str
    name: str
    pin: str


WIDTH = 600  # of the card, in px at 100 %
FIRST = 1000  # so long as it can grow the card takes all the height


class StaffTile(Button):
    """One member of staff: initials and name, cut with … where it is too long; the login is its property `login`."""

    def __init__(self, choice: StaffChoice) -> None:
        self._name = choice.name
        super().__init__(self._shown_name, Kind.TILE)
        self.setObjectName(f"staff_{choice.login}")
        self.setProperty("login", choice.login)
        self.setIcon(initials(choice.name))
        self.setAccessibleName(choice.name)
        self.setToolTip(choice.name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.retranslate()

    def _shown_name(self) -> str:
        room = self.width() - self.iconSize().width() - px(2 * Space.LARGE + Space.SMALL)
        return self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)


class StaffTiles(Retranslated, QWidget):
    """Everyone who may sign in, and a field that narrows them down as one types.

    Signals: chosen(StaffChoice).
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[StaffChoice] = []
        self._tiles: list[Button] = []
        self._login = LineEdit()
        self._login.setObjectName("login")
        self._login.textChanged.connect(self._narrow)
        self._login.returnPressed.connect(self._take_first)
        self._column = ScrollColumn()
        self._grid = QGridLayout()
        self._grid.setSpacing(px(Space.SMALL))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._column.body.addLayout(self._grid)
        self._column.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(self._login)
        column.addWidget(self._column, 1)
        self.setFocusProxy(self._login)
        self.retranslate()

    def show_choices(self, choices: Sequence[StaffChoice]) -> None:
        self._choices = list(choices)
        for tile in self._tiles:
            tile.deleteLater()
        self._tiles = [self._tile(choice) for choice in self._choices]
        self._login.clear()
        self._narrow("")

    def retranslate(self) -> None:
        self._login.setPlaceholderText(_("Name or login"))
        self._login.setAccessibleName(_("Name or login"))

    def _tile(self, choice: StaffChoice) -> Button:
        tile = StaffTile(choice)
        tile.clicked.connect(self._tile_clicked)
        return tile

    def _narrow(self, typed: str) -> None:
        wanted = typed.casefold().strip()
        place = 0
        for choice, tile in zip(self._choices, self._tiles, strict=True):
            fits = wanted in choice.name.casefold() or choice.login.casefold().startswith(wanted)
            tile.setVisible(fits)
            if fits:
                self._grid.addWidget(tile, place // 2, place % 2)
                place += 1

    def _take_first(self) -> None:
        typed = self._login.text().casefold().strip()
        shown = [c for c, tile in zip(self._choices, self._tiles, strict=True) if tile.isVisibleTo(self)]
        exact = [c for c in self._choices if c.login.casefold() == typed]
        if typed and (exact or shown):
            self.chosen.emit((exact or shown)[0])

    def _tile_clicked(self) -> None:
        login = self.sender().property("login")
        self.chosen.emit(next(choice for choice in self._choices if choice.login == login))


class SignInPanel(QWidget):
    """Staff tiles, then the PIN of the one who was chosen.

    Signals: signed_in(StaffMember).
    """

    signed_in = Signal(object)

    def __init__(self, sign_in: SignIn, tasks: TaskRunner, verb: Text = SIGN_IN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign_in = sign_in
        self._tasks = tasks
        self._who: StaffChoice | None = None
        self._tiles = StaffTiles()
        self._tiles.chosen.connect(self.choose)
        self._pad = PinPad(verb)
        self._pad.entered.connect(self._pin_entered)
        self._name = Label("", TypeRole.TITLE)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._page_of(Label(N_("Who are you?"), TypeRole.TITLE), self._tiles))
        self._pages.addWidget(self._pin_page())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def start(self, who: StaffChoice | None = None) -> None:
        """Fresh: everyone to choose from, or straight to the PIN of one."""
        if who is not None:
            self.choose(who)
            return
        self._who = None
        self._tiles.show_choices(self._sign_in.choices())
        self._pages.setCurrentIndex(0)
        self._tiles.setFocus()

    def choose(self, who: StaffChoice) -> None:
        self._who = who
        self._name.say(lambda: who.name)
        self._pages.setCurrentIndex(1)
        self._pad.start()

    def _page_of(self, *parts: QWidget) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.LARGE))
        for part in parts:
            column.addWidget(part)
        return page

    def _pin_page(self) -> QWidget:
        self._back = QuietButton(N_("Someone else"), "arrow-left")
        self._back.setObjectName("someone_else")
        self._back.clicked.connect(self._someone_else)
        page = self._page_of(self._name, self._pad)
        page.layout().addWidget(self._back)  # type: ignore[union-attr]
        page.layout().addStretch(1)  # type: ignore[union-attr]
        return page

    def _someone_else(self) -> None:
        self.start()

    def _pin_entered(self, pin: str) -> None:
        if self._who is not None:
            self._pad.set_busy(True)
            attempt = partial(self._sign_in.attempt, self._who.login, pin)
            self._tasks.submit(Lane.DATABASE, attempt, self.show_outcome, self._attempt_failed)

    def show_outcome(self, outcome: StaffMember | Problem) -> None:
        """What an attempt led to."""
        self._pad.set_busy(False)
        if isinstance(outcome, Problem):
            self._pad.refuse(partial(_refusal, outcome), _seconds(outcome))
        else:
            self.signed_in.emit(outcome)

    def _attempt_failed(self, error: InpassError) -> None:
        self._pad.set_busy(False)
        self._pad.refuse(lambda _seconds: str(error), 0)


def _refusal(problem: Problem, seconds: int) -> str:
    said = sentence(replace(problem, values={**problem.values, "seconds": seconds}))
    if not seconds or problem.code == "pin_wait":
        return said
    return _("{why} Next try in {n} s.", why=said, n=seconds)


def _seconds(problem: Problem) -> int:
    seconds = problem.values.get("seconds", 0)
    return seconds if isinstance(seconds, int) else 0


class Brand(Sized, QWidget):
    """The dark side of the sign-in screen: what this is, whose it is, and the language."""

    def __init__(self, gym_name: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("brand")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        other = Button(_other_language_in_its_words, Kind.SECONDARY, "language")
        other.setIcon(icon("language", Role.RAIL))
        other.setObjectName("other_language")
        other.clicked.connect(self._other_language)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.HUGE), px(Space.HUGE), px(Space.HUGE), px(Space.HUGE))
        column.setSpacing(px(Space.SMALL))
        column.addWidget(IconLabel("barbell", Role.RAIL, side=56))
        column.addWidget(Label(lambda: "Inpass", TypeRole.FIGURE))
        column.addWidget(Label(lambda: gym_name, TypeRole.HEADING))
        column.addStretch(1)
        column.addWidget(Label(N_("The front desk, with or without a network.")))
        column.addSpacing(px(Space.LARGE))
        column.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)
        self.take_size()

    def take_size(self) -> None:
        self.setFixedWidth(px(400))

    def _other_language(self) -> None:
        self._appearance.choose_language(_other_language())


def _other_language() -> Language:
    return Language.ENGLISH if language() is Language.SWEDISH else Language.SWEDISH


def _other_language_in_its_words() -> str:
    return {Language.SWEDISH: "Svenska", Language.ENGLISH: "English"}[_other_language()]


class SignInScreen(QWidget):
    """What the desk shows before anyone is signed in. `start()` when it comes into view.

    Signals: signed_in(StaffMember).
    """

    signed_in = Signal(object)

    def __init__(
        self,
        sign_in: SignIn,
        tasks: TaskRunner,
        appearance: Appearance,
        gym_name: str,
        demo_accounts: Sequence[DemoAccount] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("sign_in_screen")
        self._panel = SignInPanel(sign_in, tasks)
        self._panel.signed_in.connect(self.signed_in)
        card = Panel()
        card.setMaximumHeight(px(720))
        card.body.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.WIDE))
        card.body.addWidget(self._panel)
        slip = Slip(WIDTH)
        slip.body.addStretch(1)
        slip.body.addWidget(card, FIRST)
        if demo_accounts:
            slip.body.addWidget(Notice(_listed(demo_accounts)))
        slip.body.addStretch(1)  # what the card leaves of a high screen; the notice would take it
        self._brand = Brand(gym_name, appearance)
        self._slip = slip
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._brand)
        row.addWidget(slip, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The brand gives way when texts are large and the screen is small."""
        self._brand.setVisible(self.width() >= self._brand.width() + self._slip.minimumWidth())
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return self._slip.minimumSizeHint()

    def start(self) -> None:
        self._panel.start()


def _listed(accounts: Sequence[DemoAccount]) -> Callable[[], str]:
    def words() -> str:
        pins = ", ".join(f"{account.name} {account.pin}" for account in accounts)
        return _("Demo gym – anyone may try. PIN: {pins}", pins=pins)

    return words
