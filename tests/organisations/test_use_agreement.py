"""Use agreement / pre-order: when it can be begun, what is suggested, what is locked, who pays, and what is written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.tables import Certificate, Confirmation, Lot, Mandate, Payment, Person, PreOrder, Setting, Subscription
from kiosk import customer_routine
from kiosk.customer_facts import CustomerFacts
from kiosk.demo.catalogue import TERMS_VERSION, price_list_id, product_id
from kiosk.demo.organisations import organisation_id
from kiosk.organisations import use_agreement
from kiosk.organisations.buying import OrganisationPart, PreOrderPart, Way
from kiosk.organisations.edit_organisation import read_organisation_to_edit, save_organisation
from kiosk.organisations.use_agreement import Draft, Step
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.problems import Problem
from kiosk.routine import Due, Quote
from kiosk.routines import person_menu
from kiosk.sentences import sentence
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from kiosk.subscriptions import products
from kiosk.subscriptions.drafts import ProductsDraft
from tests.organisations.joining import OMAR, agree, agreement, chosen, imported, journal_of, one, ordered
from tests.people.members import certify, draft_mandate, register, sell
from tests.people.serving import SELF, facts_of, paid, reason, refused, served
from tests.people.undoing import last, undo
from tests.registration import debited, prepaid

NAME = "use_agreement"
SHOWN = frozenset({"organisation_proof"})
BO = "198507099805"


@pytest.fixture
def member(gym: Store) -> str:
    """Åsa Öberg, ordinary, without a subscription; her number is on what `ordered` makes."""
    return register(gym)


def through(gym: Store, code: str, chosen_products: ProductsDraft | None = None, **changes: Any) -> Draft:
    """With the proof of belonging shown."""
    draft = Draft(
        SELF,
        OrganisationPart(agreement(gym, code), ticked=SHOWN),
        products=chosen_products or prepaid(),
        accepted_terms=TERMS_VERSION,
    )
    return replace(draft, **changes)


def told(gym: Store, person_id: str, draft: Draft) -> Quote:
    return use_agreement.quote(draft, facts_of(gym, person_id))


def changes(quote: Quote) -> dict[str, tuple[str, str]]:
    return {one.label: (one.before, one.after) for one in quote.changes}


# when it can be begun


def nothing(gym: Store, person_id: str) -> None:
    pass


def running(gym: Store, person_id: str) -> None:
    sell(gym, person_id, start=date(2026, 1, 1), charged_until=date(2026, 11, 30))


def ends_soon(gym: Store, person_id: str) -> None:
    sell(gym, person_id, "GULD-3", start=date(2026, 9, 15), months=3, price=139000)


def ends_late(gym: Store, person_id: str) -> None:
    sell(gym, person_id, "GULD-12", start=date(2026, 9, 15), months=12, price=399000)


def ended(gym: Store, person_id: str) -> None:
    sell(gym, person_id, "GYM-1", start=date(2026, 9, 15), months=1, price=54900)


@pytest.mark.parametrize(
    ("has", "why"),
    [
        (nothing, ""),
        (ended, ""),
        (running, "new_subscription_running"),
        (ends_soon, ""),
        (ends_late, "new_subscription_too_early"),
    ],
)
def test_when_it_can_be_begun(gym: Store, member: str, has: Callable[[Store, str], None], why: str) -> None:
    has(gym, member)
    assert reason(gym, NAME, member) == why
    (entry,) = [entry for entry in person_menu(facts_of(gym, member)) if entry.name == NAME]
    assert (entry.reason.code if entry.reason else "") == why
    if entry.reason is not None:
        assert sentence(entry.reason)


def test_signing_early_is_the_gyms_setting(gym: Store, member: str) -> None:
    ends_soon(gym, member)
    with gym.own_writing():
        Setting.insert(id="sign_early_days", value="0").on_conflict_replace().execute()
    assert reason(gym, NAME, member) == "new_subscription_not_yet"


# what is suggested


def test_the_only_organisation_that_ordered_is_chosen(gym: Store, member: str) -> None:
    ordered(gym, "NORRSKEN", "GULD-3")
    draft = use_agreement.begun(facts_of(gym, member))
    assert draft.organisation.agreement == agreement(gym, "NORRSKEN")


@pytest.mark.parametrize("codes", [(), ("NORRSKEN", "SOLVIK"), ("VIKEN",)])
def test_else_one_is_searched(gym: Store, member: str, codes: tuple[str, ...]) -> None:
    """Several are suggested; one whose agreement is over is not chosen for anybody."""
    for code in codes:
        ordered(gym, code, "GULD-12")
    facts = facts_of(gym, member)
    assert use_agreement.begun(facts).organisation.agreement is None
    assert {found.organisation_id for found in facts.agreements} == {organisation_id(code) for code in codes}


def test_anothers_pre_orders_suggest_nothing(gym: Store, member: str) -> None:
    ordered(gym, "NORRSKEN", "GULD-12", BO)
    assert facts_of(gym, member).agreements == ()


# what is bought


def test_the_pre_order_is_spent_and_the_organisation_pays(gym: Store, member: str) -> None:
    pre_order_id = ordered(gym, "NORRSKEN", "GULD-3")
    draft = replace(
        through(gym, "NORRSKEN", ProductsDraft()), organisation=OrganisationPart(agreement(gym, "NORRSKEN"))
    )
    outcome = served(gym, NAME, member, draft)
    spent = one(gym, pre_order_id)
    with gym.reading():
        sold, person, certificate = Subscription.get(), Person.get(), Certificate.get()
        assert (sold.product_id, sold.price) == (product_id("GULD-3"), 119000)
        assert sold.organisation_id == sold.invoiced_to == organisation_id("NORRSKEN")
        assert (person.customer_type, certificate.organisation_id) == ("organisation", organisation_id("NORRSKEN"))
        assert certificate.valid_until == date(2027, 12, 31)
        assert (Payment.get().method, Payment.get().amount) == ("invoice", 119000)
        assert Confirmation.select().count() == 1
    assert (spent.person_id, spent.subscription_id) == (member, sold.id)
    assert (outcome.agreement_id, bool(outcome.receipt_id)) == (sold.id, True)
    journal = journal_of(gym, NAME)
    assert (journal["paid"], journal["invoiced"], journal["matched"]) == (0, 119000, True)
    assert (journal["organisation_id"], journal["pre_order"]) == (organisation_id("NORRSKEN"), pre_order_id)


def test_the_member_pays(gym: Store, member: str) -> None:
    served(gym, NAME, member, through(gym, "LINGON"))
    with gym.reading():
        assert (Payment.get().method, Payment.get().amount) == ("card", 359000)
        assert (Subscription.get().organisation_id, Subscription.get().invoiced_to) == (organisation_id("LINGON"), None)


def test_it_starts_when_the_present_one_ends(gym: Store, member: str) -> None:
    ends_soon(gym, member)
    served(gym, NAME, member, through(gym, "LINGON"))
    with gym.reading():
        sold = Subscription.get(Subscription.product_id == product_id("GULD-12"))
    assert sold.start == date(2026, 12, 15)


def test_the_mandate_there_is_is_kept(gym: Store, member: str) -> None:
    draft_mandate(gym, member)
    draft = through(gym, "ATTIKA", debited())
    taken = use_agreement.steps(draft, facts_of(gym, member))
    assert Step.PRESENT_MANDATE in taken
    assert Step.MANDATE not in taken
    served(gym, NAME, member, draft)
    with gym.reading():
        assert Mandate.select().count() == 1


def test_no_mandate_is_spoken_of_where_the_organisation_pays(gym: Store, member: str) -> None:
    draft_mandate(gym, member)
    taken = use_agreement.steps(through(gym, "NORRSKEN", debited()), facts_of(gym, member))
    assert not {Step.PRESENT_MANDATE, Step.MANDATE, Step.PAYMENT} & set(taken)


def test_the_cheapest_of_what_the_customer_qualifies_for(gym: Store, member: str) -> None:
    """A student through an organisation that has no list of its own: 2990 and not 3590, while the certificate lasts."""
    assert told(gym, member, through(gym, "GRANIT")).due_now == 359000
    student = register(gym, 2, personal_number=BO, birth_date=date(1985, 7, 9), customer_type="student")
    certify(gym, student, date(2027, 12, 31))
    assert told(gym, student, through(gym, "GRANIT")).due_now == 299000


def test_the_ordinary_list_can_be_an_agreements_own(gym: Store, member: str) -> None:
    """Nothing is cheaper through it; without a list of its own the type's counts (0034)."""
    assert told(gym, member, through(gym, "GRANIT")).due_now == 359000
    new = read_organisation_to_edit(gym, OMAR, organisation_id("GRANIT"))
    assert not isinstance(new, Problem)
    assert (price_list_id("standard"), "Ordinarie") in new.price_lists
    wanted = replace(new.draft, price_list_id=price_list_id("standard"))
    assert save_organisation(gym, OMAR, wanted, new).is_done
    assert told(gym, member, through(gym, "GRANIT")).due_now == 399000


