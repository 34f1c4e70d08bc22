"""A page that other routines have too, with what changes by it shown below."""

from typing import Any

from ui.wizard.change_strip import ChangeStrip
from ui.wizard.routine_page import RoutinePage


class ChangesBelow(RoutinePage[Any]):
    """Mixin before a page class whose body ends with a stretch."""

    shows_quote = True

    def build(self) -> None:
        super().build()
        self._changes = ChangeStrip()
        self.body.insertWidget(self.body.count() - 1, self._changes)

    def show_draft(self, draft: Any) -> None:
        super().show_draft(draft)
        self._changes.show_changes(self.quote.changes)
