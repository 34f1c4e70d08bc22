"""Days in words, in the user's language: for explanations. Figures and dates in fields and lists are `formats`."""

from datetime import date

from kiosk.texts import N_, _

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def month_name(day: date) -> str:
    return _(MONTHS[day.month - 1])


def days_text(first: date, last: date) -> str:
    """`22–30 November`; over a month's end `1 December 2026 – 31 October 2027`."""
    if (first.year, first.month) != (last.year, last.month):
        return f"{_with_year(first)} – {_with_year(last)}"
    if first == last:
        return f"{first.day} {month_name(first)}"
    return f"{first.day}–{last.day} {month_name(first)}"


def _with_year(day: date) -> str:
    return f"{day.day} {month_name(day)} {day.year}"