@pytest.mark.parametrize(
    ("make", "ways"),
    [
        (ordered, [Way.USE, Way.WITHOUT]),
        (imported, [Way.USE]),
    ],
)
def test_only_an_imported_one_locks(gym: Store, member: str, make: Callable[..., str], ways: list[Way]) -> None:
    make(gym, "NORRSKEN", "GULD-3")
    facts = facts_of(gym, member)
    draft = through(gym, "NORRSKEN", pre_order=PreOrderPart(Way.WITHOUT))
    found = use_agreement.purchase(draft, facts)
    assert found is not None
    assert list(found.ways) == ways
    offered = products.offered_mains(use_agreement.buyer(draft, facts), facts.today, facts.desk)
    codes = [offer.product.code for offer in offered]
    assert codes == (["GULD-3"] if ways == [Way.USE] else ["GULD-AG", "GULD-AG12", "GULD-12", "GULD-3"])


def test_the_strip_says_before_and_after(gym: Store, member: str) -> None:
    strip = changes(told(gym, member, through(gym, "NORRSKEN", debited())))
    assert strip["Kundtyp"] == ("Ordinarie", "Organisation")
    assert strip["Intyget giltigt t.o.m."] == ("–", "2027-12-31")
    assert strip["Vem som betalar"][1] == "Organisationen, mot faktura"
    assert "Första dragning" not in strip


