"""Register organisation customer: who belongs, what can be bought at which price, who pays, and what is written."""

from dataclasses import replace
from datetime import date

import pytest

from db.tables import (
    Certificate,
    IdentityCheck,
    Lot,
    Mandate,
    Payment,
    Person,
    Price,
    Product,
    Receipt,
    Sale,
    Subscription,
)
from kiosk.demo.catalogue import price_list_id, product_id
from kiosk.demo.organisations import organisation_id
from kiosk.desk_facts import read_facts
from kiosk.direct_debit.drafts import Holder
from kiosk.organisations.buying import OrganisationPart
from kiosk.organisations.register_organisation_customer import ROUTINE, Draft, Step
from kiosk.people import registration
from kiosk.routine import Due
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions import products
from tests.organisations.joining import (
    NUMBER,
    agree,
    agreement,
    chosen,
    joined,
    joining,
    journal_of,
    ordered,
    refused,
    said,
    walked,
)
from tests.registration import ACCOUNT, OTHER_ADULT, debited

BO = "198507099805"


# who pays


def test_the_organisation_pays_by_invoice(gym: Store, staff: StaffMember) -> None:
    outcome = joined(gym, staff, joining(gym, "NORRSKEN"))
    with gym.reading():
        person, sold, certificate = Person.get(), Subscription.get(), Certificate.get()
        assert (person.id, person.customer_type) == (outcome.person_id, "organisation")
        assert (certificate.kind, certificate.customer_type) == ("organisation", "organisation")
        assert certificate.valid_until == date(2027, 12, 31), "as long as the agreement"
        assert certificate.organisation_id == sold.organisation_id == sold.invoiced_to == organisation_id("NORRSKEN")
        assert (sold.price, sold.price_list_id, sold.first_draw) == (359000, price_list_id("organisation"), None)
        assert (Lot.get().amount, Lot.get().days) == (359000, 365)
        assert sorted(check.kind for check in IdentityCheck.select()) == ["organisation_proof", "swedish_id"]
        sale, payment = Sale.get(), Payment.get()
        assert (sale.id, sale.total) == (outcome.sale_id, 359000)
        assert (payment.method, payment.amount, payment.reference) == ("invoice", 359000, "Norrskensverken AB")
        assert Receipt.get().id == outcome.receipt_id
        assert Mandate.select().count() == 0


def test_nothing_is_paid_at_the_desk_and_no_mandate_asked_for(gym: Store, staff: StaffMember) -> None:
    draft = joining(gym, "NORRSKEN", products=debited())
    assert walked(gym, draft) == [
        "organisation", "identification", "personal_details", "pre_order", "products", "access_details", "summary",
    ]  # fmt: skip
    told = ROUTINE.quote(draft, read_facts(gym))
    assert (told.due_now, told.invoiced, told.first_draw) == (0, 10770, None), "22–30 November at 359 kr"
    assert told.total(Due.MONTHLY) == 35900
    joined(gym, staff, draft)
    with gym.reading():
        sold = Subscription.get()
        assert (sold.kind, sold.first_draw, sold.invoiced_to) == ("direct_debit", None, organisation_id("NORRSKEN"))
        assert [(lot.month, lot.amount) for lot in Lot.select()] == [("2026-11", 10770)]
        assert (Payment.get().method, Payment.get().amount) == ("invoice", 10770)
        assert Mandate.select().count() == 0


def test_no_mandate_no_six_bank_days(gym: Store, staff: StaffMember) -> None:
    """On the 25th a mandate comes too late for the draw of the 30th; an invoice doesn't."""
    assert hasattr(gym.clock, "moment")
    gym.clock.moment = gym.clock.moment.replace(day=25)
    told = ROUTINE.quote(joining(gym, "NORRSKEN", products=debited()), read_facts(gym))
    assert told.invoiced == 7180, "25–30 November; December is the next run's"
    drawn = ROUTINE.quote(joining(gym, "ATTIKA", products=debited()), read_facts(gym))
    assert drawn.due_now == 7180 + 35900, "and December, which no draw can pay any more"


