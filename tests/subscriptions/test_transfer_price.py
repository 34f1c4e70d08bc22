"""A transfer to somebody of another customer type or organisation: who keeps which price, and what the rest costs them.

A year from 1 October 2026 with 365 days, of which 52 are used on 22 November: what is left of 2990 is 2564,03, of 3190
2735,53, of 3590 3078,55, of 3990 3421,56 (rules.md 3: amount − R(amount · used days, days)).
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import msgspec
import pytest

from db.rows import found
from db.tables import Certificate, JournalEntry, Lot, Person, SaleLine, Subscription
from kiosk import customer_routine
from kiosk.customer_facts import read_customer_facts
from kiosk.demo.catalogue import price_list_id
from kiosk.demo.organisations import organisation_id
from kiosk.formats import kronor
from kiosk.operations.customers import CustomerTypeChanged
from kiosk.operations.subscriptions import LotBody
from kiosk.organisations.buying import PROOF, OrganisationPart
from kiosk.organisations.members import member_ids
from kiosk.people import recipients
from kiosk.people.confirmations import confirmation_facts
from kiosk.people.drafts import IdentificationDraft
from kiosk.people.person_card_subscriptions import read_subscriptions
from kiosk.routines import routine
from kiosk.store import Store
from kiosk.subscriptions.agreements import agreement_facts
from kiosk.subscriptions.transfer import Draft, Step, possible, quote, steps, summary
from kiosk.till.tender import Method, Tender
from tests.organisations.belonging import belongs
from tests.organisations.invoices import basis, rows
from tests.organisations.joining import agree, agreement
from tests.people.members import STAFF, certify, register, sell, subscription
from tests.people.serving import facts_of, paid, reason, served
from tests.people.undoing import last, picture, undo
from tests.subscriptions.test_transfer_routine import NEW, bo

START, TODAY = date(2026, 10, 1), date(2026, 11, 22)
ID = frozenset({"swedish_id"})
ORDINARY = IdentificationDraft("ordinary", ticked=ID)
STUDENT = IdentificationDraft("student", ticked=ID | {"student_card"}, valid_until=date(2027, 6, 14))
EARLY = ID | {"early_pension_certificate"}
PENSIONER = IdentificationDraft("pensioner", certificate_kind="pension_early", ticked=EARLY)
MEMBER = IdentificationDraft("organisation", ticked=ID)
FEE = 19500


@dataclass(frozen=True)
class Year:
    """What the one who gives it away is, and bought it as: öre, and the price list's code; through an organisation's
    agreement, and who pays."""

    customer_type: str
    price: int
    price_list: str
    organisation: str = ""
    is_invoiced: bool = False


OF_ORDINARY = Year("ordinary", 399000, "standard")
OF_STUDENT = Year("student", 299000, "student")
OF_TRAST = Year("organisation", 299000, "student", "TRAST")  # whose agreement has the students' list
OF_ATTIKA = Year("organisation", 359000, "organisation", "ATTIKA")
OF_NORRSKEN = Year("organisation", 359000, "organisation", "NORRSKEN", is_invoiced=True)


def giver(store: Store, year: Year) -> str:
    person_id = register(store, customer_type=year.customer_type)
    payer = organisation_id(year.organisation) if year.is_invoiced else None
    terms: dict[str, Any] = {"start": START, "months": 12, "price": year.price, "price_list": year.price_list}
    bought = sell(store, person_id, "GULD-12", invoiced_to=payer, **terms)
    if year.customer_type == "student":
        certify(store, person_id, date(2027, 9, 1))
    if year.organisation:
        with store.errand(STAFF, "certify") as errand:
            belongs(person_id, None, organisation_id(year.organisation))(errand)
        with store.own_writing():
            through = organisation_id(year.organisation)
            Subscription.update(organisation_id=through).where(Subscription.id == bought).execute()
    return person_id


def known(store: Store, organisation: str) -> str:
    """Bo, registered and of the organisation."""
    person_id = bo(store)
    with store.errand(STAFF, "certify") as errand:
        belongs(person_id, None, organisation_id(organisation))(errand)
    return person_id


def draft(store: Store, shown: IdentificationDraft, organisation: str = "") -> Draft:
    part = OrganisationPart()
    if organisation:
        part = OrganisationPart(agreement(store, organisation), ticked=frozenset({PROOF}))
    wanted = replace(NEW, identification=shown, organisation=part)
    return replace(wanted, details=recipients.checked(store, wanted.details, shown))


def more(store: Store, person_id: str, wanted: Draft) -> int:
    """Öre besides the fee."""
    return quote(wanted, facts_of(store, person_id)).due_now - FEE


def bought(store: Store) -> Any:
    with store.reading():
        return Subscription.get()


KEPT: list[tuple[str, Year, IdentificationDraft, str]] = [
    ("the same type", OF_STUDENT, STUDENT, ""),
    ("the ordinary price is anybody's", OF_ORDINARY, STUDENT, ""),
    ("the ordinary price is anybody's", OF_ORDINARY, MEMBER, "ATTIKA"),
    ("the same organisation", OF_TRAST, MEMBER, "TRAST"),
    ("the same price list", OF_TRAST, STUDENT, ""),
    ("the same price list", OF_STUDENT, MEMBER, "TRAST"),
    ("another organisation with the same list", OF_ATTIKA, MEMBER, "LINGON"),
    ("colleagues of who pays", OF_NORRSKEN, MEMBER, "NORRSKEN"),
    ("the same type, whatever was bought", Year("ordinary", 299000, "student"), ORDINARY, ""),
    ("an ordinary customer's is anybody's", Year("ordinary", 299000, "student"), MEMBER, "ATTIKA"),
]
DEARER: list[tuple[str, Year, IdentificationDraft, str, int, int]] = [
    ("an ordinary one for a student's", OF_STUDENT, ORDINARY, "", 85753, 399000),
    ("a pensioner for a student's", OF_STUDENT, PENSIONER, "", 17150, 319000),
    ("an ordinary one for a club's", OF_TRAST, ORDINARY, "", 85753, 399000),
    ("another organisation's", OF_TRAST, MEMBER, "ATTIKA", 51452, 359000),
    ("an ordinary one for an organisation's", OF_ATTIKA, ORDINARY, "", 34301, 399000),
    ("an ordinary one for what is invoiced", OF_NORRSKEN, ORDINARY, "", 34301, 399000),
]
CHEAPER: list[tuple[str, Year, IdentificationDraft, str]] = [
    ("a student for an organisation's", OF_ATTIKA, STUDENT, ""),
    ("a pensioner for an organisation's", OF_ATTIKA, PENSIONER, ""),
]


@pytest.mark.parametrize(("_why", "year", "shown", "organisation"), [*KEPT, *CHEAPER])
def test_nothing_more_is_paid_and_never_less(
    gym: Store, _why: str, year: Year, shown: IdentificationDraft, organisation: str
) -> None:
    person_id = giver(gym, year)
    before, lots = bought(gym), picture(gym, "lot")
    wanted = draft(gym, shown, organisation)
    assert more(gym, person_id, wanted) == 0
    served(gym, "transfer", person_id, wanted)
    after = bought(gym)
    assert after.person_id != before.person_id
    assert (after.price, after.price_list_id, picture(gym, "lot")) == (before.price, before.price_list_id, lots)


@pytest.mark.parametrize(("_why", "year", "shown", "organisation", "difference", "price"), DEARER)
def test_the_days_that_are_left_cost_the_difference(
    gym: Store, _why: str, year: Year, shown: IdentificationDraft, organisation: str, difference: int, price: int
) -> None:
    """With 6 % VAT; what was used stays as it was paid, and the last day where it was."""
    person_id = giver(gym, year)
    before = facts_of(gym, person_id).chosen.timeline
    wanted = draft(gym, shown, organisation)
    assert more(gym, person_id, wanted) == difference
    outcome = served(gym, "transfer", person_id, wanted)
    with gym.reading():
        sold = [(one.text, one.amount, one.vat_percent) for one in SaleLine.select().order_by(SaleLine.position)]
        lots = [(one.days, one.amount, one.first, one.last) for one in Lot.select().order_by(Lot.first)]
    assert sold[0] == ("Mellanskillnad Guld årskort 2026-11-22 – 2027-09-30", difference, 6)
    assert sold[1][1] == FEE
    assert [(days, first, last) for days, _amount, first, last in lots] == [
        (52, START, date(2026, 11, 21)),
        (313, TODAY, date(2027, 9, 30)),
    ]
    assert sum(amount for _days, amount, _first, _last in lots) == year.price + difference
    after = bought(gym)
    assert after.price == price
    held = read_customer_facts(gym, after.person_id).held[0]
    assert held.timeline.valid_until == before.valid_until == date(2027, 9, 30)
    rows = {label: (was, now) for label, was, now in confirmation_facts(gym, outcome.confirmation_id).rows}
    assert rows["Pris, Guld årskort"] == (kronor(year.price), kronor(price))
    with gym.reading():
        told = msgspec.json.decode(JournalEntry.select().where(JournalEntry.act == "transfer").get().details)
    assert told["difference"] == difference


@pytest.mark.parametrize(("_why", "year", "shown", "organisation", "_difference", "_price"), DEARER)
def test_undone_it_is_as_it_was_and_the_money_goes_back(
    gym: Store, _why: str, year: Year, shown: IdentificationDraft, organisation: str, _difference: int, _price: int
) -> None:
    person_id = giver(gym, year)
    before = picture(gym, "subscription", "lot")
    served(gym, "transfer", person_id, draft(gym, shown, organisation))
    told = last(gym, person_id)
    assert any("Guld årskort kostar" in words for words in told.words)
    assert told.paid_back is not None
    assert told.paid_back.amount == _difference + FEE
    undo(gym, person_id)
    assert picture(gym, "subscription", "lot") == before


def test_a_colleague_keeps_what_the_agreement_gave_before_it_had_another_list(gym: Store) -> None:
    person_id = giver(gym, OF_TRAST)
    agree(gym, "TRAST", "price_list_id", None)
    assert more(gym, person_id, draft(gym, MEMBER, "TRAST")) == 0
    assert more(gym, person_id, draft(gym, MEMBER, "ATTIKA")) == 51452


def test_somebody_who_was_made_ordinary_has_left_the_organisation(gym: Store) -> None:
    person_id, to_person = giver(gym, OF_TRAST), known(gym, "TRAST")
    with gym.errand(STAFF, "certify") as errand:
        errand.perform(CustomerTypeChanged(person_id=to_person, customer_type="ordinary", changed_at=errand.at))
    assert more(gym, person_id, draft(gym, ORDINARY)) == 85753


def test_what_was_paid_counts_when_it_is_handed_on_again(gym: Store) -> None:
    """To a student and back to an ordinary one: nothing is paid twice."""
    person_id = giver(gym, OF_STUDENT)
    served(gym, "transfer", person_id, draft(gym, ORDINARY))
    cia = replace(
        NEW.details, personal_number="811228-9874", given_name="Cia", family_name="Ås", email="cia@example.se"
    )
    second = replace(NEW, details=cia, access=replace(NEW.access, card_number="20000019"))
    assert more(gym, bought(gym).person_id, second) == 0


def test_a_member_who_is_known_shows_only_who_they_are(gym: Store) -> None:
    """They stay what they are: nobody loses the price of their company by taking over somebody's year."""
    person_id, to_person = giver(gym, OF_ORDINARY), known(gym, "TRAST")
    wanted = draft(gym, ORDINARY)
    assert more(gym, person_id, wanted) == 0
    said = {one.label: one.value for one in summary(wanted, facts_of(gym, person_id)) if one.step == Step.NEW_HOLDER}
    assert said["Kundtyp"] == "Organisation"
    served(gym, "transfer", person_id, wanted)
    with gym.reading():
        assert Person.find(to_person).customer_type == "organisation"
        assert Certificate.select().where(Certificate.person_id == to_person).count() == 1