def test_the_quote_explains_itself(gym: Store, member: str) -> None:
    (now, monthly, _commitment) = told(gym, member, through(gym, "NORRSKEN", debited())).lines
    assert (now.due, now.amount, monthly.due, monthly.amount) == (Due.INVOICED, 10770, Due.MONTHLY, 35900)
    for line in (now, monthly):
        assert "Norrskensverken AB betalar på faktura" in line.why


# what keeps it from being finished


def test_belonging_is_shown_or_matched(gym: Store, member: str) -> None:
    draft = replace(through(gym, "LINGON"), organisation=OrganisationPart(agreement(gym, "LINGON")))
    assert refused(gym, NAME, member, draft) == [("document_organisation_proof", "document_organisation_proof")]
    ordered(gym, "LINGON", "GULD-12")
    served(gym, NAME, member, draft)


@pytest.mark.parametrize(("code", "problem"), [("MYRBO", "agreement_inactive"), ("VIKEN", "agreement_over")])
def test_without_an_agreement(gym: Store, member: str, code: str, problem: str) -> None:
    assert (problem, "organisation_id") in refused(gym, NAME, member, through(gym, code))


def test_nobody_who_may_not_sell(gym: Store, member: str) -> None:
    class Trainee(StaffMember):
        """A role with fewer rights than the gym's own."""

        @property
        def rights(self) -> frozenset[object]:  # type: ignore[override]
            return frozenset()

    trainee = Trainee("0198", "t", "T", Role.RECEPTION)
    assert refused(gym, NAME, member, through(gym, "LINGON"), staff=trainee) == [("may_not_sell", "")]


