"""What every routine of an existing customer has in common: its door, and the one way it is finished."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Protocol

from kiosk.customer_facts import CustomerFacts, Held, customer_facts_at
from kiosk.formats import kronor
from kiosk.ids import new_id
from kiosk.operations.confirmations import ConfirmationIssued
from kiosk.operations.customers import IdentityChecked
from kiosk.people import actors
from kiosk.people.actors import ActorDraft
from kiosk.people.proof import checked
from kiosk.problems import Problem
from kiosk.routine import IDENTIFICATION, PAYMENT, SUMMARY, Due, Outcome, Quote, QuoteLine, Stopped, SummaryRow
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Errand, Refused, Store
from kiosk.summary_rows import actor_rows
from kiosk.texts import N_, _
from kiosk.till import payment
from kiosk.till.selling import Line, Paid
from kiosk.till.tender import Method, Tender


class CustomerDraft(Protocol):
    """What every routine's draft has, besides its own."""

    @property
    def actor(self) -> ActorDraft: ...

    @property
    def tenders(self) -> tuple[Tender, ...]: ...


@dataclass(frozen=True, slots=True)
class Written:
    """What a routine wrote besides payment and confirmation. `lines` in Swedish, as the receipt shall say; where
    `invoiced_to` names an organisation, it pays them by invoice and the quote has them so;
    `mandate_id`: of one whose form is to be signed now; `agreement_id`: the subscription sold, whose agreement the
    customer takes along, or who takes it over where it `is_anothers`."""

    lines: tuple[Line, ...] = ()
    details: dict[str, object] = field(default_factory=dict)
    subscription_id: str = ""
    mandate_id: str = ""
    agreement_id: str = ""
    is_anothers: bool = False
    invoiced_to: str = ""


class RoutineModule(Protocol):
    """The door of a routine's module. Everything but `write` is pure and cheap.

    `NAME` is the routine's in code, menus and journal; `TITLE` and `ACTION` (what the last button does, with its
    mnemonic) are source texts; `Step` a StrEnum of its steps in order; `Draft` has a default
    for every field; a module that can fill in more for this customer has a `begun(facts)`, the draft to begin with;
    one about an online purchase or a mandate a `begun_with(its id or "", facts)`.
    A module with a true `AT_A_DISTANCE` demands no visit; with a true `ABOUT_ACCOUNT` whoever holds the account may
    stand at the desk; one with a `QUOTED_FROM` has no price before that step,
    and one with a `PRICED_BY_DRAFT` holds in its draft what the file said of prices and payer; one where somebody else
    than the customer accepts the terms says so in `ACCEPTS`.
    `possible` says why the routine can't be begun, None when it can; for a routine about the person, `held` is None. A
    draft that holds what the file said of somebody or something else has besides, in its module,
    `checked_here(draft, facts)`, called inside the errand and after it was refused: the draft as the file says now.
    `write` performs the operations inside the errand that `finish` opens.
    """

    NAME: str
    TITLE: str
    ACTION: str
    Draft: Any
    Step: Any

    def possible(self, held: Held | None, facts: CustomerFacts) -> Problem | None: ...
    def steps(self, draft: Any, facts: CustomerFacts) -> tuple[Any, ...]: ...
    def problems(self, step: str, draft: Any, facts: CustomerFacts) -> list[Problem]: ...
    def quote(self, draft: Any, facts: CustomerFacts) -> Quote: ...
    def summary(self, draft: Any, facts: CustomerFacts) -> list[SummaryRow]: ...
    def write(self, errand: Errand, draft: Any, facts: CustomerFacts) -> Written: ...


def shared_problems(
    step: str,
    draft: CustomerDraft,
    quote: Callable[[Any, CustomerFacts], Quote],
    facts: CustomerFacts,
    *,
    at_a_distance: bool = False,
    about_account: bool = False,
) -> list[Problem]:
    """Of the steps that every routine may have. Fields: the actor's; the payment's, of what the quote says is due."""
    if step == IDENTIFICATION:
        who = {"at_a_distance": at_a_distance, "about_account": about_account}
        return actors.problems(draft.actor, facts.customer.represented(facts.today, **who))
    if step != PAYMENT:
        return []
    told = quote(draft, facts)
    return payment_problems(draft, told.due_now, facts, told.paid_through, told.usual)


