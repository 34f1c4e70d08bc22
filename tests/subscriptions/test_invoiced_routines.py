"""Routines on a subscription that an organisation pays for: by invoice while nobody says otherwise, or mixed."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from db.tables import JournalEntry, Payment, SaleLine
from kiosk import customer_routine
from kiosk.customer_facts import CustomerFacts
from kiosk.customer_routine import quoted
from kiosk.demo.catalogue import product_id
from kiosk.direct_debit import edit_payer, end_mandate
from kiosk.organisations.invoice_basis import InvoiceBasis
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.routine import PAYMENT, Change, Due, Outcome
from kiosk.routines import routine
from kiosk.sentences import sentence
from kiosk.store import Store
from kiosk.subscriptions import charge, freeze, swap, terminate, thaw, transfer, upgrade
from kiosk.till.receipts import receipt_facts
from kiosk.till.tender import Method, Tender
from tests.organisations.invoices import ACME, acme, basis, do, member, rows
from tests.organisations.ordering import change
from tests.people.members import MANAGER, STAFF, draft_mandate, register, sell
from tests.people.serving import SELF, facts_of, on, reason
from tests.people.undoing import undo
from tests.subscriptions.frozen import frozen
from tests.subscriptions.swaps import without_mandatory_add_ons
from tests.subscriptions.test_transfer_routine import NEW as HANDED_ON

JANUARY, MARCH, MARCH_10, MARCH_15 = date(2026, 1, 1), date(2026, 3, 1), date(2026, 3, 10), date(2026, 3, 15)
CHARGED: dict[str, Any] = {"start": JANUARY, "charged_until": date(2026, 3, 31)}


@pytest.fixture(autouse=True)
def organisation(gym: Store) -> None:
    acme(gym, product_ids=[])


def finish(store: Store, name: str, person_id: str, draft: Any) -> Outcome:
    """As staff do who choose nothing on the payment page, unless the draft has tenders."""
    return customer_routine.finish(routine(name), store, STAFF, draft, facts_of(store, person_id))


def done(store: Store, name: str, person_id: str, draft: Any) -> Outcome:
    outcome = finish(store, name, person_id, draft)
    assert outcome.is_done, outcome.problems
    return outcome


def payments(store: Store) -> list[tuple[str, int, str]]:
    with store.reading():
        return [(one.method, one.amount, one.reference) for one in Payment.select().order_by(Payment.id)]


def months(store: Store) -> InvoiceBasis:
    return basis(store, MARCH)


def test_months_ahead_are_invoiced_when_nobody_says_otherwise(gym: Store) -> None:
    on(gym, MARCH_10)
    person_id, subscription_id = member(gym, terms=CHARGED)
    facts = facts_of(gym, person_id)
    draft = charge.Draft(SELF, 1)
    assert (quoted(routine("charge"), draft, facts).invoice_to, facts.invoice_to) == ("Björk & Berg AB",) * 2
    assert charge.problems(PAYMENT, draft, facts) == []
    outcome = done(gym, "charge", person_id, draft)
    assert payments(gym) == [("invoice", 39900, "Björk & Berg AB")]
    assert [(who, ore) for who, _what, ore in rows(months(gym))] == [("Åsa Öberg", 39900)]
    with gym.reading():
        assert SaleLine.get().subscription_id == subscription_id
        told = msgspec.json.decode(JournalEntry.select().where(JournalEntry.act == "charge").get().details)
    assert (told["paid"], told["invoiced"]) == (0, 39900)
    (line,) = receipt_facts(gym, outcome.receipt_id).payments
    assert (line.method, line.reference) == ("invoice", "Björk & Berg AB")


def test_staff_can_take_money_and_a_mixed_payment_has_its_invoice_part(gym: Store) -> None:
    on(gym, MARCH_10)
    first, _s = member(gym, 1, terms=CHARGED)
    second, _s = member(gym, 2, "Bo Ek", CHARGED)
    done(gym, "charge", first, charge.Draft(SELF, 1, (Tender(Method.CARD, 39900, "T-1"),)))
    mixed = (Tender(Method.INVOICE, 29900, "Björk & Berg AB"), Tender(Method.CASH, 10000, given=20000))
    done(gym, "charge", second, charge.Draft(SELF, 1, mixed))
    assert [(who, ore) for who, _what, ore in rows(months(gym))] == [("Bo Ek", 29900)]
    with gym.reading():
        told = [msgspec.json.decode(one.details) for one in JournalEntry.select().where(JournalEntry.act == "charge")]
    assert [(one["paid"], one.get("invoiced", 0)) for one in told] == [(39900, 0), (10000, 29900)]


def said_due(name: str, draft: Any, facts: CustomerFacts) -> tuple[int, int, bool]:
    """Now and by invoice, as the side column has them; whether the pages' own sum is called an invoice."""
    told = quoted(routine(name), draft, facts)
    return told.to_pay(Due.NOW), told.to_pay(Due.INVOICED), told.is_by_invoice


