"""Takes over what central's streams tell, each stream's news in one transaction with its cursor."""

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
import zstandard

from db.tables import FetchedChunk
from kiosk.store import Store
from kiosk.sync import own_log
from kiosk.sync.arriving import (
    Position,
    apply_changes,
    do_held_again,
    keep_position,
    position,
    replace_stream,
)
from kiosk.sync.client import SyncClient
from kiosk.sync.faults import not_central
from kiosk.sync.wire import GYM_STREAM, ChangeLine, SnapshotOffer, SnapshotRow, StreamOffer

MOST_AT_ONCE = 40_000  # changes in one transaction: central offers a snapshot before that
UNPACKED_CHUNK = 16 * 2**20


class WorkCameBetween(Exception):
    """Something unsent was added meanwhile: push it before anything older is taken over."""


@dataclass(frozen=True, slots=True)
class News:
    """Changes that follow on each other, and where they end."""

    changes: list[ChangeLine]
    end: Position
    is_at_head: bool


@dataclass
class Puller:
    """Lives for one exchange. `rows` is how many rows were taken over."""

    store: Store
    client: SyncClient
    rows: int = 0
    snapshots: int = 0

    def pull_all(self, offers: dict[str, StreamOffer], *, ask_all: bool) -> bool:
        """The gym's stream first. Without `ask_all` only streams whose head lies ahead are asked.

        True when every stream was read to its head. Raises WorkCameBetween, CentralUnreachable and CentralRefused.
        """
        at_heads = True
        for stream in sorted(offers, key=lambda name: (name != GYM_STREAM, name)):
            offer = offers[stream]
            with self.store.reading():
                here = position(stream)
            if offer.state == "snapshot":
                at_heads &= self._take_snapshot(stream)
            elif ask_all or offer.head > here.cursor:
                at_heads &= self._follow(stream, here)
        return at_heads

    def _follow(self, stream: str, here: Position) -> bool:
        news = self._news(stream, here)
        if news.changes:
            with self.store.own_writing():
                _nothing_unsent()
                self.rows += apply_changes(news.changes)
                keep_position(stream, news.end)
        return news.is_at_head

    def _news(self, stream: str, here: Position) -> News:
        """Up to the head, so that this desk's own work never shows in an older state in between."""
        changes: list[ChangeLine] = []
        is_at_head = False
        while not is_at_head and len(changes) < MOST_AT_ONCE:
            page = self.client.page(stream, here.cursor, here.hash)
            changes += page.changes
            here = Position(page.cursor, page.hash)
            is_at_head = page.cursor >= page.head
        return News(changes, here, is_at_head)

    def _take_snapshot(self, stream: str) -> bool:
        offer = self.client.snapshot(stream)
        self._fetch(offer)
        news = self._news(stream, Position(offer.cursor, bytes.fromhex(offer.hash)))
        with self.store.own_writing():
            _nothing_unsent()
            self.rows += replace_stream(stream, _snapshot_rows(offer))
            self.rows += apply_changes(news.changes)
            do_held_again()
            keep_position(stream, news.end)
            FetchedChunk.delete().where(FetchedChunk.stream == stream).execute()
        self.snapshots += 1
        return news.is_at_head

    def _fetch(self, offer: SnapshotOffer) -> None:
        """A chunk that is here already is not fetched again."""
        mine = FetchedChunk.stream == offer.stream
        with self.store.own_writing():
            FetchedChunk.delete().where(mine & FetchedChunk.sha256.not_in(offer.chunks)).execute()
            held = {row.sha256 for row in FetchedChunk.select(FetchedChunk.sha256).where(mine)}
        for digest in dict.fromkeys(offer.chunks):
            if digest not in held:
                data = self.client.chunk(offer.stream, digest)
                with self.store.own_writing():
                    FetchedChunk.insert(stream=offer.stream, sha256=digest, data=data).execute()


def _nothing_unsent() -> None:
    if own_log.standing().has_unsent:
        raise WorkCameBetween


def _snapshot_rows(offer: SnapshotOffer) -> Iterator[SnapshotRow]:
    unpacker = zstandard.ZstdDecompressor()
    decoder = msgspec.json.Decoder(SnapshotRow)
    for digest in offer.chunks:
        row = FetchedChunk.get((FetchedChunk.stream == offer.stream) & (FetchedChunk.sha256 == digest))
        try:
            lines = unpacker.decompress(bytes(row.data), max_output_size=UNPACKED_CHUNK).split(b"\n")[:-1]
            yield from (decoder.decode(line) for line in lines)
        except (zstandard.ZstdError, msgspec.MsgspecError) as error:
            raise not_central() from error
