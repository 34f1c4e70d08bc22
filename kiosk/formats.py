"""How figures and days look on screen and paper, the same in both languages (Swedish conventions)."""

from datetime import date, datetime

from kiosk.clock import STOCKHOLM

NBSP = "\N{NO-BREAK SPACE}"
NOTHING = "–"
"""Where there is none of it."""


def kronor(ore: int) -> str:
    """123450 → `1 234,50 kr`."""
    return f"{amount(ore)}{NBSP}kr"


def amount(ore: int) -> str:
    """123450 → `1 234,50`; a minus sign stands first."""
    return f"{'−' if ore < 0 else ''}{whole_kronor(abs(ore))},{abs(ore) % 100:02d}"


def whole_kronor(ore: int) -> str:
    """123450 → `1 234`; not below zero."""
    return whole(ore // 100)


def whole(number: int) -> str:
    """100000 → `100 000`."""
    return f"{number:,}".replace(",", NBSP)


def day(value: date | None) -> str:
    return value.isoformat() if value else NOTHING


def moment(value: datetime) -> str:
    """Local date and 24-hour time: `2026-11-22 10:32`."""
    return value.astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M")


def clock_time(value: datetime) -> str:
    return value.astimezone(STOCKHOLM).strftime("%H:%M")


def bankgiro(number: str) -> str:
    """50501055 → `5050-1055`, 9912346 → `991-2346`, however it was kept; what is no such number as it stands."""
    digits = "".join(one for one in number if one.isdecimal()).lstrip("0")
    return f"{digits[:-4]}-{digits[-4:]}" if len(digits) in (7, 8) else number
