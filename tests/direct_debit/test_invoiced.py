"""The charging run of subscriptions that an organisation pays for: invoiced, without mandate and draw, exactly once."""

from datetime import date
from typing import Any

import msgspec
import pytest

from db.tables import DebitDraw, InvoiceLine, Lot, Organisation, Product, Subscription
from kiosk.direct_debit.charging_work import Here, RunProgress, charging_work
from kiosk.direct_debit.shown_lines import in_list_order, run_lines
from kiosk.ids import new_id
from kiosk.sentences import sentences
from kiosk.store import Store
from kiosk.sync.charging import RunLineMessage, RunPreviewMessage, RunProgressMessage
from tests.direct_debit.payers import DECEMBER, payer
from tests.direct_debit.test_charging_run import freeze, run_whole
from tests.organisations.ordering import change, merge, register
from tests.people.members import MANAGER, STAFF, sell

PRICE = 39900
ACME, TWIN = new_id(), new_id()


@pytest.fixture(autouse=True)
def organisation(gym: Store) -> None:
    do(gym, register(ACME, name="Björk & Berg AB"))


def do(store: Store, *acts: Any) -> None:
    with store.errand(STAFF, "organisation") as errand:
        for act in acts:
            act(errand)


def invoiced(store: Store, serial: int = 1, **terms: Any) -> tuple[str, str]:
    """Charged through November; nobody has asked for a mandate. Ids of person and subscription."""
    person_id, subscription_id, _none = payer(store, serial, "", **({"invoiced_to": ACME} | terms))
    return person_id, subscription_id


def lines(store: Store) -> list[tuple[str, int, date, date]]:
    with store.reading():
        found = InvoiceLine.select().order_by(InvoiceLine.month, InvoiceLine.first, InvoiceLine.amount.desc())
        return [(line.month, line.amount, line.first, line.last) for line in found]


def test_it_is_invoiced_without_mandate_and_draw(gym: Store) -> None:
    person_id, subscription_id = invoiced(gym)
    payer(gym, 2)
    seen = charging_work(gym).preview(DECEMBER)
    assert ([one.main_id for one in seen.invoices], seen.invoice_amount) == ([subscription_id], PRICE)
    assert (len(seen.lines), seen.amount, seen.exceptions, seen.invoices[0].organisation_id) == (1, PRICE, (), ACME)
    assert run_whole(gym) == RunProgress("2026-12", "done", 2, 2, PRICE, 0, 1, PRICE)
    with gym.reading():
        (line,), (draw,) = InvoiceLine.select(), DebitDraw.select()
        lot = Lot.get((Lot.subscription == subscription_id) & (Lot.month == "2026-12"))
        assert (line.organisation_id, line.person_id, line.subscription_id) == (ACME, person_id, subscription_id)
        assert (line.lot_id, line.amount, line.vat_percent, line.month) == (lot.id, PRICE, 6, "2026-12")
        assert (line.product_id, line.facility_id) == (Subscription.find(subscription_id).product_id, lot.facility_id)
        assert draw.subscription_id != subscription_id
    after = charging_work(gym).preview(DECEMBER)
    assert (after.charged, after.done, after.done_amount) == ((), 2, PRICE)
    assert (after.invoiced, after.invoiced_amount) == (1, PRICE)


