"""The routine Certify (Intyga): a new certificate extends the customer type or changes it, and prices follow."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from kiosk.catalogue import ListedType
from kiosk.customer_facts import NEVER, Customer, CustomerFacts, Held, priced
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.formats import NOTHING, day, kronor
from kiosk.ids import new_id
from kiosk.operations.customers import CustomerTypeChanged, IdentityChecked
from kiosk.operations.subscription_changes import SubscriptionRepriced
from kiosk.organisations import buying
from kiosk.organisations.agreed import agreement_here
from kiosk.organisations.buying import OrganisationPart, PreOrderPart, Purchase
from kiosk.people import actors, customer_types, identification, proof
from kiosk.people.actors import ActorDraft
from kiosk.people.customer_types import DOCUMENTS, Ends
from kiosk.people.drafts import IdentificationDraft
from kiosk.people.identification import certificate_end, chosen_kind
from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, Change, Quote, SummaryRow
from kiosk.store import Errand
from kiosk.subscriptions import products
from kiosk.subscriptions.before_after import changes
from kiosk.subscriptions.charging import first_unpaid
from kiosk.subscriptions.kept import KeptSubscription
from kiosk.subscriptions.prices import ORGANISATION
from kiosk.subscriptions.products import Buyer
from kiosk.subscriptions.prorating import PriceStep, price_on
from kiosk.subscriptions.timeline import Timeline
from kiosk.texts import N_, _
from kiosk.till.tender import Tender

NAME = "certify"
TITLE = N_("Certify, or change customer type")
ACTION = N_("&Save certificate")
IDENTITY = frozenset({"swedish_id", "foreign_id", "proof_of_residence"})
"""Documents that the first step has ticked already."""
PRICED_BY_DRAFT = True


class Step(StrEnum):
    IDENTIFICATION = "identification"
    CERTIFICATE = "certificate"
    ORGANISATION = "organisation"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Draft:
    """`certificate`: customer type, kind, documents and last day; who it is has been seen in the first step.
    `organisation`: to which one the customer belongs, and what was shown of it, for the type Organisation."""

    actor: ActorDraft = field(default_factory=ActorDraft)
    certificate: IdentificationDraft = field(default_factory=IdentificationDraft)
    organisation: OrganisationPart = field(default_factory=OrganisationPart)
    tenders: tuple[Tender, ...] = ()


@dataclass(frozen=True, slots=True)
class Repriced:
    """A subscription that another price list's price (öre per month) is for, from its first day not charged."""

    kept: KeptSubscription
    price: int
    price_list_id: str
    first: date


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    """Anybody may show a certificate."""
    return None


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    return tuple(one for one in Step if one is not Step.ORGANISATION or _is_member(draft))


def _is_member(draft: Draft) -> bool:
    return draft.certificate.customer_type == ORGANISATION


def offered_types(facts: CustomerFacts) -> tuple[ListedType, ...]:
    """Also Organisation, in the catalogue's order: here the organisation is asked for."""
    private, listed = identification.offered_types(facts.desk), facts.catalogue.customer_types
    return tuple(one for one in listed if one in private or (one.code == ORGANISATION and one.rules.is_on))


def purchase(draft: Draft, facts: CustomerFacts) -> Purchase | None:
    """Nothing is bought: as far as the pre-orders prove that the customer belongs. None while no organisation is
    chosen."""
    agreement = draft.organisation.agreement
    return None if agreement is None else buying.purchase(agreement, facts.pre_orders, PreOrderPart())


def shown(draft: Draft, facts: CustomerFacts) -> IdentificationDraft:
    """The certificate as it is to be recorded."""
    if not _is_member(draft):
        return draft.certificate
    return buying.certificate(draft.organisation.ticked, purchase(draft, facts))


def documents(part: IdentificationDraft, facts: CustomerFacts) -> tuple[str, ...]:
    """What the certificate itself needs to be shown."""
    return tuple(code for code in identification.documents(part, facts.desk) if code not in IDENTITY)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; customer_type, certificate_kind, document_<code>, valid_until; organisation_id and
    document_organisation_proof."""
    if step == Step.CERTIFICATE:
        return [] if _is_member(draft) else _certificate_problems(draft, facts)
    if step == Step.ORGANISATION:
        return _certificate_problems(draft, facts)
    return shared_problems(step, draft, quote, facts)


def _certificate_problems(draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Of either step: what is shown is one certificate."""
    part = shown(draft, facts)
    said = buying.organisation_problems(draft.organisation, facts.today) if _is_member(draft) else []
    return said or shown_problems(part, facts) or _nothing_new(part, facts)


def shown_problems(part: IdentificationDraft, facts: CustomerFacts) -> list[Problem]:
    """What keeps this certificate from making the customer the type; fields as in `problems`."""
    asked = {f"document_{code}" for code in IDENTITY}
    said = [one for one in identification.problems(part, facts.desk) if one.field not in asked]
    listed, kind = facts.catalogue.customer_type(part.customer_type), chosen_kind(part, facts.desk)
    if listed is not None:
        birth_date = facts.customer.birth_date
        said += customer_types.age_problems(listed.rules, kind.code if kind else None, birth_date, facts.today)
    return said


