"""Subscriptions that were transferred, on the person card of both."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kiosk import formats
from kiosk.people.person_card_facts import HandedOver
from kiosk.texts import N_, _
from ui.controls import Panel
from ui.people.person_card_parts import text_block


class TransfersPanel(Panel):
    """One line each, the latest first."""

    def __init__(self, transfers: Sequence[HandedOver], parent: QWidget | None = None) -> None:
        super().__init__(N_("Transfers"), parent)
        self.setObjectName("transfers")
        for one in transfers:
            self.body.addWidget(text_block(transfer_words(one)))


def transfer_words(one: HandedOver) -> str:
    words = {"product": one.product, "day": formats.day(one.day), "other": one.other or _("Protected identity")}
    if one.is_from:
        said = N_("{product} was taken over from {other} on {day}")
        return _(N_("{product} was taken over from {other} on {day}: undone") if one.is_undone else said, **words)
    said = N_("{product} was transferred to {other} on {day}")
    return _(N_("{product} was transferred to {other} on {day}: undone") if one.is_undone else said, **words)
