"""A wizard page over one part of a routine's draft: widgets become draft changes, problems are shown. Holds no rule."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWizardPage

from kiosk.problems import Problem
from kiosk.routine import EMPTY_QUOTE, Quote
from ui.controls import Label, Text, TypeRole
from ui.theme import Space, px
from ui.wizard.bound_inputs import BoundInputs
from ui.wizard.page_notices import PageNotices
from ui.wizard.presence import Presence
from ui.wizard.routine import STEP

P = TypeVar("P")


class RoutinePage(QWizardPage, Generic[P]):
    """Named by its step. The draft flows one way: an input changes → `put` → the wizard replaces the draft → `take`.

    A field's errors show once it was left filled in; those of all in sight once the user tried to go on.
    Signals: edited(part), this page's part of the draft has become another; go_to(str), a step or draft field.
    """

    edited = Signal(object)
    go_to = Signal(str)
    takes_cards = False
    """A card held to the reader is for this page, and not for the search."""
    is_payment = False
    shows_quote = False
    """The page shows the quote itself, and more of it than the side column."""

    def __init__(self, step: str, part: str, title: Text, about: Text = "") -> None:
        """`part` is the name of the draft's field that this page fills in."""
        super().__init__()
        self.setObjectName(step)
        self.step, self.part_name, self.title_text = step, part, title
        self.part: P
        self.quote: Quote = EMPTY_QUOTE
        self.problems: tuple[Problem, ...] = ()
        self._is_built = self._is_showing = self._was_tried = self._is_unread = False
        self.action: Text = ""  # the primary button's words, where the wizard's own don't say what it does
        self.inputs = BoundInputs(self)
        self.inputs.changed.connect(self._input_changed)
        self.inputs.left.connect(self._input_left)
        self._presence = Presence(self)
        self._presence.came.connect(self.entered)
        self._presence.went.connect(self.left)
        self.notices = PageNotices()
        self.notices.summary.field_chosen.connect(self.focus_field)
        self.body = self.notices.column.body
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.TIGHT))
        column.addWidget(Label(title, TypeRole.TITLE))
        if about:
            column.addWidget(Label(about, TypeRole.MUTED))
        column.addSpacing(px(Space.SMALL))
        column.addWidget(self.notices, 1)

    # Of each page its own

    def build(self) -> None:
        """Makes what stands in `body`: once, when the page is a part of its wizard. Before, it would be styled anew
        at each step of its way there."""

    def show_draft(self, draft: Any) -> None:
        """Brings what is not bound to a draft field in line with the draft: what is offered, shown, explained."""

    def entered(self) -> None:
        """The page has come into sight."""

    def left(self) -> None:
        """The page has gone out of sight: lets go of devices and jobs."""

    def changed(self, name: str, value: Any) -> P:
        """The part with the bound draft field `name` at another value."""
        return cast(P, replace(cast(Any, self.part), **{name: value}))

    def shown(self, name: str) -> Any:
        """What the input bound to `name` shows."""
        return getattr(self.part, name)

    def checked(self) -> P:
        """The part as the desk's file completes it, before one may go on."""
        return self.part

    # For all pages

    def put(self, part: P) -> None:
        if not self._is_showing and part != self.part:
            self.edited.emit(part)

    def take(self, draft: Any, quote: Quote) -> None:
        """By the wizard: shows the draft. Nothing that is set here counts as entered. While something on the page can't
        be read, what the draft would cost without it is not said."""
        self.part, self.quote = getattr(draft, self.part_name), quote
        inside = self.notices.inside
        self._is_showing = True
        try:
            if not self._is_built:
                inside.hide()  # what is made in a widget in sight is shown, and can take the focus, only later
                self.build()
            self.inputs.show(self.shown)
            self._is_unread = not self.is_payment and bool(self.inputs.unreadable())
            if self._is_unread:
                self.quote = EMPTY_QUOTE
            self.show_draft(draft)
        finally:
            self._is_showing = False
            if not self._is_built:
                inside.show()
                self._is_built = True

    def show_problems(self, problems: Iterable[Problem], *, insist: bool = False) -> None:
        """By the wizard. `insist`: the user wanted to go on, so all of them, and the focus on the first."""
        self.problems = self.inputs.in_order(problems)
        self._was_tried = self._was_tried or insist
        if insist:
            self.inputs.were_tried(self)
        due = [p for p in self.problems if self.inputs.is_due(p)]
        self.inputs.show_problems(due)
        self.notices.show_problems(due if self._was_tried else ())
        first = next((p.field for p in due if p.blocks and self.inputs.is_in_sight(p.field)), None)
        if insist and first is not None:
            self.focus_field(first)
        elif insist:
            self.notices.lead_to_summary()

    def focus_field(self, name: str) -> None:
        """The field itself, or the page where the problem with it is mended."""
        if name in self.inputs.fields:
            field = self.inputs.focus(name)
            self.body.activate()  # the summary above may just have grown
            self.notices.column.ensureWidgetVisible(field)
            return
        elsewhere = (str(p.values[STEP]) for p in self.problems if p.field == name and STEP in p.values)
        self.go_to.emit(next(elsewhere, name))

    def isComplete(self) -> bool:
        return not any(problem.blocks for problem in self.problems)

    def _input_changed(self, name: str) -> None:
        if self._is_showing:
            return
        part = self.changed(name, self.inputs.value(name))
        if part != self.part or self._is_unread != bool(self.inputs.unreadable()):
            self.edited.emit(part)

    def _input_left(self, name: str) -> None:
        self.inputs.filled.add(name)
        self.show_problems(self.problems)
