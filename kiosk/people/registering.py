"""Writes a new person inside an errand: registration with identity checks and guardian, certificate, photo."""

import secrets
from dataclasses import asdict, dataclass
from datetime import date

from db.rows import found
from kiosk.clock import day_of
from kiosk.desk_facts import Facts
from kiosk.ids import new_id
from kiosk.operations.people import (
    GuardianBody,
    PersonRegistered,
    PhotoSet,
)
from kiosk.people.customer_types import IdOrigin
from kiosk.people.drafts import GuardianDraft, IdentificationDraft, PersonalDetailsDraft
from kiosk.people.identification import documents
from kiosk.people.member_number import LAST_SERIAL, make_member_number
from kiosk.people.personal_details import birth_date_of, is_to_verify, number_of, read_details
from kiosk.people.personal_identity import read_personal_number
from kiosk.people.proof import checks_of, record_certificate
from kiosk.problems import Problem
from kiosk.store import Errand
from kiosk.typed_text import one_line


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What the rest of the errand needs of the person just registered. `personal_number` "" for a foreign identity."""

    person_id: str
    facility_id: str
    member_number: str
    personal_number: str
    name: str


def register_person(
    errand: Errand,
    identification: IdentificationDraft,
    details: PersonalDetailsDraft,
    facts: Facts,
    *,
    facility_id: str,
    no_photo_reason: str,
) -> Newcomer:
    """The drafts have no problems any more: `personal_details.problems` has been asked."""
    born = _born(details, identification, facts)
    number, read = number_of(details, identification, facts.today), read_details(details)
    newcomer = Newcomer(
        person_id=new_id(),
        facility_id=facility_id,
        member_number=new_member_number(),
        personal_number=number.canonical if number else "",
        name=f"{read.given_name} {read.family_name}",
    )
    errand.perform(
        PersonRegistered(
            person_id=newcomer.person_id,
            facility_id=facility_id,
            member_number=newcomer.member_number,
            personal_number=newcomer.personal_number or None,
            birth_date=born,
            **asdict(read),
            **_foreign_document(identification, details),
            customer_type=identification.customer_type,
            protected_identity=details.protected_identity,
            to_verify=is_to_verify(details, identification, facts.today),
            no_photo_reason=one_line(no_photo_reason),
            registered_at=errand.at,
            checks=checks_of(errand, documents(identification, facts), identification, facts),
            guardian=_guardian(errand, identification.guardian) if identification.is_minor else None,
            known_twins=[twin.person_id for twin in details.twins],
        )
    )
    record_certificate(errand, identification, born, facts, person_id=newcomer.person_id, facility_id=facility_id)
    return newcomer


def _born(details: PersonalDetailsDraft, identification: IdentificationDraft, facts: Facts) -> date:
    born = birth_date_of(details, identification, facts.today)
    if born is None:
        raise ValueError("a person without birth date can't be registered")
    return born


def _foreign_document(identification: IdentificationDraft, details: PersonalDetailsDraft) -> dict[str, str]:
    if identification.id_origin is not IdOrigin.FOREIGN:
        return {"document_kind": "", "document_country": ""}
    return {"document_kind": details.document_kind, "document_country": one_line(details.document_country)}


def set_photo(errand: Errand, jpeg: bytes, *, person_id: str, facility_id: str) -> None:
    errand.perform(
        PhotoSet(
            photo_id=new_id(),
            person_id=person_id,
            facility_id=facility_id,
            sha256=errand.keep_photo(jpeg),
            taken_at=errand.at,
        )
    )


def new_member_number() -> str:
    """Drawn by lot, so that desks without a line don't meet (docs/decisions/0005-member-numbers.md)."""
    while True:
        number = make_member_number(1 + secrets.randbelow(LAST_SERIAL))
        if not found("SELECT 1 FROM person WHERE member_number = ?", number):
            return number


def _guardian(errand: Errand, guardian: GuardianDraft) -> GuardianBody:
    number = read_personal_number(guardian.personal_number, day_of(errand.at))
    if isinstance(number, Problem):
        raise ValueError(f"the guardian's number: {number.code}")
    return GuardianBody(
        id=new_id(),
        name=one_line(guardian.name),
        personal_number=number.canonical,
        relation=guardian.relation,
        consented_at=errand.at,
    )
