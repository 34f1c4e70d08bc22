"""Undoing a certificate says what days to come cost, as the routine said it, turned round; figures: rules.md 2."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.demo.catalogue import TERMS_VERSION, product_id
from kiosk.demo.organisations import organisation_id
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.organisations import use_agreement
from kiosk.organisations.agreed import read_agreement
from kiosk.organisations.buying import PROOF, OrganisationPart
from kiosk.people.certify import Draft, quote
from kiosk.people.drafts import IdentificationDraft
from kiosk.routine import Change
from kiosk.store import Store
from kiosk.subscriptions.drafts import ProductsDraft
from tests.people.members import certify, register, sell
from tests.people.serving import SELF, facts_of, on, served
from tests.people.undoing import last, undo

STUDENT = Draft(SELF, IdentificationDraft("student", ticked=frozenset({"student_card"}), valid_until=date(2027, 6, 14)))
ORDINARY = Draft(SELF, IdentificationDraft("ordinary"))
PRICE, ORDINARY_FROM = "Guld autogiro 12 mån, per månad från 2026-12-01", "Guld autogiro 12 mån, ordinarie pris från"


@pytest.fixture
def member(gym: Store) -> str:
    """Gold by direct debit at 399, charged to the end of November; it is 22 November 2026."""
    person_id = register(gym)
    sell(gym, person_id, start=date(2026, 10, 1), charged_until=date(2026, 11, 30))
    return person_id


def said(changes: tuple[Change, ...]) -> dict[str, tuple[str, str]]:
    """But for a draw that can't be made, which has no before."""
    return {one.label: (_plain(one.before), _plain(one.after)) for one in changes if one.label != "Nästa dragning"}


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def told_by_the_routine(store: Store, person_id: str, draft: Draft) -> dict[str, tuple[str, str]]:
    """Of prices alone."""
    changes = quote(draft, facts_of(store, person_id)).changes
    of_person = {"Kundtyp", "Intyget giltigt t.o.m."}
    return {label: rows for label, rows in said(changes).items() if label not in of_person}


def test_what_the_routine_told_is_turned_round(gym: Store, member: str) -> None:
    """399 → 299 until the certificate ends; back to 399."""
    told = told_by_the_routine(gym, member, STUDENT)
    assert told[PRICE] == ("399,00 kr", "299,00 kr")
    served(gym, "certify", member, STUDENT)
    undone = said(last(gym, member).changes)
    assert undone[PRICE] == ("299,00 kr", "399,00 kr")
    assert undone[ORDINARY_FROM] == ("2027-06-15", "–")
    assert undone == {label: (after, before) for label, (before, after) in told.items()}
    undo(gym, member)
    assert facts_of(gym, member).chosen.timeline.price == 39900


def test_a_longer_certificate_taken_away_says_when_the_ordinary_price_comes(gym: Store) -> None:
    """Nothing was repriced, and yet days to come cost more again."""
    on(gym, date(2026, 9, 10))
    person_id = register(gym, customer_type="student")
    certify(gym, person_id, date(2026, 9, 14))
    sell(
        gym,
        person_id,
        start=date(2026, 8, 1),
        charged_until=date(2026, 8, 31),
        price=29900,
        price_list="student",
    )
    told = told_by_the_routine(gym, person_id, STUDENT)
    served(gym, "certify", person_id, STUDENT)
    undone = said(last(gym, person_id).changes)
    assert undone[ORDINARY_FROM] == ("2027-06-15", "2026-09-15")
    assert undone == {label: (after, before) for label, (before, after) in told.items()}


def test_made_ordinary_by_mistake(gym: Store, member: str) -> None:
    served(gym, "certify", member, STUDENT)
    told = told_by_the_routine(gym, member, ORDINARY)
    served(gym, "certify", member, ORDINARY)
    undone = said(last(gym, member).changes)
    assert undone[PRICE] == ("399,00 kr", "299,00 kr")
    assert undone == {label: (after, before) for label, (before, after) in told.items()}


def test_of_an_organisation(gym: Store, member: str) -> None:
    agreed = read_agreement(gym, organisation_id("ATTIKA"))
    assert agreed is not None
    wanted = replace(
        STUDENT,
        certificate=IdentificationDraft("organisation"),
        organisation=OrganisationPart(agreed, ticked=frozenset({PROOF})),
    )
    told = told_by_the_routine(gym, member, wanted)
    served(gym, "certify", member, wanted)
    assert said(last(gym, member).changes) == {label: (after, before) for label, (before, after) in told.items()}


def test_a_sale_through_an_agreement_says_no_price_of_what_is_gone(gym: Store) -> None:
    """Utnyttja avtal: what it sold is taken back, the certificate and the type too."""
    person_id = register(gym)
    agreed = read_agreement(gym, organisation_id("ATTIKA"))
    wanted = use_agreement.Draft(
        SELF,
        OrganisationPart(agreed, ticked=frozenset({PROOF})),
        products=ProductsDraft(product_id("GULD-AG12")),
        mandate=MandateDraft(clearing="6789", account="123456789"),
        accepted_terms=TERMS_VERSION,
    )
    served(gym, "use_agreement", person_id, wanted)
    told = last(gym, person_id)
    assert told.changes == ()
    assert "Försäljningen ångras: kunden har inte längre Guld autogiro 12 mån." in told.words
    undo(gym, person_id)


def test_an_errand_that_no_price_follows_from_says_none(gym: Store, member: str) -> None:
    assert last(gym, member).changes == ()
