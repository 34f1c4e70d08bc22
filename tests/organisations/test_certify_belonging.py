"""Certify for the type Organisation: who changes employer, or whose agreement ended, has the new one's prices."""

from dataclasses import replace
from datetime import date

import pytest

from db.rows import found
from db.tables import Certificate, IdentityCheck, Person
from kiosk import customer_routine
from kiosk.demo.organisations import organisation_id
from kiosk.organisations.buying import OrganisationPart
from kiosk.people import certify
from kiosk.people.certify import Draft, Step
from kiosk.people.drafts import IdentificationDraft
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.sentences import sentence
from kiosk.store import Store
from tests.organisations.belonging import ORDINARY, OWN, belongs, charged, member
from tests.organisations.invoices import charge, do
from tests.organisations.invoices import member as invoiced_member
from tests.organisations.joining import OMAR, agree, agreement, ordered
from tests.organisations.ordering import register as register_organisation
from tests.people.members import certify as certified
from tests.people.members import register, sell
from tests.people.serving import SELF, facts_of, reason, refused, served
from tests.people.undoing import last, undo

NAME = "certify"
TYPE = 35900
"""What the customer type Organisation pays a month: the price of an agreement without a list of its own."""
OVER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)
SHOWN = frozenset({"organisation_proof"})
NUMBER = "199001010017"
LABEL = "Guld autogiro 12 mån, per månad från 2026-12-01"


def belonging(store: Store, code: str, *ticked: str) -> Draft:
    part = OrganisationPart(agreement(store, code) if code else None, ticked=frozenset(ticked or SHOWN))
    return Draft(SELF, IdentificationDraft("organisation"), part)


@pytest.fixture
def left(gym: Store) -> tuple[str, str]:
    """Whose agreement, Trasten's, ended on 1 November: 399 from December on, and a running subscription."""
    ids = member(gym, None)
    agree(gym, "TRAST", "agreement_until", OVER.isoformat())
    return ids


def changes(store: Store, person_id: str, draft: Draft) -> dict[str, tuple[str, str]]:
    told = certify.quote(draft, facts_of(store, person_id)).changes
    return {one.label: (one.before, one.after.replace("\N{NO-BREAK SPACE}", " ")) for one in told}


def test_who_changes_employer_has_the_new_ones_price_for_days_not_charged(gym: Store, left: tuple[str, str]) -> None:
    """To the type's list, for Åttika has none of its own; what is charged is not touched."""
    person_id, subscription_id = left
    draft = belonging(gym, "ATTIKA")
    assert list(certify.steps(draft, facts_of(gym, person_id))) == list(Step)
    told = changes(gym, person_id, draft)
    assert told["Intyget giltigt t.o.m."] == ("2026-11-01", "utan slut")
    assert told[LABEL][1] == "359,00 kr"
    assert "399,00" in told[LABEL][0]
    with gym.reading():
        lots = found("SELECT amount, days FROM lot")
    served(gym, NAME, person_id, draft)
    with gym.reading():
        assert found("SELECT amount, days FROM lot") == lots
        certificate = Certificate.get(Certificate.organisation_id == organisation_id("ATTIKA"))
        assert (certificate.customer_type, certificate.valid_until) == ("organisation", None)
        assert IdentityCheck.select().where(IdentityCheck.kind == "organisation_proof").count() == 1
        told_of = found("SELECT details FROM journal_entry WHERE act = ? ORDER BY id DESC LIMIT 1", NAME)
    assert organisation_id("ATTIKA") in told_of[0][0]
    charge(gym, DECEMBER)
    assert charged(gym, subscription_id) == {"2026-12": TYPE}


