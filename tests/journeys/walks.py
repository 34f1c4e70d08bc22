"""Every routine of an existing customer once: who comes, how the pages are filled in, and what it then is.

The customers are examples of the demo gym, or others made the same way; it is 2026-11-22. No two come as the same one,
so that all can be done at one desk."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from kiosk.catalogue import read_catalogue
from kiosk.customer_facts import CustomerFacts
from kiosk.demo.examples import ACTIVE, EXAMPLES, seed_examples
from kiosk.demo.happenings import Example, gives_card, is_frozen
from kiosk.store import Store
from kiosk.subscriptions import charge
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import Timeline
from kiosk.texts import N_
from tests.central.worlds import ANNA
from tests.journeys.window import shown_card
from tests.people.serving import SELF, served
from ui.tour import errands, hands

Shown = Callable[[str], None]
PAID = ("sale.made", "payment.taken", "receipt.issued")
DEBIT = Example("", "", "", "GULD-AG", happenings=(gives_card, ACTIVE))
"""Without commitment at 499, charged to the end of November."""
NEW_HOLDER = {
    "personal_number": "850709-9805",
    "given_name": "Bo",
    "family_name": "Ek",
    "street": "Ringvägen 1",
    "postcode": "118 67",
    "city": "Stockholm",
    "email": "bo@example.se",
    "mobile": "070-174 06 99",
}
_BY_NAME = {one.given_name: one for one in EXAMPLES}


@dataclass(frozen=True)
class Walk:
    """`steps`: its pages in order. `does`: the errand's operations. `is_done` looks at the customer after. So many
    `papers` come up, one after the other."""

    routine: str
    who: Example
    steps: tuple[str, ...]
    does: tuple[str, ...]
    is_done: Callable[[CustomerFacts], bool]
    fill: errands.Fill
    menu: str = "subscription_menu"
    papers: int = 1

    @property
    def is_paid(self) -> bool:
        return "receipt.issued" in self.does

    def go(self, shown: Shown = lambda _step: None) -> None:
        """From the search box to the first paper."""
        errands.find_person(self.who.name)
        shown_card(self.who.name)
        errands.begin(self.routine, self.menu)
        if self.routine == "undo":
            shown("asked")
            hands.click("confirm_button")
        else:
            errands.walk(self.fill, shown)


def walk(
    routine: str,
    who: Example,
    pages: str,
    does: tuple[str, ...],
    is_done: Callable[[CustomerFacts], bool],
    *,
    papers: int = 1,
    menu: str = "subscription_menu",
    invoiced: bool = False,
    **fill: Callable[[], None],
) -> Walk:
    """`pages` between identification and summary; what is due is paid by card, or invoiced to an organisation."""
    is_paid = does[-3:] == PAID and not invoiced
    steps = ("identification", *pages.split(), "summary", *(["payment"] if is_paid else []))
    every = {"identification": errands.identified, "payment": errands.pays_by_card(f"T-{routine}"), **fill}
    operations = ("identity.checked", *does, "confirmation.issued", "journal.written")
    return Walk(routine, who, steps, operations, is_done, every, menu, papers)


def _timeline(is_so: Callable[[Timeline], bool]) -> Callable[[CustomerFacts], bool]:
    return lambda facts: is_so(facts.chosen.timeline)


def _frozen(*freezes: Freeze) -> Callable[[CustomerFacts], bool]:
    return _timeline(lambda timeline: timeline.freezes == freezes)


def _is_product(code: str) -> Callable[[CustomerFacts], bool]:
    """Of one that hasn't ended."""
    return lambda facts: any(one.product.code == code and one.timeline.end_date is None for one in facts.held)


def writes(**fields: str) -> Callable[[], None]:
    """Next does nothing while the page looks somebody up."""

    def write() -> None:
        for name, text in fields.items():
            hands.write(name, text)
        hands.wait_until(lambda: not errands.wizard().current.notices.is_busy, "the look-up to end")

    return write


