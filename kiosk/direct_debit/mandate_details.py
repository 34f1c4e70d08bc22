"""The mandate step: whose account, and what keeps it from being finished. Shared by the routines."""

from datetime import date

from kiosk.desk_facts import Facts
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.problems import Problem


def offered_holders(birth_date: date | None, facts: Facts) -> tuple[Holder, ...]:
    """Self from 18 on, and the one other holder that the setting allows for this age."""
    raise NotImplementedError


def may_have_direct_debit(birth_date: date | None, facts: Facts) -> bool:
    """A child can only with another payer, who is liable."""
    raise NotImplementedError


def problems(draft: MandateDraft, birth_date: date | None, facts: Facts) -> list[Problem]:
    """Fields: holder, holder_name, holder_personal_number, clearing, account, is_overridden. An account that can't be
    checked gives its warning and, until `is_overridden` is ticked, `account_override_needed`."""
    raise NotImplementedError
