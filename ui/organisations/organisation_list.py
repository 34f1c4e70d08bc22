"""Organisations found, as a list of painted rows like those of persons."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk.organisations.search import OrganisationHit
from kiosk.texts import _
from ui.controls import Tone
from ui.people.search_delegate import RowDelegate, RowLook
from ui.people.search_list import RowList

Index = QModelIndex | QPersistentModelIndex


class OrganisationModel(QAbstractListModel):
    """Read whole: a gym has some hundred organisations."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[OrganisationHit, ...] = ()

    def show_hits(self, hits: Sequence[OrganisationHit]) -> None:
        self.beginResetModel()
        self._hits = tuple(hits)
        self.endResetModel()

    def hit(self, row: int) -> OrganisationHit | None:
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        hit = self.hit(index.row())
        if hit is not None and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join((hit.name, *second_line(hit), status(hit)))
        return None


class OrganisationList(RowList):
    """Signals: organisation_chosen(organisation id)."""

    organisation_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("organisation_hits", parent)
        self.hits = OrganisationModel(self)
        self.setModel(self.hits)
        self.setItemDelegate(RowDelegate(self._look, self, None))
        self.row_chosen.connect(self._open)
        self.retranslate()

    def retranslate(self) -> None:
        self.setAccessibleName(_("Organisations found"))

    def show_hits(self, hits: Sequence[OrganisationHit]) -> None:
        self.hits.show_hits(hits)
        self.mark_first()

    def _look(self, index: Index) -> RowLook | None:
        hit = self.hits.hit(index.row())
        if hit is None:
            return None
        tone, icon_name = (Tone.GOOD, "circle-check") if hit.is_active else (Tone.BAD, "circle-x")
        return RowLook(hit.name, "  ·  ".join(second_line(hit)), status(hit), tone, icon_name, sign="bank")

    def _open(self, row: int) -> None:
        hit = self.hits.hit(row)
        if hit is not None:
            self.organisation_chosen.emit(hit.organisation_id)


def second_line(hit: OrganisationHit) -> list[str]:
    manager = _("Account manager {name}", name=hit.account_manager) if hit.account_manager else ""
    return [part for part in (hit.shown_number, hit.city, manager) if part]


def status(hit: OrganisationHit) -> str:
    return _("Active customer") if hit.is_active else _("No longer a customer")
