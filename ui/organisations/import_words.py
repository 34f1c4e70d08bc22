"""What a row's verdict is called in the preview, and how it looks."""

from kiosk.organisations.import_bytes import Encoding
from kiosk.organisations.import_judging import Verdict
from kiosk.texts import N_
from ui.controls import Text, Tone

VERDICTS = {
    Verdict.OK: N_("Right"),
    Verdict.WARNING: N_("To look at"),
    Verdict.ERROR: N_("Wrong"),
    Verdict.DUPLICATE: N_("Already there"),
}
"""Verdict → words to translate with `_`."""
TONES = {
    Verdict.OK: Tone.GOOD,
    Verdict.WARNING: Tone.WARN,
    Verdict.ERROR: Tone.BAD,
    Verdict.DUPLICATE: Tone.NEUTRAL,
}
ICONS = {
    Verdict.OK: "circle-check",
    Verdict.WARNING: "alert",
    Verdict.ERROR: "circle-x",
    Verdict.DUPLICATE: "copy",
}
ENCODINGS: dict[Encoding, Text] = {
    Encoding.CP1252: N_("Windows (1252), as Excel writes it"),
    Encoding.UTF_8: N_("UTF-8"),
    Encoding.UTF_16_LE: N_("UTF-16"),
    Encoding.UTF_16_BE: N_("UTF-16, bytes the other way"),
    Encoding.CP850: N_("DOS (850)"),
    Encoding.MAC: N_("Old Macintosh"),
}
DELIMITERS: dict[str, Text] = {
    ";": N_("Semicolon"),
    ",": N_("Comma"),
    "\t": N_("Tab"),
    "|": N_("Upright line"),
}
