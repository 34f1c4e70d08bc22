"""A member whose draw the bank has, has refused, or a run has planned: what errands say of it."""

import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from kiosk.direct_debit import end_mandate
from kiosk.direct_debit.files_out import write_payments
from kiosk.store import Store
from kiosk.subscriptions import terminate
from tests.direct_debit.payers import NOVEMBER, payer
from tests.direct_debit.test_charging_run import run_whole
from tests.direct_debit.test_files_out_and_in import DRAW_DAY, imported, number, specification, written
from tests.people.members import MANAGER
from tests.people.serving import SELF
from tools.screen_desk import bare_store, routine_page
from ui.appearance import Appearance

REVOKING = end_mandate.Draft(SELF, end_mandate.EndingDraft(is_understood=True))
TERMINATING = terminate.Draft(SELF)


@cache
def _gym(*, is_sent: bool) -> tuple[Store, str, str]:
    store = bare_store()
    person_id, subscription_id, _mandate = payer(store)
    run_whole(store)
    if is_sent:
        with tempfile.TemporaryDirectory() as folder:
            write_payments(store, MANAGER, Path(folder), NOVEMBER)
    return store, person_id, subscription_id


@cache
def _owing() -> tuple[Store, str, str]:
    """The bank made no draw of December's; what the month cost is owed."""
    store = bare_store()
    person_id, subscription_id, _mandate = payer(store)
    run_whole(store)
    with tempfile.TemporaryDirectory() as folder:
        written(write_payments(store, MANAGER, Path(folder), DRAW_DAY))
    imported(store, MANAGER, specification((number(1), 39900, "1")))
    return store, person_id, subscription_id


def owing(appearance: Appearance, step: str) -> QWidget:
    store, person_id, subscription_id = _owing()
    draft = terminate.Draft(SELF, pays=terminate.Pays.NOW)
    return routine_page(appearance, store, "terminate", draft, step, person_id, subscription_id)


def page(appearance: Appearance, routine: str, draft: Any, step: str, *, is_sent: bool = True) -> QWidget:
    store, person_id, subscription_id = _gym(is_sent=is_sent)
    about = subscription_id if routine == "terminate" else ""
    return routine_page(appearance, store, routine, draft, step, person_id, about)


SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "coming-draw-revoke": partial(page, routine="cancel_mandate", draft=REVOKING, step="ending"),
    "coming-draw-revoke-planned": partial(page, routine="cancel_mandate", draft=REVOKING, step="ending", is_sent=False),
    "coming-draw-revoke-summary": partial(page, routine="cancel_mandate", draft=REVOKING, step="summary"),
    "coming-draw-terminate": partial(page, routine="terminate", draft=TERMINATING, step="notice"),
    "coming-draw-terminate-summary": partial(page, routine="terminate", draft=TERMINATING, step="summary"),
    "owing-terminate": partial(owing, step="notice"),
    "owing-terminate-summary": partial(owing, step="summary"),
}
