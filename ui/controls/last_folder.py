"""Where dialogs for files begin: where the last file was at this desk, else at home; never in the program's folder."""

from contextlib import suppress
from pathlib import Path

from kiosk.settings.machine import BANK_FOLDER_IN, BANK_FOLDER_OUT, FILES_FOLDER, MachineSettings
from kiosk.settings.setting import Setting


class LastFolder:
    """Kept in a setting of the machine; without settings it is remembered until the program ends. `before`: where it
    begins as long as it has none of its own."""

    def __init__(self, setting: Setting[str], before: "LastFolder | None" = None) -> None:
        self._setting, self._before = setting, before
        self._settings: MachineSettings | None = None
        self._folder = ""

    def keep_in(self, settings: MachineSettings | None) -> None:
        self._settings = settings
        self._folder = settings.get(self._setting) if settings is not None else ""

    def begin_at(self, name: str = "") -> str:
        """With a file's `name` to begin with. Not looked at: a folder on the net may be long in answering, and the
        dialog does without one that is gone."""
        if not self._folder and self._before is not None:
            return self._before.begin_at(name)
        return str(Path(self._folder or Path.home(), name))

    def used(self, path: str) -> None:
        """A file was chosen or is to be saved there; "" where the dialog was cancelled."""
        self.used_folder(str(Path(path).parent) if path else "")

    def used_folder(self, folder: str) -> None:
        """Chosen itself, for what the program names; "" where the dialog was cancelled."""
        if folder and folder != self._folder:
            self._folder = folder
            if self._settings is not None:
                with suppress(OSError):  # a comfort: what can't be remembered is no trouble
                    self._settings.choose(self._setting, folder)


FILES = LastFolder(FILES_FOLDER)
BANK_OUT = LastFolder(BANK_FOLDER_OUT, FILES)
BANK_IN = LastFolder(BANK_FOLDER_IN, FILES)


def keep_folders_in(settings: MachineSettings | None) -> None:
    """The desk's own, all of them: ui/work.py says where they are kept."""
    for one in (FILES, BANK_OUT, BANK_IN):
        one.keep_in(settings)
