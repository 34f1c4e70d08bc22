"""Codes of organisations, which desks make of the names: no matter where one desk made both."""

from db.tables import Organisation
from kiosk.organisations.drafts import OrganisationDraft
from kiosk.organisations.edit_organisation import read_organisation_to_edit, save_organisation
from kiosk.problems import Problem
from kiosk.sync.matters import open_matters
from tests.central.worlds import OMAR, Desk, World
from tests.organisations.ordering import NUMBER, OTHER_NUMBER
from tests.sync.invariants import settle
from tests.sync.test_conflicts import found


def test_a_code_that_the_desk_made_itself_is_no_matter(world: World, desks: tuple[Desk, Desk]) -> None:
    """Two with the same first word in their names, registered at one desk: nobody wrote the first code anywhere."""
    first, second = desks
    for name, number in (("Björk & Berg AB", NUMBER), ("Björk Redo AB", OTHER_NUMBER)):
        new = read_organisation_to_edit(first.store, OMAR)
        assert not isinstance(new, Problem)
        draft = OrganisationDraft(name=name, organisation_number=number, account_manager="Omar Platschef")
        assert save_organisation(first.store, OMAR, draft, new).is_done
    settle(first, second)
    for desk in desks:
        assert {"BJORK", "BJORK-2"} <= {row.code for row in found(desk, Organisation)}
        assert open_matters(desk.store) == []
