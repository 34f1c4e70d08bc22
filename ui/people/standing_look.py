"""How a standing looks: tone, icon and role, the same in the hit list and on the person card."""

from kiosk.people.standing import Standing
from ui.controls import Tone
from ui.theme import colours

TONES = {
    Standing.ACTIVE: Tone.GOOD,
    Standing.IN_NOTICE: Tone.WARN,
    Standing.FROZEN: Tone.INFO,
    Standing.NOT_STARTED: Tone.INFO,
    Standing.ENDED: Tone.BAD,
    Standing.NONE: Tone.NEUTRAL,
}
ICONS = {
    Standing.ACTIVE: "circle-check",
    Standing.IN_NOTICE: "clock",
    Standing.FROZEN: "snowflake",
    Standing.NOT_STARTED: "calendar",
    Standing.ENDED: "circle-x",
    Standing.NONE: "minus",
}


def tone_colour(tone: Tone) -> str:
    """The hex colour of words in this tone."""
    look = colours()
    return {
        Tone.NEUTRAL: look.muted,
        Tone.INFO: look.accent,
        Tone.GOOD: look.good,
        Tone.WARN: look.warn,
        Tone.BAD: look.bad,
    }[tone]