def payment_problems(
    draft: CustomerDraft,
    due_now: int,
    facts: CustomerFacts,
    paid_through: date | None = None,
    usual: Method = Method.INVOICE,
) -> list[Problem]:
    invoice_to = facts.invoice_to_through(paid_through)
    return payment.problems(due_now, draft.tenders, facts.desk.place.till_id, invoice_to, usual)


def quoted(routine: RoutineModule, draft: Any, facts: CustomerFacts) -> Quote:
    """With who may pay by invoice what is due now, and how much of it they do as it stands."""
    told = routine.quote(draft, facts)
    invoice_to = facts.invoice_to_through(told.paid_through)
    return replace(told, invoice_to=invoice_to, by_invoice=_by_invoice(draft, told, facts))


def shared_rows(draft: CustomerDraft, facts: CustomerFacts) -> list[SummaryRow]:
    """Who stands at the desk: with them every routine's summary begins."""
    return [SummaryRow(IDENTIFICATION, *row) for row in actor_rows(draft.actor, facts.customer.name)]


def due_rows(draft: CustomerDraft, told: Quote, facts: CustomerFacts) -> Iterator[tuple[str, str]]:
    """For a summary: what is taken now, and what goes by invoice as the payment page proposes or as was chosen."""
    invoiced = _by_invoice(draft, told, facts)
    yield _("Due now"), kronor(told.due_now - invoiced)
    if invoiced:
        yield _("By invoice"), kronor(invoiced)


def finish(routine: RoutineModule, store: Store, staff: StaffMember, draft: Any, facts: CustomerFacts) -> Outcome:
    """Checks everything again against the file, writes, takes payment and confirms: one transaction, all or nothing.
    Each problem names its page in values["step"]. Blocks for the disk: run it on the database lane."""
    try:
        with store.errand(staff, routine.NAME) as errand:
            now, drafted = _facts_now(store, errand, facts), draft
            draft = checked_here(routine, draft, now)
            told = routine.quote(drafted if hasattr(routine, "PRICED_BY_DRAFT") else draft, facts)
            _check(routine, errand, draft, told, now)
            return _written(routine, errand, draft, now)
    except Stopped as stopped:
        return Outcome(stopped.problems)
    except Refused as refused:
        said = tuple(Problem(f"refused_{one.code}", values={**one.values}) for one in refused.findings)
        return Outcome(said)


def _facts_now(store: Store, errand: Errand, facts: CustomerFacts) -> CustomerFacts:
    return customer_facts_at(
        errand.at,
        facts.desk.place,
        facts.customer.person_id,
        facts.subscription_id,
        is_online=facts.desk.is_online,
    )


def checked_here(routine: RoutineModule, draft: Any, now: CustomerFacts) -> Any:
    """The draft as the file says now; inside `store.reading()` or the errand."""
    own = getattr(routine, "checked_here", None)
    return draft if own is None else own(draft, now)


def _check(routine: RoutineModule, errand: Errand, draft: Any, told: Quote, now: CustomerFacts) -> None:
    """`told`: what the customer has heard that it comes to."""
    if not errand.staff.may(Right.SELL):
        raise Stopped(Problem("may_not_sell").at(IDENTIFICATION))
    if now.customer.is_protected and not errand.staff.may(Right.PROTECTED_IDENTITY):
        raise Stopped(Problem("protected_identity_right").at(IDENTIFICATION))
    obstacle = begun_in_vain(routine, now)
    if obstacle is not None:
        raise Stopped(obstacle.at(IDENTIFICATION))
    said: list[Problem] = []
    for step in routine.steps(draft, now):
        shown = routine.problems(step, draft, now)
        if step == PAYMENT:
            shown = [*shown, *payment.used_references(draft.tenders, errand.facility_id)]
        said += [problem.at(step) for problem in shown if problem.blocks]
    if not said and figures(routine.quote(draft, now)) != figures(told):
        said.append(Problem("quote_changed").at(SUMMARY))
    if said:
        raise Stopped(*said)


def begun_in_vain(routine: RoutineModule, facts: CustomerFacts) -> Problem | None:
    """Why it can't be gone on with whatever is entered: what made it possible has become another meanwhile. Pure."""
    if facts.subscription_id and not facts.is_chosen_here:
        return Problem("subscription_moved")
    return routine.possible(facts.chosen if facts.subscription_id else None, facts)


