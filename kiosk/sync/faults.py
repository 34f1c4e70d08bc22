"""How an exchange can fail. Each is one of the program's expected errors, with words for the user.

They stand in the window until the next exchange, so they are said in the language there is when they are read.
"""

from functools import partial

from kiosk.errors import CentralRefused, CentralUnreachable, Words
from kiosk.sync.wire import Problem
from kiosk.texts import N_, _


class TimedOut(CentralUnreachable):
    """Central or the line is slow: less at a time may get through."""


class NotCentral(CentralUnreachable):
    """Something else answered, such as a sign-in page of the network."""


class CentralFailing(CentralUnreachable):
    """Central answered that it failed. `type` is the problem's."""

    def __init__(self, message: Words, remedy: Words, problem_type: str) -> None:
        super().__init__(message, remedy)
        self.type = problem_type


class Declined(CentralRefused):
    """Central understood and said no."""

    def __init__(self, problem: Problem) -> None:
        words, remedy = WORDS.get(problem.type, OTHERWISE), REMEDIES.get(problem.type, OTHER_REMEDY)
        super().__init__(partial(_, words), partial(_, remedy))
        self.problem = problem

    @property
    def type(self) -> str:
        return self.problem.type


class UpgradeRequired(Declined):
    """Central takes what this desk has done, and gives nothing to a program so old."""


OTHERWISE = N_("Central did not accept what this desk sent. Nothing is lost: it is kept here.")
OTHER_REMEDY = N_("Tell support if it goes on.")
WORDS = {
    "device-revoked": N_("This desk is no longer let in at central. Everything is kept here."),
    "unauthenticated": N_("Central doesn't know this desk. Everything is kept here."),
    "upgrade-required": N_("This program is too old to take what central has. What is done here is sent all the same."),
    "too-many": N_("Central has had too many requests from here today."),
    "code-expired": N_("The code has expired."),
}
REMEDIES = {
    "device-revoked": N_("Ask the back office to let the desk in again."),
    "unauthenticated": N_("Ask the back office to let the desk in again."),
    "upgrade-required": N_("Update the program on this desk."),
    "too-many": N_("Try again later."),
    "code-expired": N_("Ask for a new one."),
}


def declined(problem: Problem) -> Declined:
    return (UpgradeRequired if problem.type == "upgrade-required" else Declined)(problem)


def unreachable() -> CentralUnreachable:
    return CentralUnreachable(
        partial(_, N_("Central can't be reached. The desk works on, and sends everything later.")),
        partial(_, N_("Check the network if it goes on.")),
    )


def timed_out() -> TimedOut:
    return TimedOut(
        partial(_, N_("Central did not answer in time. The desk works on, and sends everything later.")),
        partial(_, N_("Check the network if it goes on.")),
    )


def not_central() -> NotCentral:
    return NotCentral(
        partial(_, N_("Something else answered in central's place, such as the network's sign-in page.")),
        partial(_, N_("Open a web page on this machine and sign in to the network.")),
    )


def failing(problem_type: str) -> CentralFailing:
    return CentralFailing(
        partial(_, N_("Central has a fault just now. The desk works on, and sends everything later.")),
        partial(_, N_("Tell support if it goes on.")),
        problem_type,
    )
