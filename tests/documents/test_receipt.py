"""The receipt holds what rules.md 6 asks for, on every paper."""

import re
from dataclasses import replace

import cv2
import numpy as np
import pytest

from kiosk.documents import raster
from kiosk.documents.facts import PaymentLine, ReceiptFacts, ReceiptKind, SaleLine
from kiosk.documents.pdf import Paper
from kiosk.documents.receipt import write_receipt
from kiosk.texts import Language, set_language
from tests.documents.examples import RECEIPT
from tests.documents.reading import AMOUNT, fonts_of, lines_of, metadata_of, pages_of, sizes_of, text_of

CERTIFIED = replace(RECEIPT, control_unit="SE0123456789")
papers = pytest.mark.parametrize("paper", Paper)


@papers
@pytest.mark.parametrize(
    "needed",
    [
        "Gymkraft Träning AB",
        "556677-8899",
        "Götgatan 12, 118 46 Stockholm",
        "2026-11-22 10:32",  # Stockholm time
        "1042",
        "Reception 1",
        "Åsa Öberg",
        "Guldkort, autogiro",
        "Proteinbar jordgubb",
        "Välkomstrabatt",
        "−75,00",
        "Totalt inkl. moms",
        "643,70",
        "Öresavrundning",
        "0,30",
        "644,00 kr",
        "Kort",
        "Referens 004711 VISA ****1234",
        "Kontant",
        "500,00",
        "156,00",
        "Anna Ström, medlem 100000000342",
        "0198c5a0-3b2c-7e11-9d55-0123456789ab",
    ],
)
def test_what_the_law_and_the_customer_ask_for(paper: Paper, needed: str) -> None:
    assert needed in text_of(write_receipt(RECEIPT, paper))


@papers
def test_vat_stands_once_per_rate_with_net_and_gross(paper: Paper) -> None:
    lines = [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines_of(write_receipt(RECEIPT, paper))]
    assert sum(line.startswith("6 % 512,92 30,78 543,70") for line in lines) == 1
    assert sum(line.startswith("25 % 80,00 20,00 100,00") for line in lines) == 1
    assert any(re.match(r"Summa( moms)? 50,78", line) for line in lines)


@papers
def test_quantity_and_price_each(paper: Paper) -> None:
    text = text_of(write_receipt(RECEIPT, paper))
    if paper is Paper.A4:
        assert "Proteinbar jordgubb 2 25,00 6 % 50,00" in text
    else:
        assert "2 st à 25,00 kr, moms 6 %" in text


MARKED = [
    (CERTIFIED, set()),
    (RECEIPT, {"EJ KVITTO"}),
    (replace(CERTIFIED, is_copy=True), {"KOPIA"}),
    (replace(CERTIFIED, kind=ReceiptKind.TRAINING), {"ÖVNING"}),
    (replace(CERTIFIED, kind=ReceiptKind.RETURN, returns_number=1041), {"RETUR"}),
    (replace(RECEIPT, kind=ReceiptKind.RETURN, is_copy=True), {"EJ KVITTO", "KOPIA", "RETUR"}),
]


@papers
@pytest.mark.parametrize(("facts", "expected"), MARKED)
def test_marks_are_twice_as_large_as_any_amount(paper: Paper, facts: ReceiptFacts, expected: set[str]) -> None:
    pdf = write_receipt(facts, paper)
    largest = max(sizes_of(pdf, AMOUNT))
    for mark in ("EJ KVITTO", "KOPIA", "ÖVNING", "RETUR"):
        sizes = sizes_of(pdf, re.compile(rf"\b{mark}\b"))
        assert bool(sizes) == (mark in expected)
        assert all(size >= 2 * largest for size in sizes)


@papers
def test_a_connected_control_unit_is_named(paper: Paper) -> None:
    assert "Kontrollenhet SE0123456789" in text_of(write_receipt(CERTIFIED, paper))


@papers
def test_an_electronic_receipt_says_so(paper: Paper) -> None:
    assert "Elektroniskt kassakvitto" not in text_of(write_receipt(RECEIPT, paper))
    assert "Elektroniskt kassakvitto" in text_of(write_receipt(replace(RECEIPT, electronic=True), paper))


@papers
def test_a_return_names_the_receipt_it_undoes(paper: Paper) -> None:
    back = replace(RECEIPT, kind=ReceiptKind.RETURN, returns_number=1041)
    text = text_of(write_receipt(back, paper))
    assert "Avser kvitto" in text
    assert "1041" in text
    assert "1041, kassa" not in text
    assert "1041, kassa Bar" in text_of(write_receipt(replace(back, returns_till="Bar"), paper))


