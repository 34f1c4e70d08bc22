"""The routines of an existing customer, in the order the menus have them, and why each can't be begun just now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from kiosk.access import new_card
from kiosk.customer_facts import CustomerFacts, Held
from kiosk.customer_routine import RoutineModule
from kiosk.direct_debit import edit_payer, end_mandate, pay_debt
from kiosk.orders import collect_online_purchase
from kiosk.organisations import use_agreement
from kiosk.people import certify
from kiosk.problems import Problem
from kiosk.subscriptions import (
    another_subscription,
    charge,
    downgrade,
    extend_freeze,
    freeze,
    remove_freeze,
    shorten_freeze,
    terminate,
    thaw,
    transfer,
    upgrade,
    withdraw_termination,
)


def _modules(*modules: object) -> tuple[RoutineModule, ...]:
    """mypy can't see a module as a protocol with attributes of type Any."""
    return tuple(cast(RoutineModule, module) for module in modules)


OF_SUBSCRIPTION = _modules(
    charge,
    upgrade,
    downgrade,
    freeze,
    thaw,
    shorten_freeze,
    extend_freeze,
    remove_freeze,
    transfer,
    terminate,
    withdraw_termination,
)
"""About one of the customer's subscriptions: in its own menu."""
OF_PERSON: tuple[RoutineModule, ...] = _modules(
    another_subscription, use_agreement, certify, collect_online_purchase, new_card, edit_payer, end_mandate, pay_debt
)
"""About the customer: in the person card's menu."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """`reason` None: it can be begun; else why not, to be said beside it."""

    name: str
    title: str
    reason: Problem | None


def routine(name: str) -> RoutineModule:
    """Raises StopIteration for a name that isn't a routine's."""
    return next(one for one in (*OF_SUBSCRIPTION, *OF_PERSON) if name == one.NAME)


def subscription_menu(held: Held, facts: CustomerFacts) -> tuple[MenuEntry, ...]:
    return _menu(OF_SUBSCRIPTION, held, facts.of(held.id))


def person_menu(facts: CustomerFacts) -> tuple[MenuEntry, ...]:
    """An online purchase is in it only where one is ready (rules.md 3), a debt only where there is one."""
    left_out = {collect_online_purchase.NAME} if not facts.orders else set()
    left_out |= {pay_debt.NAME} if not facts.debts else set()
    return tuple(one for one in _menu(OF_PERSON, None, facts.of("")) if one.name not in left_out)


def _menu(modules: Iterable[RoutineModule], held: Held | None, facts: CustomerFacts) -> tuple[MenuEntry, ...]:
    entries = (MenuEntry(one.NAME, one.TITLE, one.possible(held, facts)) for one in modules)
    return tuple(one for one in entries if one.reason is None or not facts.rules.hide_impossible_routines)
