"""The routine Transfer (Överlåta): who takes over a prepaid subscription, registered or new, and what it costs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.access import access_details, known_cards
from kiosk.access.card_numbers import show_card_number, show_cards
from kiosk.access.drafts import AccessDraft
from kiosk.access.giving_access import block_card, give_access
from kiosk.access.kept_cards import kept_rows
from kiosk.catalogue import swedish_name
from kiosk.customer_facts import CustomerFacts, Held, HeldCard
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.formats import day, kronor
from kiosk.ids import new_id
from kiosk.operations.journal import TAKE_OVER
from kiosk.operations.transfers import NewPriceBody, SubscriptionTransferred
from kiosk.organisations.agreed import agreement_here
from kiosk.organisations.agreements import PAYS, Payer, Pays
from kiosk.organisations.buying import OrganisationPart
from kiosk.people import personal_details, recipients
from kiosk.people.actors import ActorDraft
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.identification import age_problems
from kiosk.people.personal_details import read_details
from kiosk.people.proof import record_proof
from kiosk.people.registering import register_person
from kiosk.problems import Problem
from kiosk.routine import Change, Due, Quote, QuoteLine, SummaryRow, steps_taken
from kiosk.store import Errand
from kiosk.subscriptions import holder_proof, new_holder, obstacles
from kiosk.subscriptions.holder_proof import is_member
from kiosk.subscriptions.new_holder import Dearer, NewHolder
from kiosk.subscriptions.swap_plan import day_of_swap
from kiosk.subscriptions.swap_writing import new_bodies, used_bodies
from kiosk.subscriptions.terms import terms_problems, terms_version
from kiosk.summary_rows import details_rows, identification_rows
from kiosk.texts import N_, _
from kiosk.till.goods import Goods, goods_with_code
from kiosk.till.selling import Line
from kiosk.till.tender import Method, Tender
from kiosk.till.vat import vat_rate

NAME = "transfer"
TITLE = N_("Transfer")
ACTION = N_("&Transfer now")
TRANSFERRED = "transferred"
ALIKE_HERE = {"maybe_same_person": "transfer_alike", "maybe_same_person_protected": "transfer_alike_protected"}
"""Who is alike is chosen here, and not opened."""


class Step(StrEnum):
    IDENTIFICATION = "identification"
    NEW_HOLDER = "new_holder"
    ORGANISATION = "organisation"
    PERSONAL_DETAILS = "personal_details"
    SUBSCRIPTION = "subscription"
    ACCESS_DETAILS = "access_details"
    SUMMARY = "summary"
    PAYMENT = "payment"


QUOTED_FROM = Step.SUBSCRIPTION.value
PRICED_BY_DRAFT = True
ACCEPTS = N_("The new holder has read and accepts the terms (version {version})")


@dataclass(frozen=True, slots=True)
class Draft:
    """`actor` is for who has it; `identification` and `details` are of who takes it over, and so are `organisation`,
    for the type Organisation, `access` and `accepted_terms`, the version ticked, "" while not."""

    actor: ActorDraft = field(default_factory=ActorDraft)
    identification: IdentificationDraft = field(default_factory=IdentificationDraft)
    details: PersonalDetailsDraft = field(default_factory=PersonalDetailsDraft)
    access: AccessDraft = field(default_factory=AccessDraft)
    tenders: tuple[Tender, ...] = ()
    organisation: OrganisationPart = field(default_factory=OrganisationPart)
    accepted_terms: str = ""


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    """Why it can't be begun; None when it can."""
    assert held is not None
    if not held.timeline.is_prepaid:
        return Problem("routine_not_prepaid")
    ended = obstacles.ended(held, facts)
    if ended is not None:
        return ended
    if not held.product.allows_transfer:
        return Problem("transfer_not_allowed", values={"product": held.product.name})
    return obstacles.frozen(held, facts)


def shown(draft: Draft) -> IdentificationDraft:
    """What the new holder has shown."""
    return holder_proof.shown(draft.identification, draft.organisation)


def holder(draft: Draft, facts: CustomerFacts) -> NewHolder:
    return new_holder.new_holder(shown(draft), draft.details, facts.desk)


