"""Routines of existing customers at the desk: the card found, its menu opened, the wizard walked to its end."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ui.tour import hands
from ui.wizard.routine_wizard import RoutineWizard

Fill = Mapping[str, Callable[[], None]]
"""Step → what is entered there; a step that isn't named is left as it stands."""


def find_person(typed: str) -> None:
    """By what is typed in the search box; the first hit's card."""
    hands.write("search", typed)
    hands.wait_until(lambda: hands.is_shown("search_results"), "hits")
    hands.press(Qt.Key.Key_Return)
    hands.wait_until(lambda: hands.is_shown("person_card"), "the person card")


def menu(button: str = "subscription_menu") -> QMenu:
    """Opened from the card."""
    hands.click(button)
    return hands.find("routine_menu", QMenu)


def entries(shown: QMenu) -> dict[str, bool]:
    """Routine → whether it can be begun."""
    return {action.objectName(): action.isEnabled() for action in shown.actions()}


def begin(routine: str, button: str = "subscription_menu") -> None:
    """From the menu, until the wizard's first page stands there."""
    shown = menu(button)
    action = shown.findChild(QAction, routine)
    if action is None or not action.isEnabled():
        raise hands.Unfound(f"{routine} can't be begun: {action.text() if action else 'not in the menu'}")
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.actionGeometry(action).center())
    hands.wait_until(lambda: hands.is_shown(routine), f"the wizard {routine}")


def wizard() -> RoutineWizard:
    """The one that is open."""
    open_ones = [one for one in QApplication.allWidgets() if isinstance(one, RoutineWizard) and one.isVisible()]
    return open_ones[0]


def walk(fill: Fill, page_shown: Callable[[str], None] = lambda _step: None) -> None:
    """Through every page, and Finish; `page_shown` is called when a page is filled."""
    name = wizard().objectName()
    while True:
        step = wizard().current.step
        fill.get(step, _nothing)()
        page_shown(step)
        if hands.is_shown("finish"):
            break
        hands.click("next")
        hands.wait_until(lambda before=step: wizard().current.step != before, f"the page after {step}")  # type: ignore[misc]
    hands.click("finish")
    hands.wait_until(lambda: not hands.is_shown(name), f"the wizard {name} to close")


def _nothing() -> None:
    pass


def identified() -> None:
    """The customer in person, with a Swedish identity document."""
    hands.choose("proof", "swedish_id")


def pays_by_card(reference: str) -> Callable[[], None]:
    def pay() -> None:
        hands.click("card_rest")
        hands.write("card_reference", reference)

    return pay
