"""What takes back operations on persons and what they have besides subscriptions: cards, types, mandates, notes."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from db.rows import found
from db.tables import OnlineOrder, Person, Photo, PreOrder, Subscription
from kiosk.access.card_numbers import show_card_number
from kiosk.access.card_settings import card_format
from kiosk.catalogue import type_name
from kiosk.direct_debit.mandate_states import CancelledBy
from kiosk.ids import new_id
from kiosk.operations.access import CardAssigned, CardBlocked, CardUnblocked
from kiosk.operations.customers import (
    CertificateRevoked,
    CustomerTypeChanged,
    NoteRemoved,
    NoteWritten,
)
from kiosk.operations.direct_debit import MandateCancelled, MandateDrafted
from kiosk.operations.kept_marks import kept_mark
from kiosk.operations.kinds import Body
from kiosk.operations.orders import CollectionUndone, PurchaseCollected
from kiosk.operations.people import CertificateRecorded, PersonChanged, PersonRegistered, PhotoSet
from kiosk.operations.pre_orders import PreOrderCreated, PreOrderUsed, PreOrderUseUndone, PreOrderWithdrawn
from kiosk.operations.protection import ProtectionChanged
from kiosk.operations.settlement import MatterReopened, MatterSettled
from kiosk.operations.subscriptions import same_person
from kiosk.operations.undoing import CardTakenBack, NoteRestored
from kiosk.people.customer_types import ORDINARY, asks_for_certificate
from kiosk.people.edit_details import FIELD_LABELS
from kiosk.subscriptions.charging import first_unpaid
from kiosk.subscriptions.kept import kept_subscriptions
from kiosk.sync.ways import Way
from kiosk.texts import _
from kiosk.undo_inverses import Undoing, inverse


def _type_left(body: PersonRegistered) -> str:
    """Of somebody whose registration is undone: what they had shown is taken away too."""
    return ORDINARY if asks_for_certificate(body.customer_type) else body.customer_type


def _registered_words(body: PersonRegistered, _undoing: Undoing) -> str:
    left = _type_left(body)
    if left == body.customer_type:
        return _("The customer stays registered.")
    return _("The customer stays registered, as {type}.", type=type_name(left))


@inverse(PersonRegistered, _registered_words)
def _registered(body: PersonRegistered, undoing: Undoing) -> Iterator[Body]:
    left = _type_left(body)
    if left != body.customer_type:
        yield CustomerTypeChanged(person_id=body.person_id, customer_type=left, changed_at=undoing.at)


def _number(card_id: str) -> str:
    rows = found("SELECT number FROM card WHERE id = ?", card_id)
    return show_card_number(rows[0][0], card_format()) if rows else ""


@inverse(
    CardAssigned,
    lambda body, _undoing: _("Card {number} is taken back: put it in the drawer.", number=_number(body.card_id)),
)
def _assigned(body: CardAssigned, _undoing: Undoing) -> Iterator[Body]:
    yield CardTakenBack(card_id=body.card_id, person_id=body.person_id, number=body.number)


def _why_settled(body: MatterSettled) -> str:
    """What a manager settled in the area of matters isn't opened by whoever undoes the customer's last errand."""
    return "" if body.how == Way.NEW_CARD else "undo_settled"


@inverse(
    MatterSettled,
    lambda _body, _undoing: _("The matter that it settled stands to be settled again."),
    _why_settled,
)
def _settled(body: MatterSettled, _undoing: Undoing) -> Iterator[Body]:
    yield MatterReopened(matter_id=body.matter_id, facility_id=body.facility_id, settled_at=body.settled_at)


@inverse(CardBlocked, lambda body, _undoing: _("Card {number} opens again.", number=_number(body.card_id)))
def _blocked(body: CardBlocked, _undoing: Undoing) -> Iterator[Body]:
    for person_id, number in found("SELECT person_id, number FROM card WHERE id = ?", body.card_id):
        yield CardUnblocked(card_id=body.card_id, person_id=person_id, number=number)


def _type_before(body: CustomerTypeChanged, undoing: Undoing) -> str:
    was = undoing.trace.row(Person, body.person_id)
    return str(was["customer_type"]) if was else body.customer_type


@inverse(
    CustomerTypeChanged,
    lambda body, undoing: _("The customer type is {type} again.", type=type_name(_type_before(body, undoing))),
)
def _type_changed(body: CustomerTypeChanged, undoing: Undoing) -> Iterator[Body]:
    before = _type_before(body, undoing)
    yield CustomerTypeChanged(person_id=body.person_id, customer_type=before, changed_at=undoing.at)


@inverse(CertificateRecorded, lambda _body, _undoing: _("The certificate is taken away again."))
def _certified(body: CertificateRecorded, undoing: Undoing) -> Iterator[Body]:
    unpaid = dict(_first_unpaid(body.person_id, undoing))
    yield CertificateRevoked(certificate_id=body.certificate_id, person_id=body.person_id, first_unpaid=unpaid)


def _first_unpaid(person_id: str, undoing: Undoing) -> Iterator[tuple[str, date]]:
    """Of what is charged by the month, but for what got another price with the certificate: that tells of itself."""
    for one in kept_subscriptions(same_person(person_id)):
        if not one.timeline.is_prepaid and undoing.trace.row(Subscription, one.id) is None:
            yield one.id, first_unpaid(one.timeline)


@inverse(MandateDrafted, lambda _body, _undoing: _("The new mandate is cancelled: throw its form away."))
def _drafted(body: MandateDrafted, undoing: Undoing) -> Iterator[Body]:
    where = {"mandate_id": body.mandate_id, "facility_id": body.facility_id}
    yield MandateCancelled(by=CancelledBy.GYM, code="", cancelled_at=undoing.at, **where)


@inverse(PurchaseCollected, lambda _body, _undoing: _("The online purchase waits to be collected again."))
def _collected(body: PurchaseCollected, undoing: Undoing) -> Iterator[Body]:
    was = undoing.trace.row(OnlineOrder, body.order_id)
    yield CollectionUndone(
        order_id=body.order_id,
        subscription_id=body.subscription_id,
        tells_person=was is not None,
        person_id=was["person_id"] if was else None,
        **_as_sold(body.subscription_id),
    )


def _as_sold(subscription_id: str) -> dict[str, Any]:
    """What the sale is undone as."""
    ((start,),) = found("SELECT start FROM subscription WHERE id = ?", subscription_id)
    return {"as_it_was": kept_mark(subscription_id), "start": date.fromisoformat(start)}


def _used_words(body: PreOrderUsed, undoing: Undoing) -> str:
    """Nothing of one that was added in the same errand."""
    return _("The pre-order can be used again.") if undoing.trace.row(PreOrder, body.pre_order_id) else ""


def _also_used(body: PreOrderUsed) -> str:
    """Another desk's sale stands without it, and nobody has settled that: it would be free for a third."""
    sql = """SELECT 1 FROM pre_order JOIN matter ON code = 'pre_order_used_twice' AND closed_at IS NULL
            AND json_extract(details, '$.other_id') = pre_order.person_id
            AND json_extract(details, '$.organisation_id') = pre_order.organisation_id
            AND json_extract(details, '$.product_id') = pre_order.product_id
        WHERE pre_order.id = ?"""
    return "undo_pre_order" if found(sql, body.pre_order_id) else ""


