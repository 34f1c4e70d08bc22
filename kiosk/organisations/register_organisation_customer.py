"""The routine Register organisation customer (Registrera ny organisationskund): somebody new, through an agreement."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.access.drafts import AccessDraft
from kiosk.desk_facts import Facts
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.organisations import buying, spending_orders
from kiosk.organisations.agreed import agreement_here
from kiosk.organisations.buying import MATCH, PROOF, OrganisationPart, PreOrderPart, Purchase, Way
from kiosk.people import identification, personal_details
from kiosk.people.customer_types import IdOrigin
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.registering import Newcomer
from kiosk.people.registration import Deal, Registration, Sale, shared_problems, sign
from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, Quote, steps_taken
from kiosk.store import Errand
from kiosk.subscriptions import products, quoting
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.new_subscription import Plan, plan
from kiosk.subscriptions.prices import ORGANISATION
from kiosk.subscriptions.products import Buyer
from kiosk.subscriptions.selling import receipt_line, sell
from kiosk.subscriptions.terms import terms_version
from kiosk.summary_rows import Row
from kiosk.till.tender import Tender

NAME = "register_organisation_customer"


class Step(StrEnum):
    ORGANISATION = "organisation"
    IDENTIFICATION = "identification"
    PERSONAL_DETAILS = "personal_details"
    PRE_ORDER = "pre_order"
    PRODUCTS = "products"
    MANDATE = "mandate"
    ACCESS_DETAILS = "access_details"
    SUMMARY = "summary"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Draft:
    """As a private customer's, with the organisation, and the pre-order that is spent. The identification's type and
    certificate follow from the organisation; `details.ordered` are the pre-orders that hold the person's number."""

    organisation: OrganisationPart = field(default_factory=OrganisationPart)
    identification: IdentificationDraft = field(default_factory=IdentificationDraft)
    details: PersonalDetailsDraft = field(default_factory=PersonalDetailsDraft)
    pre_order: PreOrderPart = field(default_factory=PreOrderPart)
    products: ProductsDraft = field(default_factory=ProductsDraft)
    mandate: MandateDraft = field(default_factory=MandateDraft)
    access: AccessDraft = field(default_factory=AccessDraft)
    accepted_terms: str = ""
    tenders: tuple[Tender, ...] = ()


def purchase(draft: Draft) -> Purchase | None:
    """None while no organisation is chosen."""
    agreement = draft.organisation.agreement
    return None if agreement is None else buying.purchase(agreement, draft.details.ordered, draft.pre_order)


def with_own_proof(draft: Draft) -> Draft:
    """Without what was ticked of belonging to another organisation, chosen before this one was."""
    part, agreement = draft.identification, draft.organisation.agreement
    if agreement is None or part.belonging_to in ("", agreement.organisation_id):
        return draft
    return replace(draft, identification=replace(part, ticked=part.ticked - {PROOF, MATCH}, belonging_to=""))


def identity(draft: Draft) -> IdentificationDraft:
    """As one of the organisation's."""
    found = purchase(draft)
    belonging = found.belonging(by_pre_order=is_by_pre_order(draft)) if found else None
    part = with_own_proof(draft).identification
    return replace(part, customer_type=ORGANISATION, certificate_kind=ORGANISATION, belonging=belonging)


def is_by_pre_order(draft: Draft) -> bool:
    """Staff say that the number will be on a pre-order; what was shown counts first. A foreign identity has none."""
    part = with_own_proof(draft).identification
    return MATCH in part.ticked and PROOF not in part.ticked and part.id_origin is IdOrigin.SWEDISH


def buyer(draft: Draft, facts: Facts) -> Buyer:
    shown, found = identity(draft), purchase(draft)
    born = personal_details.birth_date_of(draft.details, shown, facts.today)
    if found is None:
        return Buyer(ORGANISATION, None, born)
    agreement = found.agreement
    return Buyer(ORGANISATION, agreement.until, born, agreed_id=agreement.price_list_id, through=found.through)


def products_of(draft: Draft) -> ProductsDraft:
    """With a pre-order its product is chosen."""
    product_id = locked(draft)
    return replace(draft.products, main_product_id=product_id) if product_id else draft.products


def locked(draft: Draft) -> str:
    """The product of the pre-order; "" without one."""
    found = purchase(draft)
    return found.pre_ordered if found else ""


def quote(draft: Draft, facts: Facts) -> Quote:
    """EMPTY_QUOTE until a main subscription is chosen."""
    planned = _deal(draft, facts).plan
    return EMPTY_QUOTE if planned is None else quoting.quote(planned, buyer(draft, facts), facts)


