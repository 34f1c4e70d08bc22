"""Direct debit: the charging run, files to the bank and from it."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton, QWidget

from db.tables import DebitDraw
from kiosk.clock import today
from kiosk.demo.catalogue import staff_id
from kiosk.direct_debit import pay_debt
from kiosk.direct_debit.advice import Meaning, code_words
from kiosk.direct_debit.files_in import preview_file
from kiosk.direct_debit.files_out import Waiting
from kiosk.direct_debit.person_draws import draw_words
from kiosk.direct_debit.stopped_draws import Cancellations
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import DrawFacts, PersonCard
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from tests.direct_debit.bankgirot import ADVICE, as_bytes
from tests.people.serving import SELF
from tools.screen_desk import demo_store, routine_page
from ui.appearance import Appearance
from ui.controls import ScrollColumn, Toast
from ui.direct_debit.autogiro_area import AutogiroArea
from ui.direct_debit.stop_draw_dialog import StopDrawDialog
from ui.direct_debit.stopped_panel import StoppedPanel
from ui.people.person_card_draws import DrawsPanel
from ui.people.person_card_view import PersonCardView
from ui.tasks import TaskRunner

OMAR = StaffMember(staff_id("omar"), "omar", "Omar Platschef", Role.MANAGER)
ANNA = StaffMember(staff_id("anna"), "anna", "Anna Receptionist", Role.RECEPTION)


def _store() -> Store:
    return demo_store("direct-debit", 120)


def _area(tab: str, staff: StaffMember = OMAR, *, with_file: bool = False) -> Callable[[Appearance], QWidget]:
    def build(_appearance: Appearance) -> QWidget:
        tasks = TaskRunner()
        area = AutogiroArea(_store(), tasks, lambda: staff, Toast(QWidget()))
        button = area.findChild(QAbstractButton, tab)
        assert button is not None
        button.click()
        area.show()
        for _turn in range(60):
            QCoreApplication.processEvents()
        tasks.stop()
        QCoreApplication.processEvents()
        if with_file:
            area.incoming._looked(preview_file(_store(), "AG-MEDAVI-261124.txt", as_bytes(ADVICE)))
        return area

    return build


def _card(state: str) -> Callable[[Appearance], QWidget]:
    """The person card of somebody with draws, whose latest one went so."""

    def build(_appearance: Appearance) -> QWidget:
        store = _store()
        with store.reading():
            draw = DebitDraw.select().where(DebitDraw.state == state).order_by(DebitDraw.month.desc()).first()
        card = read_person_card(store, draw.person_id, OMAR, today(store.clock), is_opening=False)
        assert isinstance(card, PersonCard)
        return PersonCardView(card)

    return build


def _stop(_appearance: Appearance) -> QWidget:
    """Asked for a draw that the bank has."""
    return StopDrawDialog(DrawFacts("draw", "2026-12", 39900, date(2026, 11, 30), "sent", "", is_stoppable=True))


def _draws(_appearance: Appearance) -> QWidget:
    """On their way, without a mandate, stopped, paid at the desk and owed; the second too late to be stopped."""
    late = sentence(Problem("draw_stop_late", values={"moment": "2026-11-27 19:00"}))
    why, lost = "Kunden betalar i kassan i stället.", draw_words("planned", "", "", is_stranded=True)
    unable = sentence(Problem("draw_again_no_mandate"))
    left_out = DrawFacts("f", "2026-12", 9900, date(2026, 11, 30), "planned", lost, is_stoppable=True, is_stranded=True)
    return _in_column(
        DrawsPanel(
            (
                DrawFacts("a", "2027-01", 39900, date(2026, 12, 28), "sent", "", is_stoppable=True),
                DrawFacts("b", "2026-12", 39900, date(2026, 11, 30), "sent", "", too_late=late),
                left_out,
                DrawFacts("c", "2026-11", 39900, date(2026, 10, 28), "cancelled", why),
                DrawFacts("d", "2026-10", 39900, date(2026, 9, 28), "settled", ""),
                DrawFacts("e", "2026-09", 39900, date(2026, 8, 28), "rejected", code_words(Meaning.DRAW_REJECTED, "1")),
                DrawFacts("g", "2026-08", 39900, date(2026, 7, 28), "refunded", "", no_again=unable),
            )
        )
    )


def _stopped(_appearance: Appearance) -> QWidget:
    at = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
    return _in_column(StoppedPanel(Waiting(0, 0, (), Cancellations(2, 79800, at, 1), None)))


def _in_column(panel: QWidget) -> QWidget:
    column = ScrollColumn()
    column.body.addWidget(panel)
    column.body.addStretch(1)
    return column


def _paying(step: str) -> Callable[[Appearance], QWidget]:
    """Somebody pays what the bank didn't draw."""

    def build(appearance: Appearance) -> QWidget:
        store = _store()
        with store.reading():
            owed = DebitDraw.select().where(DebitDraw.state == "rejected").order_by(DebitDraw.month.desc()).first()
        return routine_page(appearance, store, "pay_debt", pay_debt.Draft(SELF), step, owed.person_id)

    return build


SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "autogiro-run": _area("tab_run"),
    "autogiro-out": _area("tab_out"),
    "autogiro-in": _area("tab_in"),
    "autogiro-in-file": _area("tab_in", with_file=True),
    "autogiro-card": _card("rejected"),
    "autogiro-draws": _draws,
    "autogiro-stop": _stop,
    "autogiro-stopped": _stopped,
    "pay-debt-1-summary": _paying("summary"),
    "pay-debt-2-payment": _paying("payment"),
    "autogiro-not-allowed": _area("tab_run", ANNA),
}