@inverse(PreOrderUsed, _used_words, _also_used)
def _pre_order_used(body: PreOrderUsed, _undoing: Undoing) -> Iterator[Body]:
    sold = _as_sold(body.subscription_id)
    yield PreOrderUseUndone(pre_order_id=body.pre_order_id, subscription_id=body.subscription_id, **sold)


@inverse(PreOrderCreated, lambda _body, _undoing: _("The pre-order that was added is withdrawn."))
def _pre_order_created(body: PreOrderCreated, undoing: Undoing) -> Iterator[Body]:
    yield PreOrderWithdrawn(pre_order_id=body.pre_order_id, withdrawn_at=undoing.at)


@inverse(NoteWritten, lambda _body, _undoing: _("The note is removed."))
def _note_written(body: NoteWritten, undoing: Undoing) -> Iterator[Body]:
    yield NoteRemoved(note_id=body.note_id, removed_at=undoing.at)


@inverse(NoteRemoved, lambda _body, _undoing: _("The note is back."))
def _note_removed(body: NoteRemoved, _undoing: Undoing) -> Iterator[Body]:
    for (person_id,) in found("SELECT person_id FROM note WHERE id = ?", body.note_id):
        yield NoteRestored(note_id=body.note_id, person_id=person_id)


def _changed_words(body: PersonChanged, _undoing: Undoing) -> str:
    names = [_(FIELD_LABELS[name]) if name in FIELD_LABELS else name for name in body.new]
    return _("{field} is what it was before.", field=", ".join(names))


@inverse(PersonChanged, _changed_words)
def _changed(body: PersonChanged, _undoing: Undoing) -> Iterator[Body]:
    yield PersonChanged(person_id=body.person_id, old=body.new, new=body.old)


@inverse(ProtectionChanged, lambda _body, _undoing: _("The mark of protected identity is what it was before."))
def _protection_changed(body: ProtectionChanged, undoing: Undoing) -> Iterator[Body]:
    yield ProtectionChanged(person_id=body.person_id, is_protected=not body.is_protected, changed_at=undoing.at)


def _photo_before(body: PhotoSet, undoing: Undoing) -> Photo | None:
    was = undoing.trace.row(Person, body.person_id)
    return Photo.find(was["photo_id"]) if was and was["photo_id"] else None


def _photo_words(body: PhotoSet, undoing: Undoing) -> str:
    return _("The earlier photo is back.") if _photo_before(body, undoing) else _("The photo stays.")


@inverse(PhotoSet, _photo_words)
def _photo_set(body: PhotoSet, undoing: Undoing) -> Iterator[Body]:
    earlier = _photo_before(body, undoing)
    if earlier is not None:
        taken_at: datetime = earlier.taken_at
        picture = {"sha256": earlier.sha256, "taken_at": taken_at}
        yield PhotoSet(photo_id=new_id(), person_id=body.person_id, facility_id=body.facility_id, **picture)
