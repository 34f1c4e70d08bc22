"""What the products page fills in."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ProductsDraft:
    """`add_on_ids` are the chosen optional ones; mandatory ones come by themselves. `start` None: today."""

    main_product_id: str = ""
    add_on_ids: frozenset[str] = frozenset()
    start: date | None = None
    facility_id: str = ""  # "": this desk's
