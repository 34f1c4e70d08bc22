"""The routine New subscription: when it can be begun, its start, mandate and terms, its figures, and what it writes."""

from dataclasses import replace
from datetime import date

import pytest

from db.rows import found
from kiosk.demo.catalogue import TERMS_VERSION, product_id
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.people.actors import Actor, ActorDraft, Proof
from kiosk.routines import routine
from kiosk.settings.routines import SIGN_EARLY_DAYS
from kiosk.staff.rights import Right, Role, StaffMember
from kiosk.store import Store
from kiosk.subscriptions.agreements import agreement_facts
from kiosk.subscriptions.another_subscription import Draft, Step, problems, quote, steps
from kiosk.subscriptions.drafts import ProductsDraft
from tests.people.members import certify, draft_mandate, register, sell
from tests.people.serving import SELF, facts_of, on, reason, refused, served
from tests.subscriptions.frozen import frozen
from tests.subscriptions.swaps import terminate

NOVEMBER_22 = date(2026, 11, 22)


def wanted(code: str = "GULD-12", *add_ons: str, **more: object) -> Draft:
    chosen = ProductsDraft(product_id(code), frozenset(product_id(one) for one in add_ons))
    return replace(Draft(SELF, chosen, accepted_terms=TERMS_VERSION), **more)  # type: ignore[arg-type]


ACCOUNT = MandateDraft(clearing="6789", account="123456789")


@pytest.fixture
def member(gym: Store) -> str:
    """Registered, without a subscription; it is 2026-11-22."""
    return register(gym)


def about_person(store: Store, person_id: str) -> str:
    found_here = routine("new_subscription").possible(None, facts_of(store, person_id).of(""))
    return found_here.code if found_here else ""


def buy(store: Store, person_id: str, draft: Draft) -> str:
    """The id of what was sold."""
    return served(store, "new_subscription", person_id, draft).agreement_id


def test_prepaid_is_paid_and_the_agreement_follows(gym: Store, member: str) -> None:
    outcome = served(gym, "new_subscription", member, wanted())
    held = facts_of(gym, member, outcome.agreement_id).chosen
    assert (held.timeline.start, held.timeline.valid_until) == (NOVEMBER_22, date(2027, 11, 21))
    with gym.reading():
        rows = found("SELECT text, amount, first, last FROM sale_line WHERE sale_id = ?", outcome.sale_id)
        kinds = [kind for (kind,) in found("SELECT kind FROM operation_log WHERE errand_id = ?", outcome.errand_id)]
    assert rows == [("Guld årskort 2026-11-22 – 2027-11-21", 399000, "2026-11-22", "2027-11-21")]
    assert kinds[:2] == ["identity.checked", "subscription.sold"]
    told = agreement_facts(gym, outcome.agreement_id)
    assert (told.product, told.due_now, told.ends) == ("Guld årskort", 399000, date(2027, 11, 21))


def test_direct_debit_is_paid_up_to_the_first_draw(gym: Store, member: str) -> None:
    """rules.md: start 2026-11-22, the first draw pays December: 11970."""
    draft = wanted("GULD-AG12", mandate=ACCOUNT)
    assert steps(draft, facts_of(gym, member)) == (
        Step.IDENTIFICATION,
        Step.PRODUCTS,
        Step.MANDATE,
        Step.SUMMARY,
        Step.PAYMENT,
    )
    assert quote(draft, facts_of(gym, member)).due_now == 11970
    subscription_id = buy(gym, member, draft)
    assert facts_of(gym, member, subscription_id).chosen.timeline.debited_until == date(2026, 11, 30)
    (mandate,) = facts_of(gym, member).customer.mandates
    assert (mandate.state, mandate.account) == ("draft", "123456789")


def test_the_present_mandate_is_kept_unless_another_account_is_wanted(gym: Store, member: str) -> None:
    draft_mandate(gym, member)
    keeps, other = wanted("GULD-AG12"), wanted("GULD-AG12", keeps_mandate=False, mandate=ACCOUNT)
    facts = facts_of(gym, member)
    assert Step.MANDATE not in steps(keeps, facts)
    assert {Step.PRESENT_MANDATE, Step.MANDATE} <= set(steps(other, facts))
    assert Step.PRESENT_MANDATE not in steps(wanted("GULD-12"), facts)
    buy(gym, member, keeps)
    assert len(facts_of(gym, member).customer.mandates) == 1


def test_another_account_is_a_second_mandate(gym: Store, member: str) -> None:
    draft_mandate(gym, member)
    buy(gym, member, wanted("GULD-AG12", keeps_mandate=False, mandate=ACCOUNT))
    assert len(facts_of(gym, member).customer.mandates) == 2


def test_terms_must_be_accepted(gym: Store, member: str) -> None:
    said = problems(Step.SUMMARY, wanted(accepted_terms=""), facts_of(gym, member))
    assert [(one.code, one.field) for one in said] == [("terms_not_accepted", "accepted_terms")]
    assert refused(gym, "new_subscription", member, wanted(accepted_terms="2020-1")) == [
        ("terms_not_accepted", "accepted_terms")
    ]


