"""The gym's settings as the window shows them: grouped by the routine they change, and found by what is typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from db.rows import found
from kiosk.catalogue import ProductKind
from kiosk.people.customer_types import ORDINARY
from kiosk.people.name_key import folded
from kiosk.settings.gym import ALL
from kiosk.settings.gym_words import Products, title_of, value_words
from kiosk.settings.routines import Reason
from kiosk.settings.setting import Setting
from kiosk.store import Store
from kiosk.texts import _, localized

CHARGED_ONCE = (ProductKind.GOODS, ProductKind.FEE)
MOST_TOLD = 2  # changed reasons in a line that passes


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


def changed_words(shown: ShownSetting, before: str | None, after: str | None) -> str:
    """What a change did, in a line: of a list of reasons those alone that are others than before."""
    old, new = shown_as(shown, before), shown_as(shown, after)
    if not all(isinstance(one, Reason) for value in (old.value, new.value) for one in _listed(value)):
        words = {"new": new.words[0], "old": old.words[0]}
        return _("{setting}: {new} instead of {old}", setting=shown.title, **words)
    changes = list(_changed_reasons(old, new)) or [_("another order")]
    more = len(changes) - MOST_TOLD
    told = [*changes[:MOST_TOLD], *([_("{n} more", n=more)] if more > 0 else ())]
    return _("{setting}: {changes}", setting=shown.title, changes="; ".join(told))


def _listed(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _changed_reasons(old: ShownSetting, new: ShownSetting) -> Iterator[str]:
    """`words` has a line for each, in their order."""
    was, becomes = ({one.code: one for one in shown.value} for shown in (old, new))
    said_before, said_now = (dict(zip(by, shown.words, strict=False)) for by, shown in ((was, old), (becomes, new)))
    yield from (_("{reason} is new", reason=becomes[code].name) for code in becomes if code not in was)
    yield from (_("{reason} is removed", reason=was[code].name) for code in was if code not in becomes)
    for code in was:
        if code in becomes and was[code] != becomes[code]:
            yield _becomes(was[code], becomes[code], said_before[code], said_now[code])


def _becomes(was: Reason, now: Reason, said_before: str, said_now: str) -> str:
    """What stays is said once, or not at all; a name that is another in the other language alone, in both."""
    if said_before == said_now:
        said_before, said_now = (f"{one.name_sv} / {one.name_en}" for one in (was, now))
    elif was.name == now.name:
        said_before = said_before.removeprefix(f"{was.name}: ")
    elif said_before.removeprefix(was.name) == said_now.removeprefix(now.name):
        said_before, said_now = was.name, now.name
    return _("{new} instead of {old}", new=said_now, old=said_before)


def is_hit(shown: ShownSetting, changes: str, typed: str) -> bool:
    """By what is shown of it."""
    return are_in(typed, (_(changes), shown.title, shown.help, *shown.words))


def are_in(typed: str, texts: Iterable[str]) -> bool:
    """Every word that was typed stands somewhere in the texts, with or without accents."""
    text = folded(" ".join(texts))
    return all(word in text for word in folded(typed).split())
