"""The life of a mandate: draft → signed → sent → active, or rejected by the bank, or cancelled by somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.clock import day_of
from kiosk.direct_debit.bank_days import takes_effect


class MandateState(StrEnum):
    DRAFT = "draft"  # written in the program; the paper is not signed
    SIGNED = "signed"
    SENT = "sent"  # in a file to Bankgirot
    ACTIVE = "active"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class MandateEvent(StrEnum):
    SIGNED = "signed"
    SENT = "sent"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


class Obstacle(StrEnum):
    """Why nothing can be drawn, though there is something to draw."""

    NO_MANDATE = "no_mandate"
    UNSIGNED = "unsigned"


class CancelledBy(StrEnum):
    CUSTOMER = "customer"
    GYM = "gym"
    BANK = "bank"


@dataclass(frozen=True, slots=True)
class Move:
    """Where an event leads. `finding`: what people must look at, since it came where it should not."""

    state: MandateState
    finding: str = ""


_S, _E = MandateState, MandateEvent
ENDED = (_S.REJECTED, _S.CANCELLED)
ON_ITS_WAY = (_S.SIGNED, _S.SENT, _S.ACTIVE)
"""A planned draw waits for it."""
IN_TURN = {
    (_S.DRAFT, _E.SIGNED): _S.SIGNED,
    (_S.SIGNED, _E.SENT): _S.SENT,
    (_S.SENT, _E.ACCEPTED): _S.ACTIVE,
    (_S.SENT, _E.REJECTED): _S.REJECTED,
    (_S.DRAFT, _E.CANCELLED): _S.CANCELLED,
    (_S.SIGNED, _E.CANCELLED): _S.CANCELLED,
    (_S.SENT, _E.CANCELLED): _S.CANCELLED,
    (_S.ACTIVE, _E.CANCELLED): _S.CANCELLED,
}
"""What a desk offers."""

_OUT_OF_TURN = {
    (_S.DRAFT, _E.SENT): Move(_S.SENT, "mandate_sent_unsigned"),
    (_S.DRAFT, _E.ACCEPTED): Move(_S.ACTIVE, "mandate_accepted_unsigned"),
    (_S.DRAFT, _E.REJECTED): Move(_S.REJECTED),
    (_S.SIGNED, _E.ACCEPTED): Move(_S.ACTIVE),  # the file went out at a desk that has not told yet
    (_S.SIGNED, _E.REJECTED): Move(_S.REJECTED),
    (_S.ACTIVE, _E.REJECTED): Move(_S.ACTIVE, "mandate_rejected_active"),
    (_S.REJECTED, _E.ACCEPTED): Move(_S.ACTIVE),  # the bank's later word
    (_S.CANCELLED, _E.SENT): Move(_S.CANCELLED, "mandate_sent_cancelled"),
    (_S.CANCELLED, _E.ACCEPTED): Move(_S.CANCELLED, "mandate_accepted_cancelled"),
}


def may(state: str, event: MandateEvent) -> bool:
    """Whether it is this event's turn; in a state that a newer program made, nothing's."""
    return state in list(MandateState) and (MandateState(state), event) in IN_TURN


def move(state: MandateState, event: MandateEvent) -> Move:
    """What happened stands whatever the order it is heard of; where nothing is said here, the state stays."""
    turn = IN_TURN.get((state, event))
    return _OUT_OF_TURN.get((state, event), Move(state)) if turn is None else Move(turn)


def obstacle(states: Iterable[str]) -> Obstacle | None:
    """Of a person's mandates. One that is signed or with the bank is on its way, and keeps nothing back."""
    opened = [state for state in states if state not in ENDED]
    if not opened:
        return Obstacle.NO_MANDATE
    return Obstacle.UNSIGNED if all(state == MandateState.DRAFT for state in opened) else None


def drawable_from(
    state: str, drafted_for: date | None, sent_at: datetime | None, today: date, bank_days: int
) -> date | None:
    """The first day that a mandate lets a draw be made (rules.md 5): so many bank days after the day it was sent, and
    while it isn't sent, after today. `drafted_for`: what was said when it was drafted, which nothing is drawn
    before until the bank has answered. None: nobody knows when an active one was sent, so the bank's word must do."""
    earliest = takes_effect(today if sent_at is None else day_of(sent_at), bank_days)
    if state == MandateState.ACTIVE:
        return None if sent_at is None else earliest
    return max(earliest, drafted_for or earliest)


def drawn_from(agreed: date | None, mandates: Iterable[tuple[str, date | None]]) -> date | None:
    """The first day of a draw: as `agreed` for the subscription, and not before a mandate lets it be made. `mandates`:
    a person's, (state, `drawable_from`); where one is active, the others don't count."""
    opened = [(state, first) for state, first in mandates if state not in ENDED]
    active = [(state, first) for state, first in opened if state == MandateState.ACTIVE]
    if any(first is None for _state, first in active):
        return agreed
    taking_effect = min((first for _state, first in active or opened if first is not None), default=None)
    return max((one for one in (agreed, taking_effect) if one is not None), default=None)
