"""The gym's settings: the same at every desk, kept in the table `setting`, which syncs down."""

from typing import Annotated, Any, Literal, TypeVar

import msgspec

from db.rows import found
from kiosk.direct_debit.bank_days import LATEST_DRAW_DAY
from kiosk.settings.routines import ROUTINE_SETTINGS, RoutineRules
from kiosk.settings.setting import Setting
from kiosk.texts import N_

T = TypeVar("T")
CardLength = Annotated[int, msgspec.Meta(ge=4, le=40)]

DRAW_DAY = Setting(
    "draw_day",
    Annotated[int, msgspec.Meta(ge=1, le=LATEST_DRAW_DAY)],
    LATEST_DRAW_DAY,
    N_("Day of the month for direct debit draws, at most 28."),
    N_("Direct debit"),
)
FIRST_DRAW_BANK_DAYS = Setting(
    "first_draw_bank_days",
    Annotated[int, msgspec.Meta(ge=1, le=30)],
    6,
    N_("Bank days between a mandate is sent and its first draw."),
    N_("Direct debit"),
)
OTHER_PAYER = Setting(
    "other_payer",
    Literal["other_account_holder", "other_payer"],
    "other_payer",
    N_("Who may pay for somebody else, and who is liable then."),
    N_("Mandate"),
)
START_DAYS_AHEAD = Setting(
    "start_days_ahead",
    Annotated[int, msgspec.Meta(ge=0, le=366)],
    90,
    N_("How many days ahead a new subscription may start."),
    N_("New subscription"),
)
PAYER_NUMBER_PERSONAL = Setting(
    "payer_number_personal", bool, False, N_("Use the personal number as payer number at Bankgirot."), N_("Mandate")
)
AUTOGIRO_CUSTOMER_NUMBER = Setting(
    "autogiro_customer_number",
    Annotated[str, msgspec.Meta(pattern=r"\A([0-9]{6})?\Z")],
    "",
    N_("The gym's customer number at Bankgirot, six digits, which stands in autogiro files."),
    N_("Direct debit"),
)
CARD_PREFIX = Setting("card_prefix", str, "", N_("Leading characters that the reader adds."), N_("Card"))
CARD_GROUPING = Setting(
    "card_grouping",
    Annotated[int, msgspec.Meta(ge=0, le=16)],
    4,
    N_("Characters per group when a card number is shown."),
    N_("Card"),
)
CARD_LENGTHS = Setting(
    "card_lengths",
    tuple[CardLength, CardLength],
    (6, 16),
    N_("Shortest and longest card number: digits, and the letters A to F that some readers send too."),
    N_("Card"),
)
LOCK_MINUTES = Setting(
    "lock_minutes",
    Annotated[int, msgspec.Meta(ge=1, le=240)],
    5,
    N_("Minutes without a key or touch before the desk locks itself."),
    N_("Sign-in"),
)
SEARCH_BEFORE_REGISTERING = Setting(
    "search_before_registering",
    bool,
    True,
    N_("Ask for a search before a new customer is registered, so that nobody is registered twice."),
    N_("Register private customer"),
)
COPIES_PER_RECEIPT = Setting(
    "copies_per_receipt",
    Annotated[int, msgspec.Meta(ge=0, le=9)],
    1,
    N_("How many copies of a receipt may be printed."),
    N_("Receipts"),
)

PHOTO_YEARS = Setting(
    "photo_years",
    Annotated[int, msgspec.Meta(ge=0, le=50)],
    5,
    N_("After how many years a photo counts as old; 0: never."),
    N_("Photo"),
)

ALL: tuple[Setting[Any], ...] = (
    DRAW_DAY,
    FIRST_DRAW_BANK_DAYS,
    OTHER_PAYER,
    START_DAYS_AHEAD,
    PAYER_NUMBER_PERSONAL,
    AUTOGIRO_CUSTOMER_NUMBER,
    CARD_PREFIX,
    CARD_GROUPING,
    CARD_LENGTHS,
    LOCK_MINUTES,
    SEARCH_BEFORE_REGISTERING,
    COPIES_PER_RECEIPT,
    PHOTO_YEARS,
    *ROUTINE_SETTINGS,
)
_BY_NAME = {setting.name: setting for setting in ALL}


def setting_named(name: str) -> Setting[Any] | None:
    """None for one that this program doesn't know (a newer desk's)."""
    return _BY_NAME.get(name)


def gym_setting(setting: Setting[T]) -> T:
    """The gym's value, else the default, also where the value means nothing; inside `store.reading()` or an errand."""
    rows = found("SELECT value FROM setting WHERE id = ?", setting.name)
    if not rows:
        return setting.default
    try:
        return setting.read_json(rows[0][0])
    except msgspec.MsgspecError:
        return setting.default


def read_routine_rules() -> RoutineRules:
    """Inside `store.reading()` or an errand."""
    return RoutineRules(**{setting.name: gym_setting(setting) for setting in ROUTINE_SETTINGS})
