"""This machine's settings: one TOML file in the data folder, each setting declared once below."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from kiosk.errors import UnreadableFile
from kiosk.settings.setting import Setting
from kiosk.texts import N_, _

LANGUAGE = Setting("language", Literal["sv", "en"], "sv", N_("Language at start: sv or en."), N_("Window"))
THEME = Setting(
    "theme", Literal["system", "light", "dark"], "system", N_("Colours: system, light or dark."), N_("Window")
)
ZOOM = Setting(
    "zoom",
    Annotated[int, msgspec.Meta(ge=100, le=200)],
    100,
    N_("Size of texts and controls in per cent, 100 to 200."),
    N_("Window"),
)
CAMERA = Setting("camera", str, "0", N_("Camera: device number, a video file or a loopback address."), N_("Photo"))
WEDGE_GAP_MS = Setting(
    "wedge_gap_ms",
    Annotated[int, msgspec.Meta(ge=1, le=200)],
    25,
    N_("Longest average time between a card reader's keys, in ms: more for a slow reader."),
    N_("Card"),
)
WEDGE_TERMINATOR = Setting(
    "wedge_terminator",
    Literal["enter", "tab", "either"],
    "either",
    N_("The key that ends a card reading: enter, tab or either."),
    N_("Card"),
)
RECEIPT_PRINTER = Setting("receipt_printer", str, "", N_("Printer for receipts; empty: ask."), N_("Receipts"))
RECEIPT_PAPER = Setting(
    "receipt_paper",
    Literal["roll_80", "roll_58", "a4"],
    "roll_80",
    N_("Receipt paper: roll_80, roll_58 or a4."),
    N_("Receipts"),
)
DOCUMENT_PRINTER = Setting("document_printer", str, "", N_("Printer for A4 documents; empty: ask."), N_("Documents"))
BANK_FOLDER_OUT = Setting("bank_folder_out", str, "", N_("Folder where files to the bank were written."), N_("Files"))
BANK_FOLDER_IN = Setting("bank_folder_in", str, "", N_("Folder where the bank’s files were chosen."), N_("Files"))
FILES_FOLDER = Setting("files_folder", str, "", N_("Folder where a file was last chosen or saved."), N_("Files"))

ALL: tuple[Setting[Any], ...] = (
    LANGUAGE,
    THEME,
    ZOOM,
    CAMERA,
    WEDGE_GAP_MS,
    WEDGE_TERMINATOR,
    RECEIPT_PRINTER,
    RECEIPT_PAPER,
    DOCUMENT_PRINTER,
    BANK_FOLDER_OUT,
    BANK_FOLDER_IN,
    FILES_FOLDER,
)


@dataclass
class MachineSettings:
    """Read at start, written when something is chosen. Unknown names in the file are kept."""

    path: Path
    values: dict[str, Any]

    def get(self, setting: Setting[Any]) -> Any:
        return setting.read(self.values[setting.name]) if setting.name in self.values else setting.default

    def choose(self, setting: Setting[Any], value: Any) -> None:
        """Written beside and moved into place, so that a crash leaves the old file whole."""
        import tomli_w

        self.values[setting.name] = setting.read(value)
        fresh = self.path.with_suffix(".new")
        fresh.write_text(tomli_w.dumps(self.values), "utf-8")
        fresh.replace(self.path)


def read_machine_settings(path: Path) -> MachineSettings:
    """Raises UnreadableFile when the file is torn or a value has the wrong type."""
    try:
        values = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
        settings = MachineSettings(path, values)
        for setting in ALL:
            settings.get(setting)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        message = _("The settings file {path} can't be read: {reason}.", path=path, reason=error)
        raise UnreadableFile(message, _("Mend the line or remove the file; the defaults are used then.")) from error
    return settings
