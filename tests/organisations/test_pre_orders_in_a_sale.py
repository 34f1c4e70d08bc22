"""Belonging and pre-orders in Register organisation customer: matched, chosen, locked, added, spent once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from db.tables import (
    IdentityCheck,
    PreOrder,
    Product,
    Subscription,
)
from kiosk.demo.catalogue import product_id
from kiosk.desk_facts import read_facts
from kiosk.organisations.buying import MATCH, PreOrderPart, Way
from kiosk.organisations.register_organisation_customer import ROUTINE, Step, purchase
from kiosk.organisations.spending_orders import settled, with_ordered
from kiosk.people import registration
from kiosk.people.customer_types import IdOrigin
from kiosk.people.drafts import IdentificationDraft
from kiosk.problems import Severity
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions import products
from kiosk.subscriptions.drafts import ProductsDraft
from tests.organisations.joining import (
    OMAR,
    ONLY_ID,
    agree,
    chosen,
    imported,
    joined,
    joining,
    journal_of,
    one,
    ordered,
    refused,
    said,
    walked,
)
from tests.organisations.ordering import spend, withdraw
from tests.registration import AINO, ASA

BO = "198507099805"


# belonging


def test_the_proof_of_belonging_must_be_ticked(gym: Store, staff: StaffMember) -> None:
    assert refused(gym, staff, joining(gym, "LINGON", identification=ONLY_ID)) == [
        ("document_organisation_proof", "document_organisation_proof", "identification")
    ]


def test_a_pre_order_with_the_number_is_proof_enough(gym: Store, staff: StaffMember) -> None:
    ordered(gym, "NORRSKEN", "GULD-12")
    joined(gym, staff, joining(gym, "NORRSKEN", identification=ONLY_ID))
    with gym.reading():
        assert [check.kind for check in IdentityCheck.select()] == ["swedish_id"]
    assert journal_of(gym)["matched"] is True


@pytest.mark.parametrize(
    "not_hers",
    [
        {"number": BO},
        {"valid_from": date(2026, 12, 1)},
        {"valid_from": date(2026, 1, 1), "valid_until": date(2026, 11, 21)},
        {"code": "SOLVIK"},
    ],
    ids=["another number", "not yet", "expired", "another organisation"],
)
def test_what_is_no_proof(gym: Store, not_hers: dict[str, Any]) -> None:
    ordered(gym, not_hers.pop("code", "NORRSKEN"), "GULD-12", **not_hers)
    draft = joining(gym, "NORRSKEN", identification=ONLY_ID)
    assert said(gym, Step.IDENTIFICATION, draft) == [("document_organisation_proof", "document_organisation_proof")]


def test_a_number_that_was_to_be_on_a_pre_order(gym: Store) -> None:
    """The identification comes before the number: staff say that it will be found, and are told when it isn't."""
    by_pre_order = IdentificationDraft(ticked=frozenset({"swedish_id", MATCH}))
    draft = joining(gym, "NORRSKEN", identification=by_pre_order)
    assert said(gym, Step.IDENTIFICATION, draft) == []
    (problem,) = registration.problems(ROUTINE, Step.PERSONAL_DETAILS, draft, read_facts(gym))
    assert (problem.code, problem.field) == ("pre_order_not_matched", "personal_number")
    assert problem.values["step"] == "identification"
    ordered(gym, "NORRSKEN", "GULD-12")
    matched = replace(draft, details=with_ordered(gym, draft.details, draft.identification))
    assert said(gym, Step.PERSONAL_DETAILS, matched) == []


def test_who_has_no_number_is_matched_by_none(gym: Store, staff: StaffMember) -> None:
    """A foreign document, and a tick that a pre-order will hold the number: nothing would have proved the belonging."""
    ticked = frozenset({"foreign_id", "proof_of_residence", MATCH})
    foreign = IdentificationDraft(id_origin=IdOrigin.FOREIGN, ticked=ticked)
    draft = joining(gym, "NORRSKEN", identification=foreign, details=AINO)
    assert refused(gym, staff, draft) == [
        ("document_organisation_proof", "document_organisation_proof", "identification")
    ]
    shown = replace(foreign, ticked=ticked - {MATCH} | {"organisation_proof"})
    joined(gym, staff, replace(draft, identification=shown))


