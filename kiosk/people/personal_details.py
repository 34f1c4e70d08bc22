"""The personal details step: what is read from the typed texts, and what keeps it from being finished."""

from datetime import date

from kiosk.desk_facts import Facts
from kiosk.people.drafts import IdentificationDraft, LookedUp, PersonalDetailsDraft
from kiosk.people.personal_identity import PersonalNumber
from kiosk.problems import Problem
from kiosk.texts import N_

FOREIGN_DOCUMENTS = {
    "passport": N_("Passport"),
    "national_id_card": N_("National identity card"),
    "residence_permit_card": N_("Residence permit card"),
    "driving_licence": N_("Driving licence"),
}
"""Kinds of foreign identity documents: code → label to translate with `_`."""


def identity_line(text: str, today: date) -> str:
    """For beside the field while a personal number is typed: `Born 2012-12-12, 13 years old`; "" until it is right."""
    raise NotImplementedError


def number_of(details: PersonalDetailsDraft, identification: IdentificationDraft, today: date) -> PersonalNumber | None:
    """The typed number when it is right; always None for a foreign identity."""
    raise NotImplementedError


def birth_date_of(details: PersonalDetailsDraft, identification: IdentificationDraft, today: date) -> date | None:
    """By the number, or as typed for a foreign identity; None while it is not known."""
    raise NotImplementedError


def with_look_up(details: PersonalDetailsDraft, found: LookedUp) -> PersonalDetailsDraft:
    """Name, address and protection as the person look-up has them: only when staff asked for it, never later."""
    raise NotImplementedError


def is_filled_by_look_up(details: PersonalDetailsDraft, today: date) -> bool:
    """The look-up answered for the number that stands there: only e-mail and mobile remain to ask."""
    raise NotImplementedError


def is_to_verify(details: PersonalDetailsDraft, identification: IdentificationDraft, today: date) -> bool:
    """A Swedish number whose name and address no look-up has said."""
    raise NotImplementedError


def problems(details: PersonalDetailsDraft, identification: IdentificationDraft, facts: Facts) -> list[Problem]:
    """Fields are the draft's. A problem whose remedy is on another page names it in values["step"]:
    `minor_without_guardian`, `guardian_of_adult` and ages that the type refuses lead to identification.
    `already_registered`: values person_id, name, birth_date, member_number; `maybe_same_person` (field not_a_twin) too.
    """
    raise NotImplementedError
