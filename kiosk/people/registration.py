"""What registering anybody new has in common: the steps that every such routine has, and the one way it is finished."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

from kiosk import routine
from kiosk.access import access_details, known_cards
from kiosk.access.drafts import AccessDraft
from kiosk.access.giving_access import give_access
from kiosk.clock import day_of
from kiosk.desk_facts import Facts, catalogue_mark, facts_at
from kiosk.direct_debit import mandate_details
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.direct_debit.payers import with_payer_here
from kiosk.direct_debit.signing import draft_mandate, needs_override, override_problems
from kiosk.people import known_persons, personal_details
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.registering import Newcomer, register_person
from kiosk.problems import Problem
from kiosk.routine import Outcome, Quote, Stopped, SummaryRow
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Errand, Refused, Store
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.new_subscription import Plan
from kiosk.subscriptions.products import Buyer
from kiosk.subscriptions.terms import terms_problems
from kiosk.summary_rows import Row, access_rows, details_rows, identification_rows, mandate_rows, product_rows
from kiosk.till import payment
from kiosk.till.selling import Line, Paid
from kiosk.till.tender import Tender


class Shared(StrEnum):
    """The steps that every registration may have; a routine's own stand between them."""

    IDENTIFICATION = routine.IDENTIFICATION
    PERSONAL_DETAILS = "personal_details"
    PRODUCTS = "products"
    MANDATE = "mandate"
    ACCESS_DETAILS = "access_details"
    SUMMARY = routine.SUMMARY
    PAYMENT = routine.PAYMENT


class Entered(Protocol):
    """What every registering routine's draft has. `accepted_terms`: the version ticked, "" while not."""

    @property
    def identification(self) -> IdentificationDraft: ...
    @property
    def details(self) -> PersonalDetailsDraft: ...
    @property
    def products(self) -> ProductsDraft: ...
    @property
    def mandate(self) -> MandateDraft: ...
    @property
    def access(self) -> AccessDraft: ...
    @property
    def accepted_terms(self) -> str: ...
    @property
    def tenders(self) -> tuple[Tender, ...]: ...


D = TypeVar("D", bound=Entered)


@dataclass(frozen=True, slots=True)
class Deal:
    """What a draft comes to: `plan` None until a main subscription that is sold is chosen, `due` öre paid at the desk
    now, `invoiced` by the organisation."""

    plan: Plan | None = None
    due: int = 0
    invoiced: int = 0

    @property
    def figures(self) -> tuple[object, ...]:
        """What the customer has been told: days and money, and whose money it is."""
        if self.plan is None:
            return ()
        parts = ((one.product.id, one.cost, one.charges, one.timeline) for one in self.plan.all)
        return self.due, self.invoiced, self.plan.is_invoiced, self.plan.start, self.plan.draw, *parts


@dataclass(frozen=True, slots=True)
class Sale:
    """What was sold. `lines` are paid now, by the organisation where `invoiced_to` names one; `mandate_id`: its form is
    to be signed, "" without one."""

    lines: tuple[Line, ...]
    main_id: str
    mandate_id: str = ""
    invoiced_to: str = ""


@dataclass(frozen=True, slots=True)
class Registration(Generic[D]):
    """The door of a routine that registers somebody. Pure and cheap, but for `checked`, `against` and `sell`, which are
    asked inside the errand.

    `identity`: who was identified, as the rules of persons want it; `checked`: the draft with what the file says at
    this moment; `against`: what only this staff member's rights and this desk's file can say of a step; `marks`: what
    the journal keeps of this routine alone.
    """

    name: str
    order: type[StrEnum]
    identity: Callable[[D], IdentificationDraft]
    buyer: Callable[[D, Facts], Buyer]
    deal: Callable[[D, Facts], Deal]
    steps: Callable[[D, Deal, Facts], tuple[str, ...]]
    problems: Callable[[str, D, Deal, Facts], list[Problem]]
    quote: Callable[[D, Facts], Quote]
    own_rows: Callable[[D, Deal, Facts], dict[str, Iterable[Row]]]
    checked: Callable[[D, Facts], D]
    against: Callable[[str, Errand, D], Iterable[Problem]]
    sell: Callable[[Errand, D, Newcomer, Plan, Facts], Sale]
    marks: Callable[[D], dict[str, object]]


