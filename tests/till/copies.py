"""How many copies may still be made of a receipt, as the customer's card says."""

from datetime import date

from db.rows import found
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.store import Store
from tests.people.members import MANAGER


def copies_left(store: Store, receipt_id: str) -> int:
    sql = "SELECT person_id FROM sale JOIN receipt ON receipt.sale_id = sale.id WHERE receipt.id = ?"
    with store.reading():
        ((person_id,),) = found(sql, receipt_id)
    card = read_person_card(store, person_id, MANAGER, date(2026, 11, 22), is_opening=False)
    assert isinstance(card, PersonCard)
    return next(row.copies_left for row in card.receipts if row.id == receipt_id)
