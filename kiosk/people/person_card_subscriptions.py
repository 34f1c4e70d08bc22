"""A person's subscriptions as the card shows them: dates, price and next draw, derived from what is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from db.rows import found, json_list
from kiosk.direct_debit.coming_draws import ComingDraw
from kiosk.direct_debit.mandate_states import Obstacle, drawn_from, obstacle
from kiosk.operations.subscriptions import UNDONE
from kiosk.orders.ready import withdrawal_days_left
from kiosk.people.certificates import belonging, certificates_of
from kiosk.people.person_card_facts import AddOnFacts, MandateFacts, SubscriptionFacts
from kiosk.people.person_card_transfers import taken_over
from kiosk.people.standing import Standing, standing_of
from kiosk.settings.gym import DRAW_DAY, gym_setting
from kiosk.settings.routines import WITHDRAWAL_DAYS
from kiosk.subscriptions.charging import charges_until, due
from kiosk.subscriptions.draw_words import foreseen_words, planned_words
from kiosk.subscriptions.kept import KeptSubscription, kept_subscriptions
from kiosk.subscriptions.next_draw import NextDraw, next_draw
from kiosk.subscriptions.price_lists import REGULAR, list_names, read_price_lists
from kiosk.subscriptions.prices import Opened, PriceLists
from kiosk.subscriptions.prorating import PriceStep, price_on
from kiosk.subscriptions.timeline import State, Timeline
from kiosk.texts import N_, _, localized


@dataclass(frozen=True, slots=True)
class _Names:
    """The catalogue's names in the user's language; the price lists' with their codes. `through`: subscription → the
    organisation through which it was bought."""

    products: dict[str, str]
    through: dict[str, str]
    price_lists: dict[str, tuple[str, str]]


OBSTACLES = {Obstacle.NO_MANDATE: N_("No mandate"), Obstacle.UNSIGNED: N_("Mandate not signed")}


def read_subscriptions(
    person_ids: Sequence[str],
    today: date,
    mandates: Iterable[MandateFacts] = (),
    coming: Mapping[str, Sequence[ComingDraw]] = MappingProxyType({}),
) -> list[SubscriptionFacts]:
    """Inside `store.reading()`; those that are or will be in force first, then the latest to end. `mandates`: the
    person's, which say when one is drawn; `coming`: subscription → draws on their way."""
    states = [(one.state, one.drawable_from) for one in mandates]
    kept = [replace(one, first_draw=drawn_from(one.first_draw, states)) for one in kept_subscriptions(person_ids)]
    certificates, lists = certificates_of(json_list(person_ids)), read_price_lists()
    names = _names(kept, person_ids, belonging(certificates, today))
    priced = {one.id: replace(one, timeline=_with_later_price(one, lists, certificates)) for one in kept}
    add_ons: dict[str, list[KeptSubscription]] = {}
    for one in priced.values():
        if one.main_id is not None:
            add_ons.setdefault(one.main_id, []).append(one)
    mains = [one for one in priced.values() if one.main_id is None and one.ended_for != UNDONE]
    last_days = withdrawal_days_left(list(person_ids), gym_setting(WITHDRAWAL_DAYS), today)
    facts = [_facts(one, add_ons.get(one.id, []), names, today, coming.get(one.id, ())) for one in mains]
    return sorted((replace(one, withdrawal_until=last_days.get(one.id)) for one in facts), key=_order)


def with_mandates(facts: SubscriptionFacts, mandates: Iterable[MandateFacts]) -> SubscriptionFacts:
    """Says so where the customer's mandates let nothing be drawn that is to be; what the bank has may be drawn all the
    same."""
    if facts.next_draw is None or facts.next_draw.is_sent or facts.is_invoiced:
        return facts
    found_here = obstacle(one.state for one in mandates)
    return facts if found_here is None else replace(facts, draw_obstacle=_(OBSTACLES[found_here]))


def _order(facts: SubscriptionFacts) -> tuple[bool, int]:
    return facts.standing.state is Standing.ENDED, -(facts.end_date or facts.paid_until or facts.start).toordinal()


def _facts(
    main: KeptSubscription,
    add_ons: list[KeptSubscription],
    names: _Names,
    today: date,
    coming: Sequence[ComingDraw],
) -> SubscriptionFacts:
    timeline, product = main.timeline, names.products.get(main.product_id, "")
    running = [one for one in add_ons if one.timeline.state(today) is not State.ENDED]
    code, price_list = names.price_lists.get(main.price_list_id, ("", ""))
    is_invoiced = main.invoiced_to is not None
    draw = _next_draw(main, running, today, coming)
    total, then = _total(on := max(today, timeline.start), (main, *running))
    price = _price_on(on, main)
    return SubscriptionFacts(
        id=main.id,
        product=product,
        is_prepaid=timeline.is_prepaid,
        standing=standing_of(timeline, today),
        start=timeline.start,
        paid_until=timeline.debited_until if timeline.paid_days else None,
        committed_until=timeline.committed_until,
        end_date=timeline.end_date,
        next_draw=draw,
        draw_why=_draw_why(draw, [main, *running], names, coming) if draw and draw.amount != total else "",
        price=price,
        total=total,
        price_list="" if code == REGULAR or price != timeline.price else price_list,
        add_ons=tuple(
            AddOnFacts(one.id, names.products.get(one.product_id, ""), _price_on(on, one)) for one in running
        ),
        freezes=timeline.freezes,
        is_in_arrears=not is_invoiced and _is_in_arrears(timeline, today),
        terms_version=main.terms_version,
        access_until=timeline.access_until,
        through=names.through.get(main.id, ""),
        is_invoiced=is_invoiced,
        then=then,
        lost_credit=sum(_lost_credit(one, today) for one in (main, *add_ons)),
    )


