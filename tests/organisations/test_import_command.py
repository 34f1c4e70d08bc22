"""`inpass import-preorders`: what it takes, what it says in one line, and its exit codes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.tables import PreOrder, PreOrderImport
from kiosk.demo.organisations import organisation_id
from kiosk.errors import FileNotSaved
from kiosk.opening import DataFolder
from kiosk.options import Options
from kiosk.organisations.import_command import Asked, import_file
from kiosk.organisations.import_facts import imports_of
from kiosk.organisations.organisation_card import read_organisation_history
from kiosk.store import Store
from tests.organisations.joining import agree
from tests.organisations.nasty_files import EXCEL

WRONG = EXCEL + "Eva;x;eva@example.se\r\nÅsa Öberg;19850709-2388;asa@example.se\r\n"


class Command:
    """Runs it at a desk of the demo gym, and remembers what was said."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store, self.folder = store, folder
        self.asked = Asked(folder / "lista.csv", "5599000014", "GULD-12", "2027-01-01", "2027-12-31")
        self.told: list[str] = []
        self.complained: list[str] = []

    def run(self, text: str = EXCEL, **asked: object) -> int:
        self.told, self.complained = [], []
        self.asked.file.write_bytes(text.encode("cp1252"))
        return import_file(
            self.store, replace(self.asked, **asked), self.told.append, self.complained.append  # type: ignore[arg-type]
        )  # fmt: skip

    def count(self) -> tuple[int, int]:
        with self.store.reading():
            return PreOrder.select().count(), PreOrderImport.select().count()


@pytest.fixture
def command(gym: Store, tmp_path: Path) -> Command:
    (tmp_path / "files").mkdir()
    return Command(gym, tmp_path / "files")


def test_all_in(command: Command) -> None:
    assert command.run() == 0
    assert (command.told, command.complained) == (["2 förbeställningar importerade."], [])
    assert command.count() == (2, 1)
    with command.store.reading():
        assert PreOrderImport.get().staff_id == ""


def test_the_organisation_s_history_tells_of_it(command: Command) -> None:
    """By nobody: the command line has no member of staff."""
    command.run()
    (row,) = read_organisation_history(command.store, organisation_id("NORRSKEN")).rows
    assert (row.act, row.staff) == ("Importerade förbeställningar", "")
    (line,) = imports_of(command.store, organisation_id("NORRSKEN"))
    assert (line.by, line.accepted, line.is_undone) == ("", 2, False)


def test_some_rows_refused(command: Command) -> None:
    assert command.run(WRONG, report=command.folder / "rapport.csv") == 1
    assert command.told == ["2 förbeställningar importerade.", "1 rad avvisad.", "1 rad avvisad: finns redan."]
    assert (command.folder / "rapport.csv").read_text("utf-8-sig").count("\n") == 3
    assert command.count() == (2, 1)


def test_no_row_can_be_taken_in(command: Command) -> None:
    assert command.run("Eva;x;eva@example.se\n") == 1
    assert command.told == ["0 förbeställningar importerade.", "1 rad avvisad."]
    assert command.count() == (0, 0)


@pytest.mark.parametrize(("text", "code"), [(EXCEL, 0), (WRONG, 1)])
def test_a_dry_run_writes_nothing_but_the_report(command: Command, text: str, code: int) -> None:
    assert command.run(text, dry_run=True, report=command.folder / "rapport.csv") == code
    assert command.told[0] == "2 förbeställningar skulle importeras."
    report = (command.folder / "rapport.csv").read_text("utf-8-sig")
    assert report.count("Skulle inte importeras") == (2 if text == WRONG else 0)
    assert "Importerad" not in report
    assert command.count() == (0, 0)


def test_columns_that_are_not_used_are_told(command: Command) -> None:
    listed = "Namn;Personnummer;E-post;Avdelning;Tom\r\nÅsa Öberg;19850709-2388;asa@example.se;Lager;\r\n"
    assert command.run(listed) == 0
    assert command.complained == ["Används inte: Kolumn 4: Avdelning. Det som står där importeras inte."]


@pytest.mark.parametrize(
    "organisation", ["5599000014", "559900-0014", "165599000014", "NORRSKEN", "norrskensverken ab"]
)
def test_organisations(command: Command, organisation: str) -> None:
    assert command.run(organisation=organisation) == 0


