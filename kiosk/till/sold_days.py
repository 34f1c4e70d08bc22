"""Rules: how a line of a sale says the days that it is for, on the receipt and wherever it is read again. Pure."""

import re
from datetime import date

SAID = re.compile(r"(\d{4}-\d{2}-\d{2}) – (\d{4}-\d{2}-\d{2})")


def with_days(text: str, first: date, last: date) -> str:
    return f"{text} {first} – {last}"


def without_days(text: str, first: date, last: date) -> str:
    """What was sold, of a text that says its days too."""
    return text.replace(with_days("", first, last), "", 1)


def days_said(text: str) -> tuple[date, date] | None:
    """Of a line sold before lines had days of their own (sale.made 1): those in its text, None where it says none."""
    found = SAID.search(text)
    return None if found is None else (date.fromisoformat(found[1]), date.fromisoformat(found[2]))


def days_of(text: str, first: date | None, last: date | None) -> tuple[date, date] | tuple[None, None]:
    """The line's own days, else those that its text says, else none."""
    return (first, last) if first is not None and last is not None else days_said(text) or (None, None)