# pre-orders


def test_the_persons_own_is_spent_in_the_sale(gym: Store, staff: StaffMember) -> None:
    """Without choosing anything: there is one."""
    pre_order_id = ordered(gym, "NORRSKEN", "GULD-3")
    outcome = joined(gym, staff, joining(gym, "NORRSKEN", products=ProductsDraft()))
    spent = one(gym, pre_order_id)
    with gym.reading():
        sold = Subscription.get()
        assert sold.product_id == product_id("GULD-3")
    assert (spent.person_id, spent.subscription_id) == (outcome.person_id, sold.id)
    assert spent.used_at == gym.clock.now()
    assert journal_of(gym)["pre_order"] == pre_order_id


def test_its_product_is_locked(gym: Store) -> None:
    ordered(gym, "NORRSKEN", "GULD-3")
    facts, draft = read_facts(gym), joining(gym, "NORRSKEN", "GULD-12")
    offered = products.offered_mains(ROUTINE.buyer(draft, facts), facts.today, facts)
    assert [offer.product.code for offer in offered] == ["GULD-3"]
    plan = ROUTINE.deal(draft, facts).plan
    assert plan is not None
    assert plan.main.product.code == "GULD-3"


def test_what_was_ordered_is_had_though_it_is_sold_no_more(gym: Store, staff: StaffMember) -> None:
    ordered(gym, "NORRSKEN", "GYM-AG12")  # which the agreement doesn't name either
    with gym.own_writing():
        Product.update(is_on=False).where(Product.id == product_id("GYM-AG12")).execute()
    joined(gym, staff, joining(gym, "NORRSKEN"))
    with gym.reading():
        mains = [sold.product_id for sold in Subscription.select() if sold.main_id is None]
    assert mains == [product_id("GYM-AG12")]


def test_one_made_by_hand_can_be_left_for_another_day(gym: Store, staff: StaffMember) -> None:
    pre_order_id = ordered(gym, "NORRSKEN", "GULD-3")
    joined(gym, staff, joining(gym, "NORRSKEN", "GULD-12", pre_order=PreOrderPart(Way.WITHOUT)))
    assert one(gym, pre_order_id).used_at is None


def test_an_imported_one_can_not(gym: Store, staff: StaffMember) -> None:
    ordered(gym, "NORRSKEN", "GULD-12")
    pre_order_id = imported(gym, "NORRSKEN", "GULD-3")
    joined(gym, staff, joining(gym, "NORRSKEN", "GULD-12", pre_order=PreOrderPart(Way.WITHOUT)))
    assert one(gym, pre_order_id).used_at is not None


def test_of_several_one_is_chosen(gym: Store, staff: StaffMember) -> None:
    first, second = ordered(gym, "NORRSKEN", "GULD-12"), ordered(gym, "NORRSKEN", "GULD-3")
    draft = joining(gym, "NORRSKEN")
    assert said(gym, Step.PRE_ORDER, draft) == [("pre_order_missing", "pre_order_id")]
    joined(gym, staff, replace(draft, pre_order=chosen(gym, second)))
    assert (one(gym, first).used_at, one(gym, second).used_at is not None) == (None, True)


def test_one_without_a_number_is_picked_from_the_list(gym: Store, staff: StaffMember) -> None:
    pre_order_id = ordered(gym, "NORRSKEN", "GULD-3", **{"number": None})
    draft = joining(gym, "NORRSKEN", pre_order=chosen(gym, pre_order_id))
    assert said(gym, Step.PRE_ORDER, draft) == []
    joined(gym, staff, draft)
    assert one(gym, pre_order_id).used_at is not None


def test_one_with_another_number_is_warned_of(gym: Store, staff: StaffMember) -> None:
    pre_order_id = ordered(gym, "NORRSKEN", "GULD-3", BO)
    draft = joining(gym, "NORRSKEN", pre_order=chosen(gym, pre_order_id))
    (problem,) = registration.problems(ROUTINE, Step.PRE_ORDER, draft, read_facts(gym))
    assert (problem.code, problem.severity) == ("pre_order_of_another", Severity.WARNING)
    joined(gym, staff, draft)


