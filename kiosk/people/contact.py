"""Phone numbers, e-mail addresses and postcodes as they are typed, stored and shown."""

import re
import unicodedata

from kiosk.problems import Problem
from kiosk.typed_text import tight

HOME_REGION = "SE"
HOME_COUNTRY_CODE = 46
POSTCODE = re.compile(r"(?:SE?-?)?([1-9][0-9]{4})", re.IGNORECASE)


def read_phone(text: str, field: str = "mobile") -> str | Problem:
    """E.164. Letters and extensions are refused: they would be dropped or turned into digits silently."""
    import phonenumbers

    if any(mark.isalpha() for mark in text):
        return Problem("phone_form", field)
    try:
        number = phonenumbers.parse(text, HOME_REGION)
    except phonenumbers.NumberParseException:
        return Problem("phone_form", field)
    if number.extension:
        return Problem("phone_form", field)
    if not phonenumbers.is_valid_number(number):
        return Problem("phone_unknown", field)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def show_phone(e164: str) -> str:
    """`070-174 06 05` for Swedish numbers, `+47 22 22 22 22` for others."""
    import phonenumbers

    number = phonenumbers.parse(e164, HOME_REGION)
    is_home = number.country_code == HOME_COUNTRY_CODE
    form = phonenumbers.PhoneNumberFormat.NATIONAL if is_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def read_email(text: str, field: str = "email") -> str | Problem:
    """The address in its normal form; nothing is looked up."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(unicodedata.normalize("NFKC", text).strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        return Problem("email_form", field)


def read_postcode(text: str, field: str = "postcode") -> str | Problem:
    """Five digits: `114 55` → `11455`."""
    found = POSTCODE.fullmatch(tight(text))
    return found[1] if found else Problem("postcode_form", field)


def show_postcode(postcode: str) -> str:
    return f"{postcode[:3]} {postcode[3:]}"
