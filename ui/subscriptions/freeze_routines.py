"""The own pages of freezing, thawing, shortening, extending, and removing a coming freeze."""

from typing import Any

from kiosk.subscriptions import extend_freeze, shorten_freeze, thaw
from kiosk.texts import N_
from ui.subscriptions.freeze_pages import ComingFreezePage, DayPage, DayWords, FreezeReasonPage, PeriodPage
from ui.visit_doors import VisitDoors
from ui.wizard.customer_visit import CustomerVisit
from ui.wizard.routine_page import RoutinePage

Own = list[RoutinePage[Any]]

THAW = DayWords(
    "on",
    N_("Thaw"),
    N_("Days whose draw has passed by while it was frozen are paid now."),
    N_("First day of training"),
)
SHORTEN = DayWords(
    "last",
    N_("New last day"),
    N_("Days whose draw has passed by while it was frozen are paid now."),
    N_("New last day of the freeze"),
)
EXTEND = DayWords(
    "last",
    N_("New last day"),
    N_("The longest time allowed is counted from the freeze’s own first day."),
    N_("New last day of the freeze"),
)
EXTEND_REASON = N_("The reason decides the fee for the months that are added.")


def freeze_pages(visit: CustomerVisit, _doors: VisitDoors) -> Own:
    return [FreezeReasonPage(visit.facts), PeriodPage(visit.facts)]


def thaw_pages(visit: CustomerVisit, _doors: VisitDoors) -> Own:
    return [DayPage(visit.facts, thaw.allowed, THAW)]


def shorten_pages(visit: CustomerVisit, _doors: VisitDoors) -> Own:
    return [DayPage(visit.facts, shorten_freeze.allowed, SHORTEN)]


def extend_pages(visit: CustomerVisit, _doors: VisitDoors) -> Own:
    return [FreezeReasonPage(visit.facts, EXTEND_REASON), DayPage(visit.facts, extend_freeze.allowed, EXTEND)]


def remove_pages(visit: CustomerVisit, _doors: VisitDoors) -> Own:
    return [ComingFreezePage(visit.facts)]
