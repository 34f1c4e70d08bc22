"""The gym's settings as the window shows them: grouped by the routine they change, and found by what is typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from db.rows import found
from kiosk.catalogue import ProductKind
from kiosk.people.customer_types import ORDINARY
from kiosk.people.name_key import folded
from kiosk.settings.gym import ALL
from kiosk.settings.gym_words import Products, title_of, value_words
from kiosk.settings.setting import Setting
from kiosk.store import Store
from kiosk.texts import _, localized

CHARGED_ONCE = (ProductKind.GOODS, ProductKind.FEE)


@dataclass(frozen=True, slots=True)
class ShownSetting:
    """`stored` is the row's JSON, None without a row; `value` the one in force: the default where `stored` means
    nothing, and `is_readable` is False then. `products` name what a code stands for."""

    setting: Setting[Any]
    stored: str | None
    value: Any
    is_readable: bool
    products: Products

    @property
    def is_default(self) -> bool:
        return self.is_readable and self.value == self.setting.default

    @property
    def title(self) -> str:
        return title_of(self.setting)

    @property
    def help(self) -> str:
        return _(self.setting.help)

    @property
    def words(self) -> tuple[str, ...]:
        return value_words(self.setting, self.value, self.products)


@dataclass(frozen=True, slots=True)
class Group:
    """What changes one routine; `changes` is a source text."""

    changes: str
    settings: tuple[ShownSetting, ...]


def read_settings(store: Store) -> tuple[Group, ...]:
    """Some milliseconds, in the order of `ALL`; products in the user's language."""
    with store.reading():
        stored = dict(found("SELECT id, value FROM setting"))
        products = _products()
    groups: dict[str, list[ShownSetting]] = {}
    for setting in ALL:
        groups.setdefault(setting.changes, []).append(_shown(setting, stored.get(setting.name), products))
    return tuple(Group(changes, tuple(shown)) for changes, shown in groups.items())


def _products() -> Products:
    sql = f"""SELECT product.code, product.{localized("name")}, kind, product.is_on, price.amount FROM product
        LEFT JOIN customer_type regular ON regular.code = ?
        LEFT JOIN price ON price.product_id = product.id AND price.price_list_id = regular.price_list_id
        ORDER BY product.position, product.code"""
    rows = found(sql, ORDINARY)
    once = {code: price for code, _name, kind, is_on, price in rows if is_on and kind in CHARGED_ONCE}
    prices = {code: int(price) for code, price in once.items() if price is not None}
    return Products({code: name for code, name, *_others in rows}, tuple(once), prices)


def _shown(setting: Setting[Any], stored: str | None, products: Products) -> ShownSetting:
    if stored is None:
        return ShownSetting(setting, None, setting.default, is_readable=True, products=products)
    try:
        return ShownSetting(setting, stored, setting.read_json(stored), is_readable=True, products=products)
    except msgspec.MsgspecError:
        return ShownSetting(setting, stored, setting.default, is_readable=False, products=products)


def shown_as(shown: ShownSetting, stored: str | None) -> ShownSetting:
    """The same setting with another value."""
    return _shown(shown.setting, stored, shown.products)


def is_hit(shown: ShownSetting, changes: str, typed: str) -> bool:
    """By what is shown of it."""
    return are_in(typed, (_(changes), shown.title, shown.help, *shown.words))


def are_in(typed: str, texts: Iterable[str]) -> bool:
    """Every word that was typed stands somewhere in the texts, with or without accents."""
    text = folded(" ".join(texts))
    return all(word in text for word in folded(typed).split())
