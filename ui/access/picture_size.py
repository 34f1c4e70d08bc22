"""How small the pictures of the photo part may become."""

from PySide6.QtCore import QSize

from ui.theme import px

WIDEST = 640  # real px: with large texts a small screen still has the rest of the page beside it
WIDTH, HEIGHT = 384, 216


def least_picture() -> QSize:
    width = min(px(WIDTH), WIDEST)
    return QSize(width, round(width * HEIGHT / WIDTH))
