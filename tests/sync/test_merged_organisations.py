"""What a desk does of an organisation that another desk has made one with its twin, on both engines."""

from datetime import date

from db.tables import Organisation
from kiosk.ids import new_id
from kiosk.sync.matters import open_matters
from kiosk.sync.settling import settle_matter
from kiosk.sync.ways import Way
from tests.central.worlds import OMAR, Desk, World
from tests.organisations.ordering import NUMBER, OTHER_NUMBER, change, merge, register
from tests.sync.invariants import settle
from tests.sync.test_conflicts import found
from tests.sync.test_organisation_conflicts import only_matter

FIRST, SECOND = new_id(), new_id()


def test_what_is_changed_of_one_merged_meanwhile_is_said_of_what_it_became(
    world: World, desks: tuple[Desk, Desk]
) -> None:
    """Nothing a desk did is lost: a new last day of the agreement holds for the one that stands."""
    first, second = desks
    first.do(register(FIRST), register(SECOND, known_twins=[FIRST], name="Björk och Berg", code="B2"))
    settle(first, second)
    first.do(merge(FIRST, SECOND))
    second.do(
        change(SECOND, "agreement_until", "2027-12-31", "2026-12-31"), change(SECOND, "name", "Björk och Berg", "BB")
    )
    settle(first, second)
    for desk in desks:
        rows = {row.id: row for row in found(desk, Organisation)}
        assert (rows[FIRST].agreement_until, rows[FIRST].name) == (date(2026, 12, 31), "BB")
        assert (rows[SECOND].merged_into, rows[SECOND].is_active) == (FIRST, False)
        assert rows[SECOND].agreement_until == date(2027, 12, 31)
    matter = only_matter(first)
    assert matter.code == "organisation_clash", "the name it has now isn't the one that was changed"
    assert "Björk & Berg AB" in matter.what
    assert settle_matter(first.store, OMAR, matter.matter_id, Way.TAKE_EARLIER) is None
    settle(first, second)
    assert {row.name for row in found(second, Organisation) if row.id == FIRST} == {"Björk & Berg AB"}


def test_one_that_was_merged_is_no_twin_of_what_it_became(world: World, desks: tuple[Desk, Desk]) -> None:
    first, second = desks
    first.do(register(FIRST), register(SECOND, known_twins=[FIRST], code="B2"))
    settle(first, second)
    first.do(merge(FIRST, SECOND))
    second.do(change(SECOND, "organisation_number", NUMBER, OTHER_NUMBER))
    settle(first, second)
    numbers = {row.id: row.organisation_number for row in found(first, Organisation) if row.id in (FIRST, SECOND)}
    assert numbers == {FIRST: OTHER_NUMBER, SECOND: NUMBER}
    first.do(change(SECOND, "organisation_number", OTHER_NUMBER, NUMBER))
    settle(first, second)
    assert open_matters(second.store) == []


def test_a_clash_that_is_settled_after_a_merge_is_settled_where_it_stands(
    world: World, desks: tuple[Desk, Desk]
) -> None:
    first, second = desks
    first.do(register(FIRST), register(SECOND, known_twins=[FIRST], code="B2"))
    settle(first, second)
    first.do(change(SECOND, "name", "Björk & Berg AB", "Björk AB"))
    second.do(change(SECOND, "name", "Björk & Berg AB", "Berg AB"))
    settle(first, second)
    first.do(merge(FIRST, SECOND))
    settle(first, second)
    assert settle_matter(second.store, OMAR, only_matter(second).matter_id, Way.TAKE_EARLIER) is None
    settle(first, second)
    assert {row.name for row in found(first, Organisation) if row.id == FIRST} == {"Björk AB"}
