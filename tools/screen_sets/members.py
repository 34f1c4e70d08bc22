"""Register organisation customer and Use agreement: every page with something in it, and with problems."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk.access.drafts import AccessDraft
from kiosk.demo.catalogue import product_id
from kiosk.demo.organisations import organisation_id
from kiosk.devices.demo_video import FACE
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.organisations import use_agreement
from kiosk.organisations.agreed import read_agreement
from kiosk.organisations.buying import MATCH, OrganisationPart, PreOrderPart, Way
from kiosk.organisations.register_organisation_customer import Draft, Step
from kiosk.organisations.spending_orders import with_ordered
from kiosk.people.drafts import IdentificationDraft
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions.drafts import ProductsDraft
from tests.organisations.joining import OMAR, imported, ordered
from tests.people.members import register, sell
from tests.people.serving import SELF
from tools.screen_desk import SETTLE_MS, bare_store, doors, routine_page, walk
from tools.screen_sets.register import ASA, FOUND
from tools.screen_sets.shell import ANNA, ONLINE, desk
from tools.screens import SIZES
from ui.appearance import Appearance
from ui.organisations.paged_list import PagedList
from ui.organisations.register_member import open_member_wizard
from ui.tour.hands import wait

SHOWN = IdentificationDraft(ticked=frozenset({"swedish_id", "organisation_proof"}))
OTHERS = ("Bo Ek", "Cecilia Ängström", "David Öhman", "Elin Åkesson")


@cache
def _store() -> Store:
    """Norrsken has ordered for some whose numbers it doesn't know, Solvik for Åsa by file."""
    store = bare_store()
    for name in OTHERS:
        ordered(store, "NORRSKEN", "GULD-12", None, name=name, birth_date=date(1984, 3, 2))
    ordered(store, "NORRSKEN", "GULD-3", "198507099805", name="Fia Lund")
    imported(store, "SOLVIK", "GULD-12")
    return store


def draft(code: str, **changes: object) -> Draft:
    found = read_agreement(_store(), organisation_id(code)) if code else None
    whole = Draft(
        organisation=OrganisationPart(found, search_text=found.name.split()[0].lower() if found else "a"),
        identification=SHOWN,
        details=with_ordered(_store(), ASA, SHOWN),
        products=ProductsDraft(product_id("GULD-AG12")),
        mandate=MandateDraft(clearing="6789", account="123456789"),
        access=AccessDraft("1000 0342", FACE.read_bytes()),
        accepted_terms="2026-1",
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def page(
    appearance: Appearance,
    step: str,
    code: str = "NORRSKEN",
    *,
    typed: str = "",
    staff: StaffMember = ANNA,
    is_tried: bool = False,
    **changes: object,
) -> QWidget:
    """The step's page as the draft fills it in; `is_tried`: someone has tried to go on with what it lacks."""
    window = desk(appearance, ONLINE)
    window.show()
    lent = doors(_store(), look_up=lambda _number: FOUND, staff=lambda: staff)
    wizard = open_member_wizard(window.pages, lent, typed)
    walk(wizard, draft(code, **changes), step)
    wait(SETTLE_MS)
    if is_tried:
        wizard.accept() if wizard.nextId() == -1 else wizard.next()
    return window


def marked(appearance: Appearance) -> QWidget:
    """One is chosen, and the arrow keys have gone on to the next."""
    window = page(appearance, Step.PRE_ORDER, pre_order=PreOrderPart(Way.USE))
    window.resize(*SIZES[0])
    wait(SETTLE_MS)
    listed = window.findChild(PagedList, "pre_order_list")
    assert listed is not None
    for _row in range(2):
        listed.step(1)
    listed.row_opened.emit()
    listed.step(1)
    wait(SETTLE_MS)
    return window


@cache
def _member() -> tuple[Store, str]:
    """Åsa is a member, whose three months end soon; two organisations have ordered for her."""
    store = bare_store()
    person_id = register(store)
    sell(store, person_id, "GULD-3", start=date(2026, 9, 15), months=3, price=139000)
    ordered(store, "NORRSKEN", "GULD-3")
    imported(store, "SOLVIK", "GULD-12")
    return store, person_id


def use(appearance: Appearance, step: str, code: str = "NORRSKEN", *, is_tried: bool = False, **parts: Any) -> QWidget:
    """A page of Use agreement / pre-order, of `code`'s."""
    store, person_id = _member()
    found = read_agreement(store, organisation_id(code)) if code else None
    entered = {"actor": SELF, "organisation": OrganisationPart(found), "accepted_terms": "2026-1", **parts}
    return routine_page(appearance, store, "use_agreement", entered, step, person_id, is_tried=is_tried)


SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "member-1-organisation": partial(page, step=Step.ORGANISATION),
    "member-1-begun": partial(page, step=Step.ORGANISATION, organisation=OrganisationPart()),
    "member-1-over": partial(page, step=Step.ORGANISATION, code="VIKEN", is_tried=True),
    "member-2-identification": partial(page, step=Step.IDENTIFICATION),
    "member-2-matched": partial(page, step=Step.IDENTIFICATION, code="SOLVIK", typed="900101-0017"),
    "member-2-problems": partial(
        page, step=Step.IDENTIFICATION, identification=IdentificationDraft(ticked=frozenset({MATCH})), is_tried=True
    ),
    "member-4-own": partial(page, step=Step.PRE_ORDER, code="SOLVIK"),
    "member-4-list": partial(page, step=Step.PRE_ORDER, pre_order=PreOrderPart(Way.USE), is_tried=True),
    "member-4-marked": marked,
    "member-4-add": partial(page, step=Step.PRE_ORDER, pre_order=PreOrderPart(Way.ADD), staff=OMAR),
    "member-4-without": partial(page, step=Step.PRE_ORDER),
    "member-5-products": partial(page, step=Step.PRODUCTS),
    "member-5-locked": partial(page, step=Step.PRODUCTS, code="SOLVIK"),
    "member-5-member-pays": partial(page, step=Step.PRODUCTS, code="ATTIKA"),
    "use-agreement-2-suggested": partial(use, step=use_agreement.Step.ORGANISATION, code=""),
    "use-agreement-2-matched": partial(use, step=use_agreement.Step.ORGANISATION),
    "use-agreement-2-proof": partial(
        use,
        step=use_agreement.Step.ORGANISATION,
        code="LINGON",
        organisation=OrganisationPart(search_text="lingon"),
        is_tried=True,
    ),
    "use-agreement-3-pre-order": partial(use, step=use_agreement.Step.PRE_ORDER),
    "use-agreement-4-products": partial(use, step=use_agreement.Step.PRODUCTS),
    "use-agreement-7-summary": partial(use, step=use_agreement.Step.SUMMARY, code="SOLVIK"),
    "member-8-summary": partial(page, step=Step.SUMMARY),
    "member-8-member-pays": partial(
        page, step=Step.SUMMARY, code="LINGON", products=ProductsDraft(product_id("GULD-12"))
    ),
}
