"""The routine Edit payer or account (Ändra betalare/konto): a new mandate takes the place of the one there is."""

from collections.abc import Iterator
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
from kiosk.summary_rows import HOLDERS, mandate_rows
from kiosk.texts import N_, _
from kiosk.till.tender import Tender
from kiosk.typed_text import one_line

NAME = "edit_payer"
TITLE = N_("Edit payer or account")
ACTION = N_("&Save mandate")


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
        return mandate_details.problems(draft.mandate, facts.customer.birth_date, facts.desk)
    return shared_problems(step, draft, quote, facts)


def checked_here(draft: Draft, facts: CustomerFacts) -> Draft:
    return replace(draft, mandate=with_payer_here(draft.mandate, facts.today))


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    """Nothing to pay: whose account it was and will be, and from when."""
    if check_account(draft.mandate.clearing, draft.mandate.account).verdict is Verdict.ERROR:
        return EMPTY_QUOTE
    return Quote((), tuple(_changes(draft, facts)))


def _changes(draft: Draft, facts: CustomerFacts) -> Iterator[Change]:
    old, account = facts.customer.mandates, check_account(draft.mandate.clearing, draft.mandate.account)
    before = ", ".join(_holder_words(one.holder) for one in old) or NOTHING
    yield Change(_("Account holder"), before, _new_holder(draft.mandate))
    before = ", ".join(account_words(one.bank, one.account) for one in old) or NOTHING
    yield Change(_("Account"), before, account_words(account.bank or "", account.account))
    yield Change(_("First draw from the new account"), "", day(_first_draw(facts).day))
    if old:
        coming = (one for held in drawn(facts) for one in held.coming if one.is_sent)
        yield from (Change(one.label, one.words, revoked_in_short(one)) for one in coming)


def _holder_words(code: str) -> str:
    return _(HOLDERS[Holder(code)]) if code in tuple(Holder) else code


def _new_holder(draft: MandateDraft) -> str:
    words = _(HOLDERS[draft.holder])
    name = "" if draft.holder is Holder.SELF else one_line(draft.holder_name)
    return f"{words}, {name}" if name else words


def _first_draw(facts: CustomerFacts) -> Draw:
    """What Bankgirot's days allow when the form is signed today."""
    return first_draw(facts.today, facts.desk.draw_day, bank_days=facts.desk.first_draw_bank_days)


def consequences(facts: CustomerFacts) -> tuple[str, ...]:
    """All that the customer and staff must know before: from when is drawn, what becomes of what was to be paid until
    then, and that there is no way back from the old mandate's end."""
    first = _first_draw(facts)
    words = {"day": day(first.day), "month": f"{first.pays:%Y-%m}"}
    said = [_("Signed today, the new mandate is first drawn on {day}, for {month}.", **words)]
    said += [one for held in drawn(facts) for one in _until_then(held, first)]
    if facts.customer.mandates:
        said.append(_("The old mandate ends at once, even while the new one isn’t signed. That can’t be undone."))
    return tuple(said)


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
        first_draw=_first_draw(facts).day,
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
