"""The desk's own typeface, so that it looks the same on every machine."""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from ui.theme.tokens import Type

FONTS = Path(__file__).parent.parent.parent / "resources" / "fonts"


@cache
def family() -> str:
    """Open Sans from resources, else whatever the system calls its own."""
    loaded = [QFontDatabase.addApplicationFont(str(file)) for file in sorted(FONTS.glob("*.ttf"))]
    names = {name for number in loaded if number >= 0 for name in QFontDatabase.applicationFontFamilies(number)}
    if Type.FAMILY in names:
        return Type.FAMILY
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
