"""Asks which organisation is the same as this one, and says what it means that they become one."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.formats import day
from kiosk.organisations.agreements import Pays
from kiosk.organisations.drafts import KnownOrganisation
from kiosk.organisations.merging import MOST_COUNTED, TITLE, After, Moving, ToMerge
from kiosk.problems import Problem
from kiosk.texts import N_, _
from ui.controls import Choice, Field, Label, Notice, ProblemSummary, Text, Tone
from ui.people.person_card_dialog import CardDialog

NAME = "merge"
BECOMES = {
    "is_active": N_("{name} becomes an active customer again."),
    "pre_orders": N_("{name} may order for its people beforehand from then on, as the other one may."),
}
"""What is turned on by it: field → words."""
PAID_BY = {
    Pays.MEMBER: N_("What they buy from then on they pay for themselves: {other} pays by invoice, {name} doesn’t."),
    Pays.ORGANISATION: N_(
        "What they buy from then on {name} pays for by invoice: through {other} they pay themselves."
    ),
}
"""Who pays when it wasn't so before."""
WIDTH = 680
SHOWN_LETTERS = 40


class MergeDialog(CardDialog):
    """Stays open until the file has taken it.

    Signals: merge_wanted(the other's id).
    """

    merge_wanted = Signal(str)

    def __init__(
        self, asked: ToMerge, other_id: str, moving: Callable[[str], Moving], parent: QWidget | None = None
    ) -> None:
        """`other_id`: chosen already, "" for none; `moving` asks the desk's file what the other one has."""
        super().__init__(NAME, TITLE, N_("&Merge"), WIDTH, parent)
        self._asked, self._moving = asked, moving
        options: list[tuple[object, Text]] = [("", N_("Choose…"))]
        options += [(one.organisation_id, partial(_in_words, one)) for one in asked.others]
        self._other = Choice("other_id", options)
        self._other.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._other.setMinimumContentsLength(SHOWN_LETTERS)  # as wide as the dialog, however long a name is
        self._field = Field(N_("&Which organisation is the same?"), self._other, name="other_id")
        self.summary, self._means = ProblemSummary(), Notice("", Tone.WARN)
        for part in (self.summary, Label(partial(_keeps, asked)), self._field, self._means):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._other.set_value(other_id)
        self._other.currentIndexChanged.connect(self._chosen)
        self._chosen()
        self.cancel.setDefault(True)  # it can't be undone: Enter alone doesn't do it
        self._other.setFocus()

    @property
    def _other_id(self) -> str:
        return str(self._other.value() or "")

    def accept(self) -> None:
        if not self._other_id:
            self._field.show_problems([Problem("organisation_to_merge_missing", "other_id")])
            self._other.setFocus()
            return
        self.confirm.setEnabled(False)  # once: it is being written
        self.merge_wanted.emit(self._other_id)

    def finish(self, said: tuple[Problem, ...]) -> None:
        """Done; or what the file said against it after all."""
        self.confirm.setEnabled(True)
        self.summary.show_problems(said)
        if not said:
            super().accept()

    def _chosen(self) -> None:
        self._field.show_problems(())
        other = next((one for one in self._asked.others if one.organisation_id == self._other_id), None)
        self._means.setVisible(other is not None)
        if other is not None:
            self._means.show_notice(partial(_means, self._asked, other, self._moving(other.organisation_id)), Tone.WARN)


def _keeps(asked: ToMerge) -> str:
    return _(
        "{name} keeps its own name, number and agreement. Of address, contact, account manager, price list and "
        "reference it takes over what it lacks.",
        name=asked.name,
    )


def _means(asked: ToMerge, other: KnownOrganisation, moving: Moving) -> str:
    words = {"other": other.name, "name": asked.name}
    counts = {"pre_orders": _count(moving.pre_orders), "members": _count(moving.members)}
    said = _(
        "{other} becomes part of {name} at all desks, with its pre-orders ({pre_orders}), its members ({members}) and "
        "what it is invoiced for. Its members pay by {name}’s agreement from then on. It can’t be undone.",
        **words,
        **counts,
    )
    turned_on = (_(BECOMES[name], name=asked.name) for name in moving.turned_on)
    return " ".join((said, *_paid(moving.after, words), *turned_on))


def _paid(after: After, words: dict[str, str]) -> Iterator[str]:
    if after.ended is not None:
        yield _("The agreement with {name} ended {day}: the ordinary price applies.", day=day(after.ended), **words)
    if after.is_uninvoiced:
        yield _("What {other} pays for by invoice is invoiced no more until there is a new agreement.", **words)
    if after.payer is not None:
        yield _(PAID_BY[after.payer], **words)


def _count(count: int) -> str:
    return f"{MOST_COUNTED}+" if count > MOST_COUNTED else str(count)


def _in_words(known: KnownOrganisation) -> str:
    parts = [known.name, known.shown_number, known.city]
    if not known.is_active:
        parts.append(_("No longer a customer"))
    return ", ".join(part for part in parts if part)
