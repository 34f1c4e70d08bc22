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
HINTS_OF_FILES: dict[Hint, tuple[str, Tone]] = {
    Hint.NO_FACE: (N_("No face is found: choose another picture"), Tone.WARN),
    Hint.SEVERAL_FACES: (N_("Several faces: frame only the member’s"), Tone.WARN),
    Hint.TOO_DARK: (N_("The picture is too dark: choose another"), Tone.WARN),
    Hint.TOO_BRIGHT: (N_("The picture is too bright: choose another"), Tone.WARN),
    Hint.BLURRED: (N_("The picture is blurred: choose another"), Tone.WARN),
    Hint.TOO_FAR: (N_("The face is small: zoom in, or choose another picture"), Tone.WARN),
}
"""Of a picture from a file there is nobody to ask to come closer."""

OTHER = "other"
DISK = "disk"
NO_ROOM = N_("No new photos: the computer’s storage is nearly full.")
NO_ROOM_BUT_KEPT = N_(
    "The photo that is taken is kept. No new one can be taken: the computer’s storage is nearly full."
)
NO_ROOM_REMEDY = N_("Everything else works. Free at least 1 GB on this computer, or call support.")
NO_PHOTO_REASONS: tuple[tuple[str, str], ...] = (
    ("", N_("Choose why")),
    ("declined", N_("Doesn't want to be photographed")),
    ("later", N_("The photo is taken at the next visit")),
    ("camera", N_("The camera doesn't work")),
    (OTHER, N_("Another reason")),
)
NO_ROOM_REASON = (DISK, N_("No room for photos here"))
"""A reason only where it is true."""
