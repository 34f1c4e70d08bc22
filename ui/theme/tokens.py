"""Every colour, distance and type size of the desk, for light and dark. Only painters on photos name their own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """Hex colours. Text pairs hold 4.5:1, control edges and focus 3:1 (tests/ui/test_theme.py)."""

    ground: str  # behind the panels
    panel: str  # cards, inputs, dialogs
    sunken: str  # read-only fields, pressed things
    line: str  # hairlines between things; decoration only
    border: str  # edge of an input or a secondary button
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_soft: str  # selection, hover
    on_accent: str
    danger: str
    danger_hover: str
    on_danger: str
    good: str
    good_soft: str
    warn: str
    warn_soft: str
    bad: str
    bad_soft: str
    focus: str
    rail: str
    rail_raised: str  # the chosen area
    rail_text: str
    rail_chosen: str
    rail_focus: str
    disabled: str
    is_dark: bool


LIGHT = Colours(
    ground="#f3f5f8",
    panel="#ffffff",
    sunken="#e9edf2",
    line="#dbe1e8",
    border="#738193",
    text="#18222e",
    muted="#526072",
    accent="#1f56c4",
    accent_hover="#17469f",
    accent_soft="#e4ecfb",
    on_accent="#ffffff",
    danger="#b3202c",
    danger_hover="#8f1722",
    on_danger="#ffffff",
    good="#0a6b2d",
    good_soft="#e0f2e6",
    warn="#7a5200",
    warn_soft="#fff1cc",
    bad="#a30f1c",
    bad_soft="#fbe5e7",
    focus="#1f56c4",
    rail="#131f33",
    rail_raised="#27406e",
    rail_text="#c3cede",
    rail_chosen="#ffffff",
    rail_focus="#8ab4ff",
    disabled="#98a3b0",
    is_dark=False,
)

DARK = Colours(
    ground="#0f151d",
    panel="#18212c",
    sunken="#121a23",
    line="#2a3644",
    border="#6d7d90",
    text="#e6ecf3",
    muted="#a3b0c0",
    accent="#8ab4ff",
    accent_hover="#a9c8ff",
    accent_soft="#1d3050",
    on_accent="#0b1830",
    danger="#ff8a8f",
    danger_hover="#ffacb0",
    on_danger="#2b0508",
    good="#6fd490",
    good_soft="#12301d",
    warn="#ffc95c",
    warn_soft="#362a0c",
    bad="#ff9ba0",
    bad_soft="#3c1519",
    focus="#8ab4ff",
    rail="#0a0f16",
    rail_raised="#1d3050",
    rail_text="#b3c0d1",
    rail_chosen="#ffffff",
    rail_focus="#8ab4ff",
    disabled="#5d6a79",
    is_dark=True,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A whole panel's background and the text on it; the same in both themes, to be known across the room."""

    ground: str
    text: str


ADMITTED = Verdict("#0a6b2d", "#ffffff")
REFUSED = Verdict("#a30f1c", "#ffffff")
CHECK = Verdict("#ffc107", "#000000")


class Space:
    """Distances in px at 100 %; `ui.theme.px` applies the zoom."""

    TIGHT = 4
    SMALL = 8  # the least between two touch targets
    MEDIUM = 12
    LARGE = 16
    WIDE = 24
    HUGE = 40
    TOUCH = 48  # the least height of anything that can be pressed
    PRIMARY = 64  # the primary action
    RAIL = 96
    RADIUS = 8
    MARK = 20  # on a chosen tile
    MARK_ROOM = MARK + 2 * MEDIUM  # what it takes at the tile's right


class Type:
    """Font sizes in pt at 100 %."""

    FAMILY = "Open Sans"
    SMALL = 9.5
    BODY = 11.0
    HEADING = 13.0
    TITLE = 18.0
    FIGURE = 26.0  # sums to pay, verdict words
