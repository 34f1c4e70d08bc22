"""The routine Use agreement / pre-order (Utnyttja avtal/förbeställning): an existing customer, through an agreement."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import Written, shared_problems, shared_rows
from kiosk.direct_debit import mandate_details
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.direct_debit.payers import with_payer_here
from kiosk.operations.customers import CustomerTypeChanged
from kiosk.organisations import buying, spending_orders
from kiosk.organisations.agreed import agreement_here
from kiosk.organisations.agreements import agreement_problem
from kiosk.organisations.buying import OrganisationPart, PreOrderPart, Purchase, Way
from kiosk.organisations.spending_orders import Spender
from kiosk.people import certify
from kiosk.people.actors import ActorDraft
from kiosk.people.customer_types import DOCUMENTS
from kiosk.people.drafts import IdentificationDraft
from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, Quote, Stopped, SummaryRow, steps_taken
from kiosk.store import Errand
from kiosk.subscriptions import another_subscription, products, quoting
from kiosk.subscriptions.another_subscription import desk_facts, mandate_steps_left_out, with_start
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.new_subscription import Plan, plan
from kiosk.subscriptions.prices import ORGANISATION
from kiosk.subscriptions.products import Buyer
from kiosk.subscriptions.terms import terms_problems
from kiosk.texts import N_, _
from kiosk.till import payment
from kiosk.till.tender import Tender

NAME = "use_agreement"
TITLE = N_("Use agreement / pre-order")
ACTION = N_("&Sell now")


class Step(StrEnum):
    IDENTIFICATION = "identification"
    ORGANISATION = "organisation"
    PRE_ORDER = "pre_order"
    PRODUCTS = "products"
    PRESENT_MANDATE = "present_mandate"
    MANDATE = "mandate"
    SUMMARY = "summary"
    PAYMENT = "payment"


QUOTED_FROM = Step.PRODUCTS.value
PRICED_BY_DRAFT = True


@dataclass(frozen=True, slots=True)
class Draft:
    """As of another subscription, with the organisation, and the pre-order that is spent."""

    actor: ActorDraft = field(default_factory=ActorDraft)
    organisation: OrganisationPart = field(default_factory=OrganisationPart)
    pre_order: PreOrderPart = field(default_factory=PreOrderPart)
    products: ProductsDraft = field(default_factory=ProductsDraft)
    keeps_mandate: bool = True
    mandate: MandateDraft = field(default_factory=MandateDraft)
    accepted_terms: str = ""
    tenders: tuple[Tender, ...] = ()


def possible(held: Held | None, facts: CustomerFacts) -> Problem | None:
    """Why it can't be begun; None when it can: as for any other subscription."""
    return another_subscription.possible(held, facts)


def begun(facts: CustomerFacts) -> Draft:
    """With the only organisation that has ordered for the customer."""
    known = [one for one in facts.agreements if agreement_problem(one, facts.today) is None]
    return Draft(organisation=OrganisationPart(known[0])) if len(known) == 1 else Draft()


def purchase(draft: Draft, facts: CustomerFacts) -> Purchase | None:
    """None while no organisation is chosen."""
    agreement = draft.organisation.agreement
    return None if agreement is None else buying.purchase(agreement, facts.pre_orders, draft.pre_order)


def locked(draft: Draft, facts: CustomerFacts) -> str:
    """The product of the pre-order; "" without one."""
    found = purchase(draft, facts)
    return found.pre_ordered if found else ""


def certificate(draft: Draft, facts: CustomerFacts) -> IdentificationDraft:
    """What makes the customer one of the organisation's."""
    return buying.certificate(draft.organisation.ticked, purchase(draft, facts))


def buyer(draft: Draft, facts: CustomerFacts) -> Buyer:
    """As they will be."""
    found = purchase(draft, facts)
    if found is None:
        return facts.customer.buyer
    return replace(certify.customer_after(certificate(draft, facts), facts).buyer, through=found.through)


def products_of(draft: Draft, facts: CustomerFacts) -> ProductsDraft:
    product_id = locked(draft, facts)
    chosen = replace(draft.products, main_product_id=product_id) if product_id else draft.products
    return with_start(chosen, facts)


def _plan(draft: Draft, facts: CustomerFacts) -> Plan | None:
    if draft.organisation.agreement is None:
        return None
    return plan(products_of(draft, facts), buyer(draft, facts), desk_facts(facts))


def steps(draft: Draft, facts: CustomerFacts) -> tuple[Step, ...]:
    planned, found = _plan(draft, facts), purchase(draft, facts)
    left_out = mandate_steps_left_out(planned, draft, facts)
    if found is None or not found.is_asked:
        left_out.add(Step.PRE_ORDER)
    return steps_taken(Step, planned.due_now if planned else 0, left_out)


