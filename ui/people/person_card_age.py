"""How old what the card says is, while there is no line to central. Calm: the desk works on."""

from datetime import date, datetime

from PySide6.QtWidgets import QWidget

from kiosk import formats
from kiosk.clock import day_of
from kiosk.texts import _
from ui.controls import Pill, Tone


class DataAge(Pill):
    """Hidden while the desk is online, or belongs to no central."""

    def __init__(self, synced_at: datetime | None, today: date, parent: QWidget | None = None) -> None:
        self._synced_at, self._today = synced_at, today
        super().__init__(self._words, Tone.WARN, "cloud-off", parent)
        self.setObjectName("data_age")
        self.hide()

    def show_line(self, *, is_online: bool) -> None:
        self.setVisible(not is_online and self._synced_at is not None)

    def _words(self) -> str:
        if self._synced_at is None:
            return ""
        is_today = day_of(self._synced_at) == self._today
        time = formats.clock_time(self._synced_at) if is_today else formats.moment(self._synced_at)
        return _("Offline: as it was {time}", time=time)
