"""What an agreement is about, as its row keeps it."""

import msgspec


def agreed_products(product_ids: str) -> tuple[str, ...]:
    """The row's JSON as ids in their order; none: the agreement is about everything."""
    return tuple(sorted(msgspec.json.decode(product_ids, type=list[str])))
