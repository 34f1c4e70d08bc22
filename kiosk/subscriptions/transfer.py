"""The routine Transfer (Överlåta): who takes over a prepaid subscription, registered or new, and what it costs."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.access import access_details, known_cards
from kiosk.access.card_numbers import show_card_number, show_cards
from kiosk.access.drafts import AccessDraft
from kiosk.access.giving_access import block_card, give_access
from kiosk.customer_facts import CustomerFacts, Held, HeldCard
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.formats import day
from kiosk.ids import new_id
from kiosk.operations.journal import TAKE_OVER
from kiosk.operations.subscription_changes import SubscriptionTransferred
from kiosk.people import identification, personal_details, recipients
from kiosk.people.actors import ActorDraft
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.identification import age_problems
from kiosk.people.personal_details import read_details
from kiosk.people.proof import record_proof
from kiosk.people.registering import register_person
from kiosk.problems import Problem
from kiosk.routine import Change, Quote, QuoteLine, SummaryRow, steps_taken
from kiosk.store import Errand
from kiosk.subscriptions import obstacles
from kiosk.summary_rows import details_rows, identification_rows
from kiosk.texts import N_, _
from kiosk.till.goods import Goods, goods_with_code
from kiosk.till.selling import Line
from kiosk.till.tender import Method, Tender

NAME = "transfer"
TITLE = N_("Transfer")
ACTION = N_("&Transfer now")
TRANSFERRED = "transferred"


class Step(StrEnum):
    IDENTIFICATION = "identification"
    NEW_HOLDER = "new_holder"
    PERSONAL_DETAILS = "personal_details"
    SUBSCRIPTION = "subscription"
    ACCESS_DETAILS = "access_details"
    SUMMARY = "summary"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Draft:
    """`actor` is for who has it; `identification` and `details` are of who takes it over, and so is `access`."""

    actor: ActorDraft = field(default_factory=ActorDraft)
    identification: IdentificationDraft = field(default_factory=IdentificationDraft)
    details: PersonalDetailsDraft = field(default_factory=PersonalDetailsDraft)
    access: AccessDraft = field(default_factory=AccessDraft)
    tenders: tuple[Tender, ...] = ()


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
    if wanted_type(facts) == identification.ORGANISATION:
        return Problem("transfer_of_organisation")
    if wanted_type(facts) not in {one.code for one in identification.offered_types(facts.desk)}:
        return Problem("transfer_type_closed")
    return obstacles.frozen(held, facts)


def wanted_type(facts: CustomerFacts) -> str:
    """The new holder shows proof of the same customer type (rules.md 3)."""
    return facts.customer.customer_type


def fee(facts: CustomerFacts) -> Goods | None:
    return goods_with_code(facts.rules.transfer_fee_product, facts)


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    charged = fee(facts)
    return steps_taken(Step, charged.price if charged else 0)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; those of identification and personal details for the new holder; card_number, photo; the
    payment's."""
    match step:
        case Step.NEW_HOLDER:
            return _proof_problems(draft, facts)
        case Step.PERSONAL_DETAILS:
            return _details_problems(draft, facts)
        case Step.ACCESS_DETAILS:
            return _access_problems(draft, facts)
    return shared_problems(step, draft, quote, facts)


def _proof_problems(draft: Draft, facts: CustomerFacts) -> list[Problem]:
    if draft.identification.customer_type != wanted_type(facts):
        return [Problem("transfer_other_type", "customer_type")]
    return identification.problems(draft.identification, facts.desk)


def _details_problems(draft: Draft, facts: CustomerFacts) -> list[Problem]:
    registered = draft.details.registered
    if registered is None:
        return [_led(one) for one in personal_details.problems(draft.details, draft.identification, facts.desk)]
    if registered.known.person_id in facts.customer.ids:
        return [Problem("transfer_to_self", "personal_number")]
    if registered.has_subscription:
        return [Problem("transfer_has_subscription", "personal_number")]
    return [_led(one) for one in age_problems(draft.identification, registered.known.birth_date, facts.desk)]


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
    return replace(
        draft,
        details=recipients.checked_here(draft.details, draft.identification, facts.today),
        access=known_cards.checked_here(draft.access, facts.desk.card_format),
    )


def new_holder(draft: Draft) -> str:
    """The name to show; "" for a registered person with protected identity."""
    if draft.details.registered is not None:
        return draft.details.registered.known.name
    read = read_details(draft.details)
    return f"{read.given_name} {read.family_name}".strip()


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    """The fee, who has it from today, and the dates that follow. The fee is the customer's own, also where an
    organisation pays for the subscription: to let it pay is to be chosen."""
    return Quote(tuple(_lines(facts)), tuple(_changes(draft, facts)), usual=Method.CARD)


