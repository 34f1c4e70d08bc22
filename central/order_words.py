"""What can't be read in the web shop's file of orders, in words: which order, which field, and what belongs there."""

import re

import msgspec

from kiosk.texts import N_, _

DAY = N_("a day such as 1990-01-31")
EXPECTED = {
    "birth_date": DAY,
    "certificate_until": DAY,
    "paid": N_("the sum in öre: a whole number, 0 or more"),
    "ordered_at": N_("a moment with its time zone, such as 2026-11-22T10:00:00+01:00"),
    "add_ons": N_("a list of the products’ codes"),
    "number": N_("a text of 1 to 40 characters"),
}
OTHERWISE = N_("a text of at most 200 characters")


def unreadable_words(error: msgspec.MsgspecError, raw: bytes) -> str:
    """`raw` is the file; it tells the order's number where that can be read."""
    if not isinstance(error, msgspec.ValidationError):
        return _("The file is not whole, or no JSON.")
    said = str(error)
    path = re.search(r"`\$(?:\[(\d+)\])?(?:\.(\w+))?[^`]*`$", said)
    place, field = (path[1], path[2] or "") if path else (None, "")
    words = {"order": _order(int(place or 0), raw)}
    if missing := re.search(r"missing required field `(\w+)`", said):
        return _("{order} lacks the field {field}.", field=missing[1], **words)
    if unknown := re.search(r"unknown field `([^`]*)`", said):
        return _("{order} has the field {field}, which is not known.", field=unknown[1], **words)
    if not field:
        return _("{order} is no order with fields of its own.", **words)
    return _("{order}: {field} must be {expected}.", field=field, expected=_(EXPECTED.get(field, OTHERWISE)), **words)


def _order(place: int, raw: bytes) -> str:
    """By its number, or by its place in the file."""
    read = msgspec.json.decode(raw)
    order = read[place] if isinstance(read, list) and place < len(read) else read
    number = order.get("number") if isinstance(order, dict) else None
    if isinstance(number, str) and 0 < len(number) <= 40:
        return _("Order {number}", number=number)
    return _("Order no. {place} in the file", place=place + 1)
