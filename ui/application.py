"""The process's one QApplication: looks, error hook, single instance, and long preparations before the window."""

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QProgressDialog

from kiosk import __version__
from kiosk.crash_reports import CrashReports
from kiosk.errors import InpassError
from kiosk.log import Log
from kiosk.opening import DataFolder
from kiosk.options import Options
from kiosk.settings.machine import LANGUAGE, THEME, ZOOM, MachineSettings
from kiosk.texts import Language
from ui.appearance import Appearance, Looks
from ui.error_hook import ErrorHook
from ui.garbage import GarbageCollector
from ui.single_instance import SingleInstance
from ui.tasks import Lane, TaskRunner
from ui.theme import Scheme, new_application


class Application(QObject):
    """Made once, first of all; `close` ends its workers."""

    def __init__(self, folder: DataFolder, options: Options, settings: MachineSettings) -> None:
        app = QApplication.instance() or new_application(sys.argv[0])
        assert isinstance(app, QApplication)
        super().__init__()
        self.qt = app
        app.setApplicationName("Inpass")
        self._garbage = GarbageCollector(self)
        self.log = Log(folder.logs)
        self.reports = CrashReports(folder.logs, __version__)
        self._hook = ErrorHook(self.log, __version__, self, reports=self.reports)
        self._hook.install()
        self.settings = settings
        language = Language(options.language or settings.get(LANGUAGE))
        self.appearance = Appearance(app, Looks(language, Scheme(settings.get(THEME)), settings.get(ZOOM)), self)
        self.appearance.changed.connect(self._remember)
        self.instance = SingleInstance(folder.path, self)
        self.tasks = TaskRunner(parent=self)
        self._failure: InpassError | None = None

    def claim(self) -> bool:
        """False when a desk with this data is open already: it has come to the front."""
        is_first = self.instance.claim()
        if is_first:
            self.reports.begin()
        return is_first

    def prepare(self, words: str, job: Callable[[], Any]) -> None:
        """Runs `job` on the database lane with the words and a moving bar; raises what it raised."""
        dialog = QProgressDialog(words, "", 0, 0)
        dialog.setWindowTitle("Inpass")
        dialog.setCancelButton(None)  # half a gym is no gym
        dialog.setMinimumWidth(420)
        dialog.show()
        self.instance.listen()
        self._loop = QEventLoop()
        self.tasks.submit(Lane.DATABASE, job, self._prepared, self._not_prepared)
        self._loop.exec()
        dialog.close()
        dialog.deleteLater()
        if self._failure is not None:
            raise self._failure

    def close(self) -> None:
        self.tasks.stop()
        self.instance.release()
        self._hook.uninstall()
        self._garbage.stop()
        self.reports.end()

    def _prepared(self, _result: object) -> None:
        self._loop.quit()

    def _not_prepared(self, error: InpassError) -> None:
        self._failure = error
        self._loop.quit()

    def _remember(self, looks: Looks) -> None:
        self.settings.choose(LANGUAGE, str(looks.language))
        self.settings.choose(THEME, str(looks.scheme))
        self.settings.choose(ZOOM, looks.zoom)
