"""Where dialogs for files begin: where the last file was at this desk, else at home; never in the program's folder."""

from contextlib import suppress
from pathlib import Path

from kiosk.settings.machine import FILES_FOLDER, MachineSettings


class LastFolder:
    """Without settings it is remembered until the program ends."""

    def __init__(self) -> None:
        self._settings: MachineSettings | None = None
        self._folder = ""

    def keep_in(self, settings: MachineSettings | None) -> None:
        self._settings = settings
        self._folder = settings.get(FILES_FOLDER) if settings is not None else ""

    def begin_at(self, name: str = "") -> str:
        """With a file's `name` to begin with. Not looked at: a folder on the net may be long in answering, and the
        dialog does without one that is gone."""
        return str(Path(self._folder or Path.home(), name))

    def used(self, path: str) -> None:
        """A file was chosen or is to be saved there; "" where the dialog was cancelled."""
        folder = str(Path(path).parent) if path else self._folder
        if folder != self._folder:
            self._folder = folder
            if self._settings is not None:
                with suppress(OSError):  # a comfort: what can't be remembered is no trouble
                    self._settings.choose(FILES_FOLDER, folder)


FILES = LastFolder()
"""The desk's own; ui/work.py says where it is kept."""
