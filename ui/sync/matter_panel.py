"""One matter to settle: what, who, when and why, and its repairs as buttons."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk import formats
from kiosk.sync.matters import OpenMatter
from kiosk.sync.ways import Way
from kiosk.texts import N_, _
from ui.controls import Beside, Button, Label, Panel, QuietButton, SecondaryButton, TypeRole
from ui.sync.settle_dialog import named_way_words, way_words
from ui.theme import Space, px

MIDDLE = Qt.AlignmentFlag.AlignVCenter
MOST_MARKS = 24  # of a value on a button: a name; two such buttons stand beside each other


class MatterPanel(Panel):
    """Signals: way_chosen(OpenMatter, Way); person_wanted(person id); card_wanted(person id), a new one."""

    way_chosen = Signal(object, object)
    person_wanted = Signal(str)
    card_wanted = Signal(str)

    def __init__(self, matter: OpenMatter, reasons: Mapping[Way, str], parent: QWidget | None = None) -> None:
        """`reasons`: why this member of staff may not choose a way, in words. Where that goes for every way, the area
        says so once."""
        super().__init__("", parent)
        self.setObjectName("matter")
        self.matter = matter
        self.reasons = reasons
        self.body.setSpacing(px(Space.SMALL))
        self.body.addWidget(self._heading())
        self.body.addWidget(Label(partial(str, matter.what), TypeRole.STRONG))
        self.body.addWidget(Label(partial(str, matter.remedy), TypeRole.MUTED))
        self.body.addWidget(self._repairs())
        if Way.NOTED not in reasons:
            for words in dict.fromkeys(reasons.values()):
                self.body.addWidget(Label(partial(str, words), TypeRole.SMALL))

    def _heading(self) -> Beside:
        row = Beside(Space.MEDIUM)
        if self.matter.person_id is not None:
            who = QuietButton(partial(str, self.matter.who), "user", in_line=True)
            who.setObjectName("who")
            who.clicked.connect(self._open_person)
            row.add(who, 0, MIDDLE)
        row.add(Label(partial(_when_and_by, self.matter), TypeRole.SMALL), 1, MIDDLE)
        row.add(self._button(Way.NOTED, QuietButton(partial(way_words, Way.NOTED), "edit")), 0, MIDDLE)
        return row

    def _repairs(self) -> Beside:
        row = Beside(Space.SMALL)
        if Way.NEW_CARD in self.matter.ways:
            give = SecondaryButton(N_("Give a new card"), "card")
            give.setObjectName("give_card")
            give.clicked.connect(self._give_card)
            row.add(give)
        for way in self.matter.ways:
            row.add(self._button(way, SecondaryButton(partial(named_way_words, self.matter, way, MOST_MARKS), "check")))
        row.add(QWidget(), 1)
        return row

    def _button(self, way: Way, button: Button) -> Button:
        button.setObjectName(f"way_{way}")
        button.setProperty("way", way.value)
        button.setEnabled(way not in self.reasons)
        whole = named_way_words(self.matter, way)
        is_cut = whole != named_way_words(self.matter, way, MOST_MARKS)
        button.setToolTip(self.reasons.get(way, whole if is_cut else ""))
        button.clicked.connect(self._chosen)
        return button

    def _chosen(self) -> None:
        self.way_chosen.emit(self.matter, Way(self.sender().property("way")))

    def _give_card(self) -> None:
        self.card_wanted.emit(self.matter.person_id)

    def _open_person(self) -> None:
        self.person_wanted.emit(self.matter.person_id)


def _when_and_by(matter: OpenMatter) -> str:
    """Central itself opens some: nobody did those."""
    when = formats.moment(matter.at)
    return _("{when}, done by {staff}", when=when, staff=matter.by) if matter.by else when
