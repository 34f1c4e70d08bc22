"""Files of pre-orders: which letters and columns they are taken to have, and which are no such file at all."""

import os
from pathlib import Path

import pytest

from kiosk.organisations import import_bytes, import_rows
from kiosk.organisations.import_bytes import MOST_BYTES, Encoding, FileBytes, file_bytes, read_file
from kiosk.organisations.import_columns import NO_COLUMN, column_titles, layout_of
from kiosk.organisations.import_rows import Reading, read_rows, sample_rows
from kiosk.problems import Problem
from kiosk.sentences import sentence
from tests.organisations.nasty_files import ASA, BO, EXCEL, PEOPLE, TODAY, opened, people, read, refused

UTF_8, UTF_16 = b"\xef\xbb\xbf", b"\xff\xfe"

LETTERS = [
    ("cp1252", EXCEL.encode("cp1252"), Encoding.CP1252),
    ("utf-8", EXCEL.encode(), Encoding.UTF_8),
    ("utf-8 with its mark", UTF_8 + EXCEL.encode(), Encoding.UTF_8),
    ("utf-16 little", UTF_16 + EXCEL.encode("utf-16-le"), Encoding.UTF_16_LE),
    ("utf-16 big", b"\xfe\xff" + EXCEL.encode("utf-16-be"), Encoding.UTF_16_BE),
    ("cp850, with what cp1252 has no letter for", EXCEL.encode("cp850"), Encoding.CP850),
    ("cp850, with what cp1252 has a sign for", EXCEL.replace("Å", "ä").encode("cp850"), Encoding.CP850),
    ("mac", EXCEL.encode("mac-roman"), Encoding.MAC),
    ("mac, with what cp1252 has a sign for", EXCEL.replace("Å", "Ä").encode("mac-roman"), Encoding.MAC),
    ("ascii", EXCEL.replace("Å", "A").replace("Ö", "O").encode(), Encoding.UTF_8),
    ("cp1252, with an Š that mac has an ä for", EXCEL.replace("Bo", "Š").encode("cp1252"), Encoding.CP1252),
]


@pytest.mark.parametrize(("_what", "data", "encoding"), LETTERS, ids=[what for what, _data, _encoding in LETTERS])
def test_letters(_what: str, data: bytes, encoding: Encoding) -> None:
    assert opened(data).encoding is encoding
    first = read(data).rows[0]
    assert first.name.endswith(("Öberg", "Oberg"))
    assert (first.personal_number, first.email) == ASA[1:]


def test_another_encoding_is_chosen() -> None:
    """Nothing fails: what can't be read says so in its row."""
    file = opened(EXCEL, "cp1252")
    wrong = read_rows(file, layout_of(file, Encoding.CP850), TODAY)
    assert isinstance(wrong, Reading)
    assert (wrong.rows[0].name, wrong.rows[0].problems[0].code) == ("┼sa Íberg", "import_letters")
    torn = read_rows(file, layout_of(file, Encoding.UTF_8), TODAY)
    assert isinstance(torn, Reading)
    assert [one.code for one in torn.rows[0].problems] == ["import_letters"]
    assert [row.is_taken_in for row in torn.rows] == [False, True]


def turned(row: str) -> str:
    """Åsa's row, and Bo's as it."""
    bo = {"asa@": "bo@", "Åsa Öberg": "Bo Ek", "Åsa": "Bo", "Öberg": "Ek", "198507092388": "199001012385"}
    second = row
    for hers, his in bo.items():
        second = second.replace(hers, his)
    return f"{row}\n{second}\n"


def rows(mark: str, asa: str = "198507092388", bo: str = "199001012385") -> str:
    return f"Åsa Öberg{mark}{asa}{mark}asa@example.se\nBo Ek{mark}{bo}{mark}bo@example.se\n"


