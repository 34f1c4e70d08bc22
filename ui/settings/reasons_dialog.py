"""A list of reasons to be changed: each by its name in both languages, a freeze's with fee and days besides."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.ids import new_id
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.settings.changing import as_json
from kiosk.settings.reasons import (
    LONGEST_NAME,
    ReasonDraft,
    drafts_of,
    field_of,
    is_of_freeze,
    read_reasons,
    reason_problems,
)
from kiosk.settings.shown import ShownSetting
from kiosk.texts import N_
from ui.controls import Beside, Field, Hairline, IconButton, MoneyInput, SecondaryButton, TextInput, Trouble
from ui.controls.scrolling import Whole
from ui.settings.setting_dialog import SettingDialog
from ui.theme import Space, px

WIDTH = 1060
NARROW = 130  # px at 100 %: a fee, a number of days


class ReasonsDialog(SettingDialog):
    """Reasons stand in their order; a new one comes last."""

    def __init__(self, shown: ShownSetting, parent: QWidget | None = None) -> None:
        super().__init__("change_reasons", shown, WIDTH, parent)
        self._trouble = Trouble()
        self._rows: list[_ReasonRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(px(Space.MEDIUM))
        add = SecondaryButton(N_("&Add a reason"), "plus")
        add.setObjectName("add_reason")
        add.clicked.connect(self._add_wanted)
        self.body.addWidget(self._trouble)
        self.body.addLayout(self._column)
        self.body.addWidget(add)
        for draft in drafts_of(shown.value):
            self._add(draft)
        self.add_standard()
        self._before = self.drafts
        if self._rows:
            self._rows[0].take_focus()

    @property
    def drafts(self) -> tuple[ReasonDraft, ...]:
        return tuple(row.draft for row in self._rows)

    def is_touched(self) -> bool:
        return self.drafts != self._before

    def accept(self) -> None:
        found = tuple(reason_problems(self.drafts))
        self.say(found)
        if found:
            return
        value = read_reasons(self.shown.setting, self.drafts)
        if self.shown.is_readable and value == self.shown.value:
            self.leave()
        else:
            self.saved.emit(self.shown, as_json(value))

    def say(self, said: tuple[Problem, ...]) -> None:
        """At the fields, the first of which gets the keyboard; else above them."""
        bad = [field for row in self._rows for field in row.show_problems(said)]
        names = {name for row in self._rows for name in row.fields}
        whole = [one for one in said if one.field not in names]
        self._trouble.setVisible(bool(whole))
        if whole:
            self._trouble.tell(partial(sentence, whole[0]))
        if bad:
            bad[0].setFocus()

    def _add_wanted(self) -> None:
        row = self._add(ReasonDraft(new_id()))
        self._trouble.hide()
        QTimer.singleShot(0, row, row.take_focus)  # when it has its place, which is scrolled to

    def _add(self, draft: ReasonDraft) -> "_ReasonRow":
        row = _ReasonRow(draft, is_of_freeze=is_of_freeze(self.shown.setting))
        row.remove_wanted.connect(self._remove)
        self._column.addWidget(row)
        if self._rows:
            _put_after(self._rows[-1], row)
        self._rows.append(row)
        return row

    def _remove(self, code: str) -> None:
        """Whoever is at the keyboard goes on at the one that stands there now."""
        at = next(at for at, row in enumerate(self._rows) if row.draft.code == code)
        gone = self._rows.pop(at)
        gone.hide()
        gone.deleteLater()
        if self._rows:
            self._rows[min(at, len(self._rows) - 1)].remove.setFocus()


class _ReasonRow(Whole):
    """One reason.

    Signals: remove_wanted(its code).
    """

    remove_wanted = Signal(str)

    def __init__(self, draft: ReasonDraft, *, is_of_freeze: bool) -> None:
        super().__init__()
        self._code = draft.code
        self._swedish, self._english, self._days = _text(draft.name_sv), _text(draft.name_en), _text(draft.days)
        self._fee = MoneyInput()
        self._fee.set_value(draft.fee)
        self.remove = IconButton("trash", N_("Remove"))
        self.remove.setObjectName(field_of("remove", draft))
        self.remove.clicked.connect(self._remove_clicked)
        parts: list[tuple[str, str, QWidget]] = [
            ("name_sv", N_("In Swedish"), self._swedish),
            ("name_en", N_("In English"), self._english),
        ]
        if is_of_freeze:
            parts.append(("fee", N_("Kronor per started month"), self._fee))
            parts.append(("days", N_("Days back"), self._days))
        self.fields = {field_of(name, draft): Field(label, control) for name, label, control in parts}
        beside = Beside(Space.MEDIUM, least=NARROW)
        for (name, _label, control), (full_name, field) in zip(parts, self.fields.items(), strict=True):
            control.setObjectName(full_name)
            beside.add(field, 3 if name.startswith("name") else 2)
        beside.add(Field(N_("Remove"), self.remove))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(beside)
        column.addWidget(Hairline())

    @property
    def draft(self) -> ReasonDraft:
        names = self._swedish.text(), self._english.text()
        return ReasonDraft(self._code, *names, self._fee.value(), self._days.text())

    def take_focus(self) -> None:
        self._swedish.setFocus()

    def show_problems(self, said: Sequence[Problem]) -> list[Field]:
        """The fields that have some."""
        for name, field in self.fields.items():
            field.show_problems([one for one in said if one.field == name])
        return [field for field in self.fields.values() if field.problems]

    def _remove_clicked(self) -> None:
        self.remove_wanted.emit(self._code)


def _put_after(last: _ReasonRow, row: _ReasonRow) -> None:
    """For Tab: what is made later would come last of all."""
    before: QWidget = last.remove
    for control in (*(field.control for field in row.fields.values()), row.remove):
        QWidget.setTabOrder(before, control)
        before = control


def _text(text: str) -> TextInput:
    made = TextInput()
    made.setMaxLength(LONGEST_NAME)
    made.setText(text)
    made.setCursorPosition(0)
    return made