def gets_a_card_and_no_photo() -> None:
    hands.write("card_number", "2000 0001")
    hands.tick("no_photo")
    hands.choose("no_photo_reason", "declined")


def _shows_the_student_card() -> None:
    hands.tick("document_student_card")
    hands.write("valid_until", "2027-12-14")


def _named(given_name: str, family_name: str, born: date, example: Example = DEBIT, **changes: object) -> Example:
    return replace(
        example,
        given_name=given_name,
        family_name=family_name,
        tries=N_("Charge, upgrade, freeze, terminate"),
        born=born,
        **changes,  # type: ignore[arg-type]
    )


ACCOUNT = writes(clearing="6789", account="123456789")
FROZEN = Freeze(date(2026, 10, 8), date(2027, 1, 21))  # Frida's
UNDONE = _named("Ines", "Ångrande", date(1984, 2, 20))

WALKS = (
    walk(
        "charge",
        _BY_NAME["Sven"],
        "months",
        ("subscription.charged", *PAID),
        _timeline(lambda timeline: timeline.debited_until == date(2026, 11, 30)),
        papers=2,
    ),
    walk(
        "upgrade",
        _BY_NAME["Alva"],
        "product",
        ("subscription.swapped", "subscription.sold", *PAID),
        _is_product("GULD-AG"),
        papers=2,
    ),
    walk(
        "downgrade",
        _BY_NAME["Doris"],
        "product",
        ("subscription.swapped",),
        _is_product("GULD-AG12"),
        product=lambda: hands.click("product_GULD-AG12"),
    ),
    walk(
        "freeze",
        _named("Isak", "Isande", date(1982, 4, 3)),
        "reason period",
        ("subscription.frozen",),
        _frozen(Freeze(date(2026, 11, 22), date(2026, 12, 21))),
        reason=lambda: hands.choose("reason", "illness"),
    ),
    walk(
        "thaw",
        _named("Tove", "Töande", date(1993, 3, 1), charged=-2, happenings=(gives_card, ACTIVE, is_frozen(-52, 39))),
        "day",
        ("freeze.shortened", "subscription.charged", *PAID),
        _timeline(
            lambda timeline: (
                (timeline.freezes, timeline.debited_until)
                == ((Freeze(date(2026, 10, 1), date(2026, 11, 21)),), date(2026, 11, 30))
            )
        ),
        papers=2,
    ),
    walk(
        "shorten_freeze",
        _BY_NAME["Frida"],
        "day",
        ("freeze.shortened",),
        _frozen(replace(FROZEN, last=date(2026, 11, 30))),
        day=writes(last="2026-11-30"),
    ),
    walk(
        "extend_freeze",
        _named(
            "Lena", "Länge", date(1977, 8, 8), charged=1, happenings=(gives_card, ACTIVE, is_frozen(-45, 60, "illness"))
        ),
        "reason day",
        ("freeze.extended",),
        _frozen(replace(FROZEN, last=date(2027, 2, 28))),
        day=writes(last="2027-02-28"),
    ),
    walk(
        "remove_freeze",
        _BY_NAME["Kalle"],
        "freeze",
        ("freeze.removed",),
        _frozen(),
    ),
    walk(
        "transfer",
        _BY_NAME["Åke"],
        "new_holder personal_details subscription access_details",
        ("person.registered", "subscription.transferred", "card.blocked", "card.assigned", "journal.written", *PAID),
        lambda facts: (facts.held, facts.customer.cards) == ((), ()),
        new_holder=lambda: hands.tick("document_swedish_id"),
        personal_details=writes(**NEW_HOLDER),
        access_details=gets_a_card_and_no_photo,
        summary=lambda: hands.click("accepted_terms"),
        papers=3,
    ),
    walk(
        "terminate",
        _named("Sluta", "Slutar", date(1989, 9, 9)),
        "reason notice",
        ("subscription.terminated", "subscription.charged", *PAID),
        _timeline(lambda timeline: timeline.end_date == timeline.debited_until == date(2026, 12, 22)),
        reason=lambda: hands.choose("reason", "price"),
        notice=lambda: hands.choose("pays", "now"),
        papers=2,
    ),
    walk(
        "withdraw_termination",
        _BY_NAME["Ulla"],
        "",
        ("termination.withdrawn",),
        _timeline(lambda timeline: timeline.end_date is None),
    ),
    walk(
        "new_subscription",
        _BY_NAME["Pia"],
        "products",
        ("subscription.sold", *PAID),
        lambda facts: "GULD-12" in {one.product.code for one in facts.held},
        menu="person_menu",
        products=lambda: hands.click("product_GULD-12"),
        summary=lambda: hands.click("accepted_terms"),
        papers=2,
    ),
    walk(
        "use_agreement",
        _BY_NAME["Filippa"],
        "organisation pre_order products",
        (
            "certificate.recorded",
            "customer_type.changed",
            "subscription.sold",
            "pre_order.used",
            "journal.written",
            *PAID,
        ),
        lambda facts: "GULD-12" in {one.product.code for one in facts.held if one.is_invoiced},
        menu="person_menu",
        invoiced=True,
        summary=lambda: hands.click("accepted_terms"),
        papers=2,
    ),
    walk(
        "certify",
        _BY_NAME["Stina"],
        "certificate",
        ("identity.checked", "certificate.recorded"),
        lambda facts: facts.customer.certificate_until == date(2027, 12, 14),
        menu="person_menu",
        certificate=_shows_the_student_card,
    ),
    walk(
        "collect_online_purchase",
        _BY_NAME["Vera"],
        "order access_details",
        ("subscription.sold", "purchase.collected"),
        lambda facts: not facts.orders and "GULD-12" in {one.product.code for one in facts.held},
        menu="person_menu",
    ),
    walk(
        "new_card",
        _named("Karl", "Kortlös", date(1991, 1, 4)),
        "reason access_details",
        ("card.blocked", "card.assigned", *PAID),
        lambda facts: [one.number for one in facts.customer.cards] == ["10000777"],
        menu="person_menu",
        reason=lambda: hands.choose("why", "lost"),
        access_details=writes(card_number="1000 0777"),
        papers=2,
    ),
    walk(
        "edit_payer",
        _named("Bella", "Bankbyte", date(1966, 6, 6)),
        "mandate",
        ("mandate.cancelled", "mandate.drafted"),
        lambda facts: [(one.state, one.account) for one in facts.customer.mandates] == [("draft", "123456789")],
        menu="person_menu",
        mandate=ACCOUNT,
        papers=2,
    ),
    walk(
        "cancel_mandate",
        _BY_NAME["Moa"],
        "ending",
        ("mandate.cancelled",),
        lambda facts: not facts.customer.mandates,
        menu="person_menu",
        ending=lambda: hands.tick("is_understood"),
    ),
    walk(
        "pay_debt",
        _BY_NAME["Dag"],
        "",
        ("draw.settled", *PAID),
        lambda facts: not facts.debts,
        menu="person_menu",
        papers=2,
    ),
    Walk(
        "undo",
        UNDONE,
        ("asked",),
        (
            "charge.undone",
            "sale.made",
            "refund.paid",
            "receipt.issued",
            "errand.undone",
            "confirmation.issued",
            "journal.written",
        ),
        _timeline(lambda timeline: timeline.debited_until == date(2026, 11, 30)),
        {},
        "person_menu",
        2,
    ),
)
BY_ROUTINE = {one.routine: one for one in WALKS}


def seed(store: Store) -> int:
    """All the customers; the receipts there are after it: one, of the errand that is undone."""
    with store.reading():
        catalogue = read_catalogue()
    seed_examples(store, catalogue, [one.who for one in WALKS])
    served(store, "charge", UNDONE.person_id, charge.Draft(SELF, months=1), staff=ANNA)
    return 1
