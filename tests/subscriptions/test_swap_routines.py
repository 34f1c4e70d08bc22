"""The routines Upgrade and Downgrade: when they can be begun, to what, their figures (rules.md 3), what they write."""

from dataclasses import replace
from datetime import date

import pytest

from db.rows import found, insert
from db.tables import ProductAddOn
from kiosk.demo.catalogue import product_id
from kiosk.documents.facts import AgreementFacts
from kiosk.formats import kronor
from kiosk.people.confirmations import confirmation_facts
from kiosk.routine import Due
from kiosk.routines import routine
from kiosk.store import Store
from kiosk.subscriptions.agreements import agreement_facts
from kiosk.subscriptions.charging import charges_until
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.swap import Draft, Step
from kiosk.subscriptions.swap_plan import candidates
from kiosk.subscriptions.swap_words import about_words
from tests.golden.forms import Case, golden_cases
from tests.people.members import STAFF, certify, register, sell
from tests.people.serving import SELF, facts_of, on, reason, refused, served
from tests.registration import ORDINARY, done, student_direct_debit
from tests.subscriptions.frozen import frozen
from tests.subscriptions.swaps import lots, set_price, taken, terminate, to, without_mandatory_add_ons

JAN, MARCH_10, MARCH_31 = date(2026, 1, 1), date(2026, 3, 10), date(2026, 3, 31)


def member(store: Store, code: str, price: int, **sold: object) -> str:
    """Since January 2026, charged to the end of March; it is 10 March."""
    on(store, MARCH_10)
    person_id = register(store)
    sell(store, person_id, code, **({"start": JAN, "charged_until": MARCH_31, "price": price} | sold))
    return person_id


@pytest.fixture
def basic(gym: Store) -> str:
    """Gold committed twelve months, 399 kr, without add-ons."""
    return member(gym, "GULD-AG12", 39900)


@pytest.fixture
def dear(gym: Store) -> str:
    """Gold without commitment, 499 kr, without its service fee."""
    return member(gym, "GULD-AG", 49900)


def test_the_worked_upgrade(gym: Store, basic: str) -> None:
    """rules.md: 399 → 499 on 10 March, charged to 31 March: 7097 due, and that day stays."""
    without_mandatory_add_ons(gym)
    facts = facts_of(gym, basic)
    told = routine("upgrade").quote(to("GULD-AG"), facts)
    assert told.due_now == 7097
    outcome = served(gym, "upgrade", basic, to("GULD-AG"))
    after = facts_of(gym, basic).chosen
    assert (after.product.code, after.timeline.price, after.timeline.debited_until) == ("GULD-AG", 49900, MARCH_31)
    with gym.reading():
        ((*line,),) = found(
            "SELECT text, amount, vat_percent, first, last FROM sale_line WHERE sale_id = ?", outcome.sale_id
        )
    text = "Uppgradering till Guld autogiro 2026-03-10 – 2026-03-31"
    assert line == [text, 7097, 6, "2026-03-10", "2026-03-31"]
    told_on_paper = confirmation_facts(gym, outcome.confirmation_id)
    assert told_on_paper.title == "Uppgraderade ett abonnemang"
    assert ("Abonnemang", "Guld autogiro 12 mån", "Guld autogiro") in told_on_paper.rows
    assert sum(ore for _text, ore in told_on_paper.lines) == 7097
    assert told_on_paper.later == (("Guld autogiro, per månad", 49900),), "not to be taken for what is paid now"


def test_the_worked_downgrade(gym: Store, dear: str) -> None:
    """rules.md: 499 → 399 on 10 March: paid until 2026-04-05, rest 447; never paid back, so nothing to pay."""
    facts = facts_of(gym, dear)
    module = routine("downgrade")
    assert Step.PAYMENT not in module.steps(to("GULD-AG12"), facts)
    rows = {one.label: (one.before, one.after) for one in module.quote(to("GULD-AG12"), facts).changes}
    assert rows["Debiterat t.o.m."] == ("2026-03-31", "2026-04-05")
    outcome = served(gym, "downgrade", dear, to("GULD-AG12"))
    after = facts_of(gym, dear).chosen
    assert (after.timeline.debited_until, after.main.credit, after.timeline.price) == (date(2026, 4, 5), 447, 39900)
    assert (outcome.sale_id, outcome.receipt_id) == ("", "")


