"""Operations on what is charged: months paid at the desk, charging runs, their draws and what they invoice."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

import msgspec

from db.fields import moment_text
from db.rows import found
from db.tables import ChargingRun, DebitDraw, DebitDrawLine, InvoiceLine, Lot, Row, Subscription
from kiosk.ids import fixed_id, new_id
from kiosk.operations.book import Book
from kiosk.operations.debited import debited_until
from kiosk.operations.kinds import Body, operation
from kiosk.operations.organisation_names import standing
from kiosk.operations.subscriptions import UNDONE, LotBody, swap_gone
from kiosk.operations.verdicts import APPLIED, Finding, Verdict, changed
from kiosk.subscriptions.charging import Charge

CREDIT = "credit"  # in the id of a line that takes one off


def without_price(body: dict[str, Any]) -> dict[str, Any]:
    """A first version didn't tell."""
    return body | {"price": None}


def without_invoice(body: dict[str, Any]) -> dict[str, Any]:
    """A second version knew none."""
    return body | {"invoice": None}


def without_swap(body: dict[str, Any]) -> dict[str, Any]:
    """A third version told of none."""
    return body | {"change_id": ""}


class InvoiceBody(msgspec.Struct, frozen=True, kw_only=True):
    """The organisation pays, in the `month` (YYYY-MM) of the run. `vat_percents`: of the lots, in their order."""

    organisation_id: str
    month: str
    product_id: str
    vat_percents: list[int]


class SubscriptionCharged(Body, frozen=True, kw_only=True):
    """Lots that a run charges (`run_id`, with a `draw_id` or an `invoice`) or that are paid at the desk.

    A lot has the `month` it belongs to; where that month has its lot already and this one completes it, None.
    `credit_used`: öre of the subscription's credit that were taken off. `price`: what a month cost where it was
    charged; None where nobody reckoned anew. `change_id`: of the swap that an add-on follows to a later day.
    """

    subscription_id: str
    facility_id: str
    person_id: str
    lots: list[LotBody]
    run_id: str | None = None
    draw_id: str | None = None
    credit_used: int = 0
    price: int | None = None
    invoice: InvoiceBody | None = None
    charged_at: datetime
    change_id: str = ""

    @property
    def is_paid(self) -> bool:
        """By whom stands at the desk, or by a draw that was made after all; a run takes no money yet."""
        return self.run_id is None and self.draw_id is None


@operation("subscription.charged", SubscriptionCharged, 4, {1: without_price, 2: without_invoice, 3: without_swap})
def charge(book: Book, body: SubscriptionCharged) -> Verdict:
    """A fact. Days that are charged already are not charged again, nor any of a subscription whose sale was undone:
    what was paid for them becomes a matter, and so does a credit that somebody else has used, and a price from before
    the subscription was changed elsewhere. What follows a swap stands or falls with it."""
    gone = swap_gone(body.change_id, body.subscription_id, body.person_id)
    if gone is not None:
        for lot in body.lots:
            _forget(book, body, lot)
        return gone
    if body.draw_id is not None and _is_of_undone(body.draw_id):
        for lot in body.lots:
            book.drop(Lot, lot.id)
            _draw(book, body, body.draw_id, lot, lot.amount, lot_month=lot.month, lot_days=lot.days)
        return APPLIED
    added, lost, is_gone = [], [], is_undone(body.subscription_id)
    for lot in body.lots:
        if _stands(lot):
            for table, line_id in _bill_lines(body, lot):
                book.tell(table, line_id)
            continue
        if is_gone or is_charged(body.subscription_id, lot):
            _forget(book, body, lot)
            lost.append(lot)
        else:
            _add(book, body, lot)
            added.append(lot)
    used = min(body.credit_used, sum(lot.amount for lot in added))
    missing = _use_credit(book, body, added[0], used) if used else 0
    other_price = tuple(_at_other_price(body, added))
    if not body.is_paid:  # there is no money to settle
        return changed(*other_price)
    in_vain = _paid_in_vain(body, lost, body.credit_used - used, is_undone=is_gone)
    return changed(*in_vain, *_credit_twice(body, added, missing), *other_price)


def is_undone(subscription_id: str) -> bool:
    return bool(found("SELECT 1 FROM subscription WHERE id = ? AND ended_for = ?", subscription_id, UNDONE))


def _is_of_undone(draw_id: str) -> bool:
    """The draw was none from the beginning (`draw.planned`): as of one that is stopped, its lines tell what it was."""
    return bool(found("SELECT 1 FROM debit_draw WHERE id = ? AND state_code = ?", draw_id, UNDONE))


def _stands(lot: LotBody) -> bool:
    return bool(found("SELECT 1 FROM lot WHERE id = ?", lot.id))


def is_charged(subscription_id: str, lot: LotBody) -> bool:
    """Its month has another lot, or all of its days are paid as the subscription stands."""
    if lot.month is not None:
        return bool(found("SELECT 1 FROM lot WHERE subscription_id = ? AND month = ?", subscription_id, lot.month))
    until = debited_until(subscription_id)
    return until is not None and lot.last <= until


