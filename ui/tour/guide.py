"""The guided tour: a registration on one desk, found on another, in the real windows; leaves pictures and papers."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.clock import SystemClock
from kiosk.demo.gym import make_demo
from kiosk.devices.demo_video import write_demo_video
from kiosk.errors import InpassError
from kiosk.opening import DataFolder, opened
from kiosk.options import Options
from kiosk.store import Store
from kiosk.sync.enrolment import enrol
from kiosk.sync.photos import missing_photos
from kiosk.texts import Language, _
from ui.application import Application
from ui.desk import Desk
from ui.documents.document_viewer import DocumentViewer
from ui.theme import Scheme
from ui.tour import hands, visits

MEMBERS = 200
VIDEO_SECONDS = 6
FACILITY = "SOD"
SIZE = (1366, 768)


class Central(Protocol):
    @property
    def url(self) -> str: ...

    def approve(self, user_code: str, facility: str = "") -> object: ...


RunCentral = Callable[[Path], AbstractContextManager[Central]]


@dataclass
class Album:
    """Numbered pictures in a folder, and the report's lines."""

    folder: Path
    lines: list[str] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)
    _pictures: int = 0

    def tell(self, words: str) -> None:
        line = f"{time.monotonic() - self._began:6.1f} s  {words}"
        self.lines.append(line)
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        hands.settle()
        self._pictures += 1
        path = self.folder / f"{self._pictures:02d}-{name}.png"
        shown = widget or QApplication.activeWindow()
        if shown is None or not shown.grab().save(str(path)):
            raise InpassError(_("The picture {path} could not be written.", path=path))
        self.tell(path.name)

    def write_report(self) -> Path:
        path = self.folder / "report.txt"
        path.write_text("\n".join(self.lines) + "\n", "utf-8")
        return path


def run_tour(out: Path, run_central: RunCentral, options: Options) -> int:
    """0 when every step went as it should. `out` must not hold an earlier tour's desks."""
    out.mkdir(parents=True, exist_ok=True)
    if any((out / name).exists() for name in ("desk-1", "desk-2", "central")):
        message = _("{path} holds an earlier tour.", path=out)
        raise InpassError(message, _("Name another folder with --out, or remove it."))
    album = Album(out)
    video = out / "camera.avi"
    write_demo_video(video, VIDEO_SECONDS)
    album.tell(_("The camera is a video file: {path}", path=video))
    options = replace(options, is_demo=True, camera=str(video))
    with run_central(out / "central") as central:
        album.tell(_("Central runs at {address}", address=central.url))
        with desk(out, "desk-1", options, central, album) as first:
            _first_desk(first, out, album)
        with desk(out, "desk-2", options, central, album, is_new=True) as second:
            _second_desk(second, album)
    sys.stdout.write(_("The tour is done. Look in {path}.", path=out.resolve()) + "\n")
    album.write_report()
    return 0


@contextmanager
def desk(
    out: Path, name: str, options: Options, central: Central, album: Album, *, is_new: bool = False
) -> Iterator[Desk]:
    """A desk with its own data, enrolled at central; a new one begins empty and gets everything from there."""
    folder = DataFolder(out / name, out / "keys")
    with ExitStack() as stack:
        store = stack.enter_context(opened(folder, SystemClock()))
        if not is_new:
            make_demo(folder, store, MEMBERS, album.tell)
        enrol(store, central.url, name, lambda code: central.approve(code, FACILITY))
        album.tell(_("{desk} is enrolled at central", desk=name))
        if is_new:
            _fetch(store, album)
        application = Application(folder, options, folder.machine_settings())
        stack.callback(application.close)
        shown = Desk(application, store, options)
        stack.callback(shown.close)
        shown.window.resize(*SIZE)
        shown.start()
        shown.window.activateWindow()
        yield shown


def _fetch(store: Store, album: Album) -> None:
    from kiosk.sync.once import sync_and_tell

    for line in sync_and_tell(store):
        album.tell(line)


def _first_desk(desk: Desk, out: Path, album: Album) -> None:
    album.picture("sign-in", desk.window)
    visits.sign_in()
    album.picture("desk", desk.window)
    _search(desk, "andersson", album, "search")
    hands.press(Qt.Key.Key_Escape)
    visits.open_wizard()
    visits.register(visits.DIRECT_DEBIT, lambda step: album.picture(f"register-{step}", desk.window))
    viewer = hands.find("document", DocumentViewer)
    album.picture("receipt", viewer)
    _save(viewer, out / "receipt.pdf", album)
    for name in ("agreement", "mandate-form"):
        _save(hands.find("document", DocumentViewer), out / f"{name}.pdf", album)
    album.picture("person-card", desk.window)
    desk.sync.sync_now()
    hands.wait_until(lambda: desk.window.status_line.facts.waiting == 0, "everything to be sent", 120)
    album.picture("synced", desk.window)
    looks(desk, album)


def _save(viewer: DocumentViewer, path: Path, album: Album) -> None:
    viewer.save_to(str(path))
    hands.wait_until(path.exists, f"{path.name} to be saved")
    album.tell(path.name)
    viewer.close()
    hands.wait_until(lambda: viewer not in hands.on_screen("document", DocumentViewer), "the document to close")


def looks(desk: Desk, album: Album) -> None:
    """The same screen in English and in dark."""
    appearance = desk.application.appearance
    before = appearance.looks
    appearance.choose_language(Language.ENGLISH)
    album.picture("english", desk.window)
    appearance.choose_scheme(Scheme.DARK)
    album.picture("dark", desk.window)
    appearance.choose_scheme(before.scheme)
    appearance.choose_language(before.language)


def _second_desk(desk: Desk, album: Album) -> None:
    visits.sign_in("omar", "2222")
    hands.wait_until(lambda: desk.sync.is_online, "the second desk to reach central")
    _search(desk, "öberg åsa", album, "second-desk-search")
    hands.press(Qt.Key.Key_Return)
    hands.wait_until(lambda: hands.is_shown("person_card"), "the person card on the second desk")
    hands.wait_until(lambda: not missing_photos(desk.store), "the photo on the second desk")
    album.picture("second-desk-person-card", desk.window)


def _search(desk: Desk, text: str, album: Album, name: str) -> None:
    desk.window.search.start()
    hands.write("search", text)
    hands.wait_until(lambda: hands.is_shown("hits"), "hits")
    album.picture(name, desk.window)
