"""The routine Collect online purchase (Hämta ut onlineköp) for somebody who is registered."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from kiosk.access import access_details, known_cards
from kiosk.access.card_numbers import show_cards
from kiosk.access.drafts import AccessDraft
from kiosk.access.giving_access import give_access
from kiosk.access.kept_cards import kept_rows
from kiosk.customer_facts import NEVER, CustomerFacts, Held
from kiosk.customer_routine import Written, payment_problems, shared_problems, shared_rows
from kiosk.direct_debit import mandate_details
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.direct_debit.payers import with_payer_here
from kiosk.formats import day
from kiosk.operations.customers import CustomerTypeChanged
from kiosk.orders import collecting, handing_out
from kiosk.orders.collecting import Collection
from kiosk.orders.ready import Order
from kiosk.people import certify, identification
from kiosk.people.actors import ActorDraft
from kiosk.people.customer_types import DOCUMENTS, ORDINARY
from kiosk.people.drafts import IdentificationDraft
from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, Change, Quote, SummaryRow, steps_taken, the_one
from kiosk.store import Errand
from kiosk.subscriptions.products import Buyer
from kiosk.subscriptions.terms import terms_version
from kiosk.summary_rows import mandate_rows
from kiosk.texts import N_, _
from kiosk.till.tender import Tender

NAME = "collect_online_purchase"
TITLE = N_("Collect online purchase")
ACTION = N_("&Hand out")


class Step(StrEnum):
    IDENTIFICATION = "identification"
    ORDER = "order"
    MANDATE = "mandate"
    ACCESS_DETAILS = "access_details"
    SUMMARY = "summary"
    PAYMENT = "payment"


class Shown(StrEnum):
    """Whether the certificate that the price rests on was shown."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class CollectionDraft:
    """`order_id` "" for the only one. `shows`: of Shown, "" until it is said; the rest is of the certificate shown."""

    order_id: str = ""
    shows: str = ""
    certificate_kind: str = ""
    valid_until: date | None = None
    ticked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Draft:
    actor: ActorDraft = field(default_factory=ActorDraft)
    collection: CollectionDraft = field(default_factory=CollectionDraft)
    mandate: MandateDraft = field(default_factory=MandateDraft)
    access: AccessDraft = field(default_factory=AccessDraft)
    tenders: tuple[Tender, ...] = ()


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    """The menu has it only where an order is ready (kiosk/routines.py)."""
    if not facts.orders:
        return Problem("order_none")
    for one in facts.in_force:
        if not one.timeline.is_prepaid and one.timeline.end_date is None:
            return Problem("order_subscription_running", values={"product": one.product.name})
    return None


def start(facts: CustomerFacts) -> date:
    """Today, or the day after what the customer has already."""
    ends = [one.timeline.access_until or facts.today for one in facts.in_force]
    return max([facts.today, *(end + timedelta(days=1) for end in ends)])


def begun_with(order_id: str, facts: CustomerFacts) -> Draft:
    """The draft to begin with: `order_id` is chosen, where it still waits."""
    waits = any(one.id == order_id for one in facts.orders)
    return Draft(collection=CollectionDraft(order_id=order_id if waits else ""))


def chosen_order(draft: Draft, facts: CustomerFacts) -> Order | None:
    return the_one(draft.collection.order_id, {one.id: one for one in facts.orders})


def asks_for_certificate(order: Order, facts: CustomerFacts) -> bool:
    """The price rests on one that the file doesn't know to hold today."""
    known = facts.customer.type_ends.get(order.customer_type)
    return collecting.rests_on_certificate(order, facts.desk) and (known is None or known < facts.today)


def certificate(draft: Draft, order: Order, facts: CustomerFacts) -> IdentificationDraft:
    """As the certificate's own rules want it."""
    part = draft.collection
    kind = part.certificate_kind or collecting.kind_of(order, facts.desk)
    return IdentificationDraft(
        order.customer_type, certificate_kind=kind, ticked=part.ticked, valid_until=part.valid_until
    )


