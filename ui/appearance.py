"""The user's choice of language, colours and zoom, put in force at once."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from kiosk.texts import Language
from ui.language import use_language
from ui.theme import Scheme, apply_theme


@dataclass(frozen=True, slots=True)
class Looks:
    """`zoom` is in per cent, 100 to 200."""

    language: Language = Language.SWEDISH
    scheme: Scheme = Scheme.SYSTEM
    zoom: int = 100


class Appearance(QObject):
    """Keeps the looks and follows the system's colours when they are to be the system's.

    Signals: changed(Looks), after the user chose something: to be remembered.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, looks: Looks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._looks = looks
        use_language(app, looks.language)
        apply_theme(app, looks.scheme, looks.zoom)
        app.styleHints().colorSchemeChanged.connect(self._system_scheme_changed)

    @property
    def looks(self) -> Looks:
        return self._looks

    def choose_language(self, language: Language) -> None:
        self._looks = replace(self._looks, language=language)
        use_language(self._app, language)
        self.changed.emit(self._looks)

    def choose_scheme(self, scheme: Scheme) -> None:
        self._dress(replace(self._looks, scheme=scheme))

    def choose_zoom(self, zoom: int) -> None:
        self._dress(replace(self._looks, zoom=zoom))

    def _dress(self, looks: Looks) -> None:
        self._looks = looks
        apply_theme(self._app, looks.scheme, looks.zoom)
        self.changed.emit(looks)

    def _system_scheme_changed(self) -> None:
        if self._looks.scheme is Scheme.SYSTEM:
            apply_theme(self._app, Scheme.SYSTEM, self._looks.zoom)