def _lines(facts: CustomerFacts) -> Iterator[QuoteLine]:
    charged = fee(facts)
    if charged is not None:
        why = _("Paid once when {product} is transferred.", product=facts.chosen.product.name)
        yield charged.quote_line(why, facts.today)


def _changes(draft: Draft, facts: CustomerFacts) -> Iterator[Change]:
    held = facts.chosen
    yield Change(_("Subscription"), "", ", ".join(one.name for one in held.products))
    yield Change(_("Holder"), _shown(facts.customer.name, facts.customer.is_protected), _shown_new(draft))
    yield Change(_("From"), "", day(facts.today))
    yield Change(_("Valid until"), "", day(held.timeline.valid_until))
    for card in blocked_cards(facts):
        yield Change(_("Card {number}", number=_card(card.number, facts)), _("opens"), _("blocked"))


def _shown(name: str, is_protected: bool) -> str:
    """The confirmation is paper: a protected name does not stand on it."""
    return _("Protected identity") if is_protected else name


def _shown_new(draft: Draft) -> str:
    is_protected = draft.details.protected_identity or not new_holder(draft)
    return _shown(new_holder(draft), is_protected)


def _card(number: str, facts: CustomerFacts) -> str:
    return show_card_number(number, facts.desk.card_format)


def blocked_cards(facts: CustomerFacts) -> tuple[HeldCard, ...]:
    """The old holder's no longer open, when nothing else of theirs lets them in."""
    others = [one for one in facts.in_force if one.id != facts.subscription_id]
    return () if others else facts.customer.cards


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows = shared_rows(draft, facts)
    shown = identification_rows(draft.identification, draft.details, facts.desk)
    rows += [SummaryRow(Step.NEW_HOLDER, *row) for row in shown]
    rows += [SummaryRow(Step.PERSONAL_DETAILS, *row) for row in _recipient_rows(draft, facts)]
    held = facts.chosen
    rows.append(SummaryRow(Step.SUBSCRIPTION, _("Subscription"), ", ".join(one.name for one in held.products)))
    rows.append(SummaryRow(Step.SUBSCRIPTION, _("Valid until"), day(held.timeline.valid_until)))
    return rows + [SummaryRow(Step.ACCESS_DETAILS, *row) for row in access_rows(draft, facts)]


def _recipient_rows(draft: Draft, facts: CustomerFacts) -> Iterator[tuple[str, str]]:
    registered = draft.details.registered
    if registered is None:
        yield from details_rows(draft.details, draft.identification, facts.desk)
        return
    yield _("Name"), registered.known.name or _("Protected identity")
    yield _("Birth date"), day(registered.known.birth_date)
    yield _("Member number"), registered.known.member_number


def access_rows(draft: Draft, facts: CustomerFacts) -> Iterator[tuple[str, str]]:
    registered = draft.details.registered
    cards = registered.cards if registered else ()
    yield _("Card number"), show_cards(draft.access.card_number, facts.desk.card_format, cards)
    if draft.access.photo is not None:
        yield _("Photo"), _("Taken")
    elif registered is not None and registered.has_photo:
        yield _("Photo"), _("the old one")


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    held, customer = facts.chosen, facts.customer
    to_person_id = _taken_over_by(errand, draft, facts)
    errand.perform(
        SubscriptionTransferred(
            subscription_id=held.id,
            add_on_ids=[one.id for one in held.add_ons],
            facility_id=held.main.facility_id,
            person_id=customer.person_id,
            to_person_id=to_person_id,
            as_it_was=held.mark,
            day=facts.today,
            from_holding_id=new_id(),
            to_holding_id=new_id(),
            transferred_at=errand.at,
        )
    )
    for card in blocked_cards(facts):
        block_card(errand, card, TRANSFERRED, person_id=customer.person_id)
    where = {"person_id": to_person_id, "facility_id": held.main.facility_id}
    give_access(errand, draft.access, facts.desk.card_format, **where)
    errand.journal(TAKE_OVER, to_person_id, {"from_person_id": customer.person_id})
    return Written(_receipt_lines(facts), {"to_person_id": to_person_id, "is_new": draft.details.registered is None})


def _taken_over_by(errand: Errand, draft: Draft, facts: CustomerFacts) -> str:
    """The id of who was registered, now or before."""
    registered = draft.details.registered
    if registered is None:
        newcomer = register_person(
            errand,
            draft.identification,
            draft.details,
            facts.desk,
            facility_id=facts.chosen.main.facility_id,
            no_photo_reason="" if draft.access.photo else draft.access.no_photo_reason,
        )
        return newcomer.person_id
    record_proof(errand, draft.identification, registered, facts.desk)
    return registered.known.person_id


def _receipt_lines(facts: CustomerFacts) -> tuple[Line, ...]:
    charged = fee(facts)
    return (charged.receipt_line(facts.subscription_id),) if charged else ()
