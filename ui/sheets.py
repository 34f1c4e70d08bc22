"""Sheets to read: help for the area in view, and about with the licences. That of the keys stands with them."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.texts import N_, _
from ui.controls import (
    Button,
    Hairline,
    IconLabel,
    Kind,
    Label,
    Retranslated,
    ScrollColumn,
    Text,
    TypeRole,
    spoken,
    within_window,
)
from ui.theme import Space, px
from ui.theme.icons import Role

# What the desk is built of, as their own files say.
LICENCES = (
    ("PySide6-Essentials", "Qt 6, PySide6", "LGPL-3.0"),
    ("opencv-python-headless", "OpenCV", "Apache-2.0"),
    ("numpy", "NumPy", "BSD-3-Clause"),
    ("peewee", "peewee", "MIT"),
    ("sqlcipher3", "sqlcipher3, SQLCipher", "Zlib, BSD-3-Clause"),
    ("reportlab", "ReportLab", "BSD-3-Clause"),
    ("pypdfium2", "pypdfium2, PDFium", "Apache-2.0, BSD-3-Clause"),
    ("httpx", "HTTPX", "BSD-3-Clause"),
    ("stamina", "stamina", "MIT"),
    ("personnummer", "personnummer", "MIT"),
    ("organisationsnummer", "organisationsnummer", "MIT"),
    ("phonenumbers", "phonenumbers", "Apache-2.0"),
    ("email-validator", "email-validator", "Unlicense"),
    ("holidays", "holidays", "MIT"),
    ("keyring", "keyring", "MIT"),
    ("argon2-cffi", "argon2-cffi", "MIT"),
    ("cryptography", "cryptography", "Apache-2.0, BSD-3-Clause"),
    ("typer", "Typer", "MIT"),
    ("structlog", "structlog", "MIT, Apache-2.0"),
    ("platformdirs", "platformdirs", "MIT"),
    ("uuid-utils", "uuid-utils", "BSD-3-Clause"),
    ("msgspec", "msgspec", "BSD-3-Clause"),
    ("zstandard", "python-zstandard", "BSD-3-Clause"),
    ("segno", "Segno", "BSD-3-Clause"),
    ("tomli-w", "tomli-w", "MIT"),
    ("tzdata", "tzdata", "Apache-2.0"),
    ("pywin32", "pywin32", "PSF-2.0"),
    ("", "Open Sans", "Apache-2.0"),
    ("", "Tabler Icons", "MIT"),
)


class Sheet(Retranslated, QDialog):
    """Something to read, scrolled by the keys, and a button to close it. Open with `open()`; it deletes itself."""

    def __init__(self, name: str, icon_name: str, title: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = title
        head = QHBoxLayout()
        head.setSpacing(px(Space.MEDIUM))
        head.addWidget(IconLabel(icon_name, Role.ACCENT, side=28))
        head.addWidget(Label(title, TypeRole.TITLE), 1)
        self._scroll = ScrollColumn()
        self.body = self._scroll.body
        close = Button(N_("Close"), Kind.PROMINENT)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        close.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(Space.WIDE), px(Space.WIDE), px(Space.WIDE), px(Space.WIDE))
        column.setSpacing(px(Space.LARGE))
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(within_window(self, px(600), px(620)))
        self.retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The button has the focus, and would take the arrows."""
        return isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._scroll.moved_by(event)

    def retranslate(self) -> None:
        self.setWindowTitle(spoken(self._title))


def help_sheet(area_title: Text, area_help: Text, parent: QWidget | None = None) -> Sheet:
    """What the area in view is for, and what is the same everywhere."""
    sheet = Sheet("help", "help", N_("Help"), parent)
    if area_help:
        sheet.body.addLayout(_section(area_title, area_help))
        sheet.body.addWidget(Hairline())
    for title, text in _EVERYWHERE:
        sheet.body.addLayout(_section(title, text))
    sheet.body.addStretch(1)
    return sheet


_EVERYWHERE = (
    (
        N_("Find a person or an organisation"),
        N_(
            "Press Ctrl+K and type a name, a personal number, a phone number, an e-mail address or a card number. Or "
            "hold the card to the reader: no field has to be chosen first. Organisations are found by name or number, "
            "in the tab beside. An errand that is under way is finished or cancelled first."
        ),
    ),
    (
        N_("Without a network"),
        N_(
            "Go on as usual. Everything is saved on this desk first and sent when the line is back. The line at the "
            "bottom shows how much waits; click it for the list."
        ),
    ),
    (
        N_("Leave the desk for a while"),
        N_("Press F12. What you were doing is kept and comes back with your PIN; nobody sees names meanwhile."),
    ),
    (N_("Without a mouse"), N_("Press ? for all keys. Tab goes through every field and button.")),
)


def about_sheet(program_version: str, parent: QWidget | None = None) -> Sheet:
    """Version, and the parts others wrote with their licences."""
    sheet = Sheet("about", "info", N_("About Inpass"), parent)
    sheet.body.addWidget(Label(lambda: _("Inpass {version}", version=program_version), TypeRole.HEADING))
    sheet.body.addWidget(Label(N_("The front desk of a Swedish gym, with or without a network.")))
    sheet.body.addWidget(Hairline())
    sheet.body.addWidget(Label(N_("Built with"), TypeRole.HEADING))
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(Space.WIDE))
    grid.setColumnStretch(0, 1)
    for row, (package, title, licence) in enumerate(LICENCES):
        grid.addWidget(_plain(title), row, 0)
        grid.addWidget(_plain(_version_of(package), TypeRole.MUTED), row, 1)
        grid.addWidget(_plain(licence, TypeRole.MUTED), row, 2)
    sheet.body.addLayout(grid)
    note = N_("Qt is used under the LGPL: its libraries stand as files of their own and may be replaced.")
    sheet.body.addWidget(Label(note, TypeRole.SMALL))
    sheet.body.addStretch(1)
    return sheet


def _section(title: Text, text: Text) -> QVBoxLayout:
    section = QVBoxLayout()
    section.setSpacing(px(Space.TIGHT))
    section.addWidget(Label(title, TypeRole.HEADING))
    section.addWidget(Label(text))
    return section


def _plain(text: str, role: TypeRole = TypeRole.BODY) -> Label:
    return Label(lambda: text, role, wraps=False)


def _version_of(package: str) -> str:
    try:
        return version(package) if package else ""
    except PackageNotFoundError:
        return ""
