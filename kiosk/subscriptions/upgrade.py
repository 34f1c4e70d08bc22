"""The routine Upgrade (Uppgradera): a dearer product from today, the difference paid now. The rest is swap.py."""

from functools import partial

from kiosk.subscriptions import swap
from kiosk.subscriptions.swap import Draft, Step
from kiosk.texts import N_

__all__ = ["ACTION", "NAME", "TITLE", "Draft", "Step", "possible", "problems", "quote", "steps", "summary", "write"]

NAME = "upgrade"
TITLE = N_("Upgrade")
ACTION = N_("&Upgrade now")

possible = partial(swap.possible, is_dearer=True)
steps = partial(swap.steps, is_dearer=True)
problems = partial(swap.problems, is_dearer=True)
quote = partial(swap.quote, is_dearer=True)
summary = partial(swap.summary, is_dearer=True)
write = partial(swap.write, is_dearer=True)
