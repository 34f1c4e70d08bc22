"""The routine New card: what it costs by why, the replaced card blocked in the same errand, or only a block."""

from dataclasses import replace

import pytest

from db.rows import found
from kiosk.access.drafts import AccessDraft
from kiosk.access.new_card import CardReason, Draft, Step, Why, offered_whys, problems, quote, steps
from kiosk.devices.demo_video import FACE
from kiosk.people.confirmations import confirmation_facts
from kiosk.store import Store
from tests.people.members import block_card, give_card, register
from tests.people.serving import SELF, facts_of, reason, refused, served


@pytest.fixture
def member(gym: Store) -> str:
    person_id = register(gym)
    give_card(gym, person_id, "10000342")
    return person_id


def draft(why: Why, number: str = "1000 0777", **more: object) -> Draft:
    return Draft(SELF, CardReason(why, **more), AccessDraft(number))  # type: ignore[arg-type]


def cards(store: Store) -> dict[str, str]:
    """Number → why it is blocked, "" while it opens."""
    with store.reading():
        return dict(found("SELECT number, block_reason FROM card ORDER BY number"))


def test_a_lost_card_is_blocked_and_the_new_one_paid_with_25_percent_vat(gym: Store, member: str) -> None:
    """125 kr with 25 % VAT, one errand."""
    outcome = served(gym, "new_card", member, draft(Why.LOST))
    assert cards(gym) == {"10000342": "lost", "10000777": ""}
    with gym.reading():
        lines = found("SELECT text, amount, vat_percent FROM sale_line WHERE sale_id = ?", outcome.sale_id)
        kinds = [kind for (kind,) in found("SELECT kind FROM operation_log WHERE errand_id = ?", outcome.errand_id)]
    assert lines == [("Medlemskort", 12500, 25)]
    assert kinds[:3] == ["identity.checked", "card.blocked", "card.assigned"]
    told = confirmation_facts(gym, outcome.confirmation_id)
    assert told.title == "Lämnade ut ett nytt kort och spärrade det gamla"
    assert ("Kort 1000 0342", "öppnar", "spärrat") in told.rows
    assert ("Nytt kort", "", "1000 0777") in told.rows


@pytest.mark.parametrize(("why", "after"), [(Why.NEW, ""), (Why.BROKEN, "broken")])
def test_a_new_or_broken_card_is_free_by_default(gym: Store, member: str, why: Why, after: str) -> None:
    outcome = served(gym, "new_card", member, draft(why))
    assert outcome.sale_id == ""
    assert cards(gym) == {"10000342": after, "10000777": ""}
    told = confirmation_facts(gym, outcome.confirmation_id).rows
    assert (("Kort 1000 0342", "", "öppnar också") in told) is (why is Why.NEW)


def test_the_settings_say_which_goods_are_charged(gym: Store, member: str) -> None:
    facts = facts_of(gym, member)
    rules = replace(facts.rules, card_goods_new="KORT", card_goods_lost="", card_goods_broken="NOTHING-LIKE-IT")
    asked = replace(facts, rules=rules)
    assert [quote(draft(why), asked).due_now for why in Why] == [12500, 0, 0]


def test_only_a_block_gives_no_card_and_costs_nothing(gym: Store, member: str) -> None:
    only = draft(Why.LOST, "", is_block_only=True)
    assert steps(only, facts_of(gym, member)) == (Step.IDENTIFICATION, Step.REASON, Step.SUMMARY)
    outcome = served(gym, "new_card", member, only)
    assert outcome.sale_id == ""
    assert cards(gym) == {"10000342": "lost"}


def test_who_lost_the_card_earlier_pays_when_the_new_one_is_given(gym: Store) -> None:
    person_id = register(gym)
    block_card(gym, give_card(gym, person_id, "10000342"))
    outcome = served(gym, "new_card", person_id, draft(Why.LOST))
    assert outcome.sale_id
    assert cards(gym) == {"10000342": "lost", "10000777": ""}


def test_who_never_had_a_card_has_not_lost_one(gym: Store) -> None:
    facts = facts_of(gym, register(gym))
    assert offered_whys(facts) == (Why.NEW,)
    assert [one.code for one in problems(Step.REASON, draft(Why.LOST), facts)] == ["card_why_missing"]


def test_of_several_cards_one_is_chosen(gym: Store, member: str) -> None:
    other = give_card(gym, member, "10000343")
    said = problems(Step.REASON, draft(Why.LOST), facts_of(gym, member))
    assert [(one.code, one.field) for one in said] == [("card_replaced_missing", "replaced")]
    served(gym, "new_card", member, draft(Why.LOST, replaced=other))
    assert cards(gym) == {"10000342": "", "10000343": "lost", "10000777": ""}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "card-number-missing"),
        ("1000 0342", "card_in_use"),
        ("2000 0001", "card_in_use"),
        ("2000 0002", "card_blocked"),
    ],
)
def test_a_number_that_cannot_be_given_is_said_at_its_page(gym: Store, member: str, number: str, code: str) -> None:
    """Missing, the customer's own, another's, blocked: found in the file at Finish, and nothing is kept."""
    other = register(gym, 2, personal_number="198507099805", given_name="Bo", family_name="Ek")
    give_card(gym, other, "20000001")
    block_card(gym, give_card(gym, other, "20000002"))
    assert refused(gym, "new_card", member, draft(Why.LOST, number)) == [(code, "card_number")]
    assert cards(gym)["10000342"] == ""


def test_a_photo_may_come_with_it(gym: Store, member: str) -> None:
    with_photo = replace(draft(Why.NEW), access=AccessDraft("10000777", FACE.read_bytes()))
    served(gym, "new_card", member, with_photo)
    assert facts_of(gym, member).customer.has_photo


def test_anybody_may_have_a_card(gym: Store, member: str) -> None:
    assert reason(gym, "new_card", member) == ""
