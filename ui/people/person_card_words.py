"""Words and signs of the person card for the codes in its facts; to be translated with `_`."""

from kiosk.direct_debit.drafts import Holder
from kiosk.people.person_card_facts import Urgency
from kiosk.texts import N_, _
from kiosk.till.tender import Method
from ui.controls import Tone

URGENCY_WORDS = {Urgency.STOP: N_("Stop"), Urgency.CHECK: N_("Check"), Urgency.NOTE: N_("Note")}
URGENCY_TONES = {Urgency.STOP: Tone.BAD, Urgency.CHECK: Tone.WARN, Urgency.NOTE: Tone.INFO}

METHODS: dict[str, str] = {
    Method.CASH: N_("Cash"),
    Method.CARD: N_("Card"),
    Method.SWISH: N_("Swish"),
    Method.CREDIT: N_("Credit balance"),
    Method.INVOICE: N_("Invoice"),
}
RECEIPT_KINDS = {"return": N_("Return"), "training": N_("Training")}

MANDATE_STATES = {
    "draft": (N_("Not signed"), Tone.WARN, "edit"),
    "signed": (N_("Signed, not sent yet"), Tone.INFO, "clock"),
    "sent": (N_("With the bank"), Tone.INFO, "clock"),
    "active": (N_("Active"), Tone.GOOD, "circle-check"),
    "rejected": (N_("Rejected by the bank"), Tone.BAD, "circle-x"),
    "cancelled": (N_("Cancelled"), Tone.NEUTRAL, "minus"),
}
UNKNOWN_STATE = (N_("State unknown to this program"), Tone.NEUTRAL, "help")
HOLDERS = {
    Holder.OTHER_ACCOUNT_HOLDER: N_("Account holder"),
    Holder.OTHER_PAYER: N_("Payer"),
}


def methods_text(methods: tuple[str, ...]) -> str:
    """`Card`, or `Cash, Swish` of a mixed payment."""
    return ", ".join(_(METHODS[method]) if method in METHODS else method for method in methods)
