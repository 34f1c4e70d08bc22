"""Two desks and central through any history of work, lost answers, restored disks and a restored central."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from central.backups import forget_state
from central.catalogue import publish
from central.held import retry_held
from db.migrating import migrate
from db.sqlite import EncryptedSqlite
from db.tables import Card, Person, Price
from kiosk.clock import FixedClock
from kiosk.demo.catalogue import catalogue_rows, price_list_id, product_id
from kiosk.errors import CentralError
from kiosk.ids import fixed_id
from kiosk.operations import kinds
from kiosk.operations.people import PersonChanged
from kiosk.store import Errand, Refused, Store
from tests.central.worlds import ANNA
from tests.lives import live_and_shrink
from tests.sync.acts import MONTH, YEAR, Act, Newcomer, assign_card, block_card, pay, photograph, sell
from tests.sync.direct import DirectCentral, DirectDesk, copy_of, enrolled
from tests.sync.invariants import check, check_central

KEY = bytes(32)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
WHO = st.integers(0, 2)
DESKS = st.sampled_from(["one", "two"])
FAULTS = st.lists(st.sampled_from(["", "", "lost", "unheard"]), max_size=6)
LIVES, STEPS = 40, 20
PRICES = st.sampled_from([YEAR, YEAR + 100])


class _Prepared:
    """Made once: an empty desk, and a central with the demo gym's catalogue."""

    desk: EncryptedSqlite
    central: EncryptedSqlite


def _empty() -> EncryptedSqlite:
    database = EncryptedSqlite(Path(":memory:"), KEY)
    migrate(database)
    return database


@pytest.fixture(scope="module")
def prepared() -> Iterator[None]:
    _Prepared.desk, _Prepared.central = _empty(), _empty()
    publish(_Prepared.central, catalogue_rows())
    yield
    _Prepared.desk.close()
    _Prepared.central.close()


