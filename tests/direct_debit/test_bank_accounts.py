"""Account numbers: the golden vectors, the words of rules.md 5, and anything that can be typed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.dated_tables import dated_table
from kiosk.direct_debit.bank_accounts import Verdict, bank_of, check_account, clearing_ranges
from tests.golden.forms import Case, bank_account, bank_clearing, golden_cases, mismatches


@pytest.mark.parametrize(
    "case", golden_cases("bank_accounts"), ids=lambda case: f"{case['clearing']}-{case['account']}"
)
def test_golden_accounts(case: Case) -> None:
    assert mismatches(bank_account, case) == []


@pytest.mark.parametrize("case", golden_cases("bank_clearing"), ids=lambda case: str(case.get("low", "table")))
def test_golden_table(case: Case) -> None:
    assert mismatches(bank_clearing, case) == []


def test_table_is_dated_and_its_ranges_apart() -> None:
    assert dated_table("bank_clearing")["edition"] == "2024-02-22"
    ranges = clearing_ranges()
    assert all(1000 <= row.low <= row.high <= 9999 for row in ranges)
    assert all(one.high < other.low for one, other in pairwise(ranges))


@pytest.mark.parametrize(
    ("clearing", "account", "verdict", "codes"),
    [
        ("", "", Verdict.ERROR, ["clearing_form", "account_form"]),
        ("600", "123456789", Verdict.ERROR, ["clearing_form"]),
        ("0999", "1234567", Verdict.ERROR, ["clearing_range"]),
        ("50001", "7837571", Verdict.ERROR, ["clearing_five_digits"]),
        ("8214-1", "9234726124", Verdict.ERROR, ["clearing_fifth_digit"]),
        ("8214", "9234726124", Verdict.OK, []),
        ("6789", "12345678", Verdict.ERROR, ["account_length"]),
        ("1199", "38737160", Verdict.ERROR, ["account_length"]),
        ("1199", "3873717", Verdict.ERROR, ["account_check_digit"]),
        ("6789", "123456788", Verdict.WARNING, ["account_unsure"]),
        ("2150", "1234567", Verdict.WARNING, ["bank_unknown"]),
        ("2150", "12345678901", Verdict.ERROR, ["account_form"]),
        ("6789", "12345678x", Verdict.ERROR, ["account_form"]),
        ("۶۷۸۹", "123456789", Verdict.ERROR, ["clearing_form"]),
    ],
)
def test_says_what_is_wrong(clearing: str, account: str, verdict: Verdict, codes: list[str]) -> None:
    check = check_account(clearing, account)
    assert (check.verdict, [problem.code for problem in check.problems]) == (verdict, codes)


def test_fifth_swedbank_digit_is_not_sent() -> None:
    check = check_account(" 8214–9 ", "9 234 726 124")
    assert (check.clearing_sent, check.account, check.bank) == ("8214", "9234726124", "Swedbank")


@pytest.mark.parametrize(
    ("typed", "bank"),
    [
        ("6", "Handelsbanken"),
        ("5", "SEB"),
        ("8", "Swedbank"),
        ("8214-9", "Swedbank"),
        ("3", None),
        ("33", None),
        ("3300", "Nordea personkonto"),
        ("9550", "Avanza Bank"),
        ("2150", None),
        ("0999", None),
        ("", None),
        ("x", None),
        ("²", None),
        ("123456", None),
    ],
)
def test_bank_while_typing(typed: str, bank: str | None) -> None:
    assert bank_of(typed) == bank


DIGITS = st.text("0123456789- .", max_size=12)


@given(st.one_of(st.text(), DIGITS), st.one_of(st.text(), DIGITS))
def test_anything_can_be_typed(clearing: str, account: str) -> None:
    check = check_account(clearing, account)
    assert (check.verdict is Verdict.OK) == (not check.problems)
    if check.verdict is not Verdict.ERROR:
        assert len(check.clearing_sent) == 4


@given(st.integers(1000, 9999))
def test_a_bank_shown_early_stays_the_same(clearing: int) -> None:
    full = bank_of(str(clearing))
    assert all(bank_of(str(clearing)[:length]) in (None, full) for length in (1, 2, 3))


RIGHT = [case for case in golden_cases("bank_accounts") if case["verdict"] == "ok"]


@given(st.sampled_from(RIGHT), st.integers(0, 6), st.integers(1, 9))
def test_one_wrong_digit_is_never_ok(case: Case, place: int, more: int) -> None:
    account = case["account"]
    wrong = f"{account[:place]}{(int(account[place]) + more) % 10}{account[place + 1 :]}"
    assert check_account(case["clearing"], wrong).verdict is not Verdict.OK
