"""Writes what somebody registered has shown of their customer type: documents, certificate, type."""

from kiosk.desk_facts import Facts
from kiosk.ids import new_id
from kiosk.operations.customers import CustomerTypeChanged, IdentityChecked
from kiosk.operations.people import CertificateRecorded, IdentityCheckBody
from kiosk.people.drafts import IdentificationDraft, Registered
from kiosk.people.identification import certificate_end, chosen_kind, date_of_document, documents
from kiosk.store import Errand


def record_proof(errand: Errand, shown: IdentificationDraft, person: Registered, facts: Facts) -> None:
    """In person: the documents with their dates, the certificate where the type has one."""
    where = {"person_id": person.known.person_id, "facility_id": person.facility_id}
    checks = [
        IdentityCheckBody(
            id=new_id(),
            kind=code,
            staff_id=errand.staff.id,
            ticked_at=errand.at,
            valid_until=date_of_document(code, shown, facts),
        )
        for code in documents(shown, facts)
    ]
    errand.perform(IdentityChecked(actor="customer", actor_name="", checks=checks, **where))
    kind = chosen_kind(shown, facts)
    if kind is not None:
        errand.perform(
            CertificateRecorded(
                certificate_id=new_id(),
                customer_type=shown.customer_type,
                kind=kind.code,
                valid_from=facts.today,
                valid_until=certificate_end(shown, person.known.birth_date, facts),
                staff_id=errand.staff.id,
                **where,
            )
        )
    if shown.customer_type != person.customer_type:
        code = shown.customer_type
        errand.perform(CustomerTypeChanged(person_id=person.known.person_id, customer_type=code, changed_at=errand.at))