def has_certificate(draft: Draft, order: Order, facts: CustomerFacts) -> bool:
    return not asks_for_certificate(order, facts) or draft.collection.shows == Shown.YES


def buyer(draft: Draft, order: Order, facts: CustomerFacts) -> Buyer:
    """Who they are when they have collected it."""
    customer = facts.customer
    if not collecting.rests_on_certificate(order, facts.desk):
        return customer.buyer
    if not has_certificate(draft, order, facts):
        return Buyer(ORDINARY, None, customer.birth_date)
    if not asks_for_certificate(order, facts):
        end = customer.type_ends[order.customer_type]
        return Buyer(order.customer_type, None if end == NEVER else end, customer.birth_date)
    end_shown = identification.certificate_end(certificate(draft, order, facts), customer.birth_date, facts.desk)
    return Buyer(order.customer_type, end_shown, customer.birth_date)


def collected(draft: Draft, facts: CustomerFacts) -> Collection | None:
    """None while no order is chosen, or its product can't be had at all."""
    order = chosen_order(draft, facts)
    if order is None or order.product_id not in facts.catalogue.products:
        return None
    holder = buyer(draft, order, facts)
    return collecting.collection(
        order, holder, has_certificate(draft, order, facts), start(facts), facts.desk, facts.rules
    )


def asks_for_mandate(found: Collection | None, facts: CustomerFacts) -> bool:
    """Not with an electronic one, nor when the customer has one already."""
    return (
        found is not None
        and found.plan.draw is not None
        and not found.order.has_mandate
        and not facts.customer.mandates
    )


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    found = collected(draft, facts)
    left_out = () if asks_for_mandate(found, facts) else (Step.MANDATE,)
    return steps_taken(Step, found.due if found else 0, left_out)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; order_id, shows, certificate_kind, valid_until, document_<code>; the mandate's; card_number,
    photo; the payment's."""
    match step:
        case Step.ORDER:
            return _order_problems(draft, facts)
        case Step.MANDATE:
            return mandate_details.problems(
                draft.mandate, facts.customer.birth_date, facts.desk, facts.customer.personal_number
            )
        case Step.ACCESS_DETAILS:
            needed = not facts.customer.cards
            return access_details.problems(draft.access, facts.desk, is_photo_needed=False, is_card_needed=needed)
        case Step.PAYMENT:
            found = collected(draft, facts)
            return payment_problems(draft, found.due if found else 0, facts)
    return shared_problems(step, draft, quote, facts)


def _shown_words(draft: Draft, order: Order, facts: CustomerFacts) -> str:
    """What was shown besides ID; of a kind that asks for no more, which it is."""
    part = certificate(draft, order, facts)
    kind = identification.chosen_kind(part, facts.desk)
    shown = [_(DOCUMENTS[code]) for code in certify.documents(part, facts)]
    return "\n".join(shown) or (_(kind.name) if kind else "")


def _order_problems(draft: Draft, facts: CustomerFacts) -> list[Problem]:
    order = chosen_order(draft, facts)
    if order is None:
        gone = draft.collection.order_id and draft.collection.order_id not in {one.id for one in facts.orders}
        return [Problem("order_collected" if gone else "order_missing", "order_id")]
    if collected(draft, facts) is None:
        return [Problem("order_product_gone", "order_id", values={"order": order.number})]
    if not asks_for_certificate(order, facts):
        return []
    if draft.collection.shows not in tuple(Shown):
        return [Problem("order_shows_missing", "shows")]
    if draft.collection.shows == Shown.NO:
        return []
    said = certify.shown_problems(certificate(draft, order, facts), facts)
    return [replace(one, field="shows") if one.field == "customer_type" else one for one in said]