ROWS = rows(";")
BODIES = [
    ("semicolons", ROWS),
    ("commas", rows(",", "8507092388", "9001012385")),
    ("tabs", rows("\t", "850709-2388", "900101-2385")),
    ("pipes", rows("|", "19850709-2388", "19900101-2385").rstrip()),
    ("sep=", "sep=|\r\n" + rows("|")),
    ("sep= that no list has", "SEP=:\n" + rows(":")),
    ("sep= and a header", "sep=,\nnamn,pnr,mejl\n" + rows(",")),
    ("old mac's lines", ROWS.replace("\n", "\r")),
    ("quotes", '"Åsa Öberg";"198507092388";"asa@example.se"\n"Bo Ek";"199001012385";"bo@example.se"\n'),
    ("quotes after spaces", 'Åsa Öberg, "198507092388", "asa@example.se"\nBo Ek, 199001012385 , bo@example.se\n'),
    ("a delimiter in a name", rows(",").replace("Åsa Öberg", '"Öberg, Åsa"')),
    ("commas in names", ROWS.replace("Åsa Öberg", "Öberg, Åsa").replace("Bo Ek", "Ek, Bo")),
    ("a name over two lines", ROWS.replace("Åsa Öberg", '"Åsa\nÖberg"').replace("Bo Ek", '"Bo\r\nEk"')),
    ("another order", "E-post;Namn;Personnummer\n" + turned("asa@example.se;Åsa Öberg;198507092388")),
    ("another order, untitled", turned("198507092388;asa@example.se;Åsa Öberg")),
    ("titles in English", "Email;Name;Personal number\n" + turned("asa@example.se;Åsa Öberg;198507092388")),
    ("titles nobody knows", "Kolumn A;Kolumn B;Kolumn C\n" + ROWS),
    ("one title that is known", "Kolumn A;Kolumn B;E-post\n" + ROWS),
    ("a title with an address", "Namn;Personnr (ÅÅMMDD-NNNN);Mejl (namn@example.se)\n" + ROWS),
    ("titled personal", "Personal;Personnummer;E-post\n" + ROWS),
    ("surnames apart", "Efternamn;Förnamn;Personnummer;E-post\n" + turned("Öberg;Åsa;198507092388;asa@example.se")),
    ("more columns", "Nr;Namn;Ort;Pnr;E-post\n" + turned("1;Åsa Öberg;Umeå;198507092388;asa@example.se")),
    ("blank lines", "\n;;\n" + ROWS.replace("\n", "\n\n  \n\t\n") + ";;;\n\n"),
    ("wide spaces", ROWS.replace("Åsa ", "Åsa\N{NO-BREAK SPACE}").replace(";1", ";\N{NO-BREAK SPACE}1")),
]


@pytest.mark.parametrize(("what", "text"), BODIES, ids=[what for what, _text in BODIES])
def test_columns(what: str, text: str) -> None:
    names = {"a delimiter in a name": ("Öberg, Åsa", "Bo Ek"), "commas in names": ("Öberg, Åsa", "Ek, Bo")}
    found = people(read(text))
    assert tuple(name for name, _number, _email in found) == names.get(what, (ASA[0], BO[0]))
    assert tuple(rest for _name, *rest in found) == tuple(list(person[1:]) for person in PEOPLE)


def test_what_is_shown_of_it() -> None:
    file = opened("Anställd;Mejl;Född\nÅsa;asa@example.se;1985-07-09\nBo;bo@example.se;1990-01-01\n")
    layout = layout_of(file)
    assert (layout.name, layout.email, layout.identity, layout.surname) == (0, 1, 2, NO_COLUMN)
    assert column_titles(file, layout) == ["Anställd", "Mejl", "Född"]
    (row,) = sample_rows(file, layout, TODAY, 1)
    assert (row.name, row.identity, row.email) == ("Åsa", "1985-07-09", "asa@example.se")
    assert not layout.problems()


@pytest.mark.parametrize("first", ["Anna Berg;saknas;", "Anna Berg;;", "Kolumn A;Kolumn B;Kolumn C"])
def test_no_person_is_taken_for_a_title(first: str) -> None:
    """Whatever it is, it is a row that says what is wrong with it."""
    reading = read(f"{first}\n{ROWS}")
    assert [(row.line, row.is_taken_in) for row in reading.rows] == [(1, False), (2, True), (3, True)]


def test_a_delimiter_is_chosen() -> None:
    file = opened("Ek, Bo;199001012385;bo@example.se\nEk, Eva;198507092388;eva@example.se\n")
    layout = layout_of(file, delimiter=",")
    assert (layout.delimiter, layout.width) == (",", 2)
    found = read_rows(file, layout, TODAY)
    assert isinstance(found, Reading)
    assert not any(row.is_taken_in for row in found.rows)


def test_a_column_is_chosen_twice() -> None:
    from dataclasses import replace

    layout = replace(layout_of(opened(EXCEL)), email=0)
    assert [one.code for one in layout.problems()] == ["import_same_column"]


