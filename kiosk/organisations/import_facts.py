"""What the desk's file says about an import of pre-orders: what can be ordered, what is there, what was imported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from db.binding import current
from db.rows import found
from kiosk.catalogue import read_catalogue
from kiosk.operations.pre_order_imports import row_ids
from kiosk.organisations.import_rows import OTHER_PRODUCT, Known
from kiosk.organisations.import_terms import ImportTerms
from kiosk.people.name_key import folded
from kiosk.store import Store
from kiosk.typed_text import tight

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class EarlierImport:
    """The same file, imported before and not undone. `by` "": from the command line."""

    import_id: str
    file_name: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An import in the organisation's list. `is_spent`: one of its pre-orders is, so it can't be undone any more."""

    import_id: str
    file_name: str
    at: datetime
    by: str
    product: str
    valid_from: date
    valid_until: date
    accepted: int
    refused: int
    is_undone: bool
    is_spent: bool


def organisations_called(store: Store, wanted: str) -> list[str]:
    """Those with exactly this number, code or name."""
    number = tight(wanted).replace("-", "")
    with store.reading():
        rows = found("SELECT id, code, name, organisation_number FROM organisation WHERE merged_into IS NULL")
    return [
        row_id
        for row_id, code, name, own in rows
        if (own and own in (number, number[2:])) or wanted == code or folded(name) == folded(wanted)
    ]


def earlier_imports(store: Store, organisation_id: str, file_sha256: str) -> tuple[EarlierImport, ...]:
    """The latest first."""
    sql = """SELECT pre_order_import.id, file_name, imported_at, COALESCE(staff.name, '')
        FROM pre_order_import LEFT JOIN staff ON staff.id = staff_id
        WHERE file_sha256 = ? AND organisation_id = ? AND undone_at IS NULL ORDER BY imported_at DESC"""
    with store.reading():
        rows = found(sql, file_sha256, organisation_id)
    return tuple(EarlierImport(row_id, name, datetime.fromisoformat(at), by) for row_id, name, at, by in rows)


def known_pre_orders(terms: ImportTerms) -> Known:
    """Inside a read or an errand: what stands for the organisation, used or not, while these would be valid."""
    sql = """SELECT personal_number, birth_date, name_key, product_id, used_at IS NOT NULL FROM pre_order
        WHERE organisation_id = ? AND valid_until >= ? AND valid_from <= ?
            AND (withdrawn_at IS NULL OR used_at IS NOT NULL)"""
    numbers: dict[str, str] = {}
    people: dict[tuple[str, str], str] = {}
    numberless: dict[tuple[str, str], str] = {}
    rows = _rows(sql, terms.organisation_id, terms.valid_from.isoformat(), terms.valid_until.isoformat())
    for number, birth_date, name_key, product_id, is_used in rows:
        code = OTHER_PRODUCT if product_id != terms.product_id else "import_used" if is_used else "import_waiting"
        if number:
            _keep(numbers, number, code)
        else:
            _keep(numberless, (birth_date, name_key), code)
        _keep(people, (birth_date, name_key), code)
    return Known(numbers, people, numberless)


def _keep(by: dict[K, str], key: K, code: str) -> None:
    """Of several for the same person the one that says most counts."""
    if by.get(key, OTHER_PRODUCT) == OTHER_PRODUCT:
        by[key] = code


def _rows(sql: str, *values: object) -> Sequence[tuple[str, str, str, str, bool]]:
    """One after the other: an organisation may have 100 000."""
    cursor: Sequence[tuple[str, str, str, str, bool]] = current().execute_sql(sql, values)
    return cursor


def imports_of(store: Store, organisation_id: str) -> tuple[ImportLine, ...]:
    """The latest first. Not on Qt's thread: each import's pre-orders are looked through."""
    sql = """SELECT i.id, file_name, imported_at, COALESCE(staff.name, ''), product_id, valid_from, valid_until,
        accepted, refused, undone_at IS NOT NULL FROM pre_order_import i LEFT JOIN staff ON staff.id = staff_id
        WHERE organisation_id = ? ORDER BY imported_at DESC, i.id DESC"""
    with store.reading():
        products = read_catalogue().products
        return tuple(
            ImportLine(
                import_id,
                name,
                datetime.fromisoformat(at),
                by,
                products[product_id].name if product_id in products else "",
                date.fromisoformat(first),
                date.fromisoformat(last),
                accepted,
                refused,
                bool(is_undone),
                not is_undone and _is_spent(import_id),
            )
            for import_id, name, at, by, product_id, first, last, accepted, refused, is_undone in found(
                sql, organisation_id
            )
        )


def _is_spent(import_id: str) -> bool:
    (first,), (last,) = row_ids(import_id, 0, 1), row_ids(import_id, 16**12 - 1, 1)
    return bool(found("SELECT 1 FROM pre_order WHERE id >= ? AND id <= ? AND used_at IS NOT NULL LIMIT 1", first, last))
