"""The window itself, signing in, locking, sheets, and the controls side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.desk_status import DeviceFacts, DeviceState, Network, StatusFacts
from kiosk.mishaps import told
from kiosk.problems import Problem, Severity
from kiosk.staff.rights import Role, StaffMember
from kiosk.texts import N_
from ui.appearance import Appearance
from ui.controls import (
    BusyStrip,
    Choice,
    ConfirmDialog,
    DangerButton,
    DateInput,
    EmptyState,
    Field,
    Label,
    MoneyInput,
    Notice,
    Panel,
    Pill,
    PrimaryButton,
    ProblemSummary,
    QuietButton,
    SecondaryButton,
    TextInput,
    Tick,
    Tone,
    TypeRole,
)
from ui.error_dialog import ErrorDialog
from ui.key_sheet import shortcut_sheet
from ui.lock_screen import LockScreen
from ui.main_window import MainWindow
from ui.sheets import about_sheet, help_sheet
from ui.sign_in import DemoAccount, SignInPanel
from ui.tasks import TaskRunner

ANNA = StaffMember("1", "anna", "Anna Lindqvist", Role.RECEPTION)
OTHER_AREAS = (
    ("matters", "list-check", N_("To settle")),
    ("certificates", "certificate", N_("Certificates")),
    ("direct_debit", "bank", N_("Direct debit")),
    ("till", "till", N_("Till")),
)
"""As the real window has, and one more."""
NAMES = ("Anna Lindqvist", "Bo Ek", "Cecilia Åkerström-Holm", "David Norén", "Elif Yılmaz", "Fredrik Öhman")


@dataclass(frozen=True, slots=True)
class Someone:
    login: str
    name: str


class NobodySignsIn:
    """Shows who might; refuses every PIN."""

    def choices(self) -> list[Someone]:
        return [Someone(name.split()[0].casefold(), name) for name in NAMES]

    def attempt(self, _login: str, _pin: str) -> StaffMember | Problem:
        return Problem("pin_wrong", "pin", values={"seconds": 4})


def window(appearance: Appearance) -> MainWindow:
    """On its sign-in screen."""
    shown = MainWindow(
        appearance,
        NobodySignsIn(),
        TaskRunner(),
        gym_name="Friskhuset Demo",
        version="0.1.0",
        demo_accounts=[DemoAccount("anna", "Anna", "1111"), DemoAccount("bo", "Bo", "2222")],
    )
    shown.show_sign_in()
    return shown


def desk(appearance: Appearance, facts: StatusFacts) -> MainWindow:
    shown = window(appearance)
    shown.add_area("people", "users", N_("People"), _people, N_("Find a person or an organisation, or register one."))
    for name, icon_name, title in OTHER_AREAS:
        shown.add_area(name, icon_name, title, QWidget)
    shown.rail.show_count("matters", 12)
    shown.add_routine("register_private", "user-plus", N_("New customer"), shown.sync_wanted, "F2", with_button=True)
    shown.show_staff(ANNA)
    shown.status_line.show_facts(facts)
    return shown


def _people() -> QWidget:
    return EmptyState(
        "users",
        lambda: "Sök eller registrera en kund",
        lambda: "Skriv ett namn, ett personnummer eller håll ett kort mot läsaren.",
        lambda: "Registrera ny kund",
    )


READY = DeviceState.READY
ONLINE = StatusFacts(
    network=Network.ONLINE,
    last_sync=datetime(2026, 11, 22, 9, 32, tzinfo=UTC),
    camera=DeviceFacts(READY, "Logitech C920"),
    reader=DeviceFacts(READY),
    printer=DeviceFacts(READY, "Star TSP143"),
    till=DeviceFacts(READY, "Kassa 1"),
)
OFFLINE = StatusFacts(
    network=Network.OFFLINE,
    waiting=3,
    oldest_age=timedelta(minutes=12),
    last_sync=datetime(2026, 11, 22, 9, 32, tzinfo=UTC),
    camera=DeviceFacts(DeviceState.TROUBLE, "Logitech C920"),
    reader=DeviceFacts(READY),
    printer=DeviceFacts(DeviceState.ABSENT),
    till=DeviceFacts(READY, "Kassa 1"),
)


def signed_in(appearance: Appearance) -> QWidget:
    return desk(appearance, ONLINE)


def offline_with_toast(appearance: Appearance) -> QWidget:
    shown = desk(appearance, OFFLINE)
    shown.resize(1366, 768)
    shown.toast.say(lambda: "Foto borttaget för Elif Yılmaz", shown.toast.hide)
    return shown


def pin(appearance: Appearance) -> QWidget:
    shown = window(appearance)
    panel = shown.findChild(SignInPanel)
    assert isinstance(panel, SignInPanel)
    panel.choose(Someone("anna", "Anna Lindqvist"))
    panel.show_outcome(Problem("pin_wait", "pin", values={"seconds": 8}))
    return shown


def locked(appearance: Appearance) -> QWidget:
    screen = LockScreen(desk(appearance, ONLINE), NobodySignsIn(), TaskRunner())
    screen.start(ANNA)
    return screen


def error(_appearance: Appearance) -> QWidget:
    try:
        raise ValueError("x")
    except ValueError as caught:
        return ErrorDialog(told(caught, "0.1.0"))


def confirm(_appearance: Appearance) -> QWidget:
    return ConfirmDialog(
        lambda: "Avsluta Anna Lindqvists abonnemang?",
        lambda: "Guld upphör 2027-01-31 och 399,00 kr dras en sista gång 2026-12-28. Det går inte att ångra.",
        lambda: "Avsluta abonnemang",
        danger=True,
    )


def help_read(appearance: Appearance) -> QWidget:
    return help_sheet(N_("People"), N_("Find a person or an organisation, or register one."), desk(appearance, ONLINE))


def shortcuts(appearance: Appearance) -> QWidget:
    shown = desk(appearance, ONLINE)
    return shortcut_sheet(shown.commands.all(), shown)


def about(appearance: Appearance) -> QWidget:
    return about_sheet("0.1.0", desk(appearance, ONLINE))


def controls(_appearance: Appearance) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.addWidget(_inputs(), 1)
    row.addWidget(_buttons(), 1)
    return page


def _inputs() -> Panel:
    panel = Panel(lambda: "Personuppgifter")
    number = Field(lambda: "Personnummer", TextInput("personal_number"), hint=lambda: "Född 1990-01-01, 36 år")
    email = Field(lambda: "E-post", TextInput("email", lambda: "namn@exempel.se"))
    email.show_problems([Problem("pin_wrong", "email")])
    start = Field(lambda: "Startdatum", DateInput("start", date(2026, 11, 22)))
    start.show_problems([Problem("pin_wrong", "start", Severity.WARNING)])
    money = MoneyInput("given")
    money.set_value(123450)
    choice = Choice("kind", [(1, lambda: "Ordinarie"), (2, lambda: "Student")])
    for part in (number, email, start, Field(lambda: "Betalat", money), Field(lambda: "Kundtyp", choice)):
        panel.body.addWidget(part)
    ticked = Tick(lambda: "Giltig legitimation visad")
    ticked.setChecked(True)
    panel.body.addWidget(ticked)
    panel.body.addStretch(1)
    return panel


def _buttons() -> Panel:
    panel = Panel(lambda: "Knappar")
    summary = ProblemSummary()
    summary.show_problems([Problem("pin_wrong", "email"), Problem("pin_wait", values={"seconds": 8})])
    busy = BusyStrip()
    busy.start(lambda: "Hämtar från folkbokföringen")
    busy.progress(3, 10)
    pills = QHBoxLayout()
    for tone, word in zip(Tone, ("Vilande", "Student", "Aktiv", "Fryst", "Spärrad"), strict=True):
        pills.addWidget(Pill(lambda word=word: word, tone))  # type: ignore[misc]
    pills.addStretch(1)
    texts = QVBoxLayout()
    texts.addWidget(Label(lambda: "643,70 kr", TypeRole.FIGURE))
    texts.addWidget(Label(lambda: "Att betala nu, varav moms 36,44 kr", TypeRole.MUTED))
    for part in (
        summary,
        PrimaryButton(lambda: "Slutför registreringen", "check"),
        SecondaryButton(lambda: "Ta om bilden", "camera"),
        DangerButton(lambda: "Avsluta abonnemang", "trash"),
        QuietButton(lambda: "Ändra", "edit"),
        Notice(lambda: "Inget nät. Personen märks »att kontrollera« och jämförs när nätet är tillbaka.", Tone.WARN),
        busy,
    ):
        panel.body.addWidget(part)
    busy.show()
    panel.body.addLayout(pills)
    panel.body.addLayout(texts)
    panel.body.addStretch(1)
    return panel


SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "sign-in": window,
    "pin": pin,
    "desk": signed_in,
    "desk-offline": offline_with_toast,
    "locked": locked,
    "help": help_read,
    "shortcuts": shortcuts,
    "about": about,
    "error": error,
    "confirm": confirm,
    "controls": controls,
}
