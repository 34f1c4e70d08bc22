"""What a PDF says and how large: read back by PDFium, not by what wrote it."""

import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

AMOUNT = re.compile(r"−?\d[\d \N{NO-BREAK SPACE}]*,\d\d")


def text_of(pdf: bytes) -> str:
    """All pages; line ends as spaces, so that a wrapped sentence is found."""
    with _opened(pdf) as document:
        return "\n".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def lines_of(pdf: bytes) -> list[str]:
    with _opened(pdf) as document:
        return [line for page in document for line in page.get_textpage().get_text_range().splitlines()]


def pages_of(pdf: bytes) -> list[str]:
    with _opened(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def metadata_of(pdf: bytes) -> dict[str, str]:
    with _opened(pdf) as document:
        return dict(document.get_metadata_dict())


def sizes_of(pdf: bytes, pattern: re.Pattern[str]) -> list[float]:
    """The smallest letter's size, in points, of everything that matches."""
    found = []
    with _opened(pdf) as document:
        for page in document:
            letters = list(_letters(page.get_textpage()))
            text = "".join(letter for letter, _size in letters)
            found += [min(size for _l, size in letters[m.start() : m.end()]) for m in pattern.finditer(text)]
    return found


def fonts_of(pdf: bytes) -> set[str]:
    return {name.decode() for name in re.findall(rb"/BaseFont /(\S+)", pdf)}


def _letters(page: pypdfium2.PdfTextPage) -> Iterator[tuple[str, float]]:
    for index in range(page.count_chars()):
        yield chr(pdfium.FPDFText_GetUnicode(page.raw, index)), pdfium.FPDFText_GetFontSize(page.raw, index)


def _opened(pdf: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(pdf)
