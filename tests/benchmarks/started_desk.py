"""A desk's process as `inpass` starts it, or a bare Qt window: says "usable" when the window is painted, then waits."""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget


class FirstPaint(QObject):
    """Writes one line when the widget has been painted and the event loop turns."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._is_told = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Paint, QEvent.Type.UpdateRequest} and not self._is_told:
            self._is_told = True
            QTimer.singleShot(0, tell)
        return False


def tell() -> None:
    sys.stdout.write("usable\n")
    sys.stdout.flush()


def bare() -> int:
    app = QApplication([])
    label = QLabel("Inpass")
    _paint = FirstPaint(label)
    label.show()
    return app.exec()


def desk(data: Path) -> int:
    from kiosk.__main__ import open_desk
    from kiosk.options import Options
    from ui.main_window import MainWindow

    shown = MainWindow.show

    def show(window: MainWindow) -> None:
        window.first_paint = FirstPaint(window)  # type: ignore[attr-defined]
        shown(window)

    MainWindow.show = show  # type: ignore[method-assign]
    return open_desk(Options(data=data))


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "bare" else desk(Path(sys.argv[2])))
