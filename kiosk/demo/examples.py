"""Customers of the demo gym to try each routine on: named for the state they are in, with the same ids always."""

from collections.abc import Sequence
from datetime import date

from db.rows import found
from kiosk.catalogue import Catalogue, Product, ProductKind
from kiosk.clock import FixedClock, day_of
from kiosk.demo.catalogue import TERMS_VERSION, product_id
from kiosk.demo.happenings import (
    GUARDIAN_NUMBER,
    Example,
    Visitor,
    at,
    belongs_to,
    bought_online,
    gives_card,
    has_mandate,
    is_certified,
    is_frozen,
    is_noted,
    is_ordered_for,
    is_terminated,
    loses_card,
    owes_a_draw,
)
from kiosk.demo.organisations import organisation_id
from kiosk.demo.people import DEMO_STAFF, NOTHING
from kiosk.ids import new_id
from kiosk.operations.charging_runs import lot_body
from kiosk.operations.people import (
    GuardianBody,
    IdentityCheckBody,
    PersonRegistered,
)
from kiosk.operations.subscriptions import SubscriptionSold
from kiosk.store import Store
from kiosk.subscriptions.charging import Charge, charges_between, prepaid_charge
from kiosk.subscriptions.months import add_months, month_end
from kiosk.subscriptions.timeline import Timeline, committed_days
from kiosk.texts import N_

ACTIVE = has_mandate("signed", "sent", "accepted")
EXAMPLES = (
    Example(
        "Alva", "Aktiv", N_("Charge, upgrade, freeze, terminate"), happenings=(gives_card, ACTIVE)
    ),
    Example(
        "Doris", "Dyrast", N_("Downgrade"), "GULD-AG", charged=1, born=date(1979, 8, 2), happenings=(gives_card, ACTIVE)
    ),
    Example(
        "Sven", "Släpande", N_("Charge: in arrears"), charged=-2, born=date(1992, 1, 30),
        happenings=(gives_card, ACTIVE),
    ),
    Example(
        "Frida", "Frusen", N_("Thaw, shorten or extend the freeze"), charged=1, born=date(1985, 11, 5),
        happenings=(gives_card, ACTIVE, is_frozen(-45, 60)),
    ),
    Example(
        "Kalle", "Kommande", N_("Remove the coming freeze"), charged=1, born=date(1995, 6, 21),
        happenings=(gives_card, ACTIVE, is_frozen(20, 75, "studies")),
    ),
    Example(
        "Ulla", "Uppsagd", N_("Withdraw the termination"), "GULD-AG", charged=1, born=date(1961, 4, 9),
        happenings=(gives_card, ACTIVE, is_terminated),
    ),
    Example(
        "Stina", "Student", N_("Certify: the certificate ends in twelve days"), born=date(2003, 9, 17),
        customer_type="student", happenings=(gives_card, ACTIVE, is_certified("student", 12)),
    ),
    Example(
        "Åke", "Årskort", N_("Transfer, freeze a prepaid subscription"), "GULD-12", joined=4, born=date(1970, 2, 11),
        happenings=(gives_card,),
    ),
    Example(
        "Pia", "Provmånad", N_("New subscription: the old one has ended"), "GYM-1", joined=6, born=date(1999, 12, 3),
        happenings=(gives_card,),
    ),
    Example(
        "Vera", "Webbköp", N_("Collect online purchase"), "GYM-1", joined=5, born=date(1996, 4, 18),
        happenings=(gives_card, bought_online("W-1006", "GULD-12")),
    ),
    Example(
        "Bo", "Borttappat", N_("New card: the old one is lost"), "GULD-3", joined=1, born=date(1983, 7, 28),
        happenings=(gives_card, loses_card),
    ),
    Example(
        "Rolf", "Returnerad", N_("Edit payer: the bank refused the mandate"), "GULD-AG", joined=1,
        born=date(1968, 10, 10),
        happenings=(gives_card, has_mandate("signed", "sent", "rejected")),
    ),
    Example(
        "Dag", "Debetsaldo", N_("Pay a debt: the bank refused the latest draw"), charged=-1, born=date(1981, 9, 24),
        happenings=(gives_card, ACTIVE, owes_a_draw),
    ),
    Example(
        "Moa", "Medgivande", N_("The mandate form is not signed yet"), "GULD-AG", joined=0, born=date(1990, 5, 16),
        happenings=(gives_card, has_mandate()),
    ),
    Example(
        "Liv", "Minderårig", N_("A guardian acts for a minor"), "GULD-3", joined=1, born=date(2012, 1, 8),
        happenings=(gives_card,),
    ),
    Example(
        "Nils", "Notis", N_("A message that is shown at once, and a note"), "GULD-12", joined=10, born=date(1975, 3, 3),
        happenings=(
            gives_card,
            is_noted("Glömde sin vattenflaska: den står i hyllan bakom disken.", is_message=True),
            is_noted("Vill bli uppringd när dansen börjar i januari.", is_message=False),
        ),
    ),
    Example(
        "Siv", "Skyddad", N_("Protected identity: a manager may open the card"), "GULD-12", joined=3,
        born=date(1987, 7, 7), is_protected=True, happenings=(gives_card,),
    ),
    Example(
        "Filippa", "Förbeställd", N_("Solviks kommun has ordered for her"), "GYM-1", joined=5, born=date(1991, 10, 24),
        happenings=(gives_card, is_ordered_for("SOLVIK", "GULD-12")),
    ),
    Example(
        "Imre", "Importerad", N_("An imported pre-order: only its product can be bought"), "GYM-1", joined=5,
        born=date(1994, 2, 6), happenings=(gives_card,),
    ),
    Example(
        "Tyra", "Trast", N_("Her club’s agreement ends soon: renew it, and her certificate follows"), charged=1,
        born=date(1982, 6, 15), customer_type="organisation",
        happenings=(gives_card, ACTIVE, belongs_to("TRAST")), through="TRAST",
    ),
    Example(
        "Vilma", "Viken", N_("Certify another organisation: her housing association’s agreement has ended"), charged=1,
        born=date(1973, 1, 19), customer_type="organisation",
        happenings=(gives_card, ACTIVE, belongs_to("VIKEN")), through="VIKEN",
    ),
)  # fmt: skip