def test_a_child_needs_no_payer_where_the_organisation_pays(gym: Store) -> None:
    child = replace(joining(gym, "NORRSKEN").details, personal_number="121212-1212")
    facts = replace(read_facts(gym), other_holder=Holder.OTHER_ACCOUNT_HOLDER)
    for code, expected in (("NORRSKEN", []), ("ATTIKA", ["direct_debit_child"])):
        draft = joining(gym, code, details=child, products=debited())
        assert [one.code for one in registration.problems(ROUTINE, Step.PRODUCTS, draft, facts)] == expected


def test_the_member_pays_at_the_desk(gym: Store, staff: StaffMember) -> None:
    outcome = joined(gym, staff, joining(gym, "LINGON"))
    with gym.reading():
        sold = Subscription.get()
        assert (sold.organisation_id, sold.invoiced_to) == (organisation_id("LINGON"), None)
        assert (Payment.get().method, Payment.get().amount) == ("card", 359000)
        assert outcome.receipt_id
    journal = journal_of(gym)
    assert (journal["paid"], journal["organisation_id"]) == (359000, organisation_id("LINGON"))
    assert "invoiced" not in journal


def test_direct_debit_is_drawn_from_the_member(gym: Store, staff: StaffMember) -> None:
    draft = joining(gym, "ATTIKA", products=debited(), mandate=ACCOUNT)
    assert "mandate" in walked(gym, draft)
    outcome = joined(gym, staff, draft)
    with gym.reading():
        assert Mandate.get().id == outcome.mandate_id
        assert Subscription.get().first_draw == date(2026, 11, 30)
        assert Certificate.get().valid_until is None, "an agreement without end"


def test_a_desk_without_a_till_sells_nothing_on_invoice(gym: Store) -> None:
    facts = read_facts(gym)
    bare = replace(facts, place=replace(facts.place, till_id=""))
    found = registration.problems(ROUTINE, Step.SUMMARY, joining(gym, "NORRSKEN"), bare)
    assert [problem.code for problem in found] == ["till_missing"]


# prices


@pytest.mark.parametrize(
    ("code", "product", "price", "listed"),
    [
        ("GRANIT", "GULD-12", 359000, "organisation"),  # no list of its own: as the customer type
        ("TRAST", "GULD-12", 299000, "student"),  # its own
        ("TRAST", "GYM-1", 44900, "student"),
        ("LINGON", "GULD-3", 119000, "organisation"),
    ],
)
def test_the_agreements_price_list(
    gym: Store, staff: StaffMember, code: str, product: str, price: int, listed: str
) -> None:
    joined(gym, staff, joining(gym, code, product))
    with gym.reading():
        sold = Subscription.get()
        assert (sold.price, sold.price_list_id) == (price, price_list_id(listed))


def test_what_the_agreements_list_does_not_price_costs_what_the_type_pays(gym: Store, staff: StaffMember) -> None:
    unprice(gym, "student", "GULD-12")
    joined(gym, staff, joining(gym, "TRAST"))
    with gym.reading():
        assert (Subscription.get().price, Subscription.get().price_list_id) == (359000, price_list_id("organisation"))


def unprice(gym: Store, listed: str, product: str) -> None:
    with gym.own_writing():
        row = (Price.price_list_id == price_list_id(listed)) & (Price.product_id == product_id(product))
        Price.delete().where(row).execute()


def test_the_ordinary_price_when_it_is_cheaper(gym: Store, staff: StaffMember) -> None:
    with gym.own_writing():
        row = (Price.price_list_id == price_list_id("standard")) & (Price.product_id == product_id("GULD-12"))
        Price.update(amount=250000).where(row).execute()
    joined(gym, staff, joining(gym, "TRAST"))
    with gym.reading():
        assert (Subscription.get().price, Subscription.get().price_list_id) == (250000, price_list_id("standard"))


def test_when_the_agreement_ends_the_ordinary_price_follows(gym: Store) -> None:
    agree(gym, "ATTIKA", "agreement_until", "2027-02-14")
    draft = joining(gym, "ATTIKA", products=debited())
    (line,) = [one for one in ROUTINE.quote(draft, read_facts(gym)).lines if one.due is Due.MONTHLY]
    assert line.amount == 35900
    assert "2027-02-15" in line.why
    assert "399,00" in line.why


