"""Payment: what adds up, and in words what doesn't."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.problems import Problem
from kiosk.till.cash import cash_rounded
from kiosk.till.tender import Method, Settlement, Tender, amount_left, cash_rounding, settle

NBSP = "\N{NO-BREAK SPACE}"


def settled(total: int, *tenders: Tender, credit_balance: int = 0) -> Settlement:
    result = settle(total, tenders, credit_balance=credit_balance)
    assert isinstance(result, Settlement), result
    return result


def refused(total: int, *tenders: Tender, credit_balance: int = 0) -> list[Problem]:
    result = settle(total, tenders, credit_balance=credit_balance)
    assert isinstance(result, list), result
    return result


def cash(amount: int, given: int | None = None) -> Tender:
    return Tender(Method.CASH, amount, given=given)


def card(amount: int, reference: str = "T1-000123") -> Tender:
    return Tender(Method.CARD, amount, reference)


def swish(amount: int, reference: str = "8A3F") -> Tender:
    return Tender(Method.SWISH, amount, reference)


@pytest.mark.parametrize(
    ("ore", "whole"),
    [(64370, 64400), (64349, 64300), (64350, 64400), (49, 0), (-64370, -64400), (-64350, -64400), (0, 0)],
)
def test_cash_in_whole_kronor(ore: int, whole: int) -> None:
    assert cash_rounded(ore) == whole
    assert cash_rounding(ore, (cash(whole),)) == whole - ore


def test_membership_and_card_in_cash() -> None:
    settlement = settled(51870 + 12500, cash(64370, given=70000))
    assert (settlement.total, settlement.rounding, settlement.to_pay) == (64370, 30, 64400)
    assert (settlement.given, settlement.change) == (70000, 5600)
    assert settlement.tenders == (cash(64400, given=70000),)


def test_cash_amount_may_be_said_in_whole_kronor() -> None:
    assert settled(64370, cash(64400, given=64400)).to_pay == 64400
    assert settled(64370, cash(64400)).change == 0


@pytest.mark.parametrize("tender", [card(64370), swish(64370)])
def test_card_and_swish_pay_exact_ore(tender: Tender) -> None:
    settlement = settled(64370, tender)
    assert (settlement.rounding, settlement.to_pay, settlement.given) == (0, 64370, 0)


@pytest.mark.parametrize(("in_cash", "rounding"), [(20000, 0), (20030, -30), (20070, 30)])
def test_only_the_cash_part_is_rounded(in_cash: int, rounding: int) -> None:
    settlement = settled(64370, card(64370 - in_cash), cash(in_cash))
    assert settlement.rounding == rounding
    assert settlement.to_pay == 64370 + rounding == sum(tender.amount for tender in settlement.tenders)


def test_a_rest_of_some_ore_vanishes_in_cash() -> None:
    settlement = settled(64330, card(64300), cash(30, given=0))
    assert (settlement.tenders, settlement.rounding, settlement.change) == ((card(64300),), -30, 0)


def test_nothing_to_pay() -> None:
    assert settled(0) == Settlement(0, 0, (), 0)


def test_money_back_is_mirrored() -> None:
    settlement = settled(-64370, cash(-64370))
    assert (settlement.to_pay, settlement.rounding, settlement.change) == (-64400, -30, 0)
    assert settled(-64370, card(-64370)).to_pay == -64370


def test_missing_sum_is_named() -> None:
    (problem,) = refused(64370, card(50000))
    assert problem == Problem("payment_short", "payment", values={"missing": f"143,70{NBSP}kr", "missing_ore": 14370})


@pytest.mark.parametrize("tender", [card(64400), swish(70000), cash(64500)])
def test_too_much_is_refused(tender: Tender) -> None:
    (problem,) = refused(64370, tender)
    assert problem.code == "payment_over"
    assert problem.values["over_ore"] == tender.amount - 64370


@pytest.mark.parametrize(
    ("tender", "code", "field"),
    [
        (card(64370, " "), "card_reference_missing", "card_reference"),
        (swish(64370, ""), "swish_reference_missing", "swish_reference"),
        (cash(64370, given=64300), "cash_short", "cash_given"),
        (cash(64370, given=64450), "cash_whole_kronor", "cash_given"),
        (Tender(Method.CARD, 64370, "T1", given=70000), "change_only_on_cash", "card_amount"),
        (Tender(Method.CREDIT, 64370), "credit_short", "credit_amount"),
        (Tender(Method.INVOICE, 64370), "invoice_only_organisations", "invoice_amount"),
    ],
)
def test_one_means_refused(tender: Tender, code: str, field: str) -> None:
    (problem,) = refused(64370, tender)
    assert (problem.code, problem.field) == (code, field)


def test_amounts_have_the_sales_sign() -> None:
    assert [problem.code for problem in refused(64370, card(70000), cash(-5630))] == ["payment_amount"]
    assert [problem.code for problem in refused(64370, card(64370), swish(0))] == ["payment_amount"]


def test_same_reference_twice() -> None:
    assert [problem.code for problem in refused(64370, card(64000), card(370))] == ["reference_twice"]
    assert settled(64370, card(64000), card(370, "T1-000124")).to_pay == 64370


def test_cash_twice() -> None:
    assert [problem.code for problem in refused(64300, cash(64000), cash(300))] == ["cash_twice"]


def test_credit_balance_and_invoice() -> None:
    credit = Tender(Method.CREDIT, 10000)
    assert settled(64370, credit, card(54370), credit_balance=10000).to_pay == 64370
    assert isinstance(settle(64370, [Tender(Method.INVOICE, 64370)], is_invoice_allowed=True), Settlement)


def test_a_declined_one_changes_nothing() -> None:
    assert amount_left(64370, []) == 64370
    assert amount_left(64370, [card(50000)]) == 14370
    assert amount_left(64370, [card(50000), cash(14400)]) == 0


@given(st.integers(0, 1_000_000), st.integers(0, 1_000_000), st.integers(0, 1_000_000))
def test_what_adds_up_is_settled(by_card: int, by_swish: int, in_cash: int) -> None:
    total = by_card + by_swish + in_cash
    offered = [card(by_card), swish(by_swish), cash(in_cash, given=(in_cash + 99) // 100 * 100 + 100)]
    tenders = [tender for tender in offered if tender.amount]
    settlement = settled(total, *tenders)
    assert abs(settlement.rounding) <= 50
    assert settlement.to_pay == sum(tender.amount for tender in settlement.tenders)
    assert settlement.to_pay % 100 == 0 or by_card or by_swish
    assert settlement.change == settlement.given - cash_rounded(in_cash) >= 0


AMOUNTS = st.one_of(st.integers(-200, 200), st.integers(-100_000, 100_000))
TENDERS = st.lists(
    st.builds(Tender, st.sampled_from(Method), AMOUNTS, st.text(max_size=3), st.none() | AMOUNTS), max_size=4
)


@given(AMOUNTS, TENDERS)
def test_nothing_else_is(total: int, tenders: list[Tender]) -> None:
    result = settle(total, tenders)
    if isinstance(result, Settlement):
        assert result.to_pay == sum(tender.amount for tender in result.tenders)
        assert abs(result.rounding) <= 50
        assert result.change >= 0
    else:
        assert result
