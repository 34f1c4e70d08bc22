"""Why a card is blocked, in words."""

from kiosk.texts import N_, _

BLOCK_REASONS = {
    "lost": N_("lost"),
    "stolen": N_("stolen"),
    "broken": N_("broken"),
    "transferred": N_("the subscription was transferred"),
    "replaced": N_("replaced by a new card"),
}


def block_reason_words(reason: str) -> str:
    """A newer desk's code as it is."""
    return _(BLOCK_REASONS[reason]) if reason in BLOCK_REASONS else reason