def _nothing_new(part: IdentificationDraft, facts: CustomerFacts) -> list[Problem]:
    """The same type again must last longer than it does."""
    customer, kind = facts.customer, chosen_kind(part, facts.desk)
    if part.customer_type != customer.customer_type:
        return []
    if part.belonging is not None:
        is_known = any(one.organisation_id == part.belonging.organisation_id for one in customer.certificates)
        return [Problem("certify_same_organisation", "organisation_id")] if is_known else []
    if kind is None:
        return [Problem("certify_same_type", "customer_type")]
    ends = customer.type_ends.get(part.customer_type)
    if ends is None or (_end(part, facts) or NEVER) > ends:
        return []
    field_name = "valid_until" if kind.ends is Ends.TYPED else "customer_type"
    if ends == NEVER:
        return [Problem("certificate_endless", field_name)]
    return [Problem("certificate_not_longer", field_name, values={"end": day(ends)})]


def _end(part: IdentificationDraft, facts: CustomerFacts) -> date | None:
    return certificate_end(part, facts.customer.birth_date, facts.desk)


def customer_after(part: IdentificationDraft, facts: CustomerFacts) -> Customer:
    """As the customer will be. What other certificates say stays true."""
    new = identification.opened_by(part, facts.customer.birth_date, facts.desk)
    certificates = identification.with_opened(facts.customer.certificates, new)
    return replace(facts.customer, customer_type=part.customer_type, certificates=certificates)


def _open_held(facts: CustomerFacts) -> Iterator[Held]:
    """Those with days to come that the customer hasn't paid for yet: a prepaid period is paid for, and what an
    organisation is invoiced for is between it and the gym, whatever else the customer shows."""
    for held in facts.in_force:
        timeline = held.timeline
        if timeline.is_prepaid or _invoiced_to(held):
            continue
        if timeline.end_date is None or timeline.end_date > timeline.debited_until:
            yield held


def _invoiced_to(held: Held) -> str:
    """The organisation that pays for the next day to charge; "" when the customer does, also after its agreement."""
    payer = held.payer
    return payer.name if payer is not None and payer.pays_on(first_unpaid(held.timeline)) else ""


def repriced(part: IdentificationDraft, facts: CustomerFacts) -> tuple[Repriced, ...]:
    """Subscriptions that change price list. Within the list they have, the price that was agreed stays."""
    found = []
    for held in _open_held(facts):
        for kept in held.all:
            first = first_unpaid(kept.timeline)
            cost = products.priced(kept.product_id, _buyer(part, facts), first, facts.desk)
            if cost is not None and cost.price_list_id != kept.price_list_id:
                found.append(Repriced(kept, cost.price, cost.price_list_id, first))
    return tuple(found)


def _buyer(part: IdentificationDraft, facts: CustomerFacts) -> Buyer:
    return customer_after(part, facts).buyer


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    """Nothing to pay: what the customer becomes, and which prices are for days that are not charged yet."""
    if _certificate_problems(draft, facts):
        return EMPTY_QUOTE
    part = shown(draft, facts)
    return Quote((), (*type_changes(part, facts), *_price_changes(part, facts)))


def type_changes(part: IdentificationDraft, facts: CustomerFacts) -> Iterator[Change]:
    before, after = facts.customer, customer_after(part, facts)
    names = [_type_name(one.customer_type, facts) for one in (before, after)]
    if names[0] != names[1]:
        yield Change(_("Customer type"), *names)
    ends = [_end_words(one) for one in (before, after)]
    if ends[0] != ends[1]:
        yield Change(_("Certificate valid until"), *ends)


def _type_name(code: str, facts: CustomerFacts) -> str:
    listed = facts.catalogue.customer_type(code)
    return listed.name if listed else code


def _end_words(customer: Customer) -> str:
    end = customer.type_ends.get(customer.customer_type)
    if end is None:
        return NOTHING
    return _("without end") if end == NEVER else day(end)


def _price_changes(part: IdentificationDraft, facts: CustomerFacts) -> Iterator[Change]:
    new, customer = {one.kept.id: one for one in repriced(part, facts)}, customer_after(part, facts)

    def after_of(kept: KeptSubscription) -> Timeline:
        one = new.get(kept.id)
        agreed = (kept.timeline.price, kept.price_list_id) if one is None else (one.price, one.price_list_id)
        return costing(kept, *agreed, customer, facts)

    return price_changes(after_of, facts)


def costing(
    kept: KeptSubscription, price: int, price_list_id: str, customer: Customer, facts: CustomerFacts
) -> Timeline:
    """At this price of that list, for the customer with these certificates."""
    timeline = replace(kept.timeline, price=price, later_prices=())
    return priced(replace(kept, price_list_id=price_list_id, timeline=timeline), customer, facts.catalogue)