def steps(of: Registration[D], draft: D, facts: Facts) -> tuple[str, ...]:
    """Those this draft goes through."""
    return of.steps(draft, of.deal(draft, facts), facts)


def next_step(of: Registration[D], step: str, draft: D, facts: Facts) -> str | None:
    """None: this is the last one, and its button finishes."""
    return routine.next_step(step, steps(of, draft, facts), of.order)


def problems(of: Registration[D], step: str, draft: D, facts: Facts) -> list[Problem]:
    """What this page says; the fields are the draft's own names (see each area's `problems`). A problem whose remedy is
    on another page names it in values["step"]. The summary's field is accepted_terms."""
    return of.problems(step, draft, of.deal(draft, facts), facts)


def shared_problems(of: Registration[D], step: str, draft: D, deal: Deal, facts: Facts) -> list[Problem]:
    """Of the steps that are the same in every registration."""
    match step:
        case Shared.PERSONAL_DETAILS:
            return personal_details.problems(draft.details, of.identity(draft), facts)
        case Shared.MANDATE:
            number = personal_details.number_of(draft.details, of.identity(draft), facts.today)
            own = number.canonical if number else ""
            return mandate_details.problems(draft.mandate, of.buyer(draft, facts).birth_date, facts, own)
        case Shared.ACCESS_DETAILS:
            return access_details.problems(draft.access, facts, is_photo_needed=is_photo_needed(draft))
        case Shared.SUMMARY:
            no_receipt = payment.invoice_problems(deal.invoiced, facts.place.till_id)
            return [*no_receipt, *terms_problems(draft.accepted_terms, facts)]
        case Shared.PAYMENT:
            return payment.problems(deal.due, draft.tenders, facts.place.till_id)
    raise ValueError(f"{step} is the routine's own")


def is_photo_needed(draft: Entered) -> bool:
    """Not of a protected identity."""
    return not draft.details.protected_identity


def summary(of: Registration[D], draft: D, facts: Facts) -> list[SummaryRow]:
    """Everything entered, in the order of the pages."""
    deal = of.deal(draft, facts)
    rows: dict[str, Iterable[Row]] = {
        Shared.IDENTIFICATION: identification_rows(of.identity(draft), draft.details, facts),
        Shared.PERSONAL_DETAILS: details_rows(draft.details, of.identity(draft), facts),
        Shared.PRODUCTS: product_rows(deal.plan, facts) if deal.plan else (),
        Shared.MANDATE: mandate_rows(draft.mandate),
        Shared.ACCESS_DETAILS: access_rows(draft.access, facts),
        **of.own_rows(draft, deal, facts),
    }
    taken = of.steps(draft, deal, facts)
    return [SummaryRow(step, label, value) for step in taken for label, value in rows.get(step, ())]


def finish(of: Registration[D], store: Store, staff: StaffMember, draft: D, facts: Facts) -> Outcome:
    """Checks everything again against the file and writes it, in one transaction: all of it or nothing. Each problem
    names its page in values["step"]; after `quote_changed` the wizard reads its facts anew. Blocks for the disk: run
    it on the database lane."""
    try:
        with store.errand(staff, of.name) as errand:
            now = _facts_now(store, errand, facts)
            checked = checked_here(of, draft, now)
            deal = of.deal(checked, now)
            said = _problems_now(of, errand, checked, deal, now)
            is_as_told = (now, checked) == (facts, draft) or deal.figures == of.deal(draft, facts).figures
            if not is_as_told:
                said.append(Problem("quote_changed").at(Shared.PRODUCTS))
            if said or deal.plan is None:
                raise Stopped(*said)
            return _write(of, errand, checked, deal, now)
    except Stopped as stopped:
        return Outcome(stopped.problems)
    except Refused:  # of these operations only card.assigned can be
        return Outcome((Problem("card_refused", "card_number").at(Shared.ACCESS_DETAILS),))


def _facts_now(store: Store, errand: Errand, facts: Facts) -> Facts:
    """The wizard's own facts while they still hold: reading the whole catalogue again takes longer than writing."""
    is_here = (errand.facility_id, errand.till_id) == (facts.place.facility_id, facts.place.till_id)
    if is_here and day_of(errand.at) == facts.today and catalogue_mark() == facts.catalogue_mark:
        return facts
    return facts_at(errand.at, store.place(), is_online=facts.is_online)


