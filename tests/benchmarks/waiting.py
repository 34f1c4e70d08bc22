"""Lets Qt's events and Python's threads run for a while: QTest.qWait keeps the interpreter's lock all the time."""

from PySide6.QtCore import QEventLoop, QTimer


def wait(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
