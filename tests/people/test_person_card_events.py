"""The person card's radar and events: visits, credit, unsigned mandates, old photos, freezes, age of the data."""

from datetime import UTC, date, datetime, timedelta

import pytest

from db.rows import insert
from db.tables import Freeze, ThisDevice
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import facility_id
from kiosk.ids import new_id
from kiosk.operations.customers import IdentityChecked
from kiosk.operations.people import IdentityCheckBody
from kiosk.operations.visits import CheckInRecorded
from kiosk.people.person_card_facts import Urgency
from kiosk.store import Store
from tests.people.members import STAFF, draft_mandate, give_photo, register, sell, sign_mandate
from tests.people.test_person_card import JPEG, codes, opened


def test_visits_the_latest_first_with_the_verdict_that_was_shown(gym: Store) -> None:
    person_id = register(gym)
    for days, reasons in ((2, []), (1, ["frozen", "something_newer"])):
        visit(gym, person_id, days, reasons)
    visits = opened(gym, person_id).visits
    assert [(one.is_admitted, one.reasons, one.facility) for one in visits] == [
        (False, ("abonnemanget var fryst", "something_newer"), "Demogymmet Södermalm"),
        (True, (), "Demogymmet Södermalm"),
    ]


def visit(store: Store, person_id: str, days: int, reasons: list[str]) -> None:
    with store.errand(STAFF, "check_in") as errand:
        errand.perform(
            CheckInRecorded(
                check_in_id=new_id(),
                facility_id=errand.facility_id,
                person_id=person_id,
                card_number="10000342",
                at=errand.at - timedelta(days=days),
                device_id="",
                is_admitted=not reasons,
                reasons=reasons,
            )
        )


def test_what_is_to_the_customers_credit_is_summed_up(gym: Store) -> None:
    person_id = register(gym)
    main = sell(gym, person_id, start=date(2026, 10, 1), charged_until=date(2026, 11, 30))
    assert opened(gym, person_id).credit == 0
    with gym.own_writing():
        gym.database.execute_sql("UPDATE subscription SET credit = 447 WHERE id = ?", (main,))
    assert opened(gym, person_id).credit == 447


def test_a_mandate_that_is_not_signed_is_said(gym: Store) -> None:
    person_id = register(gym)
    draft_mandate(gym, person_id)
    sell(gym, person_id, start=date(2026, 10, 1), charged_until=date(2026, 11, 30))
    assert "mandate_unsigned" in codes(opened(gym, person_id))
    sign_mandate(gym, person_id)
    assert "mandate_unsigned" not in codes(opened(gym, person_id))


@pytest.mark.parametrize(("days", "code"), [(5 * 365 - 1, ""), (5 * 365, "photo_old")])
def test_an_old_photo_is_said(gym: Store, clock: FixedClock, days: int, code: str) -> None:
    person_id = register(gym)
    clock.moment -= timedelta(days=days)
    give_photo(gym, person_id, JPEG)
    clock.moment += timedelta(days=days)
    found = [one for one in codes(opened(gym, person_id)) if one.startswith("photo")]
    assert found == ([code] if code else [])


def test_frozen_now_is_said_with_its_last_day(gym: Store) -> None:
    person_id = register(gym)
    main = sell(gym, person_id, start=date(2026, 1, 1), charged_until=date(2026, 11, 30))
    with gym.own_writing():
        freeze = {"first": date(2026, 11, 21), "last": date(2026, 12, 31), "reason": ""}
        insert(Freeze, {"id": new_id(), "facility_id": facility_id("SOD"), "subscription": main, **freeze})
    frozen = [one for one in opened(gym, person_id).deviations if one.code == "frozen"]
    assert [(one.urgency, one.text) for one in frozen] == [
        (Urgency.NOTE, "Guld autogiro 12 mån är fryst t.o.m. 2026-12-31")
    ]


def test_how_old_the_data_is(gym: Store) -> None:
    person_id = register(gym)
    assert opened(gym, person_id).synced_at is None
    at = datetime(2026, 11, 22, 9, 18, tzinfo=UTC)
    with gym.own_writing():
        ThisDevice.update(synced_at=at).execute()
    assert opened(gym, person_id).synced_at == at


def test_only_what_was_shown_at_registration_stands_there(gym: Store, clock: FixedClock) -> None:
    person_id = register(gym)
    clock.moment += timedelta(days=1)
    check = IdentityCheckBody(
        id=new_id(), kind="swedish_id", staff_id=STAFF.id, ticked_at=clock.moment, valid_until=None
    )
    with gym.errand(STAFF, "freeze") as errand:
        who = {"person_id": person_id, "facility_id": errand.facility_id}
        errand.perform(IdentityChecked(actor="customer", actor_name="", checks=[check], **who))
    assert len(opened(gym, person_id).registration.documents) == 1
