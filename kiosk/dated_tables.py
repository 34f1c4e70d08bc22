"""Tables of facts with a date of issue (banks' clearing numbers, VAT rates), kept as data in resources/tables."""

import json
from functools import cache
from pathlib import Path
from typing import Any

TABLES = Path(__file__).parent.parent / "resources" / "tables"


@cache
def dated_table(name: str) -> Any:
    """The table as it stands in its JSON file; read once, not to be changed."""
    return json.loads((TABLES / f"{name}.json").read_text("utf-8"))
