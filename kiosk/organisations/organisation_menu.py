"""What the card of an organisation offers in its menu, in this order, and why each can't be begun just now."""

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.formats import day
from kiosk.organisations import edit_organisation, invoice_basis, merging, ordering, register_organisation_customer
from kiosk.organisations.import_terms import IMPORT, IMPORTS
from kiosk.organisations.organisation_card import OrganisationCard, read_organisation_card
from kiosk.problems import Problem
from kiosk.routines import MenuEntry
from kiosk.settings.gym import gym_setting
from kiosk.settings.routines import HIDE_IMPOSSIBLE
from kiosk.staff.rights import Right, StaffMember
from kiosk.store import Store
from kiosk.texts import N_


def _nothing(_card: OrganisationCard) -> Problem | None:
    return None


def may_order(card: OrganisationCard) -> Problem | None:
    """Whether it may order for its people beforehand: one at a time or by file."""
    if not card.is_active:
        return Problem("organisation_inactive", values={"name": card.name})
    return None if card.pre_orders else Problem("pre_orders_off", values={"name": card.name})


def may_sell(card: OrganisationCard) -> Problem | None:
    """Whether anything can be sold through its agreement today."""
    name = {"name": card.name}
    if not card.is_active:
        return Problem("agreement_inactive", values=name)
    return None if card.has_agreement else Problem("agreement_over", values=name | {"until": day(card.agreement_until)})


@dataclass(frozen=True, slots=True)
class Offer:
    """`why_not` is asked of those who have the right. What begins it: `works` in ui/organisations/organisation_desk.py
    where it is done on the card, else `organisation_works`, which ui/work.py fills."""

    name: str
    title: str
    right: Right = Right.ORGANISATION
    why_not: Callable[[OrganisationCard], Problem | None] = _nothing


OFFERS: tuple[Offer, ...] = (
    Offer(edit_organisation.EDIT, N_("Change details and agreement")),
    Offer(ordering.CREATE, N_("New pre-order"), why_not=may_order),
    Offer(IMPORT, N_("Import pre-orders from a file"), why_not=may_order),
    Offer(IMPORTS, N_("Imports of pre-orders")),
    Offer(register_organisation_customer.NAME, N_("Register organisation customer"), Right.SELL, may_sell),
    Offer(invoice_basis.NAME, N_("Invoice basis")),
    Offer(merging.NAME, merging.TITLE),
)


def organisation_menu(store: Store, staff: StaffMember, organisation_id: str) -> tuple[MenuEntry, ...]:
    """Some milliseconds: when the menu opens."""
    card = read_organisation_card(store, organisation_id)
    with store.reading():
        is_hidden = gym_setting(HIDE_IMPOSSIBLE)
    entries = [MenuEntry(one.name, one.title, _why_not(one, staff, card)) for one in OFFERS]
    return tuple(one for one in entries if one.reason is None or not is_hidden)


def why_not(name: str, staff: StaffMember, card: OrganisationCard) -> Problem | None:
    """Of a button on the card, which stands there also where the menu leaves the offer out."""
    offer = next((one for one in OFFERS if one.name == name), None)
    return None if offer is None else _why_not(offer, staff, card)


def _why_not(offer: Offer, staff: StaffMember, card: OrganisationCard | Problem) -> Problem | None:
    if not staff.may(offer.right):
        return Problem("organisation_right" if offer.right is Right.ORGANISATION else "card_menu_right")
    return card if isinstance(card, Problem) else offer.why_not(card)
