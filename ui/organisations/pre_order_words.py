"""How a pre-order looks and what it is called in a list, the same wherever it stands."""

from datetime import date

from kiosk import formats
from kiosk.organisations.pre_orders import PreOrderFacts, PreOrderState
from kiosk.texts import N_, _
from ui.controls import Tone
from ui.people.search_delegate import RowLook

STATES = {
    PreOrderState.REMAINING: N_("Remaining"),
    PreOrderState.USED: N_("Used"),
    PreOrderState.EXPIRED: N_("Expired"),
    PreOrderState.WITHDRAWN: N_("Withdrawn"),
}
"""State → words to translate with `_`."""
LOOKS = {
    PreOrderState.REMAINING: (Tone.GOOD, "circle-check"),
    PreOrderState.USED: (Tone.NEUTRAL, "check"),
    PreOrderState.EXPIRED: (Tone.WARN, "clock"),
    PreOrderState.WITHDRAWN: (Tone.BAD, "circle-x"),
}


def who(order: PreOrderFacts) -> str:
    """What tells two of the same name apart, as much as may stand in a list."""
    if order.masked_number:
        return order.masked_number
    return _("Born {day}", day=formats.day(order.birth_date)) if order.birth_date else ""


def validity(order: PreOrderFacts) -> str:
    return f"{formats.day(order.valid_from)} – {formats.day(order.valid_until)}"


def status(order: PreOrderFacts, today: date) -> str:
    match order.state:
        case PreOrderState.USED:
            return _("Used {day}", day=formats.day(order.used_on))
        case PreOrderState.WITHDRAWN:
            return _("Withdrawn {day}", day=formats.day(order.withdrawn_on))
        case PreOrderState.EXPIRED:
            return _("Expired {day}", day=formats.day(order.valid_until))
    if order.valid_from > today:
        return _("From {day}", day=formats.day(order.valid_from))
    return _("Remaining")


def look(order: PreOrderFacts, today: date) -> RowLook:
    tone, icon_name = LOOKS[order.state]
    if order.state is PreOrderState.REMAINING and order.valid_from > today:
        tone, icon_name = Tone.INFO, "calendar"
    second = "  ·  ".join(part for part in (who(order), order.product, validity(order)) if part)
    sign = "shield-lock" if order.is_protected else "user"
    return RowLook(order.shown_name, second, status(order, today), tone, icon_name, sign)
