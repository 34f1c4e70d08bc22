"""Registering organisations and changing them: rules, rights, twins, and what the journal says."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from db.rows import found
from db.tables import JournalEntry, LoggedOperation, Organisation
from kiosk.demo.catalogue import price_list_id, product_id
from kiosk.demo.organisations import organisation_id
from kiosk.organisations.drafts import OrganisationDraft
from kiosk.organisations.edit_organisation import (
    OrganisationToEdit,
    problems,
    read_organisation_to_edit,
    save_organisation,
    twins,
    undo_change,
)
from kiosk.organisations.search import find_organisations
from kiosk.organisations.written import Written
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.organisations.ordering import NUMBER, OTHER_NUMBER
from tests.people.members import MANAGER, STAFF

BJORK = OrganisationDraft(
    name="  Björk  & Berg AB ",
    organisation_number="16559900-0105",
    account_manager="Omar Platschef",
    email="Lon@Bjork.Example.se",
    phone="08-465 001 20",
    street="Björkgatan 1",
    postcode="116 62",
    city="Stockholm",
    price_list_id=price_list_id("organisation"),
    pays="organisation",
    agreement_until=date(2027, 12, 31),
    product_ids=frozenset({product_id("GULD-12"), product_id("GYM-1")}),
    invoice_reference="Ref 1",
)


def new(store: Store, typed: str = "", staff: StaffMember = MANAGER) -> OrganisationToEdit:
    read = read_organisation_to_edit(store, staff, typed=typed)
    assert isinstance(read, OrganisationToEdit)
    return read


def to_edit(store: Store, row_id: str, staff: StaffMember = MANAGER) -> OrganisationToEdit:
    read = read_organisation_to_edit(store, staff, row_id)
    assert isinstance(read, OrganisationToEdit)
    return read


def register(store: Store, **changes: Any) -> str:
    written = save_organisation(store, MANAGER, replace(BJORK, **changes), new(store))
    assert written.is_done, written.problems
    return written.organisation_id


def edit(store: Store, row_id: str, **changes: Any) -> Written:
    before = to_edit(store, row_id)
    return save_organisation(store, MANAGER, replace(before.draft, **changes), before)


def stored(store: Store, row_id: str) -> Organisation:
    with store.reading():
        return Organisation.find(row_id)


def codes(written: Written) -> list[str]:
    return [problem.code for problem in written.problems]


def kinds(store: Store, errand_id: str) -> list[str]:
    with store.reading():
        logged = LoggedOperation.select().where(LoggedOperation.errand_id == errand_id).order_by(LoggedOperation.seq)
        return [row.kind for row in logged]


def journal(store: Store, errand_id: str) -> JournalEntry:
    with store.reading():
        return JournalEntry.get(JournalEntry.errand_id == errand_id)


def test_a_code_that_nobody_typed_is_made_unique(gym: Store) -> None:
    """Another with the same first word in its name."""
    first = save_organisation(gym, MANAGER, BJORK, new(gym))
    second = save_organisation(
        gym, MANAGER, replace(BJORK, name="Björk Redo AB", organisation_number=OTHER_NUMBER), new(gym)
    )
    assert [stored(gym, one.organisation_id).code for one in (first, second)] == ["BJORK", "BJORK-2"]


def test_registered_as_it_is_kept_and_found(gym: Store) -> None:
    written = save_organisation(gym, MANAGER, BJORK, new(gym))
    row = stored(gym, written.organisation_id)
    assert (row.code, row.name, row.organisation_number) == ("BJORK", "Björk & Berg AB", NUMBER)
    assert (row.email, row.phone, row.postcode) == ("Lon@bjork.example.se", "+46846500120", "11662")
    assert (row.pays, row.agreement_until, row.price_list_id) == (
        "organisation", date(2027, 12, 31), price_list_id("organisation"),
    )  # fmt: skip
    assert msgspec.json.decode(row.product_ids) == sorted([product_id("GULD-12"), product_id("GYM-1")])
    assert [hit.name for hit in find_organisations(gym, "berg")] == ["Björk & Berg AB"]
    assert kinds(gym, written.errand_id) == ["organisation.registered", "journal.written"]
    entry = journal(gym, written.errand_id)
    assert (entry.act, entry.subject_id) == ("register_organisation", written.organisation_id)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Björk & Berg AB", "BJORK"), ("ÅÄÖ-verken", "AAO"), ("1:a Hjälpen", "1"),
        ("Kompetensutvecklarna i Väst", "KOMPETENSUTV"),
        ("Αθήνα Σπορ", "ORGANISATION"), ("Norrskens vänner", "NORRSKENS"), ("Lingon", "LINGON-2"),
    ],
)  # fmt: skip
def test_the_code_comes_of_the_name(gym: Store, name: str, code: str) -> None:
    assert stored(gym, register(gym, name=name)).code == code


WRONG = [
    ("name", "", "organisation_name_missing"),
    ("name", " – ", "organisation_name_missing"),
    ("name", "B" * 101, "text_too_long"),
    ("organisation_number", " ", "organisation_number_missing"),
    ("organisation_number", "556703-7486", "organisation_number_checksum"),
    ("organisation_number", "900101-0018", "organisation_number_personal"),
    ("email", "lon@", "email_form"),
    ("phone", "ring mig", "phone_form"),
    ("phone", "08-1", "phone_unknown"),
    ("postcode", "1a2", "postcode_form"),
    ("street", "S" * 101, "text_too_long"),
    ("invoice_reference", "R" * 101, "text_too_long"),
    ("pays", "", "organisation_pays_missing"),
]


@pytest.mark.parametrize(("field", "text", "code"), WRONG)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(
    gym: Store, field: str, text: str, code: str
) -> None:
    draft, before = replace(BJORK, **{field: text}), new(gym)  # type: ignore[arg-type]
    (problem,) = problems(draft, before)
    assert (problem.code, problem.field, problem.blocks) == (code, field, True)
    assert sentence(problem)
    written = save_organisation(gym, MANAGER, draft, before)
    assert codes(written) == [code]
    assert find_organisations(gym, "björk") == ()


@pytest.mark.parametrize("field", ["email", "phone", "street", "postcode", "city", "account_manager", "price_list_id"])
def test_what_may_be_left_out(gym: Store, field: str) -> None:
    assert not getattr(stored(gym, register(gym, **{field: ""})), field)


def test_reception_may_not(gym: Store) -> None:
    row_id, before = register(gym), new(gym)
    for read in (read_organisation_to_edit(gym, STAFF), read_organisation_to_edit(gym, STAFF, row_id)):
        assert read == Problem("organisation_right")
    assert codes(save_organisation(gym, STAFF, replace(BJORK, name="X1", not_a_twin=True), before)) == [
        "organisation_right"
    ]
    change = edit(gym, row_id, city="Solna").undoable
    assert change is not None
    assert codes(undo_change(gym, STAFF, change)) == ["organisation_right"]
    assert stored(gym, row_id).city == "Solna"


@pytest.mark.parametrize(
    ("name", "number", "known"),
    [
        ("Något annat", NUMBER, [("Björk & Berg AB", True)]),
        ("BJORK BERG", "559900-0113", [("Björk & Berg AB", False)]),
        ("Björk & Berg Aktiebolag", "559900-0113", [("Björk & Berg AB", False)]),
        ("Björk & Berg Bygg AB", "559900-0113", []),
        ("Berg AB", "559900-0113", []),
        ("Lingon & Lava Spel", NUMBER, [("Björk & Berg AB", True), ("Lingon & Lava Spel AB", False)]),
    ],
)
def test_twins_are_noticed_and_answered_for(gym: Store, name: str, number: str, known: list[tuple[str, bool]]) -> None:
    register(gym)
    draft, before = replace(BJORK, name=name, organisation_number=number), new(gym)
    assert [(one.name, one.has_same_number) for one in twins(gym, draft, before)] == known
    written = save_organisation(gym, MANAGER, draft, before)
    assert codes(written) == (["organisation_twin"] if known else [])
    assert save_organisation(gym, MANAGER, replace(draft, not_a_twin=True), before).is_done


def test_a_name_without_letters_of_ours_is_nobodys_twin(gym: Store) -> None:
    register(gym, name="AB", organisation_number="559900-0113")
    assert twins(gym, replace(BJORK, name="HB"), new(gym)) == ()


def test_one_is_not_its_own_twin_and_only_a_new_name_is_asked_about(gym: Store) -> None:
    first = register(gym)
    second = register(gym, not_a_twin=True)
    assert twins(gym, to_edit(gym, first).draft, to_edit(gym, first))[0].organisation_id == second
    assert edit(gym, first, city="Solna").is_done
    assert codes(edit(gym, first, name="Björk & Berg")) == ["organisation_twin"]


def test_only_what_is_changed_is_written(gym: Store) -> None:
    row_id = register(gym)
    written = edit(gym, row_id, city=" Solna ", agreement_until=None, product_ids=frozenset(), is_active=False)
    with gym.reading():
        ((body,),) = found(
            "SELECT body FROM operation_log WHERE errand_id = ? AND kind = 'organisation.changed'", written.errand_id
        )
    body = msgspec.json.decode(bytes(body))
    products = sorted([product_id("GULD-12"), product_id("GYM-1")])
    old = {"city": "Stockholm", "is_active": True, "agreement_until": "2027-12-31", "product_ids": products}
    assert body["old"] == old
    assert body["new"] == {"city": "Solna", "is_active": False, "agreement_until": None, "product_ids": []}
    row = stored(gym, row_id)
    assert (row.city, row.is_active, row.agreement_until, row.product_ids) == ("Solna", False, None, "[]")
    entry = journal(gym, written.errand_id)
    assert entry.act == "edit_organisation"
    assert msgspec.json.decode(entry.details)["fields"] == ["city", "is_active", "agreement_until", "product_ids"]
    assert "Solna" not in entry.details


def test_nothing_changed_writes_nothing(gym: Store) -> None:
    row_id = register(gym)
    written = edit(gym, row_id, city=" Stockholm", phone="08 465 00120", organisation_number="5599000105")
    assert (written.is_done, written.errand_id) == (True, "")


def test_one_that_was_changed_meanwhile_is_left(gym: Store) -> None:
    row_id = register(gym)
    before = to_edit(gym, row_id)
    edit(gym, row_id, city="Solna")
    written = save_organisation(gym, MANAGER, replace(before.draft, street="Ny gata 1"), before)
    assert codes(written) == ["details_changed_meanwhile"]
    assert stored(gym, row_id).street == "Björkgatan 1"


def test_a_change_is_taken_back_while_it_stands(gym: Store) -> None:
    row_id = register(gym)
    change = edit(gym, row_id, city="Solna", product_ids=frozenset(), agreement_until=None).undoable
    assert change is not None
    assert undo_change(gym, MANAGER, change).is_done
    row = stored(gym, row_id)
    assert (row.city, row.agreement_until) == ("Stockholm", date(2027, 12, 31))
    assert len(msgspec.json.decode(row.product_ids)) == 2
    edit(gym, row_id, city="Nacka")
    assert codes(undo_change(gym, MANAGER, change)) == ["details_changed_meanwhile"]
    assert stored(gym, row_id).city == "Nacka"


def test_what_was_wrong_before_only_warns(gym: Store) -> None:
    with gym.own_writing():
        Organisation.update(postcode="ABC").where(Organisation.id == organisation_id("ATTIKA")).execute()
    before = to_edit(gym, organisation_id("ATTIKA"))
    (problem,) = problems(before.draft, before)
    assert (problem.code, problem.blocks) == ("postcode_form", False)
    assert problems(replace(before.draft, postcode="ABD"), before)[0].blocks


def test_a_sole_traders_number_stays_masked_while_one_edits(gym: Store) -> None:
    row_id = register(gym, organisation_number="19900101-0017")
    before = to_edit(gym, row_id)
    assert before.draft.organisation_number == "900101-****"
    assert problems(before.draft, before) == []
    assert edit(gym, row_id, city="Solna").is_done
    assert stored(gym, row_id).organisation_number == "9001010017"
    assert codes(edit(gym, row_id, organisation_number="900101-***")) == ["organisation_number_form"]


def test_an_agreement_that_is_over_is_warned_of(gym: Store) -> None:
    draft = replace(BJORK, agreement_until=date(2026, 11, 21))
    (problem,) = problems(draft, new(gym))
    assert (problem.code, problem.blocks) == ("agreement_ended", False)
    row_id = register(gym, agreement_until=date(2026, 11, 21))
    assert problems(to_edit(gym, row_id).draft, to_edit(gym, row_id)) == []
    assert problems(replace(BJORK, agreement_until=date(2026, 11, 22)), new(gym)) == []


@pytest.mark.parametrize(
    ("typed", "name", "number"),
    [("björk", "björk", ""), ("559900-0105", "", "559900-0105"), ("", "", ""), ("3M Svenska", "3M Svenska", "")],
)
def test_what_was_looked_for_goes_into_a_new_one(gym: Store, typed: str, name: str, number: str) -> None:
    read = new(gym, typed)
    assert (read.draft.name, read.draft.organisation_number) == (name, number)
    assert read.draft.account_manager == "Omar Platschef"
    assert read.managers == ("Anna Receptionist", "Eva Administratör", "Omar Platschef")
    names = {name for _id, name in read.products}
    assert "Guld årskort" in names
    assert "Bad och bastu" not in names


def test_whoever_stands_there_can_stay(gym: Store) -> None:
    row_id = register(gym, account_manager="Före Detta")
    assert to_edit(gym, row_id).managers[0] == "Före Detta"
