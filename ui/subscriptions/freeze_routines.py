"""The own pages of freezing, thawing, shortening, extending, and removing a coming freeze."""

from dataclasses import replace
from typing import Any

from kiosk.subscriptions import extend_freeze, shorten_freeze, thaw
from kiosk.texts import N_
from ui.subscriptions.freeze_pages import DayPage, PeriodPage, coming_freeze_page, reason_page
from ui.visit_doors import VisitDoors
from ui.wizard.customer_visit import CustomerVisit
from ui.wizard.one_field_page import Asked
from ui.wizard.routine_page import RoutinePage

Own = list[RoutinePage[Any]]

PAID = N_("Days whose draw has passed by while it was frozen are paid now.")
THAW = Asked("day", "on", N_("Thaw"), N_("First day of training"), PAID)
SHORTEN = Asked("day", "last", N_("New last day"), N_("New last day of the freeze"), PAID)
EXTEND = replace(SHORTEN, about=N_("The longest time allowed is counted from the freeze’s own first day."))
EXTEND_REASON = N_("The reason decides the fee for the months that are added.")


def freeze_pages(visit: CustomerVisit, _doors: VisitDoors) -> Own:
    return [reason_page(visit.facts), PeriodPage(visit.facts)]


def thaw_pages(visit: CustomerVisit, _doors: VisitDoors) -> Own:
    return [DayPage(THAW, visit.facts, thaw.allowed)]


def shorten_pages(visit: CustomerVisit, _doors: VisitDoors) -> Own:
    return [DayPage(SHORTEN, visit.facts, shorten_freeze.allowed)]


def extend_pages(visit: CustomerVisit, _doors: VisitDoors) -> Own:
    return [reason_page(visit.facts, EXTEND_REASON), DayPage(EXTEND, visit.facts, extend_freeze.allowed)]


def remove_pages(visit: CustomerVisit, _doors: VisitDoors) -> Own:
    return [coming_freeze_page(visit.facts)]
