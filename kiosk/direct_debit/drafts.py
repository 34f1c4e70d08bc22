"""What the mandate page fills in."""

from dataclasses import dataclass
from enum import StrEnum


class Holder(StrEnum):
    SELF = "self"
    OTHER_ACCOUNT_HOLDER = "other_account_holder"  # the member stays liable
    OTHER_PAYER = "other_payer"  # a registered adult who is liable


@dataclass(frozen=True, slots=True)
class MandateDraft:
    """Texts as typed. `is_overridden`: staff go on in spite of an account warning."""

    holder: Holder = Holder.SELF
    holder_name: str = ""
    holder_personal_number: str = ""
    payer_id: str = ""
    clearing: str = ""
    account: str = ""
    is_overridden: bool = False
