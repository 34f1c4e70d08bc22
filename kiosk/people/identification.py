"""The identification step: what it offers, and what keeps it from being finished. Shared by the routines."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from kiosk.catalogue import ListedType
from kiosk.desk_facts import Facts
from kiosk.people import customer_types
from kiosk.people.customer_types import (
    CertificateKind,
    Ends,
    choosable,
    document_problems,
    documents_needed,
    kind_problems,
    typed_date_problems,
    valid_until,
)
from kiosk.people.drafts import GuardianDraft, IdentificationDraft
from kiosk.people.personal_identity import ADULT, age_on, read_personal_number
from kiosk.problems import Problem
from kiosk.subscriptions.months import add_months
from kiosk.subscriptions.prices import Opened
from kiosk.texts import N_

RELATIONS = {
    "mother": N_("Mother"),
    "father": N_("Father"),
    "custodian": N_("Other custodian"),
    "legal_guardian": N_("Legal guardian"),
}
"""Of a guardian to the customer: code → label to translate with `_`."""
ORGANISATION = "organisation"  # its customers are registered by a routine of their own, which knows the agreement

LONGEST_CERTIFICATE = 10  # years; a date farther away is a slip of the finger


def offered_types(facts: Facts) -> tuple[ListedType, ...]:
    """The customer types a private customer can have: in use and with a price list."""
    rules = choosable(one.rules for one in facts.catalogue.customer_types)
    return tuple(one for one in facts.catalogue.customer_types if one.rules in rules and one.code != ORGANISATION)


def offered_kinds(draft: IdentificationDraft, facts: Facts) -> tuple[CertificateKind, ...]:
    """The chosen type's certificate kinds; ask only when there are several."""
    listed = _chosen_type(draft, facts)
    return listed.rules.certificate_kinds if listed else ()


def chosen_kind(draft: IdentificationDraft, facts: Facts) -> CertificateKind | None:
    """The type's only kind, or the one chosen; None for the ordinary type and while none is chosen."""
    kinds = offered_kinds(draft, facts)
    if len(kinds) == 1:
        return kinds[0]
    return next((kind for kind in kinds if kind.code == draft.certificate_kind), None)


def asks_valid_until(draft: IdentificationDraft, facts: Facts) -> bool:
    """Whether the certificate has a date to type."""
    kind = chosen_kind(draft, facts)
    return kind is not None and kind.ends is Ends.TYPED


def certificate_end(draft: IdentificationDraft, birth_date: date | None, facts: Facts) -> date | None:
    """The last day of what makes the customer this type; None when it never ends or isn't known yet."""
    kind = chosen_kind(draft, facts)
    if kind is None or (kind.ends is Ends.BIRTHDAY and birth_date is None):
        return None
    typed = min(draft.valid_until, _farthest(facts.today)) if draft.valid_until else None
    agreement_end = draft.belonging.until if draft.belonging else None
    return valid_until(kind.code, birth_date or date.min, typed=typed, agreement_end=agreement_end)


def opened_by(draft: IdentificationDraft, birth_date: date | None, facts: Facts) -> Opened | None:
    """What the certificate that is shown opens; None for a type that has none."""
    if chosen_kind(draft, facts) is None:
        return None
    agreed = (draft.belonging.price_list_id, draft.belonging.organisation_id) if draft.belonging else ()
    return Opened(draft.customer_type, certificate_end(draft, birth_date, facts), *agreed)


def with_opened(certificates: Iterable[Opened], new: Opened | None) -> tuple[Opened, ...]:
    """Those that end last come last."""
    known = (*certificates, new) if new is not None else tuple(certificates)
    return tuple(sorted(known, key=lambda one: one.until or date.max))


def documents(draft: IdentificationDraft, facts: Facts) -> tuple[str, ...]:
    """Codes of kiosk.people.customer_types.DOCUMENTS to show as tick boxes; all must be ticked."""
    listed = _chosen_type(draft, facts)
    if listed is None:
        return ()
    kind, is_matched = chosen_kind(draft, facts), draft.belonging is not None and draft.belonging.is_matched
    return documents_needed(listed.rules, kind.code if kind else None, draft.id_origin, is_matched=is_matched)


def date_of_document(code: str, draft: IdentificationDraft, facts: Facts) -> date | None:
    """The typed last day, for the document it stands on."""
    kind = chosen_kind(draft, facts)
    return draft.valid_until if kind and kind.ends is Ends.TYPED and code in kind.documents else None


def problems(draft: IdentificationDraft, facts: Facts) -> list[Problem]:
    """Fields: customer_type, certificate_kind, document_<code> per tick box, valid_until, guardian_name,
    guardian_personal_number, guardian_relation, guardian_has_consented."""
    listed = _chosen_type(draft, facts)
    if listed is None:
        return [Problem("customer_type_missing", "customer_type")]
    kind = chosen_kind(draft, facts)
    code = kind.code if kind else None
    found = kind_problems(listed.rules, code)
    found += document_problems(documents(draft, facts), draft.ticked)
    found += typed_date_problems(code, draft.valid_until, facts.today)
    if asks_valid_until(draft, facts) and draft.valid_until and draft.valid_until > _farthest(facts.today):
        found.append(Problem("certificate_date_far", "valid_until", values={"years": LONGEST_CERTIFICATE}))
    return found + (guardian_problems(draft.guardian, facts.today) if draft.is_minor else [])


def guardian_problems(draft: GuardianDraft, today: date) -> list[Problem]:
    """An adult with a Swedish number, who has consented."""
    found = [] if draft.name.strip() else [Problem("guardian_name_missing", "guardian_name")]
    number = read_personal_number(draft.personal_number, today)
    if isinstance(number, Problem):
        found.append(replace(number, field="guardian_personal_number"))
    elif number.age(today) < ADULT:
        values = {"age": number.age(today), "limit": ADULT}
        found.append(Problem("guardian_underage", "guardian_personal_number", values=values))
    if draft.relation not in RELATIONS:
        found.append(Problem("guardian_relation_missing", "guardian_relation"))
    if not draft.has_consented:
        found.append(Problem("guardian_consent_missing", "guardian_has_consented"))
    return found


def age_problems(draft: IdentificationDraft, birth_date: date, facts: Facts) -> list[Problem]:
    """Whether a customer born that day can be who was identified; all are mended in the identification step."""
    listed, kind = _chosen_type(draft, facts), chosen_kind(draft, facts)
    age = age_on(birth_date, facts.today)
    found = []
    if age < ADULT and not draft.is_minor:
        found.append(Problem("minor_without_guardian", "is_minor", values={"age": age}))
    if age >= ADULT and draft.is_minor:
        found.append(Problem("guardian_of_adult", "is_minor", values={"age": age}))
    if listed is not None:
        found += customer_types.age_problems(listed.rules, kind.code if kind else None, birth_date, facts.today)
    return found


def _farthest(today: date) -> date:
    return add_months(today, 12 * LONGEST_CERTIFICATE)


def _chosen_type(draft: IdentificationDraft, facts: Facts) -> ListedType | None:
    """Who belongs to an organisation is that type whatever list the type has: the agreement may have its own."""
    if draft.belonging is not None:
        return facts.catalogue.customer_type(ORGANISATION)
    return next((one for one in offered_types(facts) if one.code == draft.customer_type), None)
