"""Writes what somebody has shown of their customer type: documents, certificate, type."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from kiosk.desk_facts import Facts
from kiosk.ids import new_id
from kiosk.operations.customers import CustomerTypeChanged, IdentityChecked
from kiosk.operations.people import CertificateRecorded, IdentityCheckBody
from kiosk.people.drafts import IdentificationDraft, Registered
from kiosk.people.identification import certificate_end, chosen_kind, date_of_document, documents
from kiosk.store import Errand


def record_proof(errand: Errand, shown: IdentificationDraft, person: Registered, facts: Facts, *, becomes: str) -> None:
    """Of somebody registered, in person: the documents with their dates, the certificate where the type has one. One of
    an organisation that they belong to already is there, and lasts as long as its agreement does. `becomes`: the
    customer type that they are from now on."""
    where: dict[str, Any] = {"person_id": person.known.person_id, "facility_id": person.facility_id}
    checks = checks_of(errand, documents(shown, facts), shown, facts)
    errand.perform(IdentityChecked(actor="customer", actor_name="", checks=checks, **where))
    belonging = shown.belonging
    if belonging is None or all(one.organisation_id != belonging.organisation_id for one in person.certificates):
        record_certificate(errand, shown, person.known.birth_date, facts, **where)
    if becomes != person.customer_type:
        errand.perform(
            CustomerTypeChanged(person_id=person.known.person_id, customer_type=becomes, changed_at=errand.at)
        )


def checks_of(
    errand: Errand, codes: Iterable[str], shown: IdentificationDraft, facts: Facts
) -> list[IdentityCheckBody]:
    """One for each document, with the last day that stands on it."""
    return [checked(errand, code, date_of_document(code, shown, facts)) for code in codes]


def checked(errand: Errand, code: str, valid_until: date | None = None) -> IdentityCheckBody:
    return IdentityCheckBody(
        id=new_id(), kind=code, staff_id=errand.staff.id, ticked_at=errand.at, valid_until=valid_until
    )


def record_certificate(
    errand: Errand,
    shown: IdentificationDraft,
    born: date,
    facts: Facts,
    *,
    person_id: str,
    facility_id: str,
    first_unpaid: Mapping[str, date] = MappingProxyType({}),
) -> None:
    """Nothing for a type that has none. `first_unpaid`: of the person's subscriptions whose price may follow from it,
    but for those that get another price list."""
    kind = chosen_kind(shown, facts)
    if kind is None:
        return
    errand.perform(
        CertificateRecorded(
            certificate_id=new_id(),
            person_id=person_id,
            facility_id=facility_id,
            customer_type=shown.customer_type,
            kind=kind.code,
            valid_from=facts.today,
            valid_until=certificate_end(shown, born, facts),
            staff_id=errand.staff.id,
            organisation_id=shown.belonging.organisation_id if shown.belonging else None,
            first_unpaid=dict(first_unpaid),
        )
    )
