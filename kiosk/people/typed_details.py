"""What was typed in the search box, taken over to the details of a new customer."""

from datetime import date

from kiosk.people.contact import read_email, read_phone
from kiosk.people.drafts import PersonalDetailsDraft
from kiosk.people.personal_identity import PersonalNumber, read_personal_number
from kiosk.problems import Problem
from kiosk.typed_text import one_line, tight

TEN = 10


def typed_details(text: str, today: date) -> PersonalDetailsDraft:
    """A whole personal number, e-mail address, phone number or name; nothing of what is none of these. A wrong personal
    number is taken over as it stands: its field says what is the matter."""
    typed = one_line(text)
    number = read_personal_number(typed, today)
    if isinstance(number, PersonalNumber):
        return PersonalDetailsDraft(personal_number=number.display(today))
    if _is_meant_as_number(typed, number):
        return PersonalDetailsDraft(personal_number=typed)
    if "@" in typed:
        email = read_email(typed)
        return PersonalDetailsDraft(email=email) if isinstance(email, str) else PersonalDetailsDraft()
    if any(mark.isdigit() for mark in typed):
        return PersonalDetailsDraft(mobile=typed) if _is_phone(typed) else PersonalDetailsDraft()
    if not any(mark.isalpha() for mark in typed):
        return PersonalDetailsDraft()
    given, _space, family = _capitalised(typed).rpartition(" ")
    return PersonalDetailsDraft(given_name=given or family, family_name=family if given else "")


def _is_meant_as_number(typed: str, problem: Problem) -> bool:
    """Ten digits in a row are as well a phone number or, with no date in them, a card's."""
    if tight(typed)[6:7] in ("-", "+") or len(tight(typed)) > TEN:
        return problem.code != "personal_number_form"
    return problem.code not in ("personal_number_form", "personal_number_date") and not _is_phone(typed)


def _is_phone(typed: str) -> bool:
    """Whole, and written as one begins: other digits are cards and member numbers."""
    return tight(typed).startswith(("0", "+")) and isinstance(read_phone(typed), str)


def _capitalised(typed: str) -> str:
    """One searches in small letters. Who typed a capital anywhere meant it as it stands."""
    if typed != typed.lower():
        return typed
    return " ".join("-".join(part[:1].upper() + part[1:] for part in word.split("-")) for word in typed.split(" "))
