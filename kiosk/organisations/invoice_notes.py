"""Desk work: why an organisation's invoice basis may still change, and what it leaves out."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from db.rows import found
from db.tables import ThisDevice
from kiosk.clock import STOCKHOLM, day_of
from kiosk.direct_debit.charging_facts import read_debit_facts, slices
from kiosk.direct_debit.charging_plan import NotCharged, PlannedInvoice, plan_month
from kiosk.formats import day, kronor, moment
from kiosk.organisations.invoice_facts import Ids
from kiosk.problems import Problem, Severity
from kiosk.subscriptions.charging import due
from kiosk.subscriptions.months import add_months, month_end

LATELY = timedelta(minutes=5)  # a desk with a line hears from central much more often
ABOUT_MONEY = ("charged_twice", "credit_used_twice", "refunded_too_much", "charged_at_other_price", "price_differs")


def read_notes(ids: Ids, month: date, now: datetime) -> tuple[Problem, ...]:
    """Inside `store.reading()`. `month` is its first day. The heaviest first."""
    return (*_uncharged(ids, month), *_running(month, now), *_unheard(month, now), *_unsettled(ids))


def _note(code: str, **values: object) -> Problem:
    return Problem(code, severity=Severity.WARNING, values=values)


def _uncharged(ids: Ids, month: date) -> Iterator[Problem]:
    """What a charging run would still charge, and what it couldn't; nothing of it is drawn, whatever the day."""
    running = (facts for some in slices(_running_ids(ids, month)) for facts in read_debit_facts(some, month))
    planned = [plan_month(facts, month, draw_day=month) for facts in running]
    yield from _left_to_charge(ids, month, [one for one in planned if isinstance(one, PlannedInvoice)])
    reasons = [one.reason for one in planned if isinstance(one, NotCharged)]
    for code in ("run_agreement_ended", "run_product_unknown"):
        if code in reasons:
            yield _note(f"basis_{code}", count=reasons.count(code))


def _left_to_charge(ids: Ids, month: date, invoices: list[PlannedInvoice]) -> Iterator[Problem]:
    """What was taken back is not missed: whoever took it back knows, and a run would invoice it again."""
    taken_back, never, again = _taken_back(ids), [], []
    for one in invoices:
        days = [(lots.subscription_id, charge) for lots in one.lots for charge in lots.charges]
        back = [
            charge
            for row_id, charge in days
            if any(first <= charge.first <= last for first, last in taken_back[row_id])
        ]
        amount = min(due(back), one.amount)
        if back:
            again.append(amount)
        if len(back) < len(days):
            never.append(one.amount - amount)
    for code, amounts in (("basis_not_charged", never), ("basis_taken_back", again)):
        if amounts:
            yield _note(code, count=len(amounts), month=f"{month:%Y-%m}", amount=kronor(sum(amounts)))


def _taken_back(ids: Ids) -> defaultdict[str, list[tuple[date, date]]]:
    """Of each subscription the days taken back from invoices; they may have been charged again since."""
    days: defaultdict[str, list[tuple[date, date]]] = defaultdict(list)
    sql = f"""SELECT subscription_id, first, last FROM invoice_line_taken_back
        WHERE organisation_id IN ({", ".join("?" * len(ids))}) AND amount > 0"""
    for subscription_id, first, last in found(sql, *ids):
        days[subscription_id].append((date.fromisoformat(first), date.fromisoformat(last)))
    return days


def _running_ids(ids: Ids, month: date) -> list[str]:
    sql = f"""SELECT id FROM subscription WHERE invoiced_to IN ({", ".join("?" * len(ids))}) AND main_id IS NULL
        AND kind = 'direct_debit' AND start <= ? AND (end_date IS NULL OR end_date >= start) ORDER BY id"""
    return [row_id for (row_id,) in found(sql, *ids, month_end(month).isoformat())]


def _running(month: date, now: datetime) -> Iterator[Problem]:
    if day_of(now) <= month_end(month):
        yield _note("basis_month_running", last=day(month_end(month)))


def _unheard(month: date, now: datetime) -> Iterator[Problem]:
    """What other desks did may not be here, and what was done here not be judged."""
    device = ThisDevice.get()
    if not device.device_id:
        return
    ended = datetime.combine(add_months(month, 1), time(), STOCKHOLM)
    heard = device.synced_at
    if heard is None:
        yield _note("basis_never_heard")
    elif heard < min(ended, now - LATELY):
        yield _note("basis_not_heard", moment=moment(heard))
    ((waiting,),) = found(
        """SELECT COUNT(DISTINCT errand_id) FROM operation_log
        WHERE incarnation = ? AND seq > ? AND kind <> 'journal.written'""",
        device.incarnation,
        device.acked_seq,
    )
    if waiting:
        yield _note("basis_not_sent", count=waiting)


def _unsettled(ids: Ids) -> Iterator[Problem]:
    """Matters about what these members were charged or paid, at any facility."""
    marks, codes = ", ".join("?" * len(ids)), ", ".join("?" * len(ABOUT_MONEY))
    sql = f"""SELECT COUNT(*) FROM matter WHERE closed_at IS NULL AND code IN ({codes}) AND person_id IN
        (SELECT person_id FROM subscription WHERE invoiced_to IN ({marks}))"""
    ((count,),) = found(sql, *ABOUT_MONEY, *ids)
    if count:
        yield _note("basis_unsettled", count=count)
