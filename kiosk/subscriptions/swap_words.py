"""A planned swap in words: price lines that each explain themselves, and the before/after strip."""

from collections.abc import Iterable, Iterator

from kiosk.catalogue import Product
from kiosk.customer_facts import CustomerFacts, Held
from kiosk.formats import NBSP, NOTHING, day, kronor
from kiosk.routine import Change, Due, Quote, QuoteLine
from kiosk.subscriptions.before_after import changes
from kiosk.subscriptions.charge_words import month_words, part_words, priced_days
from kiosk.subscriptions.kept import KeptSubscription
from kiosk.subscriptions.prorating import priced_parts
from kiosk.subscriptions.swap_plan import Bought, SwapPlan, paid_on
from kiosk.texts import _, plural
from kiosk.till.vat import vat_rate

Priced = tuple[Product, int]
"""An add-on and its öre per month."""


def swap_quote(swap: SwapPlan, held: Held, facts: CustomerFacts) -> Quote:
    """What the new costs, what is taken off, what is credited; and what each month costs from now on."""
    now = (line for line in _now(swap, held, facts) if line.amount)
    monthly = () if held.timeline.is_prepaid else _monthly(swap, held, facts)
    return Quote((*now, *monthly), tuple(_changes(swap, held, facts)))


def _now(swap: SwapPlan, held: Held, facts: CustomerFacts) -> Iterator[QuoteLine]:
    bought = (swap.main, *(one for _candidate, one in swap.added), *(one for _kept, one in swap.longer))
    for one in bought:
        yield _line(one.product.name, one.amount, one.product, "; ".join(_days(one)) + ".", facts)
    text, product = _("Unused of {product}", product=held.product.name), held.product
    yield _line(text, -swap.unused, product, _unused_words(swap, held), facts)
    for ended in swap.ended:
        text = _("Unused of {product}", product=ended.product.name)
        why = _("The new subscription doesn’t have it.")
        yield _line(text, -ended.unused, ended.product, why, facts)
    yield _line(_("Credit"), -swap.credit_before, product, _("Credited when the subscription was changed."), facts)
    why = _("It can’t be paid out, and doesn’t pay a whole day more: the next charge is that much lower.")
    yield _line(_("Credited to the next charge"), swap.credit, product, why, facts)


def _line(text: str, amount: int, product: Product, why: str, facts: CustomerFacts) -> QuoteLine:
    return QuoteLine(text, amount, Due.NOW, vat_rate(product.vat_kind, facts.today), why, product.id)


def _days(one: Bought) -> Iterator[str]:
    part = one.part
    if not one.charges:
        return
    first, last = one.charges[0].first, one.charges[-1].last
    if not part.period_days:
        yield from month_words(priced_days(part.timeline, first, last))
        return
    steps = part.timeline.later_prices
    for part_first, part_last, price in priced_parts(part.timeline.price, first, last, steps):
        yield part_words(part_first, part_last, part.period_days, price)


def _unused_words(swap: SwapPlan, held: Held) -> str:
    count = held.timeline.active_days(swap.day, held.timeline.debited_until)
    until = day(held.timeline.debited_until)
    return plural("{n} day, paid until {until}.", "{n} days, paid until {until}.", count, until=until)


def _monthly(swap: SwapPlan, held: Held, facts: CustomerFacts) -> Iterator[QuoteLine]:
    """The price of the first whole month after what is paid now."""
    before = kronor(paid_on(held.timeline, swap.day))
    why = _("From {first}; before it was {price}.", first=day(swap.day), price=before)
    yield _per_month(swap.candidate.product, swap.candidate.cost.on(swap.day), why, facts)
    for candidate, _bought in swap.added:
        why = _("Always included in {product}.", product=swap.candidate.product.name)
        yield _per_month(candidate.product, candidate.cost.on(swap.day), why, facts)
    for kept, product in _staying(swap, held):
        yield _per_month(product, paid_on(kept.timeline, swap.day), _("As before."), facts)


def _per_month(product: Product, amount: int, why: str, facts: CustomerFacts) -> QuoteLine:
    vat = vat_rate(product.vat_kind, facts.today)
    return QuoteLine(product.name, amount, Due.MONTHLY, vat, why, product.id)


def _staying(swap: SwapPlan, held: Held) -> list[tuple[KeptSubscription, Product]]:
    gone = {one.kept.id for one in swap.ended}
    pairs = zip(held.add_ons, held.add_on_products, strict=True)
    return [(kept, product) for kept, product in pairs if kept.id not in gone]


def _changes(swap: SwapPlan, held: Held, facts: CustomerFacts) -> Iterator[Change]:
    staying, credit = _staying(swap, held), sum(one.credit for one in held.all)
    before = list(zip(held.add_on_products, (paid_on(one.timeline, swap.day) for one in held.add_ons), strict=True))
    after = [(product, paid_on(kept.timeline, swap.day)) for kept, product in staying]
    after += [(one.product, one.cost.on(swap.day)) for one, _bought in swap.added]
    yield Change(_("Subscription"), held.product.name, swap.candidate.product.name)
    if before or after:
        yield Change(_("Add-ons"), _names(before), _names(after))
    if not held.timeline.is_prepaid:
        sums = (paid_on(held.timeline, swap.day), before), (swap.candidate.cost.on(swap.day), after)
        yield Change(_("Price per month"), *(_per_month_words(main, add_ons) for main, add_ons in sums))
    yield from _kept_commitment(swap, held)
    if credit or swap.credit:
        yield Change(_("Credit"), kronor(credit), kronor(swap.credit))
    longer = {kept.id: one.after for kept, one in swap.longer}
    timelines = [
        swap.main.after,
        *(longer.get(kept.id, kept.timeline) for kept, _product in staying),
        *(one.after for _candidate, one in swap.added),
    ]
    yield from changes(held, timelines, facts, swap.credit)


def _kept_commitment(swap: SwapPlan, held: Held) -> Iterator[Change]:
    """That it stays is worth saying, also that a product sold with commitment brings none; where it moves the strip
    says so anyway."""
    until = held.timeline.committed_until
    if until is None and swap.candidate.product.commitment_months:
        yield Change(_("Commitment period"), "", _("Doesn’t change: there is none"))
    if until is not None and until == swap.main.after.committed_until:
        yield Change(_("Committed until"), day(until), day(until))


def about_words(product: Product) -> str:
    """What the product gives; a commitment period that it is sold with is not part of a swap (rules.md 3)."""
    said = (product.about, _("A swap doesn’t change the commitment period.") if product.commitment_months else "")
    return " ".join(words for words in said if words)


def _per_month_words(main: int, add_ons: Iterable[Priced]) -> str:
    return kronor(main + sum(price for _product, price in add_ons))


def _names(add_ons: Iterable[Priced]) -> str:
    return ", ".join(f"{product.name}{NBSP}{kronor(price)}" for product, price in add_ons) or NOTHING