def seed_examples(store: Store, catalogue: Catalogue, examples: Sequence[Example] = EXAMPLES) -> None:
    """Each in an errand of their own, on the day they joined: nothing is done later than now."""
    real_clock, now = store.clock, store.clock.now()
    today = day_of(now)
    try:
        for serial, example in enumerate(examples):
            store.clock = FixedClock(min(at(add_months(today, -example.joined)), now))
            with store.errand(DEMO_STAFF, "demo_member") as errand:
                errand.subject_id = example.person_id
                live(Visitor(example, serial, errand, catalogue, today))
    finally:
        store.clock = real_clock


def examples_here(store: Store) -> tuple[Example, ...]:
    """Those that this gym has: none in a real one."""
    from kiosk.demo.invoiced import INVOICED  # made of what is here

    known = (*EXAMPLES, INVOICED[0])
    with store.reading():
        marks = ", ".join("?" * len(known))
        rows = found(f"SELECT id FROM person WHERE id IN ({marks})", *(one.person_id for one in known))
    ids = {row_id for (row_id,) in rows}
    return tuple(one for one in known if one.person_id in ids)


def live(visitor: Visitor) -> None:
    """Registered, sold to, and what happened then."""
    _register(visitor)
    _sell(visitor)
    for happen in visitor.example.happenings:
        happen(visitor)


def _register(visitor: Visitor) -> None:
    example, errand = visitor.example, visitor.errand
    check = IdentityCheckBody(
        id=new_id(), kind="swedish_id", staff_id=errand.staff.id, ticked_at=errand.at, valid_until=None
    )
    errand.perform(
        PersonRegistered(
            person_id=visitor.person_id,
            facility_id=visitor.facility,
            member_number=visitor.member_number,
            personal_number=visitor.personal_number,
            birth_date=example.born,
            given_name=example.given_name,
            family_name=example.family_name,
            email=f"exempel{visitor.serial}@example.se",
            mobile=f"+467017406{visitor.serial + 10:02d}",  # the regulator's series for fiction
            street="" if example.is_protected else f"Götgatan {visitor.serial + 1}",
            postcode="" if example.is_protected else "11646",
            city="" if example.is_protected else "Stockholm",
            country="SE",
            customer_type=example.customer_type,
            protected_identity=example.is_protected,
            to_verify=False,
            no_photo_reason="",
            registered_at=errand.at,
            checks=[check],
            guardian=_guardian(visitor),
            known_twins=[],
            **NOTHING,
        )
    )


def _guardian(visitor: Visitor) -> GuardianBody | None:
    if add_months(visitor.example.born, 18 * 12) <= visitor.today:
        return None
    return GuardianBody(
        id=new_id(),
        name=f"Maria {visitor.example.family_name}",
        personal_number=GUARDIAN_NUMBER,
        relation="mother",
        consented_at=visitor.errand.at,
    )


def _sell(visitor: Visitor) -> None:
    product = visitor.catalogue.products[product_id(visitor.example.product)]
    price = visitor.price
    committed = committed_days(visitor.start, product.commitment_months) if product.commitment_months else 0
    payer = organisation_id(visitor.example.payer) if visitor.example.payer else None
    through = organisation_id(visitor.example.through) if visitor.example.through else payer
    visitor.errand.perform(
        SubscriptionSold(
            subscription_id=visitor.subscription_id,
            facility_id=visitor.facility,
            person_id=visitor.person_id,
            main_id=None,
            product_id=product.id,
            kind=product.kind,
            start=visitor.start,
            price=price,
            price_list_id=visitor.price_list_id,
            is_prepaid=product.kind is ProductKind.PREPAID,
            period_months=product.period_months,
            committed_days=committed if isinstance(committed, int) else 0,
            first_draw=None,
            terms_version=TERMS_VERSION,
            terms_accepted_at=visitor.errand.at,
            sold_at=visitor.errand.at,
            lots=[
                lot_body(new_id(), one, has_month=not product.period_months)
                for one in _charges(visitor, product, price)
            ],
            organisation_id=through,
            invoiced_to=payer,
        )
    )


def _charges(visitor: Visitor, product: Product, price: int) -> tuple[Charge, ...]:
    if product.period_months:
        return (prepaid_charge(price, visitor.start, product.period_months),)
    last = month_end(add_months(visitor.today.replace(day=1), visitor.example.charged))
    return charges_between(Timeline(visitor.start, price), visitor.start, last)
