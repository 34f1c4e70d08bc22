"""Operations on a file of pre-orders: what it was, its rows so many at a time, and all of it taken back."""

from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from db.fields import moment_text
from db.rows import found
from db.tables import PreOrder, PreOrderImport
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, operation
from kiosk.operations.organisation_names import standing
from kiosk.operations.pre_orders import UNSPENT, ordered_as
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed, rejected
from kiosk.people.name_key import folded
from kiosk.people.personal_identity import birth_text

ROWS_EACH = 1000
"""In one operation: less than half of the 1 MiB that is sent at a time, whatever names and addresses there are."""


class PreOrderImportRecorded(Body, frozen=True, kw_only=True):
    """`known`: imports of the same file that staff were told of, and went on."""

    import_id: str
    organisation_id: str
    product_id: str
    valid_from: date
    valid_until: date
    file_sha256: str
    file_name: str
    accepted: int
    refused: int
    staff_id: str
    imported_at: datetime
    known: list[str]


@operation("pre_order_import.recorded", PreOrderImportRecorded)
def record(book: Book, body: PreOrderImportRecorded) -> Verdict:
    """A fact. The same file from two desks that didn't know of each other stands twice, as a matter."""
    values = msgspec.structs.asdict(body) | {"organisation_id": standing(body.organisation_id)}
    known = values.pop("known")
    book.insert(PreOrderImport, id=values.pop("import_id"), undone_at=None, **values)
    twins = set(same_file(body.file_sha256, values["organisation_id"])) - {body.import_id, *known}
    said = {"organisation_id": values["organisation_id"], "file": body.file_name, "count": body.accepted}
    return changed(*[Finding("import_twice", None, said) for _twin in sorted(twins)[:1]])


def same_file(file_sha256: str, organisation_id: str) -> list[str]:
    """The imports of it that stand."""
    sql = "SELECT id FROM pre_order_import WHERE file_sha256 = ? AND organisation_id = ? AND undone_at IS NULL"
    return [str(row_id) for (row_id,) in found(sql, file_sha256, organisation_id)]


class ImportedRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """`identity`: a personal number in twelve digits, or else an ISO birth date."""

    identity: str
    name: str
    email: str


class PreOrdersImported(Body, frozen=True, kw_only=True):
    """`first`: the number of the first row in its import, counted from 0."""

    import_id: str
    organisation_id: str
    product_id: str
    valid_from: date
    valid_until: date
    created_at: datetime
    first: int
    rows: list[ImportedRow]


COLUMNS = (
    "id",
    "personal_number",
    "birth_date",
    "name",
    "name_key",
    "email",
    "organisation_id",
    "import_id",
    "product_id",
    "valid_from",
    "valid_until",
    "created_at",
    *UNSPENT,
)


@operation("pre_orders.imported", PreOrdersImported)
def take_in(book: Book, body: PreOrdersImported) -> Verdict:
    """Facts. What comes when all was taken back already, after central could read it, is withdrawn with the others."""
    undone = [undone_at for *_ordered, undone_at in _import_of(body.import_id) if undone_at is not None]
    state = UNSPENT | {"withdrawn_at": undone[0] if undone else None}
    shared = (
        standing(body.organisation_id),
        body.import_id,
        body.product_id,
        body.valid_from.isoformat(),
        body.valid_until.isoformat(),
        moment_text(body.created_at),
        *state.values(),
    )
    ids = row_ids(body.import_id, body.first, len(body.rows))
    who = [(*_identity(row.identity), row.name, folded(row.name), row.email) for row in body.rows]
    book.insert_many(PreOrder, COLUMNS, [(row_id, *one, *shared) for row_id, one in zip(ids, who, strict=True)])
    return APPLIED


def row_ids(import_id: str, first: int, count: int) -> list[str]:
    """Each row's id follows from its import's: a UUIDv7 of the same moment, in the order of the file."""
    before = import_id[:24]
    return [f"{before}{number:012x}" for number in range(first, first + count)]


def _identity(identity: str) -> tuple[str | None, str]:
    """Personal number and birth date."""
    return (identity, birth_text(identity)) if len(identity) == 12 else (None, identity)


class PreOrderImportUndone(Body, frozen=True, kw_only=True):
    import_id: str
    undone_at: datetime


@operation("pre_order_import.undone", PreOrderImportUndone)
def undo(book: Book, body: PreOrderImportUndone) -> Verdict:
    """Twice is the same as once. A claim: as soon as one of its pre-orders has been spent, none is taken back."""
    for organisation_id, product_id, undone_at in _import_of(body.import_id):
        if undone_at is not None:
            return APPLIED
        spent = _spent(body.import_id, 0, 16**12 - 1)
        if spent:
            book.tell(PreOrderImport, body.import_id)
            said = ordered_as(organisation_id, product_id)
            return rejected(Finding("import_undone_used", spent[0][1], said))
    book.update(PreOrderImport, body.import_id, undone_at=body.undone_at)
    return APPLIED


class PreOrdersWithdrawn(Body, frozen=True, kw_only=True):
    """So many of an import's rows, from the one numbered `first` on. It follows on the import's being undone."""

    import_id: str
    first: int
    count: int
    withdrawn_at: datetime


@operation("pre_orders.withdrawn", PreOrdersWithdrawn)
def withdraw_many(book: Book, body: PreOrdersWithdrawn) -> Verdict:
    """Where the import was not undone after all, the desk is told how its rows stand. One that was spent just before
    stands as spent, as a matter."""
    ids = row_ids(body.import_id, body.first, body.count)
    stands = _import_of(body.import_id)
    if stands and stands[0][2] is None:
        for row_id in ids:
            book.tell(PreOrder, row_id)
        return APPLIED
    sql = """SELECT id FROM pre_order WHERE id >= ? AND id <= ? AND used_at IS NULL AND withdrawn_at IS NULL
        ORDER BY id"""
    book.update_many(PreOrder, [row_id for (row_id,) in found(sql, ids[0], ids[-1])], withdrawn_at=body.withdrawn_at)
    spent = _spent(body.import_id, body.first, body.first + body.count - 1)
    return changed(*_findings(spent))


def _findings(spent: list[tuple[str, str, str, str]]) -> Iterator[Finding]:
    for _id, person_id, organisation_id, product_id in spent:
        yield Finding("pre_order_withdrawn_used", person_id, ordered_as(organisation_id, product_id))


def _import_of(import_id: str) -> list[tuple[str, str, str | None]]:
    return found("SELECT organisation_id, product_id, undone_at FROM pre_order_import WHERE id = ?", import_id)


def _spent(import_id: str, first: int, last: int) -> list[tuple[str, str, str, str]]:
    """Id, person, organisation and product of those that have been spent, of a range of the import's rows."""
    (low,), (high,) = row_ids(import_id, first, 1), row_ids(import_id, last, 1)
    sql = """SELECT id, person_id, organisation_id, product_id FROM pre_order
        WHERE id >= ? AND id <= ? AND used_at IS NOT NULL ORDER BY id"""
    return found(sql, low, high)