@pytest.mark.parametrize(
    ("today", "code"),
    [
        ("2026-11-22", "new_subscription_too_early"),
        ("2027-09-13", "new_subscription_too_early"),
        ("2027-09-14", ""),
        ("2027-10-14", ""),
        ("2027-10-15", ""),
    ],
)
def test_signing_early_within_thirty_days_before_the_end(gym: Store, member: str, today: str, code: str) -> None:
    """Prepaid to 2027-10-14."""
    sell(gym, member, "GULD-12", start=date(2026, 10, 15), months=12, price=399000)
    on(gym, date.fromisoformat(today))
    assert about_person(gym, member) == code


def test_the_next_one_starts_the_day_after(gym: Store, member: str) -> None:
    """Also when that is farther ahead than one may choose, and whatever day was entered."""
    sell(gym, member, "GULD-12", start=date(2026, 10, 15), months=12, price=399000)
    on(gym, date(2027, 9, 14))
    draft = wanted()
    subscription_id = buy(gym, member, replace(draft, products=replace(draft.products, start=date(2027, 9, 20))))
    timeline = facts_of(gym, member, subscription_id).chosen.timeline
    assert (timeline.start, timeline.valid_until) == (date(2027, 10, 15), date(2028, 10, 14))


def test_a_freeze_moves_the_end_and_with_it_the_next_start(gym: Store, member: str) -> None:
    sell(gym, member, "GULD-12", start=date(2026, 10, 15), months=12, price=399000)
    frozen(gym, member, date(2027, 1, 1), date(2027, 1, 31))
    on(gym, date(2027, 11, 1))
    subscription_id = buy(gym, member, wanted())
    assert facts_of(gym, member, subscription_id).chosen.timeline.start == date(2027, 11, 15)


def test_signing_early_can_be_switched_off(gym: Store, member: str) -> None:
    sell(gym, member, "GULD-12", start=date(2026, 10, 15), months=12, price=399000)
    on(gym, date(2027, 10, 1))
    facts = facts_of(gym, member).of("")
    off = replace(facts, rules=replace(facts.rules, sign_early_days=0))
    said = routine("new_subscription").possible(None, off)
    assert SIGN_EARLY_DAYS.default == 30
    assert said is not None
    assert said.code == "new_subscription_not_yet"


def test_an_open_ended_one_must_be_terminated_first(gym: Store, member: str) -> None:
    sell(gym, member, start=date(2026, 10, 15), charged_until=date(2026, 11, 30))
    assert about_person(gym, member) == "new_subscription_running"
    terminate(gym, member, date(2026, 12, 15))
    assert about_person(gym, member) == ""
    subscription_id = buy(gym, member, wanted())
    assert facts_of(gym, member, subscription_id).chosen.timeline.start == date(2026, 12, 16)


def test_a_child_needs_a_payer_for_direct_debit(gym: Store) -> None:
    child = register(gym, birth_date=date(2012, 12, 12), personal_number="201212121212")
    mother = ActorDraft(Actor.GUARDIAN, Proof.SWEDISH_ID, "Maria Öberg")
    assert refused(gym, "new_subscription", child, wanted("GULD-AG12", actor=mother, mandate=ACCOUNT)) == [
        ("holder_underage", "holder")
    ]
    buy(gym, child, wanted(actor=mother))


def test_a_payer_who_is_nobody_here_is_refused(gym: Store, member: str) -> None:
    payer = replace(ACCOUNT, holder=Holder.OTHER_PAYER, holder_personal_number="640823-3234", payer_id="invented")
    codes = [code for code, _field in refused(gym, "new_subscription", member, wanted("GULD-AG12", mandate=payer))]
    assert set(codes) & {"holder_not_offered", "payer_not_registered"}


def test_the_customers_own_price_until_the_certificate_ends(gym: Store) -> None:
    """rules.md's way: a student's year costs the student's price while the certificate holds."""
    person_id = register(gym, customer_type="student")
    certify(gym, person_id, date(2027, 12, 31))
    assert quote(wanted(), facts_of(gym, person_id)).due_now == 299000


class Seller(StaffMember):
    """A role that may sell, and no more."""

    @property
    def rights(self) -> frozenset[Right]:
        return frozenset({Right.SELL})


def test_an_account_that_can_not_be_checked_takes_a_right(gym: Store, member: str) -> None:
    doubtful = replace(ACCOUNT, account="123456788", is_overridden=True)
    seller = Seller("0198", "s", "S", Role.RECEPTION)
    assert refused(gym, "new_subscription", member, wanted("GULD-AG12", mandate=doubtful), staff=seller) == [
        ("may_not_override_account", "is_overridden")
    ]
    buy(gym, member, wanted("GULD-AG12", mandate=doubtful))


def test_what_another_desk_sold_meanwhile_is_seen_at_finish(gym: Store, member: str) -> None:
    sell(gym, member, start=date(2026, 10, 15), charged_until=date(2026, 11, 30))
    assert reason(gym, "new_subscription", member, facts_of(gym, member).chosen.id) == "new_subscription_running"
    assert refused(gym, "new_subscription", member, wanted()) == [("new_subscription_running", "")]
