"""The one door to translated texts: `_`. Source texts are English; the users' first language is Swedish."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from pathlib import Path

from kiosk.formats import whole

TRANSLATIONS = Path(__file__).parent.parent / "resources" / "translations"


class Language(StrEnum):
    SWEDISH = "sv"
    ENGLISH = "en"


class _Current:
    language = Language.SWEDISH
    catalogue: gettext.NullTranslations | None = None


_spoken: ContextVar[Language | None] = ContextVar("spoken", default=None)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Texts asked for inside, on this thread, are in this language: paper for somebody else than the user."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def set_language(language: Language) -> None:
    """Every text asked for from now on is in this language; windows redraw themselves on QEvent.LanguageChange."""
    _Current.language = language
    _Current.catalogue = _load(language, TRANSLATIONS)


def language() -> Language:
    return _spoken.get() or _Current.language


def localized(name: str) -> str:
    """`name` → `name_sv` or `name_en`: which of a catalogue row's columns is in the user's language."""
    return f"{name}_{language()}"


@cache
def _load(language: Language, folder: Path) -> gettext.NullTranslations:
    if language is Language.ENGLISH:
        return gettext.NullTranslations()
    with (folder / f"{language}.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled)


def _catalogue() -> gettext.NullTranslations:
    spoken = _spoken.get()
    if spoken is not None:
        return _load(spoken, TRANSLATIONS)
    if _Current.catalogue is None:
        _Current.catalogue = _load(_Current.language, TRANSLATIONS)
    return _Current.catalogue


def _(message: str, /, **values: object) -> str:
    """The text in the user's language with its {named} places filled."""
    text = _catalogue().gettext(message)
    return text.format(**values) if values else text


def plural(singular: str, many: str, n: int, /, **values: object) -> str:
    """As `_`, choosing by `n`, which is also the place {n}."""
    return _catalogue().ngettext(singular, many, n).format(n=whole(n), **values)


def N_(message: str) -> str:
    """Marks a text for translation where it is declared; `_` translates it where it is shown."""
    return message
