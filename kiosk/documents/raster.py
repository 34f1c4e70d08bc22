"""Pages of a PDF as pictures: grey for a receipt printer, colour for the screen. PDFium, loaded when first used.

PDFium is not made for threads: one lock, so that the window and the printer lane take turns.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from kiosk.errors import UnreadableFile
from kiosk.texts import _

_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class PageSize:
    """Points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of `stride` bytes from the top; BGRX, four bytes a pixel, or grey, one byte a pixel."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_sizes(pdf: bytes) -> tuple[PageSize, ...]:
    with _opened(pdf) as document:
        return tuple(PageSize(*document.get_page_size(index)) for index in range(len(document)))


def page_text(pdf: bytes, index: int) -> str:
    """What the page says, for a screen reader."""
    with _opened(pdf) as document:
        return str(document[index].get_textpage().get_text_range())


def page_picture(pdf: bytes, index: int, pixels_per_point: float) -> Picture:
    return _picture(pdf, index, pixels_per_point, grey=False)


def page_in_grey(pdf: bytes, index: int, pixels_per_point: float) -> Picture:
    return _picture(pdf, index, pixels_per_point, grey=True)


def _picture(pdf: bytes, index: int, scale: float, *, grey: bool) -> Picture:
    with _opened(pdf) as document:
        bitmap = document[index].render(scale=scale, grayscale=grey, prefer_bgrx=not grey)
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise UnreadableFile(_("The document can't be shown."), _("Make it again, or ask for help.")) from error
        try:
            yield document
        finally:
            document.close()
