"""Rows of a file of pre-orders: their verdicts, each line accounted for once, and what becomes of those put right."""

from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.organisations.import_bytes import Encoding, FileBytes, decoded, file_bytes
from kiosk.organisations.import_columns import COLUMNS, Layout, column_titles, layout_of
from kiosk.organisations.import_judging import LONGEST_CELL, ImportRow, Verdict, judged, masked
from kiosk.organisations.import_lines import MOST_JOINED, is_blank, lines_of, records
from kiosk.organisations.import_rows import (
    NOTHING_KNOWN,
    Known,
    Reading,
    corrected,
    judged_again,
    read_rows,
    with_zeros,
)
from kiosk.organisations.organisation_details import LONGEST
from kiosk.people.name_key import folded
from kiosk.people.personal_identity import PersonalNumber
from kiosk.problems import Problem
from kiosk.sentences import sentence
from tests.organisations.nasty_files import ASA, TODAY, read

OK, WARNING, ERROR, DUPLICATE = Verdict.OK, Verdict.WARNING, Verdict.ERROR, Verdict.DUPLICATE
A = "a@example.se"

ROWS = [
    (("Åsa Öberg", "198507092388", A), OK, [], "198507092388"),
    (("Åsa Öberg", "8507092388", A), OK, [], "198507092388"),
    (("Åsa Öberg", " 850709 – 2388 ", A), OK, [], "198507092388"),
    (("Åsa Öberg", "8507092388", " Asa.Oberg@EXAMPLE.se "), OK, [], "198507092388"),
    (("Åsa Öberg", "19850709", A), OK, [], "1985-07-09"),
    (("Åsa Öberg", "1985-07-09", A), OK, [], "1985-07-09"),
    (("Åsa Öberg", "1985-7-9", A), OK, [], "1985-07-09"),
    (("Åsa Öberg", "1985/07/09", A), OK, [], "1985-07-09"),
    (("Åsa Öberg", "1985-07-09 00:00:00", A), OK, [], "1985-07-09"),
    (("Åsa Öberg", "701063-2391", A), OK, [], "197010632391"),  # coordination number
    (("Åsa Öberg", "19701063-2391", A), OK, [], "197010632391"),
    (("Åsa Öberg", "120709-2386", A), WARNING, ["import_minor"], "201207092386"),
    (("Åsa Öberg", "2012-07-09", A), WARNING, ["import_minor"], "2012-07-09"),
    (("Åsa Öberg", "2008-11-22", A), OK, [], "2008-11-22"),  # eighteen today
    (("Åsa Öberg", "2008-11-23", A), WARNING, ["import_minor"], "2008-11-23"),
    (("Åsa Öberg", "081122-2389", A), OK, [], "200811222389"),
    (("Åsa Öberg", "081123-2388", A), WARNING, ["import_minor"], "200811232388"),
    (("Åsa Öberg", "198507092388", ""), WARNING, ["import_email_missing"], "198507092388"),
    (("", "198507092388", A), ERROR, ["import_name_missing"], ""),
    (("?!", "198507092388", A), ERROR, ["import_name_form"], ""),
    (("å" * LONGEST, "198507092388", A), OK, [], "198507092388"),
    (("å" * (LONGEST + 1), "198507092388", A), ERROR, ["text_too_long"], ""),
    (("=HYPERLINK(A1)", "198507092388", A), ERROR, ["import_formula"], ""),
    (("+Åsa", "198507092388", A), ERROR, ["import_formula"], ""),
    (("-Åsa", "198507092388", A), ERROR, ["import_formula"], ""),
    (("@Åsa", "198507092388", A), ERROR, ["import_formula"], ""),
    (("Åsa", '="198507092388"', A), ERROR, ["import_formula"], ""),
    (("Åsa", "198507092388", "=A1@example.se"), ERROR, ["import_formula"], ""),
    (("Åsa", "", A), ERROR, ["import_identity_missing"], ""),
    (("Åsa", "saknas", A), ERROR, ["import_identity_form"], ""),
    (("Åsa", "1,98507E+11", A), ERROR, ["import_number_spoiled"], ""),
    (("Åsa", "1.98507E+11", A), ERROR, ["import_number_spoiled"], ""),
    (("Åsa", "2E+11", A), ERROR, ["import_number_spoiled"], ""),
    (("Åsa", "507092385", A), ERROR, ["import_zero_lost"], ""),
    (("Åsa", "50709-2385", A), ERROR, ["import_zero_lost"], ""),
    (("Åsa", "10092385", A), ERROR, ["import_zero_lost"], ""),  # 001009-2385, which as a date is in the year 1009
    (("Åsa", "1092386", A), ERROR, ["import_zero_lost"], ""),  # 000109-2386
    (("Åsa", "507092386", A), ERROR, ["import_nine_digits"], ""),
    (("Åsa", "850709", A), ERROR, ["import_birth_date_short"], ""),
    (("Åsa", "98507092388", A), ERROR, ["import_identity_form"], ""),  # eleven
    (("Åsa", "1985070923881", A), ERROR, ["import_identity_form"], ""),
    (("Åsa", "198507092389", A), ERROR, ["import_personal_number_checksum"], ""),
    (("Åsa", "198513092388", A), ERROR, ["import_personal_number_date"], ""),
    (("Åsa", "198507090000", A), ERROR, ["import_personal_number_serial"], ""),
    (("Åsa", "20850709+2388", A), ERROR, ["personal_number_plus"], ""),
    (("Åsa", "202712312384", A), ERROR, ["personal_number_future"], ""),
    (("Åsa", "2027-12-31", A), ERROR, ["import_birth_date_future"], ""),
    (("Åsa", "1885-12-31", A), ERROR, ["import_birth_date_too_old"], ""),
    (("Åsa", "1985-02-29", A), ERROR, ["import_no_such_day"], ""),
    (("Åsa", "1985-07/09", A), ERROR, ["import_identity_form"], ""),
    (("Åsa", "198507092388", "asa@"), ERROR, ["email_form"], ""),
    (("Å\N{REPLACEMENT CHARACTER}a", "198507092388", A), ERROR, ["import_letters"], ""),
    (("Ã…sa Öberg", "198507092388", A), ERROR, ["import_letters"], ""),  # UTF-8 read as Windows'
    (("BjÃ¶rn", "198507092388", A), ERROR, ["import_letters"], ""),
    (("├sa", "198507092388", A), ERROR, ["import_letters"], ""),
    (("†sa", "198507092388", A), ERROR, ["import_letters"], ""),
    (("JOÃO Muñoz-O’Brien", "198507092388", A), OK, [], "198507092388"),
    (("Žofia Ćirić", "198507092388", A), OK, [], "198507092388"),
    (("", "", ""), ERROR, ["import_name_missing", "import_identity_missing", "import_email_missing"], ""),
]


