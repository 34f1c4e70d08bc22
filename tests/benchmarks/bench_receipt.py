"""A receipt with QR code and VAT table as PDF, beside a bare canvas that writes the same lines in one typeface."""

import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from uuid import uuid4

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.facts import ReceiptFacts
from kiosk.documents.fonts import FOLDER
from kiosk.documents.pdf import Paper
from kiosk.documents.receipt import write_receipt
from tests.benchmarks.figure import Figure
from tests.documents.examples import RECEIPT
from tests.documents.reading import lines_of

ROUNDS = 60
MOST = 2.0  # times the bare canvas
BARE = "Bare"


def main() -> list[Figure]:
    """Processor time, taken in turns: a busy machine slows both alike. The best of each."""
    lines = lines_of(write_receipt(RECEIPT, Paper.ROLL_80))
    pdfmetrics.registerFont(TTFont(BARE, str(FOLDER / "OpenSans-Regular.ttf")))
    bare(lines)
    bare_times, receipt_times = [], []
    for _round in range(ROUNDS):
        facts = another()
        bare_times.append(milliseconds(lambda: bare(lines)))
        receipt_times.append(milliseconds(lambda facts=facts: write_receipt(facts, Paper.ROLL_80)))  # type: ignore[misc]
    return [Figure("receipt as PDF with QR code", min(receipt_times), MOST * min(bare_times), "ms")]


def another() -> ReceiptFacts:
    """Every receipt has a code of its own: none is drawn twice."""
    return replace(RECEIPT, receipt_id=str(uuid4()))


def bare(lines: list[str]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(226, 600))
    canvas.setFont(BARE, 9)
    for index, line in enumerate(lines):
        canvas.drawString(10, 580 - index * 14, line)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def milliseconds(work: Callable[[], object]) -> float:
    begun = time.thread_time()
    work()
    return (time.thread_time() - begun) * 1000
