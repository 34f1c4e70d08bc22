"""What the organisation gets back about its file: the rows that were not taken in or need a look, and why."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kiosk.documents.files import save_file
from kiosk.documents.spreadsheet import spreadsheet_bytes
from kiosk.organisations.import_judging import ImportRow, Verdict
from kiosk.organisations.import_rows import Reading
from kiosk.sentences import sentence
from kiosk.texts import N_, _

VERDICTS = {
    Verdict.OK: N_("Right"),
    Verdict.WARNING: N_("Imported, to be looked at"),
    Verdict.ERROR: N_("Not imported"),
    Verdict.DUPLICATE: N_("Not imported: already there"),
}
"""Verdict → words to translate with `_`."""
DRY_VERDICTS = {
    **VERDICTS,
    Verdict.WARNING: N_("Would be imported, to be looked at"),
    Verdict.ERROR: N_("Would not be imported"),
    Verdict.DUPLICATE: N_("Would not be imported: already there"),
}
"""Of a trial, which imports nothing."""
HEADINGS = (
    N_("Line"),
    N_("Name"),
    N_("Personal number or birth date"),
    N_("E-mail"),
    N_("What became of it"),
    N_("Why"),
)


def report_name(file_name: str) -> str:
    """Beside the organisation's own: `lista.csv` → `lista-rapport.csv`, in the user's language."""
    report = _("report")
    return f"{Path(file_name).stem}-{report}.csv"


def save_report(reading: Reading, path: Path, *, is_dry: bool = False) -> Path:
    """`is_dry`: of a trial. Raises FileNotSaved or DiskFull."""
    return save_file(report_bytes(reading, DRY_VERDICTS if is_dry else VERDICTS), path)


def report_bytes(reading: Reading, verdicts: Mapping[Verdict, str] = VERDICTS) -> bytes:
    """For a spreadsheet. Numbers stand whole: it goes back to who sent them, and what is wrong with a number is often
    in its last digits (decision 0032)."""
    return spreadsheet_bytes([_(heading) for heading in HEADINGS], _lines(reading, verdicts))


def _lines(reading: Reading, verdicts: Mapping[Verdict, str]) -> Iterator[tuple[str, ...]]:
    for row in reading.rows:
        if row.problems:
            yield (str(row.line), row.name, row.identity, row.email, _(verdicts[row.verdict]), why(row))


def why(row: ImportRow) -> str:
    """Everything that was found, in the user's language."""
    return " ".join(sentence(problem) for problem in row.problems)