@pytest.mark.parametrize(("cells", "verdict", "codes", "who"), ROWS, ids=["|".join(row[0])[:40] for row in ROWS])
def test_verdicts(cells: tuple[str, str, str], verdict: Verdict, codes: list[str], who: str) -> None:
    row = judged(1, 1, cells, TODAY)
    assert (row.verdict, [one.code for one in row.problems]) == (verdict, codes)
    assert all(sentence(one) for one in row.problems)
    if who:
        assert who in (row.personal_number, row.birth_date)
        assert not (row.personal_number and row.birth_date)
        assert row.email in ("", A, "Asa.Oberg@example.se")


@pytest.mark.parametrize("field", ["name", "identity", "email"])
def test_a_cell_beyond_measure_is_wrong_and_not_kept(field: str) -> None:
    """A file of 20 MB without a delimiter is one: no window could paint it. Nor is what begins rightly taken in."""
    right = {"name": "Åsa Öberg", "identity": "198507092388", "email": A}
    cells = right | {field: f"{right[field]}{' ' * LONGEST_CELL}{'x' * 100_000}"}
    if field == "name":
        cells |= {"name": "x" * 100_000}
    row = judged(1, 1, (cells["name"], cells["identity"], cells["email"]), TODAY)
    assert (row.verdict, [(one.code, one.field) for one in row.problems]) == (ERROR, [("text_too_long", field)])
    assert max(map(len, (row.name, row.identity, row.email))) == LONGEST_CELL
    assert sentence(row.problems[0])


