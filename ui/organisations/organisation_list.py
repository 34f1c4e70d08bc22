"""Organisations found, as a list of painted rows like those of persons."""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk import formats
from kiosk.organisations.agreements import PAYS
from kiosk.organisations.organisation_card import OrganisationCard, read_organisation_card
from kiosk.organisations.pre_orders import remaining_of
from kiosk.organisations.search import OrganisationHit
from kiosk.store import Store
from kiosk.texts import _
from ui.organisations.agreement_look import LOOKS, status_words
from ui.people.person_card_parts import Fact
from ui.people.search_delegate import RowLook
from ui.people.search_list import RowList
from ui.people.unfolding import Unfolded, UnfoldingModel

PARTED = "  ·  "
MOST_COUNTED = 1000  # pre-orders: of more, nobody wants the number here

Index = QModelIndex | QPersistentModelIndex


class OrganisationModel(UnfoldingModel):
    """Read whole: a gym has some hundred organisations."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[OrganisationHit, ...] = ()

    def show_hits(self, hits: Sequence[OrganisationHit]) -> None:
        """As in HitModel: the same ones are not painted anew."""
        if tuple(hits) == self._hits and self.unfolded < 0:
            return
        self.beginResetModel()
        self._hits = tuple(hits)
        self.fold()
        self.endResetModel()

    def hit(self, row: int) -> OrganisationHit | None:
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hit(index.row())
        if hit is not None and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line, card = ", ".join((hit.name, *second_line(hit), status(hit))), self.card_of(index.row())
            return f"{line}. {card.words}" if card else line
        return None


class OrganisationList(RowList):
    """Signals: organisation_chosen(organisation id)."""

    organisation_chosen = Signal(str)

    def __init__(self, store: Store, parent: QWidget | None = None) -> None:
        super().__init__("organisation_hits", parent)
        self._store = store
        self.hits = OrganisationModel(self)
        self.show_rows_of(self.hits)
        self.row_chosen.connect(self._open)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Organisations found"))
        self.viewport().update()

    def show_hits(self, hits: Sequence[OrganisationHit]) -> None:
        self.hits.show_hits(hits)
        self.mark_first()

    def read_card(self, row: int) -> Unfolded | None:
        hit = self.hits.hit(row)
        card = read_organisation_card(self._store, hit.organisation_id) if hit else None
        if not isinstance(card, OrganisationCard):
            return None
        return unfolded_organisation(card, remaining_of(self._store, card.organisation_id, MOST_COUNTED + 1))

    def look(self, index: Index) -> RowLook | None:
        hit = self.hits.hit(index.row())
        if hit is None:
            return None
        tone, icon_name = LOOKS[hit.standing]
        card = self.hits.card_of(index.row())
        parts = second_line(hit)
        second, *shorter = (PARTED.join(parts[:count]) for count in range(max(len(parts), 1), 0, -1))
        return RowLook(hit.name, second, status(hit), tone, icon_name, sign="bank", card=card, shorter=lambda: shorter)

    def _open(self, row: int) -> None:
        hit = self.hits.hit(row)
        if hit is not None:
            self.organisation_chosen.emit(hit.organisation_id)


def second_line(hit: OrganisationHit) -> list[str]:
    """What it was found by comes first: the rest gives way to it."""
    formerly = _("formerly {name}", name=hit.formerly) if hit.formerly else ""
    manager = _("Account manager {name}", name=hit.account_manager) if hit.account_manager else ""
    return [part for part in (formerly, hit.shown_number, hit.city, manager) if part]


def status(hit: OrganisationHit) -> str:
    return status_words(hit.standing, hit.agreement_until)


def unfolded_organisation(card: OrganisationCard, remaining: int) -> Unfolded:
    """`remaining`: pre-orders that are left, counted no further than MOST_COUNTED + 1."""
    return Unfolded(tuple(_facts(card, remaining)))


def _facts(card: OrganisationCard, remaining: int) -> Iterator[Fact]:
    until = _("Until {day}", day=formats.day(card.agreement_until)) if card.agreement_until else _("Without end")
    yield Fact(_("Agreement"), until, "" if card.has_agreement else _("It has ended."))
    yield Fact(_("Who pays"), _(PAYS[card.pays]))
    yield Fact(_("Price list"), card.price_list or _("As the customer type Organisation"))
    yield Fact(_("Agreement products"), ", ".join(card.products) or _("Everything the gym sells"))
    left = f"{MOST_COUNTED}+" if remaining > MOST_COUNTED else str(remaining)
    yield Fact(_("Pre-orders"), _("{count} remaining", count=left) if card.pre_orders or remaining else _("No"))
    if card.phone or card.email:
        yield Fact(_("Contact"), card.phone or card.email, card.email if card.phone else "")
