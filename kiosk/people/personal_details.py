"""The personal details step: what is read from the typed texts, and what keeps it from being finished."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kiosk.desk_facts import Facts
from kiosk.formats import day
from kiosk.people.contact import HOME_REGION, read_email, read_phone, read_postcode, show_postcode
from kiosk.people.customer_types import IdOrigin
from kiosk.people.drafts import IdentificationDraft, KnownPerson, LookedUp, PersonalDetailsDraft
from kiosk.people.identification import age_problems
from kiosk.people.personal_identity import PersonalNumber, birth_date_problem, read_personal_number
from kiosk.problems import Problem, Severity
from kiosk.texts import N_, _
from kiosk.typed_text import one_line

FOREIGN_DOCUMENTS = {
    "passport": N_("Passport"),
    "national_id_card": N_("National identity card"),
    "residence_permit_card": N_("Residence permit card"),
    "driving_licence": N_("Driving licence"),
}
"""Kinds of foreign identity documents: code → label to translate with `_`."""
SHARED = {"name": N_("name"), "email": N_("e-mail"), "mobile": N_("phone"), "street": N_("address")}
"""What two people can have in common: `KnownPerson.shares` → word to translate with `_`."""
HOME = HOME_REGION
LONGEST = 100  # characters in a name or an address line: more is a slip of the paste key
LOOKED_UP = ("given_name", "family_name", "street", "postcode", "city")


def document_words(kind: str, country: str) -> str:
    """A foreign identity document, in the user's language."""
    name = _(FOREIGN_DOCUMENTS[kind]) if kind in FOREIGN_DOCUMENTS else ""
    return ", ".join(part for part in (name, country) if part)


@dataclass(frozen=True, slots=True)
class Details:
    """The typed texts as they are stored; "" for what is missing or can't be read. A protected address is kept."""

    given_name: str
    family_name: str
    street: str
    postcode: str
    city: str
    country: str
    email: str
    mobile: str
    home_phone: str
    work_phone: str


def identity_line(text: str, today: date) -> str:
    """For beside the field while a personal number is typed: `Born 2012-12-12, 13 years old`; "" until it is right."""
    number = read_personal_number(text, today)
    if isinstance(number, Problem):
        return ""
    words = {"birth_date": day(number.birth_date), "age": number.age(today)}
    if number.is_coordination_number:
        return _("Coordination number. Born {birth_date}, {age} years old", **words)
    return _("Born {birth_date}, {age} years old", **words)


def number_of(details: PersonalDetailsDraft, identification: IdentificationDraft, today: date) -> PersonalNumber | None:
    """The typed number when it is right; always None for a foreign identity."""
    if identification.id_origin is IdOrigin.FOREIGN:
        return None
    number = read_personal_number(details.personal_number, today)
    return None if isinstance(number, Problem) else number


def birth_date_of(details: PersonalDetailsDraft, identification: IdentificationDraft, today: date) -> date | None:
    """By the number, or as typed for a foreign identity; None while it is not known."""
    if identification.id_origin is IdOrigin.SWEDISH:
        number = number_of(details, identification, today)
        return number.birth_date if number else None
    typed = details.birth_date
    return typed if typed and birth_date_problem(typed, today) is None else None


def with_look_up(details: PersonalDetailsDraft, found: LookedUp) -> PersonalDetailsDraft:
    """Name, address and protection as the person look-up has them: only when staff asked for it, never later."""
    found = _as_written(found)
    values = {name: getattr(found, name) for name in LOOKED_UP if getattr(found, name)}
    protected = details.protected_identity or found.protected_identity
    return replace(details, looked_up=found, protected_identity=protected, **values)


def without_another_persons(details: PersonalDetailsDraft, number: str) -> PersonalDetailsDraft:
    """What the look-up filled in for another number than this goes, where staff haven't changed it. "": without one."""
    said = details.looked_up
    if said is None or said.personal_number == number:
        return details
    kept: dict[str, Any] = {name: "" for name in LOOKED_UP if getattr(details, name) == getattr(said, name)}
    if said.protected_identity:
        kept["protected_identity"] = False
    return replace(details, looked_up=None, **kept)


def _as_written(found: LookedUp) -> LookedUp:
    """With the postcode as people write it."""
    postcode = read_postcode(found.postcode)
    return found if isinstance(postcode, Problem) else replace(found, postcode=show_postcode(postcode))


def is_filled_by_look_up(details: PersonalDetailsDraft, today: date) -> bool:
    """The look-up answered for the number that stands there: only e-mail and mobile remain to ask."""
    number = read_personal_number(details.personal_number, today)
    found = details.looked_up
    return found is not None and not isinstance(number, Problem) and found.personal_number == number.canonical


def is_to_verify(details: PersonalDetailsDraft, identification: IdentificationDraft, today: date) -> bool:
    """A Swedish number whose name and address no look-up has said, or which staff have written otherwise."""
    if identification.id_origin is IdOrigin.FOREIGN:
        return False
    return not is_filled_by_look_up(details, today) or bool(differences(details))


def read_details(details: PersonalDetailsDraft) -> Details:
    """Whatever was typed, never raises."""
    phones = {name: _stored(read_phone(getattr(details, name), name)) for name in _PHONES}
    country = one_line(details.country) or HOME
    postcode = read_postcode(details.postcode) if country == HOME else one_line(details.postcode)
    return Details(
        given_name=one_line(details.given_name),
        family_name=one_line(details.family_name),
        street=one_line(details.street),
        postcode=_stored(postcode),
        city=one_line(details.city),
        country=country,
        email=_stored(read_email(details.email)),
        **phones,
    )


