"""The driver keeps desk and central in step by itself, and lets nobody wait for it."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from db.tables import ThisDevice
from kiosk.desk_status import Network, StatusFacts
from kiosk.sync.photos import held_photo
from kiosk.sync.wire import RELEASE
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer, photograph
from tests.sync.pictures import picture
from ui.controls import spoken
from ui.status_line import network_in_words
from ui.sync import sync_driver
from ui.sync.sync_driver import SyncDriver, SyncState

Make = Callable[..., SyncDriver]
PATIENCE = 20_000


def is_settled(driver: SyncDriver) -> bool:
    return driver.state.network is Network.ONLINE and driver.state.waiting.count == 0 and not driver.is_under_way


def test_what_is_done_is_sent_by_itself(qtbot: QtBot, desk: Desk, make_driver: Make) -> None:
    driver = make_driver(desk)
    driver.start()
    qtbot.waitUntil(lambda: is_settled(driver), timeout=PATIENCE)
    desk.do(Newcomer().register)
    qtbot.waitUntil(lambda: driver.state.waiting.count == 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: is_settled(driver), timeout=PATIENCE)
    assert len(desk.world.rows()["person"]) == 1


def test_a_write_in_another_thread_nudges_on_qts(qtbot: QtBot, desk: Desk, make_driver: Make) -> None:
    driver = make_driver(desk)
    driver.start()
    qtbot.waitUntil(lambda: is_settled(driver), timeout=PATIENCE)
    heard: list[threading.Thread] = []
    driver.state_changed.connect(lambda _state: heard.append(threading.current_thread()))

    def write() -> None:
        desk.do(Newcomer().register)
        desk.store.close()

    writer = threading.Thread(target=write)
    writer.start()
    writer.join()
    qtbot.waitUntil(lambda: is_settled(driver) and bool(desk.world.rows()["person"]), timeout=PATIENCE)
    assert set(heard) == {threading.main_thread()}


def test_central_away_and_back(qtbot: QtBot, world: World, desk: Desk, make_driver: Make) -> None:
    world.stop()
    driver = make_driver(desk)
    driver.start()
    qtbot.waitUntil(lambda: bool(driver.state.trouble), timeout=PATIENCE)
    assert driver.state.network is Network.OFFLINE
    assert not driver.is_online
    desk.do(Newcomer().register)
    world.start()
    driver.sync_now()
    qtbot.waitUntil(lambda: is_settled(driver), timeout=PATIENCE)
    assert driver.state.trouble == ""


def test_it_comes_back_without_being_asked(qtbot: QtBot, world: World, desk: Desk, make_driver: Make) -> None:
    world.stop()
    driver = make_driver(desk)
    driver.start()
    qtbot.waitUntil(lambda: bool(driver.state.trouble), timeout=PATIENCE)
    desk.do(Newcomer().register)
    world.start()
    qtbot.waitUntil(lambda: is_settled(driver), timeout=PATIENCE)


def test_what_others_did_is_told(qtbot: QtBot, world: World, desk: Desk, make_driver: Make) -> None:
    driver = make_driver(desk)
    driver.start()
    qtbot.waitUntil(lambda: is_settled(driver), timeout=PATIENCE)
    two = world.desk("two")
    two.do(Newcomer().register)
    two.sync()
    with qtbot.waitSignal(driver.arrived, timeout=PATIENCE):
        driver.sync_now()
    assert len(desk.rows()["person"]) == 1


def test_what_central_took_is_told(qtbot: QtBot, desk: Desk, make_driver: Make) -> None:
    """What is shown as not sent yet isn't for long."""
    driver = make_driver(desk)
    driver.start()
    qtbot.waitUntil(lambda: is_settled(driver), timeout=PATIENCE)
    with qtbot.waitSignal(driver.arrived, timeout=PATIENCE):
        desk.do(Newcomer().register)


def test_photos_follow_one_by_one(qtbot: QtBot, world: World, desk: Desk, make_driver: Make) -> None:
    for number in range(3):
        anna = Newcomer(f"19900101{number:04d}", mobile=f"+4670000{number:04d}")
        desk.do(anna.register, photograph(anna.person_id, picture(90 + number)))
    driver = make_driver(desk)
    driver.start()
    qtbot.waitUntil(lambda: is_settled(driver), timeout=PATIENCE)
    two = world.desk("two")
    for row in two.rows()["photo"]:
        assert held_photo(two.store, row["sha256"]) is None
        assert two.client.has_photo(row["sha256"])


def test_a_desk_that_belongs_nowhere(qtbot: QtBot, world: World, make_driver: Make) -> None:
    desk = world.blank_desk("one")
    driver = make_driver(desk)
    driver.start()
    assert driver.state.network is Network.NOT_ENROLLED
    qtbot.waitUntil(lambda: not driver.is_under_way, timeout=PATIENCE)
    assert driver.state.network is Network.NOT_ENROLLED


