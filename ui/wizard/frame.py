"""What stands round the pages of a wizard: steps and quote at the left, buttons below; no header of Qt's."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWizard

from kiosk.texts import N_
from ui.controls import Text, spoken
from ui.wizard.buttons import WizardButtons
from ui.wizard.routine_page import RoutinePage
from ui.wizard.side_column import SideColumn
from ui.wizard.step_list import StepEntry
from ui.wizard.tab_order import TabOrder, focusable
from ui.wizard.visit import Standing, Visit

O = QWizard.WizardOption  # noqa: E741


class Frame:
    """Brings both in line with the visit whenever page or draft has become another.

    No page emits `completeChanged`: QWizard answers it by hiding all pages for a moment, which takes the focus away.
    """

    def __init__(self, wizard: QWizard, title: Text, visit: Visit[Any], pages: Mapping[str, RoutinePage[Any]]) -> None:
        self._visit, self._pages = visit, pages
        self.buttons = WizardButtons(wizard)
        self.side = SideColumn(title)
        self._tab_order = TabOrder()
        wizard.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        wizard.setOptions(O.NoBackButtonOnStartPage | O.IndependentPages)  # independent: going back keeps everything
        wizard.setSideWidget(self.side)

    def show(self, current: RoutinePage[Any], returns_to: str) -> None:
        self.side.show_steps([self._entry(step, current.step) for step in self._visit.steps()])
        self.side.show_quote(current.quote if self._is_quote_shown(current) else None)
        coming = returns_to or self._visit.next_step(current.step)
        if coming:
            self.buttons.say_next(self._pages[coming].title_text)
        else:
            self.buttons.say_finish(current.action or N_("&Finish"))
        current.setAccessibleName(spoken(current.title_text))
        self.buttons.set_working(current.notices.is_writing)
        self._tab_order.put(current, [*self.buttons.in_order(), *focusable(self.side)])

    def focus_first(self, current: RoutinePage[Any]) -> None:
        """An input of the page; where there is none, the button that goes on."""
        if not current.inputs.focus_first():
            self.buttons.focus_primary()

    def _is_quote_shown(self, current: RoutinePage[Any]) -> bool:
        return self._visit.is_quoted(current.step) and not current.shows_quote

    def _entry(self, step: str, current: str) -> StepEntry:
        standing = self._visit.standing(step, current)
        can_go = standing in (Standing.DONE, Standing.TROUBLE)
        return StepEntry(step, self._pages[step].title_text, standing, can_go)
