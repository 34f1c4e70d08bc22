"""The routine Downgrade (Nedgradera): a cheaper product from today, the money reaching further. The rest is swap.py."""

from functools import partial

from kiosk.subscriptions import swap
from kiosk.subscriptions.swap import Draft, Step
from kiosk.texts import N_

__all__ = ["ACTION", "NAME", "TITLE", "Draft", "Step", "possible", "problems", "quote", "steps", "summary", "write"]

NAME = "downgrade"
TITLE = N_("Downgrade")
ACTION = N_("&Downgrade now")

possible = partial(swap.possible, is_dearer=False)
steps = partial(swap.steps, is_dearer=False)
problems = partial(swap.problems, is_dearer=False)
quote = partial(swap.quote, is_dearer=False)
summary = partial(swap.summary, is_dearer=False)
write = partial(swap.write, is_dearer=False)
