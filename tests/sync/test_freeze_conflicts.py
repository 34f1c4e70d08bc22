"""Two desks offline that freeze, thaw, shorten, extend, remove and terminate the same subscriptions.

Every case has a customer of its own; all of them happen in one exchange.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from db.tables import Freeze, Lot, Matter, Subscription
from kiosk.ids import new_id
from kiosk.sync.matters import open_matters
from tests.central.worlds import Desk, World
from tests.sync.acts import Act, Newcomer
from tests.sync.freeze_acts import Subscribed
from tests.sync.invariants import check

Spells = list[tuple[str, str]]
Acts = Callable[[Subscribed], list[Act]]
day = date.fromisoformat


def frozen(first: str, last: str) -> Acts:
    return lambda member: [member.frozen(day(first), day(last))]


def ends(last: str) -> Acts:
    return lambda member: [member.ends(day(last))]


def terminated(end: str) -> Acts:
    return lambda member: [member.terminated(day(end))]


def noticed(notice: str) -> Acts:
    return lambda member: [member.noticed(day(notice))]


def nothing(_member: Subscribed) -> list[Act]:
    return []


def removed(member: Subscribed) -> list[Act]:
    return [member.removed()]


def withdrawn(member: Subscribed) -> list[Act]:
    return [member.withdrawn]


def thawed_and_paid(member: Subscribed) -> list[Act]:
    return [member.ends(day("2026-07-31")), member.paid_until(day("2026-09-30"))]


@dataclass(frozen=True)
class Stands:
    freezes: Spells
    matters: list[str]
    ends: str = "None"


@dataclass(frozen=True)
class Case:
    """`before` is known to both desks; `first` and `second` happen apart. `stands` afterwards, whichever comes first,
    or `swapped` when the second does. `committed`: days from 1 June 2026."""

    name: str
    before: Acts
    first: Acts
    second: Acts
    stands: Stands
    swapped: Stands | None = None
    committed: int = 0


SUMMER = frozen("2026-06-10", "2026-08-31")
MERGED = ["freeze_merged"]
MOVED = ["terminated_end_moved"]
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


def later(act: Act) -> Act:
    """An hour after what the errand did before."""

    def done(errand: Any) -> None:
        errand.at += timedelta(hours=1)
        act(errand)

    return done


class Gym:
    """Two desks that both know the same subscriptions, one for each case."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.one, self.two = world.desk("one"), world.desk("two")
        self.members: dict[str, Subscribed] = {}
        acts: list[Act] = []
        for at, case in enumerate(CASES):
            newcomer = Newcomer(None, given_name=f"P{at}", family_name=f"Ö{at}", mobile=f"+4670174{at:04d}")
            member = self.members[case.name] = Subscribed(newcomer.person_id, new_id(), new_id(), case.committed)
            acts += [newcomer.register, member.sold, *case.before(member)]
        self.one.do(*acts)
        self.settle(self.one, self.two)

    def settle(self, *desks: Desk) -> None:
        """Each pushes, in this order; then each takes what the others brought."""
        for desk in (*desks, *desks):
            desk.sync()
        check(self.world, *desks)

    def stands(self, member: Subscribed) -> Stands:
        with self.two.store.reading():
            freezes = Freeze.select().where(Freeze.subscription == member.main).order_by(Freeze.first)
            matters = Matter.select().where(Matter.person_id == member.person_id).order_by(Matter.code)
            ends = {str(Subscription.find(one).end_date) for one in (member.main, member.add_on)}
            (end,) = ends
            return Stands([(str(row.first), str(row.last)) for row in freezes], [row.code for row in matters], end)


@pytest.mark.parametrize("swapped", [False, True])
def test_what_stands_when_two_desks_meet(world: World, swapped: bool) -> None:
    gym = Gym(world)
    gym.one.do(*(act for case in CASES for act in case.first(gym.members[case.name])))
    gym.two.do(*(act for case in CASES for act in case.second(gym.members[case.name])))
    gym.settle(*((gym.two, gym.one) if swapped else (gym.one, gym.two)))
    found = {case.name: gym.stands(gym.members[case.name]) for case in CASES}
    expected = {case.name: (swapped and case.swapped) or case.stands for case in CASES}
    assert found == expected
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