CARD = (Tender(Method.CARD, 39900, "T-1"),)
MIXED = (Tender(Method.INVOICE, 29900, "Björk & Berg AB"), Tender(Method.CASH, 10000, given=20000))


@pytest.mark.parametrize(
    ("tenders", "due", "rows"),
    [
        ((), (0, 39900, True), [("Att betala nu", "0,00 kr"), ("På faktura", "399,00 kr")]),
        (CARD, (39900, 0, False), [("Att betala nu", "399,00 kr")]),
        (MIXED, (10000, 29900, False), [("Att betala nu", "100,00 kr"), ("På faktura", "299,00 kr")]),
    ],
    ids=["proposed", "paid at the desk", "both"],
)
def test_what_goes_by_invoice_is_called_so_before_the_payment(
    gym: Store, tenders: tuple[Tender, ...], due: tuple[int, int, bool], rows: list[tuple[str, str]]
) -> None:
    on(gym, MARCH_10)
    person_id, _s = member(gym, terms=CHARGED)
    draft, facts = charge.Draft(SELF, 1, tenders), facts_of(gym, person_id)
    assert said_due("charge", draft, facts) == due
    said = [(one.label, one.value.replace("\N{NO-BREAK SPACE}", " ")) for one in charge.summary(draft, facts)]
    assert said[-len(rows) :] == rows


def test_every_routine_that_is_invoiced_says_so(gym: Store) -> None:
    """70,97 for an upgrade, 49 kr a month for a freeze; by card when the customer will have it so."""
    on(gym, MARCH_10)
    without_mandatory_add_ons(gym)
    person_id, _s = member(gym, terms=CHARGED)
    facts = facts_of(gym, person_id)
    dearer = swap.Draft(SELF, product_id("GULD-AG"))
    assert said_due("upgrade", dearer, facts) == (0, 7097, True)
    said = {one.label: one.value.replace("\N{NO-BREAK SPACE}", " ") for one in upgrade.summary(dearer, facts)}
    assert (said["Att betala nu"], said["På faktura"]) == ("0,00 kr", "70,97 kr")
    frozen_draft = freeze.Draft(SELF, "travel", freeze.PeriodDraft(date(2026, 4, 1), date(2026, 6, 15)))
    assert said_due("freeze", frozen_draft, facts) == (0, 14700, True)
    at_the_desk = replace(frozen_draft, tenders=(Tender(Method.CARD, 14700, "T-1"),))
    assert said_due("freeze", at_the_desk, facts) == (14700, 0, False)


@pytest.mark.parametrize(
    ("tenders", "code"),
    [
        ((Tender(Method.INVOICE, 0, "Björk & Berg AB"),), "payment_amount"),  # emptied by hand
        ((Tender(Method.INVOICE, 10000, "Björk & Berg AB"),), "payment_short"),
        ((Tender(Method.CASH, 10000, given=10000),), "payment_short"),
    ],
)
def test_what_is_chosen_must_add_up(gym: Store, tenders: tuple[Tender, ...], code: str) -> None:
    on(gym, MARCH_10)
    person_id, _s = member(gym, terms=CHARGED)
    assert code in [one.code for one in finish(gym, "charge", person_id, charge.Draft(SELF, 1, tenders)).problems]
    assert payments(gym) == []


def test_who_pays_for_themselves_is_never_invoiced(gym: Store) -> None:
    on(gym, MARCH_10)
    person_id, _s = member(gym, terms=CHARGED | {"invoiced_to": None})
    draft = charge.Draft(SELF, 1)
    assert said_due("charge", draft, facts_of(gym, person_id)) == (39900, 0, False)
    assert [one.code for one in finish(gym, "charge", person_id, draft).problems] == ["payment_short"]
    wanted = replace(draft, tenders=(Tender(Method.INVOICE, 39900),))
    assert [one.code for one in finish(gym, "charge", person_id, wanted).problems] == ["invoice_only_organisations"]


def test_after_the_agreement_the_organisation_is_not_invoiced_at_the_desk_either(gym: Store) -> None:
    on(gym, MARCH_10)
    person_id, _s = member(gym, terms=CHARGED)
    do(gym, change(ACME, "agreement_until", "2027-12-31", "2026-03-10"))
    assert facts_of(gym, person_id).invoice_to == "Björk & Berg AB"
    do(gym, change(ACME, "agreement_until", "2026-03-10", "2026-03-09"))
    assert facts_of(gym, person_id).invoice_to == ""
    assert [one.code for one in finish(gym, "charge", person_id, charge.Draft(SELF, 1)).problems] == ["payment_short"]


