"""Desk work: a signed mandate as its document wants it."""

from kiosk.documents.facts import MandateFacts
from kiosk.store import Store


def mandate_facts(store: Store, mandate_id: str) -> MandateFacts:
    """Personal numbers masked."""
    raise NotImplementedError
