"""The gym's settings of the customer routines: what may be done, until when, and what it costs."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

import msgspec

from kiosk.settings.setting import Setting
from kiosk.texts import N_, localized

Months = Annotated[int, msgspec.Meta(ge=0, le=60)]


class Reason(msgspec.Struct, frozen=True):
    """One reason to choose among, named in both languages."""

    code: str
    name_sv: str
    name_en: str

    @property
    def name(self) -> str:
        return str(getattr(self, localized("name")))


def told_reason(reason: Reason | None) -> dict[str, object]:
    """What the journal keeps of it: with its names, since the list may be another by the time it is read."""
    if reason is None:
        return {"reason": ""}
    return {"reason": reason.code, "reason_sv": reason.name_sv, "reason_en": reason.name_en}


class FreezeReason(Reason, frozen=True):
    """`fee` öre per started month; `retroactive_days`: how far back such a freeze may begin."""

    fee: Annotated[int, msgspec.Meta(ge=0)] = 0
    retroactive_days: Annotated[int, msgspec.Meta(ge=0, le=366)] = 0


MAX_PREPAY_INTERVALS = Setting(
    "max_prepay_intervals",
    Annotated[int, msgspec.Meta(ge=1, le=60)],
    12,
    N_("How many billing intervals (months) ahead of the present one a customer may have paid at most."),
    N_("Charge"),
)
MIN_FREEZE_MONTHS = Setting(
    "min_freeze_months",
    Months,
    1,
    N_("Shortest allowed freeze in months; a product's own rule comes first."),
    N_("Freeze"),
)
MAX_FREEZE_MONTHS = Setting(
    "max_freeze_months",
    Months,
    12,
    N_("Longest allowed freeze in months; a product's own rule comes first."),
    N_("Freeze"),
)
FREEZE_REASONS_USED = Setting("freeze_reasons_used", bool, True, N_("A freeze needs a reason."), N_("Freeze"))
FREEZE_REASONS = Setting(
    "freeze_reasons",
    tuple[FreezeReason, ...],
    (
        FreezeReason("illness", "Sjukdom eller skada", "Illness or injury", retroactive_days=30),
        FreezeReason("pregnancy", "Graviditet", "Pregnancy", retroactive_days=30),
        FreezeReason("studies", "Studier på annan ort", "Studies elsewhere"),
        FreezeReason("military", "Militärtjänst", "Military service"),
        FreezeReason("travel", "Resa eller arbete på annan ort", "Travel or work elsewhere", fee=4900),
    ),
    N_("Freeze reasons, each with its fee per started month and how many days back it may begin."),
    N_("Freeze"),
)
TODAY_COUNTS_IN_NOTICE = Setting(
    "today_counts_in_notice", bool, False, N_("The day of termination counts in the notice period."), N_("Terminate")
)
TERMINATION_REASONS_USED = Setting(
    "termination_reasons_used",
    bool,
    True,
    N_("Ask why a customer terminates; the customer need not answer."),
    N_("Terminate"),
)
TERMINATION_REASONS = Setting(
    "termination_reasons",
    tuple[Reason, ...],
    (
        Reason("moving", "Flyttar", "Moving"),
        Reason("price", "Priset", "The price"),
        Reason("not_used", "Tränar för sällan", "Trains too seldom"),
        Reason("health", "Hälsa", "Health"),
        Reason("other_gym", "Annat gym", "Another gym"),
        Reason("dissatisfied", "Missnöjd", "Dissatisfied"),
    ),
    N_("Reasons for termination to choose among."),
    N_("Terminate"),
)
SIGN_EARLY_DAYS = Setting(
    "sign_early_days",
    Annotated[int, msgspec.Meta(ge=0, le=366)],
    30,
    N_("How many days before a subscription ends the customer may sign the next one; 0: not before it has ended."),
    N_("New subscription"),
)
TRANSFER_FEE_PRODUCT = Setting(
    "transfer_fee_product", str, "OVERLAT", N_("What is charged for a transfer."), N_("Transfer")
)
CARD_GOODS_NEW = Setting("card_goods_new", str, "", N_("What is charged for an extra card."), N_("New card"))
CARD_GOODS_LOST = Setting(
    "card_goods_lost", str, "KORT", N_("What is charged when the old card is lost."), N_("New card")
)
CARD_GOODS_BROKEN = Setting(
    "card_goods_broken", str, "", N_("What is charged when the old card is broken."), N_("New card")
)
RECALCULATE_ON_COLLECTION = Setting(
    "recalculate_on_collection",
    bool,
    True,
    N_("Without the certificate an online purchase is recalculated to the ordinary price when it is collected."),
    N_("Collect online purchase"),
)
WITHDRAWAL_DAYS = Setting(
    "withdrawal_days",
    Annotated[int, msgspec.Meta(ge=14, le=60)],
    14,
    N_("Days of withdrawal after an online purchase; the law says at least 14."),
    N_("Collect online purchase"),
)
CERTIFICATE_WARNING_DAYS = Setting(
    "certificate_warning_days",
    Annotated[int, msgspec.Meta(ge=0, le=366)],
    30,
    N_("How many days ahead a certificate counts as ending soon."),
    N_("Certify"),
)
UNDO_MINUTES = Setting(
    "undo_minutes",
    Annotated[int, msgspec.Meta(ge=0, le=1440)],
    600,
    N_("For how many minutes (a shift) the last errand can be undone."),
    N_("Undo"),
)
HIDE_IMPOSSIBLE = Setting(
    "hide_impossible_routines",
    bool,
    False,
    N_("Hide routines that don't apply, instead of greying them with the reason."),
    N_("Menus"),
)

ROUTINE_SETTINGS: tuple[Setting[Any], ...] = (
    MAX_PREPAY_INTERVALS,
    MIN_FREEZE_MONTHS,
    MAX_FREEZE_MONTHS,
    FREEZE_REASONS_USED,
    FREEZE_REASONS,
    TODAY_COUNTS_IN_NOTICE,
    TERMINATION_REASONS_USED,
    TERMINATION_REASONS,
    SIGN_EARLY_DAYS,
    TRANSFER_FEE_PRODUCT,
    CARD_GOODS_NEW,
    CARD_GOODS_LOST,
    CARD_GOODS_BROKEN,
    RECALCULATE_ON_COLLECTION,
    WITHDRAWAL_DAYS,
    CERTIFICATE_WARNING_DAYS,
    UNDO_MINUTES,
    HIDE_IMPOSSIBLE,
)


def signed_from(end: date, early_days: int) -> date | None:
    """The first day that one after a subscription with this last day may be signed; None: not before it has ended."""
    return end - timedelta(days=early_days) if early_days else None


@dataclass(frozen=True, slots=True)
class RoutineRules:
    """The values of the settings above, read once when a wizard or menu opens. Fees are product codes, "" for none."""

    max_prepay_intervals: int
    min_freeze_months: int
    max_freeze_months: int
    freeze_reasons_used: bool
    freeze_reasons: tuple[FreezeReason, ...]
    today_counts_in_notice: bool
    termination_reasons_used: bool
    termination_reasons: tuple[Reason, ...]
    sign_early_days: int
    transfer_fee_product: str
    card_goods_new: str
    card_goods_lost: str
    card_goods_broken: str
    recalculate_on_collection: bool
    withdrawal_days: int
    certificate_warning_days: int
    undo_minutes: int
    hide_impossible_routines: bool
