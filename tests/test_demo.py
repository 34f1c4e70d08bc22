"""The demo gym's examples: each is in the state it is named for, and only the demo gym has them."""

from db.tables import JournalEntry
from kiosk.catalogue import read_catalogue
from kiosk.demo.examples import EXAMPLES, examples_here, seed_examples
from kiosk.people.personal_identity import PersonalNumber, read_personal_number
from kiosk.store import Store
from kiosk.subscriptions.timeline import State
from tests.people.serving import facts_of


def made(gym: Store) -> Store:
    with gym.reading():
        catalogue = read_catalogue()
    seed_examples(gym, catalogue)
    return gym


def test_each_is_in_its_state(gym: Store) -> None:
    made(gym)
    states = {}
    for example in examples_here(gym):
        facts = facts_of(gym, example.person_id)
        states[example.name] = facts.chosen.timeline.state(facts.today)
    assert len(states) == len(EXAMPLES)
    assert states["Frida Frusen"] is State.FROZEN
    assert states["Ulla Uppsagd"] is State.IN_NOTICE
    assert states["Pia Provmånad"] is State.ENDED
    assert states["Alva Aktiv"] is states["Kalle Kommande"] is State.ACTIVE


def test_what_they_owe_and_what_waits_for_them(gym: Store) -> None:
    made(gym)
    ids = {one.name: one.person_id for one in examples_here(gym)}
    debts = {name: [debt.amount for debt in facts_of(gym, person_id).debts] for name, person_id in ids.items()}
    orders = {name: [order.number for order in facts_of(gym, person_id).orders] for name, person_id in ids.items()}
    assert {name: owed for name, owed in debts.items() if owed} == {"Dag Debetsaldo": [39900]}
    assert {name: waiting for name, waiting in orders.items() if waiting} == {"Vera Webbköp": ["W-1006"]}


def test_nothing_was_done_later_than_now(gym: Store) -> None:
    """What is done next for them is their last errand, the one that can be undone."""
    made(gym)
    with gym.reading():
        assert max(entry.at for entry in JournalEntry.select()) <= gym.clock.now()


def test_their_numbers_are_the_tax_agencys_for_tests(gym: Store) -> None:
    made(gym)
    for example in examples_here(gym):
        number = facts_of(gym, example.person_id).customer.personal_number
        read = read_personal_number(number, facts_of(gym, example.person_id).today)
        assert isinstance(read, PersonalNumber)
        assert number[8:11] >= "980"


def test_a_real_gym_has_none(gym: Store) -> None:
    assert examples_here(gym) == ()