NO_FILES = [
    (b"", "import_empty"),
    (b"\xef\xbb\xbf", "import_empty"),
    (b"\xff\xfe", "import_empty"),
    (b" \r\n\t\r\n", "import_empty"),
    (b"Namn;Personnummer;E-post\r\n", "import_header_only"),
    (b"sep=;\r\nNamn;Personnummer;E-post\r\n;;\r\n", "import_header_only"),
    (b"sep=;\r\n", "import_header_only"),
    (b";;\r\n;;\r\n", "import_header_only"),
    (b"PK\x03\x04\x14\x00\x06\x00xl/workbook.xml", "import_packed"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "import_packed"),
    (b"%PDF-1.7\n", "import_pdf"),
    (b"Anna;1985\x00;a@example.se\n", "import_not_text"),
    ("Åsa;198507092388;".encode("utf-16-le"), "import_not_text"),  # without its mark
    (b"\xff\xfe" + "Åsa;\0;a".encode("utf-16-le"), "import_not_text"),
    (b"\x00" * 100, "import_not_text"),
    (b"a;b;c\n" * (MOST_BYTES // 6 + 1), "import_too_large"),
]


@pytest.mark.parametrize(("data", "code"), NO_FILES, ids=[f"{code} {at}" for at, (_data, code) in enumerate(NO_FILES)])
def test_no_such_file(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_as_many_rows_as_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    row = b"a;1;c@d\n"
    assert import_rows.MOST_ROWS == 200_000
    monkeypatch.setattr(import_rows, "MOST_ROWS", 3)
    assert len(read(row * 3).rows) == 3
    assert refused(row * 4) == "import_too_many_rows"


def test_as_many_bytes_as_are_allowed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path, data = tmp_path / "lista.csv", EXCEL.encode("cp1252")
    assert import_bytes.MOST_BYTES == 20 * 1024 * 1024
    monkeypatch.setattr(import_bytes, "MOST_BYTES", len(data))
    path.write_bytes(data)
    assert isinstance(read_file(path), FileBytes)
    assert isinstance(file_bytes("lista.csv", data), FileBytes)
    path.write_bytes(data + b"\n")
    assert said(path) == refused(data + b"\n") == "import_too_large"


def test_as_many_lines_as_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty ones are accounted for too, and 20 MB hold twenty million."""
    assert import_rows.MOST_LINES == 1_000_000
    monkeypatch.setattr(import_rows, "MOST_LINES", 5)
    for end in ("\n", "\r\n", "\r"):
        assert len(read(f"a;1;c@d{end}" + end * 4).rows) == 1
        assert refused(f"a;1;c@d{end}" + end * 5) == "import_too_many_rows"


def said(path: Path) -> str:
    """Every refusal has words that name the file, without where it lies."""
    found = read_file(path)
    assert isinstance(found, Problem)
    assert path.name in sentence(found)
    assert f"{path.parent}{os.sep}" not in sentence(found)
    return found.code


def test_paths(tmp_path: Path) -> None:
    (tmp_path / "lista.csv").write_text(EXCEL, "cp1252")
    file = read_file(tmp_path / "lista.csv")
    assert isinstance(file, FileBytes)
    assert (file.name, file.data) == ("lista.csv", EXCEL.encode("cp1252"))
    (tmp_path / "folder.csv").mkdir()
    assert said(tmp_path / "folder.csv") == "import_directory"
    assert said(tmp_path / "none.csv") == "import_missing"
    assert said(tmp_path / ("long" * 100)) == "import_unreadable"
    (tmp_path / "loop.csv").symlink_to("loop.csv")
    assert said(tmp_path / "loop.csv") == "import_unreadable"
    with pytest.raises(ValueError, match="null"):
        Path("a\0b").stat()
    assert said(Path("a\0b")) == "import_unreadable"


@pytest.mark.skipif(os.name != "posix", reason="pipes, and files that fail while they are read, as Linux has them")
def test_paths_that_could_go_on_for_ever(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    assert said(tmp_path / "pipe.csv") == "import_no_file"
    assert said(Path("/dev/zero")) == "import_no_file"
    assert said(Path("/proc/self/mem")) == "import_unreadable"


def test_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "big.csv").open("wb") as big:
        big.truncate(2**30)
    assert said(tmp_path / "big.csv") == "import_too_large"


def test_a_file_that_grows_while_it_is_read() -> None:
    found = file_bytes("lista.csv", b"a" * (MOST_BYTES + 1))
    assert isinstance(found, Problem)
    assert found.code == "import_too_large"