def price_changes(after_of: Callable[[KeptSubscription], Timeline], facts: CustomerFacts) -> Iterator[Change]:
    """What days that are not charged yet cost now, and by what they will cost; what is the same is left out."""
    for held in _open_held(facts):
        after = tuple(after_of(kept) for kept in held.all)
        before, first = tuple(kept.timeline for kept in held.all), first_unpaid(held.timeline)
        label = _("{product}, per month from {first}", product=held.product.name, first=day(first))
        amounts = [kronor(_together(timelines, first)) for timelines in (before, after)]
        yield from _differing(label, *amounts)
        yield from _later_change(held, [_later(timelines[0], first) for timelines in (before, after)], facts)
        yield from changes(held, after, facts)


def _together(timelines: Sequence[Timeline], asked: date) -> int:
    return sum(price_on(asked, one.price, one.later_prices) for one in timelines)


def _later(timeline: Timeline, first: date) -> PriceStep | None:
    return next((step for step in timeline.later_prices if step.first > first), None)


def _later_change(held: Held, steps: Sequence[PriceStep | None], facts: CustomerFacts) -> Iterator[Change]:
    """Which price comes next and when, before and after; the ordinary one has a name."""
    ordinary = facts.catalogue.price(facts.catalogue.regular_price_list_id, held.product.id)
    if all(one is None or one.price == ordinary for one in steps):
        label = _("{product}, ordinary price from", product=held.product.name)
        words = [NOTHING if one is None else day(one.first) for one in steps]
    else:
        label = _("{product}, per month after that", product=held.product.name)
        words = [NOTHING if one is None else _step_words(one) for one in steps]
    yield from _differing(label, *words)


def _step_words(step: PriceStep) -> str:
    return _("{price} from {first}", price=kronor(step.price), first=day(step.first))


def _differing(label: str, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(label, before, after)


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows, part = shared_rows(draft, facts), shown(draft, facts)
    name, kind, end = _type_name(part.customer_type, facts), chosen_kind(part, facts.desk), _end(part, facts)
    several = len(identification.offered_kinds(part, facts.desk)) > 1
    rows.append(
        SummaryRow(Step.CERTIFICATE, _("Customer type"), f"{name}, {_(kind.name)}" if kind and several else name)
    )
    step = Step.ORGANISATION if _is_member(draft) else Step.CERTIFICATE
    if draft.organisation.agreement is not None and _is_member(draft):
        rows.append(SummaryRow(step, _("Organisation"), draft.organisation.agreement.name))
    if end is not None:
        rows.append(SummaryRow(step, _("Certificate valid until"), day(end)))
    seen = "\n".join(_(DOCUMENTS[code]) for code in documents(part, facts))
    if seen:
        rows.append(SummaryRow(step, _("Documents shown"), seen))
    rows += [SummaryRow(step, *row) for row in unchanged(facts)]
    return rows


def unchanged(facts: CustomerFacts) -> Iterator[tuple[str, str]]:
    """What an organisation is invoiced for, which no certificate changes."""
    for held in facts.in_force:
        name = _invoiced_to(held)
        if name and not held.timeline.is_prepaid:
            yield held.product.name, _("As before: {name} pays by invoice, price and payer stay", name=name)


def checked_here(draft: Draft, facts: CustomerFacts) -> Draft:
    """The organisation as the file has it now."""
    agreement = draft.organisation.agreement
    now = agreement_here(agreement.organisation_id) if agreement else None
    return replace(draft, organisation=replace(draft.organisation, agreement=now))


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again. Nothing that is charged is touched."""
    part, customer = shown(draft, facts), facts.customer
    changed = repriced(part, facts)
    record_certificate(errand, part, draft.actor, facts, [one.kept.id for one in changed])
    if part.customer_type != customer.customer_type:
        errand.perform(
            CustomerTypeChanged(person_id=customer.person_id, customer_type=part.customer_type, changed_at=errand.at)
        )
    for one in changed:
        errand.perform(
            SubscriptionRepriced(
                change_id=new_id(),
                subscription_id=one.kept.id,
                person_id=customer.person_id,
                product_id=one.kept.product_id,
                price=one.price,
                price_list_id=one.price_list_id,
                day=one.first,
                repriced_at=errand.at,
            )
        )
    details: dict[str, object] = {"customer_type": part.customer_type, "repriced": [one.kept.id for one in changed]}
    if part.belonging is not None:
        details["organisation_id"] = part.belonging.organisation_id
    return Written((), details)


def record_certificate(
    errand: Errand, part: IdentificationDraft, actor: ActorDraft, facts: CustomerFacts, repriced_ids: Sequence[str] = ()
) -> None:
    """The certificate, and what was shown of it; the ordinary type has none. `repriced_ids`: of subscriptions that get
    another price list with it."""
    if chosen_kind(part, facts.desk) is None:
        return
    where = {"person_id": facts.customer.person_id, "facility_id": facts.customer.facility_id}
    checks = proof.checks_of(errand, documents(part, facts), part, facts.desk)
    if checks:
        errand.perform(IdentityChecked(actor=actor.actor, actor_name=actors.kept_name(actor), checks=checks, **where))
    follow = [kept for held in _open_held(facts) for kept in held.all if kept.id not in repriced_ids]
    unpaid = {kept.id: first_unpaid(kept.timeline) for kept in follow}
    proof.record_certificate(errand, part, facts.customer.birth_date, facts.desk, first_unpaid=unpaid, **where)
