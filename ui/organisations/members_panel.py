"""Who trains through an organisation, as a list that leads to their cards."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kiosk.organisations.members import OrganisationMember, member_ids, read_members
from kiosk.store import Store
from kiosk.texts import N_, _
from ui.controls import Label, Panel, TypeRole
from ui.organisations.paged_list import Page, PagedList
from ui.people.search_delegate import RowLook
from ui.people.standing_look import ICONS, TONES

PAGE = 30
NOBODY = N_("Nobody trains through this organisation yet.")


class MembersPanel(Panel):
    """Lives on Qt's thread. The ids are read when it is first shown, the rows a page at a time.

    Signals: open_person(person id).
    """

    open_person = Signal(str)

    def __init__(self, store: Store, organisation_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("organisation_members")
        self._store, self._organisation_id = store, organisation_id
        self._ids: tuple[str, ...] = ()
        self._count = Label(self._words, TypeRole.SMALL)
        self.list = PagedList("organisation_member_list", N_("Members through the organisation"), self._read, look)
        self.list.row_opened.connect(self._open)
        self.list.clicked.connect(self._open)
        self.body.addWidget(self._count)
        self.body.addWidget(self.list, 1)
        self.renew()

    def renew(self) -> None:
        self._ids = member_ids(self._store, self._organisation_id)
        self.list.renew()
        self.list.setVisible(bool(self._ids))
        self._count.retranslate()

    def _words(self) -> str:
        return (
            _("{count} members. Enter or a touch opens the person card.", count=len(self._ids))
            if self._ids
            else _(NOBODY)
        )

    def _read(self, place: int | None, least: int) -> Page:
        first = place or 0
        last = first + max(least, PAGE)
        rows = read_members(self._store, self._organisation_id, self._ids[first:last])
        return rows, last if last < len(self._ids) else None

    def _open(self) -> None:
        if self.list.chosen is not None:
            self.open_person.emit(self.list.chosen.hit.person_id)


def look(member: OrganisationMember) -> RowLook:
    hit = member.hit
    payer = _("invoiced") if member.is_invoiced else ""
    number = _("Member {number}", number=hit.member_number)
    second = "  ·  ".join(part for part in (hit.masked_number, member.product, payer, number) if part)
    title = _("Protected identity") if hit.is_protected else hit.name
    sign = "shield-lock" if hit.is_protected else "user"
    return RowLook(title, second, hit.standing.words, TONES[hit.standing.state], ICONS[hit.standing.state], sign)