def test_the_strip_says_what_a_month_costs_with_add_ons_and_that_the_commitment_stays(gym: Store) -> None:
    """Gold without commitment has a mandatory service fee of 19 kr."""
    basic = member(gym, "GULD-AG12", 39900, committed_until=date(2026, 12, 31))
    changes = routine("upgrade").quote(to("GULD-AG"), facts_of(gym, basic)).changes
    rows = {one.label: (one.before, one.after) for one in changes}
    assert rows["Tillägg"] == ("–", f"Serviceavgift\N{NO-BREAK SPACE}{kronor(1900)}")
    assert rows["Pris per månad"] == (kronor(39900), kronor(49900 + 1900))
    assert rows["Bundet t.o.m."] == ("2026-12-31", "2026-12-31")


def test_a_product_sold_with_commitment_says_that_a_swap_brings_none(gym: Store, dear: str) -> None:
    """rules.md 3 lets a swap change price and debited until only; "Bunden 12 månader" is said of a sale."""
    facts = facts_of(gym, dear)
    rows = {one.label: one.after for one in routine("downgrade").quote(to("GULD-AG12"), facts).changes}
    assert rows["Bindningstid"] == "Ändras inte: det finns ingen"
    product = facts.catalogue.products[product_id("GULD-AG12")]
    assert about_words(product) == f"{product.about} Bindningstiden ändras inte vid ett byte."
    without = facts.catalogue.products[product_id("GULD-AG")]
    assert about_words(without) == without.about
    served(gym, "downgrade", dear, to("GULD-AG12"))
    assert facts_of(gym, dear).chosen.timeline.committed_until is None


@pytest.mark.parametrize("case", golden_cases("upgrades"), ids=lambda case: case["on"])
def test_golden_upgrades_through_the_routine(gym: Store, case: Case) -> None:
    person_id = golden_member(gym, case, "GULD-AG12", "GULD-AG")
    assert routine("upgrade").quote(to("GULD-AG"), facts_of(gym, person_id)).due_now == case["due"]
    served(gym, "upgrade", person_id, to("GULD-AG"))
    assert facts_of(gym, person_id).chosen.timeline.debited_until == date.fromisoformat(case["charged_to"])


@pytest.mark.parametrize("case", golden_cases("downgrades"), ids=lambda case: case["on"])
def test_golden_downgrades_through_the_routine(gym: Store, case: Case) -> None:
    person_id = golden_member(gym, case, "GULD-AG", "GULD-AG12")
    served(gym, "downgrade", person_id, to("GULD-AG12"))
    after = facts_of(gym, person_id).chosen
    assert (str(after.timeline.debited_until), after.main.credit) == (case["debited_until"], case["credit"])


def golden_member(store: Store, case: Case, old: str, new: str) -> str:
    without_mandatory_add_ons(store)
    set_price(store, old, case["price"])
    set_price(store, new, case["new_price"])
    start, until = date.fromisoformat(case["start"]), date.fromisoformat(case["charged_to"])
    on(store, date.fromisoformat(case["on"]))
    person_id = register(store)
    sell(store, person_id, old, start=start, charged_until=until, price=case["price"])
    return person_id


def test_the_used_part_keeps_its_month_and_the_rest_has_none(gym: Store, basic: str) -> None:
    without_mandatory_add_ons(gym)
    on(gym, date(2026, 2, 10))
    served(gym, "upgrade", basic, to("GULD-AG"))
    rows = lots(gym, facts_of(gym, basic).chosen.id)
    assert [(month, first, last) for month, _amount, _days, first, last in rows] == [
        ("2026-01", "2026-01-01", "2026-01-31"),
        ("2026-02", "2026-02-01", "2026-02-09"),
        (None, "2026-02-10", "2026-02-28"),
        ("2026-03", "2026-03-01", "2026-03-31"),
    ]
    assert [amount for _month, amount, *_rest in rows] == [39900, 12825, 33861, 49900]  # 9 of 28 days at 399, 19 at 499