def test_one_of_an_organisation_chosen_before_is_forgotten(gym: Store) -> None:
    pre_order_id = ordered(gym, "SOLVIK", "GULD-12", BO)
    draft = joining(gym, "NORRSKEN", pre_order=chosen(gym, pre_order_id))
    assert said(gym, Step.PRE_ORDER, draft) == [("pre_order_missing", "pre_order_id")]


def spent_by_another(gym: Store, pre_order_id: str) -> None:
    with gym.errand(OMAR, "use_agreement") as errand:
        spend(pre_order_id, "somebody", "theirs")(errand)


def withdrawn(gym: Store, pre_order_id: str) -> None:
    with gym.errand(OMAR, "withdraw_pre_order") as errand:
        withdraw(pre_order_id)(errand)


@pytest.mark.parametrize(
    ("meanwhile", "code"), [(spent_by_another, "pre_order_used"), (withdrawn, "pre_order_withdrawn")]
)
@pytest.mark.parametrize("is_own", [True, False])
def test_one_that_went_meanwhile_is_said(
    gym: Store, staff: StaffMember, meanwhile: Callable[[Store, str], None], code: str, is_own: bool
) -> None:
    """And no other takes its place, nor is anything sold without one."""
    pre_order_id = ordered(gym, "NORRSKEN", "GULD-3", **({} if is_own else {"number": BO}))
    part = PreOrderPart() if is_own else chosen(gym, pre_order_id)
    draft = joining(gym, "NORRSKEN", "GULD-3", pre_order=part)
    meanwhile(gym, pre_order_id)
    assert refused(gym, staff, draft) == [(code, "pre_order_id", "pre_order")]


@pytest.mark.parametrize("make", [ordered, imported])
def test_another_of_the_persons_own_takes_no_place(gym: Store, staff: StaffMember, make: Callable[..., str]) -> None:
    """Of two for the same product one was chosen, and is spent at the other desk meanwhile: that is said."""
    first, second = make(gym, "NORRSKEN", "GULD-3"), make(gym, "NORRSKEN", "GULD-3")
    draft = joining(gym, "NORRSKEN", "GULD-3", pre_order=chosen(gym, first))
    spent_by_another(gym, first)
    assert ("pre_order_missing", "pre_order_id", "pre_order") in refused(gym, staff, draft)
    assert one(gym, second).used_at is None
    found = purchase(replace(draft, details=with_ordered(gym, draft.details, draft.identification)))
    assert found is not None
    assert settled(found) == draft.pre_order, "nor by leaving the page once more"
    joined(gym, staff, joining(gym, "NORRSKEN", "GULD-3", pre_order=chosen(gym, second)))


def test_one_that_went_is_missed_also_where_no_other_can_be_ordered(gym: Store, staff: StaffMember) -> None:
    pre_order_id = ordered(gym, "LINGON", "GULD-3")
    draft = joining(gym, "LINGON", "GULD-3")
    spent_by_another(gym, pre_order_id)
    assert ("pre_order_used", "pre_order_id", "pre_order") in refused(gym, staff, draft)


def test_one_for_a_product_that_is_gone(gym: Store) -> None:
    ordered(gym, "NORRSKEN", "GULD-3", product_id="gone")
    assert said(gym, Step.PRE_ORDER, joining(gym, "NORRSKEN")) == [("pre_order_product_gone", "pre_order_id")]


def test_one_of_a_number_typed_before_is_anothers(gym: Store) -> None:
    """It was the person's own until the number was put right."""
    ordered(gym, "NORRSKEN", "GULD-3")
    found = purchase(joining(gym, "NORRSKEN"))
    assert found is not None
    other = joining(gym, "NORRSKEN", details=replace(ASA, personal_number=BO), pre_order=settled(found))
    (problem,) = registration.problems(ROUTINE, Step.PRE_ORDER, other, read_facts(gym))
    assert (problem.code, problem.severity) == ("pre_order_of_another", Severity.WARNING)


