"""The routine Register private customer (Registrera ny privatkund): its steps, draft, problems, quote and finish."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk import routine
from kiosk.access import access_details, known_cards
from kiosk.access.drafts import AccessDraft
from kiosk.access.giving_access import assign_card
from kiosk.clock import day_of
from kiosk.desk_facts import Facts, catalogue_mark, facts_at, read_facts
from kiosk.direct_debit import mandate_details
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.direct_debit.payer_number import payer_number
from kiosk.direct_debit.payers import with_payer_here
from kiosk.direct_debit.signing import draft_mandate, needs_override
from kiosk.orders import collecting, handing_out
from kiosk.orders.collecting import Collection, ToCollect
from kiosk.orders.ready import order_with_id
from kiosk.people import identification, known_persons, personal_details
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.registering import Newcomer, register_person, set_photo
from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, Outcome, Quote, Stopped, SummaryRow, steps_taken
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Errand, Refused, Store
from kiosk.subscriptions import products, quoting
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.new_subscription import Plan, plan
from kiosk.subscriptions.products import Buyer
from kiosk.subscriptions.selling import receipt_line, sell
from kiosk.summary_rows import access_rows, details_rows, identification_rows, mandate_rows, product_rows
from kiosk.till import payment
from kiosk.till.selling import Line, Paid, take_payment
from kiosk.till.tender import Settlement, Tender, settle

__all__ = ["Draft", "Facts", "Step", "finish", "next_step", "problems", "quote", "read_facts", "steps", "summary"]

ACT = "register_private_customer"


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


def steps(draft: Draft, facts: Facts) -> tuple[Step, ...]:
    """Those this draft goes through: the mandate only for direct debit, payment only when something is due now."""
    return _steps(draft, _plan(draft, facts), facts)


def _steps(draft: Draft, planned: Plan | None, facts: Facts) -> tuple[Step, ...]:
    left_out = set()
    if planned is None or planned.draw is None or (draft.collect and draft.collect.order.has_mandate):
        left_out.add(Step.MANDATE)
    if draft.collect is not None:
        left_out.add(Step.PRODUCTS)
    return steps_taken(Step, _due(draft, planned, facts), left_out)


def _due(draft: Draft, planned: Plan | None, facts: Facts) -> int:
    """Öre to pay now; of an online purchase what was not paid online."""
    if draft.collect is not None:
        found = _collected(draft, facts)
        return found.due if found else 0
    return planned.due_now if planned else 0


def _collected(draft: Draft, facts: Facts) -> Collection | None:
    """Without the certificate they are ordinary, and say so in the identification step."""
    if draft.collect is None:
        return None
    order, holder = draft.collect.order, buyer(draft, facts)
    has_certificate = holder.customer_type == order.customer_type
    return collecting.collection(order, holder, has_certificate, facts.today, facts, draft.collect.rules)


def next_step(step: Step, draft: Draft, facts: Facts) -> Step | None:
    """None: this is the last one, and its button finishes."""
    return routine.next_step(step, steps(draft, facts), Step)


def problems(step: Step, draft: Draft, facts: Facts) -> list[Problem]:
    """What this page says; the fields are the draft's own names (see each area's `problems`). A problem whose remedy is
    on another page names it in values["step"]. The summary's field is accepted_terms."""
    match step:
        case Step.IDENTIFICATION:
            said = identification.problems(draft.identification, facts)
        case Step.PERSONAL_DETAILS:
            said = personal_details.problems(draft.details, draft.identification, facts)
        case Step.PRODUCTS:
            said = products.problems(draft.products, buyer(draft, facts), facts)
        case Step.MANDATE:
            said = mandate_details.problems(draft.mandate, buyer(draft, facts).birth_date, facts)
        case Step.ACCESS_DETAILS:
            is_photo_needed = not draft.details.protected_identity
            said = access_details.problems(draft.access, facts, is_photo_needed=is_photo_needed)
        case Step.SUMMARY:
            said = _terms_problems(draft, facts)
        case Step.PAYMENT:
            said = _payment_problems(_plan(draft, facts), draft, facts)
    return said


def _terms_problems(draft: Draft, facts: Facts) -> list[Problem]:
    if facts.terms is None or draft.accepted_terms == facts.terms.version:
        return []
    return [Problem("terms_not_accepted", "accepted_terms", values={"version": facts.terms.version})]


def _payment_problems(planned: Plan | None, draft: Draft, facts: Facts) -> list[Problem]:
    return payment.problems(_due(draft, planned, facts), draft.tenders, facts.place.till_id)


def buyer(draft: Draft, facts: Facts) -> Buyer:
    born = personal_details.birth_date_of(draft.details, draft.identification, facts.today)
    end = identification.certificate_end(draft.identification, born, facts)
    return Buyer(draft.identification.customer_type, end, born)