def test_offline_by_choice_asks_nobody(qtbot: QtBot, desk: Desk, make_driver: Make) -> None:
    driver = make_driver(desk, is_offline=True)
    driver.start()
    desk.do(Newcomer().register)
    driver.sync_now()
    qtbot.waitUntil(lambda: driver.state.waiting.count == 1, timeout=PATIENCE)
    assert not driver.is_under_way
    assert driver.state.network is Network.OFFLINE


def test_a_revoked_desk_is_in_trouble_and_says_why(qtbot: QtBot, world: World, desk: Desk, make_driver: Make) -> None:
    from central.enrolment import revoke

    revoke(world.database, desk.device.device_id, world.clock.now())
    driver = make_driver(desk)
    driver.start()
    qtbot.waitUntil(lambda: driver.state.network is Network.TROUBLE, timeout=PATIENCE)
    assert driver.state.trouble


def test_a_program_that_is_too_old_goes_on_sending(qtbot: QtBot, world: World, desk: Desk, make_driver: Make) -> None:
    """Each write is sent at once, as ever; it is said what to do, and that what stands here grows old."""
    two = world.desk("two")
    two.do(Newcomer(None).register)
    two.sync()
    world.release = RELEASE + 2
    world.restart()
    driver = make_driver(desk)
    driver.start()
    qtbot.waitUntil(lambda: driver.state.network is Network.TOO_OLD, timeout=PATIENCE)
    assert "Uppdatera programmet" in spoken(driver.state.trouble)
    assert not driver.is_online
    for member in ("199001010017", "198507099805"):
        desk.do(Newcomer(member, mobile=f"+467017{member[-5:]}").register)
        qtbot.waitUntil(lambda: driver.state.waiting.count == 0 and not driver.is_under_way, timeout=PATIENCE)
    assert len(world.rows()["person"]) == 3
    assert driver.state.network is Network.TOO_OLD
    assert "uppdatera" in network_in_words(StatusFacts(driver.state.network))


@pytest.fixture
def bugs(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """What the error hook would have shown."""
    found: list[BaseException] = []
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: found.append(error))
    return found


def test_a_bug_is_shown_and_the_next_exchange_goes_on(
    qtbot: QtBot, desk: Desk, make_driver: Make, bugs: list[BaseException]
) -> None:
    driver = make_driver(desk)
    key = bytes(desk.device.private_key)
    with desk.store.own_writing():
        ThisDevice.update(private_key=b"no key").execute()
    driver.start()
    qtbot.waitUntil(lambda: bool(bugs) and not driver.is_under_way, timeout=PATIENCE)
    with desk.store.own_writing():
        ThisDevice.update(private_key=key).execute()
    driver.sync_now()
    qtbot.waitUntil(lambda: is_settled(driver), timeout=PATIENCE)


def test_a_wrong_clock_is_known(qtbot: QtBot, desk: Desk, make_driver: Make) -> None:
    from datetime import timedelta

    from kiosk.clock import FixedClock

    desk.store.clock = FixedClock(desk.world.clock.now() + timedelta(minutes=3))
    driver = make_driver(desk)
    states: list[SyncState] = []
    driver.state_changed.connect(states.append)
    driver.start()
    qtbot.waitUntil(lambda: is_settled(driver), timeout=PATIENCE)
    assert driver.state.is_clock_wrong
    assert states


def test_stopping_leaves_nothing_behind(qtbot: QtBot, desk: Desk, make_driver: Make) -> None:
    driver = make_driver(desk)
    driver.start()
    driver.stop()
    assert desk.store.on_written == []
    desk.do(Newcomer().register)
    driver.sync_now()
    assert not desk.world.rows()["person"]


@pytest.mark.parametrize("is_offline", [True, False])
def test_what_waits_grows_older_by_the_clock(
    qtbot: QtBot, world: World, desk: Desk, make_driver: Make, monkeypatch: pytest.MonkeyPatch, is_offline: bool
) -> None:
    """Nothing else happens: the line is away, and the pause before the next try is long."""
    monkeypatch.setattr(sync_driver, "AGE_MS", 50)
    world.stop()
    desk.do(Newcomer().register)
    driver = make_driver(desk, is_offline=is_offline)
    driver.start()
    qtbot.waitUntil(lambda: is_offline or bool(driver.state.trouble), timeout=PATIENCE)
    desk.store.clock.moment += timedelta(minutes=3)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: driver.state.waiting.oldest_age == timedelta(minutes=3), timeout=PATIENCE)
    waiting = driver.state.waiting
    assert "äldst 3 min" in network_in_words(StatusFacts(Network.OFFLINE, waiting.count, waiting.oldest_age))
