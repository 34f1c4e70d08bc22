"""The products step: what is offered at which price, and what keeps it from being finished."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.catalogue import AddOnChoice
from kiosk.demo.catalogue import price_list_id, product_id
from kiosk.desk_facts import Facts
from kiosk.direct_debit.drafts import Holder
from kiosk.sentences import sentence
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.products import (
    Buyer,
    chosen_add_ons,
    is_direct_debit,
    latest_start,
    offered_add_ons,
    offered_mains,
    priced,
    problems,
    start_of,
)
from kiosk.subscriptions.prorating import PriceStep
from tests.registration import debited, demo_facts, prepaid

TODAY = date(2026, 11, 22)
ORDINARY = Buyer("ordinary", birth_date=date(1990, 1, 1))
STUDENT = Buyer("student", date(2027, 9, 14), date(2000, 2, 29))
CHILD = Buyer("ordinary", birth_date=date(2012, 12, 12))


def codes(draft: ProductsDraft, buyer: Buyer = ORDINARY, facts: Facts | None = None) -> set[tuple[str, str]]:
    found = problems(draft, buyer, facts or demo_facts())
    assert all(sentence(problem) for problem in found)
    return {(problem.code, problem.field) for problem in found}


def with_price(facts: Facts, price_list: str, product: str, amount: int | None) -> Facts:
    prices = dict(facts.catalogue.prices)
    prices.pop((price_list_id(price_list), product_id(product)), None)
    if amount is not None:
        prices[price_list_id(price_list), product_id(product)] = amount
    return replace(facts, catalogue=replace(facts.catalogue, prices=prices))


def test_mains_stand_in_order_with_the_customers_price() -> None:
    offers = offered_mains(STUDENT, TODAY, demo_facts())
    assert [offer.product.code for offer in offers] == [
        "GULD-AG", "GULD-AG12", "GYM-AG12", "GULD-12", "GULD-3", "GYM-1",
    ]  # fmt: skip
    assert [(offer.price, offer.ordinary) for offer in offers][:2] == [(39900, 49900), (29900, 39900)]


def test_a_product_without_price_is_not_offered() -> None:
    facts = demo_facts()
    for price_list in ("standard", "student"):
        facts = with_price(facts, price_list, "GULD-AG", None)
    assert "GULD-AG" not in [offer.product.code for offer in offered_mains(STUDENT, TODAY, facts)]


def test_the_regular_list_when_it_is_cheaper_or_the_only_one() -> None:
    cheaper = with_price(demo_facts(), "student", "GULD-AG", 59900)
    missing = with_price(demo_facts(), "student", "GULD-AG", None)
    for facts in (cheaper, missing):
        cost = priced(product_id("GULD-AG"), STUDENT, TODAY, facts)
        assert cost is not None
        assert (cost.price, cost.price_list_id, cost.later_prices) == (49900, price_list_id("standard"), ())


def test_the_ordinary_price_takes_over_the_day_after_the_certificate() -> None:
    cost = priced(product_id("GULD-AG12"), STUDENT, TODAY, demo_facts())
    assert cost is not None
    assert (cost.price, cost.price_list_id) == (29900, price_list_id("student"))
    assert cost.later_prices == (PriceStep(date(2027, 9, 15), 39900),)
    assert [cost.on(date(2027, 9, 14)), cost.on(date(2027, 9, 15))] == [29900, 39900]


def test_a_certificate_that_ends_before_the_start_gives_nothing() -> None:
    cost = priced(product_id("GULD-AG12"), STUDENT, date(2027, 9, 15), demo_facts())
    assert cost is not None
    assert (cost.price, cost.price_list_id, cost.later_prices) == (39900, price_list_id("standard"), ())


def test_add_ons_mandatory_and_optional() -> None:
    offers = offered_add_ons(product_id("GULD-AG"), ORDINARY, TODAY, demo_facts())
    assert [(offer.product.code, offer.is_mandatory) for offer in offers] == [
        ("SERVICE", True), ("PT-APP", False), ("BAD", False),
    ]  # fmt: skip


def test_add_ons_that_are_not_selectable_are_left_out() -> None:
    facts = demo_facts()
    changed: dict[str, tuple[tuple[str, AddOnChoice], ...]]
    changed = {product_id("GULD-AG"): ((product_id("BAD"), AddOnChoice.NOT_SELECTABLE),)}
    facts = replace(facts, catalogue=replace(facts.catalogue, add_ons=changed))
    assert offered_add_ons(product_id("GULD-AG"), ORDINARY, TODAY, facts) == ()


def test_mandatory_ones_come_by_themselves_and_stale_ticks_do_not_count() -> None:
    draft = debited("GYM-AG12", "BAD", "PT-APP")
    chosen = chosen_add_ons(draft, ORDINARY, demo_facts())
    assert [offer.product.code for offer in chosen] == ["SERVICE", "PT-APP"]


@pytest.mark.parametrize("draft", [prepaid(), debited(), debited("GULD-AG", "BAD"), debited(start=date(2027, 2, 1))])
def test_a_whole_step_has_no_problems(draft: ProductsDraft) -> None:
    assert codes(draft) == set()


@pytest.mark.parametrize(
    ("draft", "code", "field"),
    [
        (ProductsDraft(), "main_product_missing", "main_product_id"),
        (prepaid("BAD"), "main_product_not_sold", "main_product_id"),
        (ProductsDraft("gone"), "main_product_not_sold", "main_product_id"),
        (debited(start=date(2026, 11, 21)), "start_passed", "start"),
        (debited(start=date(2027, 2, 21)), "start_too_late", "start"),
        (replace(prepaid(), facility_id="elsewhere"), "facility_missing", "facility_id"),
    ],
)
def test_what_keeps_the_step_from_being_finished(draft: ProductsDraft, code: str, field: str) -> None:
    assert codes(draft) == {(code, field)}


def test_a_child_has_direct_debit_only_with_another_payer() -> None:
    facts = demo_facts()
    assert codes(debited(), CHILD, facts) == set()
    liable = replace(facts, other_holder=Holder.OTHER_ACCOUNT_HOLDER)
    assert codes(debited(), CHILD, liable) == {("direct_debit_child", "main_product_id")}
    assert codes(prepaid(), CHILD, liable) == set()


def test_a_commitment_of_more_than_twelve_months_is_refused() -> None:
    facts = demo_facts()
    product = replace(facts.catalogue.products[product_id("GULD-AG12")], commitment_months=13)
    products = facts.catalogue.products | {product.id: product}
    facts = replace(facts, catalogue=replace(facts.catalogue, products=products))
    assert codes(debited(), ORDINARY, facts) == {("commitment_too_long", "main_product_id")}


def test_the_start_is_today_or_a_day_that_can_be_chosen() -> None:
    facts = demo_facts()
    assert latest_start(facts) == TODAY + timedelta(days=90)
    starts = [start_of(ProductsDraft(start=day), facts) for day in (None, date.min, date.max, date(2026, 12, 1))]
    assert starts == [TODAY, TODAY, latest_start(facts), date(2026, 12, 1)]


def test_which_products_need_a_mandate() -> None:
    facts = demo_facts()
    assert [is_direct_debit(draft, facts) for draft in (prepaid(), debited(), ProductsDraft())] == [False, True, False]