@pytest.mark.parametrize(("organisation", "certificates"), [("TRAST", 1), ("ATTIKA", 2)])
def test_what_somebody_belongs_to_already_is_not_certified_twice(
    gym: Store, organisation: str, certificates: int
) -> None:
    person_id, to_person = giver(gym, OF_ORDINARY), known(gym, "TRAST")
    served(gym, "transfer", person_id, draft(gym, MEMBER, organisation))
    with gym.reading():
        assert Certificate.select().where(Certificate.person_id == to_person).count() == certificates


@pytest.mark.parametrize(
    ("year", "organisation", "difference"),
    [(OF_STUDENT, "TRAST", 0), (OF_STUDENT, "ATTIKA", 51452), (OF_TRAST, "TRAST", 0), (OF_NORRSKEN, "NORRSKEN", 0)],
)
def test_what_was_shown_before_counts(gym: Store, year: Year, organisation: str, difference: int) -> None:
    person_id = giver(gym, year)
    known(gym, organisation)
    assert more(gym, person_id, draft(gym, ORDINARY)) == difference


def test_a_certificate_that_has_ended_counts_no_more(gym: Store) -> None:
    person_id = giver(gym, OF_TRAST)
    known(gym, "TRAST")
    agree(gym, "TRAST", "agreement_until", "2026-11-22")
    assert more(gym, person_id, draft(gym, ORDINARY)) == 0
    agree(gym, "TRAST", "agreement_until", "2026-11-21")
    assert more(gym, person_id, draft(gym, ORDINARY)) == 85753


