"""Letting a desk in, and keeping everybody else out."""

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from central.enrolment import APPROVED, approve, revoke, waiting_desks
from central.state import read_state
from central.tokens import Signer
from db.tables import JournalEntry, Till
from db.transactions import reading, writing
from kiosk.demo.catalogue import facility_id, till_id
from kiosk.errors import CentralRefused, InpassError, NotEnrolled
from kiosk.sync.client import connect
from kiosk.sync.device_key import make_key, proof, public_key
from kiosk.sync.enrolment import ask_to_be_let_in, is_let_in
from kiosk.sync.faults import Declined
from kiosk.sync.wire import EPOCH_HEADER
from tests.central.worlds import World
from tests.sync.acts import Newcomer


@pytest.fixture
def http(world: World) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=world.url, trust_env=False) as client:
        yield client


def test_a_desk_shows_a_code_and_waits_for_it(world: World) -> None:
    desk = world.blank_desk("one")
    shown = ask_to_be_let_in(desk.store, world.url, "Reception 1")
    assert [one.name for one in waiting_desks(world.database, world.clock.now())] == ["Reception 1"]
    assert is_let_in(desk.store, shown) is None
    approve(world.database, shown.user_code.lower().replace("-", " "), "SOL", world.clock.now())
    place = is_let_in(desk.store, shown)
    assert place is not None
    assert (place.facility_id, place.name) == (facility_id("SOL"), "Reception 1")
    assert desk.sync().is_complete
    assert waiting_desks(world.database, world.clock.now()) == []
    with desk.store.reading():
        (entry,) = JournalEntry.select().where(JournalEntry.act == APPROVED)
        assert (entry.facility_id, entry.at) == (facility_id("SOL"), world.clock.now())


def test_an_answer_that_was_lost_can_be_asked_for_again(world: World) -> None:
    desk = world.blank_desk("one")
    shown = ask_to_be_let_in(desk.store, world.url, "Reception 1")
    approve(world.database, shown.user_code, "SOD", world.clock.now())
    assert is_let_in(desk.store, shown) == is_let_in(desk.store, shown)


def test_each_desk_has_a_till_of_its_own(world: World) -> None:
    desks = [world.desk(name) for name in ("one", "two", "three")]
    tills = [desk.device.till_id for desk in desks]
    assert tills[0] == till_id("SOD")
    assert len(set(tills)) == 3
    desks[0].sync()
    with desks[0].store.reading():
        names = {row.id: row.name for row in Till.select().where(Till.facility_id == facility_id("SOD"))}
    assert [names[till] for till in tills] == ["SOD-1", "SOD-2", "SOD-3"]


def test_a_code_runs_out(world: World) -> None:
    desk = world.blank_desk("one")
    shown = ask_to_be_let_in(desk.store, world.url, "Reception 1")
    world.clock.moment += timedelta(minutes=16)
    with pytest.raises(CentralRefused) as refused:
        is_let_in(desk.store, shown)
    assert isinstance(refused.value, Declined)
    assert refused.value.type == "code-expired"
    with pytest.raises(InpassError):
        approve(world.database, shown.user_code, "SOD", world.clock.now())


@pytest.mark.parametrize("facility", ["", "XYZ"])
def test_the_facility_must_be_named_where_there_are_several(world: World, facility: str) -> None:
    desk = world.blank_desk("one")
    shown = ask_to_be_let_in(desk.store, world.url, "Reception 1")
    with pytest.raises(InpassError, match="SOD, SOL"):
        approve(world.database, shown.user_code, facility, world.clock.now())


def test_a_code_is_spent_once(world: World) -> None:
    desk = world.blank_desk("one")
    shown = ask_to_be_let_in(desk.store, world.url, "Reception 1")
    approve(world.database, shown.user_code, "SOD", world.clock.now())
    with pytest.raises(InpassError):
        approve(world.database, shown.user_code, "SOD", world.clock.now())


def test_someone_elses_key_gets_nothing_for_the_code(world: World, http: httpx.Client) -> None:
    desk = world.blank_desk("one")
    shown = ask_to_be_let_in(desk.store, world.url, "Reception 1")
    approve(world.database, shown.user_code, "SOD", world.clock.now())
    nonce = http.post("/v1/token", json={}).json()["nonce"]
    import base64

    mark = base64.b64encode(proof(make_key(), nonce, shown.device_code)).decode()
    stolen = {"device_code": shown.device_code, "nonce": nonce, "signature": mark}
    answer = http.post("/v1/token", json=stolen)
    assert (answer.status_code, answer.json()["type"]) == (401, "unauthenticated")


