"""Two desks offline that freeze, thaw, shorten, extend, remove and terminate the same subscriptions."""

from datetime import timedelta

import pytest

from db.tables import Lot
from kiosk.sync.matters import open_matters
from tests.central.worlds import World
from tests.sync.freeze_cases import (
    Case,
    Gym,
    Stands,
    day,
    ends,
    frozen,
    later,
    met,
    nothing,
    removed,
    terminated,
    thawed_and_paid,
    withdrawn,
)

SUMMER = frozen("2026-06-10", "2026-08-31")
MERGED = ["freeze_merged"]
CASES = [
    Case(
        "overlapping",
        nothing,
        frozen("2026-06-10", "2026-07-20"),
        frozen("2026-07-01", "2026-08-15"),
        Stands([("2026-06-10", "2026-08-15")], MERGED),
    ),
    Case(
        "touching",
        nothing,
        frozen("2026-06-10", "2026-07-20"),
        frozen("2026-07-21", "2026-08-31"),
        Stands([("2026-06-10", "2026-08-31")], MERGED),
    ),
    Case(
        "apart by a day",
        nothing,
        frozen("2026-06-10", "2026-07-20"),
        frozen("2026-07-22", "2026-08-31"),
        Stands([("2026-06-10", "2026-07-20"), ("2026-07-22", "2026-08-31")], []),
    ),
    Case(
        "one within the other",
        nothing,
        SUMMER,
        frozen("2026-07-01", "2026-08-01"),
        Stands([("2026-06-10", "2026-08-31")], MERGED),
    ),
    Case("the same", nothing, SUMMER, SUMMER, Stands([("2026-06-10", "2026-08-31")], MERGED)),
    Case(
        "over the limit of three months",
        nothing,
        SUMMER,
        frozen("2026-08-01", "2026-10-15"),
        Stands([("2026-06-10", "2026-09-09")], MERGED),
    ),
    Case(
        "longer by itself than the limit",
        nothing,
        frozen("2026-06-10", "2026-10-15"),
        nothing,
        Stands([("2026-06-10", "2026-09-09")], ["freeze_cut"]),
    ),
    Case(
        "extended by itself over the limit",
        SUMMER,
        ends("2026-10-15"),
        nothing,
        Stands([("2026-06-10", "2026-09-09")], ["freeze_cut"]),
    ),
    Case("thawed twice", SUMMER, ends("2026-07-31"), ends("2026-07-31"), Stands([("2026-06-10", "2026-07-31")], [])),
    Case(
        "thawed and shortened",
        SUMMER,
        ends("2026-07-31"),
        ends("2026-08-14"),
        Stands([("2026-06-10", "2026-08-14")], MERGED),
    ),
    Case(
        "thawed and extended",
        SUMMER,
        ends("2026-07-31"),
        ends("2026-09-05"),
        Stands([("2026-06-10", "2026-09-05")], MERGED),
    ),
    Case(
        "extended twice",
        SUMMER,
        ends("2026-09-05"),
        ends("2026-09-09"),
        Stands([("2026-06-10", "2026-09-09")], MERGED),
    ),
    Case(
        "extended into a new one, cut at the limit",
        frozen("2026-06-10", "2026-07-31"),
        ends("2026-08-31"),
        frozen("2026-08-15", "2026-10-31"),
        Stands([("2026-06-10", "2026-09-09")], MERGED),
    ),
    Case("removed twice", SUMMER, removed, removed, Stands([], [])),
    Case(
        "removed and shortened",
        SUMMER,
        removed,
        ends("2026-07-31"),
        Stands([], ["freeze_gone"]),
        Stands([("2026-06-10", "2026-07-31")], ["freeze_changed"]),
    ),
    Case(
        "removed after it had become a part of another",
        nothing,
        frozen("2026-06-10", "2026-07-20"),
        lambda member: [*frozen("2026-07-01", "2026-08-15")(member), *removed(member)],
        Stands([("2026-06-10", "2026-08-15")], ["freeze_changed", "freeze_merged"]),
        Stands([("2026-06-10", "2026-07-20")], []),
    ),
    Case(
        "taken up by one that is gone, the neighbour stands again",
        lambda member: [
            member.frozen(day("2026-06-10"), day("2026-07-10")),
            member.frozen(day("2026-07-20"), day("2026-08-31")),
        ],
        removed,
        ends("2026-07-25"),
        Stands([("2026-07-20", "2026-08-31")], ["freeze_gone"]),
        Stands([("2026-06-10", "2026-08-31")], ["freeze_changed", "freeze_merged"]),
    ),
    Case(
        "a new neighbour of one that is gone is not taken for it",
        frozen("2026-07-20", "2026-08-31"),
        lambda member: [*removed(member), *frozen("2026-06-10", "2026-07-19")(member)],
        ends("2026-08-20"),
        Stands([("2026-06-10", "2026-07-19")], ["freeze_gone"]),
        Stands([("2026-06-10", "2026-08-20")], ["freeze_changed", "freeze_merged"]),
    ),
    Case(
        "thawed and paid at both",
        SUMMER,
        thawed_and_paid,
        thawed_and_paid,
        Stands([("2026-06-10", "2026-07-31")], ["charged_twice"]),
    ),
    Case(
        "terminated twice to the same day",
        nothing,
        terminated("2026-08-15"),
        terminated("2026-08-15"),
        Stands([], [], "2026-08-15"),
    ),
    Case(
        "terminated to two days",
        nothing,
        terminated("2026-08-15"),
        terminated("2026-08-16"),
        Stands([], ["terminated_twice"], "2026-08-15"),
    ),
    Case(
        "frozen after it was terminated elsewhere",
        nothing,
        terminated("2026-12-22"),
        frozen("2026-12-01", "2026-12-31"),
        Stands([], ["freeze_in_notice"], "2026-12-22"),
        Stands([("2026-12-01", "2026-12-31")], ["terminated_frozen"], "2026-12-22"),
    ),
    Case(
        "frozen from the day it was terminated elsewhere",
        nothing,
        terminated("2026-12-22"),
        frozen("2026-11-22", "2026-12-31"),
        Stands([], ["freeze_in_notice"], "2026-12-22"),
        Stands([("2026-11-22", "2026-12-31")], ["terminated_frozen"], "2026-12-22"),
    ),
    Case(
        "frozen over the day it was terminated elsewhere",
        nothing,
        terminated("2026-12-22"),
        frozen("2026-11-10", "2026-12-31"),
        Stands([("2026-11-10", "2026-11-21")], ["freeze_cut_by_notice"], "2026-12-22"),
        Stands([("2026-11-10", "2026-12-31")], ["terminated_frozen"], "2026-12-22"),
    ),
    Case(
        "frozen into another one, over the day it was terminated elsewhere",
        frozen("2026-10-01", "2026-11-10"),
        terminated("2026-12-22"),
        frozen("2026-11-05", "2026-12-20"),
        Stands([("2026-10-01", "2026-11-21")], ["freeze_cut_by_notice", "freeze_merged"], "2026-12-22"),
        Stands([("2026-10-01", "2026-12-20")], ["freeze_merged", "terminated_frozen"], "2026-12-22"),
    ),
    Case(
        "frozen into a coming one that begins earlier so, within the notice",
        frozen("2026-12-10", "2026-12-31"),
        terminated("2027-01-15"),
        frozen("2026-12-01", "2026-12-15"),
        Stands([("2026-12-10", "2026-12-31")], ["freeze_in_notice"], "2027-01-15"),
        Stands([("2026-12-01", "2026-12-31")], ["freeze_merged", "terminated_frozen"], "2027-01-15"),
    ),
    Case(
        "extended after it was terminated elsewhere",
        frozen("2026-10-01", "2026-11-30"),
        terminated("2026-12-22"),
        ends("2026-12-20"),
        Stands([("2026-10-01", "2026-11-30")], ["freeze_in_notice"], "2026-12-22"),
        Stands([("2026-10-01", "2026-12-20")], ["terminated_frozen"], "2026-12-22"),
    ),
    Case(
        "extended over the day it was terminated elsewhere",
        frozen("2026-10-01", "2026-11-10"),
        terminated("2026-12-22"),
        ends("2026-12-20"),
        Stands([("2026-10-01", "2026-11-21")], ["freeze_cut_by_notice"], "2026-12-22"),
        Stands([("2026-10-01", "2026-12-20")], ["terminated_frozen"], "2026-12-22"),
    ),
    Case(
        "shortened after it was terminated elsewhere",
        frozen("2026-10-01", "2026-12-20"),
        terminated("2026-12-22"),
        ends("2026-11-30"),
        Stands([("2026-10-01", "2026-11-30")], [], "2026-12-22"),
    ),
    Case(
        "terminated with a freeze that was known, and another that has been",
        frozen("2026-11-10", "2026-12-20"),
        frozen("2026-09-01", "2026-09-30"),
        terminated("2026-12-22"),
        Stands([("2026-09-01", "2026-09-30"), ("2026-11-10", "2026-12-20")], [], "2026-12-22"),
    ),
    Case(
        "terminated without knowing of the freeze that makes the commitment longer",
        nothing,
        frozen("2026-12-01", "2026-12-31"),
        terminated("2026-12-31"),
        Stands([("2026-12-01", "2026-12-31")], ["terminated_before_bound", "terminated_frozen"], "2026-12-31"),
        Stands([], ["freeze_in_notice"], "2026-12-31"),
        committed=214,
    ),
    Case("withdrawn twice", terminated("2026-08-15"), withdrawn, withdrawn, Stands([], [])),
    Case(
        "terminated anew, and the old one withdrawn",
        terminated("2026-08-15"),
        lambda member: [*withdrawn(member), later(member.terminated(day("2026-08-20")))],
        withdrawn,
        Stands([], ["terminated_anew"], "2026-08-20"),
        Stands([], [], "2026-08-20"),
    ),
]