def test_an_ordinary_customer_with_a_running_subscription_becomes_the_organisations(gym: Store) -> None:
    """To a list of its own, and ordinary again the day after its agreement."""
    person_id, subscription_id = member(gym, None, price=ORDINARY, price_list="standard")
    with gym.own_writing():
        Certificate.delete().execute()
        Person.update(customer_type="ordinary").execute()
    agree(gym, "TRAST", "agreement_until", "2026-12-14")
    told = changes(gym, person_id, belonging(gym, "TRAST"))
    assert told["Kundtyp"] == ("Ordinarie", "Organisation")
    assert told["Guld autogiro 12 mån, ordinarie pris från"] == ("–", "2026-12-15")
    served(gym, NAME, person_id, belonging(gym, "TRAST"))
    charge(gym, DECEMBER)
    assert charged(gym, subscription_id) == {"2026-12": 13503 + 21881}, "rules.md 3: 1–14 at 299, 15–31 at 399"


def test_the_price_that_follows_on_another_certificate_is_said_with_its_day(gym: Store) -> None:
    """A student at 299 through 14 December: 359 from the day after, and not the ordinary price."""
    person_id = register(gym, customer_type="student")
    certified(gym, person_id, date(2026, 12, 14))
    sell(gym, person_id, start=date(2026, 10, 1), charged_until=date(2026, 11, 30), price=OWN, price_list="student")
    told = changes(gym, person_id, belonging(gym, "ATTIKA"))
    before, after = told["Guld autogiro 12 mån, per månad därefter"]
    assert before.replace("\N{NO-BREAK SPACE}", " ") == "399,00 kr från 2026-12-15"
    assert after == "359,00 kr från 2026-12-15"


def test_of_two_agreements_the_cheaper_counts_while_it_holds(gym: Store) -> None:
    """rules.md 2: nobody pays more for having shown something."""
    person_id, subscription_id = member(gym, None)
    served(gym, NAME, person_id, belonging(gym, "ATTIKA"))
    charge(gym, DECEMBER)
    assert charged(gym, subscription_id) == {"2026-12": OWN}


@pytest.mark.parametrize(
    ("code", "ticked", "said"),
    [
        ("", (), ("organisation_missing", "organisation_id")),
        ("MYRBO", (), ("agreement_inactive", "organisation_id")),
        ("VIKEN", (), ("agreement_over", "organisation_id")),
        ("ATTIKA", ("swedish_id",), ("document_organisation_proof", "document_organisation_proof")),
        ("GRANIT", (), ("certify_same_organisation", "organisation_id")),
    ],
)
def test_what_the_organisation_step_asks_for(gym: Store, code: str, ticked: tuple[str, ...], said: object) -> None:
    person_id, _subscription = member(gym, None)
    do(gym, belongs(person_id, None, organisation_id("GRANIT")))
    draft = belonging(gym, code, *ticked)
    assert certify.problems(Step.CERTIFICATE, draft, facts_of(gym, person_id)) == []
    assert certify.quote(draft, facts_of(gym, person_id)).changes == ()
    assert refused(gym, NAME, person_id, draft) == [said]


def test_another_organisation_counts_though_the_first_lasts_longer(gym: Store) -> None:
    """What they last belongs to their agreements: of two of the same type the later needn't end later."""
    person_id, _subscription = member(gym, None)
    agree(gym, "ATTIKA", "agreement_until", "2027-01-31")
    served(gym, NAME, person_id, belonging(gym, "ATTIKA"))
    with gym.reading():
        assert Certificate.select().count() == 2


def test_a_pre_order_is_proof_enough(gym: Store, left: tuple[str, str]) -> None:
    person_id, _subscription = left
    draft = belonging(gym, "SOLVIK", "nothing")
    assert refused(gym, NAME, person_id, draft) == [("document_organisation_proof", "document_organisation_proof")]
    ordered(gym, "SOLVIK", "GULD-12", NUMBER)
    served(gym, NAME, person_id, draft)
    with gym.reading():
        assert found("SELECT used_at FROM pre_order") == [(None,)], "it is there to buy with"


