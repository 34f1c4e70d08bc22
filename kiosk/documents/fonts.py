"""The typeface that documents embed: Open Sans, read once per process, subset per document by reportlab."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent.parent.parent / "resources" / "fonts"
REGULAR = "OpenSans"
BOLD = "OpenSans-Bold"


@cache
def register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in ((REGULAR, "OpenSans-Regular.ttf"), (BOLD, "OpenSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(FOLDER / file), asciiReadable=False))  # only the letters used


def width_of(text: str, font: str, size: float) -> float:
    """In points."""
    return sum(map(_widths(font).__getitem__, text)) * size / 1000


class _Widths(dict[str, float]):
    """Thousandths of the size per letter, looked up in the typeface the first time a letter is met."""

    def __init__(self, font: str) -> None:
        from reportlab.pdfbase import pdfmetrics

        register()
        super().__init__()
        self._face = pdfmetrics.getFont(font).face

    def __missing__(self, letter: str) -> float:
        self[letter] = width = float(self._face.getCharWidth(ord(letter)))
        return width


@cache
def _widths(font: str) -> _Widths:
    return _Widths(font)
