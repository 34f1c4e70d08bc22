"""The routine Edit payer or account (Ändra betalare/konto): a new mandate takes the place of the one there is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.customer_facts import CustomerFacts, Held, HeldMandate
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.direct_debit import mandate_details
from kiosk.direct_debit.bank_accounts import Verdict, check_account
from kiosk.direct_debit.bank_days import Draw, first_draw
from kiosk.direct_debit.coming_draws import revoked_in_short
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.direct_debit.mandate_states import CancelledBy
from kiosk.direct_debit.mandates_shown import account_words
from kiosk.direct_debit.payers import with_payer_here
from kiosk.direct_debit.signing import draft_mandate, stop_override
from kiosk.formats import NOTHING, day, kronor
from kiosk.operations.direct_debit import MandateCancelled
from kiosk.people.actors import ActorDraft
from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, Change, Quote, SummaryRow
from kiosk.store import Errand
from kiosk.subscriptions.charging import charges_until, due
from kiosk.subscriptions.months import ONE_DAY
from kiosk.subscriptions.next_draw import next_draw
from kiosk.summary_rows import HOLDERS, mandate_rows
from kiosk.texts import N_, _
from kiosk.till.tender import Tender
from kiosk.typed_text import one_line

NAME = "edit_payer"
TITLE = N_("Edit payer or account")
ACTION = N_("&Save mandate")
ABOUT_ACCOUNT = True


class Step(StrEnum):
    IDENTIFICATION = "identification"
    MANDATE = "mandate"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Draft:
    actor: ActorDraft = field(default_factory=ActorDraft)
    mandate: MandateDraft = field(default_factory=MandateDraft)
    tenders: tuple[Tender, ...] = ()


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    """There must be something to draw."""
    return None if drawn(facts) else Problem("payer_no_direct_debit")


def drawn(facts: CustomerFacts) -> tuple[Held, ...]:
    """Subscriptions by direct debit that have not ended; an organisation that pays has no mandate."""
    return tuple(one for one in facts.in_force if not one.timeline.is_prepaid and not one.is_invoiced)


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    return tuple(Step)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; the mandate's."""
    if step == Step.MANDATE:
        return mandate_details.problems(
            draft.mandate, facts.customer.birth_date, facts.desk, facts.customer.personal_number
        )
    return shared_problems(step, draft, quote, facts, about_account=ABOUT_ACCOUNT)


def checked_here(draft: Draft, facts: CustomerFacts) -> Draft:
    return replace(draft, mandate=with_payer_here(draft.mandate, facts.today))


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    """Nothing to pay: whose account it was and will be, and from when."""
    if check_account(draft.mandate.clearing, draft.mandate.account).verdict is Verdict.ERROR:
        return EMPTY_QUOTE
    return Quote((), tuple(_changes(draft, facts)))


def _changes(draft: Draft, facts: CustomerFacts) -> Iterator[Change]:
    old, account = facts.customer.mandates, check_account(draft.mandate.clearing, draft.mandate.account)
    before = ", ".join(_holder_words(one.holder, one.holder_name) for one in old) or NOTHING
    yield Change(_("Account holder"), before, _new_holder(draft.mandate))
    before = ", ".join(account_words(one.bank, one.account) for one in old) or NOTHING
    yield Change(_("Account"), before, account_words(account.bank or "", account.account))
    yield Change(_("First draw from the new account"), "", _first_words(facts))
    if old:
        coming = (one for held in drawn(facts) for one in held.coming if one.is_sent)
        yield from (Change(one.label, one.words, revoked_in_short(one)) for one in coming)


def _holder_words(code: str, name: str) -> str:
    words = _(HOLDERS[Holder(code)]) if code in tuple(Holder) else code
    return f"{words}, {name}" if name else words


def _new_holder(draft: MandateDraft) -> str:
    return _holder_words(draft.holder, "" if draft.holder is Holder.SELF else one_line(draft.holder_name))


def _first_words(facts: CustomerFacts) -> str:
    """Of each subscription that something is drawn for."""
    draws = _first_draws(facts)
    if len(draws) == 1:
        return day(draws[0][1].day)
    return "\n".join(f"{held.product.name}: {day(draw.day)}" for held, draw in draws) or NOTHING


