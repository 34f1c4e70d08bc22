"""Photos' own lane: up until central has them, down when a card is opened, and a bounded cache of what central has."""

from hashlib import sha256

from db.binding import current
from db.tables import PhotoBlob
from kiosk.store import Store
from kiosk.sync.client import SyncClient
from kiosk.sync.faults import Declined

CACHE_BYTES = 200 * 2**20
CACHE_MARGIN = 10 * 2**20  # left for those that are looked at
FETCH_AT_ONCE = 50
NOT_YET = frozenset({"photo-unreferenced"})  # its operation is on its way
NEVER = frozenset({"not-a-photo", "too-large"})


def upload_next(store: Store, client: SyncClient, skip: frozenset[str] = frozenset()) -> str | None:
    """Sends one photo, the oldest first, and names it; None when there is none left but those in `skip`.

    A photo that central won't have yet, or at all, stays here: put its name into `skip` until the next exchange.
    Raises CentralUnreachable and CentralRefused.
    """
    found = _next(store, skip)
    if found is None:
        return None
    digest, jpeg = found
    try:
        if not client.has_photo(digest):
            client.put_photo(digest, jpeg)
    except Declined as declined:
        if declined.type in NOT_YET | NEVER:
            return digest
        raise
    with store.own_writing():
        PhotoBlob.update(is_uploaded=True).where(PhotoBlob.sha256 == digest).execute()
    return digest


def upload_all(store: Store, client: SyncClient) -> int:
    """How many central has taken."""
    tried: set[str] = set()
    while (digest := upload_next(store, client, frozenset(tried))) is not None:
        tried.add(digest)
    with store.reading():
        waiting = {row.sha256 for row in PhotoBlob.select(PhotoBlob.sha256).where(PhotoBlob.is_uploaded == 0)}
    return len(tried - waiting)


def _next(store: Store, skip: frozenset[str]) -> tuple[str, bytes] | None:
    with store.reading():
        sql = 'SELECT "sha256", "jpeg" FROM "photo_blob" WHERE "is_uploaded" = 0 ORDER BY rowid'
        for digest, jpeg in current().execute_sql(sql):
            if digest not in skip:
                return digest, bytes(jpeg)
    return None


def held_photo(store: Store, digest: str) -> bytes | None:
    """The picture if it is here; fast enough for Qt's thread."""
    with store.reading():
        blob = PhotoBlob.find(digest)
        return None if blob is None else bytes(blob.jpeg)


def fetch_photo(store: Store, client: SyncClient, digest: str) -> bytes | None:
    """From here, else from central, kept in the cache; None where central hasn't got it yet.

    Raises CentralUnreachable and CentralRefused.
    """
    held = held_photo(store, digest)
    if held is not None:
        return held
    try:
        jpeg = client.get_photo(digest)
    except Declined as declined:
        if declined.type == "unknown":
            return None
        raise
    with store.own_writing():
        values = {"sha256": sha256(jpeg).hexdigest(), "jpeg": jpeg, "size": len(jpeg), "is_uploaded": True}
        PhotoBlob.insert(**values).on_conflict_ignore().execute()
    return jpeg


def missing_photos(store: Store, most: int = FETCH_AT_ONCE) -> list[str]:
    """Pictures that persons here have and this desk lacks, the newest first; none when the cache is full.

    Fetched ahead, so that a face is there also when the line is not.
    """
    with store.reading():
        held = int(current().execute_sql('SELECT COALESCE(SUM("size"), 0) FROM "photo_blob"').fetchone()[0])
        sql = (
            'SELECT p."sha256" FROM "photo" p JOIN "person" o ON o."id" = p."person_id" AND o."photo_id" = p."id" '
            'LEFT JOIN "photo_blob" b ON b."sha256" = p."sha256" WHERE b."sha256" IS NULL '
            'ORDER BY p."taken_at" DESC LIMIT ?'
        )
        room = CACHE_BYTES - CACHE_MARGIN - held
        return [digest for (digest,) in current().execute_sql(sql, [most])] if room > 0 else []


def trim_cache(store: Store, most_bytes: int = CACHE_BYTES) -> int:
    """Drops the oldest photos that central has too, until the cache fits; how many. Unsent ones are never dropped."""
    dropped = 0
    with store.own_writing():
        total = int(current().execute_sql('SELECT COALESCE(SUM("size"), 0) FROM "photo_blob"').fetchone()[0])
        sql = 'SELECT "sha256", "size" FROM "photo_blob" WHERE "is_uploaded" = 1 ORDER BY rowid'
        for digest, size in current().execute_sql(sql).fetchall() if total > most_bytes else ():
            if total <= most_bytes:
                break
            PhotoBlob.delete().where(PhotoBlob.sha256 == digest).execute()
            total -= size
            dropped += 1
    return dropped