def differences(draft: Draft, facts: CustomerFacts) -> tuple[Dearer, ...]:
    return new_holder.dearer(holder(draft, facts), facts)


def leaving_payer(draft: Draft, facts: CustomerFacts) -> Payer | None:
    return new_holder.leaving_payer(holder(draft, facts), facts)


def fee(facts: CustomerFacts) -> Goods | None:
    return goods_with_code(facts.rules.transfer_fee_product, facts)


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    left_out = () if is_member(draft.identification) else (Step.ORGANISATION,)
    return steps_taken(Step, sum(line.amount for line in _lines(draft, facts)), left_out)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; those of identification and personal details for the new holder, and taken_as where they
    were chosen among those alike; organisation_id, document_organisation_proof; card_number, photo; accepted_terms;
    the payment's."""
    match step:
        case Step.NEW_HOLDER:
            return holder_proof.identity_problems(draft.identification, facts)
        case Step.ORGANISATION:
            return holder_proof.belonging_problems(draft.identification, draft.organisation, facts)
        case Step.PERSONAL_DETAILS:
            return _details_problems(draft, facts)
        case Step.ACCESS_DETAILS:
            return _access_problems(draft, facts)
        case Step.SUMMARY:
            return terms_problems(draft.accepted_terms, facts.desk)
    return shared_problems(step, draft, quote, facts)


def _details_problems(draft: Draft, facts: CustomerFacts) -> list[Problem]:
    registered = draft.details.registered
    if registered is None:
        said = personal_details.problems(draft.details, shown(draft), facts.desk)
        return [_led(replace(one, code=ALIKE_HERE.get(one.code, one.code))) for one in said]
    said_by = "taken_as" if draft.details.taken_as else "personal_number"
    if registered.known.person_id in facts.customer.ids:
        return [Problem("transfer_to_self", said_by)]
    if registered.has_subscription:
        return [Problem("transfer_has_subscription", said_by)]
    return [_led(one) for one in age_problems(shown(draft), registered.known.birth_date, facts.desk)]


def _led(problem: Problem) -> Problem:
    """Ages are mended where the new holder was identified, which is a step of its own here."""
    if problem.values.get("step") == "identification" or problem.field in ("customer_type", "is_minor"):
        return replace(problem, values={**problem.values, "step": str(Step.NEW_HOLDER)})
    return problem


def _access_problems(draft: Draft, facts: CustomerFacts) -> list[Problem]:
    registered = draft.details.registered
    return access_details.problems(
        draft.access,
        facts.desk,
        is_photo_needed=is_photo_needed(draft),
        is_card_needed=registered is None or not registered.cards,
    )


def is_photo_needed(draft: Draft) -> bool:
    """Of somebody new, as when one registers."""
    return draft.details.registered is None and not draft.details.protected_identity


def checked_here(draft: Draft, facts: CustomerFacts) -> Draft:
    """Who takes it over, their organisation and card as the file has them now."""
    agreement = draft.organisation.agreement
    now = agreement_here(agreement.organisation_id) if agreement else None
    return replace(
        draft,
        organisation=replace(draft.organisation, agreement=now),
        details=recipients.checked_here(draft.details, draft.identification, facts.today),
        access=known_cards.checked_here(draft.access, facts.desk.card_format),
    )


def holder_name(draft: Draft) -> str:
    """The name to show; "" for a registered person with protected identity."""
    if draft.details.registered is not None:
        return draft.details.registered.known.name
    read = read_details(draft.details)
    return f"{read.given_name} {read.family_name}".strip()


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    """The fee, what the days that are left cost the new holder more, who has it from today, and the dates that follow.
    It is the customer's own, also where an organisation pays for the subscription: to let it pay is to be chosen."""
    return Quote(tuple(_lines(draft, facts)), tuple(_changes(draft, facts)), usual=Method.CARD)


def _lines(draft: Draft, facts: CustomerFacts) -> Iterator[QuoteLine]:
    for one in differences(draft, facts):
        yield _difference_line(one, facts)
    charged = fee(facts)
    if charged is not None:
        why = _("Paid once when {product} is transferred.", product=facts.chosen.product.name)
        yield charged.quote_line(why, facts.today)


