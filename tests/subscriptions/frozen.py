"""A frozen member for the tests of the routines on freezes: rules.md's worked example."""

from collections.abc import Callable
from datetime import date

from db.rows import insert
from db.tables import ChargingRun
from kiosk.demo.catalogue import facility_id
from kiosk.ids import new_id
from kiosk.operations.freezes import SubscriptionFrozen
from kiosk.operations.subscription_changes import SubscriptionTerminated
from kiosk.store import Errand, Store
from tests.people.members import STAFF, register, sell
from tests.people.serving import facts_of, on

JAN, JUNE_30 = date(2026, 1, 1), date(2026, 6, 30)
FIRST, LAST = date(2026, 6, 10), date(2026, 8, 31)


def frozen_member(gym: Store, today: date, first: date = FIRST, last: date = LAST) -> str:
    """Charged January to June 2026 at 399, committed twelve months, frozen 10 June – 31 August."""
    on(gym, today)
    person_id = register(gym)
    sell(gym, person_id, start=JAN, charged_until=JUNE_30, committed_until=date(2026, 12, 31))
    frozen(gym, person_id, first, last)
    return person_id


def frozen(gym: Store, person_id: str, first: date, last: date, reason: str = "", max_months: int = 12) -> str:
    """The freeze's id."""
    freeze_id = new_id()
    freezing_it = freezing(facts_of(gym, person_id).chosen.id, person_id, first, last, reason, max_months, freeze_id)
    with gym.errand(STAFF, "freeze") as errand:
        freezing_it(errand)
    return freeze_id


def freezing(
    subscription_id: str,
    person_id: str,
    first: date,
    last: date,
    reason: str = "",
    max_months: int = 12,
    freeze_id: str = "",
) -> Callable[[Errand], None]:
    """What an errand does that freezes."""

    def act(errand: Errand) -> None:
        errand.perform(
            SubscriptionFrozen(
                freeze_id=freeze_id or new_id(),
                subscription_id=subscription_id,
                facility_id=errand.facility_id,
                person_id=person_id,
                first=first,
                last=last,
                reason=reason,
                max_months=max_months,
            )
        )

    return act


def run_done(gym: Store, month: str, state: str = "done") -> None:
    """The facility's charging run for the month, as central's job leaves it."""
    counts = dict.fromkeys(("total", "done", "amount", "exceptions"), 0)
    with gym.own_writing():
        insert(
            ChargingRun,
            {
                "id": new_id(),
                "facility_id": facility_id("SOD"),
                "month": month,
                "state": state,
                "started_at": gym.clock.now(),
                "started_by": "",
                "ended_at": gym.clock.now(),
                **counts,
            },
        )


def terminate(gym: Store, member: str, end: date) -> None:
    with gym.errand(STAFF, "terminate") as errand:
        errand.perform(
            SubscriptionTerminated(
                subscription_id=facts_of(gym, member).chosen.id,
                add_on_ids=[],
                person_id=member,
                end_date=end,
                reason="",
                terminated_at=errand.at,
            )
        )
