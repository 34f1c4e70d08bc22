"""Desk work: a mandate as the form to sign wants it."""

from datetime import date

from db.tables import Facility, Mandate, Person
from kiosk.clock import day_of
from kiosk.direct_debit.drafts import Holder
from kiosk.direct_debit.payer_number import shown_payer_number
from kiosk.documents.facts import MandateFacts, Party
from kiosk.operations.journal import journalled
from kiosk.people.parties import party
from kiosk.people.personal_identity import PersonalNumber
from kiosk.settings.gym import DRAW_DAY, gym_setting
from kiosk.store import Store
from kiosk.till.receipts import company_of, place_of


def mandate_facts(store: Store, mandate_id: str) -> MandateFacts:
    """Personal numbers masked, a protected identity not named: its holder writes the name by hand."""
    with store.reading():
        mandate = Mandate.find(mandate_id)
        today = day_of(mandate.drafted_at)
        member = party(Person.find(mandate.person_id), today)
        facility = Facility.find(_drafted_at(mandate))
        return MandateFacts(
            company=company_of(facility),
            bankgiro=facility.bankgiro,
            place=place_of(facility),
            at=mandate.drafted_at,
            holder=member if mandate.holder == Holder.SELF else _holder(mandate),
            payer_number=_payer_number(mandate, member, today),
            bank=mandate.bank,
            clearing=mandate.clearing,
            account=mandate.account,
            draw_day=gym_setting(DRAW_DAY),
            member=None if mandate.holder == Holder.SELF else member,
        )


def _payer_number(mandate: Mandate, member: Party, today: date) -> str:
    """A masked personal number would still tell a protected identity's birth date: "" then."""
    shown = shown_payer_number(mandate.payer_number, today)
    return "" if member.is_protected and shown != mandate.payer_number else shown


def _drafted_at(mandate: Mandate) -> str:
    """The facility of the desk; the mandate's own is the member's."""
    entry = journalled(mandate.person_id, mandate.drafted_at)
    return str(mandate.facility_id if entry is None else entry.facility_id)


def _holder(mandate: Mandate) -> Party:
    """A registered payer with address; another account holder by name and number only."""
    payer = Person.find(mandate.payer_id) if mandate.payer_id else None
    if payer is not None:
        return party(payer, day_of(mandate.drafted_at))
    number = mandate.holder_personal_number
    masked = PersonalNumber(number).masked(day_of(mandate.drafted_at)) if number else ""
    return Party(mandate.holder_name, masked)
