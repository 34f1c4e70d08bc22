"""Desk work: why an organisation's invoice basis may still change, and what it leaves out."""

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
    invoices = [one for one in planned if isinstance(one, PlannedInvoice)]
    if invoices:
        amount = kronor(sum(one.amount for one in invoices))
        yield _note("basis_not_charged", count=len(invoices), month=f"{month:%Y-%m}", amount=amount)
    reasons = [one.reason for one in planned if isinstance(one, NotCharged)]
    for code in ("run_agreement_ended", "run_product_unknown"):
        if code in reasons:
            yield _note(f"basis_{code}", count=reasons.count(code))


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
