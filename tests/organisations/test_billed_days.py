"""The days that what was sold stands with in the invoice basis, on screen, in its file and on paper."""

from datetime import date

import pytest

from kiosk.documents.invoice_sheet import write_invoice_basis
from kiosk.organisations.invoice_words import csv_bytes, days
from kiosk.store import Store
from kiosk.till.selling import Line
from tests.documents.reading import text_of
from tests.organisations.invoices import NOVEMBER, acme, basis, member, sold, taken_back

FIRST, LAST = date(2026, 12, 3), date(2026, 12, 31)


@pytest.fixture(autouse=True)
def organisation(gym: Store) -> None:
    acme(gym)


def line(subscription_id: str, text: str) -> Line:
    return Line(text, 39900, "membership", None, subscription_id)


@pytest.mark.parametrize(
    ("text", "what", "shown"),
    [
        ("Guld 2026-11-22 – 2027-11-21", "Guld", "2026-11-22 – 2027-11-21"),
        ("Guld 2026-11-22 – 2026-12-31 (tillgodo 100,00)", "Guld (tillgodo 100,00)", "2026-11-22 – 2026-12-31"),
        ("Guld 2026-12", "Guld 2026-12", "2026-11-22"),  # no days: the sale's
    ],
)
def test_what_was_sold_before_lines_had_days_has_those_its_text_says(
    gym: Store, text: str, what: str, shown: str
) -> None:
    person_id, subscription_id = member(gym)
    sold(gym, person_id, [line(subscription_id, text)])
    (row,) = basis(gym, NOVEMBER).rows
    assert row.billed.what == what
    assert days(row.billed).replace("\N{NO-BREAK SPACE}", " ") == shown
    first, *last = shown.split(" – ")
    assert f";{first};{last[-1] if last else first};" in csv_bytes(basis(gym, NOVEMBER)).decode("utf-8-sig")


@pytest.mark.parametrize(
    ("what", "note"),
    [("Guld", ""), ("Guld", ", tillgodo 100,00 kr avdraget"), ("Sommar 2026-06-01 – 2026-08-31", "")],
)
def test_what_is_sold_has_its_lines_own_days(gym: Store, what: str, note: str) -> None:
    """Also in the file, on paper, and in what takes it back; whatever days its name has."""
    person_id, subscription_id = member(gym)
    sale_id = sold(gym, person_id, [line(subscription_id, what).for_days(FIRST, LAST, note)])
    taken_back(gym, sale_id)
    found = basis(gym, NOVEMBER)
    assert [row.billed.what for row in found.rows] == [what + note] * 2
    assert {(row.billed.first, row.billed.last) for row in found.rows} == {(FIRST, LAST)}
    assert csv_bytes(found).decode("utf-8-sig").count(";2026-12-03;2026-12-31;") == 2
    assert text_of(write_invoice_basis(found)).replace("\N{NO-BREAK SPACE}", " ").count("2026-12-03 – 2026-12-31") == 2
