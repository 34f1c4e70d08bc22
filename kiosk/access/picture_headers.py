"""Kind and size of a picture, read from its first bytes: known before anything is decoded."""

import struct
from dataclasses import dataclass
from enum import StrEnum

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
LARGEST_PHOTO = 200_000  # bytes of a member's: the crop keeps below it
SIZE_MARKERS = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOF0-15 without DHT, JPG and DAC
BARE_MARKERS = frozenset({0x01, *range(0xD0, 0xD9)})  # without a length after them
APP1 = 0xE1  # where EXIF and XMP live


class PictureKind(StrEnum):
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"


@dataclass(frozen=True, slots=True)
class PictureHeader:
    kind: PictureKind
    width: int
    height: int
    has_metadata: bool = False  # looked for in JPEG only

    @property
    def pixels(self) -> int:
        return self.width * self.height


def read_header(data: bytes) -> PictureHeader | None:
    """None when it is no JPEG, PNG or WebP, or its first bytes are broken."""
    try:
        if data.startswith(JPEG):
            return _jpeg(data)
        if data.startswith(PNG) and data[12:16] == b"IHDR":
            return PictureHeader(PictureKind.PNG, *struct.unpack(">II", data[16:24]))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
    except (struct.error, IndexError):
        return None
    return None


def _jpeg(data: bytes) -> PictureHeader | None:
    at, has_metadata = 2, False
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # filling
            at += 1
        elif marker in BARE_MARKERS:
            at += 2
        elif marker in SIZE_MARKERS:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return PictureHeader(PictureKind.JPEG, width, height, has_metadata)
        else:
            has_metadata |= marker == APP1
            at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    return None


def _webp(data: bytes) -> PictureHeader | None:
    match data[12:16]:
        case b"VP8 " if data[23:26] == b"\x9d\x01\x2a":
            width, height = struct.unpack("<HH", data[26:30])
            return PictureHeader(PictureKind.WEBP, width & 0x3FFF, height & 0x3FFF)
        case b"VP8L" if data[20] == 0x2F:
            bits = struct.unpack("<I", data[21:25])[0]
            return PictureHeader(PictureKind.WEBP, (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case b"VP8X":
            width = int.from_bytes(data[24:27], "little") + 1
            return PictureHeader(PictureKind.WEBP, width, int.from_bytes(data[27:30], "little") + 1)
    return None
