"""What the gym's settings are called, and their values in words: what a number counts, what a choice means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk.formats import NOTHING, kronor
from kiosk.settings import gym, routines
from kiosk.settings.routines import FreezeReason, Reason
from kiosk.settings.setting import Setting
from kiosk.texts import N_, _, plural


@dataclass(frozen=True, slots=True)
class Products:
    """`names`: product code → name in the user's language; `once`: those of them that can be charged once; `prices`:
    what they cost at the regular price, öre."""

    names: Mapping[str, str]
    once: tuple[str, ...] = ()
    prices: Mapping[str, int] = field(default_factory=dict)


TITLES: dict[Setting[Any], str] = {
    gym.DRAW_DAY: N_("Draw day"),
    gym.FIRST_DRAW_BANK_DAYS: N_("Time before the first draw"),
    gym.OTHER_PAYER: N_("Another payer"),
    gym.START_DAYS_AHEAD: N_("Latest start"),
    gym.PAYER_NUMBER_PERSONAL: N_("Personal number as payer number"),
    gym.AUTOGIRO_CUSTOMER_NUMBER: N_("Customer number at Bankgirot"),
    gym.CARD_PREFIX: N_("Leading characters of a card"),
    gym.CARD_GROUPING: N_("Grouping of card numbers"),
    gym.CARD_LENGTHS: N_("Length of card numbers"),
    gym.LOCK_MINUTES: N_("Time before the desk locks itself"),
    gym.SEARCH_BEFORE_REGISTERING: N_("Search before registering"),
    gym.COPIES_PER_RECEIPT: N_("Copies of a receipt"),
    gym.PHOTO_YEARS: N_("Age of a photo"),
    routines.MAX_PREPAY_INTERVALS: N_("Most billing intervals paid ahead"),
    routines.MIN_FREEZE_MONTHS: N_("Shortest allowed freeze"),
    routines.MAX_FREEZE_MONTHS: N_("Longest allowed freeze"),
    routines.FREEZE_REASONS_USED: N_("Reason for a freeze"),
    routines.FREEZE_REASONS: N_("Freeze reasons"),
    routines.TODAY_COUNTS_IN_NOTICE: N_("Today counts in the notice period"),
    routines.TERMINATION_REASONS_USED: N_("Ask for the termination reason"),
    routines.TERMINATION_REASONS: N_("Termination reasons"),
    routines.SIGN_EARLY_DAYS: N_("Sign the next subscription early"),
    routines.TRANSFER_FEE_PRODUCT: N_("Transfer fee"),
    routines.CARD_GOODS_NEW: N_("Price of an extra card"),
    routines.CARD_GOODS_LOST: N_("Price of a card for a lost one"),
    routines.CARD_GOODS_BROKEN: N_("Price of a card for a broken one"),
    routines.RECALCULATE_ON_COLLECTION: N_("Recalculate without the certificate"),
    routines.WITHDRAWAL_DAYS: N_("Right of withdrawal"),
    routines.CERTIFICATE_WARNING_DAYS: N_("Warning before a certificate ends"),
    routines.UNDO_MINUTES: N_("Time to undo an errand"),
    routines.HIDE_IMPOSSIBLE: N_("Hide routines that don’t apply"),
}

OF_PRODUCT = frozenset(
    {
        routines.TRANSFER_FEE_PRODUCT,
        routines.CARD_GOODS_NEW,
        routines.CARD_GOODS_LOST,
        routines.CARD_GOODS_BROKEN,
    }
)
"""Whose value is the code of a product, "" for none."""

CHOICES: dict[Setting[Any], dict[str, str]] = {
    gym.OTHER_PAYER: {
        "other_account_holder": N_("Account holder: the member stays liable"),
        "other_payer": N_("Payer: the payer is liable"),
    }
}


def _days(n: int) -> str:
    return plural("{n} calendar day", "{n} calendar days", n)


def _months(n: int) -> str:
    return plural("{n} month", "{n} months", n)


def _minutes(n: int) -> str:
    return plural("{n} minute", "{n} minutes", n)


UNITS: dict[Setting[Any], Callable[[int], str]] = {
    gym.DRAW_DAY: lambda n: _("day {n} of the month", n=n),
    gym.FIRST_DRAW_BANK_DAYS: lambda n: plural("{n} bank day", "{n} bank days", n),
    gym.START_DAYS_AHEAD: _days,
    gym.CARD_GROUPING: lambda n: plural("{n} character", "{n} characters", n) if n else _("No groups"),
    gym.LOCK_MINUTES: _minutes,
    gym.COPIES_PER_RECEIPT: lambda n: plural("{n} copy", "{n} copies", n),
    gym.PHOTO_YEARS: lambda n: plural("{n} year", "{n} years", n) if n else _("Never old"),
    routines.MAX_PREPAY_INTERVALS: _months,
    routines.MIN_FREEZE_MONTHS: _months,
    routines.MAX_FREEZE_MONTHS: _months,
    routines.SIGN_EARLY_DAYS: lambda n: _days(n) if n else _("Not before it has ended"),
    routines.WITHDRAWAL_DAYS: _days,
    routines.CERTIFICATE_WARNING_DAYS: _days,
    routines.UNDO_MINUTES: lambda n: _minutes(n) if n else _("Never"),
}
"""What a whole number counts."""


def title_of(setting: Setting[Any]) -> str:
    return _(TITLES[setting])


def title_named(name: str) -> str:
    """The bare name of one that this program doesn't know."""
    setting = gym.setting_named(name)
    return name if setting is None else title_of(setting)


def value_words(setting: Setting[Any], value: Any, products: Products) -> tuple[str, ...]:
    """A line, or one per reason of a list; `value` is of the setting's own type."""
    if isinstance(value, tuple) and setting is not gym.CARD_LENGTHS:
        return tuple(_reason(one) for one in value) or (_("No reasons"),)
    return (_line(setting, value, products),)


def _line(setting: Setting[Any], value: Any, products: Products) -> str:
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, int):
        return UNITS[setting](value)
    if setting is gym.CARD_LENGTHS:
        return _("{shortest} to {longest} characters", shortest=value[0], longest=value[1])
    if setting in OF_PRODUCT:
        return product_words(value, products)
    return _(CHOICES[setting][value]) if setting in CHOICES else value or NOTHING


def yes_or_no(value: bool) -> str:
    return _("Yes") if value else _("No")


def product_words(code: str, products: Products) -> str:
    if not code:
        return _("Free of charge")
    name = products.names.get(code)
    if name is None:
        return _("{code}, which is no product here: free of charge", code=code)
    return f"{name}, {kronor(products.prices[code])}" if code in products.prices else name


def _reason(reason: Reason) -> str:
    if not isinstance(reason, FreezeReason):
        return reason.name
    fee = _("{amount} per started month", amount=kronor(reason.fee)) if reason.fee else _("free of charge")
    if not reason.retroactive_days:
        return _("{reason}: {fee}", reason=reason.name, fee=fee)
    back = plural("from {n} day back", "from {n} days back", reason.retroactive_days)
    return _("{reason}: {fee}, {back}", reason=reason.name, fee=fee, back=back)
