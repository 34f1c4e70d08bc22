"""Importing an organisation's pre-orders: file, columns, what is ordered, rows. Until Finish nothing is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from kiosk.formats import moment
from kiosk.long_work import LongWork
from kiosk.organisations.drafts import TermsDraft
from kiosk.organisations.import_bytes import FileBytes, read_file
from kiosk.organisations.import_columns import Layout, layout_of
from kiosk.organisations.import_facts import EarlierImport, earlier_imports, known_pre_orders
from kiosk.organisations.import_rows import Reading, judged_again, read_rows
from kiosk.organisations.import_terms import ImportTerms, whole_terms
from kiosk.organisations.importing import ACT, CHANGED_MEANWHILE, Imported, file_hash, import_rows
from kiosk.organisations.ordering import OrderingFacts, order_problems, read_ordering
from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, Quote, SummaryRow
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import N_, _

NAME = ACT
TITLE = N_("Import pre-orders from a file")


class Step(StrEnum):
    FILE = "import_file"
    COLUMNS = "import_columns"
    TERMS = "import_terms"
    ROWS = "import_rows"


@dataclass(frozen=True, slots=True)
class FilePart:
    """`detected`: how it is laid out. `again`: staff know that it was imported before. `refused`: why the one that was
    chosen last can't be taken."""

    file: FileBytes | None = None
    detected: Layout | None = None
    earlier: tuple[EarlierImport, ...] = ()
    again: bool = False
    refused: Problem | None = None


@dataclass(frozen=True, slots=True)
class ColumnsPart:
    """A layout that was chosen, for this very file."""

    file: FileBytes | None = None
    layout: Layout | None = None


@dataclass(frozen=True, slots=True)
class RowsPart:
    """The rows as read and put right, of this file and for these terms; or why the file can't be taken as a whole."""

    file: FileBytes | None = None
    layout: Layout | None = None
    terms: ImportTerms | None = None
    reading: Reading | None = None
    refused: Problem | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    file: FilePart = field(default_factory=FilePart)
    columns: ColumnsPart = field(default_factory=ColumnsPart)
    terms: TermsDraft = field(default_factory=TermsDraft)
    rows: RowsPart = field(default_factory=RowsPart)

    @property
    def layout(self) -> Layout | None:
        """As chosen, else as detected; None without a file."""
        return self.columns.layout if self.columns.file is self.file.file else self.file.detected


def begun(facts: OrderingFacts) -> Draft:
    """With what is usual for a new pre-order."""
    usual = facts.empty
    return Draft(terms=TermsDraft(usual.product_id, usual.valid_from, usual.valid_until))


def is_read(draft: Draft, facts: OrderingFacts) -> bool:
    """Whether the rows are those of what is chosen now."""
    rows = draft.rows
    is_same = rows.file is draft.file.file and rows.terms == whole_terms(draft.terms, facts.organisation_id)
    return is_same and rows.reading is not None and rows.layout == draft.layout


def is_refused(draft: Draft) -> bool:
    """Whether what is chosen now can't be taken as a whole."""
    return draft.rows.refused is not None and draft.rows.file is draft.file.file and draft.rows.layout == draft.layout


def problems(step: str, draft: Draft, facts: OrderingFacts) -> list[Problem]:
    match step:
        case Step.FILE:
            return _file_problems(draft.file)
        case Step.COLUMNS:
            return draft.layout.problems() if draft.layout is not None else []
        case Step.TERMS:
            return list(order_problems(draft.terms, facts))
    return _rows_problems(draft, facts)


def _file_problems(part: FilePart) -> list[Problem]:
    if part.file is None:
        return [part.refused or Problem("import_file_missing")]
    return [known_already(part.earlier)] if part.earlier and not part.again else []


def known_already(earlier: Sequence[EarlierImport]) -> Problem:
    """When the file was imported last, and by whom."""
    by = earlier[0].by or _("the command line")
    return Problem("import_known", "again", values={"at": moment(earlier[0].at), "by": by})


