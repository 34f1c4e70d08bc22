"""What the photo page says: hints for the picture and reasons for having none."""

from kiosk.devices.faces import Hint
from kiosk.texts import N_
from ui.controls import Tone

HINTS: dict[Hint, tuple[str, Tone]] = {
    Hint.GOOD: (N_("Good picture"), Tone.GOOD),
    Hint.NO_FACE: (N_("No face: look into the camera, inside the oval"), Tone.WARN),
    Hint.SEVERAL_FACES: (N_("Several faces: only the member in the picture"), Tone.WARN),
    Hint.TOO_DARK: (N_("Too dark: turn on a light"), Tone.WARN),
    Hint.TOO_BRIGHT: (N_("Too bright: turn away from the light"), Tone.WARN),
    Hint.BLURRED: (N_("Blurred: hold still, or wipe the lens"), Tone.WARN),
    Hint.TOO_FAR: (N_("Too far away: come closer"), Tone.WARN),
}

OTHER = "other"
DISK = "disk"
NO_ROOM = N_("No new photos: the disk is nearly full.")
NO_ROOM_REMEDY = N_("Everything else works. Free at least 1 GB on this computer, or call support.")
NO_PHOTO_REASONS: tuple[tuple[str, str], ...] = (
    ("", N_("Choose why")),
    ("declined", N_("Doesn't want to be photographed")),
    ("later", N_("The photo is taken at the next visit")),
    ("camera", N_("The camera doesn't work")),
    (OTHER, N_("Another reason")),
)
NO_ROOM_REASON = (DISK, N_("The disk has no room for photos"))
"""A reason only where it is true."""