def problems(step: str, draft: Draft, facts: CustomerFacts) -> list[Problem]:
    """Fields: the actor's; organisation_id and document_organisation_proof; way, pre_order_id, product_id and
    valid_until; the products', the mandate's; accepted_terms; the payment's."""
    found = purchase(draft, facts)
    match step:
        case Step.ORGANISATION:
            said = buying.organisation_problems(draft.organisation, facts.today)
            return said or certify.shown_problems(certificate(draft, facts), facts)
        case Step.PRE_ORDER:
            return buying.pre_order_problems(found, facts.desk) if found else []
        case Step.PRODUCTS:
            return products.problems(products_of(draft, facts), buyer(draft, facts), desk_facts(facts))
        case Step.MANDATE:
            return mandate_details.problems(
                draft.mandate, facts.customer.birth_date, facts.desk, facts.customer.personal_number
            )
        case Step.SUMMARY:
            no_receipt = payment.invoice_problems(quote(draft, facts).invoiced, facts.desk.place.till_id)
            return [*no_receipt, *terms_problems(draft.accepted_terms, facts.desk)]
    return shared_problems(step, draft, quote, facts)


def quote(draft: Draft, facts: CustomerFacts) -> Quote:
    """EMPTY_QUOTE until a main subscription is chosen. The strip begins with what the customer is now."""
    planned = _plan(draft, facts)
    if planned is None:
        return EMPTY_QUOTE
    told = quoting.quote(planned, buyer(draft, facts), desk_facts(facts))
    bought = tuple(one for one in told.changes if one.label != _("Customer type"))
    return replace(told, changes=(*certify.type_changes(certificate(draft, facts), facts), *bought))


def summary(draft: Draft, facts: CustomerFacts) -> list[SummaryRow]:
    rows, found, planned = shared_rows(draft, facts), purchase(draft, facts), _plan(draft, facts)
    if found is None:
        return rows
    rows += [SummaryRow(Step.ORGANISATION, *row) for row in buying.organisation_rows(found.agreement)]
    shown = "\n".join(_(DOCUMENTS[code]) for code in certify.documents(certificate(draft, facts), facts))
    if shown:
        rows.append(SummaryRow(Step.ORGANISATION, _("Documents shown"), shown))
    if found.is_asked:
        rows += [SummaryRow(Step.PRE_ORDER, *row) for row in buying.purchase_rows(found, facts.desk)]
    return rows if planned is None else rows + another_subscription.sale_rows(planned, draft, facts)


def checked_here(draft: Draft, facts: CustomerFacts) -> Draft:
    """Organisation, pre-order and payer as the file has them now."""
    agreement = draft.organisation.agreement
    now = agreement_here(agreement.organisation_id) if agreement else None
    return replace(
        draft,
        organisation=replace(draft.organisation, agreement=now),
        mandate=with_payer_here(draft.mandate, facts.today),
    )


def write(errand: Errand, draft: Draft, facts: CustomerFacts) -> Written:
    """By customer_routine.finish: everything has been checked again, but for what only this errand can say."""
    found, planned, customer = purchase(draft, facts), _plan(draft, facts), facts.customer
    if found is None or planned is None:
        raise ValueError("a sale without a product can't be finished")
    against = tuple(spending_orders.against(found, errand))
    if against:
        raise Stopped(*(one.at(Step.PRE_ORDER) for one in against))
    certify.record_certificate(errand, certificate(draft, facts), draft.actor, facts)
    if customer.customer_type != ORGANISATION:
        errand.perform(
            CustomerTypeChanged(person_id=customer.person_id, customer_type=ORGANISATION, changed_at=errand.at)
        )
    written = another_subscription.sale(errand, planned, draft, facts)
    who = Spender(customer.person_id, customer.name, customer.personal_number, customer.birth_date, customer.email)
    spending_orders.spend(errand, found, who, written.subscription_id, facts.desk)
    return replace(
        written,
        details={**written.details, **_marks(draft, found)},
        invoiced_to=found.agreement.name if planned.is_invoiced else "",
    )


def _marks(draft: Draft, found: Purchase) -> dict[str, object]:
    marks = {
        "organisation_id": found.agreement.organisation_id,
        "pre_order": found.order.pre_order_id if found.order else "",
        "added_pre_order": found.way is Way.ADD,
        "matched": buying.PROOF not in draft.organisation.ticked,
    }
    return {name: value for name, value in marks.items() if value}
