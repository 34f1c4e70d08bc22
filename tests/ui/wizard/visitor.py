"""A desk to open the wizard at, and someone who works it: by the names of its inputs, as tests and aids know them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget, QWizard
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kiosk.devices.demo_video import FACE
from kiosk.errors import CentralUnreachable
from kiosk.people.drafts import LookedUp
from kiosk.people.register_private_customer import Draft
from kiosk.routine import Outcome
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.ui.inspection import settle
from ui.controls import ConfirmDialog
from ui.people.register_customer import open_register_wizard
from ui.tasks import TaskRunner
from ui.visit_doors import VisitDoors
from ui.wizard.bound_inputs import show_value
from ui.wizard.routine_wizard import RoutineWizard

W = TypeVar("W", bound=QWidget)
NO_CAMERA = "/nonexistent.avi"  # the page then says so; tests of the camera have their own
PORTRAIT = Path(FACE).read_bytes()
LOOKED_UP = LookedUp("199001010017", "Åsa", "Öberg", "Götgatan 12 B", "11846", "Stockholm", protected_identity=False)


class Reader(QObject):
    """A card reader in a test's hand."""

    card_presented = Signal(str)
    card_garbled = Signal(str)


@dataclass
class Desk:
    """Doors that note what came through them."""

    store: Store
    tasks: TaskRunner
    staff: StaffMember
    register: dict[str, LookedUp] = field(default_factory=dict)
    is_online: bool = True
    answers: Event = field(default_factory=Event)
    """Central's, to look-ups: at once, unless a test clears it."""
    reader: Reader = field(default_factory=Reader)
    opened: list[str] = field(default_factory=list)
    shown: list[Outcome] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.answers.set()

    def look_up(self, number: str) -> LookedUp | None:
        self.answers.wait(5)
        if not self.is_online:
            raise CentralUnreachable("No contact with central.")
        return self.register.get(number)

    def doors(self) -> VisitDoors:
        return VisitDoors(
            store=self.store,
            tasks=self.tasks,
            staff=lambda: self.staff,
            is_online=lambda: self.is_online,
            look_up=self.look_up,
            reader=self.reader,
            camera=lambda: NO_CAMERA,
            camera_chosen=lambda _camera: None,
            open_person=self.opened.append,
            show_documents=self.shown.append,
        )

    def open(self, qtbot: QtBot, parent: QWidget | None = None, typed: str = "") -> "Visitor":
        wizard = open_register_wizard(parent, self.doors(), typed)
        if parent is None:
            wizard.resize(1366, 768)
        wizard.window().activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is wizard.window())
        return Visitor(wizard, qtbot)


class Visitor:
    """Works one wizard."""

    def __init__(self, wizard: RoutineWizard, qtbot: QtBot) -> None:
        self.wizard, self.qtbot = wizard, qtbot

    @property
    def step(self) -> str:
        return self.wizard.current.objectName()

    def part(self, kind: type[W], name: str) -> W:
        found = self.wizard.current.findChild(kind, name)
        assert found is not None, f"no {name} on {self.step}"
        return found

    def enter(self, **values: Any) -> None:
        for name, value in values.items():
            show_value(self.part(QWidget, name), value)

    def press(self, name: str) -> None:
        """A button anywhere in the wizard, with the mouse."""
        QCoreApplication.processEvents()
        button = next(b for b in self.wizard.findChildren(QAbstractButton, name) if b.isVisible())
        assert button.isEnabled(), name
        self.wizard.current.notices.column.ensureWidgetVisible(button)
        QCoreApplication.processEvents()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def go_on(self) -> None:
        """The primary button, whichever it is here."""
        self.press("finish" if self.wizard.nextId() == -1 else "next")

    def walk(self, draft: Draft, to: str) -> None:
        """Fills in page after page as the draft has it, until the page of the step `to` is shown."""
        while self.step != to:
            before = self.step
            self.wizard.current.put(getattr(draft, self.wizard.current.part_name))
            self.go_on()
            assert self.step != before, [problem.code for problem in self.wizard.current.problems]

    def wait_until_closed(self) -> None:
        with self.qtbot.waitSignal(self.wizard.finished, timeout=5000):
            pass

    def problems(self) -> list[tuple[str, str]]:
        """(code, field) as the page has them."""
        return [(problem.code, problem.field) for problem in self.wizard.current.problems]

    def dialog(self) -> ConfirmDialog | None:
        found = self.wizard.findChildren(ConfirmDialog)
        return found[0] if found and found[0].isVisible() else None

    def focused(self) -> str:
        widget = QApplication.focusWidget()
        return widget.objectName() if widget else ""

    def texts(self, kind: type[W], name: str) -> Sequence[W]:
        return self.wizard.findChildren(kind, name)

    def button_text(self, which: QWizard.WizardButton) -> str:
        return self.wizard.button(which).text().replace("&", "")

    def close(self) -> None:
        """Whatever state it is in."""
        if isValid(self.wizard):
            self.wizard.leave()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def words_on(widget: QWidget) -> str:
    """What can be read on it, buttons too."""
    settle()
    read = [part.text() for part in widget.findChildren(QLabel) if part.isVisible()]
    pressed = [part.text() for part in widget.findChildren(QPushButton) if part.isVisible()]
    return " | ".join(read + pressed)
