"""A sale undone, or a month paid, at one desk while another, as if it stood alone, runs it and sends the file: the bank
is told of what is not to be drawn, and what it draws all the same is a matter with its sum."""

from pathlib import Path
from typing import Any

import pytest

from db.rows import found
from kiosk.direct_debit.charging_work import Here
from kiosk.direct_debit.files_out import WrittenFile, waiting, write_cancellations, write_payments
from kiosk.direct_debit.person_draws import read_debt, read_draws
from kiosk.operations.debit_draws import DrawAnswered
from kiosk.subscriptions import charge
from kiosk.sync.matters import open_matters
from tests.central.worlds import OMAR, Desk
from tests.direct_debit.payers import DECEMBER, NOVEMBER, mandate
from tests.people.members import register, sell
from tests.people.serving import SELF, served
from tests.people.undoing import undo
from tests.sync.invariants import settle

Drawn = tuple[Desk, Desk, str]


@pytest.fixture
def sent(desks: tuple[Desk, Desk], tmp_path: Path) -> Drawn:
    """December is in the file of the second desk, of which nobody has heard yet."""
    one, two = desks
    person_id = register(one.store)
    mandate(one.store, person_id)
    sell(one.store, person_id, charged_until=NOVEMBER, start=NOVEMBER.replace(day=1))
    settle(one, two)
    here = Here(two.store)
    here.start(DECEMBER, OMAR)
    here.step()
    (batch,) = waiting(two.store).batches
    assert isinstance(write_payments(two.store, OMAR, tmp_path, batch.planned_for), WrittenFile)
    return one, two, person_id


@pytest.fixture
def drawn(sent: Drawn) -> Drawn:
    """The sale was undone, and all is heard of everywhere."""
    one, two, person_id = sent
    undo(one.store, person_id)
    settle(one, two)
    return sent


def test_what_was_paid_at_the_till_and_is_in_the_file_too(sent: Drawn) -> None:
    one, two, person_id = sent
    served(one.store, "charge", person_id, charge.Draft(SELF, 1))
    settle(one, two)
    for desk in (one, two):
        assert set(told(desk)) == {"draw_sent_other_sum"}
        assert "med 399,00 kr" in told(desk)["draw_sent_other_sum"]
        assert "här är den 0,00 kr" in told(desk)["draw_sent_other_sum"]


def told(desk: Desk) -> dict[str, str]:
    return {matter.code: matter.what.replace("\N{NO-BREAK SPACE}", " ") for matter in open_matters(desk.store)}


def stands(desk: Desk, person_id: str) -> tuple[Any, ...]:
    """State and öre of the draw with what the card says, how many lots, and the debt."""
    ids = f'["{person_id}"]'
    with desk.store.reading():
        (draw,) = read_draws(ids, desk.store.clock.now())
        return draw.state, draw.amount, draw.reason, len(found("SELECT id FROM lot")), read_debt(ids)


def test_it_is_stopped_and_the_bank_is_told(drawn: Drawn, tmp_path: Path) -> None:
    one, two, person_id = drawn
    for desk in (one, two):
        said = "Försäljningen ångrades: inget ska dras för den."
        assert stands(desk, person_id) == ("cancelled", 39900, said, 0, 0)
        assert set(told(desk)) == {"draw_sent_cancelled"}
        assert "399,00" in told(desk)["draw_sent_cancelled"]
    assert waiting(one.store).stopped.amount == 39900
    assert isinstance(write_cancellations(one.store, OMAR, tmp_path), WrittenFile)


def test_what_the_bank_draws_all_the_same_is_to_be_paid_back(drawn: Drawn) -> None:
    one, two, person_id = drawn
    with two.store.errand(OMAR, "bank") as errand:
        ((draw_id,),) = found("SELECT id FROM debit_draw")
        where = {"draw_id": draw_id, "facility_id": errand.facility_id}
        errand.perform(DrawAnswered(event="paid", code="0", settled_at=errand.at, **where))
    settle(two, one)
    for desk in (one, two):
        assert stands(desk, person_id)[:2] == ("paid", 39900)
        assert stands(desk, person_id)[3:] == (0, 0)
        assert "399,00" in told(desk)["charged_undone"]