def checked_here(draft: Draft, facts: CustomerFacts) -> Draft:
    mandate = with_payer_here(draft.mandate, facts.today)
    return replace(draft, mandate=mandate, access=known_cards.checked_here(draft.access, facts.desk.card_format))


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    """Nothing until it is said whether the certificate is shown."""
    order = chosen_order(draft, facts)
    if order is None or (asks_for_certificate(order, facts) and draft.collection.shows not in tuple(Shown)):
        return EMPTY_QUOTE
    found = collected(draft, facts)
    if found is None:
        return EMPTY_QUOTE
    told = collecting.quote(found, facts.desk, facts.rules)
    return replace(told, changes=(*told.changes, *(Change(label, "", words) for label, words in _kept(draft, facts))))


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows = shared_rows(draft, facts)
    found = collected(draft, facts)
    if found is None:
        return rows
    rows += [SummaryRow(Step.ORDER, *row) for row in order_rows(found, facts)]
    order = found.order
    if asks_for_certificate(order, facts):
        is_shown = has_certificate(draft, order, facts)
        words = _shown_words(draft, order, facts) if is_shown else _("Not shown: the customer is ordinary")
        rows.append(SummaryRow(Step.ORDER, _("Certificate"), words))
        end = buyer(draft, order, facts).valid_until if has_certificate(draft, order, facts) else None
        if end is not None:
            rows.append(SummaryRow(Step.ORDER, _("Certificate valid until"), day(end)))
    if asks_for_mandate(found, facts):
        rows += [SummaryRow(Step.MANDATE, *row) for row in mandate_rows(draft.mandate)]
    return rows + [SummaryRow(Step.ACCESS_DETAILS, *row) for row in _access_rows(draft, facts)]


def order_rows(found: Collection, facts: CustomerFacts) -> Iterator[tuple[str, str]]:
    return collecting.order_rows(found, facts.today, facts.rules.withdrawal_days)


def _access_rows(draft: Draft, facts: CustomerFacts) -> Iterator[tuple[str, str]]:
    cards = [one.number for one in facts.customer.cards]
    yield _("Card number"), show_cards(draft.access.card_number, facts.desk.card_format, cards)
    yield from _kept(draft, facts)
    if draft.access.photo is not None:
        yield _("Photo"), _("Taken")


def _kept(draft: Draft, facts: CustomerFacts) -> Iterator[tuple[str, str]]:
    return kept_rows(draft.access.card_number, [one.number for one in facts.customer.cards], facts.desk.card_format)


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    found, customer = collected(draft, facts), facts.customer
    if found is None:
        raise ValueError("an order with problems can't be handed out")
    where = {"person_id": customer.person_id, "facility_id": customer.facility_id}
    _certify(errand, draft, found.order, facts)
    terms = terms_version(facts.desk)
    sold = handing_out.hand_out(errand, found, person_id=customer.person_id, terms_version=terms)
    mandate_id = ""
    if asks_for_mandate(found, facts) or found.order.has_mandate:
        known_ids = [one.id for one in customer.mandates]
        mandate_id = handing_out.sign(errand, found, draft.mandate, customer, facts.desk, known_ids)
    give_access(errand, draft.access, facts.desk.card_format, **where)
    details: dict[str, object] = {"order_id": found.order.id, "recalculated": found.recalculated}
    main_id = sold[0].subscription_id
    lines = handing_out.receipt_lines(found, sold)
    return Written(lines, details, main_id, mandate_id=mandate_id, agreement_id=main_id)


def _certify(errand: Errand, draft: Draft, order: Order, facts: CustomerFacts) -> None:
    """With the certificate they are what they bought as; without it they are ordinary."""
    if not collecting.rests_on_certificate(order, facts.desk):
        return
    if asks_for_certificate(order, facts) and has_certificate(draft, order, facts):
        certify.record_certificate(errand, certificate(draft, order, facts), draft.actor, facts)
    code = order.customer_type if has_certificate(draft, order, facts) else ORDINARY
    if code != facts.customer.customer_type:
        person_id = facts.customer.person_id
        errand.perform(CustomerTypeChanged(person_id=person_id, customer_type=code, changed_at=errand.at))
