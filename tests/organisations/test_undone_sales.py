"""A sale through an agreement is undone: the pre-order is unused again, and nothing is paid back at the desk."""

from db.tables import Certificate, Payment, PreOrder, Sale, Subscription
from kiosk.demo.catalogue import product_id
from kiosk.operations.undoing import UNDONE
from kiosk.organisations.buying import PreOrderPart, Way
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from tests.organisations.joining import OMAR, joined, joining, one, ordered
from tests.people.undoing import last, undo


def test_the_pre_order_can_be_used_again(gym: Store, staff: StaffMember) -> None:
    pre_order_id = ordered(gym, "NORRSKEN", "GULD-3")
    person_id = joined(gym, staff, joining(gym, "NORRSKEN")).person_id
    assert one(gym, pre_order_id).used_at is not None
    told = last(gym, person_id)
    assert "Förbeställningen kan utnyttjas igen." in told.words
    assert told.paid_back is not None
    (words,) = told.paid_back.words
    assert "fakturan till Norrskensverken AB" in words
    undo(gym, person_id)
    again = one(gym, pre_order_id)
    assert (again.used_at, again.person_id, again.subscription_id) == (None, None, None)
    with gym.reading():
        assert Subscription.get().ended_for == UNDONE
        assert Certificate.select().count() == 0
        assert sorted(sale.total for sale in Sale.select()) == [-119000, 119000]
        assert [(paid.method, paid.amount) for paid in Payment.select().order_by(Payment.amount)] == [
            ("invoice", -119000), ("invoice", 119000),
        ]  # fmt: skip


def test_one_that_was_added_is_withdrawn(gym: Store) -> None:
    draft = joining(gym, "NORRSKEN", pre_order=PreOrderPart(Way.ADD, product_id=product_id("GULD-3")))
    person_id = joined(gym, OMAR, draft).person_id
    words = last(gym, person_id).words
    assert "Förbeställningen som lades till återtas." in words
    assert "Förbeställningen kan utnyttjas igen." not in words
    undo(gym, person_id)
    with gym.reading():
        added = PreOrder.get()
    assert (added.used_at, added.withdrawn_at) == (None, gym.clock.now())
