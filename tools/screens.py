"""`python -m tools.screens OUT [--zoom=200] [name …]`: every registered screen as a picture, to be looked at.

Each is drawn in Swedish and English, light and dark, 1366×768 and 1920×1080; zoomed, only where it is tight: 1366×768.
A new screen: write a function `(Appearance) -> QWidget` in `tools/screen_sets/` and name it in `SCREENS` there.
"""

import gc
import importlib
import os
import pkgutil
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from kiosk.texts import Language
from tools import screen_sets
from ui.appearance import Appearance, Looks
from ui.controls.calendar import CalendarPopup
from ui.tasks import TaskRunner
from ui.theme import Scheme

Factory = Callable[[Appearance], QWidget]
Size = tuple[int, int]
SIZES: tuple[Size, ...] = ((1366, 768), (1920, 1080))
REST_MS = 60  # a page that has just been resized is laid out in several turns
ZOOM = "--zoom="
OWN_SIZE = (QDialog, QMenu, CalendarPopup)


def stop_lanes() -> None:
    """Their workers would keep the program from ending; the screens hold no list of them."""
    for one in gc.get_objects():
        if type(one) is TaskRunner:
            one.stop()


def grab(widget: QWidget, path: Path) -> None:
    """The widget when its layout is at rest, with everything that was waiting to be drawn or deleted done."""
    loop = QEventLoop()
    QTimer.singleShot(REST_MS, loop.quit)
    loop.exec()
    for _turn in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.sendPostedEvents()  # layouts without timers: one may just have made a coming page ready
    path.parent.mkdir(parents=True, exist_ok=True)
    if not widget.grab().save(str(path)):
        raise OSError(f"{path} could not be written")


def registered() -> dict[str, Factory]:
    found: dict[str, Factory] = {}
    for module in pkgutil.iter_modules(screen_sets.__path__):
        found |= importlib.import_module(f"{screen_sets.__name__}.{module.name}").SCREENS
    return found


def drawn(
    appearance: Appearance, chosen: dict[str, Factory], out: Path, schemes: Sequence[Scheme], sizes: Sequence[Size]
) -> Iterator[Path]:
    for language, scheme, (width, height) in product(Language, schemes, sizes):
        appearance.choose_language(language)
        appearance.choose_scheme(scheme)
        for name, factory in chosen.items():
            widget = factory(appearance)
            if not isinstance(widget, OWN_SIZE):
                widget.resize(width, height)
            widget.show()
            path = out / f"{name}-{language}-{scheme}-{width}.png"
            grab(widget, path)
            for window in QApplication.topLevelWidgets():
                window.hide()
                window.deleteLater()
            yield path


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    app = QApplication.instance()
    app = app if isinstance(app, QApplication) else QApplication([])
    everything = registered()
    zooms = [int(word.removeprefix(ZOOM)) for word in arguments if word.startswith(ZOOM)]
    names = [word for word in arguments[1:] if not word.startswith(ZOOM)] or list(everything)
    appearance = Appearance(app, Looks(zoom=zooms[0] if zooms else 100))
    schemes, sizes = ((Scheme.LIGHT,), SIZES[:1]) if zooms else ((Scheme.LIGHT, Scheme.DARK), SIZES)
    for path in drawn(appearance, {name: everything[name] for name in names}, Path(arguments[0]), schemes, sizes):
        print(path)
    stop_lanes()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
