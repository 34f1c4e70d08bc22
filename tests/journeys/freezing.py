"""A freeze through December 2026, as it is entered in the wizard."""

from ui.tour import errands, hands


def choose_december() -> None:
    hands.write("first", "2026-12-01")
    hands.write("last", "2026-12-31")


def freeze_for_a_fee() -> None:
    """Of the customer whose card is shown; to its receipt."""
    errands.begin("freeze")
    errands.walk(
        {
            "identification": errands.identified,
            "reason": lambda: hands.choose("reason", "travel"),
            "period": choose_december,
            "payment": errands.pays_by_card("T-77"),
        }
    )