def test_an_agreement_renewed_meanwhile_changes_what_was_told(gym: Store) -> None:
    """Another desk ended it since the wizard was opened: the customer hears the new price first."""
    person_id = giver(gym, OF_TRAST)
    facts, wanted = facts_of(gym, person_id), draft(gym, MEMBER, "TRAST")
    wanted = paid(routine("transfer"), wanted, facts)
    agree(gym, "TRAST", "price_list_id", None)
    with gym.own_writing():
        Subscription.update(organisation_id=None).execute()
    outcome = customer_routine.finish(routine("transfer"), gym, STAFF, wanted, facts)
    assert [(one.code, one.values["step"]) for one in outcome.problems] == [("payment_short", Step.PAYMENT)]


def test_who_pays(gym: Store) -> None:
    """The organisation for its own people; what it was invoiced for stays on its basis."""
    person_id = giver(gym, OF_NORRSKEN)
    colleague = draft(gym, MEMBER, "NORRSKEN")
    assert "Vem som betalar" not in [one.label for one in quote(colleague, facts_of(gym, person_id)).changes]
    served(gym, "transfer", person_id, colleague)
    assert bought(gym).invoiced_to == organisation_id("NORRSKEN")
    undo(gym, person_id)
    outsider = draft(gym, ORDINARY)
    labels = {one.label: (one.before, one.after) for one in quote(outsider, facts_of(gym, person_id)).changes}
    assert ("Norrskensverken AB", "Medlemmen") in labels.values()
    served(gym, "transfer", person_id, replace(outsider, access=replace(outsider.access, card_number="20000019")))
    after = bought(gym)
    assert (after.invoiced_to, after.organisation_id) == (None, organisation_id("NORRSKEN"))
    assert any("Norrskensverken AB betalar åter" in words for words in last(gym, person_id).words)
    undo(gym, person_id)
    assert bought(gym).invoiced_to == organisation_id("NORRSKEN")


