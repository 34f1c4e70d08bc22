"""What a journey left in the desk's file and folder: every row, every file, and whether a registration is whole."""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from db.tables import (
    ALL,
    Card,
    Certificate,
    Guardian,
    IdentityCheck,
    JournalEntry,
    LoggedOperation,
    Lot,
    Mandate,
    Payment,
    Person,
    Photo,
    PhotoBlob,
    Receipt,
    ReceiptSeries,
    Row,
    Sale,
    SaleLine,
    Subscription,
    ThisDevice,
)
from kiosk.opening import BALLAST, DataFolder
from kiosk.operations import body_bytes, kind_named, read_body
from kiosk.operations.hashing import NO_HASH, operation_hash
from kiosk.store import Store

Dump = dict[str, list[str]]
DATABASE_FILES = ("inpass.db", "inpass.db-wal", "inpass.db-shm")  # compared by their rows
ONE_ROW_EACH: dict[str, type[Row]] = {
    "person.registered": Person,
    "certificate.recorded": Certificate,
    "subscription.sold": Subscription,
    "mandate.drafted": Mandate,
    "card.assigned": Card,
    "photo.set": Photo,
    "sale.made": Sale,
    "payment.taken": Payment,
    "receipt.issued": Receipt,
    "journal.written": JournalEntry,
}

LET_IN = "device_approved"  # central's own line, which it sends to the desks


ROW_AS = {"refund.paid": "payment.taken"}
"""Kinds whose row stands in the table of another."""


def everything(store: Store) -> Dump:
    """Every row of every table."""
    with store.reading():
        return {table.table_name(): sorted(repr(row) for row in table.select().tuples()) for table in ALL}


def files(folder: DataFolder) -> dict[str, str]:
    """Content of every file in the data folder and of the key; the log apart, which holds nothing of anybody."""
    found = [*folder.path.rglob("*"), *folder.config.rglob("*")]
    kept = [path for path in found if path.is_file() and path.name not in DATABASE_FILES and path.suffix != ".log"]
    return {path.name: _content(path) for path in kept if path.stat().st_size}


def _content(path: Path) -> str:
    """The ballast is many megabytes of nothing: its size is enough."""
    return str(path.stat().st_size) if path.name == BALLAST else sha256(path.read_bytes()).hexdigest()


@dataclass(frozen=True, slots=True)
class Registration:
    """All rows of one registration."""

    person: Any
    checks: dict[str, Any]
    guardians: list[Any]
    certificates: list[Any]
    main: Any
    add_ons: list[Any]
    lots: list[Any]
    mandates: list[Any]
    cards: list[str]
    photos: list[Any]
    sale: Any
    lines: list[Any]
    payments: list[Any]
    receipt: Any
    journal: Any
    kinds: list[str]


def registration(store: Store, person_id: str) -> Registration:
    """Read from the tables, and checked to be whole: rows, log and sums agree."""
    with store.reading():
        found = _read(person_id)
        _check_log_of(found)
        _check_money(found)
        _check_photo(found)
    return found


def newest(store: Store) -> Registration:
    """The last one registered here."""
    with store.reading():
        entry = JournalEntry.select().where(JournalEntry.act == "register_private_customer")
        last = entry.order_by(JournalEntry.id.desc()).get()
    return registration(store, last.subject_id)


