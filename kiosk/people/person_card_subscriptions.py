"""A person's subscriptions as the card shows them: dates, price and next draw, derived from what is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from db.rows import found
from kiosk.direct_debit.mandate_states import Obstacle, obstacle
from kiosk.operations.undoing import UNDONE
from kiosk.orders.ready import withdrawal_days_left
from kiosk.people.person_card_facts import AddOnFacts, MandateFacts, SubscriptionFacts
from kiosk.people.standing import Standing, standing_of
from kiosk.settings.gym import DRAW_DAY, gym_setting
from kiosk.settings.routines import WITHDRAWAL_DAYS
from kiosk.subscriptions.kept import KeptSubscription, kept_subscriptions
from kiosk.subscriptions.next_draw import NextDraw, next_draw
from kiosk.subscriptions.prices import TypePrice, after_certificate
from kiosk.subscriptions.timeline import State, Timeline
from kiosk.texts import N_, Language, _, language

REGULAR = "standard"
TypeEnds = dict[str, date | None]


@dataclass(frozen=True, slots=True)
class _Names:
    """The catalogue's names in the user's language, and its prices (öre) by price list code and product id."""

    products: dict[str, str]
    price_lists: dict[str, tuple[str, str]]
    prices: dict[tuple[str, str], int]


OBSTACLES = {Obstacle.NO_MANDATE: N_("No mandate"), Obstacle.UNSIGNED: N_("Mandate not signed")}


def read_subscriptions(person_ids: Iterable[str], type_ends: TypeEnds, today: date) -> list[SubscriptionFacts]:
    """Inside `store.reading()`; those that are or will be in force first, then the latest to end.

    `type_ends`: price list code → the last day of the certificate that opens it, None without end.
    """
    holders = list(person_ids)
    kept = kept_subscriptions(holders)
    names = _names({one.product_id for one in kept})
    priced = {one.id: replace(one, timeline=_with_later_price(one, names, type_ends)) for one in kept}
    add_ons: dict[str, list[KeptSubscription]] = {}
    for one in priced.values():
        if one.main_id is not None:
            add_ons.setdefault(one.main_id, []).append(one)
    mains = [one for one in priced.values() if one.main_id is None and one.ended_for != UNDONE]
    last_days = withdrawal_days_left(holders, gym_setting(WITHDRAWAL_DAYS), today)
    facts = [_facts(one, add_ons.get(one.id, []), names, today) for one in mains]
    return sorted((replace(one, withdrawal_until=last_days.get(one.id)) for one in facts), key=_order)


def with_mandates(facts: SubscriptionFacts, mandates: Iterable[MandateFacts]) -> SubscriptionFacts:
    """Says so where the customer's mandates let nothing be drawn."""
    if facts.next_draw is None:
        return facts
    found_here = obstacle(one.state for one in mandates)
    return facts if found_here is None else replace(facts, draw_obstacle=_(OBSTACLES[found_here]))


def _order(facts: SubscriptionFacts) -> tuple[bool, int]:
    return facts.standing.state is Standing.ENDED, -(facts.end_date or facts.paid_until or facts.start).toordinal()


def _facts(main: KeptSubscription, add_ons: list[KeptSubscription], names: _Names, today: date) -> SubscriptionFacts:
    timeline = main.timeline
    running = [one for one in add_ons if one.timeline.state(today) is not State.ENDED]
    code, price_list = names.price_lists.get(main.price_list_id, ("", ""))
    return SubscriptionFacts(
        id=main.id,
        product=names.products.get(main.product_id, ""),
        is_prepaid=timeline.is_prepaid,
        standing=standing_of(timeline, today),
        start=timeline.start,
        paid_until=timeline.debited_until if timeline.paid_days else None,
        committed_until=timeline.committed_until,
        end_date=timeline.end_date,
        next_draw=_next_draw(main, running, today),
        price=timeline.price,
        total=timeline.price + sum(one.timeline.price for one in running),
        price_list="" if code == REGULAR else price_list,
        add_ons=tuple(
            AddOnFacts(one.id, names.products.get(one.product_id, ""), one.timeline.price) for one in running
        ),
        freezes=timeline.freezes,
        is_in_arrears=_is_in_arrears(timeline, today),
        terms_version=main.terms_version,
        access_until=timeline.access_until,
    )


def _is_in_arrears(timeline: Timeline, today: date) -> bool:
    """Draws are made in advance, so a day that is lived without being charged is late."""
    is_running = timeline.state(today) in (State.ACTIVE, State.IN_NOTICE)
    return not timeline.is_prepaid and is_running and timeline.debited_until < min(today, timeline.end_date or today)


def _next_draw(main: KeptSubscription, add_ons: list[KeptSubscription], today: date) -> NextDraw | None:
    others = [one.timeline for one in add_ons]
    credit = sum(one.credit for one in (main, *add_ons))
    return next_draw(main.timeline, others, main.first_draw, gym_setting(DRAW_DAY), today, credit)


def _with_later_price(kept: KeptSubscription, names: _Names, type_ends: TypeEnds) -> Timeline:
    """From the day after the certificate's last another price applies (rules.md 2)."""
    code, _name = names.price_lists.get(kept.price_list_id, ("", ""))
    ordinary = names.prices.get((REGULAR, kept.product_id))
    if kept.timeline.is_prepaid or code == REGULAR or ordinary is None or code not in type_ends:
        return kept.timeline
    prices = {other: names.prices.get((other, kept.product_id)) for other in type_ends}
    others = [TypePrice(price, type_ends[other]) for other, price in prices.items() if price is not None]
    steps = after_certificate(kept.timeline.price, type_ends[code], ordinary, others)
    return replace(kept.timeline, later_prices=steps)


def _names(product_ids: set[str]) -> _Names:
    column = "name_sv" if language() is Language.SWEDISH else "name_en"
    marks = ", ".join("?" * len(product_ids))
    listed = """SELECT price_list.code, product_id, amount FROM price
        JOIN price_list ON price_list.id = price.price_list_id"""
    return _Names(
        products=dict(found(f"SELECT id, {column} FROM product WHERE id IN ({marks})", *sorted(product_ids))),
        price_lists={row_id: (code, name) for row_id, code, name in found("SELECT id, code, name FROM price_list")},
        prices={(code, product_id): amount for code, product_id, amount in found(listed)},
    )
