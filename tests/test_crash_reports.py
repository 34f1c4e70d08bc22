"""What a run that died leaves for the next: its stacks without folders, errors nobody read; each offered once."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.crash_reports import CrashReports, ReportKind, save
from kiosk.errors import FileNotSaved
from kiosk.mishaps import ROOT, told

DYING = """
import os, signal, sys
from pathlib import Path
from kiosk.crash_reports import CrashReports

def in_the_middle_of_something():
    os.kill(os.getpid(), signal.SIGSEGV)

CrashReports(Path(sys.argv[1]), "1.2.3").begin()
in_the_middle_of_something()
"""


def left_by_a_crash(folder: Path) -> None:
    script = folder.parent / "anna.secret" / "dying.py"
    script.parent.mkdir(exist_ok=True)
    script.write_text(DYING)
    ended = subprocess.run([sys.executable, script, folder], env={"PYTHONPATH": str(ROOT)}, check=False)
    assert ended.returncode


def test_a_crash_is_offered_once(tmp_path: Path) -> None:
    left_by_a_crash(tmp_path / "logs")
    reports = CrashReports(tmp_path / "logs", "1.2.3")
    reports.begin()
    found = reports.waiting()
    assert found is not None
    assert found.kind is ReportKind.CRASH
    assert "in_the_middle_of_something" in found.text
    assert 'File "dying.py"' in found.text
    assert "anna.secret" not in found.text
    assert "Inpass 1.2.3" in found.text
    reports.end()
    reports.begin()
    assert reports.waiting() == found, "nobody has been offered it yet"
    reports.offered()
    assert reports.waiting() is None
    reports.end()
    reports.begin()
    assert reports.waiting() is None
    reports.end()


def test_a_run_that_ends_well_leaves_nothing(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path / "logs", "1.2.3")
    reports.begin()
    (tmp_path / "logs" / "crash.txt").write_text("Windows fatal exception: code 0x8001010d\n")
    reports.end()
    reports.begin()
    assert reports.waiting() is None
    reports.end()


def test_an_error_that_nobody_read_waits(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path, "1.2.3")
    reports.begin()
    read, unread = _details("read"), _details("unread")
    for details in (read, unread):
        reports.note(details)
    reports.seen(read)
    reports.end()
    reports.begin()
    found = reports.waiting()
    reports.end()
    assert found is not None
    assert found.kind is ReportKind.ERROR
    assert unread in found.text
    assert read not in found.text


def _details(what: str) -> str:
    try:
        raise ValueError(what)
    except ValueError as error:
        return told(error, what).details


def test_a_full_disk_costs_only_the_report(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    reports = CrashReports(tmp_path / "logs", "1.2.3")
    reports.begin()
    reports.note("something")
    assert reports.waiting() is None
    reports.end()


def test_a_report_that_cannot_be_saved_says_so(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path, "1.2.3")
    reports.begin()
    reports.note("something")
    reports.end()
    reports.begin()
    found = reports.waiting()
    reports.end()
    assert found is not None
    save(found, tmp_path / "saved.txt")
    assert "something" in (tmp_path / "saved.txt").read_text("utf-8")
    with pytest.raises(FileNotSaved) as refused:
        save(found, tmp_path / "nowhere" / "saved.txt")
    assert "mapp" in refused.value.remedy
