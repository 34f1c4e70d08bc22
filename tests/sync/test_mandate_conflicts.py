"""Two desks offline that give the same person a mandate each: one account is drawn from, and people are told."""

from datetime import date
from typing import Any

import pytest

from db.tables import Mandate
from kiosk.direct_debit import edit_payer, signing
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.sync.matters import open_matters
from tests.central.worlds import ANNA, Desk
from tests.people.members import draft_mandate
from tests.people.serving import SELF, served
from tests.sync.acts import MONTH, Newcomer, sell
from tests.sync.invariants import settle

EARLIER, LATER = "123456789", "234567813"


@pytest.fixture
def anna(desks: tuple[Desk, Desk]) -> str:
    """With gold by direct debit from another account, known at both desks."""
    newcomer = Newcomer()
    desks[0].do(newcomer.register, sell(newcomer.person_id, start=date(2026, 11, 22), prepaid=False, price=MONTH))
    settle(*desks)
    return newcomer.person_id


def edit(desk: Desk, person_id: str, account: str) -> str:
    draft = edit_payer.Draft(SELF, MandateDraft(clearing="6789", account=account))
    return served(desk.store, "edit_payer", person_id, draft, staff=ANNA).mandate_id


def mandates(desk: Desk) -> list[Any]:
    with desk.store.reading():
        rows = Mandate.select().order_by(Mandate.account)
        return [(row.account, row.state, row.cancelled_by) for row in rows]


@pytest.mark.parametrize("has_old", [True, False])
def test_the_later_account_stands_and_people_are_told(desks: tuple[Desk, Desk], anna: str, has_old: bool) -> None:
    one, two = desks
    if has_old:
        edit(one, anna, "234567821")
        settle(one, two)
    edit(two, anna, LATER)
    edit(one, anna, EARLIER)
    settle(one, two)
    old = [("234567821", "cancelled", "customer")] if has_old else []
    assert mandates(two) == [(EARLIER, "cancelled", "gym"), (LATER, "draft", ""), *old]
    (matter,) = open_matters(one.store)
    assert (matter.code, matter.person_id) == ("account_clash", anna)
    assert "••••\N{NO-BREAK SPACE}789" in matter.what
    assert "••••\N{NO-BREAK SPACE}813" in matter.what
    assert EARLIER not in matter.what


def test_one_that_is_signed_already_ends_too(desks: tuple[Desk, Desk], anna: str) -> None:
    one, two = desks
    edit(two, anna, LATER)
    signing.sign_mandate(one.store, ANNA, edit(one, anna, EARLIER))
    settle(one, two)
    assert mandates(one) == [(EARLIER, "cancelled", "gym"), (LATER, "draft", "")]
    assert [matter.code for matter in open_matters(two.store)] == ["account_clash"]


def test_one_after_the_other_is_no_clash(desks: tuple[Desk, Desk], anna: str) -> None:
    one, two = desks
    edit(one, anna, EARLIER)
    settle(one, two)
    edit(two, anna, LATER)
    settle(two, one)
    assert mandates(one) == [(EARLIER, "cancelled", "customer"), (LATER, "draft", "")]
    assert open_matters(one.store) == []


def test_one_that_was_to_go_on_until_the_new_one_is_active_stays(desks: tuple[Desk, Desk], anna: str) -> None:
    """As a new subscription with an account of its own leaves it."""
    one, two = desks
    mandate_id = edit(one, anna, EARLIER)
    settle(one, two)
    draft_mandate(two.store, anna, account=LATER, known_ids=[mandate_id])
    settle(two, one)
    assert mandates(one) == [(EARLIER, "draft", ""), (LATER, "draft", "")]
    assert open_matters(one.store) == []
