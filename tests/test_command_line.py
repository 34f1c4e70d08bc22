"""What the command line says: help and errors in the program's language, one line for an error, and exit codes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.tables import ThisDevice
from kiosk import __version__
from kiosk.__main__ import examine, folder_of
from kiosk.clock import FixedClock
from kiosk.command_line import Doors, run
from kiosk.mishaps import ROOT
from kiosk.opening import opened as opened_folder
from kiosk.options import Options
from kiosk.organisations.import_command import Asked
from kiosk.texts import Language, set_language


class Opened:
    """Doors that remember who came."""

    def __init__(self) -> None:
        self.options: list[Options] = []
        self.asked: list[Asked] = []
        self.operated: list[tuple[object, ...]] = []
        self.doors = Doors(
            desk=self._enter,
            demo=self._enter,
            doctor=self._enter,
            sync=self._enter,
            tour=lambda options, _out: self._enter(options),
            serve=lambda *_asked: 0,
            enrol=lambda *_asked: 0,
            order=lambda *_asked: 0,
            backup=self._operate,
            restored=self._operate,
            devices=self._operate,
            revoke=self._operate,
            import_pre_orders=self._import,
        )

    def _import(self, options: Options, asked: Asked) -> int:
        self.asked.append(asked)
        return self._enter(options)

    def _operate(self, *asked: object) -> int:
        self.operated.append(asked)
        return 4

    def _enter(self, options: Options) -> int:
        self.options.append(options)
        return 3


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return Opened()


@pytest.fixture(autouse=True)
def swedish_afterwards() -> Iterator[None]:
    yield
    set_language(Language.SWEDISH)


WRONG = [
    ("--nosuch", "Valet --nosuch finns inte. Se inpass --help."),
    ("--data", "--data behöver ett värde."),
    ("--kiosk=1", "--kiosk tar inget värde."),
    ("--lang fr", "--lang måste vara något av: sv, en."),
    ("nosuch", "Kommandot nosuch finns inte."),
    ("demo --members many", "--members måste vara ett heltal från 0 till 1000000. Se inpass demo --help."),
    ("demo --members -1", "--members måste vara ett heltal från 0 till 1000000."),
    ("import-preorders lista.csv --product GULD", "--organisation saknas. Se inpass import-preorders --help."),
    ("central", "Ett kommando saknas. Se inpass central --help."),
    ("central serve --port 70000", "--port måste vara ett heltal från 0 till 65535."),
    ("tour here there", "here there är mer än kommandot tar emot."),
    (f"--data {__file__} doctor", "--data måste vara en mapp, inte en fil."),
    ("central order /nix.json", "/nix.json finns inte. Se inpass central order --help."),
    ("central order /tmp", "/tmp är en mapp, och ska vara en fil."),
    ("central backup /tmp", "/tmp är en mapp, och ska vara en fil."),
    ("central revoke", "device saknas. Se inpass central revoke --help."),
    ("--lang en central order /nix.json", "/nix.json is not there."),
    ("--lang en nosuch", "There is no command nosuch. See inpass --help."),
    ("--lang=en --data", "--data needs a value."),
]


@pytest.mark.parametrize(("line", "said"), WRONG)
def test_an_error_is_one_line_in_our_language(
    line: str, said: str, opened: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(line.split(), opened.doors) == 2
    out, err = capsys.readouterr()
    assert err.startswith("inpass: ")
    assert said in err
    assert err.count("\n") == 1
    assert not out
    assert not opened.options


def test_it_speaks_as_the_desk_is_set(opened: Opened, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "settings.toml").write_text('language = "en"\n')
    run(["--data", str(tmp_path), "nosuch"], opened.doors)
    assert "There is no command" in capsys.readouterr().err
    (tmp_path / "settings.toml").write_text("torn")
    run(["--data", str(tmp_path), "nosuch"], opened.doors)
    assert "finns inte" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line",
    [
        "--help",
        "demo --help",
        "central serve --help",
        "central backup --help",
        "central restored --help",
        "central devices --help",
        "central revoke --help",
        "import-preorders --help",
        "--data /tmp --lang en sync --help",
    ],
)
def test_help_is_in_our_language_throughout(line: str, opened: Opened, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(line.split(), opened.doors) == 0
    out = capsys.readouterr().out
    is_english = "en" in line.split()
    assert ("Usage:" in out) is is_english
    assert ("Show this help." in out) is is_english
    assert ("Användning: inpass" in out) is not is_english
    assert all(word in out for word in line.split() if word.isalpha() and word != "en")
    assert not opened.options


def test_commands_are_reached_and_give_their_code(opened: Opened) -> None:
    assert run(["--data", "/tmp", "--offline", "doctor"], opened.doors) == 3
    assert opened.options == [Options(data=Path("/tmp"), is_offline=True)]


def test_an_import_is_asked_for_with_all_it_takes(opened: Opened) -> None:
    line = "import-preorders lista.csv --organisation 5599000014 --product GULD-12 --from 2027-01-01 --to 2027-12-31"
    assert run([*line.split(), "--dry-run", "--report", "rapport.csv"], opened.doors) == 3
    path = Path("lista.csv")
    asked = Asked(path, "5599000014", "GULD-12", "2027-01-01", "2027-12-31", True, Path("rapport.csv"))
    assert opened.asked == [asked]


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("backup kopia.db", ("", Path("kopia.db"), "")),
        ("backup --restored postgresql:///prov", ("", None, "postgresql:///prov")),
        ("backup kopia.db --database sqlite:///c.db", ("sqlite:///c.db", Path("kopia.db"), "")),
        ("restored", ("",)),
        ("devices --database sqlite:///c.db", ("sqlite:///c.db",)),
        ("revoke 0193 --database sqlite:///c.db", ("sqlite:///c.db", "0193")),
    ],
)
def test_an_operators_commands_are_reached(line: str, asked: tuple[object, ...], opened: Opened) -> None:
    assert run(["central", *line.split()], opened.doors) == 4
    assert opened.operated == [asked]


def inpass(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kiosk", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_program_itself(tmp_path: Path) -> None:
    assert inpass("--version").stdout == f"Inpass {__version__}\n"
    wrong = inpass("--data", str(tmp_path), "nosuch")
    assert (wrong.returncode, wrong.stdout, wrong.stderr.count("\n")) == (2, "", 1)
    absent = inpass("--data", str(tmp_path / "none"), "doctor")
    assert (absent.returncode, absent.stderr.count("\n")) == (1, 1)


def test_the_doctor_comes_while_the_desk_is_open(
    tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what it left out, and in the language the machine is set to."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    options = Options(data=tmp_path / "data")
    folder = folder_of(options)
    with opened_folder(folder, clock) as store:
        assert examine(options) == 0
        with store.reading():  # which goes on
            assert not ThisDevice.get().device_id
    told = capsys.readouterr().out
    assert "! Databas: inte kontrollerad: Inpass är öppet" in told
    assert "Datorns lagring:" in told
    assert "GB ledigt" in told
    assert "Kamera:" in told
    examine(options)
    assert "varje sida kontrollerad" in capsys.readouterr().out


def test_a_bug_in_a_command_is_no_traceback(tmp_path: Path) -> None:
    line = "import kiosk.__main__ as m, sys; m.examine = lambda options: 1 // 0; sys.argv[1:] = ['doctor']; m.main()"
    ended = subprocess.run(
        [sys.executable, "-c", line],
        cwd=ROOT,
        env=os.environ | {"XDG_DATA_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 1
    assert "E-" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stderr.count("\n") == 1
    (left,) = tmp_path.rglob("errors.txt")
    assert "ZeroDivisionError" in left.read_text("utf-8")
