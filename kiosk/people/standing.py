"""How a person stands with the gym today, in one state and in words: from subscriptions, nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.formats import day as shown
from kiosk.subscriptions.timeline import State, Timeline
from kiosk.texts import N_, _


class Standing(StrEnum):
    """The best of a person's main subscriptions; NONE: never had one."""

    ACTIVE = "active"
    IN_NOTICE = "in_notice"
    FROZEN = "frozen"
    NOT_STARTED = "not_started"
    ENDED = "ended"
    NONE = "none"


RANKS = tuple(Standing)


@dataclass(frozen=True, slots=True)
class StandingToday:
    """`day` is the one the state turns on: its last day, or the first of a subscription to come; None: open-ended.

    `is_over`: terminated and ended, and yet it opens the door until `day`, for so long is paid. `ends`: the last day of
    one that is frozen and terminated.
    """

    state: Standing = Standing.NONE
    day: date | None = None
    is_over: bool = False
    ends: date | None = None

    @property
    def gives_access(self) -> bool:
        """It opens the door today."""
        return self.state in (Standing.ACTIVE, Standing.IN_NOTICE)

    @property
    def words(self) -> str:
        """In the user's language."""
        match self.state:
            case Standing.ACTIVE:
                return _("Active until {day}", day=shown(self.day)) if self.day else _("Active")
            case Standing.IN_NOTICE:
                words = N_("Terminated, access until {day}") if self.is_over else N_("Terminated, ends {day}")
                return _(words, day=shown(self.day))
            case Standing.FROZEN:
                words = N_("Frozen until {day}, ends {end}") if self.ends else N_("Frozen until {day}")
                return _(words, day=shown(self.day), end=shown(self.ends))
            case Standing.NOT_STARTED:
                return _("Starts {day}", day=shown(self.day))
            case Standing.ENDED:
                return _("Ended {day}", day=shown(self.day))
            case Standing.NONE:
                return _("No subscription")


NO_STANDING = StandingToday()


def standing_of(timeline: Timeline, today: date) -> StandingToday:
    """One subscription's."""
    state, is_over, ends = timeline.state(today), False, None
    match state:
        case State.NOT_STARTED:
            turns_on: date | None = timeline.start
        case State.FROZEN:
            turns_on = max(freeze.last for freeze in timeline.freezes if freeze.covers(today))
            ends = timeline.end_date
        case State.IN_NOTICE:
            is_over = timeline.end_date is not None and timeline.end_date < today
            turns_on = timeline.access_until if is_over else timeline.end_date
        case _:
            turns_on = timeline.access_until
    return StandingToday(Standing(state.value), turns_on, is_over, ends)


def best_standing(standings: Iterable[StandingToday]) -> StandingToday:
    """The one that matters most to the customer at the desk; of two alike the one that lasts longest."""
    return min(standings, key=_rank, default=NO_STANDING)


def _rank(standing: StandingToday) -> tuple[int, int]:
    lasts = (standing.day or date.max).toordinal()
    return RANKS.index(standing.state), lasts if standing.state is Standing.NOT_STARTED else -lasts