def _difference_line(one: Dearer, facts: CustomerFacts) -> QuoteLine:
    words = {"first": day(one.charge.first), "last": day(one.charge.last)}
    why = _(
        "{first} – {last} cost the new holder {cost}, of which {paid} is paid.",
        cost=kronor(one.charge.amount),
        paid=kronor(one.unused),
        **words,
    )
    text = _("Price difference, {product}", product=one.product.name)
    return QuoteLine(text, one.due, Due.NOW, vat_rate(one.product.vat_kind, facts.today), why, one.product.id)


def _changes(draft: Draft, facts: CustomerFacts) -> Iterator[Change]:
    held = facts.chosen
    yield Change(_("Subscription"), "", ", ".join(one.name for one in held.products))
    yield Change(_("Holder"), _shown(facts.customer.name, facts.customer.is_protected), _shown_new(draft))
    yield Change(_("From"), "", day(facts.today))
    yield Change(_("Valid until"), "", day(held.timeline.valid_until))
    for one in differences(draft, facts):
        label = _("Price, {product}", product=one.product.name)
        yield Change(label, kronor(one.kept.timeline.price), kronor(one.cost.price))
    payer = leaving_payer(draft, facts)
    if payer is not None:
        yield Change(_("Who pays"), payer.name, _(PAYS[Pays.MEMBER]))
    for card in blocked_cards(facts):
        yield Change(_("Card {number}", number=_card(card.number, facts)), _("opens"), _("blocked"))


def _shown(name: str, is_protected: bool) -> str:
    """The confirmation is paper: a protected name does not stand on it."""
    return _("Protected identity") if is_protected else name


def _shown_new(draft: Draft) -> str:
    is_protected = draft.details.protected_identity or not holder_name(draft)
    return _shown(holder_name(draft), is_protected)


def _card(number: str, facts: CustomerFacts) -> str:
    return show_card_number(number, facts.desk.card_format)


def blocked_cards(facts: CustomerFacts) -> tuple[HeldCard, ...]:
    """The old holder's no longer open, when nothing else of theirs lets them in."""
    others = [one for one in facts.in_force if one.id != facts.subscription_id]
    return () if others else facts.customer.cards


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows = shared_rows(draft, facts)
    rows += [SummaryRow(Step.NEW_HOLDER, *row) for row in _proof_rows(draft, facts)]
    if draft.organisation.agreement is not None and is_member(draft.identification):
        rows.append(SummaryRow(Step.ORGANISATION, _("Organisation"), draft.organisation.agreement.name))
    rows += [SummaryRow(Step.PERSONAL_DETAILS, *row) for row in _recipient_rows(draft, facts)]
    held = facts.chosen
    rows.append(SummaryRow(Step.SUBSCRIPTION, _("Subscription"), ", ".join(one.name for one in held.products)))
    rows.append(SummaryRow(Step.SUBSCRIPTION, _("Valid until"), day(held.timeline.valid_until)))
    more = sum(one.due for one in differences(draft, facts))
    if more:
        rows.append(SummaryRow(Step.SUBSCRIPTION, _("Price difference"), kronor(more)))
    return rows + [SummaryRow(Step.ACCESS_DETAILS, *row) for row in access_rows(draft, facts)]


def _proof_rows(draft: Draft, facts: CustomerFacts) -> Iterator[tuple[str, str]]:
    """Of somebody registered the type that they are and stay, where they have shown no other."""
    becomes, registered = holder(draft, facts), draft.details.registered
    for label, value in identification_rows(shown(draft), draft.details, facts.desk):
        if label == _("Customer type") and registered is not None:
            listed = facts.catalogue.customer_type(becomes.customer_type)
            yield label, listed.name if listed else becomes.customer_type
        else:
            yield label, value


def _recipient_rows(draft: Draft, facts: CustomerFacts) -> Iterator[tuple[str, str]]:
    registered = draft.details.registered
    if registered is None:
        yield from details_rows(draft.details, shown(draft), facts.desk)
        return
    yield _("Name"), registered.known.name or _("Protected identity")
    yield _("Birth date"), day(registered.known.birth_date)
    yield _("Member number"), registered.known.member_number