def checked_here(of: Registration[D], draft: D, facts: Facts) -> D:
    """The draft with what the file says of its person, payer and card at this moment, and of what is the routine's own.
    Inside `store.reading()` or the errand."""
    shared = replace(
        draft,  # type: ignore[type-var]  # a draft is a dataclass, which a protocol can't say
        details=known_persons.checked_here(draft.details, draft.identification, facts.today),
        access=known_cards.checked_here(draft.access, facts.card_format),
        mandate=with_payer_here(draft.mandate, facts.today),
    )
    return of.checked(shared, facts)


def _problems_now(of: Registration[D], errand: Errand, draft: D, deal: Deal, facts: Facts) -> list[Problem]:
    """Every page's, each with where it is mended."""
    said: list[Problem] = []
    for step in of.steps(draft, deal, facts):
        shown = (
            *of.problems(step, draft, deal, facts),
            *_against(step, errand, draft),
            *of.against(step, errand, draft),
        )
        said += [one.at(step) for one in shown if one.blocks]
    return said


def _against(step: str, errand: Errand, draft: Entered) -> Iterator[Problem]:
    """What only this staff member's rights and this desk's file can say."""
    if step == Shared.IDENTIFICATION and not errand.staff.may(Right.SELL):
        yield Problem("may_not_sell")
    if step == Shared.MANDATE:
        yield from override_problems(draft.mandate, errand.staff)
    if step == Shared.PAYMENT:
        yield from payment.used_references(draft.tenders, errand.facility_id)


def _write(of: Registration[D], errand: Errand, draft: D, deal: Deal, facts: Facts) -> Outcome:
    assert deal.plan is not None
    newcomer = register_person(
        errand,
        of.identity(draft),
        draft.details,
        facts,
        facility_id=deal.plan.facility_id,
        no_photo_reason="" if draft.access.photo else draft.access.no_photo_reason,
    )
    sale = of.sell(errand, draft, newcomer, deal.plan, facts)
    where = {"person_id": newcomer.person_id, "facility_id": newcomer.facility_id}
    give_access(errand, draft.access, facts.card_format, **where)
    paid = payment.take(errand, sale.lines, draft.tenders, person_id=newcomer.person_id, invoiced_to=sale.invoiced_to)
    errand.subject_id = newcomer.person_id
    errand.details = _journal(of, draft, deal, paid, facts)
    sale_id, receipt_id = (paid.sale_id, paid.receipt_id) if paid else ("", "")
    return Outcome(
        person_id=newcomer.person_id,
        sale_id=sale_id,
        receipt_id=receipt_id,
        errand_id=errand.id,
        mandate_id=sale.mandate_id,
        agreement_id=sale.main_id,
    )


def sign(errand: Errand, mandate: MandateDraft, newcomer: Newcomer, planned: Plan, facts: Facts) -> str:
    """The id of the mandate whose form is to be signed; "" for what is not drawn."""
    if planned.draw is None or not planned.is_drawn:
        return ""
    return draft_mandate(
        errand, mandate, newcomer, facts, facility_id=newcomer.facility_id, first_draw=planned.draw.day
    )


def _journal(of: Registration[D], draft: D, deal: Deal, paid: Paid | None, facts: Facts) -> dict[str, object]:
    """Codes, ids and figures only."""
    planned = deal.plan
    details: dict[str, object] = {
        "customer_type": of.identity(draft).customer_type,
        "products": [one.product.code for one in planned.all] if planned else [],
        "paid": deal.due,
        "receipt": paid.receipt_number if paid else None,
    }
    marks = {
        "account_overridden": Shared.MANDATE in of.steps(draft, deal, facts) and needs_override(draft.mandate),
        "without_photo": draft.access.photo is None,
        "to_verify": personal_details.is_to_verify(draft.details, draft.identification, facts.today),
        "invoiced": deal.invoiced,
        "not_a_twin_of": [twin.person_id for twin in draft.details.twins],
        **of.marks(draft),
    }
    return details | {name: value for name, value in marks.items() if value}