def _allowed(facts: CustomerFacts) -> Draw:
    """What Bankgirot's days allow when the form is signed today."""
    return first_draw(facts.today, facts.desk.draw_day, bank_days=facts.desk.first_draw_bank_days)


def _first_draws(facts: CustomerFacts) -> list[tuple[Held, Draw]]:
    """The first from the new account of each subscription, the earliest first; none of what is frozen or paid for as
    long as is foreseen."""
    found = ((held, _drawn_first(held, facts)) for held in drawn(facts))
    return sorted(((held, draw) for held, draw in found if draw is not None), key=lambda pair: pair[1].day)


def _drawn_first(held: Held, facts: CustomerFacts) -> Draw | None:
    """As the card will say it; what was planned from the old account comes as soon as the new one may be drawn."""
    allowed = _allowed(facts)
    if any(not one.is_sent for one in held.coming):
        return allowed
    main, *add_ons = (one.timeline for one in held.all)
    first = max(allowed.day, held.main.first_draw or allowed.day)
    credit = sum(one.credit for one in held.all)
    draw = next_draw((), main, add_ons, first, facts.desk.draw_day, facts.today, credit)
    return None if draw is None else Draw(draw.day, draw.pays)


def consequences(facts: CustomerFacts) -> tuple[str, ...]:
    """All that the customer and staff must know before: from when is drawn, what becomes of what was to be paid until
    then, and that there is no way back from the old mandate's end."""
    draws = _first_draws(facts)
    said = [_signed_today(draws)]
    said += [one for held, first in draws for one in _until_then(held, first)]
    if facts.customer.mandates:
        said.append(_("The old mandate ends at once, even while the new one isn’t signed. That can’t be undone."))
    return tuple(said)


def _signed_today(draws: Sequence[tuple[Held, Draw]]) -> str:
    if not draws:
        return _("Nothing is to be drawn from the new account as it stands.")
    first = draws[0][1]
    words = {"day": day(first.day), "month": f"{first.pays:%Y-%m}"}
    return _("Signed today, the new mandate is first drawn on {day}, for {month}.", **words)


def _until_then(held: Held, first: Draw) -> Iterator[str]:
    for draw in held.coming:
        if not draw.is_sent:
            yield _(
                "The draw of {amount} for {month} is owed until the new mandate is signed, and drawn once it has taken "
                "effect. It can be paid at the desk instead: “Pay a debt”.",
                amount=kronor(draw.amount),
                month=draw.month,
            )
    charges = [charge for one in held.all for charge in charges_until(one.timeline, first.pays - ONE_DAY)]
    if charges:
        yield _(
            "{product}: {first} – {last}, {amount}, is drawn together with {month}. It can be paid at the desk before "
            "that: “Charge”.",
            product=held.product.name,
            first=day(min(one.first for one in charges)),
            last=day(max(one.last for one in charges)),
            amount=kronor(due(charges)),
            month=f"{first.pays:%Y-%m}",
        )


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows = shared_rows(draft, facts)
    rows += [SummaryRow(Step.MANDATE, *row) for row in mandate_rows(draft.mandate)]
    pays = ", ".join(one.product.name for one in drawn(facts))
    rows.append(SummaryRow(Step.MANDATE, _("Pays"), pays))
    return [*rows, SummaryRow(Step.MANDATE, _("What it means"), "\n".join(consequences(facts)))]


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again. The old mandate ends when the new one is drafted:
    there is never a choice of account."""
    stop_override(errand, draft.mandate)
    customer = facts.customer
    for old in customer.mandates:
        cancel(errand, old, facts)
    mandate_id = draft_mandate(
        errand,
        draft.mandate,
        customer,
        facts.desk,
        facility_id=customer.facility_id,
        first_draw=_allowed(facts).day,
        known_ids=[one.id for one in customer.mandates],
    )
    details: dict[str, object] = {"mandate_id": mandate_id, "cancelled": [one.id for one in customer.mandates]}
    return Written((), details, mandate_id=mandate_id)


def cancel(errand: Errand, mandate: HeldMandate, facts: CustomerFacts) -> None:
    """At the customer's wish; the bank is told with the next file."""
    errand.perform(
        MandateCancelled(
            mandate_id=mandate.id,
            facility_id=facts.customer.facility_id,
            by=CancelledBy.CUSTOMER,
            code="",
            cancelled_at=errand.at,
        )
    )
