"""Desk work: one pre-order made by hand, one withdrawn, and a number shown on demand."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from db.rows import found
from db.tables import Organisation, PreOrder
from kiosk.catalogue import MAIN_KINDS, Catalogue, read_catalogue
from kiosk.clock import day_of, today
from kiosk.ids import new_id
from kiosk.operations.organisation_names import standing
from kiosk.operations.pre_orders import PreOrderCreated, PreOrderWithdrawn
from kiosk.organisations.drafts import PreOrderDraft, TermsDraft
from kiosk.organisations.import_judging import without_the_id
from kiosk.organisations.organisation_details import LONGEST
from kiosk.organisations.pre_orders import PreOrderFacts, PreOrderState, read_rows
from kiosk.organisations.products import agreed_products
from kiosk.organisations.spending import spending_problem
from kiosk.organisations.written import Written
from kiosk.people.contact import read_email
from kiosk.people.name_key import folded
from kiosk.people.personal_identity import PersonalNumber, birth_date_problem, read_personal_number
from kiosk.problems import Problem, Severity
from kiosk.routine import Stopped
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Errand, Refused, Store
from kiosk.subscriptions.months import add_months, period_end
from kiosk.typed_text import one_line

CREATE = "create_pre_order"
WITHDRAW = "withdraw_pre_order"
NUMBER_SHOWN = "pre_order_number_shown"
NO_RIGHT = "organisation_right"
USUAL_MONTHS = 3  # how long one is valid when nothing else is said
MOST_YEARS = 5  # a validity beyond that is a slip of the keys


@dataclass(frozen=True, slots=True)
class OrderingFacts:
    """What can be ordered for an organisation's people. `products`: id and name; `agreement_until` None without end."""

    organisation_id: str
    organisation: str
    products: tuple[tuple[str, str], ...]
    agreement_until: date | None
    today: date

    @property
    def empty(self) -> PreOrderDraft:
        """As the dialog opens."""
        last = period_end(self.today, USUAL_MONTHS)
        if self.agreement_until is not None and self.agreement_until >= self.today:
            last = min(last, self.agreement_until)
        only = self.products[0][0] if len(self.products) == 1 else ""
        return PreOrderDraft(product_id=only, valid_from=self.today, valid_until=last)


def read_ordering(store: Store, staff: StaffMember, organisation_id: str) -> OrderingFacts | Problem:
    """Problems: `organisation_right`, `organisation_unknown`, `organisation_inactive`, `pre_orders_off`."""
    if not staff.may(Right.ORGANISATION):
        return Problem(NO_RIGHT)
    with store.reading():
        return facts_on(organisation_id, today(store.clock))


def facts_on(organisation_id: str, day: date) -> OrderingFacts | Problem:
    """Inside `store.reading()` or an errand; who may is asked for before."""
    row = Organisation.find(standing(organisation_id))
    if row is None:
        return Problem("organisation_unknown")
    if not row.is_active:
        return Problem("organisation_inactive", values={"name": row.name})
    if not row.pre_orders:
        return Problem("pre_orders_off", values={"name": row.name})
    products = orderable(read_catalogue(), agreed_products(row.product_ids))
    return OrderingFacts(row.id, row.name, products, row.agreement_until, day)


