"""A sale through an agreement is undone: the pre-order is unused again, and nothing is paid back at the desk."""

from datetime import date

import pytest

from db.tables import Certificate, Payment, PreOrder, Sale, Subscription
from kiosk.customer_facts import CustomerFacts, read_customer_facts
from kiosk.demo.catalogue import product_id
from kiosk.operations.subscriptions import UNDONE
from kiosk.organisations.buying import PreOrderPart, Way
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions.products import offered_mains
from tests.organisations.joining import OMAR, joined, joining, one, ordered
from tests.people.members import certify, register
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


ORDINARY = {"GULD-3": 139000, "GULD-AG": 49900}
ORGANISATION = {"GULD-3": 119000, "GULD-AG": 44900}


def offered(facts: CustomerFacts) -> dict[str, int]:
    offers = offered_mains(facts.customer.buyer, facts.today, facts.desk)
    return {one.product.code: one.price for one in offers if one.product.code in ORDINARY}


def test_without_belonging_the_customer_is_ordinary_again(gym: Store, staff: StaffMember) -> None:
    """And pays what everybody pays: no organisation is left whose agreement opens another price."""
    person_id = joined(gym, staff, joining(gym, "NORRSKEN")).person_id
    assert offered(read_customer_facts(gym, person_id)) == ORGANISATION
    assert "Kunden är kvar som registrerad, som Ordinarie." in last(gym, person_id).words
    undo(gym, person_id)
    facts = read_customer_facts(gym, person_id)
    assert facts.customer.customer_type == "ordinary"
    assert offered(facts) == ORDINARY


@pytest.mark.parametrize("customer_type", ["organisation", "student", "pensioner"])
def test_a_type_without_its_certificate_opens_nothing(gym: Store, customer_type: str) -> None:
    person_id = register(gym, customer_type=customer_type)
    assert offered(read_customer_facts(gym, person_id)) == ORDINARY


def test_what_another_certificate_opens_stays_open(gym: Store) -> None:
    """Organisation without belonging to one, and a student: the student's prices."""
    student = register(gym, customer_type="student")
    certify(gym, student, date(2027, 9, 14))
    both = register(gym, 2, personal_number=None, given_name="Bo", customer_type="organisation")
    certify(gym, both, date(2027, 9, 14))
    expected = offered(read_customer_facts(gym, student))
    assert expected != ORDINARY
    assert offered(read_customer_facts(gym, both)) == expected
