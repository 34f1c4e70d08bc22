"""A labelled input with its problems under it, and the page's summary of problems."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kiosk.problems import Problem, Severity
from kiosk.sentences import sentence
from kiosk.texts import _, plural
from ui.controls.dressing import dress
from ui.controls.labels import IconLabel, Label, TypeRole
from ui.controls.line_button import LineButton
from ui.controls.scrolling import Whole
from ui.controls.texts import Retranslated, Text, spoken
from ui.theme import Space, px
from ui.theme.icons import Role


class Field(Retranslated, Whole):
    """Label above, input, then a hint or what is wrong. The label is the input's buddy and its accessible name."""

    def __init__(
        self,
        label: Text,
        control: QWidget,
        *,
        name: str = "",
        hint: Text = "",
        parent: QWidget | None = None,
        said_in: QBoxLayout | None = None,
    ) -> None:
        """`name` is the draft field's name and becomes the control's objectName; "" keeps the control's own. `said_in`:
        the place inside a tall control for what is wrong, which nobody would see under it."""
        super().__init__(parent)
        if name:
            control.setObjectName(name)
        self.control = control
        self._label_text, self._hint, self._problems = label, hint, tuple[Problem, ...]()
        self._keeps_room = False
        self._label = QLabel()
        self._label.setProperty("type", "strong")
        self._label.setBuddy(control)
        self._below = Label("", TypeRole.SMALL)
        self._sign = IconLabel("alert", Role.BAD, side=16)
        below = QHBoxLayout()
        below.setSpacing(px(6))
        below.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._below, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.TIGHT))
        column.addWidget(self._label)
        column.addWidget(control)
        (said_in or column).addLayout(below)
        self.retranslate()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To its control. No focus proxy: Tab would come to the control where the field once was made."""
        self.control.setFocus(reason)

    def call(self, label: Text) -> None:
        """By another label."""
        self._label_text = label
        self.retranslate()

    @property
    def problems(self) -> Sequence[Problem]:
        return self._problems

    @property
    def said(self) -> Label:
        """The hint, or what is wrong: out of sight while there is nothing to say."""
        return self._below

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Errors stand before warnings; an empty list shows the hint again."""
        chosen = tuple(sorted(problems, key=lambda problem: not problem.blocks))
        if chosen != self._problems:
            self._problems = chosen
            self._show_below()

    def say_hint(self, hint: Text) -> None:
        """What stands under the input while nothing is wrong."""
        self._hint = hint
        self._show_below()

    def wrap_label(self) -> None:
        """For one that says more than the input's name."""
        self._label.setWordWrap(True)

    def keep_room(self, lines: int = 1) -> None:
        """For so many lines: what is said under it comes and goes and moves nothing; more of them do so once."""
        self._keeps_room = True
        policy = self._below.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._below.setSizePolicy(policy)
        self._below.set_role(TypeRole.ERROR)  # the largest of what is said there
        self._below.ensurePolished()
        self._below.setText("\n".join("x" * lines))
        self._below.setMinimumHeight(self._below.sizeHint().height())
        self._show_below()

    def retranslate(self) -> None:
        text = spoken(self._label_text)
        self._label.setText(text)
        self.control.setAccessibleName(text.replace("&", ""))
        self._show_below()

    def _show_below(self) -> None:
        worst = self._problems[0].severity if self._problems else None
        text = "\n".join(sentence(problem) for problem in self._problems) if self._problems else spoken(self._hint)
        self._below.say(lambda: text)
        self._below.setVisible(bool(text))
        if self._keeps_room and text and self.isVisible():
            needed = self._below.heightForWidth(self._below.width() - self._sign.width())
            self._below.setMinimumHeight(max(self._below.minimumHeight(), needed))
        self._sign.setVisible(worst is not None)
        error = worst is Severity.ERROR
        if worst is not None:
            self._sign.show_icon("alert", Role.BAD if error else Role.WARN)
        self._below.set_role(TypeRole.SMALL if worst is None else TypeRole.ERROR if error else TypeRole.WARNING)
        self.control.setAccessibleDescription(text)
        dress(self.control, "trouble", worst.value if worst else "")
        self.has_grown()


FOLDED = 3  # lines of a summary before it is unfolded: more push the fields themselves out of sight


class ProblemSummary(Retranslated, QFrame):
    """What keeps the page from being finished, on top of it; each line leads to its field.

    Signals: field_chosen(str), the draft field's name.
    """

    field_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "bad")
        self._problems: tuple[Problem, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(Space.LARGE), px(Space.SMALL), px(Space.LARGE), px(Space.SMALL))
        self._column.setSpacing(0)
        self._title = Label("", TypeRole.STRONG)
        self._column.addWidget(self._title)
        self._lines: list[QWidget] = []
        self._is_unfolded = False
        self.hide()

    def show_problems(self, problems: Iterable[Problem], fields: Mapping[str, Field] | None = None) -> None:
        """Only what blocks. With `fields` each shows its own problems and the first bad one takes the focus."""
        everything = tuple(problems)
        self._problems = tuple(problem for problem in everything if problem.blocks)
        for name, field in (fields or {}).items():
            field.show_problems([problem for problem in everything if problem.field == name])
        self._redraw()
        first = next((fields[p.field] for p in self._problems if fields and p.field in fields), None)
        if first is not None:
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop(self, field: str) -> None:
        """It has been changed: what was said of it is said no more, until the next try."""
        left = tuple(problem for problem in self._problems if problem.field != field)
        if left != self._problems:
            self._problems = left
            self._redraw()

    def retranslate(self) -> None:
        self._redraw()

    def _redraw(self) -> None:
        for line in self._lines:
            line.deleteLater()
        self._is_unfolded = self._is_unfolded and bool(self._problems)
        shown = self._problems if self._is_unfolded or len(self._problems) <= FOLDED + 1 else self._problems[:FOLDED]
        self._lines = [self._line(problem) for problem in shown]
        if left := len(self._problems) - len(shown):
            more = LineButton(lambda: _("… and {n} more", n=left))
            more.setObjectName("more_problems")
            more.clicked.connect(self._unfold)
            self._lines.append(more)
        for line in self._lines:
            self._column.addWidget(line)
        self._title.say(lambda: plural("{n} thing to put right", "{n} things to put right", len(self._problems)))
        self.setVisible(bool(self._problems))

    def _line(self, problem: Problem) -> QWidget:
        if not problem.field:
            return Label(lambda: sentence(problem))
        line = LineButton(lambda: sentence(problem), "alert")
        line.setProperty("field", problem.field)
        line.clicked.connect(self._line_clicked)
        return line

    def _unfold(self) -> None:
        self._is_unfolded = True
        self._redraw()

    def _line_clicked(self) -> None:
        self.field_chosen.emit(self.sender().property("field"))
