"""What an online purchase comes to when it is collected (rules.md 3): the plan, and what is left to pay. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kiosk.catalogue import Product
from kiosk.desk_facts import Facts
from kiosk.direct_debit.bank_accounts import bank_of
from kiosk.direct_debit.mandates_shown import account_words
from kiosk.formats import NOTHING, day, kronor
from kiosk.orders.ready import Order
from kiosk.people.customer_types import CERTIFICATE_KINDS, asks_for_certificate
from kiosk.routine import Change, Due, Quote, QuoteLine
from kiosk.settings.routines import RoutineRules
from kiosk.subscriptions import quoting
from kiosk.subscriptions.charging import Charge
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.new_subscription import Plan, Planned, plan
from kiosk.subscriptions.products import Buyer
from kiosk.texts import _, plural
from kiosk.till.vat import vat_rate

ANY_DAY = 3660  # what is paid for may begin when the one before it has ended


@dataclass(frozen=True, slots=True)
class ToCollect:
    """An order whose buyer is not registered yet, with the gym's rules when it was opened. `others`: the numbers of
    those that wait for the same buyer besides."""

    order: Order
    rules: RoutineRules
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """`due` öre is paid at the desk; with what was paid online it makes the plan's lots. `recalculated`: the ordinary
    price took the certificate's place. `credit` öre were paid online for days that another subscription has: the next
    draw takes them off."""

    order: Order
    plan: Plan
    buyer: Buyer
    due: int
    recalculated: bool
    credit: int = 0


def kind_of(order: Order, facts: Facts) -> str:
    """The certificate kind the order's price rests on; "" for the ordinary price."""
    listed = facts.catalogue.customer_type(order.customer_type)
    kinds = listed.rules.kinds if listed else ()
    if order.certificate_kind in CERTIFICATE_KINDS:
        return order.certificate_kind
    return kinds[0] if len(kinds) == 1 else ""


def rests_on_certificate(order: Order, facts: Facts) -> bool:
    return facts.catalogue.customer_type(order.customer_type) is not None and asks_for_certificate(order.customer_type)


def collection(
    order: Order, holder: Buyer, has_certificate: bool, start: date, facts: Facts, rules: RoutineRules
) -> Collection | None:
    """`holder` as they will be: ordinary without the certificate. None when the product has no price at all."""
    recalculated = rests_on_certificate(order, facts) and not has_certificate and rules.recalculate_on_collection
    priced_as = holder if has_certificate or recalculated else Buyer(order.customer_type, None, holder.birth_date)
    wanted = ProductsDraft(order.product_id, frozenset(order.add_on_ids), start, order.facility_id)
    sold = _still_sold(order, facts)
    found = plan(wanted, priced_as, sold)
    if found is None:
        return None
    agreed = order.paid if found.is_prepaid and not recalculated else found.due_now
    due = max(agreed - order.paid, 0)
    credit = 0 if found.is_prepaid else max(order.paid - found.due_now, 0)
    plan_paid = _at_total(found, order.paid + due - credit)
    return Collection(order, plan_paid, priced_as, due, recalculated, credit)


def _still_sold(order: Order, facts: Facts) -> Facts:
    """What is paid for can be had, also when it is no longer in the shop."""
    ids = (order.product_id, *order.add_on_ids)
    own = {one: replace(facts.catalogue.products[one], is_on=True) for one in ids if one in facts.catalogue.products}
    catalogue = replace(facts.catalogue, products={**facts.catalogue.products, **own})
    return replace(facts, catalogue=catalogue, start_days_ahead=ANY_DAY)


def _at_total(found: Plan, total: int) -> Plan:
    """The lots are what was really paid: the first charge of the main one takes up the difference."""
    main = found.main
    if not main.charges or total == found.due_now:
        return found
    first = replace(main.charges[0], amount=main.charges[0].amount + total - found.due_now)
    charges: tuple[Charge, ...] = (first, *main.charges[1:])
    timeline = replace(main.timeline, lots=tuple(one.lot for one in charges))
    changed: Planned = replace(main, charges=charges, timeline=timeline)
    return replace(found, main=changed)


def quote(found: Collection, facts: Facts, rules: RoutineRules) -> Quote:
    """What is left to pay and why, what is drawn later, and how it will be."""
    told = quoting.quote(found.plan, found.buyer, facts)
    changes = (one for one in told.changes if one.after != NOTHING)
    lines = told.lines
    if found.order.paid:
        lines = (*_due_lines(found, told, facts), *(line for line in told.lines if line.due is not Due.NOW))
    return Quote(lines, (*changes, *_online(found, facts, rules)), told.first_draw)


def _due_lines(found: Collection, told: Quote, facts: Facts) -> Iterator[QuoteLine]:
    """`told`: what the whole plan comes to, and by which days."""
    if not found.due:
        return
    product = found.plan.main.product
    words = {"paid": kronor(found.order.paid), "price": kronor(found.order.paid + found.due)}
    if found.recalculated:
        why = _(
            "Without the certificate the ordinary price applies: {price}, of which {paid} was paid online.", **words
        )
    else:
        why = _("The days until the first draw cost {price}, of which {paid} was paid online.", **words)
    text = _("Price difference, {product}", product=product.name)
    why = " ".join((why, *_days(told)))
    yield QuoteLine(text, found.due, Due.NOW, vat_rate(product.vat_kind, facts.today), why, product.id)


def _days(told: Quote) -> Iterator[str]:
    """How the price came about, by product where there are more than one."""
    paid = [line for line in told.lines if line.due is Due.NOW]
    yield from (line.why if len(paid) == 1 else f"{line.text}: {line.why}" for line in paid)


def _online(found: Collection, facts: Facts, rules: RoutineRules) -> Iterator[Change]:
    yield Change(_("Paid online"), "", kronor(found.order.paid))
    if found.due:
        yield Change(_("To pay at the desk"), "", kronor(found.due))
    if found.credit:
        yield Change(_("Credited to the next charge"), "", kronor(found.credit))
    yield Change(_("Right of withdrawal"), "", withdrawal_words(found.order, facts.today, rules.withdrawal_days))


def withdrawal_words(order: Order, today: date, days: int) -> str:
    last = order.withdrawal_until(days)
    left = (last - today).days
    if left < 0:
        return _("ended {day}", day=day(last))
    return _("until {day}, {left}", day=day(last), left=plural("{n} day left", "{n} days left", left))


def mandate_words(order: Order) -> str:
    """The electronic mandate that came with the order, "" without one."""
    if not order.has_mandate:
        return ""
    return _("Electronic, on {account}", account=account_words(bank_of(order.clearing) or "", order.account))


def order_rows(found: Collection, today: date, withdrawal_days: int) -> Iterator[tuple[str, str]]:
    """For a summary."""
    order = found.order
    yield _("Order"), order.number
    yield _("Subscription"), ", ".join(one.product.name for one in found.plan.all)
    yield _("Starts"), day(found.plan.start)
    yield _("Paid online"), kronor(order.paid)
    if order.has_mandate:
        yield _("Mandate"), mandate_words(order)
    yield _("Right of withdrawal"), withdrawal_words(order, today, withdrawal_days)


def receipt_text(product_name: str, number: str) -> str:
    """Receipts speak Swedish."""
    return f"Mellanskillnad {product_name}, onlineköp {number}"


def product_of(order: Order, facts: Facts) -> Product | None:
    return facts.catalogue.products.get(order.product_id)
