"""Desk work: the letters about certificates as one document. Swedish at every desk, as receipts are: they go home with
customers, whatever language staff work in."""

from dataclasses import dataclass

from kiosk.people.ending_certificates import read_letters
from kiosk.store import Store
from kiosk.texts import Language, speaking


@dataclass(frozen=True, slots=True)
class Letters:
    """One page for each of the certificates; `pdf` is b"" when nobody is left to write to."""

    pdf: bytes
    certificate_ids: frozenset[str]


def letters_pdf(store: Store, certificate_ids: frozenset[str]) -> Letters:
    """Nothing is noted by it: a letter that is only looked at reminds nobody."""
    with speaking(Language.SWEDISH):
        letters = read_letters(store, certificate_ids)
        if not letters:
            return Letters(b"", frozenset())
        from kiosk.documents.certificate_letter import write_letters

        return Letters(write_letters(tuple(letters.values())), frozenset(letters))