def _plan(draft: Draft, facts: Facts) -> Plan | None:
    if draft.collect is not None:
        found = _collected(draft, facts)
        return found.plan if found else None
    return plan(draft.products, buyer(draft, facts), facts)


def quote(draft: Draft, facts: Facts) -> Quote:
    """EMPTY_QUOTE until a main subscription is chosen."""
    collected = _collected(draft, facts)
    if collected is not None and draft.collect is not None:
        return collecting.quote(collected, facts, draft.collect.rules)
    customer = buyer(draft, facts)
    planned = _plan(draft, facts)
    return EMPTY_QUOTE if planned is None else quoting.quote(planned, customer, facts)


def summary(draft: Draft, facts: Facts) -> list[SummaryRow]:
    """Everything entered, in the order of the pages."""
    planned = _plan(draft, facts)
    rows = {
        Step.IDENTIFICATION: identification_rows(draft.identification, draft.details, facts),
        Step.PERSONAL_DETAILS: details_rows(draft.details, draft.identification, facts),
        Step.PRODUCTS: product_rows(planned, facts) if planned and not draft.collect else (),
        Step.MANDATE: mandate_rows(draft.mandate) if Step.MANDATE in steps(draft, facts) else (),
        Step.ACCESS_DETAILS: access_rows(draft.access, facts),
    }
    return [SummaryRow(step, label, value) for step, found_rows in rows.items() for label, value in found_rows]


def finish(store: Store, staff: StaffMember, draft: Draft, facts: Facts) -> Outcome:
    """Checks everything again against the file and writes it, in one transaction: all of it or nothing. Each problem
    names its page in values["step"]; after `quote_changed` the wizard reads its facts anew. Blocks for the disk: run
    it on the database lane."""
    try:
        with store.errand(staff, ACT) as errand:
            now = _facts_now(store, errand, facts)
            checked = _checked(draft, now)
            planned = _plan(checked, now)
            said = _problems_now(errand, checked, now, planned)
            if now is not facts and _figures(planned) != _figures(_plan(draft, facts)):
                said.append(Problem("quote_changed", values={"step": Step.PRODUCTS.value}))
            if said or planned is None:
                raise Stopped(*said)
            return _write(errand, checked, now, planned)
    except Stopped as stopped:
        return Outcome(stopped.problems)
    except Refused:  # of these operations only card.assigned can be
        return Outcome((Problem("card_refused", "card_number", values={"step": Step.ACCESS_DETAILS.value}),))


def _facts_now(store: Store, errand: Errand, facts: Facts) -> Facts:
    """The wizard's own facts while they still hold: reading the whole catalogue again takes longer than writing."""
    is_here = (errand.facility_id, errand.till_id) == (facts.place.facility_id, facts.place.till_id)
    if is_here and day_of(errand.at) == facts.today and catalogue_mark() == facts.catalogue_mark:
        return facts
    return facts_at(errand.at, store.place(), is_online=facts.is_online)


def _figures(planned: Plan | None) -> tuple[object, ...]:
    """What the customer has been told: days and money."""
    if planned is None:
        return ()
    return planned.start, planned.draw, *((one.product.id, one.cost, one.charges, one.timeline) for one in planned.all)


def _checked(draft: Draft, facts: Facts) -> Draft:
    """The draft with what the file says of its person, payer and card at this moment."""
    mandate = draft.mandate
    if mandate.holder is Holder.OTHER_PAYER and products.is_direct_debit(draft.products, facts):
        mandate = with_payer_here(mandate, facts.today)
    return replace(
        draft,
        details=known_persons.checked_here(draft.details, draft.identification, facts.today),
        access=known_cards.checked_here(draft.access, facts.card_format),
        mandate=mandate,
    )


def _problems_now(errand: Errand, draft: Draft, facts: Facts, planned: Plan | None) -> list[Problem]:
    """Every page's, each with where it is mended."""
    said: list[Problem] = []
    for step in _steps(draft, planned, facts):
        shown = _payment_problems(planned, draft, facts) if step is Step.PAYMENT else problems(step, draft, facts)
        here = [problem for problem in (*shown, *_file_problems(step, errand, draft)) if problem.blocks]
        said += [replace(problem, values={"step": step.value, **problem.values}) for problem in here]
    return said


def _file_problems(step: Step, errand: Errand, draft: Draft) -> Iterator[Problem]:
    """What only this staff member's rights and this desk's file can say."""
    if step is Step.IDENTIFICATION and not errand.staff.may(Right.SELL):
        yield Problem("may_not_sell")
    if step is Step.MANDATE and needs_override(draft.mandate) and not errand.staff.may(Right.OVERRIDE_ACCOUNT):
        yield Problem("may_not_override_account", "is_overridden")
    if step is Step.IDENTIFICATION and draft.collect and order_with_id(draft.collect.order.id) is None:
        yield Problem("order_collected")
    if step is Step.PAYMENT:
        yield from payment.used_references(draft.tenders, errand.facility_id)


