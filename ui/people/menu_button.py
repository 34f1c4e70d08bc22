"""The button that opens a menu of routines on the person card."""

from kiosk.texts import N_
from ui.controls import IconButton


def menu_button(subscription_id: str = "") -> IconButton:
    """≡, named for what its menu is about."""
    name = N_("What to do with the subscription") if subscription_id else N_("What to do for the customer")
    button = IconButton("menu", name)
    button.setObjectName("subscription_menu" if subscription_id else "person_menu")
    button.setProperty("subscription_id", subscription_id)
    return button
