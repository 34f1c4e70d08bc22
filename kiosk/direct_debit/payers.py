"""Desk work: the registered adult who pays for somebody else."""

from kiosk.direct_debit.drafts import MandateDraft
from kiosk.store import Store


def with_payer(store: Store, draft: MandateDraft) -> MandateDraft:
    """`payer_id` and `holder_name` as the register has them for the typed number; both "" when it is nobody's.
    A payer with protected identity keeps an empty name."""
    raise NotImplementedError