def _rows_problems(draft: Draft, facts: OrderingFacts) -> list[Problem]:
    if draft.rows.refused is not None and is_refused(draft):
        return [draft.rows.refused]
    if not is_read(draft, facts) or draft.rows.reading is None:
        return [Problem("import_not_looked_at")]
    return [] if any(draft.rows.reading.taken_in()) else [Problem("import_nothing_to_take_in")]


class ImportRoutine:
    """One visit, as the wizard knows a routine. `opened` reads a file and is called on the printer's lane,
    `read` on the database lane, as `finish` is."""

    name = NAME

    def __init__(self, store: Store, staff: Callable[[], StaffMember], facts: OrderingFacts) -> None:
        self._store, self._staff = store, staff
        self.facts = facts
        self._work = LongWork()
        self._overtaken: Reading | None = None

    def refresh(self) -> None:
        """What can't be ordered any more is said at the end."""
        facts = read_ordering(self._store, self._staff(), self.facts.organisation_id)
        if isinstance(facts, OrderingFacts):
            self.facts = facts

    def renewed(self, draft: Draft) -> Draft:
        """Its rows are read again by `read`."""
        return draft

    def steps(self, _draft: Draft) -> Sequence[str]:
        return tuple(Step)

    def next_step(self, step: str, draft: Draft) -> str | None:
        steps = list(self.steps(draft))
        return next(iter(steps[steps.index(step) + 1 :]), None)

    def problems(self, step: str, draft: Draft) -> Sequence[Problem]:
        if step == Step.ROWS and self.must_read(draft):
            return [Problem("import_not_looked_at")]
        return problems(step, draft, self.facts)

    def must_read(self, draft: Draft) -> bool:
        """Nothing has been read of what is chosen now, or something has come to the register since."""
        if draft.rows.reading is not None and draft.rows.reading is self._overtaken:
            return True
        return not is_read(draft, self.facts) and not is_refused(draft)

    def quote(self, _draft: Draft) -> Quote:
        return EMPTY_QUOTE

    def summary(self, _draft: Draft) -> Sequence[SummaryRow]:
        return ()

    def opened(self, path: Path) -> FilePart | Problem:
        file = read_file(path)
        if isinstance(file, Problem):
            return file
        earlier = earlier_imports(self._store, self.facts.organisation_id, file_hash(file))
        return FilePart(file, layout_of(file), earlier)

    def read(self, draft: Draft, work: LongWork) -> RowsPart:
        """What was put right stays so while the file is read in the same way. Raises WorkCancelled."""
        file, layout = draft.file.file, draft.layout
        terms = whole_terms(draft.terms, self.facts.organisation_id)
        if file is None or layout is None or terms is None:
            raise ValueError("an earlier step is not finished")
        with self._store.reading():
            known = known_pre_orders(terms)
        before = draft.rows.reading
        if before is not None and draft.rows.file is file and before.layout == layout:
            return RowsPart(file, layout, terms, judged_again(before, known))
        found = read_rows(file, layout, self.facts.today, known, work)
        if isinstance(found, Problem):
            return RowsPart(file, layout, terms, refused=found)
        return RowsPart(file, layout, terms, found)

    def new_work(self) -> LongWork:
        """Of the `finish` that begins now."""
        self._work = LongWork()
        return self._work

    def finish(self, draft: Draft) -> Imported:
        file, terms, reading = draft.rows.file, draft.rows.terms, draft.rows.reading
        if file is None or terms is None or reading is None:
            raise ValueError("the rows have not been read")
        knowingly = bool(draft.file.earlier) and draft.file.again
        who = self._staff()
        done = import_rows(self._store, who, file, reading, terms, knowingly=knowingly, progress=self._work)
        if any(problem.code == CHANGED_MEANWHILE for problem in done.problems):
            self._overtaken = reading
        return done