def test_one_that_went_meanwhile(gym: Store, member: str) -> None:
    """Chosen, and then spent by somebody else at this desk."""
    pre_order_id = ordered(gym, "NORRSKEN", "GULD-3", None, birth_date=date(1990, 1, 1))
    draft = through(gym, "NORRSKEN", pre_order=chosen(gym, pre_order_id))
    other = register(gym, 2, personal_number=BO, birth_date=date(1985, 7, 9))
    served(gym, NAME, other, draft)
    assert refused(gym, NAME, member, draft) == [("pre_order_used", "pre_order_id")]


def test_one_is_added_by_who_may(gym: Store, member: str) -> None:
    draft = through(gym, "NORRSKEN", pre_order=PreOrderPart(Way.ADD, product_id=product_id("GULD-3")))
    assert refused(gym, NAME, member, draft) == [("may_not_add_pre_order", "way")]
    served(gym, NAME, member, draft, staff=OMAR)
    with gym.reading():
        assert (PreOrder.get().person_id, PreOrder.get().name) == (member, "Åsa Öberg")


def test_who_pays_changed_while_the_wizard_stood_open(gym: Store, member: str) -> None:
    """What the customer has paid by card is not put on an invoice besides."""
    facts = facts_of(gym, member)
    draft = paid(use_agreement, through(gym, "LINGON"), facts)
    agree(gym, "LINGON", "pays", "organisation")
    outcome = customer_routine.finish(use_agreement, gym, OMAR, draft, facts)
    assert [problem.code for problem in outcome.problems] == ["quote_changed"]
    with gym.reading():
        assert Payment.select().count() == Subscription.select().count() == 0


def test_who_pays_is_compared_also_where_nothing_is_due_yet(gym: Store, member: str) -> None:
    """No sum is another: only what the customer was told of who pays."""
    draft_mandate(gym, member)
    agree(gym, "ATTIKA", "pays", "member")
    facts, draft = facts_of(gym, member), through(gym, "ATTIKA", debited(start=date(2027, 1, 1)))
    assert use_agreement.quote(draft, facts).due_now == 0
    agree(gym, "ATTIKA", "pays", "organisation")
    outcome = customer_routine.finish(use_agreement, gym, OMAR, draft, facts)
    assert [problem.code for problem in outcome.problems] == ["quote_changed"]


# undone


def test_everything_is_what_it_was(gym: Store, member: str) -> None:
    pre_order_id = ordered(gym, "NORRSKEN", "GULD-3")
    served(gym, NAME, member, through(gym, "NORRSKEN"))
    words = last(gym, member).words
    assert "Förbeställningen kan utnyttjas igen." in words
    assert "Kundtypen är åter Ordinarie." in words
    undo(gym, member)
    with gym.reading():
        assert Person.get().customer_type == "ordinary"
        assert Certificate.select().count() == 0
    assert one(gym, pre_order_id).used_at is None
    assert [held for held in facts_of(gym, member).held if held.timeline.end_date is None] == []


def facts_that_follow(facts: CustomerFacts) -> tuple[str, str]:
    return facts.customer.buyer.customer_type, facts.customer.buyer.agreed_id


def test_the_agreements_prices_hold_for_what_is_bought_later(gym: Store, member: str) -> None:
    served(gym, NAME, member, through(gym, "TRAST", prepaid("GYM-1")))
    assert facts_that_follow(facts_of(gym, member)) == ("organisation", price_list_id("student"))
    with gym.reading():
        assert Lot.get().amount == 44900


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (date(2026, 12, 1), "Avtalet med Idrottsföreningen Trasten upphör 2026-12-01, 9 dagar kvar"),
        (date(2027, 6, 1), None),
    ],
)
def test_the_card_says_that_an_agreement_ends(gym: Store, member: str, until: date, words: str | None) -> None:
    """And leads to an agreement, not to a certificate that the customer can't show."""
    agree(gym, "TRAST", "agreement_until", until.isoformat())
    served(gym, NAME, member, through(gym, "TRAST", prepaid("GYM-1")))
    card = read_person_card(gym, member, OMAR, date(2026, 11, 22))
    assert isinstance(card, PersonCard)
    told = [(one.text, one.routine) for one in card.deviations if one.code.startswith("certificate")]
    assert told == ([(words, NAME)] if words else [])
