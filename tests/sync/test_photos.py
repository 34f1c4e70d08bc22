"""Photos go up when there is time, come down when they are wanted, and are what they say they are."""

from hashlib import sha256

import cv2
import numpy as np
import pytest

from db.tables import PhotoBlob
from db.transactions import reading
from kiosk.errors import CentralUnreachable
from kiosk.sync.faults import Declined
from kiosk.sync.photos import fetch_photo, held_photo, trim_cache, upload_all, upload_next
from kiosk.sync.waiting import Why, waiting_list
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer, photograph
from tests.sync.pictures import picture


def name_of(jpeg: bytes) -> str:
    return sha256(jpeg).hexdigest()


def photographed(desk: Desk, *jpegs: bytes) -> None:
    for number, jpeg in enumerate(jpegs):
        anna = Newcomer(f"19900101{number:04d}", mobile=f"+4670000{number:04d}")
        desk.do(anna.register, photograph(anna.person_id, jpeg))


def test_up_from_one_desk_and_down_at_another(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    jpeg = picture(50)
    photographed(one, jpeg)
    one.sync()
    assert [line.why for line in waiting_list(one.store)] == [Why.PHOTO]
    assert upload_all(one.store, one.client) == 1
    assert waiting_list(one.store) == []
    two.sync()
    assert held_photo(two.store, name_of(jpeg)) is None
    assert fetch_photo(two.store, two.client, name_of(jpeg)) == jpeg
    world.stop()
    assert fetch_photo(two.store, two.client, name_of(jpeg)) == jpeg


def test_a_photo_waits_for_its_operation(world: World) -> None:
    one = world.desk("one")
    photographed(one, picture(50))
    assert upload_all(one.store, one.client) == 0
    one.sync()
    assert upload_all(one.store, one.client) == 1


def test_a_photo_that_central_has_is_not_sent_again(world: World) -> None:
    one = world.desk("one")
    photographed(one, picture(50))
    one.sync()
    upload_all(one.store, one.client)
    with one.store.own_writing():
        PhotoBlob.update(is_uploaded=False).execute()
    assert upload_next(one.store, one.client) == name_of(picture(50))
    with reading(world.database):
        assert PhotoBlob.select().count() == 1


def test_a_photo_nobody_has_sent_yet(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    photographed(one, picture(50))
    one.sync()
    two.sync()
    assert fetch_photo(two.store, two.client, name_of(picture(50))) is None


def test_a_photo_stays_while_central_is_away(world: World) -> None:
    one = world.desk("one")
    photographed(one, picture(50))
    one.sync()
    world.stop()
    with pytest.raises(CentralUnreachable):
        upload_all(one.store, one.client)
    assert held_photo(one.store, name_of(picture(50))) == picture(50)


def large_picture() -> bytes:
    return bytes(cv2.imencode(".jpg", np.zeros((900, 700, 3), np.uint8))[1].tobytes())


def png() -> bytes:
    return bytes(cv2.imencode(".png", np.zeros((120, 90, 3), np.uint8))[1].tobytes())


def with_exif() -> bytes:
    jpeg = picture(60)
    return jpeg[:2] + b"\xff\xe1\x00\x10Exif\0\0GPS here" + jpeg[2:]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        picture(60)[:-30],
        picture(60) + b"x",
        large_picture(),
        png(),
        with_exif(),
        b"\xff\xd8\xff\xd9",
    ],
    ids=["empty", "text", "torn", "tail", "large", "png", "exif", "hollow"],
)
def test_only_members_photos_are_taken(world: World, data: bytes) -> None:
    one = world.desk("one")
    anna = Newcomer()
    one.do(anna.register, photograph(anna.person_id, data))
    one.sync()
    assert upload_all(one.store, one.client) == 0
    with reading(world.database):
        assert PhotoBlob.select().count() == 0


def test_the_name_must_be_the_contents(world: World) -> None:
    one = world.desk("one")
    with pytest.raises(Declined) as refused:
        one.client.put_photo(name_of(picture(1)), picture(2))
    assert refused.value.type == "not-a-photo"
    with pytest.raises(Declined) as too_large:
        one.client.put_photo("0" * 64, bytes(300_000))
    assert too_large.value.type == "too-large"


def test_the_cache_has_bounds_and_never_drops_what_is_only_here(world: World) -> None:
    one = world.desk("one")
    jpegs = [picture(shade) for shade in range(70, 74)]
    photographed(one, *jpegs)
    one.sync()
    for _photo in range(3):
        upload_next(one.store, one.client)
    assert trim_cache(one.store, len(jpegs[2]) + len(jpegs[3])) == 2
    assert [held_photo(one.store, name_of(jpeg)) is not None for jpeg in jpegs] == [False, False, True, True]
    assert trim_cache(one.store, 0) == 1
    assert held_photo(one.store, name_of(jpegs[3])) == jpegs[3]
    assert fetch_photo(one.store, one.client, name_of(jpegs[0])) == jpegs[0]
