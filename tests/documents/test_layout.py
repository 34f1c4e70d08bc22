"""Words are wrapped, never lost; codes are read; pages become pictures; files are whole or not there."""

import subprocess
import sys
import uuid
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.documents import codes, raster, sheet
from kiosk.documents.files import file_name, save_file
from kiosk.documents.pdf import Paper
from kiosk.documents.receipt import write_receipt
from kiosk.documents.strip import Face, wrapped
from kiosk.documents.trial_page import write_trial_page
from kiosk.errors import FileNotSaved, UnreadableFile
from tests.documents.examples import AT, RECEIPT
from tests.documents.reading import text_of

FACE = Face(9)
WORDS = st.text(st.characters(categories=["L", "N", "P"], max_codepoint=0x17F), min_size=1, max_size=40)


@given(st.lists(WORDS, max_size=12), st.floats(30, 300))
def test_wrapped_lines_fit_and_hold_every_letter(words: list[str], width: float) -> None:
    text = " ".join(words)
    lines = list(wrapped(text, FACE, width))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(FACE.width(line) <= width for line in lines)


def test_two_days_with_a_dash_between_are_not_parted() -> None:
    lines = list(
        wrapped("Guld autogiro 12 mån 2026-11-24 – 2026-11-30", FACE, FACE.width("Guld autogiro 12 mån 2026-11-24"))
    )
    assert lines == ["Guld autogiro 12 mån", "2026-11-24 – 2026-11-30"]


def test_the_facts_stand_below_a_long_sender() -> None:
    pairs = [("Avtal", "A-1")]
    short = sheet.letterhead("Gymkraft", "Avtal", ["Gymkraft"], pairs)
    assert sheet.letterhead("Gymkraft", "Avtal", ["Gymkraft", *["Rad"] * 4], pairs).height == short.height
    more = sheet.letterhead("Gymkraft", "Avtal", ["Gymkraft", *["Rad"] * 9], pairs)
    most = sheet.letterhead("Gymkraft", "Avtal", ["Gymkraft", *["Rad"] * 10], pairs)
    assert short.height < more.height
    assert most.height - more.height == pytest.approx(sheet.NOTE.line)


def test_widths_are_those_of_the_typeface() -> None:
    from reportlab.pdfbase import pdfmetrics

    for text in ("ÅÄÖ åäö Ström", "1 234,50 kr −75,00", ""):
        assert Face(9, bold=True).width(text) == pytest.approx(pdfmetrics.stringWidth(text, "OpenSans-Bold", 9))


@given(st.uuids())
def test_every_receipt_code_is_read_back(receipt_id: uuid.UUID) -> None:
    content = str(receipt_id).upper()
    side, rectangles = codes.rectangles(content)
    scale, quiet = 6, 24
    grey = np.full((side * scale + 2 * quiet,) * 2, 255, np.uint8)
    for x, y, width, height in rectangles:
        top, left = quiet + y * scale, quiet + x * scale
        assert (grey[top : top + height * scale, left : left + width * scale] == 255).all()  # none lies on another
        grey[top : top + height * scale, left : left + width * scale] = 0
    assert content in _read_by_two(grey)  # one reader alone misses one perfect code in two hundred, whatever its mask


def _read_by_two(grey: "np.ndarray[tuple[int, int], np.dtype[np.uint8]]") -> set[str]:
    readers = (cv2.QRCodeDetector(), cv2.QRCodeDetectorAruco())
    return {reader.detectAndDecode(grey)[0] for reader in readers}


def test_a_page_becomes_a_picture_in_colour_and_in_grey() -> None:
    pdf = write_receipt(RECEIPT, Paper.A4)
    (size,) = raster.page_sizes(pdf)
    colour, grey = raster.page_picture(pdf, 0, 1.5), raster.page_in_grey(pdf, 0, 1.5)
    assert (colour.width, colour.height) == (grey.width, grey.height)
    assert abs(colour.width - size.width * 1.5) <= 1
    assert len(colour.pixels) == colour.stride * colour.height
    assert colour.stride >= 4 * colour.width
    assert min(grey.pixels) < 60 < 250 < max(grey.pixels)
    assert "Gymkraft" in raster.page_text(pdf, 0)


def test_what_is_no_document_gets_words() -> None:
    with pytest.raises(UnreadableFile, match="går inte att visa"):
        raster.page_sizes(b"no document")


def test_a_file_is_whole_and_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "Kvitto 1042.pdf"
    path.write_bytes(b"old")
    assert save_file(b"%PDF new", path).read_bytes() == b"%PDF new"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_file_that_can_not_be_saved_gets_words(tmp_path: Path) -> None:
    with pytest.raises(FileNotSaved, match=r"Kvitto\.pdf"):
        save_file(b"%PDF", tmp_path / "gone" / "Kvitto.pdf")


@pytest.mark.parametrize(
    ("title", "name"),
    [("Kvitto 1042", "Kvitto 1042.pdf"), ("a/b\\c:d", "a-b-c-d.pdf"), ("..", "dokument.pdf"), ("Åäö", "Åäö.pdf")],
)
def test_titles_become_file_names(title: str, name: str) -> None:
    assert file_name(title) == name


@pytest.mark.parametrize("paper", Paper)
def test_a_page_to_try_a_printer_with(paper: Paper) -> None:
    pdf = write_trial_page("Kvittoskrivaren", paper, AT)
    text = text_of(pdf)
    for needed in ("Provsida", "Kvittoskrivaren", "2026-11-22 10:32", "åäö", "ÅÄÖ"):
        assert needed in text


def test_documents_are_not_loaded_before_they_are_needed() -> None:
    """The desk imports the doors at start; reportlab alone takes half a second."""
    asked = (
        "import sys, kiosk.documents.receipt, kiosk.documents.agreement, kiosk.devices.printers, kiosk.documents.raster"
    )
    slow = "{'reportlab', 'pypdfium2', 'segno', 'PIL', 'numpy', 'escpos'}"
    code = f"{asked}; assert not {slow} & set(sys.modules), {slow} & set(sys.modules)"
    warm = "from kiosk.documents.warm_up import warm_up; warm_up(); assert {'reportlab', 'segno'} <= set(sys.modules)"
    done = subprocess.run([sys.executable, "-c", f"{code}; {warm}"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
