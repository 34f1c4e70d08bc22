"""Takes over what central's streams tell: each stream's news with its cursor, in one transaction or in slices."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import msgspec
import zstandard

from db.rows import found
from db.tables import FetchedChunk
from kiosk.store import Store
from kiosk.sync.arriving import Position, position
from kiosk.sync.client import SyncClient
from kiosk.sync.faults import not_central
from kiosk.sync.taking_over import TakingOver, is_to_be_taken_anew, news_rows, survey
from kiosk.sync.wire import GYM_STREAM, ChangeLine, SnapshotOffer, SnapshotRow, StreamOffer

MOST_AT_ONCE = 40_000  # changes kept in memory: central offers a snapshot before that
UNPACKED_CHUNK = 16 * 2**20


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

    def pull_all(self, offers: dict[str, StreamOffer], *, ask_all: bool) -> None:
        """Every stream to its head, the gym's first. Without `ask_all` only those whose head lies ahead are asked.

        Raises WorkCameBetween, CentralUnreachable and CentralRefused.
        """
        for stream in sorted(offers, key=lambda name: (name != GYM_STREAM, name)):
            offer = offers[stream]
            with self.store.reading():
                here, is_anew = position(stream), is_to_be_taken_anew(stream)
            if offer.state == "snapshot" or is_anew:
                self._take_snapshot(stream)
                continue
            self._forget_chunks(stream)
            if ask_all or offer.head > here.cursor:
                self._follow(stream, here)

    def _follow(self, stream: str, here: Position) -> None:
        """To the head, however far: an offer asked for halfway would be a snapshot of what mostly stands here."""
        is_at_head = False
        while not is_at_head:
            news = self._news(stream, here)
            if news.changes:
                arriving = TakingOver(self.store, stream, news.end.hash, news.end, news_rows(news.changes))
                with self._counted(arriving):
                    arriving.follow()
            here, is_at_head = news.end, news.is_at_head

    @contextmanager
    def _counted(self, arriving: TakingOver) -> Iterator[None]:
        """Slices stay though work came between."""
        try:
            yield
        finally:
            self.rows += arriving.rows

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

    def _take_snapshot(self, stream: str) -> None:
        offer = self.client.snapshot(stream)
        self._fetch(offer)
        news = self._news(stream, Position(offer.cursor, bytes.fromhex(offer.hash)))
        goal = bytes.fromhex(offer.hash)
        arriving = TakingOver(self.store, stream, goal, news.end, news_rows(news.changes))
        with self._counted(arriving):
            arriving.replace(self._snapshot_rows(offer), survey(self.store, self._snapshot_rows(offer)))
        self._forget_chunks(stream)
        self.snapshots += 1
        if not news.is_at_head:
            self._follow(stream, news.end)

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

    def _forget_chunks(self, stream: str) -> None:
        """One by one: to give a large file's pages back takes long. A crash before may have left some."""
        with self.store.reading():
            left = [digest for (digest,) in found("SELECT sha256 FROM fetched_chunk WHERE stream = ?", stream)]
        for digest in left:
            with self.store.own_writing():
                this = (FetchedChunk.stream == stream) & (FetchedChunk.sha256 == digest)
                FetchedChunk.delete().where(this).execute()

    def _snapshot_rows(self, offer: SnapshotOffer) -> Iterator[SnapshotRow]:
        """Outside any transaction, chunk by chunk."""
        unpacker = zstandard.ZstdDecompressor()
        decoder = msgspec.json.Decoder(SnapshotRow)
        for digest in offer.chunks:
            with self.store.reading():
                this = (FetchedChunk.stream == offer.stream) & (FetchedChunk.sha256 == digest)
                data = bytes(FetchedChunk.get(this).data)
            try:
                lines = unpacker.decompress(data, max_output_size=UNPACKED_CHUNK).split(b"\n")[:-1]
                rows = [decoder.decode(line) for line in lines]
            except (zstandard.ZstdError, msgspec.MsgspecError) as error:
                raise not_central() from error
            yield from rows
