"""Switches the language while the desk runs: our texts and Qt's own buttons together."""

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QTranslator

from kiosk.texts import Language, set_language


class _Installed:
    translator: QTranslator | None = None


def use_language(app: QCoreApplication, language: Language) -> None:
    """Every window gets QEvent.LanguageChange and redraws its texts."""
    set_language(language)
    QLocale.setDefault(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))
    told = _remove(app)
    if language is not Language.ENGLISH:
        told = _install(app, language) or told
    if not told:
        QCoreApplication.sendEvent(app, QEvent(QEvent.Type.LanguageChange))


def _remove(app: QCoreApplication) -> bool:
    translator, _Installed.translator = _Installed.translator, None
    return translator is not None and app.removeTranslator(translator)


def _install(app: QCoreApplication, language: Language) -> bool:
    """False when this Qt brings no texts of its own in that language; its few buttons then stay English."""
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if not translator.load(f"qtbase_{language}", folder):
        return False
    _Installed.translator = translator
    return app.installTranslator(translator)