def test_what_an_organisation_is_invoiced_for_stays(gym: Store) -> None:
    """Payer and price are between it and the gym while its agreement holds; after that they are the member's."""
    do(gym, register_organisation("0192f000-0000-7000-8000-00000000ac3e"))
    person_id, subscription_id = invoiced_member(gym)
    draft = belonging(gym, "TRAST")
    assert LABEL not in changes(gym, person_id, draft)
    rows = {one.label: one.value for one in certify.summary(draft, facts_of(gym, person_id))}
    assert rows["Organisation"] == "Idrottsföreningen Trasten"
    assert rows["Guld autogiro 12 mån"].startswith("Som förut: Björk & Berg AB betalar mot faktura")
    served(gym, NAME, person_id, draft)
    with gym.reading():
        assert found("SELECT 1 FROM subscription_change") == []
        assert found("SELECT invoiced_to FROM subscription") == [("0192f000-0000-7000-8000-00000000ac3e",)]
    charge(gym, DECEMBER)
    assert charged(gym, subscription_id) == {"2026-12": ORDINARY}


def test_when_the_payers_agreement_is_over_the_price_is_the_members(gym: Store) -> None:
    do(gym, register_organisation("0192f000-0000-7000-8000-00000000ac3e", agreement_until=OVER))
    person_id, _subscription = invoiced_member(gym)
    draft = belonging(gym, "TRAST")
    assert changes(gym, person_id, draft)[LABEL][1] == "299,00 kr"
    assert "Guld autogiro 12 mån" not in {one.label for one in certify.summary(draft, facts_of(gym, person_id))}


def test_an_agreement_that_changed_meanwhile_is_told_anew(gym: Store, left: tuple[str, str]) -> None:
    person_id, _subscription = left
    facts, draft = facts_of(gym, person_id), belonging(gym, "ATTIKA")
    agree(gym, "ATTIKA", "agreement_until", "2027-01-31")
    outcome = customer_routine.finish(certify, gym, OMAR, draft, facts)
    assert [one.code for one in outcome.problems] == ["quote_changed"]
    agree(gym, "ATTIKA", "is_active", False)
    outcome = customer_routine.finish(certify, gym, OMAR, draft, facts)
    assert [(one.code, one.values["step"]) for one in outcome.problems] == [("agreement_inactive", Step.ORGANISATION)]
    assert all(sentence(one) for one in outcome.problems)


def test_undone_everything_is_what_it_was(gym: Store, left: tuple[str, str]) -> None:
    person_id, subscription_id = left
    served(gym, NAME, person_id, belonging(gym, "ATTIKA"))
    assert "Intyget tas bort igen." in last(gym, person_id).words
    undo(gym, person_id)
    with gym.reading():
        assert Certificate.select().count() == 1
    charge(gym, DECEMBER)
    assert charged(gym, subscription_id) == {"2026-12": ORDINARY}


def test_another_type_forgets_the_organisation(gym: Store, left: tuple[str, str]) -> None:
    person_id, _subscription = left
    draft = replace(belonging(gym, "ATTIKA"), certificate=IdentificationDraft("ordinary"))
    assert Step.ORGANISATION not in certify.steps(draft, facts_of(gym, person_id))
    served(gym, NAME, person_id, draft)
    with gym.reading():
        assert Certificate.select().count() == 1


@pytest.mark.parametrize(
    ("end_date", "leads_to"),
    [(None, "certify"), ("2027-03-25", "certify"), ("2026-12-10", "use_agreement"), ("2026-11-20", "use_agreement")],
)
def test_the_cards_way_out_is_one_that_is_open(
    gym: Store, left: tuple[str, str], end_date: str | None, leads_to: str
) -> None:
    """While nothing else can be bought, what there is gets another price."""
    person_id, _subscription = left
    with gym.own_writing():
        found("UPDATE subscription SET end_date = ? RETURNING id", end_date)
    card = read_person_card(gym, person_id, OMAR, date(2026, 11, 22))
    assert isinstance(card, PersonCard)
    (said,) = [one for one in card.deviations if one.code == "certificate_ended"]
    assert said.routine == leads_to
    assert reason(gym, leads_to, person_id) == ""
    assert ("intyga" in said.remedy) is (leads_to == "certify")
    assert (reason(gym, "use_agreement", person_id) == "") is (leads_to == "use_agreement")