def _paid_in_vain(
    body: SubscriptionCharged, lost: Iterable[LotBody], credit: int, *, is_undone: bool
) -> Iterator[Finding]:
    """`credit` öre of what the lots cost were not paid at the desk. One finding for lots that follow each other: they
    were paid together. `charged_at` is when the sale was made too."""
    code = "charged_undone" if is_undone else "charged_twice"
    whose = {"subscription_id": body.subscription_id, "charged_at": moment_text(body.charged_at)}
    for spell in _side_by_side(body.lots, lost):
        cost = sum(lot.amount for lot in spell)
        paid = max(cost - credit, 0)
        credit -= cost - paid
        values = {"amount": paid, "first": spell[0].first.isoformat(), "last": spell[-1].last.isoformat()}
        if paid:
            yield Finding(code, body.person_id, values | whose | _lots_told(body, spell))


def _lots_told(body: SubscriptionCharged, spell: list[LotBody]) -> dict[str, object]:
    """They are charged after all where what was paid first is undone; not what an organisation was to be billed."""
    return {} if body.invoice is not None else {"lots": msgspec.to_builtins(spell)}


def _side_by_side(lots: list[LotBody], lost: Iterable[LotBody]) -> Iterator[list[LotBody]]:
    """Those lost, in spells with nothing between them that stands."""
    gone = {lot.id for lot in lost}
    for is_lost, spell in groupby(lots, lambda lot: lot.id in gone):
        if is_lost:
            yield list(spell)


def _at_other_price(body: SubscriptionCharged, added: list[LotBody]) -> Iterator[Finding]:
    """It has been swapped or repriced since the desk heard of it."""
    if body.price is None or not added:
        return
    for (price,) in found("SELECT price FROM subscription WHERE id = ?", body.subscription_id):
        if price != body.price:
            days = {"first": added[0].first.isoformat(), "last": added[-1].last.isoformat()}
            values = days | {"charged": body.price, "listed": int(price), "subscription_id": body.subscription_id}
            yield Finding("charged_at_other_price", body.person_id, values)


def _credit_twice(body: SubscriptionCharged, added: list[LotBody], missing: int) -> Iterator[Finding]:
    """`lot_id`: the first of those that it was to pay for."""
    if missing:
        values = {"amount": missing, "subscription_id": body.subscription_id, "lot_id": added[0].id}
        yield Finding("credit_used_twice", body.person_id, values)


def _add(book: Book, body: SubscriptionCharged, lot: LotBody) -> None:
    ((position,),) = found(
        "SELECT COALESCE(MAX(position), -1) + 1 FROM lot WHERE subscription_id = ?", body.subscription_id
    )
    fields = msgspec.structs.asdict(lot)
    book.insert(Lot, facility_id=body.facility_id, subscription=body.subscription_id, position=int(position), **fields)
    _bill(book, body, lot, lot.amount)


def _use_credit(book: Book, body: SubscriptionCharged, lot: LotBody, wanted: int) -> int:
    """Takes off what there is, and says how much of it somebody else had used already. Off a draw or an invoice it is a
    line of it, under the first lot."""
    ((credit,),) = found("SELECT credit FROM subscription WHERE id = ?", body.subscription_id)
    used = min(int(credit), wanted)
    if used:
        book.update(Subscription, body.subscription_id, credit=int(credit) - used)
        _bill(book, body, lot, -used)
    return wanted - used


def _forget(book: Book, body: SubscriptionCharged, lot: LotBody) -> None:
    """A desk that had it as its own learns that it is the other one, and that nobody is billed for it twice."""
    book.drop(Lot, lot.id)
    for table, line_id in _bill_lines(body, lot):
        book.drop(table, line_id)


def _bill_lines(body: SubscriptionCharged, lot: LotBody) -> Iterator[tuple[type[Row], str]]:
    """Of the draw or the invoice that the body has it in. The same lot may be billed by the other by now."""
    for what in ("", CREDIT):
        if body.draw_id is not None:
            yield DebitDrawLine, fixed_id("debit_draw_line", lot.id, what)
        if body.invoice is not None:
            yield InvoiceLine, fixed_id("invoice_line", lot.id, what)


def _bill(book: Book, body: SubscriptionCharged, lot: LotBody, amount: int) -> None:
    """Whoever isn't at the desk gets a line of the draw or the invoice; `amount` below 0 for a credit."""
    if body.draw_id is not None:
        _draw(book, body, body.draw_id, lot, amount)
    if body.invoice is not None:
        _invoice(book, body, body.invoice, lot, amount)