def _lost_credit(kept: KeptSubscription, today: date) -> int:
    """What is not taken off before it ends is not paid out."""
    timeline = kept.timeline
    if timeline.state(today) is State.ENDED:
        return kept.credit
    if timeline.is_prepaid or timeline.end_date is None:
        return 0
    return max(kept.credit - due(charges_until(timeline, timeline.end_date)), 0)


def _price_on(day: date, one: KeptSubscription) -> int:
    return price_on(day, one.timeline.price, one.timeline.later_prices)


def _total(day: date, kept: Sequence[KeptSubscription]) -> tuple[int, PriceStep | None]:
    """Of all together that day, and the next other sum."""
    now = sum(_price_on(day, one) for one in kept)
    coming = sorted({step.first for one in kept for step in one.timeline.later_prices if step.first > day})
    steps = (PriceStep(first, sum(_price_on(first, one) for one in kept)) for first in coming)
    return now, next((step for step in steps if step.price != now), None)


def _is_in_arrears(timeline: Timeline, today: date) -> bool:
    """Draws are made in advance, so a day that is lived without being charged is late."""
    is_running = timeline.state(today) in (State.ACTIVE, State.IN_NOTICE)
    return not timeline.is_prepaid and is_running and timeline.debited_until < min(today, timeline.end_date or today)


def _next_draw(
    main: KeptSubscription, add_ons: list[KeptSubscription], today: date, coming: Sequence[ComingDraw]
) -> NextDraw | None:
    others = [one.timeline for one in add_ons]
    credit = sum(one.credit for one in (main, *add_ons))
    first = None if main.invoiced_to is not None else main.first_draw
    return next_draw(coming, main.timeline, others, first, gym_setting(DRAW_DAY), today, credit)


def _draw_why(draw: NextDraw, kept: Sequence[KeptSubscription], names: _Names, coming: Sequence[ComingDraw]) -> str:
    if not coming:
        named = [(names.products.get(one.product_id, ""), one.timeline) for one in kept]
        return foreseen_words(named, draw.pays, sum(one.credit for one in kept))
    sql = """SELECT line.first, line.last, SUM(line.amount) FROM debit_draw_line line
        JOIN debit_draw ON debit_draw.id = line.draw_id WHERE debit_draw.subscription_id = ? AND debit_draw.month = ?
        GROUP BY line.first, line.last ORDER BY line.first, line.last"""
    lots = found(sql, kept[0].id, coming[0].month)
    return planned_words((date.fromisoformat(first), date.fromisoformat(last), amount) for first, last, amount in lots)


def _with_later_price(kept: KeptSubscription, lists: PriceLists, certificates: Iterable[Opened]) -> Timeline:
    """From the day after the certificate's last another price applies (rules.md 2)."""
    if kept.timeline.is_prepaid:
        return kept.timeline
    later = lists.later(kept.timeline.price, kept.price_list_id, kept.product_id, certificates)
    return replace(kept.timeline, later_prices=later)


def _names(kept: Sequence[KeptSubscription], person_ids: Sequence[str], own: set[str]) -> _Names:
    """`own`: organisations that the person belongs to."""
    column = localized("name")
    product_ids = {one.product_id for one in kept}
    marks = ", ".join("?" * len(product_ids))
    return _Names(
        products=dict(found(f"SELECT id, {column} FROM product WHERE id IN ({marks})", *sorted(product_ids))),
        through=_through(kept, person_ids, own),
        price_lists=list_names(),
    )


def _through(kept: Sequence[KeptSubscription], person_ids: Sequence[str], own: set[str]) -> dict[str, str]:
    """Whoever has taken it over has not bought it: who isn't of the organisation is not taken for one of its people."""
    bought = {one.id: one.organisation_id for one in kept if one.organisation_id}
    if not bought:
        return {}
    sql = "SELECT id, name FROM organisation WHERE id IN (SELECT value FROM json_each(?))"
    names, others = dict(found(sql, json_list(bought.values()))), taken_over(list(bought), person_ids)
    return {
        one: _("{organisation}, by who had it before", organisation=names.get(organisation_id, ""))
        if one in others and organisation_id not in own
        else names.get(organisation_id, "")
        for one, organisation_id in bought.items()
    }
