"""Through which month charging runs are done: what they would have charged of a thawed freeze is paid at the desk."""

from datetime import date

from db.rows import found
from kiosk.direct_debit.bank_days import monthly_draw
from kiosk.subscriptions.months import add_months, month_end


def charged_through(facility_id: str, today: date, draw_day: int) -> date:
    """The end of the last month whose run is done at the facility; where no run is known of, of the last one expected
    to be. Inside a read or an errand."""
    sql = "SELECT MAX(month) FROM charging_run WHERE facility_id = ? AND state = 'done'"
    ((month,),) = found(sql, facility_id)
    return month_end(date.fromisoformat(f"{month}-01")) if month else expected_through(today, draw_day)


def expected_through(today: date, draw_day: int) -> date:
    """A month's run is expected to be done when its draw is made: on the draw day of the month before."""
    first = today.replace(day=1)
    months = (add_months(first, -back) for back in range(3))
    draws = (monthly_draw(month.year, month.month, draw_day) for month in months)
    return month_end(next(draw.pays for draw in draws if draw.day <= today))
