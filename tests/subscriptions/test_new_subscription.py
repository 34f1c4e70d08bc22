"""What a new subscription comes to: the figures of rules.md 3, and the words that explain them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from kiosk.catalogue import AddOnChoice
from kiosk.demo.catalogue import product_id
from kiosk.desk_facts import Facts
from kiosk.formats import NBSP
from kiosk.routine import Due, Quote
from kiosk.subscriptions.charging import Charge
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.subscriptions.new_subscription import Plan, plan
from kiosk.subscriptions.products import Buyer
from kiosk.subscriptions.quoting import quote
from kiosk.texts import Language, set_language
from tests.registration import debited, demo_facts, facts_on, prepaid

ORDINARY = Buyer("ordinary", birth_date=date(1990, 1, 1))
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _in_swedish() -> Iterator[None]:
    set_language(Language.SWEDISH)
    yield
    set_language(Language.SWEDISH)


def planned(draft: ProductsDraft, facts: Facts | None = None, buyer: Buyer = ORDINARY) -> Plan:
    found = plan(draft, buyer, facts or demo_facts())
    assert found is not None
    return found


def quoted(draft: ProductsDraft, facts: Facts | None = None, buyer: Buyer = ORDINARY) -> Quote:
    return quote(planned(draft, facts, buyer), buyer, facts or demo_facts())


def why(found: Quote, due: Due) -> list[str]:
    return [line.why.replace(NBSP, " ") for line in found.lines if line.due is due]


def test_the_first_draw_pays_december() -> None:
    found = planned(debited())
    assert found.draw is not None
    assert (found.draw.day, found.draw.pays) == (date(2026, 11, 30), date(2026, 12, 1))
    assert found.main.charges == (Charge(TODAY, date(2026, 11, 30), 11970, 9),)


def test_the_first_draw_pays_january() -> None:
    found = planned(debited(), replace(demo_facts(), draw_day=25))
    assert found.draw is not None
    assert (found.draw.day, found.draw.pays) == (date(2026, 12, 28), date(2027, 1, 1))
    assert found.due_now == 51870
    assert [(charge.month, charge.amount, charge.days) for charge in found.main.charges] == [
        ("2026-11", 11970, 9), ("2026-12", 39900, 31),
    ]  # fmt: skip


def test_the_gym_may_wait_longer_than_bankgirot_but_not_shorter() -> None:
    longer = planned(debited(), replace(demo_facts(), first_draw_bank_days=7))
    shorter = planned(debited(), replace(demo_facts(), first_draw_bank_days=1, draw_day=25))
    assert [found.draw.day for found in (longer, shorter) if found.draw] == [date(2026, 12, 28), date(2026, 12, 28)]


def test_a_later_start_waits_for_the_draw_of_its_month() -> None:
    found = planned(debited(start=date(2027, 2, 10)))
    assert found.draw is not None
    assert (found.draw.day, found.draw.pays) == (date(2027, 1, 28), date(2027, 2, 1))
    assert (found.due_now, found.main.charges) == (0, ())


def test_a_start_on_the_first_that_the_first_draw_pays_costs_nothing_now() -> None:
    assert planned(debited(start=date(2026, 12, 1))).due_now == 0


def test_prepaid_is_one_lot_for_its_period() -> None:
    found = planned(prepaid("GULD-12"))
    assert found.draw is None
    assert found.main.charges == (Charge(TODAY, date(2027, 11, 21), 399000, 365),)
    assert found.main.timeline.access_until == date(2027, 11, 21)


def test_prepaid_binds_nobody_longer_than_it_lasts() -> None:
    facts = demo_facts()
    product = replace(facts.catalogue.products[product_id("GULD-12")], commitment_months=12)
    catalogue = replace(facts.catalogue, products=facts.catalogue.products | {product.id: product})
    found = planned(prepaid("GULD-12"), replace(facts, catalogue=catalogue))
    assert (found.main.timeline.committed_until, found.commitment_total) == (None, 0)


def test_an_add_on_of_a_prepaid_period_is_one_lot_at_its_monthly_price() -> None:
    facts = demo_facts()
    add_ons: dict[str, tuple[tuple[str, AddOnChoice], ...]]
    add_ons = {product_id("GULD-3"): ((product_id("BAD"), AddOnChoice.OPTIONAL),)}
    facts = replace(facts, catalogue=replace(facts.catalogue, add_ons=add_ons))
    draft = ProductsDraft(product_id("GULD-3"), frozenset({product_id("BAD")}))
    found = planned(draft, facts)
    (charge,) = found.add_ons[0].charges
    assert (charge.first, charge.last, charge.days) == (TODAY, date(2027, 2, 21), 92)
    assert charge.amount == 2970 + 9900 + 9900 + 7425  # 9 of 30 days, two months, 21 of 28 days at 99 kr
    (_main, reason) = why(quoted(draft, facts), Due.NOW)
    assert reason == (
        "22–30 november = 9 av 30 dagar à 99,00 kr; 1 december 2026 – 31 januari 2027 = 2 hela månader à 99,00 kr; "
        "1–21 februari = 21 av 28 dagar à 99,00 kr."
    )


def test_add_ons_are_paid_to_the_same_day() -> None:
    found = planned(debited("GULD-AG", "BAD"))
    assert [(one.product.code, one.due_now) for one in found.all] == [
        ("GULD-AG", 14970), ("SERVICE", 570), ("BAD", 2970),
    ]  # fmt: skip


def test_the_student_rule_within_the_up_front_days() -> None:
    student = Buyer("student", date(2026, 9, 14), date(2000, 2, 29))
    facts = facts_on(date(2026, 9, 1))
    found = quoted(debited(), facts, student)
    assert found.due_now == 35233
    assert why(found, Due.NOW) == [
        "1–14 september = 14 av 30 dagar à 299,00 kr; 15–30 september = 16 av 30 dagar à 399,00 kr. "
        "Intyget gäller t.o.m. 2026-09-14; dagarna därefter kostar ordinarie pris. "
        "Den första dragningen, 2026-09-28, betalar oktober."
    ]


def test_the_student_rule_within_a_prepaid_period() -> None:
    """Ours: each part costs its days' share of the period at its own price."""
    student = Buyer("student", date(2027, 5, 22), date(2000, 2, 29))
    found = quoted(prepaid("GULD-12"), demo_facts(), student)
    days = (date(2027, 5, 22) - TODAY).days + 1
    assert days == 182
    assert found.due_now == round(299000 * 182 / 365) + 399000 - round(399000 * 182 / 365)
    assert why(found, Due.NOW)[0].startswith("22 november 2026 – 22 maj 2027 = 182 av 365 dagar à 2 990,00 kr; 23 maj")