def _invoice(book: Book, body: SubscriptionCharged, invoice: InvoiceBody, lot: LotBody, amount: int) -> None:
    book.insert(
        InvoiceLine,
        id=fixed_id("invoice_line", lot.id, CREDIT if amount < 0 else ""),
        facility_id=body.facility_id,
        organisation_id=standing(invoice.organisation_id),
        month=invoice.month,
        run_id=body.run_id or "",
        person_id=body.person_id,
        subscription_id=body.subscription_id,
        product_id=invoice.product_id,
        lot_id=lot.id,
        amount=amount,
        vat_percent=invoice.vat_percents[body.lots.index(lot)],
        first=lot.first,
        last=lot.last,
    )


def _draw(book: Book, body: SubscriptionCharged, draw_id: str, lot: LotBody, amount: int, **was: Any) -> None:
    """`was`: of a lot that doesn't stand."""
    book.insert(
        DebitDrawLine,
        id=fixed_id("debit_draw_line", lot.id, CREDIT if amount < 0 else ""),
        facility_id=body.facility_id,
        draw=draw_id,
        subscription_id=body.subscription_id,
        lot_id=lot.id,
        amount=amount,
        first=lot.first,
        last=lot.last,
        **was,
    )
    ((amount,),) = found("SELECT SUM(amount) FROM debit_draw_line WHERE draw_id = ?", draw_id)
    book.update(DebitDraw, draw_id, amount=int(amount))


def lot_bodies(subscription_id: str, charges: Iterable[Charge]) -> list[LotBody]:
    """Lots for what is paid now, to be asked inside the errand: a month that is begun is completed without its name."""
    begun = {month for (month,) in found("SELECT month FROM lot WHERE subscription_id = ?", subscription_id)}
    return [lot_body(new_id(), one, has_month=one.month not in begun) for one in charges]


def lot_body(lot_id: str, one: Charge, *, has_month: bool = True) -> LotBody:
    """A prepaid lot belongs to no month: no charging run ever meets it."""
    month = one.month if has_month else None
    return LotBody(id=lot_id, month=month, amount=one.amount, days=one.days, first=one.first, last=one.last)


class ChargingRunStarted(Body, frozen=True, kw_only=True):
    """`total`: how many subscriptions it is to draw for or to invoice, those done before included."""

    run_id: str
    facility_id: str
    month: str
    total: int
    exceptions: int
    started_by: str
    started_at: datetime


@operation("charging_run.started", ChargingRunStarted)
def start_run(book: Book, body: ChargingRunStarted) -> Verdict:
    """Once per facility and month; started again it goes on."""
    again = {"state": "running", "ended_at": None, "total": body.total, "exceptions": body.exceptions}
    if found("SELECT 1 FROM charging_run WHERE id = ?", body.run_id):
        book.update(ChargingRun, body.run_id, **again)
        return APPLIED
    nothing = {"done": 0, "amount": 0, "invoiced": 0, "invoiced_amount": 0}
    values = msgspec.structs.asdict(body) | again | nothing
    book.insert(ChargingRun, id=values.pop("run_id"), **values)
    return APPLIED


class ChargingRunMoved(Body, frozen=True, kw_only=True):
    """`state`: running, cancelled or done. What is done is counted where it is performed."""

    run_id: str
    facility_id: str
    month: str
    state: str
    moved_at: datetime


@operation("charging_run.moved", ChargingRunMoved)
def move_run(book: Book, body: ChargingRunMoved) -> Verdict:
    stands = charged_so_far(body.facility_id, body.month)
    ended = None if body.state == "running" else body.moved_at
    counted = msgspec.structs.asdict(stands)
    book.update(ChargingRun, body.run_id, state=body.state, ended_at=ended, **counted)
    return APPLIED


class ChargedSoFar(msgspec.Struct, frozen=True, kw_only=True):
    """Of a facility's month: `done` subscriptions, `amount` öre to be drawn; `invoiced` of them are organisations' to
    pay, `invoiced_amount` öre."""

    done: int
    amount: int
    invoiced: int
    invoiced_amount: int


def charged_so_far(facility_id: str, month: str) -> ChargedSoFar:
    """By runs, however often and wherever they were started. `month`: YYYY-MM. Inside a read or a write."""
    draws = """SELECT COUNT(*), COALESCE(SUM(amount), 0) FROM debit_draw
        WHERE facility_id = ? AND month = ? AND state <> 'cancelled'"""
    lines = """SELECT COUNT(DISTINCT COALESCE(main_id, subscription_id)), COALESCE(SUM(line.amount), 0)
        FROM invoice_line line LEFT JOIN subscription ON subscription.id = line.subscription_id
        WHERE line.facility_id = ? AND line.month = ?"""
    ((drawn, amount),) = found(draws, facility_id, month)
    ((invoiced, invoiced_amount),) = found(lines, facility_id, month)
    return ChargedSoFar(
        done=int(drawn) + int(invoiced),
        amount=int(amount),
        invoiced=int(invoiced),
        invoiced_amount=int(invoiced_amount),
    )


def run_id_of(facility_id: str, month: str) -> str:
    return fixed_id("charging_run", facility_id, month)