def test_only_what_the_agreement_names_can_be_bought(gym: Store, staff: StaffMember) -> None:
    facts = read_facts(gym)
    for code, expected in (
        ("ATTIKA", ["GULD-AG", "GULD-AG12"]),
        ("SOLVIK", ["GULD-12", "GYM-1"]),
        ("LINGON", ["GULD-AG", "GULD-AG12", "GYM-AG12", "GULD-12", "GULD-3", "GYM-1"]),
    ):
        buyer = ROUTINE.buyer(joining(gym, code), facts)
        offered = products.offered_mains(buyer, facts.today, facts)
        assert [offer.product.code for offer in offered] == expected
    assert refused(gym, staff, joining(gym, "ATTIKA", "GULD-12")) == [
        ("main_product_not_sold", "main_product_id", "products")
    ]


@pytest.mark.parametrize("code", ["NORRSKEN", "LINGON"])
def test_what_is_sold_no_more_is_not_bought_through_an_agreement(gym: Store, staff: StaffMember, code: str) -> None:
    """Also where the agreement names it; one that was ordered is another thing (test_pre_orders_in_a_sale)."""
    agree(gym, code, "product_ids", [product_id("GULD-12"), product_id("GULD-3")])
    with gym.own_writing():
        Product.update(is_on=False).where(Product.id == product_id("GULD-12")).execute()
    assert ("main_product_not_sold", "main_product_id", "products") in refused(gym, staff, joining(gym, code))


def test_on_the_organisations_invoice_stands_what_the_agreement_names(gym: Store) -> None:
    """An optional add-on that isn't named is not offered where the organisation pays; where the member pays it is."""
    facts = read_facts(gym)
    for code, pays, expected in (
        ("ATTIKA", "member", ["SERVICE", "PT-APP", "BAD"]),
        ("ATTIKA", "organisation", ["SERVICE"]),  # mandatory
        ("LINGON", "organisation", ["SERVICE", "PT-APP", "BAD"]),  # named nothing, so everything
    ):
        agree(gym, code, "pays", pays)
        buyer = ROUTINE.buyer(joining(gym, code, "GULD-AG"), facts)
        offered = products.offered_add_ons(product_id("GULD-AG"), buyer, facts.today, facts)
        assert [offer.product.code for offer in offered] == expected
        unpaid = products.unpaid_add_ons(product_id("GULD-AG"), buyer, facts)
        assert [one.code for one in unpaid] == [one for one in ("PT-APP", "BAD") if one not in expected]


# the organisation


@pytest.mark.parametrize(
    ("code", "problem"),
    [("MYRBO", "agreement_inactive"), ("VIKEN", "agreement_over"), ("LINGON", None), ("", "organisation_missing")],
)
def test_an_organisation_without_an_agreement_is_refused_in_words(gym: Store, code: str, problem: str | None) -> None:
    draft = joining(gym, code) if code else Draft()
    assert said(gym, Step.ORGANISATION, draft) == ([(problem, "organisation_id")] if problem else [])


def test_an_agreement_holds_on_its_last_day(gym: Store) -> None:
    agree(gym, "LINGON", "agreement_until", "2026-11-22")
    assert said(gym, Step.ORGANISATION, joining(gym, "LINGON")) == []
    agree(gym, "LINGON", "agreement_until", "2026-11-21")
    assert said(gym, Step.ORGANISATION, joining(gym, "LINGON")) == [("agreement_over", "organisation_id")]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("is_active", False, ("agreement_inactive", "organisation_id", "organisation")),
        ("agreement_until", "2026-11-01", ("agreement_over", "organisation_id", "organisation")),
        ("pays", "organisation", ("quote_changed", "", "products")),
        ("price_list_id", price_list_id("student"), ("quote_changed", "", "products")),
    ],
)
def test_what_changed_while_the_wizard_stood_open(
    gym: Store, staff: StaffMember, field: str, value: object, expected: tuple[str, str, str]
) -> None:
    draft = joining(gym, "LINGON")
    agree(gym, "LINGON", field, value)
    found = refused(gym, staff, draft)
    assert expected in found
    assert {one[0] for one in found} <= {expected[0], "quote_changed", "payment_short", "payment_over"}


