"""The demo gym's examples: each is in the state it is named for, and only the demo gym has them."""

from datetime import date

from db.rows import found
from db.tables import JournalEntry, Person, PreOrder, PreOrderImport, Receipt
from kiosk.catalogue import read_catalogue
from kiosk.demo.agreements import seed_agreements, seed_import
from kiosk.demo.examples import EXAMPLES, examples_here, seed_examples
from kiosk.demo.invoiced import INVOICED, PAYER, invoiced_visits, run_months
from kiosk.demo.organisations import organisation_id
from kiosk.demo.people import TEST_SERIALS, seed_people
from kiosk.demo.pre_orders import organisation_visits, seed_pre_orders
from kiosk.organisations.members import member_ids, read_members
from kiosk.organisations.pre_orders import read_counts
from kiosk.organisations.spending import pre_orders_for
from kiosk.people.ending_certificates import ending_certificates
from kiosk.people.personal_identity import PersonalNumber, read_personal_number
from kiosk.store import Store
from kiosk.subscriptions.timeline import State
from tests.organisations.invoices import basis
from tests.people.serving import facts_of, reason


def days_are_told(gym: Store) -> None:
    """Lines of sales have the days that their texts say, and no others."""
    with gym.reading():
        lines = found("SELECT text, first, last FROM sale_line")
    assert any(first for _text, first, _last in lines)
    for text, first, last in lines:
        assert text.endswith(f" {first} – {last}") if first else " – " not in text


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
    bases = [basis(gym, month, organisation_id(PAYER)) for month in months]
    assert [len(one.rows) for one in bases] == [0, 1, 4, 5, 8, 7]
    assert {row.billed.vat_percent for one in bases for row in one.rows} == {6, 25}
    assert [note.code for note in bases[-2].notes] == []
    days_are_told(gym)
    assert bases[-1].gross == 7 * 35900
    assert "" in {row.billed.member.name for row in bases[-1].rows}, "somebody has a protected identity"
    for example in INVOICED:
        timeline = facts_of(gym, example.person_id).chosen.timeline
        assert timeline.debited_until == date(2026, 11, 30)
    for name in ("charge", "upgrade", "freeze"):
        assert reason(gym, name, INVOICED[0].person_id) == "", "what the example says can be tried"
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
    days_are_told(gym)
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


def test_there_is_somebody_for_each_way_of_paying(gym: Store) -> None:
    """By the organisation's invoice, by direct debit and beforehand; at its own prices, and at the type's."""
    with gym.reading():
        catalogue = read_catalogue()
    visits = (*invoiced_visits(catalogue, gym.clock.now()), *organisation_visits(catalogue, gym.clock.now()))
    seed_people(gym, catalogue, 0, visits)
    with gym.reading():
        kinds = {
            (code, kind, payer is not None, price_list)
            for code, kind, payer, price_list in found(
                """SELECT organisation.code, kind, invoiced_to, price_list.code FROM subscription
                JOIN organisation ON organisation.id = subscription.organisation_id
                JOIN price_list ON price_list.id = subscription.price_list_id"""
            )
        }
    assert kinds == {
        ("NORRSKEN", "direct_debit", True, "organisation"),
        ("NORRSKEN", "prepaid", True, "organisation"),
        ("SOLVIK", "prepaid", True, "organisation"),
        ("LINGON", "prepaid", False, "organisation"),
        ("ATTIKA", "direct_debit", False, "organisation"),
        ("TRAST", "direct_debit", False, "student"),
        ("GRANIT", "prepaid", False, "organisation"),
    }


def test_an_agreement_ends_soon_one_has_ended_and_certificates_follow(gym: Store) -> None:
    made(gym)
    seed_agreements(gym)
    ids = {one.given_name: one.person_id for one in examples_here(gym)}
    ends = {name: facts_of(gym, ids[name]).customer.certificate_until for name in ("Tyra", "Vilma")}
    assert ends == {"Tyra": date(2026, 12, 12), "Vilma": date(2026, 10, 13)}
    assert facts_of(gym, ids["Tyra"]).chosen.main.timeline.price == 29900, "her club has its own prices"
    (soon,) = [one for one in ending_certificates(gym) if one.organisation]
    assert (soon.person_id, soon.organisation) == (ids["Tyra"], "Idrottsföreningen Trasten")


def test_an_imported_pre_order_waits_for_one_of_them(gym: Store) -> None:
    made(gym)
    seed_import(gym)
    (who,) = [one for one in examples_here(gym) if one.given_name == "Imre"]
    facts = facts_of(gym, who.person_id)
    (waiting,) = facts.pre_orders
    assert (waiting.organisation, waiting.order.product, waiting.order.is_imported) == (
        "Norrskensverken AB",
        "Guld 3 månader",
        True,
    )
    with gym.reading():
        numbers = [one.personal_number for one in PreOrder.select().where(PreOrder.import_id.is_null(False))]
        assert PreOrderImport.get().accepted == len(numbers) == len(set(numbers)) == 7
    for number in numbers:
        assert isinstance(read_personal_number(number, facts.today), PersonalNumber)
        assert number[8:11] in TEST_SERIALS


def test_one_of_the_examples_has_a_pre_order_to_spend(gym: Store) -> None:
    made(gym)
    (who,) = [one for one in examples_here(gym) if one.family_name == "Förbeställd"]
    facts = facts_of(gym, who.person_id)
    with gym.reading():
        (waiting,) = pre_orders_for(facts.customer.personal_number, facts.today)
    assert (waiting.organisation, waiting.order.product) == ("Solviks kommun", "Guld årskort")
