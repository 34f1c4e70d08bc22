"""What two desks offline do with the same subscription, and what stands of it when they meet.

Every case has a customer of its own; all of them happen in one exchange.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from db.tables import Freeze, Matter, Subscription
from kiosk.ids import new_id
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


def later(act: Act) -> Act:
    """An hour after what the errand did before."""

    def done(errand: Any) -> None:
        errand.at += timedelta(hours=1)
        act(errand)

    return done


class Gym:
    """Two desks that both know the same subscriptions, one for each case."""

    def __init__(self, world: World, cases: Sequence[Case]) -> None:
        self.world = world
        self.one, self.two = world.desk("one"), world.desk("two")
        self.members: dict[str, Subscribed] = {}
        acts: list[Act] = []
        for at, case in enumerate(cases):
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


def met(world: World, cases: Sequence[Case], swapped: bool) -> Gym:
    """When both have done what they do apart; each case stands as it says."""
    gym = Gym(world, cases)
    gym.one.do(*(act for case in cases for act in case.first(gym.members[case.name])))
    gym.two.do(*(act for case in cases for act in case.second(gym.members[case.name])))
    gym.settle(*((gym.two, gym.one) if swapped else (gym.one, gym.two)))
    found = {case.name: gym.stands(gym.members[case.name]) for case in cases}
    assert found == {case.name: (swapped and case.swapped) or case.stands for case in cases}
    return gym