class History(RuleBasedStateMachine):
    """What is remembered of the past is what a disk image or a backup holds."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = FixedClock(NOW)
        self.desks: dict[str, DirectDesk] = {}
        self.images: dict[str, EncryptedSqlite] = {}
        self.unknown: dict[str, Any] = {}

    @initialize()
    def begin(self) -> None:
        self.central = DirectCentral(copy_of(_Prepared.central), self.clock)
        self.backup = copy_of(self.central.database)
        for name in ("one", "two"):
            self.desks[name] = self._desk(name)
            self.images[name] = copy_of(self.desks[name].store.database)

    def _desk(self, name: str) -> DirectDesk:
        desk = enrolled(name, Store(copy_of(_Prepared.desk), self.clock), self.central)
        self.backup = copy_of(self.central.database)
        desk.sync()
        return desk

    def _place(self, device_id: str) -> tuple[str, str]:
        sql = "SELECT facility_id, till_id FROM device WHERE id = ?"
        facility, till = self.central.database.execute_sql(sql, [device_id]).fetchone()
        return facility, till

    def _do(self, name: str, *acts: Act) -> None:
        with suppress(Refused), self.desks[name].store.errand(ANNA, "register_private_customer") as errand:
            for act in acts:
                act(errand)

    def _people(self, name: str) -> list[str]:
        with self.desks[name].store.reading():
            return [person.id for person in Person.select(Person.id).order_by(Person.id)]

    def _someone(self, name: str, which: int) -> str:
        people = self._people(name)
        return people[which % len(people)] if people else ""

    @rule(name=DESKS, who=WHO, card=WHO, is_known=st.booleans())
    def register(self, name: str, who: int, card: int, is_known: bool) -> None:
        number = f"19900101{who:04d}" if is_known else None
        newcomer = Newcomer(number, given_name=f"P{who}", mobile=f"+4670000{who:04d}")
        self._do(name, newcomer.register, assign_card(newcomer.person_id, f"1000000{card}"), pay(newcomer.person_id))

    @rule(name=DESKS, which=st.integers(0, 9), card=WHO)
    def give_card(self, name: str, which: int, card: int) -> None:
        if person := self._someone(name, which):
            self._do(name, assign_card(person, f"1000000{card}"))

    @rule(name=DESKS, which=st.integers(0, 9))
    def block(self, name: str, which: int) -> None:
        with self.desks[name].store.reading():
            cards = [card.id for card in Card.select(Card.id).order_by(Card.id)]
        if cards:
            self._do(name, block_card(cards[which % len(cards)]))

    @rule(name=DESKS, which=st.integers(0, 9), price=PRICES, day=st.integers(1, 28), prepaid=st.booleans())
    def sell(self, name: str, which: int, price: int, day: int, prepaid: bool) -> None:
        if person := self._someone(name, which):
            amount = price if prepaid else MONTH
            self._do(name, sell(person, price=amount, start=date(2026, 11, day), prepaid=prepaid), pay(person, amount))

    @rule(name=DESKS, reference=WHO, method=st.sampled_from(["card", "cash"]))
    def pay(self, name: str, reference: int, method: str) -> None:
        if person := self._someone(name, 0):
            self._do(name, pay(person, 100, f"T{reference}", method))

    @rule(name=DESKS, which=st.integers(0, 9), field=st.sampled_from(["street", "family_name"]), new=WHO)
    def change(self, name: str, which: int, field: str, new: int) -> None:
        if person := self._someone(name, which):

            def act(errand: Errand) -> None:
                errand.perform(PersonChanged(person_id=person, old={field: "Öberg"}, new={field: f"Ny{new}"}))

            self._do(name, act)

    @rule(name=DESKS, which=st.integers(0, 9), shade=WHO)
    def take_photo(self, name: str, which: int, shade: int) -> None:
        if person := self._someone(name, which):
            self._do(name, photograph(person, b"picture %d" % shade))

    @rule(name=DESKS, faults=FAULTS, batch=st.sampled_from([2, 500]))
    def sync(self, name: str, faults: list[str], batch: int) -> None:
        desk = self.desks[name]
        desk.client.faults = list(faults)
        desk.client.batch_size.limit = batch
        with suppress(CentralError):
            desk.sync()
        desk.client.faults = []

    @rule(amount=PRICES)
    def set_price(self, amount: int) -> None:
        keys = {"price_list_id": price_list_id("standard"), "product_id": product_id("GULD-12")}
        row = {"id": fixed_id("price", "standard", "GULD-12"), **keys, "amount": amount}
        publish(self.central.database, [(Price, row)])

    @rule(kind=st.sampled_from(["person.registered", "payment.taken", "photo.set", "card.assigned"]))
    def older_central(self, kind: str) -> None:
        """A kind that central doesn't know for a while; desks always know what they do."""
        self._exchange_without(kind)

    def _exchange_without(self, kind: str) -> None:
        known = kinds._BY_NAME.pop(kind)
        try:
            for desk in self.desks.values():
                desk.sync()
        finally:
            kinds._BY_NAME[kind] = known

    @rule()
    def newer_central(self) -> None:
        retry_held(self.central.database, NOW)

    @rule(name=DESKS)
    def keep_image(self, name: str) -> None:
        self._replace(self.images, name, copy_of(self.desks[name].store.database))

    @rule(name=DESKS)
    def restore_desk(self, name: str) -> None:
        """The disk as it was when its image was taken."""
        desk = self.desks[name]
        desk.store.database.close()
        desk.store = Store(copy_of(self.images[name]), self.clock)

    @rule()
    def back_up_central(self) -> None:
        self.backup.close()
        self.backup = copy_of(self.central.database)

    @rule()
    def restore_central(self) -> None:
        self.central.database.close()
        self.central.database = copy_of(self.backup)
        forget_state(self.central.database)

    @invariant()
    def central_is_whole(self) -> None:
        if self.desks:
            check_central(self.central)

    def _replace(self, kept: dict[str, EncryptedSqlite], name: str, image: EncryptedSqlite) -> None:
        kept[name].close()
        kept[name] = image

    def teardown(self) -> None:
        """Everybody exchanges until there is nothing new; then all have the same."""
        if not self.desks:
            return
        for _round in range(2):
            for desk in self.desks.values():
                assert desk.sync().is_complete
            retry_held(self.central.database, NOW)
        for desk in self.desks.values():
            desk.sync()
        check(self.central, *self.desks.values())
        self.central.database.close()
        for image in (self.backup, *self.images.values()):
            image.close()
        for desk in self.desks.values():
            desk.store.close()


def test_any_history_ends_the_same_everywhere(prepared: None) -> None:
    live_and_shrink(History, LIVES, STEPS)
