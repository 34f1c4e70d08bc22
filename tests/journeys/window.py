"""The desk in its real window, as the program wires it: opened on a store, signed in to, closed without a trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from kiosk.opening import DataFolder
from kiosk.options import Options
from kiosk.people.person_card_facts import PersonCard
from kiosk.store import Store
from kiosk.texts import Language, set_language
from ui.application import Application
from ui.desk import Desk
from ui.documents.document_viewer import DocumentViewer
from ui.documents.paperwork import Paperwork
from ui.lock_screen import IdleLock
from ui.people.person_card_view import PersonCardView
from ui.tour import hands, visits
from ui.wizard.routine_wizard import RoutineWizard

NO_CAMERA = "/nonexistent/camera.avi"
NOISE = "This plugin does not support"  # the offscreen platform, of what it has no screen for


@contextmanager
def open_desk(
    folder: DataFolder, store: Store, camera: str = NO_CAMERA, *, is_offline: bool = False, login: str = "anna"
) -> Iterator[Desk]:
    """Signed in, with the search box ready. A camera that isn't there costs a journey nothing."""
    options = Options(data=folder.path, is_demo=True, is_offline=is_offline, camera=camera)
    application = Application(folder, options, folder.machine_settings())
    assert application.claim()
    desk = Desk(application, store, options)
    try:
        desk.start()
        desk.window.activateWindow()
        visits.sign_in(login, {"anna": "1111", "omar": "2222", "eva": "3333"}[login])
        yield desk
    finally:
        _close(desk, application)
    said = complaints(folder)
    assert not said, said


def _close(desk: Desk, application: Application) -> None:
    for name in visits.REGISTRATIONS:
        for wizard in hands.on_screen(name, RoutineWizard):
            wizard.leave()
    desk.close()
    for window in QApplication.topLevelWidgets():
        window.hide()
        window.deleteLater()
    desk.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    application.close()
    application.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    set_language(Language.SWEDISH)


def complaints(folder: DataFolder) -> list[str]:
    """What the log holds of errors that nobody caught, and of Qt's warnings."""
    return [line for line in log_text(folder).splitlines() if '"level": "info"' not in line and NOISE not in line]


def log_text(folder: DataFolder) -> str:
    log = folder.logs / "inpass.log"
    return log.read_text("utf-8") if log.exists() else ""


def words_on(widget: QWidget) -> str:
    """What can be read there."""
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    buttons = [button.text() for button in widget.findChildren(QPushButton) if button.isVisible()]
    return " | ".join(labels + buttons).replace("&", "").replace("\N{NO-BREAK SPACE}", " ")


def wait_for_words(name: str, words: str) -> None:
    """On the widget with that name."""
    shown = partial(hands.on_screen, name, QWidget)
    try:
        hands.wait_until(lambda: any(words in words_on(one) for one in shown()), f"{words!r} on {name}")
    except hands.Unfound as unfound:
        raise hands.Unfound(f"{unfound}; there stands {[words_on(one) for one in shown()]}") from None


def shown_card(name: str) -> PersonCard:
    """The person card in the window, when it is that person's."""

    def cards() -> list[PersonCard]:
        shown = (view.card for view in hands.on_screen("person_card", PersonCardView))
        return [card for card in shown if card.details.name == name]

    hands.wait_until(lambda: bool(cards()), f"the card of {name}")
    return cards()[-1]


def receipt_pdf(folder: Path) -> bytes:
    """The receipt that is shown now, saved from its window, which is closed then."""
    viewer = hands.find("document", DocumentViewer)
    path = folder / "shown.pdf"
    viewer.save_to(str(path))
    hands.wait_until(path.exists, "the receipt to be saved")
    saved = path.read_bytes()
    path.unlink()
    _close_shown()
    return saved


def close_document() -> int:
    """The one that is shown and those that follow it; how many there were."""
    window = hands.find("document", DocumentViewer).parentWidget()
    paper = window.findChild(Paperwork) if window else None
    assert paper is not None
    over: list[bool] = []

    def closed() -> None:
        over.append(True)

    paper.closed.connect(closed)
    papers = 0
    try:
        while not over:
            _close_shown()
            papers += 1
    finally:
        paper.closed.disconnect(closed)
    return papers


def _close_shown() -> None:
    viewer = hands.find("document", DocumentViewer)
    viewer.reject()
    hands.wait_until(lambda: viewer not in hands.on_screen("document", DocumentViewer), "the document to close")


def nobody_touches_the_desk(desk: Desk) -> None:
    """For so long that the idle lock strikes, if it may."""
    lock = desk.window.findChild(IdleLock)
    assert lock is not None
    clock = lock.findChild(QTimer)
    assert clock is not None
    assert clock.isActive()
    clock.timeout.emit()
    hands.settle()


def confirm(is_agreed: bool = True) -> None:
    """Answers the question that is asked."""
    hands.click("confirm_button" if is_agreed else "cancel_button")
    hands.wait_until(lambda: not hands.is_shown("confirm"), "the question to close")
