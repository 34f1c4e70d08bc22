"""Finding persons as one types: a router over b-tree ranges, raw SQL on the desk's SQLite, no scans."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from db.binding import current
from db.rows import found
from kiosk.people.search_hits import Hit, Match, read_hits
from kiosk.people.search_index import KeyKind
from kiosk.people.search_ranges import KeyRange, Query, UnfinishedWords, read_query
from kiosk.store import Store

LIMIT = 50
LAST_LETTER = "\U0010ffff"  # sorts after whatever may follow a prefix
AFTER_SPACE = "!"  # sorts after the space that ends a word, before any letter or digit
MOST_WORDS = 60  # that an unfinished word may be the beginning of: two seeks each


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a text finds, not yet read. `more`: there are others beyond these."""

    matches: tuple[Match, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class SearchResult:
    hits: tuple[Hit, ...] = ()
    more: bool = False


def search(store: Store, text: str, today: date, limit: int = LIMIT) -> SearchResult:
    """Whom the text can be the beginning of, by name, number, phone, e-mail or card, with what their rows show."""
    whom = find(store, text, limit)
    return SearchResult(read_hits(store, whom.matches, today), whom.more)


def find(store: Store, text: str, limit: int = LIMIT) -> Found:
    """As `search`, the persons' rows unread: a list reads those it shows."""
    query = read_query(text)
    if not query.places:
        return Found()
    with store.reading():
        return _shared_out(query, limit) if query.number else _in_order(query, limit)


def person_with_card(store: Store, number: str) -> str | None:
    """Whose card it is; whoever had it last when it is blocked. `number` as stored. None: no card of this gym."""
    sql = """SELECT COALESCE(person.alias_of, person.id) FROM card JOIN person ON person.id = card.person_id
        WHERE card.number = ? ORDER BY card.blocked_at IS NOT NULL, card.assigned_at DESC LIMIT 1"""
    with store.reading():
        rows = found(sql, number)
    return str(rows[0][0]) if rows else None


def _in_order(query: Query, limit: int) -> Found:
    """The first place's matches, then the next one's, until there are enough."""
    matches = _once(chain.from_iterable(map(_matches, query.places)), set(), limit + 1)
    return Found(tuple(matches[:limit]), len(matches) > limit)


def _shared_out(query: Query, limit: int) -> Found:
    """Whole numbers first; what short lists leave goes to the long ones, so that none crowds out another."""
    seen: set[str] = set()
    lists = []
    for matches in (_whole_number(query.number), *map(_matches, query.places)):
        lists.append(_once(matches, seen, limit + 1))
        seen.update(match.person_id for match in lists[-1])
    shares = _fair_shares([len(matches) for matches in lists], limit)
    kept = chain.from_iterable(matches[:share] for matches, share in zip(lists, shares, strict=True))
    return Found(tuple(kept), sum(map(len, lists)) > limit)


def _fair_shares(lengths: list[int], room: int) -> list[int]:
    shares = [0] * len(lengths)
    for served, at in enumerate(sorted(range(len(lengths)), key=lambda at: lengths[at])):
        shares[at] = min(lengths[at], -(-room // (len(lengths) - served)))
        room -= shares[at]
    return shares


def _once(matches: Iterable[Match], seen: set[str], room: int) -> list[Match]:
    """Each person once, those seen already left out."""
    once: dict[str, Match] = {}
    fresh = (match for match in matches if match.person_id not in seen and match.person_id not in once)
    for match in islice(fresh, room):
        once[match.person_id] = match
    return list(once.values())


def _matches(place: KeyRange | UnfinishedWords) -> Iterator[Match]:
    if isinstance(place, UnfinishedWords):
        return _with_words(place.words)
    return _beginning_with(place.kind, place.prefix)


def _beginning_with(kind: KeyKind, prefix: str) -> Iterator[Match]:
    """In key order, read from the b-tree as they are asked for."""
    sql = "SELECT person_id, key FROM search_key WHERE kind = ? AND key >= ? AND key < ? ORDER BY key"
    cursor = current().execute_sql(sql, [kind.value, prefix, prefix + LAST_LETTER])
    try:
        for person_id, key in cursor:
            yield Match(person_id, kind, key)
    finally:
        cursor.close()


def _whole_number(number: str) -> Iterator[Match]:
    """A protected identity's: only typed to its end."""
    sql = "SELECT person_id FROM search_key WHERE kind = ? AND key = ?"
    for (person_id,) in found(sql, KeyKind.WHOLE.value, number):
        yield Match(person_id, KeyKind.WHOLE, number)


def _with_words(words: Sequence[str]) -> Iterator[Match]:
    """Skips through the words that begin as the first one does; each pair of words opens a key."""
    first, second, *others = words
    for word in islice(_words_beginning_with(first), MOST_WORDS):
        for match in _beginning_with(KeyKind.NAME, f"{word} {second}"):
            if all(f" {other}" in f" {match.key}" for other in others):
                yield match


def _words_beginning_with(prefix: str) -> Iterator[str]:
    sql = "SELECT key FROM search_key WHERE kind = ? AND key >= ? AND key < ? ORDER BY key LIMIT 1"
    seek = prefix
    while rows := found(sql, KeyKind.NAME.value, seek, prefix + LAST_LETTER):
        word = rows[0][0].split(" ", 1)[0]
        yield word
        seek = word + AFTER_SPACE