def problems(details: PersonalDetailsDraft, identification: IdentificationDraft, facts: Facts) -> list[Problem]:
    """Fields are the draft's. A problem whose remedy is on another page names it in values["step"]:
    `minor_without_guardian`, `guardian_of_adult` and ages that the type refuses lead to identification.
    `already_registered`: values person_id, name, birth_date, member_number; `maybe_same_person` (field not_a_twin) too,
    and what is `shared`, in words.
    """
    found = _identity_problems(details, identification, facts.today)
    born = birth_date_of(details, identification, facts.today)
    if born is not None:
        found += [_led_to_identification(one) for one in age_problems(identification, born, facts)]
    found += typed_problems(details)
    if identification.id_origin is IdOrigin.SWEDISH:
        found += _look_up_problems(details, facts.today)
    return found + known_problems(details)


def typed_problems(details: PersonalDetailsDraft) -> list[Problem]:
    """Of names, address and ways to reach the person: what can be changed later too."""
    return [*_name_problems(details), *_address_problems(details), *_contact_problems(details)]


def known_problems(details: PersonalDetailsDraft) -> list[Problem]:
    """What the desk's file says against registering this person."""
    if details.same_number is not None:
        return [_known("already_registered", "personal_number", details.same_number)]
    if details.twins and not details.not_a_twin:
        return [_known("maybe_same_person", "not_a_twin", twin) for twin in details.twins]
    return []


_TEXTS = ("given_name", "family_name", "street", "city", "postcode", "country", "document_country")
_PHONES = ("mobile", "home_phone", "work_phone")


def _identity_problems(
    details: PersonalDetailsDraft, identification: IdentificationDraft, today: date
) -> list[Problem]:
    if identification.id_origin is IdOrigin.FOREIGN:
        return list(_foreign_problems(details, today))
    if not details.personal_number.strip():
        return [Problem("personal_number_missing", "personal_number")]
    number = read_personal_number(details.personal_number, today)
    return [number] if isinstance(number, Problem) else []


def _foreign_problems(details: PersonalDetailsDraft, today: date) -> Iterator[Problem]:
    if details.birth_date is None:
        yield Problem("birth_date_missing", "birth_date")
    elif (found := birth_date_problem(details.birth_date, today)) is not None:
        yield found
    if details.document_kind not in FOREIGN_DOCUMENTS:
        yield Problem("document_kind_missing", "document_kind")
    if not _is_name(details.document_country):
        yield Problem("document_country_missing", "document_country")


def _name_problems(details: PersonalDetailsDraft) -> Iterator[Problem]:
    for name in ("given_name", "family_name"):
        if not _is_name(getattr(details, name)):
            yield Problem(f"{name}_missing", name)


def _address_problems(details: PersonalDetailsDraft) -> Iterator[Problem]:
    """A protected address may be left out."""
    for name in _TEXTS:
        if len(getattr(details, name)) > LONGEST:
            yield Problem("text_too_long", name, values={"longest": LONGEST})
    for name in ("street", "city", "postcode"):
        if not getattr(details, name).strip():
            if not details.protected_identity:
                yield Problem(f"{name}_missing", name)
        elif name == "postcode" and (details.country.strip() or HOME) == HOME:
            postcode = read_postcode(details.postcode)
            if isinstance(postcode, Problem):
                yield postcode


def _contact_problems(details: PersonalDetailsDraft) -> Iterator[Problem]:
    if not details.email.strip():
        yield Problem("email_missing", "email")
    elif isinstance(email := read_email(details.email), Problem):
        yield email
    for name in _PHONES:
        typed = getattr(details, name)
        if not typed.strip():
            if name == "mobile":
                yield Problem("mobile_missing", "mobile")
        elif isinstance(phone := read_phone(typed, name), Problem):
            yield phone


def _look_up_problems(details: PersonalDetailsDraft, today: date) -> Iterator[Problem]:
    """Shown, never applied silently."""
    if details.looked_up is None or not is_filled_by_look_up(details, today):
        return
    if details.looked_up.protected_identity and not details.protected_identity:
        yield Problem("look_up_says_protected", "protected_identity")
    for name in differences(details):
        yield Problem("look_up_differs", name, Severity.WARNING, {"looked_up": getattr(details.looked_up, name)})


def differences(details: PersonalDetailsDraft) -> list[str]:
    """The fields that staff have written otherwise than the look-up said."""
    found = details.looked_up
    if found is None:
        return []
    said = {name: getattr(found, name) for name in LOOKED_UP if getattr(found, name)}
    return [name for name, value in said.items() if _comparable(getattr(details, name)) != _comparable(value)]


def _comparable(text: str) -> str:
    return "".join(text.split()).casefold()


def shared_words(known: KnownPerson) -> str:
    """What they share, for after "the same"."""
    *these, last = (_(SHARED[what]) for what in known.shares)
    return _("{these} and {last}", these=", ".join(these), last=last) if these else last


def _known(code: str, field: str, known: KnownPerson) -> Problem:
    """Someone with protected identity is named by member number only."""
    values = {
        "person_id": known.person_id,
        "name": known.name,
        "birth_date": day(known.birth_date),
        "member_number": known.member_number,
        "shared": shared_words(known) if known.shares else "",
    }
    return Problem(code if known.name else f"{code}_protected", field, values=values)


def _led_to_identification(problem: Problem) -> Problem:
    return replace(problem, values={**problem.values, "step": "identification"})


def _is_name(text: str) -> bool:
    return any(mark.isalpha() for mark in text)


def _stored(read: str | Problem) -> str:
    return "" if isinstance(read, Problem) else read
