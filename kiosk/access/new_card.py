"""The routine New card (Nytt medlemskort): why, what is charged, the replaced card blocked; or only a block."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.access import access_details, known_cards
from kiosk.access.card_numbers import show_card_number, show_cards
from kiosk.access.drafts import AccessDraft
from kiosk.access.giving_access import assign_card, block_card
from kiosk.access.kept_cards import kept_rows
from kiosk.customer_facts import CustomerFacts, Held, HeldCard
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.people.actors import ActorDraft
from kiosk.people.registering import set_photo
from kiosk.problems import Problem
from kiosk.routine import Change, Quote, QuoteLine, SummaryRow, steps_taken, the_one
from kiosk.store import Errand
from kiosk.texts import N_, _
from kiosk.till.goods import Goods, goods_with_code
from kiosk.till.tender import Tender

NAME = "new_card"
TITLE = N_("New card, or block one")
ACTION = N_("&Finish")


class Step(StrEnum):
    IDENTIFICATION = "identification"
    REASON = "reason"
    ACCESS_DETAILS = "access_details"
    SUMMARY = "summary"
    PAYMENT = "payment"


class Why(StrEnum):
    NEW = "new"
    LOST = "lost"
    BROKEN = "broken"


WHYS = {
    Why.NEW: N_("New or extra card"),
    Why.LOST: N_("The card is lost"),
    Why.BROKEN: N_("The card is broken"),
}
"""Code → label to translate with `_`."""


@dataclass(frozen=True, slots=True)
class CardReason:
    """`replaced`: id of the card to block, "" for the only one. `is_block_only`: no card is given now."""

    why: str = ""
    replaced: str = ""
    is_block_only: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    actor: ActorDraft = field(default_factory=ActorDraft)
    reason: CardReason = field(default_factory=CardReason)
    access: AccessDraft = field(default_factory=AccessDraft)
    tenders: tuple[Tender, ...] = ()


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    """Anybody may have a card: whether it opens is asked at the door."""
    return None


def offered_whys(facts: CustomerFacts) -> tuple[Why, ...]:
    """Only who has had a card can have lost it; it may have been blocked at an earlier visit."""
    has_had_one = bool(facts.customer.cards) or facts.customer.has_blocked_card
    return tuple(Why) if has_had_one else (Why.NEW,)


def replaced_card(reason: CardReason, facts: CustomerFacts) -> HeldCard | None:
    """The card to block: the one chosen, or the only one; None for an extra card and when none opens."""
    if reason.why not in (Why.LOST, Why.BROKEN):
        return None
    return the_one(reason.replaced, {card.id: card for card in facts.customer.cards})


def may_only_block(reason: CardReason, facts: CustomerFacts) -> bool:
    return reason.why in (Why.LOST, Why.BROKEN) and bool(facts.customer.cards)


def is_block_only(reason: CardReason, facts: CustomerFacts) -> bool:
    return reason.is_block_only and may_only_block(reason, facts)


def goods(draft: Draft, facts: CustomerFacts) -> Goods | None:
    """What the card costs (öre) by the gym's settings; None when it is free."""
    rules = facts.rules
    codes = {Why.NEW: rules.card_goods_new, Why.LOST: rules.card_goods_lost, Why.BROKEN: rules.card_goods_broken}
    if draft.reason.why not in offered_whys(facts) or is_block_only(draft.reason, facts):
        return None
    return goods_with_code(codes[Why(draft.reason.why)], facts)


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    """Only a block needs no card; payment when the card costs something."""
    left_out = (Step.ACCESS_DETAILS,) if is_block_only(draft.reason, facts) else ()
    chosen = goods(draft, facts)
    return steps_taken(Step, chosen.price if chosen else 0, left_out)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; why, replaced; card_number, photo; the payment's."""
    match step:
        case Step.REASON:
            return _reason_problems(draft.reason, facts)
        case Step.ACCESS_DETAILS:
            return access_details.problems(draft.access, facts.desk, is_photo_needed=False)
    return shared_problems(step, draft, quote, facts)


