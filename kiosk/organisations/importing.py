"""Desk work: a file of pre-orders taken in, everything in one transaction, and taken back as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice

from db.tables import PreOrderImport
from kiosk.clock import day_of
from kiosk.ids import new_id
from kiosk.long_work import WorkCancelled
from kiosk.operations.pre_order_imports import (
    ROWS_EACH,
    ImportedRow,
    PreOrderImportRecorded,
    PreOrderImportUndone,
    PreOrdersImported,
    PreOrdersWithdrawn,
    same_file,
)
from kiosk.organisations.drafts import TermsDraft
from kiosk.organisations.import_bytes import FileBytes
from kiosk.organisations.import_facts import known_pre_orders
from kiosk.organisations.import_judging import ImportRow
from kiosk.organisations.import_rows import Progress, Reading, judged_again, unheard
from kiosk.organisations.import_terms import IMPORT, ImportTerms
from kiosk.organisations.ordering import NO_RIGHT, facts_on, order_problems
from kiosk.problems import Problem, Severity
from kiosk.routine import Outcome, Stopped
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Errand, Refused, Store

ACT = IMPORT
UNDO_ACT = "undo_import"
CANCELLED = Problem("import_cancelled", severity=Severity.WARNING)  # nothing is to be put right
CHANGED_MEANWHILE = "import_changed_meanwhile"


@dataclass(frozen=True, slots=True)
class Imported(Outcome):
    """`import_id`: what was written."""

    import_id: str = ""
    accepted: int = 0
    refused: int = 0


def file_hash(file: FileBytes) -> str:
    return sha256(file.data).hexdigest()


def import_rows(
    store: Store,
    staff: StaffMember,
    file: FileBytes,
    reading: Reading,
    terms: ImportTerms,
    *,
    knowingly: bool = False,
    progress: Progress = unheard,
) -> Imported:
    """All rows that are taken in, or nothing. `knowingly`: although the same file was imported before. On the database
    lane. What has come to the register since the rows were judged stops it: they are to be looked at again."""
    if not staff.may(Right.ORGANISATION):
        return Imported((Problem(NO_RIGHT),))
    accepted = sum(row.is_taken_in for row in reading.rows)
    if not accepted:
        return Imported((Problem("import_nothing_to_take_in"),))
    import_id = new_id()
    try:
        with store.errand(staff, ACT) as errand:
            terms = _holding(errand, terms)
            _look_again(reading, terms)
            known = same_file(file_hash(file), terms.organisation_id)
            if known and not knowingly:
                raise Stopped(Problem("import_known_now").at("import_file"))
            refused = len(reading.rows) - accepted
            _record(errand, import_id, file, terms, known, accepted, refused)
            _write(errand, import_id, reading, terms, accepted, progress)
    except Stopped as stopped:
        return Imported(stopped.problems)
    except WorkCancelled:
        return Imported((CANCELLED,))
    return Imported(import_id=import_id, accepted=accepted, refused=refused)


def _holding(errand: Errand, terms: ImportTerms) -> ImportTerms:
    """As the organisation goes now: it may have become another, or have lost its agreement."""
    facts = facts_on(terms.organisation_id, day_of(errand.at))
    if isinstance(facts, Problem):
        raise Stopped(facts)
    chosen = TermsDraft(terms.product_id, terms.valid_from, terms.valid_until)
    wrong = [problem for problem in order_problems(chosen, facts) if problem.blocks]
    if wrong:
        raise Stopped(*wrong)
    return replace(terms, organisation_id=facts.organisation_id)


def _look_again(reading: Reading, terms: ImportTerms) -> None:
    known = known_pre_orders(terms)
    if known != reading.known and judged_again(reading, known).verdicts() != reading.verdicts():
        raise Stopped(Problem(CHANGED_MEANWHILE))


def _record(
    errand: Errand,
    import_id: str,
    file: FileBytes,
    terms: ImportTerms,
    known: list[str],
    accepted: int,
    refused: int,
) -> None:
    errand.subject_id = terms.organisation_id
    errand.details = {"import": import_id, "accepted": accepted, "refused": refused}
    errand.perform(
        PreOrderImportRecorded(
            import_id=import_id,
            organisation_id=terms.organisation_id,
            product_id=terms.product_id,
            valid_from=terms.valid_from,
            valid_until=terms.valid_until,
            file_sha256=file_hash(file),
            file_name=file.name,
            accepted=accepted,
            refused=refused,
            staff_id=errand.staff.id,
            imported_at=errand.at,
            known=known,
        )
    )


def _write(
    errand: Errand, import_id: str, reading: Reading, terms: ImportTerms, accepted: int, progress: Progress
) -> None:
    for first, rows in _so_many(reading.taken_in()):
        progress(first, accepted)
        errand.perform(
            PreOrdersImported(
                import_id=import_id,
                organisation_id=terms.organisation_id,
                product_id=terms.product_id,
                valid_from=terms.valid_from,
                valid_until=terms.valid_until,
                created_at=errand.at,
                first=first,
                rows=rows,
            )
        )
    progress(accepted, accepted)


def _so_many(rows: Iterator[ImportRow]) -> Iterator[tuple[int, list[ImportedRow]]]:
    first = 0
    while some := [
        ImportedRow(row.personal_number or row.birth_date, row.name, row.email) for row in islice(rows, ROWS_EACH)
    ]:
        yield first, some
        first += len(some)


def undo_import(store: Store, staff: StaffMember, import_id: str, progress: Progress = unheard) -> Problem | None:
    """All of its pre-orders are withdrawn, or none: as soon as one is spent it stands. On the database lane."""
    if not staff.may(Right.ORGANISATION):
        return Problem(NO_RIGHT)
    try:
        with store.errand(staff, UNDO_ACT) as errand:
            imported = PreOrderImport.find(import_id)
            if imported is None or imported.undone_at is not None:
                raise Stopped(Problem("import_undone_already"))
            errand.subject_id = imported.organisation_id
            errand.details = {"import": import_id, "withdrawn": imported.accepted}
            errand.perform(PreOrderImportUndone(import_id=import_id, undone_at=errand.at))
            _withdraw(errand, imported, progress)
    except Stopped as stopped:
        return stopped.problems[0]
    except Refused as refused:
        return Problem(f"refused_{refused.findings[0].code}")
    except WorkCancelled:
        return CANCELLED
    return None


def _withdraw(errand: Errand, imported: PreOrderImport, progress: Progress) -> None:
    for first in range(0, imported.accepted, ROWS_EACH):
        progress(first, imported.accepted)
        count = min(ROWS_EACH, imported.accepted - first)
        errand.perform(PreOrdersWithdrawn(import_id=imported.id, first=first, count=count, withdrawn_at=errand.at))
    progress(imported.accepted, imported.accepted)
