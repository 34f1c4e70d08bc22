"""The three sides of connecting to central: where it is, the code to read out, and fetching."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from kiosk import formats
from kiosk.sync.enrolment import ShownCode
from kiosk.texts import N_, _
from ui.controls import Field, Label, Panel, TextInput, TypeRole
from ui.theme import Space, px


class AddressPage(QWidget):
    """Where central is, and what this desk is called there."""

    def __init__(self, url: str, name: str) -> None:
        super().__init__()
        self._url = TextInput("central_url", "https://central.example.se")
        self._url.setText(url)
        self._name = TextInput("desk_name", N_("Reception 1"))
        self._name.setText(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(
            Label(N_("Central brings the gym’s desks together. The back office has its address, and lets the desk in."))
        )
        column.addWidget(Field(N_("Central’s address"), self._url, name="central_url"))
        column.addWidget(
            Field(N_("Name of this desk"), self._name, name="desk_name", hint=N_("As the back office knows it."))
        )
        column.addStretch(1)

    def url(self) -> str:
        return self._url.text().strip()

    def name(self) -> str:
        return self._name.text().strip()


class CodePage(QWidget):
    """The code, large enough to be read out over the telephone."""

    def __init__(self) -> None:
        super().__init__()
        self._code = Label("", TypeRole.FIGURE, wraps=False)
        self._code.setObjectName("user_code")
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._until = Label("", TypeRole.MUTED)
        self._until.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        panel = Panel()
        panel.body.addWidget(self._code)
        panel.body.addWidget(self._until)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.LARGE))
        column.addWidget(Label(N_("Read this code out to the back office, which approves it.")))
        column.addWidget(panel)
        column.addWidget(Label(N_("Waiting for approval. This desk goes on by itself."), TypeRole.MUTED))
        column.addWidget(moving_bar(N_("Waiting for approval")))
        column.addStretch(1)

    def show_code(self, shown: ShownCode) -> None:
        self._code.say(partial(str, shown.user_code))
        self._until.say(lambda: _("Valid until {time}", time=formats.clock_time(shown.expires_at)))


class FetchPage(QWidget):
    """The gym's data on its way."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.LARGE))
        column.addWidget(Label(N_("The desk is let in. The gym’s data is being fetched.")))
        column.addWidget(moving_bar(N_("Fetching")))
        column.addStretch(1)


def moving_bar(name: str) -> QProgressBar:
    """Work without a figure; `name` is what a screen reader says."""
    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setAccessibleName(_(name))
    return bar