def test_what_the_organisation_was_invoiced_for_stays_on_its_basis(gym: Store) -> None:
    """And so does a fee that it pays; who took it over is none of its people, who gave it away still is."""
    person_id, norrsken = giver(gym, OF_NORRSKEN), organisation_id("NORRSKEN")
    fee = (Tender(Method.INVOICE, FEE, "Norrskensverken AB"), Tender(Method.CARD, 34301, "T-1"))
    served(gym, "transfer", person_id, replace(draft(gym, ORDINARY), tenders=fee))
    assert sum(ore for _who, _what, ore in rows(basis(gym, date(2026, 11, 1), norrsken))) == FEE
    assert member_ids(gym, norrsken) == (person_id,)


@pytest.mark.parametrize(
    ("shown", "organisation", "said"),
    [
        (ORDINARY, "", "Norrskensverken AB, av den som hade det före"),
        (MEMBER, "ATTIKA", "Norrskensverken AB, av den som hade det före"),
        (MEMBER, "NORRSKEN", "Norrskensverken AB"),
    ],
)
def test_the_card_takes_nobody_for_one_of_the_organisation(
    gym: Store, shown: IdentificationDraft, organisation: str, said: str
) -> None:
    """Through which it was bought is true of who bought it; undone, they have it as they had."""
    person_id = giver(gym, OF_NORRSKEN)
    served(gym, "transfer", person_id, draft(gym, shown, organisation))
    assert through(gym, bought(gym).person_id) == said
    assert agreement_facts(gym, bought(gym).id).through == ("" if "," in said else said)
    undo(gym, person_id)
    assert through(gym, person_id) == "Norrskensverken AB"


