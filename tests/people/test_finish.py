"""What holds for every routine when it is finished, whatever its own module says."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from kiosk import customer_routine
from kiosk.access import new_card
from kiosk.access.drafts import AccessDraft
from kiosk.access.new_card import CardReason, Draft, Why
from kiosk.problems import Problem
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from kiosk.till.tender import Method, Tender
from kiosk.undo import last_errand
from tests.people.members import STAFF, give_card, register
from tests.people.serving import SELF, facts_of
from tests.registration import counts

MANAGER = StaffMember("manager", "mia", "Mia Manager", Role.MANAGER)
LOST = Draft(SELF, CardReason(Why.LOST), AccessDraft("20000001"))


@dataclass(frozen=True)
class Careless:
    """New card with parts of its own."""

    own: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.own[name] if name in self.own else getattr(new_card, name)


def finish(store: Store, module: Any, draft: Draft, person_id: str, staff: StaffMember = STAFF) -> Iterator[str]:
    outcome = customer_routine.finish(module, store, staff, draft, facts_of(store, person_id))
    return (problem.code for problem in outcome.problems)


@pytest.fixture
def member(gym: Store) -> str:
    person_id = register(gym)
    give_card(gym, person_id)
    return person_id


@pytest.mark.parametrize("amount", [0, 100])
def test_what_is_due_is_paid_though_the_payment_step_was_left_out(gym: Store, member: str, amount: int) -> None:
    """A lost card costs something: nothing is handed out for less."""
    steps = tuple(step for step in new_card.Step if step is not new_card.Step.PAYMENT)
    tenders = (Tender(Method.CARD, amount, "T-1"),) if amount else ()
    before = counts(gym)
    module = Careless({"steps": lambda _draft, _facts: steps})
    assert list(finish(gym, module, replace(LOST, tenders=tenders), member)) == ["payment_short"]
    assert counts(gym) == before


def test_a_protected_identity_is_served_with_the_right_only(gym: Store) -> None:
    person_id = register(gym, protected_identity=True)
    give_card(gym, person_id)
    block = Draft(SELF, CardReason(Why.LOST, is_block_only=True))
    before = counts(gym)
    assert list(finish(gym, new_card, block, person_id)) == ["protected_identity_right"]
    assert counts(gym) == before
    assert list(finish(gym, new_card, block, person_id, MANAGER)) == []
    assert last_errand(gym, STAFF, person_id) == Problem("protected_identity_right")
    assert not isinstance(last_errand(gym, MANAGER, person_id), Problem)
