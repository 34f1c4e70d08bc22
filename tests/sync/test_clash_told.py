"""What the history tells, at every desk, of a name that was changed at two desks and settled."""

import pytest

from kiosk.people.history import HistoryPage, read_history
from kiosk.sync.settling import settle_matter
from kiosk.sync.ways import Way
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer
from tests.sync.invariants import settle
from tests.sync.test_conflicts import two_names
from tests.sync.test_settling import OMAR, only


@pytest.mark.parametrize(
    ("way", "note", "told"),
    [
        (Way.STANDS, "", "”Ek” är rätt, inte ”Berg”"),
        (Way.TAKE_EARLIER, "", "”Berg” är rätt, inte ”Ek”"),
        (Way.NOTED, "Frågar vid nästa besök.", "”Berg” eller ”Ek”"),
    ],
)
def test_the_history_says_at_both_desks_which_name_won(
    world: World, desks: tuple[Desk, Desk], way: Way, note: str, told: str
) -> None:
    """The desk that lost has the closed matter, not the other desk's log."""
    one, two = desks
    anna = Newcomer()
    two_names(one, two, anna)
    assert settle_matter(two.store, OMAR, only(two).id, way, note) is None
    settle(two, one)
    for desk in desks:
        page = read_history(desk.store, OMAR, anna.person_id)
        assert isinstance(page, HistoryPage)
        assert [row.about for row in page.rows if row.act == "Redde ut ett ärende"] == [
            f"namn ändrat vid två diskar, {told}"
        ]


def test_the_history_of_a_protected_identity_names_no_name(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    anna = Newcomer(protected_identity=True)
    two_names(one, two, anna)
    assert settle_matter(two.store, OMAR, only(two).id, Way.STANDS) is None
    page = read_history(two.store, OMAR, anna.person_id)
    assert isinstance(page, HistoryPage)
    assert page.rows[0].about == "namn ändrat vid två diskar"
