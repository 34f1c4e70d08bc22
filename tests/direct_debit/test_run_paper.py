"""A charging run's list on paper: sums, rows, exceptions, what is done; journalled, and silent about secrets."""

import msgspec
import pytest

from db.tables import DebitDraw, JournalEntry
from kiosk.direct_debit.charging_run import RunPreview
from kiosk.direct_debit.charging_work import Here
from kiosk.direct_debit.run_paper import PRINTED, RunPaper, note_printed, run_paper
from kiosk.direct_debit.shown_lines import in_list_order
from kiosk.documents.run_sheet import write_run_sheet
from kiosk.operations.charging_runs import run_id_of
from kiosk.problems import Problem
from kiosk.store import Store
from kiosk.texts import Language, set_language
from tests.direct_debit.payers import DECEMBER, payer
from tests.direct_debit.test_charging_run import run_whole
from tests.documents.reading import pages_of, text_of
from tests.organisations.invoices import acme, member
from tests.people.members import MANAGER, STAFF, register, sell


def seen(store: Store) -> RunPreview:
    return in_list_order(store, Here(store).preview(DECEMBER))


def paper(store: Store) -> RunPaper:
    found = run_paper(store, MANAGER, seen(store))
    assert isinstance(found, RunPaper)
    return found


def told(store: Store) -> str:
    return text_of(write_run_sheet(paper(store))).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def members(gym: Store) -> None:
    """Two to draw for at 399,00, one to invoice, and one whose mandate isn't signed."""
    acme(gym)
    payer(gym, 1, price=39900)
    payer(gym, 2, price=39900)
    payer(gym, 3, "draft", price=39900)
    member(gym, 4, "Siv Fakturerad", terms={"price": 35900})


@pytest.mark.usefixtures("members")
def test_before_the_run_it_says_what_is_to_be_charged_and_what_cant(gym: Store) -> None:
    text = told(gym)
    assert "Debiteringskörning 2026-12" in text
    assert "Ska dras 2 798,00" in text
    assert "Faktureras till organisationer 1 359,00" in text
    assert "Kan inte debiteras 1" in text
    assert "Redan debiterade, dras 0 0,00" in text
    assert "Siv Fakturerad" in text
    assert "Björk & Berg AB 359,00" in text
    assert "Medgivandet är inte undertecknat" in text
    assert "inte fullständiga" not in text


@pytest.mark.usefixtures("members")
def test_after_the_run_it_says_who_was_charged(gym: Store) -> None:
    run_whole(gym)
    text = told(gym)
    assert "Ska dras 0 0,00" in text
    assert "Redan debiterade, dras 2 798,00" in text
    assert "Redan debiterade, faktureras 1 359,00" in text
    found = paper(gym)
    assert [line.amount for line in (*found.drawn, *found.billed)] == [39900, 39900, 35900]
    assert (found.lines, found.invoices, len(found.exceptions)) == ((), (), 1)


def test_a_draw_that_was_stopped_is_not_charged(gym: Store) -> None:
    for serial in (1, 2):
        payer(gym, serial, price=39900)
    run_whole(gym)
    with gym.own_writing():
        DebitDraw.update(state="cancelled").where(DebitDraw.person_id == DebitDraw.get().person_id).execute()
    found = paper(gym)
    assert (len(found.drawn), found.done) == (1, 1)


def test_a_desk_that_has_not_heard_of_the_run_says_that_its_lists_are_not_whole(gym: Store) -> None:
    payer(gym)
    behind = RunPreview("2026-12", seen(gym).draw_day, (), (), done=2, done_amount=79800)
    found = run_paper(gym, MANAGER, behind)
    assert isinstance(found, RunPaper)
    text = text_of(write_run_sheet(found))
    assert "Redan debiterade, dras 2 798,00" in text
    assert "inte fullständiga" in text


def test_no_protected_identity_is_named(gym: Store) -> None:
    person_id = register(gym, given_name="Xantippa", family_name="Zetterqvist", protected_identity=True)
    sell(gym, person_id, start=DECEMBER, charged_until=None)
    text = told(gym)
    assert "Kan inte debiteras 1" in text
    assert "Xantippa" not in text
    assert "Skyddade" not in text


def test_a_long_list_has_its_heading_on_every_page(gym: Store) -> None:
    for serial in range(1, 61):
        payer(gym, serial)
    pages = pages_of(write_run_sheet(paper(gym)))
    assert len(pages) > 1
    assert all("Medlemsnummer" in page for page in pages)


def test_it_speaks_the_language_of_the_desk(gym: Store) -> None:
    payer(gym)
    set_language(Language.ENGLISH)
    try:
        assert "Charging run 2026-12" in told(gym)
    finally:
        set_language(Language.SWEDISH)


def test_only_who_may_work_with_direct_debit(gym: Store) -> None:
    assert run_paper(gym, STAFF, seen(gym)) == Problem("may_not_direct_debit")


def test_that_it_came_out_is_journalled(gym: Store) -> None:
    note_printed(gym, MANAGER, "2026-12", 4)
    with gym.reading():
        (entry,) = JournalEntry.select().where(JournalEntry.act == PRINTED)
        told_then = msgspec.json.decode(entry.details)
    assert entry.subject_id == run_id_of(entry.facility_id, "2026-12")
    assert (told_then["month"], told_then["rows"]) == ("2026-12", 4)
