"""Person look-up, and what was registered without it."""

from datetime import timedelta
from pathlib import Path

import pytest

from central.person_register import FileRegister, NoRegister, RegisterDown, RegisteredPerson
from central.verifying import verify_waiting
from db.tables import LookupCount, Person
from db.transactions import reading
from kiosk.errors import CentralRefused, CentralUnreachable, UnreadableFile
from kiosk.people.drafts import LookedUp
from kiosk.sync.lookup import look_up_person
from kiosk.sync.matters import open_matters
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer
from tests.sync.invariants import check

ASA = "199001010017"


class Register:
    """What the register says in a test; None: it doesn't answer."""

    def __init__(self, **persons: RegisteredPerson) -> None:
        self.persons: dict[str, RegisteredPerson] | None = {name[1:]: found for name, found in persons.items()}

    def find(self, personal_number: str) -> RegisteredPerson | None:
        if self.persons is None:
            raise RegisterDown
        return self.persons.get(personal_number)


AGREES = RegisteredPerson("ÅSA", "Öberg", "Götgatan  1", "116 62", "Stockholm")
DIFFERS = RegisteredPerson("Åsa", "Berg", "Ringvägen 2", "11662", "Stockholm")
PROTECTED = RegisteredPerson(protected_identity=True)


@pytest.fixture
def register(world: World) -> Register:
    """The service asks it only when a test does, so that its background work doesn't decide what is seen."""
    found = Register()
    world.stop()
    world.register = NoRegister()
    world.start()
    return found


def test_name_and_address_are_found(world: World) -> None:
    world.stop()
    world.register = Register(n199001010017=AGREES)
    world.start()
    one = world.desk("one")
    found = look_up_person(one.client, ASA)
    assert found == LookedUp(ASA, "ÅSA", "Öberg", "Götgatan  1", "116 62", "Stockholm", protected_identity=False)
    assert look_up_person(one.client, "198507099805") is None
    with reading(world.database):
        (row,) = LookupCount.select()
        assert (row.device_id, row.count) == (one.device.device_id, 2)


def test_a_register_that_is_down_is_as_central_away(world: World) -> None:
    with pytest.raises(CentralUnreachable):
        look_up_person(world.desk("one").client, ASA)


@pytest.mark.parametrize("number", ["", "19900101-0017", "9001010017", "199001010017 ", "１９９００１０１００１７"])
def test_what_is_no_number_is_not_asked_for(world: World, number: str) -> None:
    with pytest.raises(CentralRefused):
        look_up_person(world.desk("one").client, number)


def test_a_desk_that_asks_all_day_is_stopped(world: World) -> None:
    from central import lookups

    one = world.desk("one")
    with reading(world.database):
        LookupCount.insert(
            device_id=one.device.device_id, day=world.clock.now().date(), count=lookups.MOST_PER_DAY
        ).execute()
    with pytest.raises(CentralRefused):
        look_up_person(one.client, ASA)


def registered_offline(world: World, *, protected_identity: bool = False) -> Desk:
    one = world.desk("one")
    one.do(Newcomer(to_verify=True, protected_identity=protected_identity).register)
    one.sync()
    return one


def is_to_verify(desk: Desk) -> bool:
    with desk.store.reading():
        return bool(Person.get().to_verify)


def test_agreement_verifies(world: World, register: Register) -> None:
    one = registered_offline(world)
    assert is_to_verify(one)
    register.persons = {ASA: AGREES}
    assert verify_waiting(world.database, register, world.clock.now()) == 1
    one.sync()
    assert not is_to_verify(one)
    assert open_matters(one.store) == []
    check(world, one)


def test_a_difference_is_a_matter_and_changes_nothing(world: World, register: Register) -> None:
    one = registered_offline(world)
    registered_at = one.store.clock.now()
    world.clock.moment += timedelta(minutes=3)
    register.persons = {ASA: DIFFERS}
    for _time in range(2):
        verify_waiting(world.database, register, world.clock.now())
    one.sync()
    (matter,) = open_matters(one.store)
    assert matter.code == "details_differ"
    assert matter.at == registered_at, "as of other matters: when it was done, not when central heard of it"
    for text in ("Öberg", "Berg", "Götgatan 1", "Ringvägen 2"):
        assert text in matter.what
    names = [line.removeprefix("– ").split(":")[0] for line in matter.what.splitlines()[1:]]
    assert names == ["efternamn", "gatuadress"], "a line each, as people write an address"
    with one.store.reading():
        assert Person.get().family_name == "Öberg"
    assert is_to_verify(one)
    check(world, one)


@pytest.mark.parametrize(
    ("persons", "is_protected", "code"),
    [
        ({}, False, "person_not_in_register"),
        ({ASA: PROTECTED}, False, "person_is_protected"),
        ({ASA: PROTECTED}, True, None),
    ],
)
def test_other_answers(
    world: World, register: Register, persons: dict[str, RegisteredPerson], is_protected: bool, code: str | None
) -> None:
    one = registered_offline(world, protected_identity=is_protected)
    register.persons = persons
    verify_waiting(world.database, register, world.clock.now())
    one.sync()
    assert [matter.code for matter in open_matters(one.store)] == ([code] if code else [])


def test_a_protected_persons_difference_shows_no_names(world: World, register: Register) -> None:
    one = registered_offline(world, protected_identity=True)
    register.persons = {ASA: DIFFERS}
    verify_waiting(world.database, register, world.clock.now())
    one.sync()
    (matter,) = open_matters(one.store)
    assert "Berg" not in matter.what + matter.who + matter.remedy


def test_a_register_that_is_down_is_asked_again(world: World, register: Register) -> None:
    registered_offline(world)
    register.persons = None
    assert verify_waiting(world.database, register, world.clock.now()) == 0
    register.persons = {ASA: AGREES}
    assert verify_waiting(world.database, register, world.clock.now()) == 1


def test_the_service_verifies_by_itself(world: World) -> None:
    world.stop()
    world.register = Register(n199001010017=AGREES)
    world.start()
    one = registered_offline(world)
    for _attempt in range(200):
        one.sync()
        if not is_to_verify(one):
            return
    raise AssertionError("never verified")


def test_a_register_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "register.json"
    file.write_text('{"199001010017": {"given_name": "Åsa", "family_name": "Öberg"}}', "utf-8")
    register = FileRegister(file)
    assert register.find(ASA) == RegisteredPerson("Åsa", "Öberg")
    assert register.find("198507099805") is None
    file.write_text("{", "utf-8")
    with pytest.raises(UnreadableFile):
        FileRegister(file)