@pytest.mark.parametrize(("until", "is_theirs"), [("2026-05-31", True), ("2026-05-30", False)])
def test_days_after_the_agreement_are_not_invoiced_at_the_desk(gym: Store, until: str, is_theirs: bool) -> None:
    """Nor by a run: two months ahead are April and May."""
    on(gym, MARCH_10)
    person_id, _s = member(gym, terms=CHARGED)
    do(gym, change(ACME, "agreement_until", "2027-12-31", until))
    draft, facts = charge.Draft(SELF, 2), facts_of(gym, person_id)
    assert quoted(routine("charge"), draft, facts).invoice_to == ("Björk & Berg AB" if is_theirs else "")
    assert quoted(routine("charge"), charge.Draft(SELF, 1), facts).invoice_to == "Björk & Berg AB"
    said = [] if is_theirs else ["payment_short"]
    assert [one.code for one in charge.problems(PAYMENT, draft, facts)] == said
    assert [one.code for one in finish(gym, "charge", person_id, draft).problems] == said
    assert payments(gym) == ([("invoice", 79800, "Björk & Berg AB")] if is_theirs else [])


@pytest.mark.parametrize(("until", "invoiced"), [("2026-04-15", 1), ("2026-04-14", 0)])
def test_a_notice_period_is_invoiced_while_the_agreement_holds(gym: Store, until: str, invoiced: int) -> None:
    """1–15 April."""
    on(gym, MARCH_15)
    person_id, _s = member(gym, terms=CHARGED)
    do(gym, change(ACME, "agreement_until", "2027-12-31", until))
    finish(gym, "terminate", person_id, terminate.Draft(SELF, "", terminate.Pays.NOW))
    assert payments(gym) == [("invoice", 19950, "Björk & Berg AB")] * invoiced


def test_an_upgrade_is_invoiced_where_the_agreement_has_the_product(gym: Store) -> None:
    """rules.md 3: 399 → 499 on 10 March costs 70,97."""
    on(gym, MARCH_10)
    without_mandatory_add_ons(gym)
    person_id, _s = member(gym, terms=CHARGED)
    do(gym, change(ACME, "product_ids", [], [product_id("GULD-AG12")]))
    assert reason(gym, "upgrade", person_id) == "upgrade_not_agreed"
    facts = facts_of(gym, person_id)
    said = routine("upgrade").possible(facts.chosen, facts)
    assert said is not None
    assert sentence(said).startswith("Guld autogiro är dyrare, men ingår inte i avtalet med Björk & Berg AB")
    do(gym, change(ACME, "product_ids", [product_id("GULD-AG12")], []))
    done(gym, "upgrade", person_id, swap.Draft(SELF, product_id("GULD-AG")))
    assert payments(gym) == [("invoice", 7097, "Björk & Berg AB")]
    assert months(gym).gross == 7097


def test_a_fee_for_freezing_is_invoiced_too(gym: Store) -> None:
    """49 kr for each month begun: three of them."""
    on(gym, MARCH_10)
    person_id, _s = member(gym, terms=CHARGED)
    period = freeze.PeriodDraft(date(2026, 4, 1), date(2026, 6, 15))
    done(gym, "freeze", person_id, freeze.Draft(SELF, "travel", period))
    assert payments(gym) == [("invoice", 14700, "Björk & Berg AB")]
    assert [ore for _who, _what, ore in rows(months(gym))] == [14700]


def test_a_thaw_pays_by_invoice_what_a_run_has_passed_by(gym: Store) -> None:
    """rules.md 3: frozen 06-10..08-31, charged to June, thawed 1 August when August's run is done: 128,71."""
    person_id, _s = member(gym, terms={"start": JANUARY, "charged_until": date(2026, 6, 30)})
    on(gym, date(2026, 6, 9))
    frozen(gym, person_id, date(2026, 6, 10), date(2026, 8, 31))
    on(gym, date(2026, 8, 1))
    done(gym, "thaw", person_id, thaw.Draft(SELF, date(2026, 8, 1)))
    assert payments(gym) == [("invoice", 12871, "Björk & Berg AB")]
    assert basis(gym, date(2026, 8, 1)).gross == 12871


