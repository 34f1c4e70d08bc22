"""Phone numbers, e-mail addresses and postcodes as they are typed, stored and shown."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from kiosk.problems import Problem
from kiosk.typed_text import tight

HOME_REGION = "SE"
HOME_COUNTRY_CODE = 46
PLAIN_EMAIL = re.compile(r"([A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*)@([A-Za-z0-9.-]+)")
LONGEST_PLAIN = 200  # of 254 that are allowed, in whatever form they are counted
DOMAINS_KEPT = 4096
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
    plain = PLAIN_EMAIL.fullmatch(text.strip())
    normal = _plain_email(plain[1], plain[2]) if plain is not None else None
    if normal is None:
        normal = _validated(unicodedata.normalize("NFKC", text).strip())
    return normal or Problem("email_form", field)


def _plain_email(mailbox: str, domain: str) -> str | None:
    """As the library would say it, which is asked about each domain only once; "" for no address. None: not so plain.

    Files of 100 000 addresses are read by it.
    """
    is_kept = "." in mailbox or mailbox == mailbox.lower()  # `INFO` and its like the library turns into small letters
    if not is_kept or len(mailbox) + len(domain) > LONGEST_PLAIN:
        return None
    normal = _normal_domain(domain)
    return normal and f"{mailbox}@{normal}"


@lru_cache(maxsize=DOMAINS_KEPT)
def _normal_domain(domain: str) -> str | None:
    """ "" for one that is none; None for one that has another name, in letters of its own."""
    return None if "xn--" in domain.lower() else _validated(f"a@{domain}").removeprefix("a@")


def _validated(address: str) -> str:
    """ "" for no address."""
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        return ""


def read_postcode(text: str, field: str = "postcode") -> str | Problem:
    """Five digits: `114 55` → `11455`."""
    found = POSTCODE.fullmatch(tight(text))
    return found[1] if found else Problem("postcode_form", field)


def show_postcode(postcode: str) -> str:
    return f"{postcode[:3]} {postcode[3:]}"


def address_lines(street: str, postcode: str, city: str, country: str) -> Iterator[str]:
    """As they are stored → as on an envelope; what is empty is left out, and so is the home country."""
    is_home = country == HOME_REGION
    town = f"{show_postcode(postcode) if is_home and postcode else postcode} {city}".strip()
    yield from (line for line in (street, town, "" if is_home else country) if line)
