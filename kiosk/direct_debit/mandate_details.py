"""The mandate step: whose account, and what keeps it from being finished. Shared by the routines."""

from dataclasses import replace
from datetime import date

from kiosk.desk_facts import Facts
from kiosk.direct_debit.bank_accounts import Verdict, check_account
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.people.personal_identity import ADULT, age_on, read_personal_number
from kiosk.problems import Problem


def is_minor(birth_date: date | None, facts: Facts) -> bool:
    return birth_date is not None and age_on(birth_date, facts.today) < ADULT


def offered_holders(birth_date: date | None, facts: Facts) -> tuple[Holder, ...]:
    """Self from 18 on, and the one other holder that the setting allows for this age."""
    if not is_minor(birth_date, facts):
        return (Holder.SELF, facts.other_holder)
    return (Holder.OTHER_PAYER,) if may_have_direct_debit(birth_date, facts) else ()


def may_have_direct_debit(birth_date: date | None, facts: Facts) -> bool:
    """A child can only with another payer, who is liable."""
    return not is_minor(birth_date, facts) or facts.other_holder is Holder.OTHER_PAYER


def problems(draft: MandateDraft, birth_date: date | None, facts: Facts, own_number: str = "") -> list[Problem]:
    """Fields: holder, holder_name, holder_personal_number, clearing, account, is_overridden. An account that can't be
    checked gives its warning and, until `is_overridden` is ticked, `account_override_needed`. `own_number`: the
    customer's, "" without one."""
    return _holder_problems(draft, birth_date, facts, own_number) + _account_problems(draft)


def _holder_problems(draft: MandateDraft, birth_date: date | None, facts: Facts, own_number: str) -> list[Problem]:
    if draft.holder not in offered_holders(birth_date, facts):
        return [Problem("holder_underage" if draft.holder is Holder.SELF else "holder_not_offered", "holder")]
    if draft.holder is Holder.SELF:
        return []
    number = read_personal_number(draft.holder_personal_number, facts.today)
    if isinstance(number, Problem):
        found = [replace(number, field="holder_personal_number")]
    elif number.canonical == own_number:
        found = [Problem("holder_is_customer", "holder_personal_number")]
    elif number.age(facts.today) < ADULT:
        values = {"age": number.age(facts.today), "limit": ADULT}
        found = [Problem("other_holder_underage", "holder_personal_number", values=values)]
    elif draft.holder is Holder.OTHER_PAYER and not draft.payer_id:
        found = [Problem("payer_not_registered", "holder_personal_number")]
    else:
        found = []
    if draft.holder is Holder.OTHER_ACCOUNT_HOLDER and not draft.holder_name.strip():
        found.append(Problem("holder_name_missing", "holder_name"))
    return found


def _account_problems(draft: MandateDraft) -> list[Problem]:
    check = check_account(draft.clearing, draft.account)
    found = list(check.problems)
    if check.verdict is Verdict.WARNING and not draft.is_overridden:
        found.append(Problem("account_override_needed", "is_overridden"))
    return found
