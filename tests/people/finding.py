"""What the list of hits asks for a text: whom it finds, then their rows."""

from datetime import date

from kiosk.people.search import LIMIT, Finding
from kiosk.people.search_hits import Hit, Match, read_hits
from kiosk.store import Store


def found_for(store: Store, text: str, limit: int = LIMIT) -> tuple[Match, ...]:
    return Finding(store, text, limit).take(limit)


def hits_for(store: Store, text: str, today: date) -> tuple[Hit, ...]:
    return read_hits(store, found_for(store, text), today)
