"""Desk work: the registered adult who pays for somebody else."""

from dataclasses import replace
from datetime import date

from db.tables import Person
from kiosk.clock import today
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.operations.people import same_number
from kiosk.people.known_persons import known_person
from kiosk.people.personal_identity import read_personal_number
from kiosk.problems import Problem
from kiosk.store import Store


def with_payer(store: Store, draft: MandateDraft) -> MandateDraft:
    """`payer_id` and `holder_name` as the register has them for the typed number; both "" when it is nobody's.
    A payer with protected identity keeps an empty name."""
    with store.reading():
        return with_payer_here(draft, today(store.clock))


def with_payer_here(draft: MandateDraft, day: date) -> MandateDraft:
    """As `with_payer`, inside `store.reading()` or an errand; of another payer only."""
    if draft.holder is not Holder.OTHER_PAYER:
        return draft
    number = read_personal_number(draft.holder_personal_number, day)
    payer_id = None if isinstance(number, Problem) else same_number(number.canonical)
    name = known_person(Person.find(payer_id)).name if payer_id else ""
    return replace(draft, payer_id=payer_id or "", holder_name=name)
