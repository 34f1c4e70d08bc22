"""Terminated at one desk, a freeze changed at another: it ends as its commitment stands (decision 0042)."""

import pytest

from kiosk.sync.matters import open_matters
from tests.central.worlds import World
from tests.sync.freeze_cases import Case, Stands, day, ends, frozen, later, met, nothing, noticed, removed, withdrawn

MOVED = ["terminated_end_moved"]
CASES = [
    Case(
        "shortened after it was terminated elsewhere: the commitment's end moves, and with it the end",
        frozen("2026-10-01", "2026-12-20"),
        noticed("2026-12-22"),
        ends("2026-11-30"),
        Stands([("2026-10-01", "2026-11-30")], MOVED, "2027-03-02"),
        committed=214,
    ),
    Case(
        "a coming freeze removed after it was terminated elsewhere",
        frozen("2026-12-01", "2026-12-31"),
        noticed("2026-12-22"),
        removed,
        Stands([], MOVED, "2026-12-31"),
        committed=214,
    ),
    Case(
        "removed, and the notice period lasts longer than the commitment then",
        frozen("2026-12-01", "2026-12-10"),
        noticed("2027-01-05"),
        removed,
        Stands([], MOVED, "2027-01-05"),
        committed=214,
    ),
    Case(
        "extended elsewhere, and terminated",
        frozen("2026-10-01", "2026-11-30"),
        noticed("2026-12-22"),
        ends("2026-12-20"),
        Stands([("2026-10-01", "2026-11-30")], ["freeze_in_notice"], "2027-03-02"),
        Stands([("2026-10-01", "2026-12-20")], [*MOVED, "terminated_frozen"], "2027-03-22"),
        committed=214,
    ),
    Case(
        "frozen elsewhere, and terminated",
        nothing,
        frozen("2026-12-01", "2026-12-31"),
        noticed("2026-12-22"),
        Stands([("2026-12-01", "2026-12-31")], [*MOVED, "terminated_frozen"], "2027-01-31"),
        Stands([], ["freeze_in_notice"], "2026-12-31"),
        committed=214,
    ),
    Case(
        "shortened by one who knew of the termination, withdrawn by another",
        lambda member: [*frozen("2026-10-01", "2026-12-20")(member), *noticed("2026-12-22")(member)],
        ends("2026-11-30"),
        withdrawn,
        Stands([("2026-10-01", "2026-11-30")], []),
        committed=214,
    ),
    Case(
        "shortened by one who knew of the termination",
        lambda member: [*frozen("2026-10-01", "2026-12-20")(member), *noticed("2026-12-22")(member)],
        ends("2026-11-30"),
        nothing,
        Stands([("2026-10-01", "2026-11-30")], [], "2027-03-02"),
        committed=214,
    ),
    Case(
        "terminated at two desks within the commitment: the earlier notice counts when that is shorter",
        frozen("2026-12-01", "2026-12-31"),
        lambda member: [later(member.noticed(day("2026-12-22")))],
        lambda member: [*noticed("2027-01-08")(member), *removed(member)],
        Stands([], MOVED, "2026-12-31"),
        Stands([], ["terminated_twice"], "2026-12-31"),
        committed=214,
    ),
]
"""Committed 214 days, from 1 June to 31 December 2026, and as many longer as are frozen."""


@pytest.mark.parametrize("swapped", [False, True])
def test_it_ends_as_its_commitment_stands(world: World, swapped: bool) -> None:
    gym = met(world, CASES, swapped)
    matters = open_matters(gym.two.store)
    assert all(one.ways for one in matters)
    member = gym.members[CASES[0].name]
    (said,) = (one.what for one in matters if one.person_id == member.person_id)
    assert "2027-03-02" in said
    assert "2027-03-22" in said
