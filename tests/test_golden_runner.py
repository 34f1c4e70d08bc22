"""The golden runner: `python -m tests.golden DIR` computes, compares, and says by its exit code what it found."""

import json
from pathlib import Path

import pytest

from tests.golden.__main__ import main
from tests.golden.forms import GOLDEN, golden_cases

CASE = golden_cases("charging")[0]


def put(folder: Path, name: str, content: object) -> None:
    (folder / name).write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")


def test_the_projects_own_cases(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(GOLDEN)]) == 0
    printed = capsys.readouterr().out
    assert "charging.json: 13 cases, 0 mismatches" in printed
    assert "bank_accounts.json: 158 cases, 0 mismatches" in printed


def test_another_folder_with_other_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "more.json", [CASE, CASE | {"amount": 21281}])
    assert main([str(tmp_path)]) == 1
    printed = capsys.readouterr().out
    assert "more.json: case 2: amount should be 21281, is 21280" in printed
    assert "more.json: 2 cases, 1 mismatches" in printed


@pytest.mark.parametrize("content", [{"a": 1}, [{"a": 1}], []])
def test_what_no_rule_covers(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: object) -> None:
    put(tmp_path, "weather.json", content)
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == "weather.json: not yet covered\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("weather.json", "{"),
        ("charging.json", {"a": 1}),
        ("charging.json", [{"price": 1}]),
        ("charging.json", [CASE | {"first": "yesterday"}]),
        ("charging.json", [{key: value for key, value in CASE.items() if key != "amount"}]),
        ("bank_clearing.json", {"edition": "2031-01-01", "ranges": []}),
    ],
)
def test_what_cant_be_right(tmp_path: Path, name: str, content: object) -> None:
    put(tmp_path, name, content)
    assert main([str(tmp_path)]) == 1


@pytest.mark.parametrize("arguments", [["nowhere"], ["a", "b"]])
def test_nothing_to_run(arguments: list[str]) -> None:
    assert main(arguments) == 2
