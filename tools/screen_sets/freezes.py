"""Freezing and what becomes of a freeze, terminating and withdrawing it: each page as it is met, and with problems."""

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.store import Store
from kiosk.subscriptions import freeze
from kiosk.subscriptions.freeze import PeriodDraft
from tests.people.members import register, sell, sign_mandate
from tests.people.serving import SELF, facts_of, served
from tests.subscriptions.frozen import frozen, terminate
from tools.screen_desk import bare_store, routine_page
from ui.appearance import Appearance
from ui.controls.calendar import CalendarPopup


@cache
def _gym(state: str) -> tuple[Store, str]:
    """A desk with one member: active, frozen, coming (two freezes to come), terminated, or without a mandate."""
    store = bare_store()
    return store, _member(store, state)


def _member(store: Store, state: str) -> str:
    person_id = register(store)
    paid_until = date(2026, 9, 16) if state == "frozen" else date(2026, 11, 30)
    spell: dict[str, Any] = {"start": date(2026, 6, 1), "charged_until": paid_until}
    main = sell(store, person_id, "GULD-AG12", committed_until=date(2027, 5, 31), **spell)
    sell(store, person_id, "BAD", price=9900, main_id=main, **spell)
    if state != "without":
        sign_mandate(store, person_id)
    if state == "frozen":
        frozen(store, person_id, date(2026, 9, 15), date(2026, 12, 31), "travel")
    if state == "coming":
        paid_for = PeriodDraft(date(2026, 12, 1), date(2027, 1, 15))
        served(store, "freeze", person_id, freeze.Draft(SELF, "travel", paid_for))
        frozen(store, person_id, date(2027, 6, 1), date(2027, 8, 31))
    if state == "terminated":
        terminate(store, person_id, date(2027, 5, 31))
    return person_id


def page(
    appearance: Appearance, routine: str, step: str, state: str, *, is_tried: bool = False, **parts: Any
) -> QWidget:
    """The step's page; `parts`: what is entered besides who stands at the desk."""
    store, person_id = _gym(state)
    subscription_id = facts_of(store, person_id).chosen.id
    entered = {"actor": SELF, "reason": "travel" if "freeze" in routine else "moving", **parts}
    return routine_page(appearance, store, routine, entered, step, person_id, subscription_id, is_tried=is_tried)


def unread(appearance: Appearance) -> QWidget:
    """A day that can't be read: what it would cost is open."""
    window = page(appearance, "freeze", "period", "active")
    field = window.findChild(QLineEdit, "last")
    assert isinstance(field, QLineEdit)
    field.setText("2026-13-01")
    field.textEdited.emit(field.text())
    field.editingFinished.emit()
    return window


def calendar(appearance: Appearance) -> QWidget:
    """Days that can't be chosen are grey."""
    window = page(appearance, "freeze", "period", "active")
    return CalendarPopup(date(2026, 12, 10), window, date(2026, 12, 4), date(2027, 1, 10))


LATE = PeriodDraft(date(2026, 11, 1), date(2026, 11, 20))
SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "freeze-2-reason": partial(page, routine="freeze", step="reason", state="active"),
    "freeze-3-period": partial(page, routine="freeze", step="period", state="active"),
    "freeze-3-calendar": calendar,
    "freeze-3-problems": partial(page, routine="freeze", step="period", state="active", period=LATE, is_tried=True),
    "freeze-3-unread": unread,
    "freeze-4-summary": partial(page, routine="freeze", step="summary", state="active"),
    "thaw-2-day": partial(page, routine="thaw", step="day", state="frozen"),
    "thaw-3-summary": partial(page, routine="thaw", step="summary", state="frozen"),
    "thaw-4-payment": partial(page, routine="thaw", step="payment", state="frozen"),
    "shorten-freeze-2-day": partial(page, routine="shorten_freeze", step="day", state="frozen"),
    "extend-freeze-3-day": partial(page, routine="extend_freeze", step="day", state="frozen"),
    "remove-freeze-3-summary": partial(page, routine="remove_freeze", step="summary", state="coming"),
    "remove-freeze-2-freeze": partial(page, routine="remove_freeze", step="freeze", state="coming"),
    "terminate-1-identification": partial(page, routine="terminate", step="identification", state="active"),
    "terminate-2-reason": partial(page, routine="terminate", step="reason", state="active"),
    "terminate-3-notice": partial(page, routine="terminate", step="notice", state="active", pays="now"),
    "terminate-3-no-draws": partial(page, routine="terminate", step="notice", state="without"),
    "terminate-4-summary": partial(page, routine="terminate", step="summary", state="active"),
    "withdraw-termination-2-summary": partial(page, routine="withdraw_termination", step="summary", state="terminated"),
}