@pytest.mark.parametrize(("was", "became"), [("member", "organisation"), ("organisation", "member")])
def test_who_pays_is_told_also_where_nothing_is_due_yet(gym: Store, staff: StaffMember, was: str, became: str) -> None:
    """The first draw or run pays the first month, so that no sum differs."""
    agree(gym, "ATTIKA", "pays", was)
    january = debited(start=date(2027, 1, 1))
    draft = joining(gym, "ATTIKA", products=january, mandate=ACCOUNT)
    quote = ROUTINE.quote(draft, read_facts(gym))
    assert (quote.due_now, quote.invoiced) == (0, 0)
    agree(gym, "ATTIKA", "pays", became)
    assert ("quote_changed", "", "products") in refused(gym, staff, draft)


def test_the_price_is_told_also_where_nothing_is_due_yet(gym: Store, staff: StaffMember) -> None:
    draft = joining(gym, "ATTIKA", products=debited(start=date(2027, 1, 1)), mandate=ACCOUNT)
    agree(gym, "ATTIKA", "price_list_id", price_list_id("student"))
    assert ("quote_changed", "", "products") in refused(gym, staff, draft)


# whole drafts


def test_the_way_through(gym: Store) -> None:
    assert walked(gym, Draft()) == [
        "organisation",
        "identification",
        "personal_details",
        "products",
        "access_details",
        "summary",
    ]
    drawn = joining(gym, "ATTIKA", products=debited(), mandate=ACCOUNT)
    assert walked(gym, drawn) == [str(step) for step in Step if step is not Step.PRE_ORDER]


def test_the_summary_tells_it_all(gym: Store) -> None:
    ordered(gym, "NORRSKEN", "GULD-3")
    rows = registration.summary(ROUTINE, joining(gym, "NORRSKEN"), read_facts(gym))
    assert list(dict.fromkeys(row.step for row in rows)) == [
        "organisation", "identification", "personal_details", "pre_order", "products", "access_details",
    ]  # fmt: skip
    texts = "\n".join(row.value for row in rows)
    for expected in ("Norrskensverken AB", "2027-12-31", "Guld 3 månader", "900101-****"):
        assert expected in texts
    assert OTHER_ADULT not in texts


@pytest.mark.parametrize(("number", "whose"), [(NUMBER, ""), (None, "Bo Ek"), ("196408233234", "Bo Ek")])
def test_whose_pre_order_is_used_is_told(gym: Store, number: str | None, whose: str) -> None:
    """Where it isn't the customer's own by number."""
    order_id = ordered(gym, "NORRSKEN", "GULD-3", number, name="Bo Ek", valid_until=date(2027, 1, 31))
    draft = joining(gym, "NORRSKEN", pre_order=chosen(gym, order_id))
    rows = {row.label: row.value for row in registration.summary(ROUTINE, draft, read_facts(gym))}
    assert ("Bo Ek" in rows["Förbeställning"]) is bool(whose)
    for word in ("Guld 3 månader", "2027-01-31"):
        assert word in rows["Förbeställning"]


def test_belonging_is_shown_to_one_organisation(gym: Store, staff: StaffMember) -> None:
    """Of one that was chosen before, nothing that was ticked counts."""
    lingon, norrsken = joining(gym, "LINGON"), agreement(gym, "NORRSKEN")
    shown = replace(lingon.identification, belonging_to=organisation_id("LINGON"))
    draft = replace(lingon, identification=shown)
    missing = ("document_organisation_proof", "document_organisation_proof")
    assert said(gym, Step.IDENTIFICATION, draft) == []
    other = replace(draft, organisation=OrganisationPart(norrsken))
    assert said(gym, Step.IDENTIFICATION, other) == [missing]
    by_number = replace(shown, ticked=frozenset({"swedish_id", "pre_order_match"}))
    assert said(gym, Step.IDENTIFICATION, replace(draft, identification=by_number)) == []
    assert said(gym, Step.IDENTIFICATION, replace(other, identification=by_number)) == [missing]


def test_an_empty_draft_is_refused_on_every_page(gym: Store, staff: StaffMember) -> None:
    assert {page for _code, _field, page in refused(gym, staff, Draft())} == {
        "organisation", "identification", "personal_details", "products", "access_details", "summary",
    }  # fmt: skip


def test_a_chosen_organisation_that_is_gone(gym: Store, staff: StaffMember) -> None:
    draft = joining(gym, "LINGON")
    gone = replace(draft.organisation.agreement, organisation_id="gone") if draft.organisation.agreement else None
    found = refused(gym, staff, replace(draft, organisation=OrganisationPart(gone)))
    assert ("organisation_missing", "organisation_id", "organisation") in found
