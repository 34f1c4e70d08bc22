"""Finding persons as one types: a router over b-tree ranges, raw SQL on the desk's SQLite, no scans."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice

from db.rows import found
from kiosk.clock import today
from kiosk.people.search_hits import Match
from kiosk.people.search_index import KeyKind, top_key
from kiosk.people.search_ranges import KeyRange, Query, UnfinishedWords, read_query
from kiosk.people.search_use import use_order
from kiosk.store import Store

LIMIT = 50
LAST_LETTER = "\U0010ffff"  # sorts after whatever may follow a prefix
AFTER_SPACE = "!"  # sorts after the space that ends a word, before any letter or digit
MOST_WORDS = 60  # that an unfinished word may be the beginning of: two seeks each
CANDIDATES = 100  # keys that are put in the order of use; of more, only those here latest
BATCH = 500  # keys read at once when one scrolls on beyond the candidates
MOST_READ = 3_000  # keys looked through for three unfinished words: some milliseconds

Key = tuple[str, str, int]
"""Person id, key, use."""


class Finding:
    """Whom a text finds, each once, read on as far as is asked. Holds no read open between."""

    def __init__(self, store: Store, text: str, first: int = LIMIT) -> None:
        """Among the `first` of a number's, each way of finding has its share."""
        self._store = store
        self._left = _in_turn(read_query(text), today(store.clock), first)
        self._next: list[Match] = []

    def take(self, count: int) -> tuple[Match, ...]:
        """The next so many, or those that are left."""
        with self._store.reading():
            taken = [*self._next, *islice(self._left, count + 1 - len(self._next))]
        self._next = taken[count:]
        return tuple(taken[:count])

    @property
    def has_more(self) -> bool:
        """After `take`: whether there are others."""
        return bool(self._next)


def person_with_card(store: Store, number: str) -> str | None:
    """Whose card it is; whoever had it last when it is blocked. `number` as stored. None: no card of this gym."""
    sql = """SELECT COALESCE(person.alias_of, person.id) FROM card JOIN person ON person.id = card.person_id
        WHERE card.number = ? ORDER BY card.blocked_at IS NOT NULL, card.assigned_at DESC LIMIT 1"""
    with store.reading():
        rows = found(sql, number)
    return str(rows[0][0]) if rows else None


def _in_turn(query: Query, today: date, room: int) -> Iterator[Match]:
    places = (_matches(place, today) for place in query.places)
    return _shared_out(query.number, places, room) if query.number else _once(chain.from_iterable(places))


def _shared_out(number: str, places: Iterable[Iterator[Match]], room: int) -> Iterator[Match]:
    """Whole numbers first; what short lists leave goes to the long ones, so that none crowds out another."""
    seen: set[str] = set()
    lists, rests = [], []
    for matches in (_whole_number(number), *places):
        fresh = _once(matches, seen)
        lists.append(list(islice(fresh, room + 1)))
        rests.append(fresh)
    shares = _fair_shares([len(matches) for matches in lists], room)
    for first, share in zip(lists, shares, strict=True):
        yield from first[:share]
    for first, share, rest in zip(lists, shares, rests, strict=True):
        yield from first[share:]
        yield from rest


def _fair_shares(lengths: list[int], room: int) -> list[int]:
    shares = [0] * len(lengths)
    for served, at in enumerate(sorted(range(len(lengths)), key=lambda at: lengths[at])):
        shares[at] = min(lengths[at], -(-room // (len(lengths) - served)))
        room -= shares[at]
    return shares


def _once(matches: Iterable[Match], seen: set[str] | None = None) -> Iterator[Match]:
    """Each person once, those seen already left out."""
    seen = set() if seen is None else seen
    for match in matches:
        if match.person_id not in seen:
            seen.add(match.person_id)
            yield match


def _matches(place: KeyRange | UnfinishedWords, today: date) -> Iterator[Match]:
    if isinstance(place, UnfinishedWords):
        keys = _with_words(place.words)
        first = list(islice(keys, CANDIDATES))
        yield from _by_use(KeyKind.NAME, first, today)
        yield from _as_they_come(KeyKind.NAME, keys)
        return
    first = _range(place.kind, place.prefix, CANDIDATES + 1)
    is_all = len(first) <= CANDIDATES
    if not is_all and place.kind is KeyKind.NAME and " " not in place.prefix:
        yield from _by_use(KeyKind.NAME, _range(KeyKind.TOP, top_key(place.prefix), CANDIDATES), today)
    yield from _by_use(place.kind, first, today)
    if not is_all:
        yield from _as_they_come(place.kind, _beyond(place, first[-1]))


def _by_use(kind: KeyKind, keys: list[Key], today: date) -> Iterator[Match]:
    """Those alike stay in the order of their keys."""
    day = today.toordinal()
    orders = {use: use_order(use, day) for use in {one[2] for one in keys}}  # most are of the same use
    if len(orders) > 1:
        keys.sort(key=lambda one: orders[one[2]], reverse=True)
    return _as_they_come(kind, keys)


def _as_they_come(kind: KeyKind, keys: Iterable[Key]) -> Iterator[Match]:
    return (Match(person_id, kind, key) for person_id, key, _use in keys)


def _range(kind: KeyKind, prefix: str, count: int) -> list[Key]:
    sql = "SELECT person_id, key, use FROM search_key WHERE kind = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?"
    return found(sql, kind.value, prefix, prefix + LAST_LETTER, count)


def _beyond(place: KeyRange, last: Key) -> Iterator[Key]:
    """In the order of keys, a batch at a time: a cursor left open would keep the file's log from being tidied up."""
    sql = """SELECT person_id, key, use FROM search_key WHERE kind = ? AND (key, person_id) > (?, ?) AND key < ?
        ORDER BY key, person_id LIMIT ?"""
    end = place.prefix + LAST_LETTER
    while keys := found(sql, place.kind.value, last[1], last[0], end, BATCH):
        yield from keys
        last = keys[-1]


def _whole_number(number: str) -> Iterator[Match]:
    """A protected identity's: only typed to its end."""
    sql = "SELECT person_id FROM search_key WHERE kind = ? AND key = ?"
    for (person_id,) in found(sql, KeyKind.WHOLE.value, number):
        yield Match(person_id, KeyKind.WHOLE, number)


def _with_words(words: Sequence[str]) -> Iterator[Key]:
    """Skips through the words that begin as the first one does; each pair of words opens a key."""
    first, second, *others = words
    opened = (_whole_range(f"{word} {second}") for word in islice(_words_beginning_with(first), MOST_WORDS))
    keys = chain.from_iterable(opened)
    if not others:
        return keys
    return (key for key in islice(keys, MOST_READ) if all(f" {other}" in f" {key[1]}" for other in others))


def _whole_range(prefix: str) -> Iterator[Key]:
    keys = _range(KeyKind.NAME, prefix, CANDIDATES)
    yield from keys
    if len(keys) == CANDIDATES:
        yield from _beyond(KeyRange(KeyKind.NAME, prefix), keys[-1])


def _words_beginning_with(prefix: str) -> Iterator[str]:
    sql = "SELECT key FROM search_key WHERE kind = ? AND key >= ? AND key < ? ORDER BY key LIMIT 1"
    seek = prefix
    while rows := found(sql, KeyKind.NAME.value, seek, prefix + LAST_LETTER):
        word = rows[0][0].split(" ", 1)[0]
        yield word
        seek = word + AFTER_SPACE