def test_a_month_that_is_begun_by_a_downgrade_is_finished_by_the_run(gym: Store, dear: str) -> None:
    """April 1–5 is paid and has no name: the run's lot for the 6th on has it, and keeps a second run away."""
    served(gym, "downgrade", dear, to("GULD-AG12"))
    after = facts_of(gym, dear).chosen
    assert lots(gym, after.id)[-1][0] is None
    (rest,) = charges_until(after.timeline, date(2026, 4, 30))
    assert (rest.first, rest.amount) == (date(2026, 4, 6), 39900 - 6650)


def test_a_mandatory_add_on_is_added_for_the_paid_days(gym: Store, basic: str) -> None:
    """Gold without commitment always has the service fee: 22 of March's 31 days at 19 kr, and each month."""
    told = routine("upgrade").quote(to("GULD-AG"), facts_of(gym, basic))
    assert told.due_now == 7097 + 1348
    monthly = {one.text: one.amount for one in told.lines if one.due is Due.MONTHLY}
    assert monthly == {"Guld autogiro": 49900, "Serviceavgift": 1900}
    outcome = served(gym, "upgrade", basic, to("GULD-AG"))
    (fee,) = facts_of(gym, basic).chosen.add_ons
    assert (fee.timeline.start, fee.timeline.debited_until, fee.kind) == (MARCH_10, MARCH_31, "add_on")
    with gym.reading():
        rows = found("SELECT text, amount, first, last FROM sale_line WHERE sale_id = ? ORDER BY id", outcome.sale_id)
    assert rows[1] == ("Serviceavgift 2026-03-10 – 2026-03-31", 1348, "2026-03-10", "2026-03-31")


def test_add_ons_that_the_new_product_lacks_end_and_their_money_counts(gym: Store, dear: str) -> None:
    """499 → 299 for the gym only: the pool ends, the app stays, the service fee is there already."""
    main = facts_of(gym, dear).chosen.id
    where = {"start": JAN, "charged_until": MARCH_31, "main_id": main}
    pool = sell(gym, dear, "BAD", price=9900, **where)
    app = sell(gym, dear, "PT-APP", price=4900, **where)
    fee = sell(gym, dear, "SERVICE", price=1900, **where)
    value = 35413 + 7026  # what is unused of 499 and of 99 from the 10th on
    told = routine("downgrade").quote(to("GYM-AG12"), facts_of(gym, dear))
    assert -sum(one.amount for one in told.lines if one.due is Due.NOW and one.amount < 0) == value
    assert told.due_now == 0
    served(gym, "downgrade", dear, to("GYM-AG12"))
    after = facts_of(gym, dear).chosen
    assert [one.id for one in after.add_ons] == sorted([app, fee])
    with gym.reading():
        ((end,),) = found("SELECT end_date FROM subscription WHERE id = ?", pool)
    assert end == "2026-03-09"
    assert sum(amount for _month, amount, *_rest in lots(gym, pool)) == 9900 * 2 + 2874  # 9 of March's 31 days
    bought = sum(amount for _month, amount, *_rest in lots(gym, main)) - 49900 * 2 - 14487
    assert bought + after.main.credit == value


def test_a_credit_is_used_by_the_next_swap(gym: Store, dear: str) -> None:
    """Back to 499 on the same day: what is due is what the five days won in April cost at 499."""
    served(gym, "downgrade", dear, to("GULD-AG12"))
    without_mandatory_add_ons(gym)
    told = routine("upgrade").quote(to("GULD-AG"), facts_of(gym, dear))
    assert (told.due_now, [one.amount for one in told.lines if one.due is Due.NOW]) == (8317, [43730, -34966, -447])
    served(gym, "upgrade", dear, to("GULD-AG"))
    after = facts_of(gym, dear).chosen
    assert (after.main.credit, after.timeline.debited_until) == (0, date(2026, 4, 5))
    assert sum(amount for _month, amount, *_rest in lots(gym, after.id)) == 49900 * 3 + 8317


