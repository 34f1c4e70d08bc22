"""A subscription and its add-on, both charged at both desks: one matter, one return, a credit of each; both engines."""

from db.tables import Matter, Subscription
from kiosk.sync.matters import open_matter_count
from kiosk.sync.settling import settle_matter
from kiosk.sync.ways import Way
from tests.central.worlds import ANNA, OMAR, Desk
from tests.people.members import register, sell
from tests.sync.invariants import settle
from tests.sync.test_paid_back import (
    MONTH,
    NOVEMBER_30,
    OCTOBER,
    card,
    charged,
    codes,
    only,
    paid_back,
    returned,
    rows,
    takings,
)


def test_an_add_on_on_the_same_receipt_goes_back_with_it(desks: tuple[Desk, Desk]) -> None:
    """Two matters, one return: 399 and 99 of December, of a receipt for two months."""
    one, two = desks
    person_id = register(one.store, staff=ANNA)
    main = sell(one.store, person_id, "GULD-AG12", start=OCTOBER, charged_until=NOVEMBER_30)
    sell(one.store, person_id, "BAD", start=OCTOBER, charged_until=NOVEMBER_30, price=9900, main_id=main)
    settle(*desks)
    charged(one, person_id, 1, card(one, 49800))
    charged(two, person_id, 2, card(two, 99600))
    settle(*desks)
    matter = only(one)
    assert "399,00" in matter.what
    assert "99,00 kr för 2026-12-01" in matter.what.replace("\N{NO-BREAK SPACE}", " ")
    assert open_matter_count(one.store) == 1
    told = returned(one, matter)
    assert told.is_one
    assert (told.paid_back.amount, sorted(amount for _text, amount in told.lines)) == (49800, [9900, 39900])
    paid_back(one, matter)
    settle(*desks)
    for desk in desks:
        assert codes(desk) == []
        assert takings(desk) == (99600, 99600, 99600)
        assert {row.closed_how for row in rows(desk, Matter)} == {"paid_back"}


def test_what_was_charged_at_once_is_kept_at_once(desks: tuple[Desk, Desk]) -> None:
    """Each subscription has its own credit; a note settles both too."""
    one, two = desks
    person_id = register(one.store, staff=ANNA)
    main = sell(one.store, person_id, "GULD-AG12", start=OCTOBER, charged_until=NOVEMBER_30)
    sell(one.store, person_id, "BAD", start=OCTOBER, charged_until=NOVEMBER_30, price=9900, main_id=main)
    settle(*desks)
    for desk in desks:
        charged(desk, person_id, 1, card(desk, 49800))
    settle(*desks)
    assert settle_matter(two.store, OMAR, only(two).matter_id, Way.AS_CREDIT) is None
    settle(*desks)
    assert codes(one) == codes(two) == []
    assert sorted(row.credit for row in rows(one, Subscription)) == [9900, MONTH]
