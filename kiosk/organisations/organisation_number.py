"""Organisation numbers (rules.md 1): ten digits; a sole trader has the owner's personal number, and it is masked."""

import re
from dataclasses import dataclass
from datetime import date

from kiosk.people.personal_identity import PersonalNumber, read_personal_number
from kiosk.problems import Problem
from kiosk.typed_text import tight

FIELD = "organisation_number"
TEN_DIGITS = re.compile(r"(?:16)?([0-9]{6})-?([0-9]{4})")
PERSONAL = re.compile(r"(?:[0-9]{2})?[0-9]{2}[01][0-9]{3}[-+]?[0-9]{4}")
LEAST_THIRD = 2  # a personal number's third digit is the month's first: 0 or 1


@dataclass(frozen=True, slots=True)
class OrganisationNumber:
    """A number that has been read and found right. `digits`: ten; of a sole trader the personal number's last ten."""

    digits: str

    @property
    def is_personal(self) -> bool:
        return is_personal(self.digits)


def is_personal(digits: str) -> bool:
    """A sole trader's: shown masked, as every personal number."""
    return int(digits[2]) < LEAST_THIRD if digits else False


def show_number(digits: str) -> str:
    """`556703-7485`; a sole trader's `900101-****`; "" for none."""
    last = "****" if is_personal(digits) else digits[6:]
    return f"{digits[:6]}-{last}" if digits else ""


def show_whole(digits: str) -> str:
    """As typed in its field, and after an explicit, journalled "show"."""
    return f"{digits[:6]}-{digits[6:]}" if digits else ""


def read_organisation_number(text: str, today: date) -> OrganisationNumber | Problem:
    """With or without dash, `16` before it or not. A personal number is taken for a sole trader's."""
    typed = tight(text)
    found = TEN_DIGITS.fullmatch(typed)
    digits = "".join(found.groups()) if found else ""
    if found and not is_personal(digits):
        return _checked(digits)
    personal = read_personal_number(digits or typed, today)
    if isinstance(personal, PersonalNumber):
        return OrganisationNumber(personal.canonical[2:])
    is_meant = PERSONAL.fullmatch(typed) is not None
    return Problem("organisation_number_personal" if is_meant else "organisation_number_form", FIELD)


def _checked(digits: str) -> OrganisationNumber | Problem:
    from organisationsnummer import organisationsnummer

    if organisationsnummer.valid(digits):
        return OrganisationNumber(digits)
    return Problem("organisation_number_checksum", FIELD)