@pytest.mark.parametrize(
    ("code", "dearer", "cheaper"),
    [
        ("GYM-AG12", ["GULD-AG12", "GULD-AG"], []),
        ("GULD-AG12", ["GULD-AG"], ["GYM-AG12"]),
        ("GULD-AG", [], ["GULD-AG12", "GYM-AG12"]),
    ],
)
def test_the_same_kind_dearer_or_cheaper_nearest_first(
    gym: Store, code: str, dearer: list[str], cheaper: list[str]
) -> None:
    person_id = member(gym, code, {"GYM-AG12": 29900, "GULD-AG12": 39900, "GULD-AG": 49900}[code])
    facts = facts_of(gym, person_id)
    for is_dearer, wanted in ((True, dearer), (False, cheaper)):
        assert [one.product.code for one in candidates(facts.chosen, facts, is_dearer=is_dearer)] == wanted
    assert reason(gym, "upgrade", person_id) == ("" if dearer else "upgrade_none")
    assert reason(gym, "downgrade", person_id) == ("" if cheaper else "downgrade_none")


def test_by_the_customers_own_price_list(gym: Store) -> None:
    """A student pays 299 of 399: the student's price of the dearer one, 399, until the certificate ends."""
    without_mandatory_add_ons(gym)
    on(gym, MARCH_10)
    person_id = register(gym, customer_type="student")
    certify(gym, person_id, date(2026, 3, 20))
    sell(gym, person_id, "GULD-AG12", start=JAN, charged_until=MARCH_31, price=29900, price_list="student")
    told = routine("upgrade").quote(to("GULD-AG"), facts_of(gym, person_id))
    student = 14158  # 10–20 March: 11 of 31 days at 399
    ordinary = 17706  # 21–31 March: 11 of 31 days at 499
    assert told.lines[0].amount == student + ordinary
    served(gym, "upgrade", person_id, to("GULD-AG"))
    (april,) = charges_until(facts_of(gym, person_id).chosen.timeline, date(2026, 4, 30))
    assert april.amount == 49900


def test_after_the_certificate_the_ordinary_list_counts(gym: Store) -> None:
    on(gym, MARCH_10)
    person_id = register(gym, customer_type="student")
    certify(gym, person_id, date(2026, 2, 28))
    sell(gym, person_id, "GULD-AG12", start=JAN, charged_until=MARCH_31, price=29900, price_list="student")
    facts = facts_of(gym, person_id)
    (one,) = candidates(facts.chosen, facts, is_dearer=True)
    assert (one.product.code, one.cost.price) == ("GULD-AG", 49900)


@pytest.mark.parametrize("name", ["upgrade", "downgrade"])
def test_when_it_can_not_be_begun(gym: Store, name: str) -> None:
    on(gym, MARCH_10)
    person_id = register(gym)
    sell(gym, person_id, "GULD-AG12", start=JAN)
    assert reason(gym, name, person_id) == "swap_never_charged"
    other = register(gym, 2, personal_number="198507099805")
    sell(gym, other, "GULD-AG12", start=JAN, charged_until=date(2026, 3, 8))
    assert reason(gym, name, other) == "swap_in_arrears"
    on(gym, date(2026, 3, 9))
    assert reason(gym, name, other) == ""
    frozen(gym, other, date(2026, 4, 1), date(2026, 4, 30))
    assert reason(gym, name, other) == "routine_freeze_coming"
    on(gym, date(2026, 4, 1))
    assert reason(gym, name, other) == "routine_frozen"


@pytest.mark.parametrize("name", ["upgrade", "downgrade"])
def test_not_in_notice_nor_after_the_end(gym: Store, basic: str, name: str) -> None:
    terminate(gym, basic, date(2026, 4, 15))
    assert reason(gym, name, basic) == "routine_in_notice"
    on(gym, date(2026, 4, 16))
    assert reason(gym, name, basic) == "routine_ended"


def test_paid_until_yesterday_only_the_product_changes(gym: Store, basic: str) -> None:
    without_mandatory_add_ons(gym)
    on(gym, date(2026, 4, 1))
    assert routine("upgrade").quote(to("GULD-AG"), facts_of(gym, basic)).due_now == 0
    served(gym, "upgrade", basic, to("GULD-AG"))
    after = facts_of(gym, basic).chosen
    assert (after.timeline.debited_until, after.timeline.price) == (MARCH_31, 49900)


def test_a_product_must_be_chosen_unless_there_is_one_only(gym: Store) -> None:
    person_id = member(gym, "GYM-AG12", 29900)
    facts = facts_of(gym, person_id)
    codes = [one.code for one in routine("upgrade").problems(Step.PRODUCT, Draft(SELF), facts)]
    assert codes == ["swap_product_missing"]
    assert refused(gym, "upgrade", person_id, to("GYM-1")) == [("swap_product_missing", "product_id")]