def test_a_proof_is_good_once(world: World, http: httpx.Client) -> None:
    import base64

    device = world.desk("one").device
    nonce = http.post("/v1/token", json={}).json()["nonce"]
    mark = base64.b64encode(proof(bytes(device.private_key), nonce, device.device_id)).decode()
    asked = {"device_id": device.device_id, "nonce": nonce, "signature": mark}
    assert http.post("/v1/token", json=asked).status_code == 200
    replayed = http.post("/v1/token", json=asked)
    assert (replayed.status_code, replayed.json()["type"]) == (401, "use-nonce")


def test_a_central_whose_clock_is_set_back_lets_its_desks_in(world: World) -> None:
    one = world.desk("one")
    one.hang_up()
    world.clock.moment -= timedelta(hours=3)
    assert one.sync().is_complete


def test_a_revoked_desk_is_told_and_loses_nothing(world: World) -> None:
    one = world.desk("one")
    one.do(Newcomer().register)
    revoke(world.database, one.device.device_id, world.clock.now())
    with pytest.raises(Declined) as refused:
        one.sync()
    assert refused.value.type == "device-revoked"
    one.hang_up()
    with pytest.raises(Declined) as again:
        one.sync()
    assert again.value.type == "device-revoked"
    with one.store.reading():
        assert one.device.acked_seq == 0


def test_a_desk_that_asked_nobody_is_not_enrolled(world: World) -> None:
    with pytest.raises(NotEnrolled):
        connect(world.blank_desk("one").store)


@pytest.mark.parametrize("url", ["http://central.example.se", "ftp://127.0.0.1", "central", "https://"])
def test_nothing_is_sent_to_an_address_without_tls(world: World, url: str) -> None:
    with pytest.raises(CentralRefused):
        ask_to_be_let_in(world.blank_desk("one").store, url, "Reception 1")


def forged_tokens(world: World) -> dict[str, str]:
    device_id = world.desk("one").device.device_id
    now = world.clock.now()
    with writing(world.database):
        signer = Signer(read_state().signing_key)
    good = signer.token(device_id, now)
    header, claims, signature = good.split(".")
    return {
        "another key": Signer(bytes(32)).token(device_id, now),
        "expired": signer.token(device_id, now - timedelta(minutes=16)),
        "from the future": signer.token(device_id, now + timedelta(hours=1)),
        "no algorithm": "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0" + good[good.index(".") :],
        "claims changed": f"{header}.{claims[:-2]}AA.{signature}",
        "torn": good[:-1],
        "empty": ".",
        "two parts": "a.b",
        "no base64": "å.ä.ö",
    }


GUARDED = (
    ("POST", "/v1/devices/me/resume"),
    ("POST", "/v1/devices/me/operations"),
    ("POST", "/v1/devices/me/operations/raw"),
    ("POST", "/v1/devices/me/heartbeat"),
    ("GET", "/v1/streams/gym/changes"),
    ("GET", "/v1/streams/gym/snapshot"),
    ("GET", f"/v1/streams/gym/snapshot/{'0' * 64}"),
    ("PUT", f"/v1/photos/{'0' * 64}"),
    ("GET", f"/v1/photos/{'0' * 64}"),
    ("GET", "/v1/matters"),
    ("GET", "/v1/operations/x"),
    ("POST", "/v1/person_lookup"),
    ("GET", "/metrics"),
)


def test_a_false_token_opens_nothing(world: World, http: httpx.Client, subtests: pytest.Subtests) -> None:
    for kind, token in forged_tokens(world).items():
        for method, path in GUARDED:
            with subtests.test(kind, path=path):
                headers = {b"authorization": f"Bearer {token}".encode()}
                answer = http.request(method, path, headers=headers, content=b"{}" if method == "POST" else b"")
                assert answer.status_code == 401
                assert answer.headers["content-type"] == "application/problem+json"
                assert EPOCH_HEADER in answer.headers


def test_a_confined_desk_sees_its_own_facility_only(world: World) -> None:
    one, two = world.desk("one", "SOD", is_confined=True), world.desk("two", "SOL")
    two.do(Newcomer().register)
    two.sync()
    one.sync()
    assert one.rows()["person"] == []
    with pytest.raises(Declined) as refused:
        one.client.page(facility_id("SOL"), 0, bytes(32))
    assert refused.value.type == "unknown"


def test_what_a_confined_desk_does_elsewhere_is_held(world: World) -> None:
    from db.tables import ThisDevice

    one = world.desk("one", "SOD", is_confined=True)
    with one.store.own_writing():
        ThisDevice.update(facility_id=facility_id("SOL")).execute()
    one.do(Newcomer().register)
    assert one.sync().verdicts == {"held": 2}


def test_too_many_codes_at_a_time(world: World, http: httpx.Client) -> None:
    import base64

    asked = {"name": "x", "public_key": base64.b64encode(public_key(make_key())).decode()}
    answers = [http.post("/v1/device_authorization", json=asked).status_code for _desk in range(51)]
    assert answers == [200] * 50 + [429]
    with reading(world.database):
        assert len(waiting_desks(world.database, world.clock.now())) == 50