def row_of(identity: str) -> ImportRow:
    return judged(1, 1, ("Åsa", identity, A), TODAY)


def test_a_lost_zero_is_suggested_and_never_taken() -> None:
    row = row_of("507092385")
    assert row.suggestion == "050709-2385"
    assert not row.personal_number
    said = sentence(row.problems[0])
    assert "050709-****" in said
    assert "2385" not in said
    taken = with_zeros(read("Åsa;507092385;a@example.se\nBo;x;b@example.se\nEva;50709-2385;e@example.se\n"), TODAY)
    assert [(one.verdict, one.personal_number) for one in taken.rows] == [
        (OK, "200507092385"),
        (ERROR, ""),
        (DUPLICATE, "200507092385"),
    ]


@pytest.mark.parametrize(
    ("identity", "shown"),
    [
        ("198507092388", "850709-****"),
        ("1985-07-09", "1985-07-09"),
        ("198507092389", "19850709****"),
        ("98507092388", "9850709****"),
        ("507092386", "50709****"),
        ("saknas", "saknas"),
        ("1,98507E+11", "1,98507E+11"),
    ],
)
def test_numbers_are_masked(identity: str, shown: str) -> None:
    assert masked(row_of(identity), TODAY) == shown


QUOTES = """Namn;Personnummer;E-post
"Åsa Öberg;198507092388;asa@example.se
Bo "Bosse" Ek;199001012385;bo@example.se
"Eva" Ek;198507092388;eva@example.se
"Li
Ek";1985-07-09;li@example.se
Ola;1990-01-01;"ola@example.se
"""


def test_a_quote_that_is_never_closed_costs_its_own_line_only() -> None:
    reading = read(QUOTES)
    assert [(row.line, row.span, row.verdict, row.name) for row in reading.rows] == [
        (2, 1, ERROR, "Åsa Öberg"),
        (3, 1, OK, 'Bo "Bosse" Ek'),
        (4, 1, ERROR, "Eva Ek"),
        (5, 2, OK, "Li Ek"),
        (7, 1, ERROR, "Ola"),
    ]
    assert [row.problems[0].code for row in reading.rows if row.problems] == ["import_quotes"] * 3
    put_right = corrected(reading, 0, ASA, TODAY)
    assert put_right.rows[0].verdict is OK


ACROSS = """Namn;Personnummer;E-post
"Åsa Öberg;198507092388;asa@example.se
Bo Ek;199001012385;"
Eva Ek;1985-07-09;eva@example.se
"""


class Walked(list[str]):
    """Counts how many lines are gone through from the beginning."""

    steps = 0

    def __iter__(self) -> Iterator[str]:
        for line in super().__iter__():
            self.steps += 1
            yield line


def test_quoted_lines_are_read_where_they_stand() -> None:
    """A program that writes quotes writes them on each line: 200 000 times the lines before would take hours."""
    lines = Walked(['"Åsa Öberg";"198507092388";"asa@example.se"'] * 1000)
    assert len(list(records(lines, ";", COLUMNS))) == 1000
    assert lines.steps <= 1000 * MOST_JOINED


def test_two_stray_quotes_are_no_cell_over_two_lines() -> None:
    """The record would be whole, but not of three cells."""
    reading = read(ACROSS)
    assert [(row.line, row.span, row.verdict) for row in reading.rows] == [(2, 1, ERROR), (3, 1, ERROR), (4, 1, OK)]


TWICE = """Åsa;198507092388;a@example.se
Bo;1990-01-01;b@example.se
ÅSA;850709-2388;c@example.se
BO;19900101;
Bo E;19900101;
"""


def verdicts(reading: Reading) -> list[Verdict]:
    return [row.verdict for row in reading.rows]


def test_twice_in_the_file() -> None:
    reading = read(TWICE)
    assert verdicts(reading) == [OK, OK, DUPLICATE, DUPLICATE, WARNING]
    assert [row.problems[-1].values for row in reading.rows[2:4]] == [{"line": 1}, {"line": 2}]
    assert reading.counts() == {OK: 2, DUPLICATE: 2, WARNING: 1}


