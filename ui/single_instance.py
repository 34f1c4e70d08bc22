"""One desk per data folder: a second start raises the first and ends."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal

CONNECT_MS = 500  # the first desk answers at once or is not there


class SingleInstance(QObject):
    """Signals: raise_wanted(), when somebody started the desk a second time."""

    raise_wanted = Signal()

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        self._name = "inpass-" + hashlib.sha256(str(data_folder.resolve()).encode()).hexdigest()[:16]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._second_start)

    def claim(self) -> bool:
        """True for the first desk; False when another one runs, which has then been asked to come to the front."""
        from PySide6.QtNetwork import QLocalServer

        if self._server.listen(self._name):
            return True
        if self._raise_the_first():
            return False
        QLocalServer.removeServer(self._name)  # left behind by a desk that was killed
        return self._server.listen(self._name)

    def release(self) -> None:
        self._server.close()

    def _raise_the_first(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(CONNECT_MS):
            return False
        socket.disconnectFromServer()
        return True

    def _second_start(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.deleteLater()
            self.raise_wanted.emit()