def through(store: Store, person_id: str) -> str:
    with store.reading():
        (found_here,) = read_subscriptions([person_id], TODAY)
    return found_here.through


def test_a_colleague_who_took_it_over_is_one_of_its_people(gym: Store) -> None:
    person_id = giver(gym, OF_NORRSKEN)
    served(gym, "transfer", person_id, draft(gym, MEMBER, "NORRSKEN"))
    assert set(member_ids(gym, organisation_id("NORRSKEN"))) == {person_id, bought(gym).person_id}


def test_an_add_on_is_reckoned_by_itself(gym: Store) -> None:
    """39 → 49 a month: 22–30 November 14,70 and ten months, of which 401,33 is paid."""
    person_id = giver(gym, OF_STUDENT)
    main = bought(gym).id
    with gym.errand(STAFF, "new_subscription") as errand:
        body = subscription(
            errand, person_id, "PT-APP", start=START, price=3900, price_list="student", months=12, main_id=main
        )
        year = LotBody(id="lot", month=None, amount=46800, days=365, first=START, last=date(2027, 9, 30))
        errand.perform(msgspec.structs.replace(body, lots=[year]))
    wanted = draft(gym, ORDINARY)
    facts = read_customer_facts(gym, person_id, main)
    assert quote(wanted, facts).due_now - FEE == 85753 + 10337
    served(gym, "transfer", person_id, wanted, main)
    with gym.reading():
        assert found("SELECT SUM(amount) FROM lot") == [(299000 + 46800 + 85753 + 10337,)]
        assert {one.price_list_id for one in Subscription.select()} == {price_list_id("standard")}


def test_the_organisation_is_a_step_of_its_own(gym: Store) -> None:
    person_id = giver(gym, OF_TRAST)
    facts, transfer = facts_of(gym, person_id), routine("transfer")
    assert reason(gym, "transfer", person_id) == ""
    assert Step.ORGANISATION in steps(draft(gym, MEMBER), facts)
    assert Step.ORGANISATION not in steps(draft(gym, ORDINARY), facts)
    none = replace(NEW, identification=MEMBER)
    assert transfer.problems(Step.NEW_HOLDER, none, facts) == []
    no_id = replace(none, identification=replace(MEMBER, ticked=frozenset()))
    assert [one.code for one in transfer.problems(Step.NEW_HOLDER, no_id, facts)] == ["document_swedish_id"]
    assert [one.code for one in transfer.problems(Step.ORGANISATION, none, facts)] == ["organisation_missing"]
    unproven = replace(none, organisation=OrganisationPart(agreement(gym, "TRAST")))
    assert [one.field for one in transfer.problems(Step.ORGANISATION, unproven, facts)] == [
        "document_organisation_proof"
    ]
    assert transfer.problems(Step.ORGANISATION, draft(gym, MEMBER, "TRAST"), facts) == []
    agree(gym, "TRAST", "agreement_until", "2026-11-21")
    over = draft(gym, MEMBER, "TRAST")
    assert [one.code for one in transfer.problems(Step.ORGANISATION, over, facts)] == ["agreement_over"]


def test_somebody_new_is_registered_as_one_of_the_organisation(gym: Store) -> None:
    person_id = giver(gym, OF_TRAST)
    served(gym, "transfer", person_id, draft(gym, MEMBER, "TRAST"))
    customer = read_customer_facts(gym, bought(gym).person_id).customer
    assert customer.customer_type == "organisation"
    assert [one.organisation_id for one in customer.certificates] == [organisation_id("TRAST")]


def test_a_type_that_is_given_no_more_is_taken_over_as_another(gym: Store) -> None:
    person_id = giver(gym, OF_STUDENT)
    facts = facts_of(gym, person_id)
    assert possible(facts.chosen, facts) is None
