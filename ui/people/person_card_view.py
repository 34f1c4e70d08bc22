"""The person card: who it is, what to know first, and everything they have with the gym."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.people.person_card_facts import PersonCard
from ui.controls import ScrollColumn
from ui.keys import CAMERA, on_key
from ui.people.person_card_deviations import DeviationGrid
from ui.people.person_card_header import CardHeader
from ui.people.person_card_history import HistoryPanel
from ui.people.person_card_overview import CardOverview
from ui.people.person_card_tabs import CardTab, CardTabs
from ui.people.person_card_visits import VisitsPanel
from ui.theme import Space, px
from ui.wizard.tab_order import focusable

NEAR_THE_END = 400  # px at 100 %: the next page of history is fetched before one comes to it


@dataclass(frozen=True, slots=True)
class FocusPlace:
    """A part of the card by its name, and which of the `count` that have it. Nothing has none."""

    name: str = ""
    at: int = 0
    count: int = -1


class PersonCardView(ScrollColumn):
    """Shows one card as it was read; another card is another view.

    Signals: number_wanted(); close_wanted(); reprint_receipt(receipt id); show_agreement(subscription id);
    show_mandate_form(mandate id); sign_mandate(mandate id); draw_again(draw id);
    stop_draw(DrawFacts); remove_note(note id); show_confirmation(confirmation id);
    history_wanted(HistoryPanel, where it goes on or None);
    menu_wanted(button, subscription id or ""); routine_wanted(name of one about the person, ""
    or the online purchase or mandate it is about);
    work_wanted(name of what needs no wizard: kiosk/people/card_menu.py, and photo); matter_wanted(matter id).
    """

    number_wanted = Signal()
    close_wanted = Signal()
    reprint_receipt = Signal(str)
    show_agreement = Signal(str)
    show_mandate_form = Signal(str)
    sign_mandate = Signal(str)
    draw_again = Signal(str)
    stop_draw = Signal(object)
    remove_note = Signal(str)
    show_confirmation = Signal(str)
    history_wanted = Signal(object, object)
    menu_wanted = Signal(object, str)
    routine_wanted = Signal(str, str)
    work_wanted = Signal(str)
    matter_wanted = Signal(str)

    def __init__(self, card: PersonCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("person_card")
        self.card = card
        self.header = CardHeader(card)
        self.header.number_wanted.connect(self.number_wanted)
        self.header.close_wanted.connect(self.close_wanted)
        self.header.menu_wanted.connect(self.menu_wanted)
        self.header.photo_wanted.connect(self._photo_wanted)
        self.body.setContentsMargins(px(Space.LARGE), px(Space.LARGE), px(Space.LARGE), px(Space.LARGE))
        self.body.addWidget(self.header)
        if card.deviations:
            deviations = DeviationGrid(card.deviations)
            deviations.routine_wanted.connect(self._deviation_pressed)
            self.body.addWidget(deviations)
        self.tabs = CardTabs()
        self.tabs.currentChanged.connect(self._show_tab)
        self.body.addWidget(self.tabs)
        self._parts: dict[CardTab, QWidget] = {}
        self._show_tab(CardTab.OVERVIEW)
        self.body.addStretch(1)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        on_key(CAMERA, self, self._camera_wanted)

    def focus_place(self) -> FocusPlace | None:
        """Where the focus is on the card, or will be when what covers it is gone; None elsewhere."""
        focused = self.window().focusWidget()
        if focused is None or not focused.isVisible():
            focused = self.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            return None
        same = self._named(focused.objectName())
        return FocusPlace(focused.objectName(), same.index(focused), len(same)) if focused in same else FocusPlace()

    def keep_place(self, old: "PersonCardView", focus: FocusPlace | None) -> None:
        """The same card read again: nothing moves under the eyes of who reads it, or under their hands. What isn't
        there any more leaves the focus to the card's menu."""
        self.tabs.setCurrentIndex(old.tabs.tab)
        if focus is not None:
            same = self._named(focus.name)
            there = same[focus.at] if len(same) == focus.count else self.header.menu
            there.setFocus()
        self.verticalScrollBar().setValue(old.verticalScrollBar().value())

    def _named(self, name: str) -> list[QWidget]:
        """Of the parts that take the focus."""
        return [part for part in focusable(self) if part.objectName() == name]

    def _show_tab(self, tab: int) -> None:
        chosen = CardTab(tab)
        if chosen not in self._parts:
            self._parts[chosen] = self._made(chosen)
            self.body.insertWidget(self.body.indexOf(self.tabs) + 1, self._parts[chosen])
        for one, part in self._parts.items():
            part.setVisible(one is chosen)

    def _made(self, tab: CardTab) -> QWidget:
        match tab:
            case CardTab.VISITS:
                return VisitsPanel(self.card.visits)
            case CardTab.HISTORY:
                history = HistoryPanel()
                history.page_wanted.connect(self._page_wanted)
                history.confirmation_wanted.connect(self.show_confirmation)
                self.history_wanted.emit(history, None)
                return history
        return self._overview()

    def _overview(self) -> CardOverview:
        overview = CardOverview(self.card)
        for name in (
            "reprint_receipt",
            "show_agreement",
            "show_mandate_form",
            "sign_mandate",
            "draw_again",
            "stop_draw",
            "menu_wanted",
            "work_wanted",
            "remove_note",
            "routine_wanted",
        ):
            getattr(overview, name).connect(getattr(self, name))
        return overview

    def _page_wanted(self, place: tuple[str, str] | None) -> None:
        self.history_wanted.emit(self._parts[CardTab.HISTORY], place)

    def _scrolled(self, value: int) -> None:
        history = self._parts.get(CardTab.HISTORY)
        is_near = self.verticalScrollBar().maximum() - value < px(NEAR_THE_END)
        if is_near and isinstance(history, HistoryPanel) and self.tabs.tab is CardTab.HISTORY:
            history.scrolled_down()

    def _camera_wanted(self) -> None:
        self.work_wanted.emit("new_photo")

    def _photo_wanted(self) -> None:
        self.work_wanted.emit("photo")

    def _deviation_pressed(self, name: str, about: str) -> None:
        """A routine, or what needs none."""
        if name == "show_mandate_form":
            self.show_mandate_form.emit(next(one.id for one in self.card.mandates if one.is_open))
            return
        if name == "new_photo":
            self.work_wanted.emit(name)
        elif name == "settle_matter":
            self.matter_wanted.emit(about)
        else:
            self.routine_wanted.emit(name, about)