def test_it_is_invoiced_once_however_often_the_run_is_started(gym: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.direct_debit.charging_facts.SLICE", 1)
    for serial in range(1, 5):
        invoiced(gym, serial)
    work = Here(gym)
    work.start(DECEMBER, MANAGER)
    work.step()
    assert work.cancel() == RunProgress("2026-12", "cancelled", 4, 1, 0, 0, 1, PRICE)
    for _time in range(2):
        assert run_whole(gym) == RunProgress("2026-12", "done", 4, 4, 0, 0, 4, 4 * PRICE)
    assert [amount for _month, amount, _first, _last in lines(gym)] == [PRICE] * 4


def test_add_ons_are_the_main_ones_payers_to_pay(gym: Store) -> None:
    """Also one that came with an upgrade at a desk that knew of no organisations."""
    person_id, subscription_id = invoiced(gym)
    add_on: dict[str, Any] = {"start": date(2026, 10, 15), "charged_until": date(2026, 11, 30), "price": 9900}
    sell(gym, person_id, "BAD", main_id=subscription_id, **add_on)
    assert run_whole(gym) == RunProgress("2026-12", "done", 1, 1, 0, 0, 1, PRICE + 9900)
    assert sorted(amount for _month, amount, *_days in lines(gym)) == [9900, PRICE]


def test_a_credit_is_a_line_of_its_own(gym: Store) -> None:
    """rules.md 3: what a downgrade leaves is taken off the next charge."""
    _person, subscription_id = invoiced(gym)
    with gym.own_writing():
        Subscription.update(credit=447).execute()
    assert run_whole(gym).invoiced_amount == 39453
    days = (date(2026, 12, 1), date(2026, 12, 31))
    assert lines(gym) == [("2026-12", PRICE, *days), ("2026-12", -447, *days)]
    with gym.reading():
        assert Subscription.find(subscription_id).credit == 0


@pytest.mark.parametrize(
    ("terms", "frozen", "month", "wanted"),
    [
        # rules.md 3, prorating at 399 kr a month
        (
            {"start": date(2026, 1, 1), "charged_until": date(2026, 4, 14)},
            None,
            date(2026, 4, 1),
            [("2026-04", 21280, date(2026, 4, 15), date(2026, 4, 30))],
        ),
        (
            {"start": date(2026, 1, 20), "charged_until": None},
            None,
            date(2026, 2, 1),
            [
                ("2026-02", 55345 - 39900, date(2026, 1, 20), date(2026, 1, 31)),
                ("2026-02", 39900, date(2026, 2, 1), date(2026, 2, 28)),
            ],
        ),
        # frozen 06-10..08-31, charged to June: D is 09-21, and the run for September takes 22–30
        (
            {"start": date(2026, 1, 1), "charged_until": date(2026, 6, 30)},
            (date(2026, 6, 10), date(2026, 8, 31)),
            date(2026, 9, 1),
            [("2026-09", 11970, date(2026, 9, 22), date(2026, 9, 30))],
        ),
    ],
)
def test_what_the_days_cost(
    gym: Store, terms: dict[str, Any], frozen: tuple[date, date] | None, month: date, wanted: list[Any]
) -> None:
    _person, subscription_id = invoiced(gym, **terms)
    if frozen:
        freeze(gym, subscription_id, *frozen)
    run_whole(gym, month=month)
    assert lines(gym) == wanted


def test_what_costs_nothing_is_no_row(gym: Store) -> None:
    """An agreement's price list may have it for nothing."""
    invoiced(gym, price=0)
    assert charging_work(gym).preview(DECEMBER).invoices == ()
    run_whole(gym)
    assert lines(gym) == []


def test_each_month_has_the_vat_of_its_days(gym: Store) -> None:
    """rules.md 6: food and drink at 12 % through March 2026, then at 6."""
    _person, subscription_id = invoiced(gym, start=date(2026, 3, 15), charged_until=None)
    with gym.own_writing():
        Product.update(vat_kind="food").where(Product.id == Subscription.find(subscription_id).product_id).execute()
    run_whole(gym, month=date(2026, 4, 1))
    with gym.reading():
        found = [(line.first, line.vat_percent) for line in InvoiceLine.select().order_by(InvoiceLine.first)]
    assert found == [(date(2026, 3, 15), 12), (date(2026, 4, 1), 6)]


def test_after_the_agreement_nothing_is_invoiced_and_somebody_hears_of_it(gym: Store) -> None:
    """rules.md 3: 1–14 April is 186,20."""
    invoiced(gym, start=date(2026, 1, 1), charged_until=date(2026, 3, 31))
    do(gym, change(ACME, "agreement_until", None, "2026-04-14"))
    april = date(2026, 4, 1)
    assert charging_work(gym).preview(april).invoice_amount == 18620
    run_whole(gym, month=april)
    assert lines(gym) == [("2026-04", 18620, april, date(2026, 4, 14))]
    for month in (april, date(2026, 5, 1)):
        seen = charging_work(gym).preview(month)
        assert (seen.charged, [one.reason for one in seen.exceptions]) == ((), ["run_agreement_ended"])
    assert "run_agreement_ended" in sentences()
    do(gym, change(ACME, "agreement_until", "2026-04-14", None))
    run_whole(gym, month=april)
    assert sum(amount for _month, amount, *_days in lines(gym)) == PRICE


def test_one_that_was_registered_twice_pays_as_the_first(gym: Store) -> None:
    do(gym, register(TWIN, code="BJORK2"))
    invoiced(gym, invoiced_to=TWIN)
    run_whole(gym)
    do(gym, merge(ACME, TWIN))
    assert run_whole(gym, month=date(2027, 1, 1)).invoiced == 1
    with gym.own_writing():  # as a row that comes late from a desk that hasn't heard of it
        Subscription.update(invoiced_to=TWIN).execute()
    assert charging_work(gym).preview(date(2027, 2, 1)).invoices[0].organisation_id == ACME
    with gym.reading():
        assert [line.organisation_id for line in InvoiceLine.select()] == [ACME, ACME]
        assert Organisation.find(TWIN).merged_into == ACME


def test_the_preview_says_who_pays(gym: Store) -> None:
    invoiced(gym)
    seen = in_list_order(gym, charging_work(gym).preview(DECEMBER))
    (line,) = run_lines(gym, seen.invoices)
    assert (line.title, line.right.replace("\N{NO-BREAK SPACE}", " ")) == ("Åsa Öberg", "399,00 kr")
    assert line.detail.endswith("Björk & Berg AB")


def test_an_older_central_is_understood_and_so_is_an_older_desk() -> None:
    line = RunLineMessage(main_id="m", person_id="p", amount=1)
    preview = RunPreviewMessage(
        month="2026-12", draw_day="2026-11-30", lines=[line], exceptions=[], done=0, done_amount=0, invoices=[line]
    )
    progress = RunProgressMessage(month="2026-12", state="done", invoiced=1, invoiced_amount=PRICE)
    assert b"invoices" in msgspec.json.encode(preview)
    old = msgspec.json.encode(preview).replace(b"invoice", b"unheard_of")
    assert msgspec.json.decode(old, type=RunPreviewMessage).invoices == []
    old = msgspec.json.encode(progress).replace(b"invoiced", b"unheard_of")
    assert msgspec.json.decode(old, type=RunProgressMessage).invoiced == 0