REFUSED = [
    ({"organisation": "nobody"}, "Det finns ingen organisation ”nobody” här."),
    ({"organisation": "ab"}, "Det finns flera organisationer ”ab”."),
    ({"organisation": "LINGON"}, "får inte beställa åt sina medarbetare"),
    ({"product": "GYM-1"}, "Det finns: GULD-AG, GULD-AG12, GULD-12, GULD-3."),
    ({"valid_from": "1/1"}, "--from: ”1/1” är ingen dag."),
    ({"valid_until": "2027-02-30"}, "--to: ”2027-02-30” är ingen dag."),
    ({"valid_until": "2026-12-31"}, "Sista dagen ligger före den första."),
    ({"valid_from": "2026-01-01", "valid_until": "2026-02-01"}, "Sista dagen har passerat."),
    ({"file": Path("/nowhere/lista.csv")}, "Filen lista.csv finns inte."),
    ({"file": Path("/dev/null")}, "null är ingen fil som kan läsas."),
]


@pytest.mark.parametrize(("asked", "said"), REFUSED, ids=[said for _asked, said in REFUSED])
def test_the_file_is_refused(command: Command, asked: dict[str, Any], said: str) -> None:
    assert command.run(**asked) == 2
    (line,) = command.complained
    assert said in line
    assert "\n" not in line
    assert not command.told
    assert command.count() == (0, 0)


def test_the_same_file_again(command: Command) -> None:
    command.run()
    assert command.run() == 2
    assert command.complained == [
        "lista.csv importerades redan 2026-11-22 10:30. Med --again importeras den en gång till."
    ]
    later: dict[str, Any] = {"valid_from": "2028-01-01", "valid_until": "2028-12-31", "again": True}
    assert command.run(**later) == 0
    assert command.complained == ["Avtalet upphör 2027-12-31: förbeställningen kan utnyttjas efter det."]
    assert command.count() == (4, 2)
    assert command.run(again=True) == 1
    assert command.told == ["0 förbeställningar importerade.", "2 rader avvisade: finns redan."]


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_agreement_that_has_ended_is_told_of(command: Command, dry_run: bool) -> None:
    """And nothing more: a new one may be on its way, with its pre-orders sent beforehand."""
    agree(command.store, "NORRSKEN", "agreement_until", "2026-11-22")
    assert command.run(dry_run=True) == 0
    assert command.complained == ["Avtalet upphör 2026-11-22: förbeställningen kan utnyttjas efter det."]
    agree(command.store, "NORRSKEN", "agreement_until", "2026-11-21")
    assert command.run(dry_run=dry_run) == 0
    assert command.complained == [
        "Avtalet upphörde 2026-11-21: förbeställningar kan inte utnyttjas förrän det finns ett nytt."
    ]


def test_a_report_that_can_not_be_saved_comes_first(command: Command) -> None:
    with pytest.raises(FileNotSaved):
        command.run(WRONG, report=command.folder / "none" / "rapport.csv")
    assert command.count() == (0, 0)
    assert command.run(WRONG, report=command.asked.file) == 2
    assert "lista.csv är själva filen" in command.complained[0]
    assert command.asked.file.read_bytes() == WRONG.encode("cp1252")


def test_a_trial_reads_beside_an_open_desk(
    command: Command, folder: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from kiosk.__main__ import import_pre_orders

    monkeypatch.setattr("kiosk.opening.default_config", lambda: folder.config)
    command.asked.file.write_text(EXCEL)
    assert import_pre_orders(Options(data=folder.path), replace(command.asked, dry_run=True)) == 0
    assert capsys.readouterr() == ("2 förbeställningar skulle importeras.\n", "")
    assert import_pre_orders(Options(data=folder.path), command.asked) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(
        "inpass: Inpass är öppet, så inget importeras. Stäng det, eller importera filen i dess fönster"
    )
    assert command.count() == (0, 0)


def test_through_the_program_itself(
    command: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A desk that is open, or that isn't there, is an error in one line with the code of nothing imported."""
    from kiosk.__main__ import import_pre_orders

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    command.asked.file.write_text(EXCEL)
    for data in (tmp_path / "data", tmp_path / "none"):
        assert import_pre_orders(Options(data=data), command.asked) == 2
        out, err = capsys.readouterr()
        assert (out, err.count("\n"), err.startswith("inpass: ")) == ("", 1, True)
    assert command.count() == (0, 0)
