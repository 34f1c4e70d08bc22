"""A desk's process as `inpass` starts it, or a bare Qt window: says "usable" when the window is painted, then waits."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def tell() -> None:
    sys.stdout.write("usable\n")
    sys.stdout.flush()


def tell_at_first_paint(widget: "QWidget") -> None:
    """Writes the line when the widget has been painted and the event loop turns."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class FirstPaint(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() in {QEvent.Type.Paint, QEvent.Type.UpdateRequest}:
                widget.removeEventFilter(self)
                QTimer.singleShot(0, tell)
            return False

    widget.installEventFilter(FirstPaint(widget))


def bare() -> int:
    from PySide6.QtWidgets import QApplication, QLabel

    app = QApplication([])
    label = QLabel("Inpass")
    tell_at_first_paint(label)
    label.show()
    return app.exec()


def desk(data: Path) -> int:
    """As `inpass --data DIR`; the window is caught when the desk itself has imported it."""
    from kiosk import __main__ as root
    from kiosk.options import Options

    first_desk = root._first_desk

    def caught(*arguments: Any) -> int:
        from ui.main_window import MainWindow

        shown = MainWindow.show

        def show(window: MainWindow) -> None:
            tell_at_first_paint(window)
            shown(window)

        MainWindow.show = show  # type: ignore[assignment,method-assign]
        return first_desk(*arguments)

    root._first_desk = caught  # type: ignore[assignment]
    return root.open_desk(Options(data=data))


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "bare" else desk(Path(sys.argv[2])))