def orderable(catalogue: Catalogue, agreed: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Id and name of what is sold; `agreed`: the products an agreement is about, none for everything."""
    return tuple(
        (one.id, one.name)
        for one in catalogue.products.values()
        if one.kind in MAIN_KINDS and one.is_on and (not agreed or one.id in agreed)
    )


def problems(draft: PreOrderDraft, facts: OrderingFacts) -> list[Problem]:
    """Fields are the draft's."""
    return [*_person_problems(draft, facts.today), *order_problems(draft, facts)]


def _person_problems(draft: PreOrderDraft, day: date) -> Iterator[Problem]:
    if not any(mark.isalpha() for mark in draft.name):
        yield Problem("pre_order_name_missing", "name")
    elif len(draft.name) > LONGEST:
        yield Problem("text_too_long", "name", values={"longest": LONGEST})
    if draft.personal_number.strip():
        number = read_personal_number(draft.personal_number, day)
        if isinstance(number, Problem):
            yield without_the_id(number)
    elif draft.birth_date is None:
        yield Problem("pre_order_identity_missing", "personal_number")
    elif (wrong := birth_date_problem(draft.birth_date, day)) is not None:
        yield without_the_id(wrong)
    if draft.email.strip():
        email = read_email(draft.email)
        if isinstance(email, Problem):
            yield email


def order_problems(draft: PreOrderDraft | TermsDraft, facts: OrderingFacts) -> Iterator[Problem]:
    """What is ordered and for how long: of one pre-order, or of a whole file of them."""
    if draft.product_id not in dict(facts.products):
        yield Problem("pre_order_product_missing", "product_id")
    first, last = draft.valid_from, draft.valid_until
    if first is None:
        yield Problem("pre_order_from_missing", "valid_from")
    if last is None:
        yield Problem("pre_order_until_missing", "valid_until")
        return
    if last < facts.today:
        yield Problem("pre_order_until_past", "valid_until")
    elif first is not None and last < first:
        yield Problem("pre_order_until_before_from", "valid_until")
    elif last > add_months(facts.today, 12 * MOST_YEARS):
        yield Problem("pre_order_until_far", "valid_until", values={"years": MOST_YEARS})
    elif facts.agreement_until is not None and facts.today <= facts.agreement_until < last:
        ends = {"day": facts.agreement_until}
        yield Problem("pre_order_beyond_agreement", "valid_until", Severity.WARNING, ends)


def agreement_over(facts: OrderingFacts) -> Problem | None:
    """A warning before anything is written. It can be ordered all the same: a new agreement may be on its way."""
    if facts.agreement_until is None or facts.today <= facts.agreement_until:
        return None
    return Problem("pre_order_agreement_over", "", Severity.WARNING, {"day": facts.agreement_until})


def ordered_already(store: Store, draft: PreOrderDraft, facts: OrderingFacts) -> tuple[PreOrderFacts, ...]:
    """The organisation's remaining ones for the same number, or without numbers the same name and birth date."""
    with store.reading():
        return _already(draft, facts)


def _already(draft: PreOrderDraft, facts: OrderingFacts) -> tuple[PreOrderFacts, ...]:
    number, born = _identity(draft, facts.today)
    by_name = """SELECT id FROM pre_order WHERE organisation_id = ? AND name_key = ? AND birth_date = ?
        AND (personal_number IS NULL OR ? IS NULL)"""
    rows = found(by_name, facts.organisation_id, folded(draft.name), born and born.isoformat(), number)
    if number is not None:
        rows += found(
            "SELECT id FROM pre_order WHERE personal_number = ? AND organisation_id = ?", number, facts.organisation_id
        )
    known = read_rows(list(dict.fromkeys(row_id for (row_id,) in rows)), facts.today)
    return tuple(one for one in known if one.state is PreOrderState.REMAINING)


def _identity(draft: PreOrderDraft, day: date) -> tuple[str | None, date | None]:
    """Twelve digits, and the birth date they or the draft say."""
    number = read_personal_number(draft.personal_number, day)
    if isinstance(number, PersonalNumber):
        return number.canonical, number.birth_date
    return None, draft.birth_date


def create_pre_order(store: Store, staff: StaffMember, draft: PreOrderDraft, organisation_id: str) -> Written:
    """On the database lane. Problems as `problems` and `read_ordering` say, and `pre_order_already`."""
    if not staff.may(Right.ORGANISATION):
        return Written((Problem(NO_RIGHT),))
    try:
        with store.errand(staff, CREATE) as errand:
            return _create(errand, draft, organisation_id)
    except Stopped as stopped:
        return Written(stopped.problems)


def _create(errand: Errand, draft: PreOrderDraft, organisation_id: str) -> Written:
    facts = facts_on(organisation_id, day_of(errand.at))
    if isinstance(facts, Problem):
        raise Stopped(facts)
    blocking = [one for one in problems(draft, facts) if one.blocks]
    if blocking:
        raise Stopped(*blocking)
    if not draft.anyway and _already(draft, facts):
        raise Stopped(Problem("pre_order_already", "anyway"))
    body = ordered(errand, draft, facts)
    errand.perform(body)
    errand.subject_id = facts.organisation_id
    errand.details = {"pre_order": body.pre_order_id}
    return Written((), facts.organisation_id, errand.id)


def ordered(errand: Errand, draft: PreOrderDraft, facts: OrderingFacts) -> PreOrderCreated:
    """A new pre-order, of a draft that holds."""
    number, born = _identity(draft, facts.today)
    email = read_email(draft.email)
    first, last = draft.valid_from, draft.valid_until
    if born is None or first is None or last is None:
        raise ValueError("this draft has problems")
    return PreOrderCreated(
        pre_order_id=new_id(),
        organisation_id=facts.organisation_id,
        product_id=draft.product_id,
        valid_from=first,
        valid_until=last,
        personal_number=number,
        birth_date=born,
        name=one_line(draft.name),
        email="" if isinstance(email, Problem) else email,
        created_at=errand.at,
    )


def withdraw_pre_order(store: Store, staff: StaffMember, pre_order_id: str) -> Written:
    """On the database lane. Problems: `organisation_right`, `pre_order_unknown`, `pre_order_used`; one that is
    withdrawn already stays so."""
    if not staff.may(Right.ORGANISATION):
        return Written((Problem(NO_RIGHT),))
    with store.reading():
        row = PreOrder.find(pre_order_id)
    if row is None:
        return Written((Problem("pre_order_unknown"),))
    if row.withdrawn_at is not None and row.used_at is None:
        return Written((), row.organisation_id)
    try:
        with store.errand(staff, WITHDRAW) as errand:
            errand.perform(PreOrderWithdrawn(pre_order_id=pre_order_id, withdrawn_at=errand.at))
            errand.subject_id = row.organisation_id
            errand.details = {"pre_order": pre_order_id}
            return Written((), row.organisation_id, errand.id)
    except Refused:
        with store.reading():
            said = spending_problem(pre_order_id, today(store.clock))
        return Written((said or Problem("pre_order_unknown"),))


def show_pre_order_number(store: Store, staff: StaffMember, pre_order_id: str) -> str | Problem:
    """The whole number, and a line in the journal that it was shown: on the database lane.

    Problems: `show_number_right`, `protected_identity_right`, `pre_order_unknown`, `no_personal_number`.
    """
    if not staff.may(Right.SHOW_NUMBER):
        return Problem("show_number_right")
    with store.reading():
        row = PreOrder.find(pre_order_id)
        known = read_rows([pre_order_id], today(store.clock))
    if row is None or not known:
        return Problem("pre_order_unknown")
    if known[0].is_protected and not staff.may(Right.PROTECTED_IDENTITY):
        return Problem("protected_identity_right")
    if row.personal_number is None:
        return Problem("no_personal_number")
    with store.errand(staff, NUMBER_SHOWN) as errand:
        errand.subject_id = row.organisation_id
        errand.details = {"pre_order": pre_order_id}
    return PersonalNumber(row.personal_number).display(day_of(errand.at))
