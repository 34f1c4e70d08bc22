"""Desk work: a sold subscription as the agreement document wants it."""

from kiosk.documents.facts import AgreementFacts
from kiosk.store import Store


def agreement_facts(store: Store, subscription_id: str) -> AgreementFacts:
    """For a main subscription, with its add-ons, prices, dates and the terms that were accepted."""
    raise NotImplementedError
