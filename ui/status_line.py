"""The line at the bottom: network and queue, camera, reader, printer and till. Always there, never in the way."""

from datetime import timedelta

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from kiosk import formats
from kiosk.desk_status import DeviceFacts, DeviceState, Network, StatusFacts
from kiosk.texts import N_, _, plural
from ui.controls import IconLabel, Label, Retranslated, TypeRole, spoken
from ui.controls.dressing import dress
from ui.controls.sized import Sized
from ui.theme import Space, px
from ui.theme.icons import Role, icon

_NETWORK: dict[Network, tuple[str, Role, str]] = {
    Network.ONLINE: (N_("Online"), Role.GOOD, "cloud"),
    Network.SYNCING: (N_("Syncing"), Role.ACCENT, "refresh"),
    Network.OFFLINE: (N_("Offline"), Role.WARN, "cloud-off"),
    Network.NOT_ENROLLED: (N_("Not connected to central"), Role.WARN, "cloud-off"),
    Network.TOO_OLD: (N_("Program too old: update it"), Role.WARN, "alert"),
    Network.TROUBLE: (N_("Something to settle"), Role.BAD, "alert"),
}
_DEVICE: dict[DeviceState, tuple[str, Role]] = {
    DeviceState.READY: (N_("ready"), Role.GOOD),
    DeviceState.STARTING: (N_("starting"), Role.MUTED),
    DeviceState.ABSENT: (N_("missing"), Role.MUTED),
    DeviceState.TROUBLE: (N_("not working"), Role.BAD),
    DeviceState.UNKNOWN: (N_("not tried yet"), Role.MUTED),
}


def age_in_words(age: timedelta) -> str:
    """The largest unit that fits: 40 s, 12 min, 3 h, 2 days."""
    seconds = max(0, int(age.total_seconds()))
    if seconds < 60:
        return _("{n} s", n=seconds)
    if seconds < 3600:
        return _("{n} min", n=seconds // 60)
    if seconds < 86400:
        return _("{n} h", n=seconds // 3600)
    return plural("{n} day", "{n} days", seconds // 86400)


def network_in_words(facts: StatusFacts) -> str:
    """`Online · 3 väntar · synkad 10:32`; when not online, how long the oldest has waited."""
    parts = [_(_NETWORK[facts.network][0])]
    if facts.waiting:
        parts.append(plural("{n} waiting", "{n} waiting", facts.waiting))
        if facts.oldest_age is not None and facts.oldest_age >= timedelta(minutes=1):
            parts.append(_("oldest {age}", age=age_in_words(facts.oldest_age)))
    if facts.last_sync is not None:
        parts.append(_("synced {time}", time=formats.clock_time(facts.last_sync)))
    return " · ".join(parts)


class DeviceItem(Retranslated, QWidget):
    """One device: what it is, and its state in colour, icon and word."""

    def __init__(self, icon_name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name, self._title = icon_name, title
        self._facts = DeviceFacts()
        self._sign = IconLabel(icon_name, Role.MUTED, side=18)
        self._label = Label("", TypeRole.SMALL, wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        row.addWidget(self._sign)
        row.addWidget(self._label)
        self.retranslate()

    def show_facts(self, facts: DeviceFacts) -> None:
        self._facts = facts
        self.retranslate()

    def full_width(self) -> int:
        """With its words, whether they show now or not."""
        return self._sign.width() + px(6) + self._label.sizeHint().width()

    def show_words(self, shown: bool) -> None:
        self._label.setVisible(shown)

    def retranslate(self) -> None:
        word, role = _DEVICE[self._facts.state]
        self._sign.show_icon("alert" if self._facts.state is DeviceState.TROUBLE else self._icon_name, role)
        self._label.say(lambda: _("{device}: {state}", device=_(self._title), state=_(word)))
        more = [text for text in (self._label.text(), self._facts.name, spoken(self._facts.remedy)) if text]
        self.setToolTip("\n".join(more))
        self.setAccessibleName(self._label.text())
        self.setAccessibleDescription(self.toolTip())


class NetworkButton(Retranslated, Sized, QToolButton):
    """The state of the line and the queue; a click opens what is not yet synced."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("network")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._facts = StatusFacts()
        self.take_size()
        self.retranslate()

    def show_facts(self, facts: StatusFacts) -> None:
        self._facts = facts
        self.retranslate()

    def retranslate(self) -> None:
        _word, role, icon_name = _NETWORK[self._facts.network]
        self.setIcon(icon(icon_name, role))
        self.setText(network_in_words(self._facts))
        self.setAccessibleName(self.text())
        self.setToolTip(_("Show what is not yet synced"))
        dress(self, "network", self._facts.network.value)

    def take_size(self) -> None:
        self.setIconSize(QSize(px(26), px(20)))
        self.setMinimumHeight(px(Space.TOUCH))


class StatusLine(QWidget):
    """Signals: not_synced_wanted(), when the network part is clicked."""

    not_synced_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._network = NetworkButton()
        self._network.clicked.connect(self.not_synced_wanted)
        self._camera = DeviceItem("camera", N_("Camera"))
        self._reader = DeviceItem("reader", N_("Reader"))
        self._printer = DeviceItem("printer", N_("Printer"))
        self._till = DeviceItem("till", N_("Till"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, px(Space.LARGE), 0)
        row.setSpacing(px(Space.WIDE))
        row.addWidget(self._network)
        row.addStretch(1)
        self._devices = (self._camera, self._reader, self._printer, self._till)
        for item in self._devices:
            row.addWidget(item)
        self._facts = StatusFacts()

    @property
    def facts(self) -> StatusFacts:
        return self._facts

    def show_facts(self, facts: StatusFacts) -> None:
        """Cheap: may be called several times a second."""
        if facts == self._facts:
            return
        self._facts = facts
        self._network.show_facts(facts)
        self._camera.show_facts(facts.camera)
        self._reader.show_facts(facts.reader)
        self._printer.show_facts(facts.printer)
        self._till.show_facts(facts.till)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Without the devices' words, which give way when room is short; their signs and tool tips stay."""
        return QSize(self._network.sizeHint().width() + px(4 * (18 + Space.WIDE)), px(Space.TOUCH) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._fit)  # the children get the event after this one

    def _fit(self) -> None:
        words = sum(item.full_width() + px(Space.WIDE) for item in self._devices)
        has_room = self._network.sizeHint().width() + words + px(Space.WIDE) <= self.width()
        for item in self._devices:
            item.show_words(has_room)
