"""Every kind of operation: a frozen body, and one `perform` that runs at the desk on SQLite and again at central."""

from kiosk.operations import (
    access,
    charging_runs,
    confirmations,
    customers,
    debit_draws,
    direct_debit,
    freezes,
    journal,
    orders,
    people,
    settlement,
    subscription_changes,
    subscriptions,
    till,
)
from kiosk.operations.book import Book
from kiosk.operations.kinds import Body, Kind, body_bytes, kind_named, kind_of, read_body
from kiosk.operations.verdicts import Finding, Outcome, Verdict

__all__ = [
    "Body",
    "Book",
    "Finding",
    "Kind",
    "Outcome",
    "Verdict",
    "access",
    "body_bytes",
    "charging_runs",
    "confirmations",
    "customers",
    "debit_draws",
    "direct_debit",
    "freezes",
    "journal",
    "kind_named",
    "kind_of",
    "orders",
    "people",
    "read_body",
    "settlement",
    "subscription_changes",
    "subscriptions",
    "till",
]