def _reason_problems(reason: CardReason, facts: CustomerFacts) -> list[Problem]:
    if reason.why not in offered_whys(facts):
        return [Problem("card_why_missing", "why")]
    if may_only_block(reason, facts) and replaced_card(reason, facts) is None:
        return [Problem("card_replaced_missing", "replaced")]
    return []


def checked_here(draft: Draft, facts: CustomerFacts) -> Draft:
    return replace(draft, access=known_cards.checked_here(draft.access, facts.desk.card_format))


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    """What the card costs, and which cards open afterwards."""
    return Quote(tuple(_lines(draft, facts)), tuple(_changes(draft, facts)))


def _lines(draft: Draft, facts: CustomerFacts) -> Iterator[QuoteLine]:
    chosen = goods(draft, facts)
    if chosen is not None:
        yield chosen.quote_line(f"{_(WHYS[Why(draft.reason.why)])}.", facts.today)


def _changes(draft: Draft, facts: CustomerFacts) -> Iterator[Change]:
    blocked, card_format = replaced_card(draft.reason, facts), facts.desk.card_format
    if blocked is not None:
        label = _("Card {number}", number=show_card_number(blocked.number, card_format))
        yield Change(label, _("opens"), _("blocked"))
    shown = show_cards(draft.access.card_number, card_format)
    if shown and not is_block_only(draft.reason, facts):
        yield Change(_("New card"), "", shown)
        yield from (Change(label, "", words) for label, words in _kept(draft, facts))
    if draft.access.photo is not None and not is_block_only(draft.reason, facts):
        yield Change(_("Photo"), _("the old one") if facts.customer.has_photo else _("none"), _("new"))


def _kept(draft: Draft, facts: CustomerFacts) -> Iterator[tuple[str, str]]:
    blocked = replaced_card(draft.reason, facts)
    others = (card.number for card in facts.customer.cards if card != blocked)
    return kept_rows(draft.access.card_number, others, facts.desk.card_format)


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows = shared_rows(draft, facts)
    if draft.reason.why in offered_whys(facts):
        rows.append(SummaryRow(Step.REASON, _("Reason"), _(WHYS[Why(draft.reason.why)])))
    blocked, card_format = replaced_card(draft.reason, facts), facts.desk.card_format
    if blocked is not None:
        rows.append(SummaryRow(Step.REASON, _("To be blocked"), show_card_number(blocked.number, card_format)))
    if is_block_only(draft.reason, facts):
        rows.append(SummaryRow(Step.REASON, _("New card"), _("None now")))
        return rows
    shown = show_cards(draft.access.card_number, card_format)
    rows.append(SummaryRow(Step.ACCESS_DETAILS, _("Card number"), shown))
    rows += [SummaryRow(Step.ACCESS_DETAILS, *row) for row in _kept(draft, facts)]
    if draft.access.photo is not None:
        rows.append(SummaryRow(Step.ACCESS_DETAILS, _("Photo"), _("Taken")))
    return rows


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again. The old card first, so that none opens twice."""
    customer, blocked = facts.customer, replaced_card(draft.reason, facts)
    details: dict[str, object] = {"why": draft.reason.why}
    if blocked is not None:
        block_card(errand, blocked, draft.reason.why, person_id=customer.person_id)
        details["blocked_card_id"] = blocked.id
    if is_block_only(draft.reason, facts):
        return Written((), details)
    where = {"person_id": customer.person_id, "facility_id": customer.facility_id}
    details["card_id"] = assign_card(errand, draft.access.card_number, facts.desk.card_format, **where)
    if draft.access.photo is not None:
        set_photo(errand, draft.access.photo, **where)
    chosen = goods(draft, facts)
    return Written((chosen.receipt_line(),) if chosen else (), details)