@pytest.mark.parametrize("swapped", [False, True])
def test_what_stands_when_two_desks_meet(world: World, swapped: bool) -> None:
    gym = met(world, CASES, swapped)
    days_are_counted_once(gym)
    money_is_taken_once(gym)
    what_to_do_is_said(gym)


def days_are_counted_once(gym: Gym) -> None:
    """Paid to 31 July; of 10 June – 15 August, 52 days were paid: they come after."""
    member = gym.members["overlapping"]
    with gym.two.store.reading():
        assert member.timeline().debited_until == day("2026-08-15") + timedelta(52)
    matter = next(one for one in open_matters(gym.two.store) if one.person_id == member.person_id)
    assert "2026-06-10 – 2026-08-15" in matter.what


def money_is_taken_once(gym: Gym) -> None:
    """Both took the same days; the money of the second is the matter."""
    member = gym.members["thawed and paid at both"]
    with gym.two.store.reading():
        months = [lot.month for lot in Lot.select().where(Lot.subscription == member.main)]
    assert sorted(months) == ["2026-06", "2026-07", "2026-09"]


def what_to_do_is_said(gym: Gym) -> None:
    """Committed to 31 December; 31 frozen days later that is 31 January."""
    matters = open_matters(gym.two.store)
    assert all(matter.ways for matter in matters)
    said = {code: " ".join(one.what for one in matters if one.code == code) for code in {one.code for one in matters}}
    assert "2026-06-10 – 2026-09-09" in said["freeze_cut"]
    assert "2026-12-01 – 2026-12-31" in said["freeze_in_notice"]
    assert "2026-12-01 – 2026-12-31" in said["terminated_frozen"]
    if "terminated_before_bound" in said:
        assert "2026-12-31" in said["terminated_before_bound"]
        assert "2027-01-31" in said["terminated_before_bound"]
