"""`inpass import-preorders`: a file of pre-orders from the command line, with exit codes for scripts."""

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from kiosk.catalogue import read_catalogue
from kiosk.formats import moment
from kiosk.organisations.drafts import TermsDraft
from kiosk.organisations.import_bytes import FileBytes, read_file
from kiosk.organisations.import_columns import layout_of, unused_columns
from kiosk.organisations.import_facts import earlier_imports, known_pre_orders, organisations_called
from kiosk.organisations.import_judging import TAKEN_IN, Verdict
from kiosk.organisations.import_report import save_report
from kiosk.organisations.import_rows import read_rows
from kiosk.organisations.import_terms import ImportTerms, whole_terms
from kiosk.organisations.importing import file_hash, import_rows
from kiosk.organisations.ordering import OrderingFacts, agreement_over, order_problems, read_ordering
from kiosk.organisations.search import find_organisations
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from kiosk.texts import plural

T = TypeVar("T")
ALL_IN, SOME_REFUSED, FILE_REFUSED = 0, 1, 2
NOBODY = StaffMember("", "", "", Role.MANAGER)
"""Who can open the desk's encrypted file from a command line needs no PIN: it would guard nothing (decision 0032)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """As written on the command line. `again`: although the same file was imported before."""

    file: Path
    organisation: str
    product: str
    valid_from: str
    valid_until: str
    dry_run: bool = False
    report: Path | None = None
    again: bool = False


class _Refused(Exception):
    """Nothing is imported: said in one line."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def _told(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _complained(line: str) -> None:
    sys.stderr.write(f"inpass: {line}\n")


def import_file(
    store: Store, asked: Asked, tell: Callable[[str], None] = _told, complain: Callable[[str], None] = _complained
) -> int:
    """The exit code. Raises FileNotSaved or DiskFull where the report can't be saved; then nothing is imported."""
    try:
        return _imported(store, asked, tell, complain)
    except _Refused as refused:
        complain(sentence(refused.problem))
        return FILE_REFUSED


def _imported(store: Store, asked: Asked, tell: Callable[[str], None], complain: Callable[[str], None]) -> int:
    file = _or_refused(read_file(asked.file))
    facts = _organisation(store, asked.organisation)
    terms, warnings = _terms(store, facts, asked)
    layout = layout_of(file)
    for warning in (agreement_over(facts), *warnings, unused_columns(file, layout)):
        if warning is not None:
            complain(sentence(warning))
    _check_not_known(store, file, terms, asked)
    with store.reading():
        known = known_pre_orders(terms)
    reading = _or_refused(read_rows(file, layout, facts.today, known))
    if asked.report is not None:
        _check_other_file(asked.file, asked.report)
        save_report(reading, asked.report, is_dry=asked.dry_run)
    counts = reading.counts()
    if not asked.dry_run and any(counts[one] for one in TAKEN_IN):
        done = import_rows(store, NOBODY, file, reading, terms, knowingly=asked.again)
        if done.problems:
            raise _Refused(done.problems[0])
    for line in _summary(counts, is_dry=asked.dry_run):
        tell(line)
    return ALL_IN if all(row.is_taken_in for row in reading.rows) else SOME_REFUSED


def _or_refused(found: T | Problem) -> T:
    if isinstance(found, Problem):
        raise _Refused(found)
    return found


def _organisation(store: Store, wanted: str) -> OrderingFacts:
    """By its number, code or name: whole, or as much of it as only one has."""
    same = organisations_called(store, wanted) or [hit.organisation_id for hit in find_organisations(store, wanted)]
    if len(same) != 1:
        code = "import_organisation_many" if same else "import_organisation_none"
        raise _Refused(Problem(code, values={"wanted": wanted}))
    return _or_refused(read_ordering(store, NOBODY, same[0]))


def _terms(store: Store, facts: OrderingFacts, asked: Asked) -> tuple[ImportTerms, list[Problem]]:
    with store.reading():
        codes = {one.code: one.id for one in read_catalogue().products.values() if one.id in dict(facts.products)}
    if asked.product not in codes:
        values = {"wanted": asked.product, "codes": ", ".join(codes)}
        raise _Refused(Problem("import_product_none", values=values))
    draft = TermsDraft(codes[asked.product], _day("--from", asked.valid_from), _day("--to", asked.valid_until))
    found = list(order_problems(draft, facts))
    for problem in found:
        if problem.blocks:
            raise _Refused(problem)
    terms = whole_terms(draft, facts.organisation_id)
    if terms is None:
        raise ValueError("this draft has problems")
    return terms, found


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _Refused(Problem("import_no_day", values={"option": option, "text": text})) from error


def _check_not_known(store: Store, file: FileBytes, terms: ImportTerms, asked: Asked) -> None:
    for earlier in earlier_imports(store, terms.organisation_id, file_hash(file)) if not asked.again else ():
        raise _Refused(Problem("import_known_command", values={"name": file.name, "at": moment(earlier.at)}))


def _check_other_file(file: Path, report: Path) -> None:
    if report.exists() and report.samefile(file):
        raise _Refused(Problem("import_report_is_file", values={"name": report.name}))


def _summary(counts: Counter[Verdict], *, is_dry: bool) -> list[str]:
    taken, looked_at = sum(counts[one] for one in TAKEN_IN), counts[Verdict.WARNING]
    wrong, twice = counts[Verdict.ERROR], counts[Verdict.DUPLICATE]
    if is_dry:
        first = plural("{n} pre-order would be imported.", "{n} pre-orders would be imported.", taken)
    else:
        first = plural("{n} pre-order imported.", "{n} pre-orders imported.", taken)
    more = {
        plural("{n} of them to be looked at.", "{n} of them to be looked at.", looked_at): looked_at,
        plural("{n} row refused.", "{n} rows refused.", wrong): wrong,
        plural("{n} row refused: already there.", "{n} rows refused: already there.", twice): twice,
    }
    return [first, *(words for words, count in more.items() if count)]