def _write(errand: Errand, draft: Draft, facts: Facts, planned: Plan) -> Outcome:
    newcomer = register_person(
        errand,
        draft.identification,
        draft.details,
        facts,
        facility_id=planned.facility_id,
        no_photo_reason="" if draft.access.photo else draft.access.no_photo_reason,
    )
    terms = facts.terms.version if facts.terms else ""
    sold = _sell(errand, draft, newcomer, planned, terms, facts)
    lines = sold.lines
    _give_access(errand, draft.access, newcomer, facts)
    paid = _take_payment(errand, draft, lines, newcomer)
    errand.subject_id = newcomer.person_id
    errand.details = _journal(draft, planned, paid, facts)
    sale_id, receipt_id = (paid.sale_id, paid.receipt_id) if paid else ("", "")
    return Outcome(
        person_id=newcomer.person_id,
        sale_id=sale_id,
        receipt_id=receipt_id,
        errand_id=errand.id,
        mandate_id=sold.mandate_id,
        agreement_id=sold.main_id,
    )


@dataclass(frozen=True, slots=True)
class _Sales:
    """`lines` are paid now; `mandate_id`: its form is to be signed, "" without one."""

    lines: tuple[Line, ...]
    main_id: str
    mandate_id: str


def _sell(errand: Errand, draft: Draft, newcomer: Newcomer, planned: Plan, terms: str, facts: Facts) -> _Sales:
    collected = _collected(draft, facts)
    if collected is not None:
        sold = handing_out.hand_out(errand, collected, person_id=newcomer.person_id, terms_version=terms)
        mandate_id = handing_out.sign(errand, collected, draft.mandate, newcomer, facts)
        return _Sales(handing_out.receipt_lines(collected, sold), sold[0].subscription_id, mandate_id)
    sold = sell(errand, planned, person_id=newcomer.person_id, terms_version=terms)
    mandate_id = _sign(errand, draft.mandate, newcomer, planned, facts) if planned.draw is not None else ""
    lines = tuple(receipt_line(one) for one in sold if one.planned.due_now)
    return _Sales(lines, sold[0].subscription_id, mandate_id)


def _sign(errand: Errand, mandate: MandateDraft, newcomer: Newcomer, planned: Plan, facts: Facts) -> str:
    number = payer_number(
        newcomer.member_number, newcomer.personal_number, use_personal_number=facts.is_payer_number_personal
    )
    return draft_mandate(
        errand,
        mandate,
        person_id=newcomer.person_id,
        facility_id=newcomer.facility_id,
        member=(newcomer.name, newcomer.personal_number),
        payer_number=number,
        first_draw=planned.draw.day if planned.draw else None,
    )


def _give_access(errand: Errand, access: AccessDraft, newcomer: Newcomer, facts: Facts) -> None:
    where = {"person_id": newcomer.person_id, "facility_id": newcomer.facility_id}
    assign_card(errand, access.card_number, facts.card_format, **where)
    if access.photo is not None:
        set_photo(errand, access.photo, **where)


def _take_payment(errand: Errand, draft: Draft, lines: tuple[Line, ...], newcomer: Newcomer) -> Paid | None:
    """None when nothing is due now: there is no sale then, and no receipt."""
    if not lines:
        return None
    settlement = settle(sum(line.amount for line in lines), draft.tenders)
    if not isinstance(settlement, Settlement):
        raise Stopped(*(replace(one, values={"step": Step.PAYMENT.value, **one.values}) for one in settlement))
    return take_payment(errand, lines, settlement, person_id=newcomer.person_id)


def _journal(draft: Draft, planned: Plan, paid: Paid | None, facts: Facts) -> dict[str, object]:
    """Codes, ids and figures only."""
    details: dict[str, object] = {
        "customer_type": draft.identification.customer_type,
        "products": [one.product.code for one in planned.all],
        "paid": _due(draft, planned, facts),
        "receipt": paid.receipt_number if paid else None,
    }
    marks = {
        "account_overridden": planned.draw is not None and needs_override(draft.mandate),
        "without_photo": draft.access.photo is None,
        "to_verify": personal_details.is_to_verify(draft.details, draft.identification, facts.today),
        "order_id": draft.collect.order.id if draft.collect else "",
        "not_a_twin_of": [twin.person_id for twin in draft.details.twins],
    }
    return details | {name: value for name, value in marks.items() if value}
