"""A mandate is written when its wizard ends, signed when the form is in hand, and cancelled when somebody says so."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from db.tables import Mandate, Person
from kiosk.clock import day_of
from kiosk.desk_facts import Facts
from kiosk.direct_debit.bank_accounts import Verdict, check_account
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.direct_debit.payer_number import payer_number
from kiosk.ids import new_id
from kiosk.operations.direct_debit import MandateDrafted, MandateSigned
from kiosk.people.personal_identity import read_personal_number
from kiosk.problems import Problem
from kiosk.routine import Stopped
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Errand, Store
from kiosk.typed_text import one_line


def needs_override(draft: MandateDraft) -> bool:
    """The account can't be checked to the end: staff answer for it, which takes a right and is journalled."""
    return check_account(draft.clearing, draft.account).verdict is Verdict.WARNING


def override_problems(draft: MandateDraft, staff: StaffMember) -> list[Problem]:
    """Field: is_overridden."""
    if not needs_override(draft) or staff.may(Right.OVERRIDE_ACCOUNT):
        return []
    return [Problem("may_not_override_account", "is_overridden")]


def stop_override(errand: Errand, draft: MandateDraft) -> None:
    """Raises Stopped where the staff member may not answer for the account."""
    said = override_problems(draft, errand.staff)
    if said:
        raise Stopped(*(one.at("mandate") for one in said))


class Member(Protocol):
    """Whose draws it is for. `personal_number` "" without one."""

    @property
    def person_id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def member_number(self) -> str: ...
    @property
    def personal_number(self) -> str: ...


def draft_mandate(
    errand: Errand,
    draft: MandateDraft,
    member: Member,
    facts: Facts,
    *,
    facility_id: str,
    first_draw: date | None,
    known_ids: Sequence[str] | None = None,
) -> str:
    """The mandate's id; the form is not signed yet. `known_ids`: the open mandates that an existing customer has had
    until now."""
    account = check_account(draft.clearing, draft.account)
    name, number = _holder(errand, draft, member)
    mandate_id = new_id()
    errand.perform(
        MandateDrafted(
            mandate_id=mandate_id,
            facility_id=facility_id,
            person_id=member.person_id,
            holder=draft.holder,
            holder_name=name,
            holder_personal_number=number,
            payer_id=draft.payer_id if draft.holder is Holder.OTHER_PAYER else None,
            bank=account.bank or "",
            clearing=account.clearing_sent,
            account=account.account,
            payer_number=payer_number(
                member.member_number, member.personal_number, use_personal_number=facts.is_payer_number_personal
            ),
            is_overridden=account.verdict is Verdict.WARNING,
            drafted_at=errand.at,
            first_draw=first_draw,
            known_ids=None if known_ids is None else list(known_ids),
        )
    )
    return mandate_id


def sign_electronically(errand: Errand, mandate_id: str, *, person_id: str, facility_id: str) -> None:
    """In the same errand: it was signed online, there is no form to wait for."""
    where = {"person_id": person_id, "facility_id": facility_id}
    errand.perform(MandateSigned(mandate_id=mandate_id, signed_at=errand.at, **where))


def sign_mandate(store: Store, staff: StaffMember, mandate_id: str) -> Problem | None:
    """An errand of its own: staff have the signed form in hand. On the database lane."""
    if not staff.may(Right.SELL):
        return Problem("card_menu_right")
    with store.errand(staff, "sign_mandate") as errand:
        mandate = Mandate.find(mandate_id)
        errand.subject_id = mandate.person_id
        where = {"facility_id": mandate.facility_id, "person_id": mandate.person_id}
        errand.perform(MandateSigned(mandate_id=mandate_id, signed_at=errand.at, **where))
    return None


def _holder(errand: Errand, draft: MandateDraft, member: Member) -> tuple[str, str]:
    if draft.holder is Holder.SELF:
        return member.name, member.personal_number
    if draft.holder is Holder.OTHER_PAYER:
        payer = Person.find(draft.payer_id)
        return f"{payer.given_name} {payer.family_name}", payer.personal_number or ""
    number = read_personal_number(draft.holder_personal_number, day_of(errand.at))
    return one_line(draft.holder_name), "" if isinstance(number, Problem) else number.canonical
