"""What somebody who takes over a subscription shows: who they are, their customer type, or an organisation. Pure."""

from dataclasses import replace

from kiosk.customer_facts import CustomerFacts
from kiosk.organisations import buying
from kiosk.organisations.buying import OrganisationPart, PreOrderPart, Purchase
from kiosk.people import certify, identification
from kiosk.people.customer_types import ORDINARY
from kiosk.people.drafts import Belonging, IdentificationDraft
from kiosk.problems import Problem
from kiosk.subscriptions.prices import ORGANISATION

PROOF_FIELD = f"document_{buying.PROOF}"


def usual_type(facts: CustomerFacts) -> str:
    """With proof of the same customer type the price stays (rules.md 3); ordinary where that is given no more."""
    own = facts.customer.customer_type
    return own if own in {one.code for one in certify.offered_types(facts)} else ORDINARY


def usual_organisation(facts: CustomerFacts) -> str:
    """Its id: through whose agreement the subscription was sold; "" for none."""
    return facts.chosen.main.organisation_id or ""


def is_member(part: IdentificationDraft) -> bool:
    """Which organisation it is, is asked in a step of its own."""
    return part.customer_type == ORGANISATION


def purchase(organisation: OrganisationPart) -> Purchase | None:
    """Nothing is bought: to which one the new holder was shown to belong. None while none is chosen."""
    agreement = organisation.agreement
    return None if agreement is None else buying.purchase(agreement, (), PreOrderPart())


def shown(part: IdentificationDraft, organisation: OrganisationPart) -> IdentificationDraft:
    """With what was shown of the organisation."""
    if not is_member(part):
        return part
    own = buying.certificate(organisation.ticked, purchase(organisation))
    return replace(part, certificate_kind=ORGANISATION, ticked=part.ticked | own.ticked, belonging=own.belonging)


def identity_documents(part: IdentificationDraft, facts: CustomerFacts) -> tuple[str, ...]:
    """What is ticked before an organisation is chosen."""
    codes = identification.documents(_of_some_organisation(part), facts.desk)
    return tuple(code for code in codes if not is_member(part) or code != buying.PROOF)


def identity_problems(part: IdentificationDraft, facts: CustomerFacts) -> list[Problem]:
    found = identification.problems(_of_some_organisation(part), facts.desk)
    return [one for one in found if one.field != PROOF_FIELD]


def belonging_problems(
    part: IdentificationDraft, organisation: OrganisationPart, facts: CustomerFacts
) -> list[Problem]:
    """Fields: organisation_id and document_organisation_proof."""
    said = buying.organisation_problems(organisation, facts.today)
    found = identification.problems(shown(part, organisation), facts.desk) if not said else []
    return said or [one for one in found if one.field == PROOF_FIELD]


def _of_some_organisation(part: IdentificationDraft) -> IdentificationDraft:
    if not is_member(part):
        return part
    return replace(part, certificate_kind=ORGANISATION, belonging=Belonging("", None))
