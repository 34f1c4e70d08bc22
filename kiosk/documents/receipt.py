"""A receipt as a PDF (rules.md 6), on a roll or on A4."""

from kiosk.documents import pdf, receipt_words
from kiosk.documents.facts import ReceiptFacts
from kiosk.documents.pdf import Paper
from kiosk.documents.receipt_roll import receipt_roll
from kiosk.documents.receipt_sheet import receipt_sheet


def write_receipt(facts: ReceiptFacts, paper: Paper) -> bytes:
    about = pdf.About(
        title=receipt_words.heading(facts),
        author=facts.company.name,
        subject=", ".join(["Kassakvitto", *receipt_words.marks(facts)]),
        language="sv-SE",
    )
    if paper is Paper.A4:
        foot = f"{facts.company.name}, org.nr {facts.company.organisation_number}"
        return pdf.write_pages(receipt_sheet(facts), about, foot, "Sida {page} av {pages}")
    return pdf.write_roll(receipt_roll(facts, paper), paper, about)
