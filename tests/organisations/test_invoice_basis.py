"""What an organisation is to be invoiced for a month: figures of rules.md, and that everything adds up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.organisations.invoice_basis import (
    BasisPart,
    Billed,
    BilledMember,
    Issuer,
    Origin,
    basis_parts,
    by_invoice,
)

GYM, OTHER = Issuer("Demogymmet AB", "556703-7485"), Issuer("Andra gymmet AB", "556703-7486")
DAY = date(2026, 12, 1)


def billed(gross: int, rate: int = 6, name: str = "Åsa Öberg", number: str = "1", issuer: Issuer = GYM) -> Billed:
    family = name.rsplit(" ", maxsplit=1)[-1].lower()
    member = BilledMember(number, name, family) if name else BilledMember(number)
    return Billed(issuer, "Söder", member, "Guld", DAY, date(2026, 12, 31), Origin.RUN, "2026-12", gross, rate)


def figures(part: BasisPart) -> list[tuple[int, int, int, int]]:
    return [(one.rate, one.net, one.vat, one.gross) for one in part.sums]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ([(39900, 6)], [(6, 37642, 2258, 39900)]),  # rules.md 6
        ([(12500, 25)], [(25, 10000, 2500, 12500)]),  # rules.md 6
        ([(39900, 6), (39900, 6)], [(6, 75283, 4517, 79800)]),  # once on the sum: 2 · 2258 would be 4516
        ([(39900, 6), (12500, 25)], [(25, 10000, 2500, 12500), (6, 37642, 2258, 39900)]),
        ([(39900, 6), (-447, 6)], [(6, 37220, 2233, 39453)]),  # rules.md 3: what a downgrade leaves
        ([(39900, 6), (-39900, 6)], [(6, 0, 0, 0)]),
        ([(-39900, 6)], [(6, -37642, -2258, -39900)]),
    ],
)
def test_vat_is_reckoned_once_per_rate(lines: list[tuple[int, int]], wanted: list[tuple[int, int, int, int]]) -> None:
    (part,) = basis_parts(billed(gross, rate) for gross, rate in lines)
    assert figures(part) == wanted
    assert (part.net, part.vat, part.gross) == tuple(sum(one[at] for one in wanted) for at in (1, 2, 3))


amounts = st.integers(-(10**6), 10**6)
rates = st.sampled_from([6, 12, 25])


@given(st.lists(st.tuples(amounts, rates, st.sampled_from([GYM, OTHER]), st.text(max_size=3)), max_size=30))
def test_the_rows_add_up_to_what_is_reckoned_once(lines: list[tuple[int, int, Issuer, str]]) -> None:
    parts = basis_parts(billed(gross, rate, f"A {name}".strip(), name, issuer) for gross, rate, issuer, name in lines)
    assert sum(len(part.rows) for part in parts) == len(lines)
    assert sum(part.gross for part in parts) == sum(gross for gross, *_rest in lines)
    for part in parts:
        assert {row.billed.issuer for row in part.rows} == {part.issuer}
        for one in part.sums:
            of_rate = [row for row in part.rows if row.billed.vat_percent == one.rate]
            assert sum(row.vat for row in of_rate) == one.vat
            assert sum(row.net for row in of_rate) == one.net
            assert sum(row.billed.gross for row in of_rate) == one.gross


def test_members_stand_by_name_and_protected_ones_last_by_number() -> None:
    names = [("", "3"), ("Åke Öst", "9"), ("Bo Ek", "8"), ("", "2"), ("Arne Åberg", "7")]
    (part,) = basis_parts(billed(100, 6, name, number) for name, number in names)
    assert [(row.billed.member.name, row.billed.member.number) for row in part.rows][3:] == [("", "2"), ("", "3")]


def test_each_company_has_its_part() -> None:
    parts = basis_parts([billed(100), billed(200, issuer=OTHER), billed(300)])
    assert [(part.issuer, part.gross) for part in parts] == [(OTHER, 200), (GYM, 400)]


@pytest.mark.parametrize(
    ("lines", "invoiced", "wanted"),
    [
        ([(39900, True)], 39900, (39900,)),
        ([(39900, True), (9900, True)], 49800, (39900, 9900)),
        ([(39900, True), (9900, False)], 39900, (39900, 0)),  # the member's own add-on is paid by card
        ([(39900, True)], 29900, (29900,)),  # 100 kr was paid in cash
        ([(20000, True), (10000, True)], 10000, (6667, 3333)),
        ([(10000, True), (10000, True), (10000, True)], 10000, (3333, 3334, 3333)),
        ([(39900, True), (9900, False)], 44900, (39900, 5000)),
        ([(-39900, True), (-9900, False)], -44900, (-39900, -5000)),  # its return
        ([(-20000, True), (-10000, True)], -10000, (-6667, -3333)),
        ([(9900, False)], 9900, (9900,)),
        ([(-10000, True), (20000, False)], 10000, (0, 10000)),  # what they get back leaves nothing of theirs to pay
        ([(39900, True), (-447, True)], 39453, (39900, -447)),
    ],
)
def test_of_a_mixed_payment_the_invoiced_part(
    lines: list[tuple[int, bool]], invoiced: int, wanted: tuple[int, ...]
) -> None:
    assert by_invoice([one for one, _own in lines], [own for _one, own in lines], invoiced) == wanted


@given(st.lists(st.tuples(st.integers(1, 10**6), st.booleans()), min_size=1, max_size=8), st.data())
def test_the_invoiced_part_is_never_more_or_less(lines: list[tuple[int, bool]], data: st.DataObject) -> None:
    sums, own = [one for one, _own in lines], [one for _sum, one in lines]
    invoiced = data.draw(st.integers(1, sum(sums)))
    parts = by_invoice(sums, own, invoiced)
    assert sum(parts) == invoiced
    assert all(0 <= part <= amount for part, amount in zip(parts, sums, strict=True))
    assert by_invoice([-one for one in sums], own, -invoiced) == tuple(-part for part in parts)
