"""What is said of a list before its rows are read: the sample judges as they will, and in words for a list."""

import pytest
from hypothesis import given

from kiosk.organisations.import_bytes import FileBytes, file_bytes
from kiosk.organisations.import_columns import Layout, layout_of
from kiosk.organisations.import_judging import ImportRow, Verdict, judged
from kiosk.organisations.import_rows import Reading, read_rows, sample_rows
from kiosk.sentences import sentence
from tests.organisations.nasty_files import TODAY
from tests.organisations.test_import_rows import ERROR, FILES, LAYOUTS, OK, ROWS, WARNING

BO_LINE = "Bo Ek;19900101-2385;bo@example.se"


def test_a_list_s_row_is_never_compared_with_an_id() -> None:
    """Nobody stands there with one."""
    wrong = [
        one for cells, verdict, _codes, _who in ROWS if verdict is ERROR for one in judged(1, 1, cells, TODAY).problems
    ]
    assert len(wrong) > len(ROWS) // 3
    assert not [sentence(one) for one in wrong if "legitimation" in sentence(one)]


@pytest.mark.parametrize(
    ("line", "verdict", "codes"),
    [
        ("Åsa Öberg;850709-2388;a@example.se", OK, []),
        ("Åsa Öberg;850709-2388;a@example.se;;  ", OK, []),
        ("Åsa Öberg;850709-2388;a@example.se;Lager", WARNING, ["import_cells_left"]),
        ("Öberg;Åsa;850709-2388;a@example.se", ERROR, ["import_cells_left", "import_identity_form", "email_form"]),
        ('Åsa "Öberg;850709-2388;a@example.se', OK, []),
        ('"Åsa Öberg;850709-2388;a@example.se', ERROR, ["import_quotes"]),
    ],
)
def test_the_sample_says_what_the_rows_will(line: str, verdict: Verdict, codes: list[str]) -> None:
    file = file_bytes("lista.csv", f"Namn;Personnummer;E-post\n{BO_LINE}\n{line}\n".encode())
    assert isinstance(file, FileBytes)
    reading = read_rows(file, layout_of(file), TODAY)
    assert isinstance(reading, Reading)
    for row in (sample_rows(file, layout_of(file), TODAY, 8)[1], reading.rows[1]):
        assert (row.verdict, [one.code for one in row.problems]) == (verdict, codes)


def shown_of(row: ImportRow) -> tuple[object, ...]:
    """Without what is said of it beside others."""
    said = [one.code for one in row.problems if one.code != "import_twice_in_file"]
    return row.line, row.span, row.name, row.identity, row.email, said


@given(FILES, LAYOUTS)
def test_whatever_the_file_holds(data: bytes, layout: Layout) -> None:
    file = file_bytes("lista.csv", data)
    reading = read_rows(file, layout, TODAY) if isinstance(file, FileBytes) else file
    if isinstance(file, FileBytes) and isinstance(reading, Reading):
        sample = sample_rows(file, layout, TODAY, 5)
        assert [shown_of(row) for row in sample] == [shown_of(row) for row in reading.rows[:5]]
