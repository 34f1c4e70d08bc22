"""The routine Pay a debt (Betala skuld): draws that the bank didn't make, or gave back, are paid at the desk."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.catalogue import swedish_name
from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.direct_debit.debts import Debt, DebtPart
from kiosk.formats import day, kronor
from kiosk.operations.debit_draws import DrawSettled
from kiosk.people.actors import ActorDraft
from kiosk.problems import Problem
from kiosk.routine import Change, Due, Quote, QuoteLine, SummaryRow
from kiosk.store import Errand
from kiosk.texts import N_, _
from kiosk.till.selling import Line
from kiosk.till.tender import Tender
from kiosk.till.vat import vat_rate

NAME = "pay_debt"
TITLE = N_("Pay a debt")
ACTION = N_("&Pay the debt")


class Step(StrEnum):
    IDENTIFICATION = "identification"
    SUMMARY = "summary"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Draft:
    actor: ActorDraft = field(default_factory=ActorDraft)
    tenders: tuple[Tender, ...] = ()


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    return None if facts.debts else Problem("debt_none")


def steps(_draft: Draft, _facts: CustomerFacts) -> tuple[Step, ...]:
    return tuple(Step)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; the payment's."""
    return shared_problems(step, draft, quote, facts)


def owed(facts: CustomerFacts) -> int:
    """Öre."""
    return sum(one.amount for one in facts.debts)


def quote(_draft: Draft, facts: CustomerFacts) -> Quote:
    """All of it, a line for each subscription and month."""
    debt = (Change(_("Debt"), kronor(owed(facts)), kronor(0)),) if facts.debts else ()
    return Quote(tuple(_lines(facts)), debt)


def _lines(facts: CustomerFacts) -> Iterator[QuoteLine]:
    for debt, part in _parts(facts):
        product = facts.catalogue.products[part.product_id]
        why = " ".join(one for one in (f"{day(part.first)} – {day(part.last)}.", debt.reason) if one)
        vat = vat_rate(product.vat_kind, facts.today)
        yield QuoteLine(product.name, part.amount, Due.NOW, vat, why, product.id, part.subscription_id)


def _parts(facts: CustomerFacts) -> Iterator[tuple[Debt, DebtPart]]:
    yield from ((debt, part) for debt in facts.debts for part in debt.parts)


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows = shared_rows(draft, facts)
    return rows + [SummaryRow(Step.SUMMARY, _("Draw not paid"), _debt_words(one)) for one in facts.debts]


def _debt_words(debt: Debt) -> str:
    return " ".join(part for part in (f"{debt.month}: {kronor(debt.amount)}.", debt.reason) if part)


def write(errand: Errand, _draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again."""
    for debt in facts.debts:
        errand.perform(
            DrawSettled(
                draw_id=debt.draw_id,
                facility_id=debt.facility_id,
                person_id=facts.customer.person_id,
                errand_id=errand.id,
                settled_at=errand.at,
                amount=debt.amount,
            )
        )
    lines = tuple(_receipt_line(part, facts) for _debt, part in _parts(facts))
    return Written(lines, {"draws": [one.draw_id for one in facts.debts]})


def _receipt_line(part: DebtPart, facts: CustomerFacts) -> Line:
    product = facts.catalogue.products[part.product_id]
    name = swedish_name(part.product_id)
    line = Line(name, part.amount, product.vat_kind, part.product_id, part.subscription_id)
    return line.for_days(part.first, part.last)
