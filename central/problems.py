"""What central declines, as RFC 9457 problems: each type once, with its status and its words."""

from kiosk.sync.wire import Problem

TYPES: dict[str, tuple[int, str]] = {
    "unreadable": (400, "The request can't be read"),
    "authorization-pending": (400, "The back office has not approved the code yet"),
    "code-expired": (400, "The code is unknown or has expired"),
    "unauthenticated": (401, "A valid access token is needed"),
    "use-nonce": (401, "Sign this nonce with the device's key"),
    "device-revoked": (403, "This device is no longer let in"),
    "not-allowed": (403, "This device, or whoever works at it, may not do that"),
    "unknown": (404, "There is no such thing here"),
    "sequence-gap": (409, "Operations are missing before these"),
    "device-fork": (409, "Another log has gone on from here: the disk was copied or restored"),
    "chain-broken": (409, "The operations don't give the hash they came with"),
    "operation-reused": (409, "Another operation has this id"),
    "cursor-ahead": (409, "The stream is not that long: central was restored"),
    "photo-unreferenced": (409, "No operation has told of this photo"),
    "cursor-too-old": (410, "Changes that old are gone: take the snapshot"),
    "batch-too-large": (413, "At most 500 operations or 1 MiB at a time"),
    "too-large": (413, "The request is too large"),
    "not-a-photo": (422, "This is not a member's photo"),
    "upgrade-required": (426, "This program is too old"),
    "too-many": (429, "Too many requests"),
    "failed": (500, "Central failed"),
    "unavailable": (503, "Central can't do this now"),
}


class Declined(Exception):
    """Central answers with this problem instead of doing what was asked; its transaction is undone."""

    def __init__(
        self, kind: str, detail: str = "", *, expected_seq: int | None = None, nonce: str | None = None
    ) -> None:
        status, title = TYPES[kind]
        super().__init__(kind)
        self.problem = Problem(
            type=kind, title=title, status=status, detail=detail, expected_seq=expected_seq, nonce=nonce
        )
