"""The life of a mandate: draft → signed → sent → active, or rejected by the bank, or cancelled by somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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


def drawn_from(agreed: date | None, mandates: Iterable[tuple[str, date | None]]) -> date | None:
    """The first day of a draw: as `agreed` for the subscription, and not before the mandate that is on its way to the
    bank takes effect. `mandates`: a person's, (state, first draw)."""
    opened = [(state, first) for state, first in mandates if state not in ENDED]
    if any(state == MandateState.ACTIVE for state, _first in opened):
        return agreed
    taking_effect = min((first for _state, first in opened if first is not None), default=None)
    return max((one for one in (agreed, taking_effect) if one is not None), default=None)
