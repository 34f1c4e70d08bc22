"""The till this desk takes payment at."""

from db.tables import Till
from kiosk.store import Store


def till_name(store: Store) -> str:
    """Empty for a desk without a till."""
    place = store.place()
    with store.reading():
        till = Till.find(place.till_id) if place.till_id else None
    return "" if till is None else str(till.name)
