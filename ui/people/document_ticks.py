"""The boxes of documents shown at the desk, each named `document_<code>`, over a draft's set of those ticked."""

from collections.abc import Collection, Mapping

from ui.controls import Text
from ui.wizard.bound_inputs import BoundInputs
from ui.wizard.tick_field import TickField

DOCUMENT = "document_"


class DocumentTicks:
    def __init__(self, texts: Mapping[str, Text]) -> None:
        self._fields = {code: TickField(text) for code, text in texts.items()}

    @property
    def fields(self) -> tuple[TickField, ...]:
        return tuple(self._fields.values())

    def bind(self, inputs: BoundInputs) -> None:
        for code, field in self._fields.items():
            inputs.bind(field.control, DOCUMENT + code, field)

    def add(self, code: str, text: Text, inputs: BoundInputs) -> TickField:
        field = self._fields[code] = TickField(text)
        inputs.bind(field.control, DOCUMENT + code, field)
        return field

    def show(self, needed: Collection[str]) -> None:
        for code, field in self._fields.items():
            field.setVisible(code in needed)


def is_ticked(name: str, ticked: frozenset[str]) -> bool | None:
    """What the box of that name shows; None for an input that is none."""
    return name.removeprefix(DOCUMENT) in ticked if name.startswith(DOCUMENT) else None


def with_tick(name: str, is_on: bool, ticked: frozenset[str]) -> frozenset[str]:
    code = {name.removeprefix(DOCUMENT)}
    return ticked | code if is_on else ticked - code
