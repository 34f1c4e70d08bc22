"""How a setting is filled in: what can be chosen or typed, and what is wrong with it. Pure."""

import re
from enum import StrEnum
from typing import Any

import msgspec

from kiosk.problems import Problem
from kiosk.settings import gym, routines
from kiosk.settings.gym_words import CHOICES, OF_PRODUCT, UNITS, product_words, yes_or_no
from kiosk.settings.setting import Setting
from kiosk.settings.shown import ShownSetting
from kiosk.texts import _

FIELD = "value"
SPAN = re.compile(r"\s*(\d{1,4})\s*(?:-|–|to|till)\s*(\d{1,4})\s*")


class Form(StrEnum):
    CHOICE = "choice"
    NUMBER = "number"
    SPAN = "span"  # two numbers
    TEXT = "text"
    LIST = "list"  # of reasons: see reasons.py


def form_of(setting: Setting[Any]) -> Form:
    if setting is gym.CARD_LENGTHS:
        return Form.SPAN
    if setting in (routines.FREEZE_REASONS, routines.TERMINATION_REASONS):
        return Form.LIST
    if setting.type is bool or setting in CHOICES or setting in OF_PRODUCT:
        return Form.CHOICE
    return Form.NUMBER if setting in UNITS else Form.TEXT


def choices(shown: ShownSetting) -> tuple[tuple[Any, str], ...]:
    """With what stands there now, whatever it is."""
    setting = shown.setting
    if setting.type is bool:
        return ((True, yes_or_no(True)), (False, yes_or_no(False)))
    if setting in CHOICES:
        return tuple((value, _(words)) for value, words in CHOICES[setting].items())
    codes = dict.fromkeys(("", *shown.products.once, shown.value))
    return tuple((code, product_words(code, shown.products)) for code in codes)


def as_typed(setting: Setting[Any], value: Any) -> str:
    """The value as somebody would have typed it."""
    if setting is gym.CARD_LENGTHS:
        return f"{value[0]}–{value[1]}"
    return str(value)


def limits(setting: Setting[Any]) -> str:
    """What may be typed, in words; "" where anything may."""
    if setting is gym.AUTOGIRO_CUSTOMER_NUMBER:
        return _("Six digits, or nothing.")
    if setting is gym.CARD_LENGTHS:
        return _("The shortest and the longest, such as 6–16: each from {low} to {high}.", **_ends(gym.CardLength))
    if setting in UNITS:
        return _("A whole number from {low} to {high}.", **_ends(setting.type))
    return ""


def read_typed(setting: Setting[Any], typed: Any) -> Any | Problem:
    """The value, of the setting's own type, or what is wrong with what was chosen or typed."""
    try:
        return setting.read(_plain(setting, typed))
    except (msgspec.ValidationError, ValueError):
        return Problem(_WRONG[form_of(setting)], FIELD, values={"limits": limits(setting)})


_WRONG = dict.fromkeys(Form, "setting_wrong_form")


def _plain(setting: Setting[Any], typed: Any) -> Any:
    """Raises ValueError."""
    form = form_of(setting)
    if form is Form.NUMBER:
        return int(typed.strip())
    if form is Form.SPAN:
        found = SPAN.fullmatch(typed)
        if found is None or int(found[1]) > int(found[2]):
            raise ValueError(typed)
        return [int(found[1]), int(found[2])]
    return typed.strip() if form is Form.TEXT else typed


def _ends(kind: Any) -> dict[str, int]:
    described = msgspec.inspect.type_info(kind)
    assert isinstance(described, msgspec.inspect.IntType)
    return {"low": int(described.ge or 0), "high": int(described.le or 0)}
