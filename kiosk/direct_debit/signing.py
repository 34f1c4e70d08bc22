"""Writes a signed mandate inside an errand."""

from datetime import date

from db.tables import Person
from kiosk.clock import day_of
from kiosk.direct_debit.bank_accounts import Verdict, check_account
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.ids import new_id
from kiosk.operations.direct_debit import MandateSigned
from kiosk.people.personal_identity import read_personal_number
from kiosk.problems import Problem
from kiosk.store import Errand
from kiosk.typed_text import one_line


def needs_override(draft: MandateDraft) -> bool:
    """The account can't be checked to the end: staff answer for it, which takes a right and is journalled."""
    return check_account(draft.clearing, draft.account).verdict is Verdict.WARNING


def sign_mandate(
    errand: Errand,
    draft: MandateDraft,
    *,
    person_id: str,
    facility_id: str,
    member: tuple[str, str],
    payer_number: str,
    first_draw: date | None,
) -> str:
    """The mandate's id. `member`: the customer's own name and personal number ("" without one)."""
    account = check_account(draft.clearing, draft.account)
    name, number = _holder(errand, draft, member)
    mandate_id = new_id()
    errand.perform(
        MandateSigned(
            mandate_id=mandate_id,
            facility_id=facility_id,
            person_id=person_id,
            holder=draft.holder,
            holder_name=name,
            holder_personal_number=number,
            payer_id=draft.payer_id if draft.holder is Holder.OTHER_PAYER else None,
            bank=account.bank or "",
            clearing=account.clearing_sent,
            account=account.account,
            payer_number=payer_number,
            is_overridden=account.verdict is Verdict.WARNING,
            signed_at=errand.at,
            first_draw=first_draw,
        )
    )
    return mandate_id


def _holder(errand: Errand, draft: MandateDraft, member: tuple[str, str]) -> tuple[str, str]:
    if draft.holder is Holder.SELF:
        return member
    if draft.holder is Holder.OTHER_PAYER:
        payer = Person.find(draft.payer_id)
        return f"{payer.given_name} {payer.family_name}", payer.personal_number or ""
    number = read_personal_number(draft.holder_personal_number, day_of(errand.at))
    return one_line(draft.holder_name), "" if isinstance(number, Problem) else number.canonical
