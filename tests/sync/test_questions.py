"""What a desk may ask central, and what it tells of itself."""

from datetime import timedelta

import httpx
import msgspec

from kiosk.sync.settling import settle_matter
from kiosk.sync.talk import Talk
from kiosk.sync.ways import Way
from kiosk.sync.wire import MatterList, OperationStatus
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer, photograph
from tests.sync.pictures import picture
from tests.sync.test_settling import OMAR, card_twice, only


def open_at_central(desk: Desk) -> MatterList:
    return msgspec.json.decode(desk.client.line.send("GET", "/v1/matters").data, type=MatterList)


def test_open_matters_of_the_desks_facility(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    elsewhere = world.desk("three", "SOL")
    card_twice(one, two)
    (matter,) = open_at_central(one).matters
    assert (matter.code, matter.operation_kind, matter.id) == ("card_in_use", "card.assigned", only(one).id)
    assert open_at_central(elsewhere).matters == []
    assert settle_matter(one.store, OMAR, matter.id, Way.NEW_CARD) is None
    one.sync()
    assert open_at_central(two).matters == []


def test_what_became_of_an_operation(world: World, desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    card_twice(one, two)
    op_id = only(two).operation_id
    answer = two.client.line.send("GET", f"/v1/operations/{op_id}").data
    status = msgspec.json.decode(answer, type=OperationStatus)
    assert (status.kind, status.outcome) == ("card.assigned", "rejected")
    assert [finding.code for finding in status.findings] == ["card_in_use"]


def test_a_desk_tells_how_it_is(world: World) -> None:
    """Once a minute at most, with its exchanges; a clock set back doesn't silence it."""
    world.stop()
    world.metrics_token = "secret"
    world.start()
    one = world.desk("one")
    anna = Newcomer()
    one.do(anna.register, photograph(anna.person_id, picture(20)))
    talk = Talk(one.store)
    talk.exchange()
    name = one.device.device_id
    assert f'inpass_device_waiting{{device="{name}"}} 1' in figures(world), "the photo comes later"
    while talk.send_photo():
        pass
    world.clock.moment += timedelta(seconds=30)
    talk.exchange()
    assert f'inpass_device_silence_seconds{{device="{name}"}} 30' in figures(world)
    world.clock.moment -= timedelta(hours=1)
    talk.exchange()
    assert f'inpass_device_waiting{{device="{name}"}} 0' in figures(world)
    talk.hang_up()


def figures(world: World) -> str:
    with httpx.Client(base_url=world.url, trust_env=False) as http:
        return http.get("/metrics", headers={"authorization": "Bearer secret"}).text
