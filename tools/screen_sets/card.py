"""The person card of somebody who has one of each: its parts, its menu, and what is done on it without a wizard."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, partial

from PySide6.QtWidgets import QLineEdit, QWidget

from db.tables import DebitDraw
from kiosk import customer_routine
from kiosk.clock import FixedClock
from kiosk.customer_facts import read_customer_facts
from kiosk.demo.catalogue import facility_id
from kiosk.devices.demo_video import FACE
from kiosk.ids import new_id
from kiosk.operations.visits import CheckInRecorded
from kiosk.people.notes import write_note
from kiosk.routines import routine
from kiosk.store import Store
from kiosk.subscriptions import freeze
from kiosk.till.tender import Method, Tender
from tests.people.members import certify, give_card, give_photo, register, sell, sell_at_till, sign_mandate
from tests.people.serving import SELF
from tests.subscriptions.frozen import freezing
from tools.screen_desk import NOW, AtOnce, bare_store, camera
from tools.screen_sets.shell import ANNA, OFFLINE, ONLINE, desk
from ui.appearance import Appearance
from ui.people.card_doors import CardDoors
from ui.people.person_area import PersonArea
from ui.people.person_card_edit import EditDetailsDialog
from ui.people.person_card_tabs import CardTab
from ui.people.person_card_view import PersonCardView
from ui.tour.hands import wait


@cache
def _gym() -> tuple[Store, str]:
    """With the member's id."""
    clock = FixedClock(NOW - timedelta(days=1200))
    store = bare_store(clock, device_id="desk", synced_at=NOW - timedelta(minutes=12))
    return store, _member(store, clock)


def _member(store: Store, clock: FixedClock) -> str:
    person_id = register(store, staff=ANNA, customer_type="student", home_phone="+46812345678")
    give_photo(store, person_id, FACE.read_bytes())
    give_card(store, person_id)
    sign_mandate(store, person_id)
    clock.moment = NOW - timedelta(days=330)
    main = sell(
        store, person_id, start=date(2026, 1, 1), charged_until=date(2026, 11, 30), committed_until=date(2026, 12, 31)
    )
    sell(store, person_id, "PT-APP", price=4900, main_id=main, start=date(2026, 1, 1), charged_until=date(2026, 11, 30))
    sell(store, person_id, "GULD-3", start=date(2025, 1, 1), months=3, price=139000)
    clock.moment = NOW - timedelta(days=1)
    certify(store, person_id, date(2026, 12, 14))
    sell_at_till(store, person_id, 12500, "cash", "swish")
    _frozen(store, person_id, main, date(2026, 9, 10), date(2026, 10, 20))
    write_note(store, ANNA, person_id, "Fråga efter nyckeln till skåp 14.", is_message=True)
    write_note(store, ANNA, person_id, "Vill gärna ha besked om pass på engelska.", is_message=False)
    _visits(store, person_id)
    _draw(store, person_id, main)
    clock.moment = NOW - timedelta(minutes=5)
    draft = freeze.Draft(SELF, "travel", freeze.PeriodDraft(date(2027, 2, 1), date(2027, 3, 31)))
    facts, module = read_customer_facts(store, person_id, main), routine("freeze")
    due = module.quote(draft, facts).due_now
    if due:
        draft = replace(draft, tenders=(Tender(Method.CARD, due, "004711"),))
    outcome = customer_routine.finish(module, store, ANNA, draft, facts)
    assert outcome.is_done, outcome.problems
    clock.moment = NOW
    return person_id


def _frozen(store: Store, person_id: str, subscription_id: str, first: date, last: date) -> None:
    with store.errand(ANNA, "freeze") as errand:
        errand.subject_id = person_id
        freezing(subscription_id, person_id, first, last, "travel")(errand)


def _visits(store: Store, person_id: str) -> None:
    for days, reasons in ((1, []), (3, []), (8, ["frozen"]), (30, []), (33, [])):
        with store.errand(ANNA, "check_in") as errand:
            errand.perform(
                CheckInRecorded(
                    check_in_id=new_id(),
                    facility_id=errand.facility_id,
                    person_id=person_id,
                    card_number="10000342",
                    at=NOW - timedelta(days=days, minutes=days * 7),
                    device_id="desk",
                    is_admitted=not reasons,
                    reasons=reasons,
                )
            )


def _draw(store: Store, person_id: str, subscription_id: str) -> None:
    with store.own_writing():
        DebitDraw.create(
            id=new_id(),
            facility_id=facility_id("SOD"),
            person_id=person_id,
            mandate_id="",
            subscription_id=subscription_id,
            month="2026-11",
            amount=44800,
            draw_day=date(2026, 10, 28),
            state="rejected",
            state_code="1",
            planned_at=NOW,
        )


def card(appearance: Appearance, tab: CardTab = CardTab.OVERVIEW, *, is_online: bool = True, down: int = 0) -> QWidget:
    """`down`: so far it is scrolled."""
    store, member = _gym()
    window = desk(appearance, ONLINE if is_online else OFFLINE)
    doors = CardDoors(camera=camera, is_online=lambda: is_online)
    area = PersonArea(store, AtOnce(), lambda: ANNA, window.search, window.toast, doors)
    window.pages.addWidget(area)
    window.pages.setCurrentWidget(area)
    window.resize(1366, 768)
    window.show()
    area.open_person(member)
    view = area.findChild(PersonCardView)
    assert isinstance(view, PersonCardView)
    view.tabs.setCurrentIndex(tab)
    wait(50)
    view.verticalScrollBar().setValue(down)
    return window


def work(appearance: Appearance, name: str, ms: int = 50) -> QWidget:
    """A dialog over the card, as it opens."""
    window = card(appearance)
    area = window.findChild(PersonArea)
    assert isinstance(area, PersonArea)
    area.work.begin(name)
    wait(ms)
    found: QWidget = next(one for one in area.children() if isinstance(one, QWidget) and one.isWindow())
    return found


def wrong_details(appearance: Appearance) -> QWidget:
    """Saved with what doesn't hold."""
    shown = work(appearance, "edit_details")
    assert isinstance(shown, EditDetailsDialog)
    for name, text in (("postcode", "1a2"), ("email", "inte epost")):
        field = shown.findChild(QLineEdit, name)
        assert isinstance(field, QLineEdit)
        field.setText(text)
        field.textEdited.emit(text)
    shown.accept()
    wait(50)
    return shown


def menu(appearance: Appearance) -> QWidget:
    window = card(appearance)
    view = window.findChild(PersonCardView)
    assert isinstance(view, PersonCardView)
    view.header.menu.click()
    return next(one for one in window.findChildren(QWidget, "routine_menu"))


SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "card-overview": card,
    "card-overview-down": partial(card, down=2000),
    "card-offline": partial(card, is_online=False),
    "card-visits": partial(card, tab=CardTab.VISITS),
    "card-history": partial(card, tab=CardTab.HISTORY, down=200),
    "card-menu": menu,
    "card-edit": partial(work, name="edit_details"),
    "card-edit-wrong": wrong_details,
    "card-note": partial(work, name="note"),
    "card-photo": partial(work, name="photo"),
    "card-new-photo": partial(work, name="new_photo", ms=900),
    "card-undo": partial(work, name="undo"),
}
