"""History: who did what, when and at which desk, whether central has it, and what was undone; a page at a time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from db.tables import LoggedOperation, Matter, ThisDevice
from kiosk.access import new_card
from kiosk.access.drafts import AccessDraft
from kiosk.access.new_card import CardReason, Why
from kiosk.clock import FixedClock
from kiosk.ids import new_id
from kiosk.operations.journal import JournalWritten
from kiosk.operations.protection import ProtectionChanged
from kiosk.people.actors import Actor, ActorDraft, Proof
from kiosk.people.confirmations import confirmation_facts
from kiosk.people.edit_details import DetailsToEdit, read_details_to_edit, save_details
from kiosk.people.history import HistoryPage, HistoryRow, read_history
from kiosk.people.person_card_facts import Sending
from kiosk.problems import Problem
from kiosk.settings.routines import FreezeReason, Reason
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions import terminate, withdraw_termination
from kiosk.sync.settling import settle_matter
from kiosk.sync.waiting import waiting_list
from kiosk.sync.ways import Way
from kiosk.texts import Language, speaking
from kiosk.undo import LastErrand, last_errand
from tests.people.members import STAFF, give_card, register, sell
from tests.people.serving import SELF, served
from tests.people.undoing import Member, freeze_at_the_desk, setting, undo

CHANGED = "E-post asa.oberg@example.se → asa@example.se, Ort Stockholm → Solna"


def rows(store: Store, person_id: str, staff: StaffMember = STAFF, length: int = 50) -> list[HistoryRow]:
    page = read_history(store, staff, person_id, length=length)
    assert isinstance(page, HistoryPage)
    return list(page.rows)


def test_who_did_what_when_and_where(gym: Store, clock: FixedClock, staff: StaffMember) -> None:
    person_id = register(gym, staff=staff)
    clock.moment += timedelta(hours=1)
    before = read_details_to_edit(gym, staff, person_id)
    assert isinstance(before, DetailsToEdit)
    save_details(gym, staff, replace(before.draft, city="Solna", email="asa@example.se"), before)
    latest, first = rows(gym, person_id)
    assert (latest.act, latest.about) == ("Ändrade personuppgifter", CHANGED)
    assert (latest.staff, latest.desk, latest.at) == ("Anna Receptionist", "Reception 1", clock.now())
    assert first.act == "Registrerade en ny privatkund"
    assert first.sending is Sending.ALONE


def test_what_central_has_and_what_waits(gym: Store) -> None:
    person_id = register(gym)
    give_card(gym, person_id)
    with gym.own_writing():
        ThisDevice.update(device_id="desk", acked_seq=2).execute()
    assert [row.sending for row in rows(gym, person_id)] == [Sending.WAITING, Sending.SENT]


def test_another_desks_work_has_its_name_and_has_come_from_central(gym: Store) -> None:
    person_id = register(gym)
    with gym.own_writing():
        ThisDevice.update(device_id="desk").execute()
        from kiosk.operations import journal
        from kiosk.operations.book import Book

        where = {"facility_id": "SOD", "staff_id": "", "device_id": "other", "errand_id": new_id()}
        body = JournalWritten(
            entry_id=new_id(),
            at=gym.clock.now() + timedelta(minutes=1),
            act="freeze",
            subject_id=person_id,
            details='{"desk":"Reception 2"}',
            **where,
        )
        journal.write(Book(), body)
    latest = rows(gym, person_id)[0]
    assert (latest.desk, latest.staff, latest.sending) == ("Reception 2", "", Sending.SENT)


def test_what_was_undone_is_marked_and_keeps_its_confirmation(gym: Store) -> None:
    member = Member(gym)
    freeze_at_the_desk(member)
    assert rows(gym, member.person_id)[0].confirmation_id
    undo(gym, member.person_id)
    undoing, frozen = rows(gym, member.person_id)[:2]
    assert (undoing.act, undoing.is_undone) == ("Ångrade: fryste ett abonnemang", False)
    assert (frozen.act, frozen.is_undone) == ("Fryste ett abonnemang", True)
    assert undoing.confirmation_id != frozen.confirmation_id


def test_a_reason_keeps_the_name_it_had(gym: Store, clock: FixedClock) -> None:
    """Taken away or renamed since, in either language, of freezes and of terminations."""
    member = Member(gym)
    freeze_at_the_desk(member)
    clock.moment += timedelta(minutes=1)
    served(gym, "terminate", member.person_id, terminate.Draft(SELF, "price", terminate.Pays.DRAWS), member.main)
    before = [row.about for row in rows(gym, member.person_id)[:2]]
    assert before == ["Priset", "Sjukdom eller skada"]
    setting(gym, "freeze_reasons", [FreezeReason("travel", "Resa", "Travel")])
    setting(gym, "termination_reasons", [Reason("price", "För dyrt", "Too dear")])
    assert [row.about for row in rows(gym, member.person_id)[:2]] == before
    with speaking(Language.ENGLISH):
        assert [row.about for row in rows(gym, member.person_id)[:2]] == ["The price", "Illness or injury"]


def test_a_line_without_the_name_says_what_it_is_called_now(gym: Store) -> None:
    """As desks wrote them before."""
    person_id = register(gym)
    setting(gym, "freeze_reasons", [FreezeReason("travel", "Resa", "Travel")])
    for code in ("travel", "illness", "gone"):
        with gym.errand(STAFF, "freeze") as errand:
            errand.subject_id, errand.details = person_id, {"reason": code}
    assert {row.about for row in rows(gym, person_id)[:3]} == {"Resa", "Sjukdom eller skada", ""}


def test_who_acted_for_the_customer(gym: Store, manager: StaffMember) -> None:
    """In the history and in the confirmation; of a protected identity nobody is named."""
    person_id = register(gym)
    sell(gym, person_id, start=date(2026, 10, 1), charged_until=date(2026, 11, 30))
    siv = ActorDraft(Actor.REPRESENTATIVE, Proof.SWEDISH_ID, "Siv Berg", has_power_of_attorney=True)
    outcome = served(gym, "terminate", person_id, terminate.Draft(siv))
    assert rows(gym, person_id)[0].acted_by == "Siv Berg, ombud"
    assert confirmation_facts(gym, outcome.confirmation_id).acted_by == "Siv Berg, ombud"
    served(gym, "withdraw_termination", person_id, withdraw_termination.Draft(SELF))
    assert [one.acted_by for one in rows(gym, person_id)][:2] == ["", "Siv Berg, ombud"]
    with gym.errand(manager, "protect") as errand:
        errand.perform(ProtectionChanged(person_id=person_id, is_protected=True, changed_at=errand.at))
    assert "Ombud" in [one.acted_by for one in rows(gym, person_id, manager)]
    assert confirmation_facts(gym, outcome.confirmation_id).acted_by == "Ombud"


def test_it_is_read_on_to_its_end_without_a_gap(gym: Store, clock: FixedClock) -> None:
    person_id = register(gym)
    for number in range(7):
        clock.moment += timedelta(minutes=number % 2)  # some at the same moment
        give_card(gym, person_id, f"1000000{number}")
    whole = [row.entry_id for row in rows(gym, person_id)]
    read: list[str] = []
    place = None
    while True:
        page = read_history(gym, STAFF, person_id, place, length=3)
        assert isinstance(page, HistoryPage)
        read += [row.entry_id for row in page.rows]
        place = page.next_page
        if place is None:
            break
    assert read == whole
    assert len(whole) == 8


@pytest.mark.parametrize(
    ("reason", "act", "about"),
    [
        (
            CardReason(Why.LOST),
            "Lämnade ut ett nytt kort och spärrade det gamla",
            "nytt: 1000 0777, spärrat: 1000 0342, Kortet är borttappat",
        ),
        (CardReason(Why.NEW), "Lämnade ut ett kort", "1000 0777, Nytt eller extra kort"),
        (
            CardReason(Why.LOST, is_block_only=True),
            "Spärrade ett kort",
            "1000 0342, Kortet är borttappat",
        ),
    ],
)
def test_which_card_was_given_or_blocked_and_why(gym: Store, reason: CardReason, act: str, about: str) -> None:
    person_id = register(gym)
    give_card(gym, person_id, "10000342")
    number = "" if reason.is_block_only else "1000 0777"
    served(gym, "new_card", person_id, new_card.Draft(SELF, reason, AccessDraft(number)))
    latest = rows(gym, person_id)[0]
    assert (latest.act, latest.about) == (act, about)


def test_a_new_card_that_was_undone_keeps_both_numbers(gym: Store) -> None:
    """Elsewhere, where only the row was known, it says that the card was taken back."""
    person_id = register(gym)
    give_card(gym, person_id, "10000342")
    served(gym, "new_card", person_id, new_card.Draft(SELF, CardReason(Why.LOST), AccessDraft("1000 0777")))
    given = "Lämnade ut ett nytt kort och spärrade det gamla"
    assert isinstance(last := last_errand(gym, STAFF, person_id), LastErrand)
    assert last.act == given
    assert given in [one.what for one in waiting_list(gym)]
    undo(gym, person_id)
    undoing, was = rows(gym, person_id)[:2]
    assert undoing.act == "Ångrade: lämnade ut ett nytt kort och spärrade det gamla"
    assert undoing.act in [one.what for one in waiting_list(gym)]
    assert (was.act, was.is_undone) == (given, True)
    assert was.about == "nytt: 1000 0777, spärrat: 1000 0342, Kortet är borttappat"
    with gym.own_writing():
        LoggedOperation.delete().execute()
    assert rows(gym, person_id)[1].about == "nytt: ett kort som togs tillbaka, spärrat: 1000 0342, Kortet är borttappat"


def test_what_lost_against_another_desk_can_still_be_read(gym: Store, clock: FixedClock, manager: StaffMember) -> None:
    """Both numbers of both changes, as this desk made them; of a protected identity only which field."""
    person_id = register(gym)
    for mobile in ("070-174 06 91", "070-174 06 92"):
        clock.moment += timedelta(minutes=1)
        before = read_details_to_edit(gym, STAFF, person_id)
        assert isinstance(before, DetailsToEdit)
        save_details(gym, STAFF, replace(before.draft, mobile=mobile), before)
    told = [row.about for row in rows(gym, person_id)[:2]]
    assert told == ["Mobil 070-174 06 91 → 070-174 06 92", "Mobil 070-174 06 05 → 070-174 06 91"]
    with gym.errand(manager, "edit_details") as errand:
        errand.perform(ProtectionChanged(person_id=person_id, is_protected=True, changed_at=errand.at))
    assert [row.about for row in rows(gym, person_id, manager)[:2]] == ["Mobil", "Mobil"]


def test_which_matter_was_settled(gym: Store, manager: StaffMember) -> None:
    person_id = register(gym)
    with gym.own_writing():
        matter = dict.fromkeys(("closed_at", "closed_by", "closed_how", "closed_note"))
        where = {"facility_id": gym.place().facility_id, "person_id": person_id, "operation_id": person_id}
        by = {"operation_kind": "person.verified", "device_id": "central", "staff_id": ""}
        told = {"code": "details_differ", "opened_at": gym.clock.now(), "details": '{"fields":{}}'}
        Matter.insert(id="m", **matter, **where, **by, **told).execute()
    assert settle_matter(gym, manager, "m", Way.KEEP_OURS) is None
    latest = rows(gym, person_id)[0]
    assert (latest.act, latest.about) == ("Redde ut ett ärende", "skillnad mot folkbokföringen")


def test_an_aliass_work_is_the_persons(gym: Store) -> None:
    first = register(gym)
    again = register(gym, 2)
    sell(gym, again, "GULD-12", start=date(2026, 6, 1), months=12)
    assert len(rows(gym, first)) == 3


def test_of_a_protected_identity_with_the_right_only(gym: Store, manager: StaffMember) -> None:
    person_id = register(gym, protected_identity=True)
    assert read_history(gym, STAFF, person_id) == Problem("protected_identity_right")
    assert len(rows(gym, person_id, manager)) == 1