def test_the_lines_and_their_reasons() -> None:
    found = quoted(debited())
    assert [(line.due, line.amount, line.vat_percent) for line in found.lines] == [
        (Due.NOW, 11970, 6), (Due.MONTHLY, 39900, 6), (Due.COMMITMENT, 478800, 6),
    ]  # fmt: skip
    assert why(found, Due.NOW) == [
        "22–30 november = 9 av 30 dagar à 399,00 kr. Den första dragningen, 2026-11-30, betalar december."
    ]
    assert why(found, Due.MONTHLY) == [
        "Dras i förskott varje månad. Den första dragningen, 2026-11-30, betalar december: 399,00 kr."
    ]
    assert why(found, Due.COMMITMENT) == [
        "Allt som betalas från 2026-11-22 till och med 2027-11-21: Guld autogiro 12 mån 4 788,00 kr."
    ]


def test_whole_months_are_told_as_one() -> None:
    found = quoted(debited(start=date(2026, 11, 22)), replace(demo_facts(), first_draw_bank_days=30))
    assert why(found, Due.NOW) == [
        "22–30 november = 9 av 30 dagar à 399,00 kr; 1 december 2026 – 31 januari 2027 = 2 hela månader à 399,00 kr. "
        "Den första dragningen, 2027-01-28, betalar februari."
    ]


def test_prepaid_says_what_it_is() -> None:
    found = quoted(prepaid("GULD-3"))
    assert why(found, Due.NOW) == [
        "22 november 2026 – 21 februari 2027 = 3 månader som betalas i förskott, 1 390,00 kr."
    ]
    assert {line.due for line in found.lines} == {Due.NOW}


def test_the_monthly_price_tells_of_the_certificates_end() -> None:
    student = Buyer("student", date(2027, 9, 14), date(2000, 2, 29))
    (reason,) = why(quoted(debited(), demo_facts(), student), Due.MONTHLY)
    assert reason.endswith("Från och med 2027-09-15 är priset 399,00 kr per månad.")


def test_the_total_is_what_the_parts_add_up_to() -> None:
    """R(P·i, L) telescopes: what is paid up front and every later month make exactly the commitment's total."""
    found = planned(debited("GULD-AG12", "BAD"))
    last = found.main.timeline.committed_until
    assert last == date(2027, 11, 21)
    after = found.main.charges[-1].last
    rest = sum(one.between(date(2026, 12, 1), last) for one in found.all)
    assert after == date(2026, 11, 30)
    assert found.commitment_total == found.due_now + rest


def test_the_strip() -> None:
    strip = {change.label: (change.before, change.after) for change in quoted(debited("GULD-AG12", "BAD")).changes}
    assert strip == {
        "Kundtyp": ("", "Ordinarie"),
        "Abonnemang": ("", "Guld autogiro 12 mån, Bad och bastu"),
        "Debiterat t.o.m.": ("", "2026-11-30"),
        "Bundet t.o.m.": ("", "2027-11-21"),
        "Första dragning": ("", "2026-11-30"),
        "Inpassering": ("", "från och med 2026-11-22"),
    }
    ending = {change.label: change.after for change in quoted(prepaid("GYM-1")).changes}
    assert ending["Giltigt t.o.m."] == "2026-12-21"
    assert ending["Inpassering"] == "2026-11-22 – 2026-12-21"
    assert not {"Bundet t.o.m.", "Första dragning"} & set(ending)


def test_nothing_chosen_is_no_plan() -> None:
    assert plan(ProductsDraft(), ORDINARY, demo_facts()) is None