@papers
def test_what_comes_back_is_counted_below_zero(paper: Paper) -> None:
    lines = (SaleLine("Passerkort", -1, -10000, 25), SaleLine("Proteinbar", -2, -5000, 6, unit_price=2500))
    text = text_of(write_receipt(replace(RECEIPT, kind=ReceiptKind.RETURN, lines=lines), paper))
    if paper is Paper.A4:
        assert "Passerkort −1 100,00 25 % −100,00" in text
        assert "Proteinbar −2 25,00 6 % −50,00" in text
    else:
        assert "−1 st, moms 25 %" in text
        assert "−2 st à 25,00 kr, moms 6 %" in text


@papers
@pytest.mark.parametrize(
    ("kind", "said", "unsaid"),
    [
        (ReceiptKind.ORDINARY, "Betalt med", "Återbetalt med"),
        (ReceiptKind.TRAINING, "Betalt med", "Återbetalt med"),
        (ReceiptKind.RETURN, "Återbetalt med", "Betalt med"),
    ],
)
def test_how_it_was_paid_or_paid_back(paper: Paper, kind: ReceiptKind, said: str, unsaid: str) -> None:
    text = text_of(write_receipt(replace(RECEIPT, kind=kind), paper))
    assert said in text
    assert unsaid not in text


@papers
def test_a_protected_customer_is_not_named(paper: Paper) -> None:
    assert "Ström" not in text_of(write_receipt(replace(RECEIPT, customer=None), paper))


@papers
def test_receipts_are_swedish_at_an_english_desk(paper: Paper) -> None:
    swedish = text_of(write_receipt(RECEIPT, paper))
    set_language(Language.ENGLISH)
    try:
        assert text_of(write_receipt(RECEIPT, paper)) == swedish
    finally:
        set_language(Language.SWEDISH)


@papers
def test_metadata(paper: Paper) -> None:
    pdf = write_receipt(RECEIPT, paper)
    found = metadata_of(pdf)
    assert (found["Title"], found["Author"]) == ("Kvitto 1042", "Gymkraft Träning AB")
    assert found["Subject"] == "Kassakvitto, EJ KVITTO"
    assert b"/Lang (sv-SE)" in pdf


@papers
def test_only_open_sans_is_used_and_it_is_embedded(paper: Paper) -> None:
    pdf = write_receipt(RECEIPT, paper)
    assert {name.partition("+")[2] for name in fonts_of(pdf)} == {"OpenSans", "OpenSans-Bold"}
    assert pdf.count(b"/FontFile2") == 2


@papers
def test_the_code_is_read_by_a_camera_as_the_receipt_id(paper: Paper) -> None:
    picture = raster.page_in_grey(write_receipt(RECEIPT, paper), 0, 3)
    grey = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.stride)[:, : picture.width]
    text, _corners, _code = cv2.QRCodeDetector().detectAndDecode(np.ascontiguousarray(grey))
    assert text.lower() == RECEIPT.receipt_id


@pytest.mark.parametrize(("paper", "millimetres"), [(Paper.ROLL_80, 80), (Paper.ROLL_58, 58)])
def test_a_roll_is_as_long_as_what_is_on_it(paper: Paper, millimetres: int) -> None:
    short = raster.page_sizes(write_receipt(RECEIPT, paper))
    much = replace(RECEIPT, lines=RECEIPT.lines * 30)
    long = raster.page_sizes(write_receipt(much, paper))
    assert len(short) == len(long) == 1
    assert short[0].width == pytest.approx(millimetres * 72 / 25.4, abs=0.01)
    assert long[0].height > short[0].height * 4


def test_a_long_receipt_on_a4_goes_on_over_pages() -> None:
    pages = pages_of(write_receipt(replace(RECEIPT, lines=RECEIPT.lines * 15), Paper.A4))
    assert len(pages) > 2
    assert f"Sida 2 av {len(pages)}" in pages[1]
    assert sum(page.count("Passerkort") for page in pages) == 15


def no_word_leaves_the_paper(pdf: bytes, paper: Paper) -> bool:
    """Nothing dark in the margins, where the printer can't print."""
    picture = raster.page_in_grey(pdf, 0, 4)
    grey = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.stride)[:, : picture.width]
    edge = int(paper.margin * 4) - 2
    return bool(grey[:, :edge].min() > 200 and grey[:, -edge:].min() > 200)


@papers
def test_long_words_and_huge_sums_stay_on_the_paper(paper: Paper) -> None:
    lines = (
        SaleLine("Årskort" + "megaträning" * 9, 12, 123456789012, 6, unit_price=98765432198),
        SaleLine("Ett abonnemang med ett ovanligt långt och utförligt namn som fortsätter", 1, 39900, 6),
    )
    payment = PaymentLine("cash", 123456789012, reference="REFERENS" * 12, given=999999999999, change=0)
    facts = replace(
        RECEIPT, lines=lines, payments=(payment,), total=123456789012, till="Receptionen vid entrén mot torget",
        cashier="Maria-Margareta af Ugglas-Åkerström",
    )  # fmt: skip
    pdf = write_receipt(facts, paper)
    assert no_word_leaves_the_paper(pdf, paper)
    assert "megaträning" in text_of(pdf)
