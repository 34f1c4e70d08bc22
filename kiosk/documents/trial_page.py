"""A page to try a printer with: are the edges there, are the letters right, is it dark enough?"""

from datetime import datetime

from kiosk.documents import codes, pdf
from kiosk.documents.pdf import MM, Paper
from kiosk.documents.strip import BLACK, Align, Face, Strip
from kiosk.formats import moment
from kiosk.texts import N_, _, language

TITLE = N_("Test page")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ\nabcdefghijklmnopqrstuvwxyzåäö é ü ø\n0123456789 −1 234,50 kr § % & @ –"
EDGE = 0.5 * MM


def write_trial_page(printer: str, paper: Paper, at: datetime) -> bytes:
    """`printer` is its name; a frame shows the part of the paper that documents use."""
    title = _(TITLE)
    strip = Strip(paper.inside)
    strip.gap(5 * MM)
    for words, face in ((title, Face(20, bold=True)), (printer, Face(10, bold=True)), (moment(at), Face(9))):
        strip.words(words, face, Align.CENTRE, 2 * MM, strip.width - 4 * MM)
    strip.gap(4 * MM)
    for size in (7, 8.5, 9.5):
        strip.words(LETTERS, Face(size), Align.LEFT, 3 * MM, strip.width - 6 * MM)
        strip.gap(2 * MM)
    _shades(strip)
    side, rectangles = codes.rectangles("INPASS")
    strip.squares(rectangles, (strip.width - 20 * MM) / 2, 20 * MM / side)
    strip.gap(24 * MM)
    strip.words(_("The frame is whole, and the letters are clear to the last."), Face(8), Align.CENTRE, 3 * MM,
                strip.width - 6 * MM)  # fmt: skip
    strip.gap(5 * MM)
    strip.box(EDGE, 0, strip.width - 2 * EDGE, strip.height, edge=BLACK)
    about = pdf.About(title, "Inpass", printer, language())
    if paper is Paper.A4:
        return pdf.write_pages([strip], about, title, _("Page {page} of {pages}"))
    return pdf.write_roll(strip, paper, about)


def _shades(strip: Strip) -> None:
    """From black to pale: a thermal printer shows the first as black and the last as nothing."""
    width = (strip.width - 6 * MM) / 5
    for index in range(5):
        grey = index / 5
        strip.box(3 * MM + index * width, strip.height, width, 6 * MM, fill=(grey, grey, grey))
    strip.gap(10 * MM)
