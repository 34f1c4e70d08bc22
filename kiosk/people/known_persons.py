"""Desk work: whether someone is registered already, by number or by likeness."""

from datetime import date

from kiosk.people.drafts import IdentificationDraft, KnownPerson, PersonalDetailsDraft
from kiosk.store import Store


def known_by_number(store: Store, canonical: str) -> KnownPerson | None:
    """`canonical`: twelve digits. The first registration when there are aliases."""
    raise NotImplementedError


def likely_twins(
    store: Store, details: PersonalDetailsDraft, identification: IdentificationDraft
) -> tuple[KnownPerson, ...]:
    """Those with this name and birth date and phone or e-mail, whose number doesn't say they are someone else."""
    raise NotImplementedError


def checked(store: Store, details: PersonalDetailsDraft, identification: IdentificationDraft) -> PersonalDetailsDraft:
    """The draft with `same_number` and `twins` as the file says now: ask when number, name or contact has changed."""
    raise NotImplementedError


def is_adult(known: KnownPerson, today: date) -> bool:
    raise NotImplementedError
