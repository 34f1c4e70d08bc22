"""How an organisation's standing with the gym is shown: words, colour and icon."""

from datetime import date

from kiosk import formats
from kiosk.organisations.agreements import AgreementStanding
from kiosk.texts import _
from ui.controls import Tone

LOOKS = {
    AgreementStanding.HOLDS: (Tone.GOOD, "circle-check"),
    AgreementStanding.ENDING: (Tone.WARN, "clock"),
    AgreementStanding.ENDED: (Tone.WARN, "clock"),
    AgreementStanding.INACTIVE: (Tone.BAD, "circle-x"),
}


def status_words(standing: AgreementStanding, until: date | None) -> str:
    match standing:
        case AgreementStanding.HOLDS:
            return _("Active customer")
        case AgreementStanding.ENDING:
            return _("Agreement ends {day}", day=formats.day(until))
        case AgreementStanding.ENDED:
            return _("Agreement ended {day}", day=formats.day(until))
        case AgreementStanding.INACTIVE:
            return _("No longer a customer")
