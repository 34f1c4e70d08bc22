"""Draws on their way: planned by a run or sent to the bank, and not made yet; what is said of them. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from kiosk.formats import NBSP, day, kronor, moment
from kiosk.texts import _


@dataclass(frozen=True, slots=True)
class ComingDraw:
    """`month` (YYYY-MM) is what it pays, `amount` öre. `stop_by`: when Bankgirot stops taking orders about one that is
    sent, None once it has; one that is only planned can be stopped until it is sent."""

    mandate_id: str
    month: str
    amount: int
    day: date
    is_sent: bool
    stop_by: datetime | None

    @property
    def pays(self) -> date:
        """The first day of its month."""
        return date.fromisoformat(f"{self.month}-01")

    @property
    def label(self) -> str:
        return _("Draw for {month}", month=self.month)

    @property
    def words(self) -> str:
        return f"{day(self.day)},{NBSP}{kronor(self.amount)}"


def coming_words(draw: ComingDraw) -> str:
    """That it is made whatever is changed now, and until when that can be helped."""
    if not draw.is_sent:
        return _("{draw}: planned, and drawn all the same unless the draw is stopped", draw=draw.words)
    if draw.stop_by is None:
        return _("{draw}: with the bank, and drawn all the same; it is too late to stop it", draw=draw.words)
    until = moment(draw.stop_by)
    return _(
        "{draw}: with the bank, and drawn all the same unless it is stopped by {moment}", draw=draw.words, moment=until
    )


def revoked_words(draw: ComingDraw) -> str:
    """What becomes of it when no mandate is left, what can be done about it, and what the customer then owes."""
    words = {"amount": kronor(draw.amount), "month": draw.month, "day": day(draw.day)}
    if not draw.is_sent:
        return _(
            "The draw of {amount} for {month}, planned for {day}, is not sent to the bank any more. The customer owes "
            "that sum, and pays it at the desk: “Pay a debt”.",
            **words,
        )
    if draw.stop_by is None:
        return _(
            "The draw of {amount} for {month} is with the bank already, and it is too late to stop it: the bank may "
            "still make it on {day}, or refuse it because the mandate is gone. What isn’t drawn is paid at the desk.",
            **words,
        )
    return _(
        "The draw of {amount} for {month} is with the bank already: the bank may still make it on {day}, or refuse it "
        "because the mandate is gone. “Stop the draw” on the person card stops it, until {moment}. What isn’t drawn is "
        "paid at the desk.",
        **words,
        moment=moment(draw.stop_by),
    )


def revoked_in_short(draw: ComingDraw) -> str:
    """The same where it stands beside the draw."""
    if not draw.is_sent:
        return _("not sent any more; paid at the desk")
    if draw.stop_by is None:
        return _("may still be drawn, or refused; it is too late to stop it")
    return _("may still be drawn, or refused; it can be stopped by {moment}", moment=moment(draw.stop_by))
