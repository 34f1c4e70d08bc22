"""One picture out of a camera, decoded only as far as it is needed, and a watch for dead pictures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kiosk.devices.opencv import opencv

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]  # height × width × 3, BGR

HALVED_FROM = 1000  # px; wider frames are shown and searched at half size: a 1280-px JPEG decodes in half the time
BLACK_MEAN = 10  # of 255; a covered lens gives 0-5 with noise, a dark room 20 and more
BLACK_AFTER = 0.5  # seconds; many cameras begin with a few black frames
FROZEN_AFTER = 2.0  # seconds of identical frames; sensor noise makes two real ones differ


@dataclass(frozen=True, slots=True)
class Frame:
    """`data` is a BGR picture, or one row of JPEG bytes as the camera sent them."""

    data: Picture

    @property
    def is_encoded(self) -> bool:
        return self.data.ndim == 1 or 1 in self.data.shape[:2]

    def full(self) -> Picture | None:
        """At the camera's size; None when the bytes are damaged."""
        if not self.is_encoded:
            return self.data
        cv2 = opencv()
        return cv2.imdecode(self.data, cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION)

    def reduced(self, width: int) -> Picture | None:
        """Half size when the camera's `width` is large; None when the bytes are damaged."""
        if width < HALVED_FROM:
            return self.full()
        cv2 = opencv()
        if self.is_encoded:
            return cv2.imdecode(self.data, cv2.IMREAD_REDUCED_COLOR_2 | cv2.IMREAD_IGNORE_ORIENTATION)
        return cv2.resize(self.data, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)


class PictureFault(StrEnum):
    BLACK = "black"
    FROZEN = "frozen"


def is_black(picture: Picture) -> bool:
    return _is_black(_sample(picture))


def _sample(picture: Picture) -> Picture:
    """Single pixels all over the picture, as they are: enough to tell one from the next."""
    cv2 = opencv()
    return cv2.resize(picture, (96, 54), interpolation=cv2.INTER_NEAREST)


def _is_black(sample: Picture) -> bool:
    return float(sample.mean()) < BLACK_MEAN


class PictureWatch:
    """Says when a camera goes on sending, but black or always the same picture."""

    def __init__(self) -> None:
        self._last: bytes = b""
        self._changed_at = 0.0
        self._black_since: float | None = None

    def see(self, picture: Picture, at: float) -> PictureFault | None:
        """`at` in seconds of a clock that never goes back."""
        sample = _sample(picture)
        seen = sample.tobytes()
        if seen != self._last:
            self._last, self._changed_at = seen, at
        if not _is_black(sample):
            self._black_since = None
            return PictureFault.FROZEN if at - self._changed_at >= FROZEN_AFTER else None
        self._black_since = at if self._black_since is None else self._black_since
        return PictureFault.BLACK if at - self._black_since >= BLACK_AFTER else None
