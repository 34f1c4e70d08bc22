"""Moved to `kiosk.access.picture_headers`, where central may import it; here until central.photos does."""

from kiosk.access.picture_headers import PictureHeader, PictureKind, read_header

__all__ = ["PictureHeader", "PictureKind", "read_header"]