def test_midnight_ends_one_that_was_valid_today(gym: Store, staff: StaffMember) -> None:
    ordered(gym, "NORRSKEN", "GULD-3", valid_until=date(2026, 11, 22))
    draft = joining(gym, "NORRSKEN", "GULD-3")
    assert hasattr(gym.clock, "moment")
    gym.clock.moment = gym.clock.moment.replace(day=23)
    assert refused(gym, staff, draft) == [("pre_order_expired", "pre_order_id", "pre_order")]


def test_one_is_added_by_who_may(gym: Store, staff: StaffMember) -> None:
    draft = joining(gym, "NORRSKEN", pre_order=PreOrderPart(Way.ADD, product_id=product_id("GULD-3")))
    assert refused(gym, staff, draft) == [("may_not_add_pre_order", "way", "pre_order")]
    outcome = joined(gym, OMAR, draft)
    with gym.reading():
        added = PreOrder.get()
    assert (added.product_id, added.personal_number, added.name) == (product_id("GULD-3"), "199001010017", "Åsa Öberg")
    assert (added.valid_from, added.valid_until) == (date(2026, 11, 22), date(2027, 2, 21)), "three months, as usual"
    assert (added.person_id, added.import_id) == (outcome.person_id, None)
    assert added.used_at == gym.clock.now()
    assert journal_of(gym)["added_pre_order"] is True


def test_one_to_add_is_missed_where_none_may_be_ordered_any_more(gym: Store) -> None:
    """The same product costs the same without: nothing else would tell."""
    part = PreOrderPart(Way.ADD, product_id=product_id("GULD-3"))
    draft = joining(gym, "NORRSKEN", "GULD-3", pre_order=part)
    agree(gym, "NORRSKEN", "pre_orders", False)
    assert refused(gym, OMAR, draft) == [("pre_orders_off", "way", "pre_order")]


def test_one_is_added_for_somebody_without_a_number(gym: Store) -> None:
    ticked = frozenset({"foreign_id", "proof_of_residence", "organisation_proof"})
    foreign = IdentificationDraft(id_origin=IdOrigin.FOREIGN, ticked=ticked)
    part = PreOrderPart(Way.ADD, product_id=product_id("GULD-3"))
    joined(gym, OMAR, joining(gym, "NORRSKEN", identification=foreign, details=AINO, pre_order=part))
    with gym.reading():
        added = PreOrder.get()
    assert (added.personal_number, added.birth_date, added.email) == (None, AINO.birth_date, AINO.email)


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (PreOrderPart(Way.ADD), ("pre_order_product_missing", "product_id")),
        (PreOrderPart(Way.ADD, product_id=product_id("GYM-1")), ("pre_order_product_missing", "product_id")),
        (
            PreOrderPart(Way.ADD, product_id=product_id("GULD-3"), valid_until=date(2026, 11, 21)),
            ("pre_order_until_past", "valid_until"),
        ),
    ],
)
def test_what_one_to_add_needs(gym: Store, part: PreOrderPart, code: tuple[str, str]) -> None:
    assert said(gym, Step.PRE_ORDER, joining(gym, "NORRSKEN", pre_order=part)) == [code]


@pytest.mark.parametrize(
    ("code", "number", "ways"),
    [
        ("NORRSKEN", "", [Way.WITHOUT, Way.USE, Way.ADD]),
        ("LINGON", "", [Way.WITHOUT]),  # may not order for its people
        ("NORRSKEN", "by hand", [Way.USE, Way.WITHOUT]),
        ("NORRSKEN", "imported", [Way.USE]),
        ("LINGON", "by hand", [Way.USE, Way.WITHOUT]),  # ordered while it might
    ],
)
def test_what_can_be_done_with_pre_orders(gym: Store, code: str, number: str, ways: list[Way]) -> None:
    if number:
        (imported if number == "imported" else ordered)(gym, code, "GULD-12")
    found = purchase(joining(gym, code))
    assert found is not None
    assert list(found.ways) == ways
    assert (Step.PRE_ORDER in walked(gym, joining(gym, code))) is (ways != [Way.WITHOUT])
