"""Pages that ask for one thing: the part of the draft that they fill in is the field itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from ui.controls import Field, Panel, Text
from ui.wizard.effect import Effect
from ui.wizard.routine_page import RoutinePage
from ui.wizard.tiles import Tiles

P = TypeVar("P")
Options = Callable[[], Sequence[tuple[object, Text]]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asks for, and how it says so. `part` is the draft's field, and `label` stands over its input."""

    step: str
    part: str
    title: Text
    label: Text
    about: Text = ""


class OneFieldPage(RoutinePage[P]):
    def __init__(self, asked: Asked) -> None:
        super().__init__(asked.step, asked.part, asked.title, asked.about)
        self._label = asked.label

    def ask(self, control: QWidget) -> Field:
        """The control under its label, bound to the part."""
        field = Field(self._label, control)
        self.inputs.bind(control, self.part_name, field)
        return field

    def shown(self, name: str) -> Any:
        return self.part

    def changed(self, name: str, value: Any) -> P:
        return value  # type: ignore[no-any-return]  # what the input holds is what the part is


class ChoicePage(OneFieldPage[Any]):
    """One of a few. `options` are read anew each time the draft is shown."""

    def __init__(self, asked: Asked, options: Options, columns: int = 1, *, has_effect: bool = False) -> None:
        """`has_effect`: what the choice does and costs stands under it."""
        super().__init__(asked)
        self._options, self._columns, self._has_effect = options, columns, has_effect

    def build(self) -> None:
        self._tiles = Tiles(columns=self._columns)
        panel = Panel()
        panel.body.addWidget(self.ask(self._tiles))
        self.body.addWidget(panel)
        if self._has_effect:
            self._effect = Effect()
            self.body.addWidget(self._effect)
        self.body.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        self._tiles.set_options(self._options())
        if self._has_effect:
            self._effect.show_quote(self.quote)
