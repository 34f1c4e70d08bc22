"""The member's portrait: framed by the face, small, without metadata; and files of every quality."""

import io
import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.access.picture_headers import read_header
from kiosk.devices.demo_video import FACE, demo_frame
from kiosk.devices.faces import Box, Hint, Look, look
from kiosk.devices.frames import PictureFault
from kiosk.devices.portrait import Crop, Still, from_file, make_portrait, still_problem
from kiosk.errors import UnreadableFile
from kiosk.sentences import sentence
from tests.devices.portraits import size_of_portrait

HD = (1280, 720)
TURNED = 6  # EXIF: the camera was held on its side
NOBODY = Look((), Hint.NO_FACE)


def saved(format: str, exif: bool = False, size: tuple[int, int] = (900, 600), turned: int = TURNED) -> bytes:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    facts = Image.Exif()
    if exif:
        facts[0x0112] = turned
        facts[0x010F] = "Maker of the camera"
    into = io.BytesIO()
    picture.save(into, format, exif=facts)
    return into.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A bomb: a few bytes that claim to be an enormous picture."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body)) + b"\0" * 2000


def test_the_crop_goes_by_the_face() -> None:
    crop = Crop.around(Box(500, 150, 180, 180), HD)
    assert (crop.width, crop.height) == (297, 396)  # 2.2 × 180, 3:4
    assert abs(crop.left + crop.width / 2 - 590) <= 1
    assert crop.top + crop.height * 0.46 == pytest.approx(240, abs=2)


@pytest.mark.parametrize(
    "face", [Box(0, 0, 200, 200), Box(1150, 600, 120, 120), Box(400, 0, 700, 700), Box(0, 700, 9, 9)]
)
def test_a_face_at_the_edge_keeps_the_crop_inside(face: Box) -> None:
    crop = Crop.around(face, HD)
    assert crop.left >= 0
    assert crop.top >= 0
    assert crop.left + crop.width <= 1280
    assert crop.top + crop.height <= 720


FRAMES = st.tuples(st.integers(160, 3000), st.integers(160, 3000))
ACTS = st.one_of(st.tuples(st.integers(-4000, 4000), st.integers(-4000, 4000)), st.floats(0.01, 100, allow_nan=False))


