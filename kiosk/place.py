"""The facility where this desk stands."""

from db.tables import Facility
from kiosk.store import Store


def facility_name(store: Store) -> str:
    """Empty before the catalogue has come."""
    place = store.place()
    with store.reading():
        facility = Facility.find(place.facility_id)
        return "" if facility is None else str(facility.name)