def _deal(draft: Draft, facts: Facts) -> Deal:
    planned = plan(products_of(draft), buyer(draft, facts), facts)
    if planned is None or planned.through is None:
        return Deal()
    return Deal(planned, planned.due_now, planned.charged - planned.due_now)


def _steps(draft: Draft, deal: Deal, _facts: Facts) -> tuple[Step, ...]:
    """A mandate only for what is drawn, pre-orders only where there is one to speak of."""
    found, left_out = purchase(draft), set()
    if deal.plan is None or not deal.plan.is_drawn:
        left_out.add(Step.MANDATE)
    if found is None or not found.is_asked:
        left_out.add(Step.PRE_ORDER)
    return steps_taken(Step, deal.due, left_out)


def _problems(step: str, draft: Draft, deal: Deal, facts: Facts) -> list[Problem]:
    found = purchase(draft)
    match step:
        case Step.ORGANISATION:
            return buying.organisation_problems(draft.organisation, facts.today)
        case Step.IDENTIFICATION:
            return identification.problems(identity(draft), facts)
        case Step.PERSONAL_DETAILS:
            shared = shared_problems(ROUTINE, step, draft, deal, facts)
            return [*shared, *_match_problems(draft, found, facts)]
        case Step.PRE_ORDER:
            return buying.pre_order_problems(found, facts) if found else []
        case Step.PRODUCTS:
            return products.problems(products_of(draft), buyer(draft, facts), facts)
    return shared_problems(ROUTINE, step, draft, deal, facts)


def _match_problems(draft: Draft, found: Purchase | None, facts: Facts) -> Iterator[Problem]:
    """The pre-order that was to prove the belonging."""
    number = personal_details.number_of(draft.details, draft.identification, facts.today)
    if found is not None and not found.own and number is not None and is_by_pre_order(draft):
        values = {"organisation": found.agreement.name, "step": Step.IDENTIFICATION.value}
        yield Problem("pre_order_not_matched", "personal_number", values=values)


def _own_rows(draft: Draft, _deal: Deal, facts: Facts) -> dict[str, Iterable[Row]]:
    found = purchase(draft)
    if found is None:
        return {}
    return {
        Step.ORGANISATION: buying.organisation_rows(found.agreement),
        Step.PRE_ORDER: buying.purchase_rows(found, facts),
    }


def _checked(draft: Draft, facts: Facts) -> Draft:
    """Organisation and pre-orders as the file has them now."""
    found = purchase(draft)
    if found is None:
        return draft
    return replace(
        draft,
        organisation=replace(draft.organisation, agreement=agreement_here(found.agreement.organisation_id)),
        details=spending_orders.with_ordered_here(draft.details, draft.identification, facts.today),
        pre_order=spending_orders.settled(found),
    )


def _against(step: str, errand: Errand, draft: Draft) -> Iterator[Problem]:
    found = purchase(draft)
    if step == Step.PRE_ORDER and found is not None:
        yield from spending_orders.against(found, errand)


def _sell(errand: Errand, draft: Draft, newcomer: Newcomer, planned: Plan, facts: Facts) -> Sale:
    found = purchase(draft)
    assert found is not None
    sold = sell(errand, planned, person_id=newcomer.person_id, terms_version=terms_version(facts))
    main_id = sold[0].subscription_id
    person = spending_orders.Spender(
        newcomer.person_id, newcomer.name, newcomer.personal_number, buyer(draft, facts).birth_date, draft.details.email
    )
    spending_orders.spend(errand, found, person, main_id, facts)
    mandate_id = sign(errand, draft.mandate, newcomer, planned, facts)
    lines = tuple(receipt_line(one) for one in sold if one.planned.due_now)
    return Sale(lines, main_id, mandate_id, found.agreement.name if planned.is_invoiced else "")


def _marks(draft: Draft) -> dict[str, object]:
    found = purchase(draft)
    if found is None:
        return {}
    return {
        "organisation_id": found.agreement.organisation_id,
        "pre_order": found.order.pre_order_id if found.order else "",
        "added_pre_order": found.way is Way.ADD,
        "matched": PROOF not in with_own_proof(draft).identification.ticked,
    }


ROUTINE: Registration[Draft] = Registration(
    name=NAME,
    order=Step,
    identity=identity,
    buyer=buyer,
    deal=_deal,
    steps=_steps,
    problems=_problems,
    quote=quote,
    own_rows=_own_rows,
    checked=_checked,
    against=_against,
    sell=_sell,
    marks=_marks,
)
