"""Who pays by invoice for subscriptions, on SQLite and PostgreSQL alike. Inside a read or a write."""

from collections.abc import Iterable
from datetime import date

from db.rows import found
from kiosk.organisations.agreements import Payer
from kiosk.organisations.products import agreed_products


def payers_of(organisation_ids: Iterable[str | None]) -> dict[str, Payer]:
    """By the ids that subscriptions name, also of one that isn't here; one that was merged pays as what it became."""
    wanted = sorted({one for one in organisation_ids if one is not None})
    if not wanted:
        return {}
    sql = f"""SELECT named.id, payer.id, payer.name, payer.agreement_until, payer.product_ids FROM organisation named
        JOIN organisation payer ON payer.id = COALESCE(named.merged_into, named.id)
        WHERE named.id IN ({", ".join("?" * len(wanted))})"""
    known = {
        named: Payer(payer_id, name, None if until is None else date.fromisoformat(until), agreed_products(products))
        for named, payer_id, name, until, products in found(sql, *wanted)
    }
    return {one: known.get(one, Payer(one)) for one in wanted}
