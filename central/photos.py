"""Members' photos at central, named by the sha256 of their bytes and verified before they are kept."""

from hashlib import sha256

from central.problems import Declined
from db.rows import insert
from db.tables import Photo, PhotoBlob
from kiosk.access.picture_headers import LARGEST_PHOTO, PictureKind, read_header

MAX_WIDTH, MAX_HEIGHT = 640, 853
SMALLEST_SIDE = 16
END_OF_JPEG = b"\xff\xd9"


def keep_photo(digest: str, data: bytes) -> bool:
    """Inside a write. False when it was here already. Raises Declined for anything but that member's photo."""
    if sha256(data).hexdigest() != digest:
        raise Declined("not-a-photo", "The bytes don't give the name they came with.")
    _check(data)
    if PhotoBlob.find(digest) is not None:
        return False
    if not Photo.select().where(Photo.sha256 == digest).exists():
        raise Declined("photo-unreferenced")
    insert(PhotoBlob, {"sha256": digest, "jpeg": data, "size": len(data), "is_uploaded": True})
    return True


def _check(data: bytes) -> None:
    """Type, size in pixels, no metadata, whole to the end. Decoding it is left to who shows it."""
    header = read_header(data) if len(data) <= LARGEST_PHOTO else None
    fits = (
        header is not None
        and header.kind is PictureKind.JPEG
        and SMALLEST_SIDE <= header.width <= MAX_WIDTH
        and SMALLEST_SIDE <= header.height <= MAX_HEIGHT
        and not header.has_metadata
        and data.endswith(END_OF_JPEG)
    )
    if not fits:
        raise Declined("not-a-photo")


def photo(digest: str) -> bytes:
    """Raises Declined when it isn't here (yet)."""
    blob = PhotoBlob.find(digest)
    if blob is None:
        raise Declined("unknown")
    return bytes(blob.jpeg)


def has_photo(digest: str) -> bool:
    return PhotoBlob.select(PhotoBlob.sha256).where(PhotoBlob.sha256 == digest).exists()
