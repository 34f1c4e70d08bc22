"""One line of an autogiro file: read as the record it is, and written back in the same characters."""

from collections.abc import Sequence

from kiosk.direct_debit import autogiro_records as records
from kiosk.direct_debit.autogiro_closings import CLOSINGS
from kiosk.direct_debit.autogiro_records import LENGTH, Record
from kiosk.direct_debit.record_fields import Unfitting

KINDS: dict[str, Sequence[type[Record]]] = {
    "01": (records.FileOpening, records.SpecificationOpening, records.ReportOpening),
    "03": (records.ChangeReport, records.DeletedMandate),
    "04": (records.NewMandate,),
    "05": (records.ChangedPayerNumber,),
    "09": CLOSINGS,
    "11": (records.ChangeReport,),
    **dict.fromkeys(("15", "16", "17"), (records.Deposit,)),
    **{f"{code}": (records.ChangeReport, records.ChangeRequest) for code in range(21, 30)},
    **dict.fromkeys(("32", "82"), (records.Payment, records.RejectedPayment)),
    "73": (records.MandateAdvice,),
    "77": (records.RefundedPayment,),
}
"""By transaction code, the kind that asks most of its columns first: the same code means one thing out, another in."""


def read_line(line: str) -> Record | None:
    """None for a line that is no record known here."""
    for kind in KINDS.get(line[:2], ()):
        record = _read_as(kind, line)
        if record is not None and write_line(record) == line:  # nothing in it may be lost
            return record
    return None


def write_line(record: Record) -> str:
    """Eighty characters. Raises ValueError for a value that its columns can't hold."""
    written = [field.write(getattr(record, field.name) if field.name else None) for field in record.layout]
    if any(len(columns) != field.width for columns, field in zip(written, record.layout, strict=True)):
        raise ValueError(f"too long for its columns: {type(record).__name__}")
    return "".join(written)


def _read_as(kind: type[Record], line: str) -> Record | None:
    if len(line) != LENGTH:
        return None
    values, at = {}, 0
    for field in kind.layout:
        try:
            value = field.read(line[at : at + field.width])
        except Unfitting:
            return None
        if field.name:
            values[field.name] = value
        at += field.width
    return kind(**values)
