"""The card of an organisation: who trains through it, what has been done, what its menu offers, and merged ones."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.tables import JournalEntry, Organisation, PreOrder
from kiosk.demo.catalogue import price_list_id, product_id
from kiosk.demo.organisations import organisation_id
from kiosk.ids import new_id
from kiosk.operations.people import CertificateRecorded
from kiosk.organisations.agreements import AgreementStanding
from kiosk.organisations.drafts import PreOrderDraft
from kiosk.organisations.importing import undo_import
from kiosk.organisations.members import member_ids, read_members
from kiosk.organisations.ordering import create_pre_order, withdraw_pre_order
from kiosk.organisations.organisation_card import (
    OrganisationCard,
    read_organisation_card,
    read_organisation_history,
    show_organisation_number,
)
from kiosk.organisations.organisation_menu import organisation_menu
from kiosk.organisations.search import find_organisations
from kiosk.people.history import HistoryPage, read_history
from kiosk.problems import Problem
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.organisations.joining import chosen, joined, joining, ordered
from tests.organisations.ordering import merge, order, sell_to
from tests.organisations.ordering import register as organisation
from tests.organisations.test_edit_organisation import edit
from tests.organisations.test_importing import MIXED, only_import, taken_in
from tests.people.members import MANAGER, STAFF, register
from tests.people.undoing import undo
from ui.controls import Tone
from ui.organisations.agreement_look import LOOKS
from ui.organisations.organisation_list import status

SOLVIK = organisation_id("SOLVIK")


def do(store: Store, *acts: Any, staff: StaffMember = MANAGER) -> None:
    with store.errand(staff, "edit_organisation") as errand:
        for act in acts:
            act(errand)


def card_of(store: Store, row_id: str) -> OrganisationCard:
    card = read_organisation_card(store, row_id)
    assert isinstance(card, OrganisationCard)
    return card


def belongs(store: Store, person_id: str, row_id: str) -> None:
    with store.errand(STAFF, "certify") as errand:
        errand.perform(
            CertificateRecorded(
                certificate_id=new_id(),
                person_id=person_id,
                facility_id=errand.facility_id,
                customer_type="organisation",
                kind="organisation",
                valid_from=date(2026, 11, 1),
                valid_until=None,
                staff_id=errand.staff.id,
                organisation_id=row_id,
            )
        )


def test_who_trains_through_it(gym: Store) -> None:
    """Each once, by name as Swedes sort them; who has protected identity last and without a name."""
    people = {
        name: register(gym, serial, given_name=name, family_name=family, personal_number=None, mobile="", email="")
        for serial, (name, family) in enumerate(
            (("Åsa", "Öberg"), ("Bo", "Ångman"), ("Cilla", "Zetterlund"), ("Dan", "Utanför")), start=1
        )
    }
    hidden = register(
        gym,
        9,
        given_name="Adam",
        family_name="Aaby",
        protected_identity=True,
        personal_number=None,
        mobile="",
        email="",
    )
    do(gym, sell_to(people["Åsa"], SOLVIK), sell_to(people["Cilla"], SOLVIK), sell_to(hidden, SOLVIK))
    do(gym, sell_to(people["Åsa"], SOLVIK, start=date(2027, 12, 1)), sell_to(people["Dan"], None))
    belongs(gym, people["Bo"], SOLVIK)
    ids = member_ids(gym, SOLVIK)
    assert ids == (people["Cilla"], people["Bo"], people["Åsa"], hidden)
    rows = read_members(gym, SOLVIK, ids)
    assert [(row.hit.name, row.product, row.is_invoiced) for row in rows] == [
        ("Cilla Zetterlund", "Guld årskort", True),
        ("Bo Ångman", "", False),
        ("Åsa Öberg", "Guld årskort", True),
        ("", "Guld årskort", True),
    ]
    assert member_ids(gym, organisation_id("VIKEN")) == ()
    assert read_members(gym, SOLVIK, ()) == ()


def test_the_history_names_what_was_changed_and_how_it_is_agreed(gym: Store) -> None:
    """Of what may be personal only that it was changed."""
    edit(gym, SOLVIK, city="Solna", invoice_reference="Kst 7")
    edit(gym, SOLVIK, pre_orders=False)
    page = read_organisation_history(gym, SOLVIK, None, 1)
    assert [(row.act, row.about) for row in page.rows] == [("Ändrade organisationen", "Förbeställningar ja → nej")]
    page = read_organisation_history(gym, SOLVIK, page.next_page, 5)
    assert [row.about for row in page.rows] == ["Ort, Referens på fakturan"]
    assert page.next_page is None


@pytest.mark.parametrize(
    ("field", "value", "about"),
    [
        ("agreement_until", date(2028, 6, 30), "Avtalets sista dag 2027-12-31 → 2028-06-30"),
        ("agreement_until", None, "Avtalets sista dag 2027-12-31 → utan slut"),
        ("pays", "member", "Vem som betalar Organisationen, mot faktura → Medlemmen"),
        ("price_list_id", price_list_id("student"), "Prislista Organisation → Student"),
        ("product_ids", frozenset(), "Avtalsprodukter Guld årskort, Gym 1 månad → Allt"),
        ("is_active", False, "Aktiv kund ja → nej"),
        ("name", "Solviks stad", "Namn"),
    ],
)
def test_a_change_is_told_as_it_was_and_became(gym: Store, field: str, value: Any, about: str) -> None:
    if field == "agreement_until":
        edit(gym, SOLVIK, agreement_until=date(2027, 12, 31))
    edit(gym, SOLVIK, **{field: value})
    assert read_organisation_history(gym, SOLVIK).rows[0].about == about


def test_whose_pre_order_was_made_used_and_withdrawn(gym: Store, staff: StaffMember) -> None:
    """On the organisation's card and the customer's; what was undone is marked on both."""
    norrsken = organisation_id("NORRSKEN")
    draft = PreOrderDraft("Bo Ek", birth_date=date(1985, 7, 9), product_id=product_id("GULD-3"))
    draft = replace(draft, valid_from=date(2026, 11, 1), valid_until=date(2027, 1, 31))
    assert create_pre_order(gym, MANAGER, draft, norrsken).is_done
    with gym.reading():
        pre_order_id = PreOrder.get().id
    joining_draft = joining(gym, "NORRSKEN", pre_order=chosen(gym, pre_order_id))
    person_id = joined(gym, staff, joining_draft).person_id
    whose = "förbeställning åt Bo Ek: Guld 3 månader"

    def told() -> list[tuple[str, str, bool]]:
        return [(row.act, row.about, row.is_undone) for row in read_organisation_history(gym, norrsken).rows]

    assert told() == [
        ("Utnyttjade en förbeställning", whose, False), ("Lade till en förbeställning", whose, False),
    ]  # fmt: skip
    history = read_history(gym, staff, person_id)
    assert isinstance(history, HistoryPage)
    assert history.rows[0].about == f"Norrskensverken AB, {whose}"
    undo(gym, person_id)
    assert told()[0] == ("Utnyttjade en förbeställning", whose, True)
    assert withdraw_pre_order(gym, MANAGER, pre_order_id).is_done
    assert told()[0] == ("Återtog en förbeställning", whose, False)


def test_nobody_with_protected_identity_is_named_in_a_history(gym: Store) -> None:
    register(gym, protected_identity=True)
    pre_order_id = ordered(gym, "NORRSKEN", "GULD-3", name="Åsa Öberg")
    assert withdraw_pre_order(gym, MANAGER, pre_order_id).is_done
    about = read_organisation_history(gym, organisation_id("NORRSKEN")).rows[0].about
    assert about == "förbeställning åt Skyddade personuppgifter: Guld 3 månader"


@pytest.mark.parametrize(
    ("who", "staff", "open_ones", "reason"),
    [
        ("SOLVIK", MANAGER, ["edit_organisation", "create_pre_order"], None),
        ("LINGON", MANAGER, ["edit_organisation"], "pre_orders_off"),
        ("MYRBO", MANAGER, ["edit_organisation"], "organisation_inactive"),
        ("SOLVIK", STAFF, [], "organisation_right"),
    ],
)
def test_what_its_menu_offers(
    gym: Store, who: str, staff: StaffMember, open_ones: list[str], reason: str | None
) -> None:
    entries = organisation_menu(gym, staff, organisation_id(who))
    own = [one for one in entries if one.name in ("edit_organisation", "create_pre_order")]
    assert [one.name for one in own if one.reason is None] == open_ones
    assert {one.reason.code for one in own if one.reason} == ({reason} if reason else set())


def test_a_sole_traders_number_is_shown_on_demand_and_journalled(gym: Store) -> None:
    row_id = new_id()
    do(gym, organisation(row_id, organisation_number="9001010017"))
    card = card_of(gym, row_id)
    assert (card.shown_number, card.is_number_hidden) == ("900101-****", True)
    assert [hit.shown_number for hit in find_organisations(gym, "19900101-0017")] == ["900101-****"]
    assert show_organisation_number(gym, STAFF, row_id) == "900101-0017"
    with gym.reading():
        assert JournalEntry.get(JournalEntry.act == "organisation_number_shown").subject_id == row_id
    assert show_organisation_number(gym, STAFF, "gone") == Problem("organisation_unknown")
    assert not card_of(gym, SOLVIK).is_number_hidden


def test_one_that_was_merged_is_found_and_opened_as_what_it_became(gym: Store) -> None:
    first, later = new_id(), new_id()
    do(gym, organisation(first), organisation(later, name="Björk Berg", known_twins=[first]), order(new_id(), later))
    edit(gym, later, city="Solna")
    do(gym, merge(first, later))
    assert [hit.organisation_id for hit in find_organisations(gym, "björk")] == [first]
    assert card_of(gym, later).organisation_id == first
    assert [row.about for row in read_organisation_history(gym, first).rows] == ["Ort"]


@pytest.mark.parametrize(
    ("until", "has_agreement"), [(None, True), (date(2026, 11, 22), True), (date(2026, 11, 21), False)]
)
def test_whether_there_is_an_agreement(gym: Store, until: date | None, has_agreement: bool) -> None:
    with gym.own_writing():
        Organisation.update(agreement_until=until).where(Organisation.id == SOLVIK).execute()
    assert card_of(gym, SOLVIK).has_agreement is has_agreement


@pytest.mark.parametrize(
    ("until", "is_active", "standing", "words"),
    [
        (None, True, AgreementStanding.HOLDS, "Aktiv kund"),
        (date(2026, 12, 23), True, AgreementStanding.HOLDS, "Aktiv kund"),
        (date(2026, 12, 22), True, AgreementStanding.ENDING, "Avtalet upphör 2026-12-22"),  # 30 days: the setting
        (date(2026, 11, 22), True, AgreementStanding.ENDING, "Avtalet upphör 2026-11-22"),
        (date(2026, 11, 21), True, AgreementStanding.ENDED, "Avtalet upphörde 2026-11-21"),
        (date(2026, 11, 21), False, AgreementStanding.INACTIVE, "Inte kund längre"),
    ],
)
def test_how_it_stands_follows_from_its_agreement(
    gym: Store, until: date | None, is_active: bool, standing: AgreementStanding, words: str
) -> None:
    """The same in the list and on the card, in words and in colour."""
    with gym.own_writing():
        Organisation.update(agreement_until=until, is_active=is_active).where(Organisation.id == SOLVIK).execute()
    (hit,) = find_organisations(gym, "solvik")
    assert card_of(gym, SOLVIK).standing is hit.standing is standing
    assert status(hit) == words
    assert (LOOKS[standing][0] is Tone.GOOD) is (words == "Aktiv kund")


def test_products_are_named_in_the_order_of_the_catalogue(gym: Store) -> None:
    row_id = new_id()
    products = [product_id(code) for code in ("GYM-1", "GULD-AG", "GULD-12")]
    do(gym, organisation(row_id, product_ids=products))
    assert card_of(gym, row_id).products == ("Guld autogiro", "Guld årskort", "Gym 1 månad")


def test_the_history_names_the_file_and_what_was_ordered(gym: Store, manager: StaffMember) -> None:
    taken_in(gym, manager, MIXED)
    imported = only_import(gym)
    assert undo_import(gym, manager, imported.id) is None
    rows = read_organisation_history(gym, organisation_id("NORRSKEN")).rows
    assert imported.file_name
    assert [row.about for row in rows] == [f"{imported.file_name}, Guld årskort"] * 2