def test_one_with_a_number_and_one_without_are_the_same_person() -> None:
    """As they are beside the register (test_twice_in_the_register)."""
    text = (
        "Li;1970-10-03;a@example.se\nLI;701063-2391;b@example.se\nÅsa;850709-2388;c@example.se\n"
        "åsa;1985-07-09;d@example.se\nÅsa;850709-2396;e@example.se\nBo;1985-07-09;f@example.se\nÅsa;19850709;g@example.se"
    )
    reading = read(text)
    assert verdicts(reading) == [OK, DUPLICATE, OK, DUPLICATE, OK, OK, DUPLICATE], "two numbers are two people"
    assert [reading.rows[at].problems[-1].values["line"] for at in (1, 3, 6)] == [1, 3, 3]
    without = corrected(reading, 0, ("Li", "x", A), TODAY)
    assert verdicts(without) == [ERROR, OK, OK, DUPLICATE, OK, OK, DUPLICATE]
    spoiled = corrected(without, 2, ("Åsa", "850709", A), TODAY)
    assert verdicts(spoiled) == [ERROR, OK, ERROR, OK, DUPLICATE, OK, DUPLICATE]
    assert spoiled.rows[4].problems[-1].values == {"line": 4}


def test_the_first_of_two_is_put_right_or_spoiled() -> None:
    """Whoever is first of those that can be taken in."""
    reading = read(TWICE)
    spoiled = corrected(reading, 0, ("Åsa", "x", A), TODAY)
    assert verdicts(spoiled) == [ERROR, OK, OK, DUPLICATE, WARNING]
    again = corrected(spoiled, 0, ("Åsa", "8507092388", A), TODAY)
    assert verdicts(again) == [OK, OK, DUPLICATE, DUPLICATE, WARNING]
    other = corrected(again, 2, ("Bo", "1990-01-01", A), TODAY)
    assert verdicts(other) == [OK, OK, DUPLICATE, DUPLICATE, WARNING]
    assert other.rows[2].problems[-1].values == {"line": 2}


KNOWN = Known(
    numbers={"198507092388": "import_waiting", "199001012385": "import_used", "197010632391": "import_other_product"},
    people={("1985-07-09", "asa oberg"): "import_waiting", ("1970-10-03", "li"): "import_used"},
    numberless={("1970-10-03", "li"): "import_used"},
)


def test_twice_in_the_register() -> None:
    text = (
        "Åsa Öberg;198507092388;a@example.se\nBo;9001012385;b@example.se\nEva;701063-2391;c@example.se\n"
        "åsa öberg;1985-07-09;d@example.se\nLi;7010032386;e@example.se\nNy;701003-2394;f@example.se\n"
    )
    reading = read(text, KNOWN)
    assert [(row.verdict, [one.code for one in row.problems]) for row in reading.rows] == [
        (DUPLICATE, ["import_waiting"]),
        (DUPLICATE, ["import_used"]),
        (WARNING, ["import_other_product"]),
        (DUPLICATE, ["import_waiting"]),
        (DUPLICATE, ["import_used"]),
        (OK, []),
    ]
    alone = judged_again(reading, NOTHING_KNOWN)  # the fourth is the first, beside the register or not
    assert verdicts(alone) == [OK, OK, OK, DUPLICATE, OK, OK]
    assert verdicts(judged_again(alone, KNOWN)) == verdicts(reading)


def test_a_row_put_right_is_beside_the_register_too() -> None:
    reading = read("Åsa;x;a@example.se\nBo;1990-01-01;b@example.se\n", KNOWN)
    assert verdicts(corrected(reading, 0, ("Åsa", "8507092388", A), TODAY)) == [DUPLICATE, OK]


def test_it_can_be_cancelled() -> None:
    class Enough(Exception):
        pass

    heard = []

    def progress(done: int, total: int) -> None:
        heard.append((done, total))
        if done > 2000:
            raise Enough

    file = file_bytes("lista.csv", b"a;1;c@d\n" * 5000)
    assert isinstance(file, FileBytes)
    with pytest.raises(Enough):
        read_rows(file, layout_of(file), TODAY, progress=progress)
    assert heard == [(1, 5000), (1001, 5000), (2001, 5000)]


# Whatever a file holds

CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["Åsa Öberg", "850709-2388", "1985-07-09", "507092385", A, "=1", '"', '"a;b"', "1,98507E+11", ""]),
)
LINES = st.lists(CELLS, max_size=5).flatmap(lambda cells: st.sampled_from(";,\t|").map(lambda mark: mark.join(cells)))
ENDINGS = st.sampled_from(["\n", "\r\n", "\r"])
TEXTS = st.builds(lambda lines, end: end.join(lines), st.lists(LINES, max_size=12), ENDINGS)
FILES = st.one_of(
    st.binary(max_size=200),
    st.builds(
        lambda text, how: text.encode(how, "replace"), TEXTS, st.sampled_from(["utf-8", "cp1252", "utf-16", "cp850"])
    ),
    TEXTS.map(lambda text: ("Namn;Personnummer;E-post\n" + text).encode()),
)
LAYOUTS = st.builds(
    Layout,
    st.sampled_from(Encoding),
    st.one_of(st.sampled_from(";,\t|:"), st.just("a")),
    st.booleans(),
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(0, 5),
    st.integers(-1, 5),
    st.integers(1, 6),
)


@given(FILES, st.none() | LAYOUTS)
@example(QUOTES.encode(), None)
@example(b'sep=";"\n"', None)
def test_every_line_is_accounted_for_once(data: bytes, layout: Layout | None) -> None:
    file = file_bytes("lista.csv", data)
    if isinstance(file, Problem):
        assert sentence(file)
        return
    chosen = layout or layout_of(file)
    reading = read_rows(file, chosen, TODAY)
    if isinstance(reading, Problem):
        assert sentence(reading)
        return
    lines = lines_of(decoded(file.data, chosen.encoding))
    covered = [line for row in reading.rows for line in range(row.line, row.line + row.span)]
    assert sorted([*covered, *reading.apart]) == list(range(1, len(lines) + 1))
    assert reading.lines == len(lines)
    assert [row.line for row in reading.rows] == sorted(row.line for row in reading.rows)
    blank = [line for line, what in reading.apart.items() if what == "blank"]
    assert all(is_blank(lines[line - 1]) for line in blank if '"' not in lines[line - 1])
    assert sum(reading.counts().values()) == len(reading.rows)
    check_rows(reading)
    titles = column_titles(file, chosen)
    assert len(titles) >= max(chosen.width, COLUMNS)
    assert all(not row.personal_number or row.personal_number[8:] not in masked(row, TODAY) for row in reading.rows)


def check_rows(reading: Reading) -> None:
    claimed: set[tuple[tuple[str, str], str]] = set()
    for row in reading.rows:
        assert all(sentence(one) for one in row.problems)
        assert (row.verdict is OK) == (not row.problems)
        if row.is_taken_in:
            assert bool(row.personal_number) is not bool(row.birth_date)
            assert row.name
            born = PersonalNumber(row.personal_number).birth_date.isoformat() if row.personal_number else row.birth_date
            who = (born, folded(row.name))
            assert (who, row.personal_number) not in claimed
            assert (who, "") not in claimed
            assert row.personal_number or who not in {one for one, _number in claimed}
            claimed.add((who, row.personal_number))


@given(FILES, st.data())
def test_putting_a_row_right_is_as_having_read_it_so(data: bytes, choice: st.DataObject) -> None:
    """Whichever rows are put right, and in whichever order: the verdicts are those of a file that had them so."""
    file = file_bytes("lista.csv", data)
    reading = read_rows(file, layout_of(file), TODAY, KNOWN) if isinstance(file, FileBytes) else file
    if isinstance(reading, Problem):
        return
    for _time in range(choice.draw(st.integers(1, 3))):
        at = choice.draw(st.integers(0, len(reading.rows) - 1))
        reading = corrected(reading, at, choice.draw(st.tuples(CELLS, CELLS, CELLS)), TODAY)
    assert judged_again(reading, KNOWN).rows == reading.rows
    check_rows(reading)


@given(TEXTS)
def test_lines_are_those_of_any_editor(text: str) -> None:
    lines = lines_of(text)
    joined = "\n".join(lines)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert plain in (joined, f"{joined}\n")
    assert not any("\n" in line or "\r" in line for line in islice(lines, 20))
