"""Desk work: organisations with what is agreed with them, as a routine that sells through an agreement wants them."""

from collections.abc import Sequence
from typing import Any

from db.tables import Organisation
from kiosk.operations.organisation_names import standing
from kiosk.organisations.agreements import Agreement, Pays
from kiosk.organisations.organisation_number import show_number
from kiosk.organisations.products import agreed_products
from kiosk.store import Store
from kiosk.subscriptions.price_lists import list_name


def read_agreement(store: Store, organisation_id: str) -> Agreement | None:
    """None for an organisation that isn't here any more."""
    with store.reading():
        return agreement_here(organisation_id)


def agreement_here(organisation_id: str) -> Agreement | None:
    """As `read_agreement`, inside `store.reading()` or an errand: of the one it was merged into, where it was."""
    row = Organisation.find(standing(organisation_id))
    return None if row is None else _agreement(row)


def agreements_here(organisation_ids: Sequence[str]) -> tuple[Agreement, ...]:
    """Each once, in their order."""
    known = (agreement_here(one) for one in dict.fromkeys(organisation_ids))
    return tuple(one for one in known if one is not None)


def _agreement(row: Any) -> Agreement:
    return Agreement(
        organisation_id=row.id,
        name=row.name,
        shown_number=show_number(row.organisation_number),
        city=row.city,
        account_manager=row.account_manager,
        pays=Pays(row.pays),
        until=row.agreement_until,
        product_ids=agreed_products(row.product_ids),
        price_list_id=row.price_list_id or "",
        price_list=list_name(row.price_list_id),
        has_pre_orders=row.pre_orders,
        is_active=row.is_active,
    )
