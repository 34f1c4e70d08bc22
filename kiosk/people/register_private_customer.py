"""The routine Register private customer (Registrera ny privatkund): its steps, draft, problems, quote and sale."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.access.drafts import AccessDraft
from kiosk.desk_facts import Facts
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.orders import collecting, handing_out
from kiosk.orders.collecting import Collection, ToCollect
from kiosk.orders.ready import order_with_id
from kiosk.people import identification, personal_details
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.registering import Newcomer
from kiosk.people.registration import Deal, Registration, Sale, shared_problems, sign
from kiosk.problems import Problem, Severity
from kiosk.routine import EMPTY_QUOTE, Quote, steps_taken
from kiosk.store import Errand
from kiosk.subscriptions import products, quoting
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.new_subscription import Plan, plan
from kiosk.subscriptions.products import Buyer
from kiosk.subscriptions.selling import receipt_line, sell
from kiosk.subscriptions.terms import terms_version
from kiosk.summary_rows import Row, identification_rows
from kiosk.till.tender import Tender

NAME = "register_private_customer"


class Step(StrEnum):
    IDENTIFICATION = "identification"
    PERSONAL_DETAILS = "personal_details"
    PRODUCTS = "products"
    MANDATE = "mandate"
    ACCESS_DETAILS = "access_details"
    SUMMARY = "summary"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything entered so far. `accepted_terms`: the version ticked on the summary, "" while not. `collect`: what
    they have bought online, in the products' place."""

    identification: IdentificationDraft = field(default_factory=IdentificationDraft)
    details: PersonalDetailsDraft = field(default_factory=PersonalDetailsDraft)
    products: ProductsDraft = field(default_factory=ProductsDraft)
    mandate: MandateDraft = field(default_factory=MandateDraft)
    access: AccessDraft = field(default_factory=AccessDraft)
    accepted_terms: str = ""
    tenders: tuple[Tender, ...] = ()
    collect: ToCollect | None = None


def quote(draft: Draft, facts: Facts) -> Quote:
    """EMPTY_QUOTE until a main subscription is chosen."""
    collected = _collected(draft, facts)
    if collected is not None and draft.collect is not None:
        return collecting.quote(collected, facts, draft.collect.rules)
    planned = _deal(draft, facts).plan
    return EMPTY_QUOTE if planned is None else quoting.quote(planned, buyer(draft, facts), facts)


def buyer(draft: Draft, facts: Facts) -> Buyer:
    born = personal_details.birth_date_of(draft.details, draft.identification, facts.today)
    end = identification.certificate_end(draft.identification, born, facts)
    return Buyer(draft.identification.customer_type, end, born)


def _collected(draft: Draft, facts: Facts) -> Collection | None:
    """Without the certificate they are ordinary, and say so in the identification step."""
    if draft.collect is None:
        return None
    order, holder = draft.collect.order, buyer(draft, facts)
    has_certificate = holder.customer_type == order.customer_type
    return collecting.collection(order, holder, has_certificate, facts.today, facts, draft.collect.rules)


def _deal(draft: Draft, facts: Facts) -> Deal:
    """Of an online purchase what was not paid online is due."""
    if draft.collect is not None:
        found = _collected(draft, facts)
        return Deal(found.plan, found.due) if found else Deal()
    planned = plan(draft.products, buyer(draft, facts), facts)
    return Deal(planned, planned.due_now) if planned else Deal()


def _steps(draft: Draft, deal: Deal, _facts: Facts) -> tuple[Step, ...]:
    left_out = set()
    if deal.plan is None or deal.plan.draw is None or (draft.collect and draft.collect.order.has_mandate):
        left_out.add(Step.MANDATE)
    if draft.collect is not None:
        left_out.add(Step.PRODUCTS)
    return steps_taken(Step, deal.due, left_out)


def _problems(step: str, draft: Draft, deal: Deal, facts: Facts) -> list[Problem]:
    match step:
        case Step.IDENTIFICATION:
            return identification.problems(draft.identification, facts)
        case Step.PRODUCTS:
            return products.problems(draft.products, buyer(draft, facts), facts)
    said = shared_problems(ROUTINE, step, draft, deal, facts)
    if step == Step.PERSONAL_DETAILS and draft.collect is None and draft.details.waiting_order:
        waiting = {"number": draft.details.waiting_order}
        said.append(Problem("order_waits", "personal_number", Severity.WARNING, waiting))
    return said


def _against(step: str, _errand: Errand, draft: Draft) -> Iterator[Problem]:
    if step == Step.IDENTIFICATION and draft.collect and order_with_id(draft.collect.order.id) is None:
        yield Problem("order_collected")


def _own_rows(draft: Draft, _deal: Deal, facts: Facts) -> dict[str, Iterable[Row]]:
    """What is collected stands with who collects it: the page of products is left out."""
    collected = _collected(draft, facts)
    if collected is None or draft.collect is None:
        return {}
    bought = collecting.order_rows(collected, facts.today, draft.collect.rules.withdrawal_days)
    return {Step.IDENTIFICATION: [*identification_rows(draft.identification, draft.details, facts), *bought]}


def _sell(errand: Errand, draft: Draft, newcomer: Newcomer, planned: Plan, facts: Facts) -> Sale:
    terms, collected = terms_version(facts), _collected(draft, facts)
    if collected is not None:
        sold = handing_out.hand_out(errand, collected, person_id=newcomer.person_id, terms_version=terms)
        mandate_id = handing_out.sign(errand, collected, draft.mandate, newcomer, facts)
        return Sale(handing_out.receipt_lines(collected, sold), sold[0].subscription_id, mandate_id)
    sold = sell(errand, planned, person_id=newcomer.person_id, terms_version=terms)
    mandate_id = sign(errand, draft.mandate, newcomer, planned, facts)
    lines = tuple(receipt_line(one) for one in sold if one.planned.due_now)
    return Sale(lines, sold[0].subscription_id, mandate_id)


def _marks(draft: Draft) -> dict[str, object]:
    return {"order_id": draft.collect.order.id if draft.collect else ""}


ROUTINE: Registration[Draft] = Registration(
    name=NAME,
    order=Step,
    identity=lambda draft: draft.identification,
    buyer=buyer,
    deal=_deal,
    steps=_steps,
    problems=_problems,
    quote=quote,
    own_rows=_own_rows,
    checked=lambda draft, _facts: draft,
    against=_against,
    sell=_sell,
    marks=_marks,
)