def test_terminating_is_invoiced_now_or_month_by_month(gym: Store) -> None:
    """No mandate is missed."""
    on(gym, MARCH_15)
    first, _s = member(gym, 1, terms=CHARGED)
    second, _s = member(gym, 2, "Bo Ek", CHARGED)
    facts = facts_of(gym, first)
    goes_on = terminate.Draft(SELF)
    assert terminate.draws_problem(goes_on, facts) is None
    assert "faktureras" in terminate.pays_words(terminate.Pays.DRAWS, facts)
    done(gym, "terminate", first, goes_on)
    assert payments(gym) == []
    done(gym, "terminate", second, terminate.Draft(SELF, "", terminate.Pays.NOW))
    assert payments(gym) == [("invoice", 19950, "Björk & Berg AB")]  # 1–15 April of 399


def test_an_undone_errand_takes_its_invoice_back(gym: Store) -> None:
    on(gym, MARCH_10)
    person_id, _s = member(gym, terms=CHARGED)
    done(gym, "charge", person_id, charge.Draft(SELF, 1))
    undo(gym, person_id)
    found = months(gym)
    assert ([ore for _who, _what, ore in rows(found)], found.gross) == ([39900, -39900], 0)


def test_the_strip_says_what_is_invoiced_next(gym: Store) -> None:
    on(gym, MARCH_10)
    person_id, _s = member(gym, terms=CHARGED)
    changes = charge.quote(charge.Draft(SELF, 1), facts_of(gym, person_id)).changes
    said = [
        replace(
            one,
            before=one.before.replace("\N{NO-BREAK SPACE}", " "),
            after=one.after.replace("\N{NO-BREAK SPACE}", " "),
        )
        for one in changes
    ]
    assert Change("Faktureras härnäst", "2026-04, 399,00 kr", "2026-05, 399,00 kr") in said
    assert not any(one.label == "Nästa dragning" for one in changes)


def test_the_card_says_who_pays_and_misses_no_mandate(gym: Store) -> None:
    on(gym, MARCH_10)
    person_id, _s = member(gym, terms=CHARGED)

    def card() -> PersonCard:
        found = read_person_card(gym, person_id, MANAGER, MARCH_10)
        assert isinstance(found, PersonCard)
        return found

    (one,) = card().subscriptions
    assert (one.through, one.is_invoiced, one.draw_obstacle) == ("Björk & Berg AB", True, "")
    assert one.next_draw is not None
    assert (one.next_draw.pays, one.next_draw.amount) == (date(2026, 4, 1), 39900)
    assert not {"no_mandate", "mandate_unsigned"} & {deviation.code for deviation in card().deviations}
    sell(gym, person_id, "GYM-AG12", start=date(2026, 2, 1), price=29900)  # one of their own besides
    assert "no_mandate" in {deviation.code for deviation in card().deviations}


def test_a_mandate_pays_only_what_is_drawn(gym: Store) -> None:
    person_id, _s = member(gym)
    facts = facts_of(gym, person_id)
    assert edit_payer.drawn(facts) == ()
    assert reason(gym, "edit_payer", person_id) == "payer_no_direct_debit"
    draft_mandate(gym, person_id)
    assert end_mandate.unpaid(end_mandate.Draft(SELF), facts_of(gym, person_id)) == ()


def test_a_transfer_fee_is_the_customers_own(gym: Store) -> None:
    """Paid by card while nobody says otherwise: the reference is asked for. The organisation may still pay it."""
    person_id = register(gym, member_number="100000000342")
    year: dict[str, Any] = {"start": date(2026, 10, 1), "price": 399000, "months": 12, "invoiced_to": ACME}
    sell(gym, person_id, "GULD-12", **year)
    facts, missing = facts_of(gym, person_id), ("card_reference_missing", "card_reference")
    assert quoted(routine("transfer"), HANDED_ON, facts).invoice_to == "Björk & Berg AB"
    assert said_due("transfer", HANDED_ON, facts) == (19500, 0, False), "what the payment page proposes"
    assert [(one.code, one.field) for one in transfer.problems(PAYMENT, HANDED_ON, facts)] == [missing]
    assert [one.code for one in finish(gym, "transfer", person_id, HANDED_ON).problems] == [missing[0]]
    by_invoice = replace(HANDED_ON, tenders=(Tender(Method.INVOICE, 19500, "Björk & Berg AB"),))
    assert transfer.problems(PAYMENT, by_invoice, facts) == []
    done(gym, "transfer", person_id, replace(HANDED_ON, tenders=(Tender(Method.CARD, 19500, "4711"),)))
    assert payments(gym) == [("card", 19500, "4711")]


def test_a_transfer_fee_of_who_pays_alone_is_paid_as_one_chooses(gym: Store) -> None:
    person_id = register(gym)
    sell(gym, person_id, "GULD-12", start=date(2026, 10, 1), price=399000, months=12)
    said = transfer.problems(PAYMENT, HANDED_ON, facts_of(gym, person_id))
    assert [one.code for one in said] == ["payment_short"]
