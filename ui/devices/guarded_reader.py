"""The card reader as a page hears it: what is held to it while the desk is locked is not for what lies beneath."""

from collections.abc import Callable

from PySide6.QtCore import QMetaMethod, QObject, Signal, SignalInstance

from ui.devices.wedge_filter import WedgeFilter


class GuardedReader(QObject):
    """Signals: card_presented(number as stored), card_garbled(sentence for the user); both only while `may_hear`;
    unheard(), a card was held to it, read well or not, and no page takes any."""

    card_presented = Signal(str)
    card_garbled = Signal(str)
    unheard = Signal()

    def __init__(self, reader: WedgeFilter, may_hear: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._may_hear = may_hear
        reader.card_presented.connect(self._presented)
        reader.card_garbled.connect(self._garbled)

    def _presented(self, number: str) -> None:
        self._tell(self.card_presented, number)

    def _garbled(self, words: str) -> None:
        self._tell(self.card_garbled, words)

    def _tell(self, signal: SignalInstance, what: str) -> None:
        if not self._may_hear():
            return
        if self.isSignalConnected(QMetaMethod.fromSignal(signal)):
            signal.emit(what)
        else:
            self.unheard.emit()
