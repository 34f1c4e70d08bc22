"""What a typed text can be the beginning of: which stretches of the search keys to look in. Pure."""

import re
import unicodedata
from dataclasses import dataclass

from kiosk.people.name_key import folded
from kiosk.people.search_index import KeyKind
from kiosk.typed_text import is_digits, tight

SEPARATORS = re.compile(r"[-+/().\s]")  # what people put between the groups of a number
COUNTRY_CODE = "46"
CENTURIES = ("18", "19", "20")
LEAST_LAST_DIGITS = 3  # of a phone number: fewer would list everybody
PERSONAL_10_DIGITS = 10


@dataclass(frozen=True, slots=True)
class KeyRange:
    """All keys of a kind that begin with `prefix`."""

    kind: KeyKind
    prefix: str


@dataclass(frozen=True, slots=True)
class UnfinishedWords:
    """All names with a word on each of these, the longest first: `and joh` finds Johan Andersson."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """`places` to look in, in the order their hits are shown. `number`: what was typed is one, else "".

    A number may be the beginning of several things at once, so each of its places gets its share of the list.
    """

    places: tuple[KeyRange | UnfinishedWords, ...] = ()
    number: str = ""


def read_query(text: str) -> Query:
    """Nothing is refused: a text that can be several things is looked for as each of them."""
    typed = unicodedata.normalize("NFKC", text).strip().casefold()
    number = SEPARATORS.sub("", tight(typed))
    if is_digits(number):
        return Query((*_number_ranges(typed, number), *_email_range(typed)), number)
    emails, names = _email_range(typed), _name_places(typed)
    if emails and ("@" in typed or "_" in typed):
        return Query(tuple(emails))
    if emails and "." in typed:
        return Query((*emails, *names))
    return Query((*_card_range(number), *names, *emails))


def _number_ranges(typed: str, digits: str) -> list[KeyRange]:
    phone = KeyRange(KeyKind.PHONE, _phone_prefix(digits))
    if typed.startswith("+"):
        return [phone]
    ranges = [KeyRange(KeyKind.CARD, digits), KeyRange(KeyKind.MEMBER, digits)]
    if digits.startswith(CENTURIES) or any(century.startswith(digits) for century in CENTURIES):
        ranges.append(KeyRange(KeyKind.PERSONAL_12, digits))
    if len(digits) <= PERSONAL_10_DIGITS:
        ranges.append(KeyRange(KeyKind.PERSONAL_10, digits))
    ranges.append(phone)
    if len(digits) >= LEAST_LAST_DIGITS:
        ranges.append(KeyRange(KeyKind.PHONE_REVERSED, digits[::-1]))
    return ranges


def _phone_prefix(digits: str) -> str:
    """As stored: `070…`, `+46 (0)70…` and `004670…` are all `4670…`."""
    if digits.startswith(f"{COUNTRY_CODE}0"):
        return COUNTRY_CODE + digits[3:]
    if digits.startswith("00") and len(digits) > 2:
        return digits[2:]
    return COUNTRY_CODE + digits[1:] if digits.startswith("0") else digits


def _email_range(typed: str) -> list[KeyRange]:
    return [KeyRange(KeyKind.EMAIL, typed)] if typed and not any(mark.isspace() for mark in typed) else []


def _card_range(bare: str) -> list[KeyRange]:
    """Card numbers may have letters, but none without a digit is looked for: those are names."""
    has_digit = any(mark.isdigit() for mark in bare)
    return [KeyRange(KeyKind.CARD, bare.upper())] if has_digit and bare.isascii() and bare.isalnum() else []


def _name_places(typed: str) -> list[KeyRange | UnfinishedWords]:
    """First as typed, only the last word unfinished; then with every word unfinished, in any order."""
    words = folded(typed).split()
    if not words:
        return []
    as_typed = KeyRange(KeyKind.NAME, " ".join(words))
    if len(words) == 1:
        return [as_typed]
    return [as_typed, UnfinishedWords(tuple(sorted(words, key=len, reverse=True)))]