def access_rows(draft: Draft, facts: CustomerFacts) -> Iterator[tuple[str, str]]:
    registered = draft.details.registered
    cards = registered.cards if registered else ()
    yield _("Card number"), show_cards(draft.access.card_number, facts.desk.card_format, cards)
    yield from kept_rows(draft.access.card_number, cards, facts.desk.card_format)
    if draft.access.photo is not None:
        yield _("Photo"), _("Taken")
    elif registered is not None and registered.has_photo:
        yield _("Photo"), _("the old one")


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    held, customer = facts.chosen, facts.customer
    to_person_id, dearer = _taken_over_by(errand, draft, facts), differences(draft, facts)
    leaving, charged = leaving_payer(draft, facts), fee(facts)
    earlier_id, holding_id = new_id(), new_id()  # in their order, which the card goes by
    errand.perform(
        SubscriptionTransferred(
            subscription_id=held.id,
            add_on_ids=[one.id for one in held.add_ons],
            facility_id=held.main.facility_id,
            person_id=customer.person_id,
            to_person_id=to_person_id,
            as_it_was=held.mark,
            day=facts.today,
            from_holding_id=earlier_id,
            to_holding_id=holding_id,
            transferred_at=errand.at,
            new_prices=[_new_price(one, facts) for one in dearer],
            payer_before=held.main.invoiced_to,
            payer=None if leaving else held.main.invoiced_to,
            paid=sum(line.amount for line in _lines(draft, facts)),
            fees=charged.price if charged else 0,
            undoes="",
            terms_version=terms_version(facts.desk),
            terms_accepted_at=errand.at,
        )
    )
    for card in blocked_cards(facts):
        block_card(errand, card, TRANSFERRED, person_id=customer.person_id, holding_id=holding_id)
    where = {"person_id": to_person_id, "facility_id": held.main.facility_id}
    give_access(errand, draft.access, facts.desk.card_format, **where)
    errand.journal(TAKE_OVER, to_person_id, {"from_person_id": customer.person_id})
    details: dict[str, object] = {"to_person_id": to_person_id, "is_new": draft.details.registered is None}
    marks = {"difference": sum(one.due for one in dearer), "left_payer_id": leaving.organisation_id if leaving else ""}
    details |= {name: value for name, value in marks.items() if value}
    return Written(tuple(_receipt_lines(dearer, facts)), details, agreement_id=held.id, is_anothers=True)


def _new_price(one: Dearer, facts: CustomerFacts) -> NewPriceBody:
    used = tuple(used_bodies(one.kept, day_of_swap(facts.chosen, facts)))
    return NewPriceBody(
        subscription_id=one.kept.id,
        as_it_was=one.mark,
        change_id=new_id(),
        price=one.cost.price,
        price_list_id=one.cost.price_list_id,
        lots=[*used, *new_bodies((one.charge,), used, is_prepaid=True)],
    )


def _taken_over_by(errand: Errand, draft: Draft, facts: CustomerFacts) -> str:
    """The id of who was registered, now or before."""
    registered = draft.details.registered
    if registered is None:
        newcomer = register_person(
            errand,
            shown(draft),
            draft.details,
            facts.desk,
            facility_id=facts.chosen.main.facility_id,
            no_photo_reason="" if draft.access.photo else draft.access.no_photo_reason,
        )
        return newcomer.person_id
    record_proof(errand, shown(draft), registered, facts.desk, becomes=holder(draft, facts).customer_type)
    return registered.known.person_id


def _receipt_lines(dearer: Iterable[Dearer], facts: CustomerFacts) -> Iterator[Line]:
    """In Swedish."""
    for one in dearer:
        text = f"Mellanskillnad {swedish_name(one.product.id)}"
        line = Line(text, one.due, one.product.vat_kind, one.product.id, one.kept.id)
        yield line.for_days(one.charge.first, one.charge.last)
    charged = fee(facts)
    if charged is not None:
        yield charged.receipt_line(facts.subscription_id)
