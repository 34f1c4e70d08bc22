"""What a member's photo must be, whoever looks at it: as the gym keeps it (design.md), decoded to the last pixel."""

import cv2
import numpy as np

from kiosk.access.picture_headers import LARGEST_PHOTO, PictureKind, read_header


def size_of_portrait(data: bytes) -> tuple[int, int]:
    """Width and height."""
    header = read_header(data)
    assert header is not None
    assert len(data) <= LARGEST_PHOTO
    assert (header.kind, header.has_metadata) == (PictureKind.JPEG, False)
    assert header.width <= 640
    assert header.height <= 853
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    assert picture.shape == (header.height, header.width, 3)
    return header.width, header.height
