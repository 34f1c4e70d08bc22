"""Finding organisations: by any word of the name, number in any form, contact; and their card."""

from datetime import date

import pytest
from organisationsnummer import organisationsnummer

from db.tables import Organisation
from kiosk.demo.organisations import ORGANISATIONS, organisation_id, organisation_values
from kiosk.operations.book import Book
from kiosk.organisations.agreements import Pays
from kiosk.organisations.organisation_card import OrganisationCard, read_organisation_card
from kiosk.organisations.search import find_organisations
from kiosk.problems import Problem
from kiosk.store import Store


def names(store: Store, text: str) -> list[str]:
    return [hit.name for hit in find_organisations(store, text)]


@pytest.mark.parametrize(
    "typed",
    [
        "åttika", "attika", "redovisning", "ab åttika", "redo att", "ÅTTIKA REDOVISNING AB",
        "559900-0048", "5599000048", "16559900-0048", "165599000048", "559900 0048", "559900-004",
        "hej@attika", "HEJ@ATTIKA.EXAMPLE.SE", "08-465 001 14", "0846500114", "00114", "+46 8 465 001 14",
    ],
)  # fmt: skip
def test_found_by_what_is_typed(gym: Store, typed: str) -> None:
    assert names(gym, typed) == ["Åttika Redovisning AB"]


@pytest.mark.parametrize("typed", ["", " ", "-", "åttikan", "5599000049", "hej@lingon", "%", "16"])
def test_not_found_by_anything_else(gym: Store, typed: str) -> None:
    assert "Åttika Redovisning AB" not in names(gym, typed)


def test_active_ones_come_first(gym: Store) -> None:
    assert names(gym, "ab")[-1] == "Myrbo Möbelfabrik AB"
    assert [hit.is_active for hit in find_organisations(gym, "ab")] == [True] * 4 + [False]


def test_what_is_changed_is_found_by_the_new_and_not_by_the_old(gym: Store) -> None:
    with gym.own_writing():
        Book().update(Organisation, organisation_id("ATTIKA"), name="Äppelviken AB", phone="")
    assert names(gym, "åttika") == names(gym, "00114") == []
    assert names(gym, "appel") == ["Äppelviken AB"]
    with gym.own_writing():
        Book().drop(Organisation, organisation_id("ATTIKA"))
    assert names(gym, "appel") == []


def test_the_card_says_who_it_is_and_what_it_pays(gym: Store) -> None:
    card = read_organisation_card(gym, organisation_id("SOLVIK"))
    assert card == OrganisationCard(
        organisation_id=organisation_id("SOLVIK"),
        code="SOLVIK",
        name="Solviks kommun",
        shown_number="219900-0015",
        account_manager="Omar Platschef",
        email="friskvard@solvik.example.se",
        phone="08-465 001 15",
        address=("Stadshustorget 1", "169 99 Solvik"),
        price_list="Organisation",
        pre_orders=True,
        is_active=True,
        is_number_hidden=False,
        products=("Guld årskort", "Gym 1 månad"),
        pays=Pays.ORGANISATION,
        agreement_until=date(2027, 6, 30),
        has_agreement=True,
        invoice_reference="Kostnadsställe 7310",
    )
    other = read_organisation_card(gym, organisation_id("VIKEN"))
    assert isinstance(other, OrganisationCard)
    assert (other.price_list, other.products, other.pays, other.has_agreement) == ("", (), Pays.MEMBER, False)
    assert read_organisation_card(gym, "nobody") == Problem("organisation_unknown")


def test_the_demo_gyms_numbers_check_out() -> None:
    values = list(organisation_values())
    assert len(values) == len(ORGANISATIONS) == 8
    for one in values:
        number = organisationsnummer.parse(one["organisation_number"])
        assert not number.is_personnummer()
        assert number.format() == one["organisation_number"]
