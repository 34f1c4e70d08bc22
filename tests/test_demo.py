"""The demo gym's examples: each is in the state it is named for, and only the demo gym has them."""

from datetime import date

from db.tables import JournalEntry, Person, PreOrder, Receipt
from kiosk.catalogue import read_catalogue
from kiosk.demo.examples import EXAMPLES, examples_here, seed_examples
from kiosk.demo.invoiced import INVOICED, PAYER, invoiced_visits, run_months
from kiosk.demo.organisations import organisation_id
from kiosk.demo.people import seed_people
from kiosk.demo.pre_orders import organisation_visits, seed_pre_orders
from kiosk.organisations.members import member_ids, read_members
from kiosk.organisations.pre_orders import read_counts
from kiosk.organisations.spending import pre_orders_for
from kiosk.people.personal_identity import PersonalNumber, read_personal_number
from kiosk.store import Store
from kiosk.subscriptions.timeline import State
from tests.organisations.invoices import basis
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


def test_one_organisation_pays_for_its_people(gym: Store) -> None:
    """Each month since they joined stands in its basis once, and the last whole one lacks nothing."""
    with gym.reading():
        catalogue = read_catalogue()
    seed_people(gym, catalogue, 0, invoiced_visits(catalogue, gym.clock.now()))
    run_months(gym)
    months = [date(2026, month, 1) for month in range(6, 12)]
    found = [basis(gym, month, organisation_id(PAYER)) for month in months]
    assert [len(one.rows) for one in found] == [0, 1, 4, 5, 8, 7]
    assert {row.billed.vat_percent for one in found for row in one.rows} == {6, 25}
    assert [note.code for note in found[-2].notes] == []
    assert found[-1].gross == 7 * 35900
    assert "" in {row.billed.member.name for row in found[-1].rows}, "somebody has a protected identity"
    for example in INVOICED:
        timeline = facts_of(gym, example.person_id).chosen.timeline
        assert timeline.debited_until == date(2026, 11, 30)
    with gym.reading():
        receipts = list(Receipt.select().order_by(Receipt.number))
    assert [one.issued_at for one in receipts] == sorted(one.issued_at for one in receipts)


def test_a_real_gym_has_none(gym: Store) -> None:
    assert examples_here(gym) == ()


def test_its_organisations_have_pre_orders_in_every_state(gym: Store) -> None:
    """For newcomers, for members who are known here, and spent by those who train through them."""
    with gym.reading():
        catalogue = read_catalogue()
    seed_people(gym, catalogue, 60, organisation_visits(catalogue, gym.clock.now()))
    seed_pre_orders(gym)
    for code in ("NORRSKEN", "SOLVIK"):
        counts = read_counts(gym, organisation_id(code))
        assert min(counts.remaining, counts.used, counts.expired, counts.withdrawn) > 0
        members = read_members(gym, organisation_id(code), member_ids(gym, organisation_id(code)))
        assert {(one.is_invoiced, one.hit.standing.gives_access) for one in members} == {(True, True)}
    with gym.reading():
        assert not Person.select().where(Person.alias_of.is_null(False)).exists(), "each has a number of their own"
        unspent = PreOrder.select().where(PreOrder.used_at.is_null())
        known = {person.personal_number for person in Person.select()}
        assert any(order.personal_number in known for order in unspent)
        assert any(order.personal_number is None for order in unspent)


def test_one_of_the_examples_has_a_pre_order_to_spend(gym: Store) -> None:
    made(gym)
    (who,) = [one for one in examples_here(gym) if one.family_name == "Förbeställd"]
    facts = facts_of(gym, who.person_id)
    with gym.reading():
        (waiting,) = pre_orders_for(facts.customer.personal_number, facts.today)
    assert (waiting.organisation, waiting.order.product) == ("Solviks kommun", "Guld årskort")