def test_the_only_product_is_chosen_by_itself(gym: Store, basic: str) -> None:
    assert routine("upgrade").problems(Step.PRODUCT, Draft(SELF), facts_of(gym, basic)) == []
    served(gym, "upgrade", basic, Draft(SELF))
    assert facts_of(gym, basic).chosen.product.code == "GULD-AG"


def prepaid(store: Store) -> str:
    """Three months of gold for 1390, and a product with the same period for 990; it is the 46th of 90 days."""
    set_price(store, "GYM-1", 99000)
    with store.own_writing():
        store.database.execute_sql("UPDATE product SET period_months = 3 WHERE code = 'GYM-1'")
    on(store, date(2026, 2, 15))
    return register(store)


def test_a_prepaid_period_costs_its_days_share(gym: Store) -> None:
    """990 → 1390 on day 46 of 90: half of the difference, 20000, and the last day stays."""
    person_id = prepaid(gym)
    sell(gym, person_id, "GYM-1", start=JAN, months=3, price=99000)
    served(gym, "upgrade", person_id, to("GULD-3"))
    after = facts_of(gym, person_id).chosen
    assert (taken(gym), after.timeline.valid_until) == (20000, MARCH_31)
    assert [row[:3] for row in lots(gym, after.id)] == [(None, 49500, 45), (None, 69500, 45)]


def test_a_cheaper_prepaid_lasts_longer(gym: Store) -> None:
    """Unused 69500 buys 63 days at 11 kr: 18 more than the 45 that were left; 200 öre are credited."""
    person_id = prepaid(gym)
    sell(gym, person_id, "GULD-3", start=JAN, months=3, price=139000)
    served(gym, "downgrade", person_id, to("GYM-1"))
    after = facts_of(gym, person_id).chosen
    assert (after.timeline.valid_until, after.main.credit) == (date(2026, 4, 18), 200)


def test_the_add_ons_of_a_prepaid_one_follow_it_to_its_new_end(gym: Store) -> None:
    """45 days at 11 kr take 49500 of the 69500; each day in April costs 11 kr and a thirtieth of the app's 49 kr:
    fifteen of them, 18950."""
    person_id = prepaid(gym)
    with gym.own_writing():
        keys = {"main_product_id": product_id("GYM-1"), "add_on_product_id": product_id("PT-APP")}
        insert(ProductAddOn, {"id": "app", **keys, "choice": "optional"})
    main = sell(gym, person_id, "GULD-3", start=JAN, months=3, price=139000)
    sell(gym, person_id, "PT-APP", start=JAN, months=3, price=4900, main_id=main)
    served(gym, "downgrade", person_id, to("GYM-1"))
    after = facts_of(gym, person_id).chosen
    assert {one.timeline.valid_until for one in after.all} == {date(2026, 4, 15)}
    assert after.main.credit == 1050


@pytest.mark.parametrize(("code", "to_code"), [("GULD-AG12", "GULD-AG"), ("GYM-1", "GULD-3")])
def test_the_agreement_still_shows_what_was_sold(gym: Store, code: str, to_code: str) -> None:
    """Sold at registration, with its payment; then swapped."""
    set_price(gym, "GYM-1", 99000)
    with gym.own_writing():
        gym.database.execute_sql("UPDATE product SET period_months = 3 WHERE code = 'GYM-1'")
    sold = replace(student_direct_debit(), identification=ORDINARY, products=ProductsDraft(product_id(code)))
    done(gym, STAFF, sold)
    with gym.reading():
        ((person_id,),) = found("SELECT id FROM person")
    subscription_id = facts_of(gym, person_id).chosen.id
    before = agreement_facts(gym, subscription_id)
    on(gym, date(2026, 11, 25))
    served(gym, "upgrade", person_id, to(to_code))
    assert facts_of(gym, person_id).chosen.product.code == to_code
    assert shown(agreement_facts(gym, subscription_id)) == shown(before)


def shown(facts: AgreementFacts) -> tuple[object, ...]:
    bound = (facts.bound_until, facts.commitment, facts.notice, facts.ends, facts.debited_until)
    return (facts.product, facts.price_lines, facts.add_ons, facts.monthly, facts.due_now, *bound)
