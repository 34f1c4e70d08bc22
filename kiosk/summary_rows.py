"""What the summary page shows of each step's draft: label and value, in the user's language. Shared by the routines."""

from collections.abc import Iterable, Iterator

from kiosk.access.card_numbers import show_cards
from kiosk.access.drafts import AccessDraft
from kiosk.desk_facts import Facts
from kiosk.direct_debit.bank_accounts import check_account
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.formats import NOTHING, day, kronor
from kiosk.people.actors import ACTORS, PROOFS, Actor, ActorDraft, Proof
from kiosk.people.contact import address_lines, show_phone
from kiosk.people.customer_types import DOCUMENTS
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.edit_details import FIELD_LABELS
from kiosk.people.identification import RELATIONS, certificate_end, chosen_kind, documents
from kiosk.people.personal_details import (
    birth_date_of,
    differences,
    document_words,
    is_filled_by_look_up,
    is_to_verify,
    number_of,
    read_details,
)
from kiosk.people.personal_identity import read_personal_number
from kiosk.problems import Problem
from kiosk.subscriptions.new_subscription import Plan
from kiosk.texts import N_, _
from kiosk.typed_text import one_line

Row = tuple[str, str]

HOLDERS = {
    Holder.SELF: N_("The customer"),
    Holder.OTHER_ACCOUNT_HOLDER: N_("Other account holder"),
    Holder.OTHER_PAYER: N_("Other payer"),
}
"""Who holds the account: code → label to translate with `_`."""


def actor_rows(draft: ActorDraft, customer: str) -> Iterator[Row]:
    """Who stands at the desk for the customer."""
    yield _("Customer"), customer
    name = "" if draft.actor is Actor.CUSTOMER else one_line(draft.name)
    is_empowered = draft.actor is Actor.REPRESENTATIVE and draft.has_power_of_attorney
    power = _("power of attorney shown") if is_empowered else ""
    yield _("At the desk"), _joined((_(ACTORS[draft.actor]), name, power))
    if draft.proof in PROOFS:
        yield _("Identified by"), _(PROOFS[Proof(draft.proof)])


def identification_rows(draft: IdentificationDraft, details: PersonalDetailsDraft, facts: Facts) -> Iterator[Row]:
    listed, kind = facts.catalogue.customer_type(draft.customer_type), chosen_kind(draft, facts)
    name = listed.name if listed else ""
    if kind is not None and len(listed.rules.kinds if listed else ()) > 1:
        name = f"{name}, {_(kind.name)}"
    yield _("Customer type"), name
    end = certificate_end(draft, birth_date_of(details, draft, facts.today), facts)
    if end is not None:
        yield _("Certificate valid until"), day(end)
    yield _("Documents shown"), "\n".join(_(DOCUMENTS[code]) for code in documents(draft, facts))
    if draft.is_minor:
        number = read_personal_number(draft.guardian.personal_number, facts.today)
        masked = "" if isinstance(number, Problem) else number.masked(facts.today)
        relation = _(RELATIONS[draft.guardian.relation]) if draft.guardian.relation in RELATIONS else ""
        yield _("Guardian"), _joined((one_line(draft.guardian.name), masked, relation))


def details_rows(draft: PersonalDetailsDraft, identification: IdentificationDraft, facts: Facts) -> Iterator[Row]:
    read, number = read_details(draft), number_of(draft, identification, facts.today)
    yield _("Name"), f"{read.given_name} {read.family_name}".strip()
    if number is not None:
        yield _("Personal identity number"), number.masked(facts.today)
    else:
        yield _("Birth date"), day(draft.birth_date)
        yield _("Document"), document_words(draft.document_kind, one_line(draft.document_country))
    yield _("Address"), ", ".join(address_lines(read.street, read.postcode, read.city, read.country)) or NOTHING
    yield _("E-mail"), read.email
    phones = {_("Mobile"): read.mobile, _("Home phone"): read.home_phone, _("Work phone"): read.work_phone}
    for label, phone in phones.items():
        if phone:
            yield label, show_phone(phone)
    if draft.protected_identity:
        yield _("Protected identity"), _("Yes: name and address appear on no list, receipt or customer screen")
    if is_to_verify(draft, identification, facts.today):
        yield _("To verify"), _to_verify(draft, facts)


def _to_verify(draft: PersonalDetailsDraft, facts: Facts) -> str:
    if not is_filled_by_look_up(draft, facts.today):
        return _("Name and address have not been compared with the population register")
    fields = ", ".join(_(FIELD_LABELS[name]) for name in differences(draft))
    return _("Differs from the population register: {fields}", fields=fields)


def product_rows(plan: Plan, facts: Facts) -> Iterator[Row]:
    yield _("Subscription"), plan.main.product.name
    if plan.add_ons:
        yield _("Add-ons"), ", ".join(one.product.name for one in plan.add_ons)
    yield _("Starts"), day(plan.start)
    facilities = (one.name for one in facts.catalogue.facilities if one.id == plan.facility_id)
    yield _("Facility"), next(facilities, "")
    yield _("Due now"), kronor(plan.due_now)
    if plan.is_invoiced:
        yield _("By invoice"), kronor(plan.charged)
    if plan.draw is not None:
        yield _("Per month"), kronor(sum(one.cost.on(plan.draw.pays) for one in plan.all))
    if plan.draw is not None and plan.is_drawn:
        yield _("First draw"), day(plan.draw.day)


def mandate_rows(draft: MandateDraft) -> Iterator[Row]:
    account = check_account(draft.clearing, draft.account)
    name = "" if draft.holder is Holder.SELF else one_line(draft.holder_name)
    yield _("Account holder"), _joined((_(HOLDERS[draft.holder]), name))
    yield _("Account"), f"{account.bank or ''} {account.clearing_sent} {account.account}".strip()


def access_rows(draft: AccessDraft, facts: Facts) -> Iterator[Row]:
    yield _("Card number"), show_cards(draft.card_number, facts.card_format)
    reason = one_line(draft.no_photo_reason)
    without = _("No photo: {reason}", reason=reason) if reason else _("No photo")
    yield _("Photo"), without if draft.photo is None else _("Taken")


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(part for part in parts if part)
