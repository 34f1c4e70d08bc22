"""Value added tax: rates by date and kind of goods, and the tax inside prices that include it (rules.md 6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.dated_tables import dated_table
from kiosk.money import rounded


@dataclass(frozen=True, slots=True)
class VatSum:
    """What a receipt says of one rate (percent); öre."""

    rate: int
    gross: int
    vat: int

    @property
    def net(self) -> int:
        return self.gross - self.vat


def vat_rate(kind: str, day: date) -> int:
    """Percent for a kind of the table on the day of sale."""
    for row in dated_table("vat")["rates"]:
        if row["kind"] == kind and (row["first"] or "") <= day.isoformat() <= (row["last"] or "9999-12-31"):
            return int(row["rate"])
    raise ValueError(f"no VAT rate for {kind!r} on {day}")


def vat_of(gross: int, rate: int) -> int:
    """The tax inside an amount; a return's is the sale's with a minus."""
    return rounded(gross * rate, 100 + rate) if gross >= 0 else -vat_of(-gross, rate)


def vat_sums(lines: Iterable[tuple[int, int]]) -> tuple[VatSum, ...]:
    """Lines of (gross, rate) → one sum a rate, highest rate first; rounded once on each sum."""
    gross_by_rate: dict[int, int] = {}
    for gross, rate in lines:
        gross_by_rate[rate] = gross_by_rate.get(rate, 0) + gross
    return tuple(
        VatSum(rate, gross, vat_of(gross, rate)) for rate, gross in sorted(gross_by_rate.items(), reverse=True)
    )
