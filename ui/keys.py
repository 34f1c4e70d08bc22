"""Every key of the program that is no command of its window. Who listens to a shortcut takes it from here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from kiosk.texts import N_

if TYPE_CHECKING:
    from ui.controls import Text  # which themselves listen to keys


@dataclass(frozen=True, slots=True)
class Key:
    """`shown` as it stands on the keyboard; `listens`: the shortcuts that `on_key` makes of it."""

    shown: "Text"
    does: "Text"
    listens: tuple[str, ...] = ()


CANCEL = Key("Esc", N_("Cancel, work under way too"), ("Esc",))
CARD_MENU = Key("F10", N_("On a card: the menu of what can be done"), ("F10", "Shift+F10"))
PRINT = Key("Ctrl+P", N_("Print"), ("Ctrl+P",))
SAVE = Key("Ctrl+S", N_("Save as a file"), ("Ctrl+S",))
LARGER = Key("Ctrl++", N_("Larger"), ("Ctrl++", "Ctrl+="))
SMALLER = Key("Ctrl+-", N_("Smaller"), ("Ctrl+-",))
FIT = Key("Ctrl+0", N_("Fit the width"), ("Ctrl+0",))
CAMERA = Key("F8", N_("On a person card: the camera. Where a photo is taken: take it"), ("F8",))

SECTIONS: "tuple[tuple[Text, tuple[Key, ...]], ...]" = (
    (
        N_("Everywhere"),
        (
            Key("Enter", N_("Press the button with the focus; elsewhere in errands and dialogs the filled one")),
            CANCEL,
            Key("Tab", N_("The next field or button; with Shift the one before")),
            CARD_MENU,
            CAMERA,
            Key("↑ ↓", N_("In a sheet like this: scroll; Page Up and Page Down by pages, Home and End to its ends")),
        ),
    ),
    (
        N_("In an errand"),
        (
            Key("Alt+N", N_("The next step. Alt and another button’s underlined letter press that one")),
            Key("↑ ↓ ← →", N_("Among tiles: choose another")),
        ),
    ),
    (
        N_("Among the hits"),
        (
            Key("↑ ↓", N_("Choose; Page Up and Page Down go several at a time")),
            Key("→ ←", N_("Show more of the person, and less")),
            Key(N_("Space"), N_("Show more of the person, and less")),
            Key("Ctrl+Tab", N_("Persons or organisations")),
        ),
    ),
    (
        N_("In lists"),
        (
            Key("↑ ↓", N_("Choose a row")),
            Key("Enter", N_("Open what the row is about")),
            Key("Delete", N_("Among pre-orders: withdraw the chosen one")),
        ),
    ),
    (N_("When a document is shown"), (PRINT, SAVE, LARGER, SMALLER, FIT)),
    (
        N_("With the camera"),
        (
            Key(N_("Space"), N_("Take the photo; once more stops the countdown")),
            Key("↑ ↓ ← →", N_("Move the frame of the photo")),
        ),
    ),
    (N_("In a note"), (Key("Ctrl+Enter", N_("Save the note")),)),
)


def on_key(key: Key, where: QWidget, act: Callable[[], Any]) -> None:
    """While `where` is in sight, in its window. `act` is a bound method of a QObject."""
    for keys in key.listens:
        QShortcut(QKeySequence(keys), where).activated.connect(act)
