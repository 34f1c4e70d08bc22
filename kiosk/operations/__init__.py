"""Every kind of operation: a frozen body, and one `perform` that runs at the desk on SQLite and again at central.

Who writes an operation imports its module; who reads one by its name gets them all (`all_kinds`)."""

from kiosk.operations.kinds import Body, Kind, body_bytes, every_kind, kind_named, kind_of, read_body
from kiosk.operations.verdicts import Finding, Outcome, Verdict

__all__ = [
    "Body",
    "Finding",
    "Kind",
    "Outcome",
    "Verdict",
    "body_bytes",
    "every_kind",
    "kind_named",
    "kind_of",
    "read_body",
]
