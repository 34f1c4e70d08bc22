"""How a wizard gets from one page to another that is not the next."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWizard


class Route:
    """Qt knows only one page back and one page forward; what lies between is passed without being shown.

    `returns_to` is the step an edit link was followed from: the primary button leads back to it.
    """

    def __init__(self, wizard: QWizard, ids: Mapping[str, int]) -> None:
        """`ids`: the wizard's page of each step, in their order."""
        self._wizard, self._ids = wizard, ids
        self._order = list(ids)
        self.is_travelling = False
        self.returns_to = ""

    def travel(self, step: str) -> None:
        """Forward only as far as the pages on the way let one go."""
        wizard, target, stuck_at = self._wizard, self._ids[step], -1
        self.is_travelling = True
        wizard.setUpdatesEnabled(False)
        while target in wizard.visitedIds()[:-1]:
            wizard.back()
        while wizard.currentId() not in (target, stuck_at):
            stuck_at = wizard.currentId()
            wizard.next()
        wizard.setUpdatesEnabled(True)
        self.is_travelling = False

    def leads_on(self, step: str, before: str) -> bool:
        """Having come to `step` from `before`, whether one is still on the way back to where the edit link was."""
        if step == self.returns_to:
            self.returns_to = ""
        is_forward = bool(before) and self._order.index(step) > self._order.index(before)
        return bool(self.returns_to) and is_forward
