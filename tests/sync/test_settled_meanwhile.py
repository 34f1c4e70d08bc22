"""A matter that two desks settle, and one of them undoes it: both engines."""

from datetime import timedelta

from db.tables import Matter
from kiosk.access import new_card
from kiosk.access.drafts import AccessDraft
from kiosk.access.new_card import CardReason, Why
from kiosk.sync.matters import open_matters
from kiosk.sync.settling import settle_matter
from kiosk.sync.ways import Way
from kiosk.undo import LastErrand, last_errand, undo_errand
from tests.central.worlds import World
from tests.people.serving import SELF, served
from tests.sync.invariants import settle
from tests.sync.test_conflicts import found
from tests.sync.test_settling import OMAR, card_twice


def test_what_another_settled_is_not_opened_again_by_undoing(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    card_twice(one, two)
    (matter,) = open_matters(one.store)
    assert matter.person_id is not None
    draft = new_card.Draft(SELF, CardReason(Why.NEW), AccessDraft("1000 0777"))
    served(two.store, "new_card", matter.person_id, draft, staff=OMAR)
    world.clock.moment += timedelta(minutes=1)
    assert settle_matter(one.store, OMAR, matter.matter_id, Way.NOTED, "Hon fick ett i Solna.") is None
    last = last_errand(two.store, OMAR, matter.person_id)
    assert isinstance(last, LastErrand)
    assert undo_errand(two.store, OMAR, matter.person_id, last.errand_id).problems == ()
    settle(one, two)
    for desk in (one, two):
        assert [(row.closed_how, row.closed_note) for row in found(desk, Matter)] == [
            ("noted", "Hon fick ett i Solna.")
        ]