def _read(person_id: str) -> Registration:
    def of(table: Any) -> list[Any]:
        return list(table.select().where(table.person_id == person_id).order_by(table.id))

    subscriptions = of(Subscription)
    (main,) = [one for one in subscriptions if one.main_id is None]
    sale = Sale.get_or_none(Sale.person_id == person_id)
    ids = [one.id for one in subscriptions]
    journal = JournalEntry.get(JournalEntry.subject_id == person_id)
    logged = LoggedOperation.select().where(LoggedOperation.errand_id == journal.errand_id)
    return Registration(
        person=Person.find(person_id),
        checks={check.kind: check.valid_until for check in of(IdentityCheck)},
        guardians=of(Guardian),
        certificates=of(Certificate),
        main=main,
        add_ons=[one for one in subscriptions if one.main_id == main.id],
        lots=list(Lot.select().where(Lot.subscription.in_(ids)).order_by(Lot.amount)),
        mandates=of(Mandate),
        cards=[card.number for card in of(Card)],
        photos=of(Photo),
        sale=sale,
        lines=list(SaleLine.select().where(SaleLine.sale == sale)) if sale else [],
        payments=list(Payment.select().where(Payment.sale == sale).order_by(Payment.method)) if sale else [],
        receipt=Receipt.get(Receipt.sale == sale) if sale else None,
        journal=journal,
        kinds=[row.kind for row in logged.order_by(LoggedOperation.seq)],
    )


def _check_log_of(found: Registration) -> None:
    """Each row of the errand by one operation, the journal's last."""
    rows = {
        "person.registered": 1,
        "certificate.recorded": len(found.certificates),
        "subscription.sold": 1 + len(found.add_ons),
        "mandate.drafted": len(found.mandates),
        "card.assigned": len(found.cards),
        "photo.set": len(found.photos),
        "sale.made": 1 if found.sale else 0,
        "payment.taken": len(found.payments),
        "receipt.issued": 1 if found.sale else 0,
        "journal.written": 1,
    }
    assert Counter(found.kinds) == Counter(rows)
    assert found.kinds[-1] == "journal.written"
    assert found.journal.act == "register_private_customer"


def _check_money(found: Registration) -> None:
    """What was paid is what the lots cost, and a line for each subscription."""
    due = sum(lot.amount for lot in found.lots)
    if not due:
        assert found.sale is None
        return
    assert found.sale.total == due == sum(line.amount for line in found.lines)
    assert sum(payment.amount for payment in found.payments) == found.sale.total + found.sale.rounding
    assert {line.subscription_id for line in found.lines} == {found.main.id, *(one.id for one in found.add_ons)}
    assert msgspec.json.decode(found.journal.details)["receipt"] == found.receipt.number


def _check_photo(found: Registration) -> None:
    assert found.person.photo_id == (found.photos[0].id if found.photos else None)
    for photo in found.photos:
        blob = PhotoBlob.find(photo.sha256)
        assert sha256(bytes(blob.jpeg)).hexdigest() == photo.sha256
        assert len(blob.jpeg) == blob.size <= 200_000


def check_store(store: Store) -> None:
    """The file is sound, the log's chain unbroken, each row logged once, the receipt series without gap or repeat."""
    assert store.database.damage() == []  # type: ignore[attr-defined]
    with store.reading():
        _check_chain()
        kinds = [row.kind for row in LoggedOperation.select(LoggedOperation.kind)]
        let_in = JournalEntry.select().where(JournalEntry.act == LET_IN).count()
        counts = Counter(ROW_AS.get(kind, kind) for kind in kinds if ROW_AS.get(kind, kind) in ONE_ROW_EACH)
        counts += Counter({"journal.written": let_in})
        assert counts == {kind: rows for kind, table in ONE_ROW_EACH.items() if (rows := table.select().count())}
        numbers = sorted(row.number for row in Receipt.select())
        assert numbers == list(range(1, len(numbers) + 1))
        assert [row.last_number for row in ReceiptSeries.select()] == ([len(numbers)] if numbers else [])


def _check_chain() -> None:
    log: list[Any] = list(LoggedOperation.select().order_by(LoggedOperation.seq).dicts())
    assert {row["incarnation"] for row in log} <= {ThisDevice.get().incarnation}
    assert [row["seq"] for row in log] == list(range(1, len(log) + 1))
    hashes = [NO_HASH, *(bytes(row["hash"]) for row in log)]
    for row, (before, after) in zip(log, pairwise(hashes), strict=True):
        assert operation_hash(before, row) == after
        kind = kind_named(row["kind"])
        assert kind is not None
        assert body_bytes(read_body(kind, bytes(row["body"]), row["version"])) == bytes(row["body"])