def figures(quote: Quote) -> tuple[object, ...]:
    """What the customer has been told: money and dates."""
    return tuple((line.amount, line.due) for line in quote.lines), tuple(
        (one.before, one.after) for one in quote.changes
    )


def _written(routine: RoutineModule, errand: Errand, draft: Any, facts: CustomerFacts) -> Outcome:
    quote = routine.quote(draft, facts)
    _identify(errand, draft.actor, facts)
    errand.subject_id = facts.customer.person_id
    written = routine.write(errand, draft, facts)
    paid = _take_payment(errand, draft, written, quote, facts)
    by_invoice = _by_invoice(draft, quote, facts)
    invoiced = quote.invoiced + by_invoice
    confirmation_id = _confirm(errand, routine, quote, by_invoice, written, paid, facts)
    errand.details = {
        **written.details,
        "actor": str(draft.actor.actor),
        "paid": quote.due_now + quote.invoiced - invoiced,
        **({"invoiced": invoiced} if invoiced else {}),
        "receipt": paid.receipt_number if paid else None,
    }
    sale_id, receipt_id = (paid.sale_id, paid.receipt_id) if paid else ("", "")
    return Outcome(
        (),
        facts.customer.person_id,
        sale_id,
        receipt_id,
        errand.id,
        confirmation_id,
        agreement_id=written.agreement_id,
        is_anothers=written.is_anothers,
        mandate_id=written.mandate_id,
    )


def _line_words(line: QuoteLine) -> str:
    """Of what is no part of what is paid now."""
    words = {Due.MONTHLY: N_("{text}, per month"), Due.INVOICED: N_("{text}, by invoice")}
    return _(words[line.due], text=line.text) if line.due in words else line.text


def _identify(errand: Errand, draft: ActorDraft, facts: CustomerFacts) -> None:
    checks = [checked(errand, kind) for kind in actors.documents(draft)]
    errand.perform(
        IdentityChecked(
            person_id=facts.customer.person_id,
            facility_id=facts.customer.facility_id,
            actor=draft.actor,
            actor_name=actors.kept_name(draft),
            checks=checks,
        )
    )


def _take_payment(errand: Errand, draft: Any, written: Written, quote: Quote, facts: CustomerFacts) -> Paid | None:
    total = sum(line.amount for line in written.lines)
    if total != (quote.invoiced if written.invoiced_to else quote.due_now):
        raise ValueError(f"{total} öre on the receipt's lines, {quote.due_now} in the quote")
    return payment.take(
        errand,
        written.lines,
        draft.tenders,
        person_id=facts.customer.person_id,
        invoiced_to=written.invoiced_to,
        invoice_to=facts.invoice_to_through(quote.paid_through),
        usual=quote.usual,
    )


def _by_invoice(draft: CustomerDraft, quote: Quote, facts: CustomerFacts) -> int:
    """Öre of what is due now."""
    invoice_to = facts.invoice_to_through(quote.paid_through)
    tenders = payment.chosen(quote.due_now, draft.tenders, invoice_to, quote.usual)
    return sum(one.amount for one in tenders if one.method is Method.INVOICE) if quote.due_now else 0


def _confirm(
    errand: Errand,
    routine: RoutineModule,
    quote: Quote,
    by_invoice: int,
    written: Written,
    paid: Paid | None,
    facts: CustomerFacts,
) -> str:
    confirmation_id = new_id()
    errand.perform(
        ConfirmationIssued(
            confirmation_id=confirmation_id,
            errand_id=errand.id,
            facility_id=facts.customer.facility_id,
            person_id=facts.customer.person_id,
            routine=routine.NAME,
            subscription_id=written.subscription_id or facts.subscription_id or None,
            rows=[(one.label, one.before, one.after) for one in quote.changes],
            lines=[(line.text, line.amount) for line in quote.lines if line.due is Due.NOW],
            later=[(_line_words(line), line.amount) for line in quote.lines if line.due is not Due.NOW],
            by_invoice=by_invoice,
            receipt_id=paid.receipt_id if paid else None,
            staff_id=errand.staff.id,
            at=errand.at,
        )
    )
    return confirmation_id