@given(FRAMES, st.lists(ACTS, max_size=12))
def test_however_it_is_adjusted_the_crop_is_3_to_4_and_inside(
    frame: tuple[int, int], acts: list[tuple[int, int] | float]
) -> None:
    crop = Crop.whole(frame)
    for act in acts:
        crop = crop.moved(*act) if isinstance(act, tuple) else crop.zoomed(act)
        assert min(crop.left, crop.top) >= 0
        assert crop.left + crop.width <= frame[0]
        assert crop.top + crop.height <= frame[1]
        assert abs(crop.width / crop.height - 3 / 4) < 0.01
        assert crop.height >= min(160, frame[1], frame[0] * 4 // 3)


def test_zooming_keeps_the_middle() -> None:
    crop = Crop.around(Box(550, 250, 100, 100), HD)
    closer = crop.zoomed(0.9)
    assert closer.height < crop.height
    assert abs((closer.left + closer.width / 2) - (crop.left + crop.width / 2)) <= 1
    assert abs((closer.top + closer.height / 2) - (crop.top + crop.height / 2)) <= 1


def test_a_portrait_shows_the_face_and_holds_the_limits() -> None:
    frame = demo_frame()
    still = Still(frame, look(frame))
    jpeg = make_portrait(frame, Crop.suggested(still))
    width, height = size_of_portrait(jpeg)
    assert width / height == pytest.approx(3 / 4, abs=0.01)
    picture = cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    assert len(look(picture).faces) == 1
    assert b"Exif" not in jpeg


def test_the_worst_picture_still_fits() -> None:
    noise = np.random.default_rng(5).integers(0, 255, (2400, 1800, 3), np.uint8)
    jpeg = make_portrait(noise, Crop.whole((1800, 2400)))
    assert len(jpeg) <= 200_000
    assert size_of_portrait(jpeg) == (640, 853)


@pytest.mark.parametrize(
    ("still", "code"),
    [
        (None, "photo-no-picture"),
        (Still(np.zeros((720, 1280, 3), np.uint8), NOBODY), "photo-black"),
        (Still(demo_frame(), NOBODY, PictureFault.BLACK), "photo-black"),
        (Still(demo_frame(), NOBODY, PictureFault.FROZEN), "photo-frozen"),
    ],
)
def test_a_missing_black_or_frozen_picture_is_refused_in_words(still: Still | None, code: str) -> None:
    problem = still_problem(still)
    assert problem
    assert problem.code == code
    assert sentence(problem)


def test_a_live_picture_is_taken_even_without_a_face() -> None:
    assert still_problem(Still(demo_frame(), NOBODY)) is None


def test_the_face_file_can_be_chosen() -> None:
    still = from_file(FACE)
    assert still.size == (512, 512)
    assert len(still.look.faces) == 1


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_each_kind_of_file_is_turned_upright(tmp_path: Path, format: str) -> None:
    file = tmp_path / "turned.any"
    file.write_bytes(saved(format, exif=True))
    still = from_file(file)
    assert still.size == (600, 900)
    top, bottom = still.picture[20, 300], still.picture[880, 300]
    assert top[2] > 200 > 60 > top[0]  # red above
    assert bottom[0] > 200 > 60 > bottom[2]  # blue below
    jpeg = make_portrait(still.picture, Crop.suggested(still))
    assert b"Maker" not in jpeg
    size_of_portrait(jpeg)


def test_a_large_photo_is_brought_to_working_size(tmp_path: Path) -> None:
    file = tmp_path / "phone.jpg"
    file.write_bytes(saved("JPEG", exif=True, size=(8000, 6000)))
    still = from_file(file)
    assert max(still.size) <= 2560
    assert still.size[0] < still.size[1]


def test_a_grey_and_a_transparent_file_become_colour_pictures(tmp_path: Path) -> None:
    for mode in ("L", "RGBA", "P", "CMYK"):
        file = tmp_path / f"{mode}.png"
        Image.new(mode, (300, 400)).save(file, "JPEG" if mode == "CMYK" else "PNG")
        assert from_file(file).picture.shape == (400, 300, 3)


BROKEN = [
    (b"", "isn't a picture"),
    (b"GIF89a" + b"\0" * 500, "isn't a picture"),
    (b"%PDF-1.7 not a picture", "isn't a picture"),
    (b"\xff\xd8\xff", "isn't a picture"),
    (b"\xff\xd8\xff\xe0\x00\x00" * 40, "isn't a picture"),
    (saved("JPEG")[:1500], "broken"),
    (saved("PNG")[:-200], "broken"),
    (saved("WEBP")[:-20], "broken"),
    (png_header(60_000, 60_000), "too large"),
    (png_header(2**31 - 1, 2**31 - 1), "too large"),
    (png_header(7000, 7000), "broken"),
    (png_header(0, 0), "too small"),
    (saved("JPEG", size=(159, 400)), "too small"),
]


@pytest.mark.parametrize(("content", "words"), BROKEN)
def test_a_broken_enormous_or_wrong_file_gets_words(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "picture.jpg"
    file.write_bytes(content)
    with pytest.raises(UnreadableFile, match=words) as caught:
        from_file(file)
    assert caught.value.remedy


def test_a_file_of_too_many_bytes_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.jpg"
    with file.open("wb") as sparse:
        sparse.truncate(30_000_001)
    with pytest.raises(UnreadableFile, match="30 MB"):
        from_file(file)


@pytest.mark.parametrize("name", ["nothing.jpg", "."])
def test_a_file_that_cannot_be_read_gets_words(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableFile, match="can't be read"):
        from_file(tmp_path / name)


@pytest.mark.parametrize("size", [(300, 400), (17, 4001), (1, 1)])
def test_headers_tell_kind_and_size(size: tuple[int, int]) -> None:
    for format in ("JPEG", "PNG", "WEBP"):
        header = read_header(saved(format, size=size))
        assert header
        assert (header.kind, header.width, header.height) == (format.lower(), *size)
    lossless = io.BytesIO()
    Image.new("RGB", size).save(lossless, "WEBP", lossless=True)
    header = read_header(lossless.getvalue())
    assert header
    assert (header.width, header.height) == size


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF1234WEBPVP8 ", b"RIFF....WEBPVP8X"]),
)
def test_no_bytes_upset_the_header_reader(data: bytes, start: bytes) -> None:
    read_header(start + data)
