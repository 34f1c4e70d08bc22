"""The inputs of a page, each bound to a draft field: read, filled and listened to in one way whatever their kind."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.problems import Problem
from ui.controls import Choice, DateInput, Field, MoneyInput, TextInput, Tick
from ui.wizard.chooser import Chooser

EMPTY = (None, "", ())  # not 0: the first column is one


class BoundInputs(QObject):
    """Signals: changed(str), the draft field whose input has another value; left(str), with something in it."""

    changed = Signal(str)
    left = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controls: dict[str, QWidget] = {}
        self.fields: dict[str, Field] = {}
        self._is_showing = False
        self.filled: set[str] = set()  # left with something in them
        self._tried: set[str] | None = None  # those in sight when the user wanted to go on; None before that
        self._page: QWidget | None = None  # from which they wanted to

    def bind(self, control: QWidget, name: str, field: Field | None = None) -> None:
        """The control is named after the draft field; `field` shows that draft field's problems."""
        control.setObjectName(name)
        self._controls[name] = control
        changed_signal(control).connect(self._input_changed)
        if isinstance(control, QLineEdit):
            control.editingFinished.connect(self._input_left)
        if field is not None:
            self.fields[name] = field

    def value(self, name: str) -> Any:
        return value_of(self._controls[name])

    def show(self, value: Callable[[str], Any]) -> None:
        """`value` gives each draft field's value by its name."""
        self._is_showing = True
        for name, control in self._controls.items():
            show_value(control, value(name))
        self._is_showing = False

    def show_problems(self, problems: Sequence[Problem]) -> None:
        for name, field in self.fields.items():
            field.show_problems([problem for problem in problems if problem.field == name])

    def were_tried(self, page: QWidget) -> None:
        """The user wanted to go on from the page. Fields that come up later are not wrong yet."""
        self._page = page
        self._tried = (self._tried or set()) | set(filter(self.is_in_sight, self.fields))

    def is_in_sight(self, name: str) -> bool:
        """Whether the page shows a field for it; a folded one is none."""
        field = self.fields.get(name)
        return field is not None and field.isVisibleTo(self._page or field.window())

    def is_due(self, problem: Problem) -> bool:
        """Whether it is time to say it. Once the user has wanted to go on, what no field in sight can say is due too:
        nothing keeps a page from being finished without a word."""
        if not problem.blocks or problem.field in self.filled:
            return True
        return self._tried is not None and (problem.field in self._tried or not self.is_in_sight(problem.field))

    def in_order(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """As the fields stand on the page, those elsewhere last. What can't be read is all that is said of a field: the
        draft holds nothing of it, and what is said of nothing would mislead."""
        unreadable = self.unreadable()
        unread = {problem.field for problem in unreadable}
        every = [*unreadable, *(problem for problem in problems if problem.field not in unread)]
        places = {name: place for place, name in enumerate(self.fields)}
        return tuple(sorted(every, key=lambda problem: places.get(problem.field, len(places))))

    def unreadable(self) -> list[Problem]:
        """Fields with something in them that is no date or sum: the draft holds nothing, which must not pass for it."""
        codes = {DateInput: "date_unreadable", MoneyInput: "money_unreadable"}
        return [
            Problem(codes[type(control)], name)
            for name, control in self._controls.items()
            if isinstance(control, DateInput | MoneyInput) and control.text().strip() and control.value() is None
            if control.isVisibleTo(control.window())
        ]

    def focus(self, name: str) -> Field:
        """For a field that is bound."""
        field = self.fields[name]
        field.control.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field.control, QLineEdit):
            field.control.selectAll()
        return field

    def focus_first(self) -> bool:
        """The first input that is still empty, else the first; False when there is none to focus."""
        usable = [c for c in self._controls.values() if c.isEnabled() and c.isVisibleTo(c.window())]
        empty = [control for control in usable if not is_answered(control)]
        for control in (empty or usable)[:1]:
            control.setFocus(Qt.FocusReason.OtherFocusReason)
        return bool(usable)

    def _input_changed(self) -> None:
        name = self.sender().objectName()
        if self._is_showing:
            return
        if not isinstance(self._controls[name], QLineEdit):
            self.left.emit(name)  # a choice is made in one act; a text is judged when it is whole
        self.changed.emit(name)

    def _input_left(self) -> None:
        name = self.sender().objectName()
        control = self._controls[name]
        if isinstance(control, QLineEdit) and control.text().strip():
            self.left.emit(name)


def is_answered(control: QWidget) -> bool:
    """A tick may stay off."""
    if isinstance(control, Chooser):
        return control.is_answered
    return isinstance(control, Tick) or value_of(control) not in EMPTY


def changed_signal(control: QWidget) -> SignalInstance:
    """Emitted on every change: by hand, by program, or by an assistive tool."""
    match control:
        case DateInput():
            return control.date_changed
        case MoneyInput():
            return control.money_changed
        case TextInput():
            return control.textChanged
        case Choice():
            return control.currentIndexChanged
        case Chooser():
            return control.value_changed
        case Tick():
            return control.toggled
    raise TypeError(f"{control!r} can't be bound to a draft field")


def value_of(control: QWidget) -> Any:
    match control:
        case DateInput() | MoneyInput() | Choice() | Chooser():
            return control.value()
        case TextInput():
            return control.text()
        case Tick():
            return control.isChecked()
    raise TypeError(f"{control!r} holds no value")


def show_value(control: QWidget, value: Any) -> None:
    """Leaves a control alone that shows it already, so that the cursor stays where it is."""
    if value_of(control) == value:
        return
    match control:
        case DateInput() | MoneyInput() | Choice() | Chooser():
            control.set_value(value)
        case TextInput():
            control.setText(value)
        case Tick():
            control.setChecked(value)
