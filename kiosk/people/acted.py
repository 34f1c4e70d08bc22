"""Who acted for the customer in an errand, in words: kept with what was shown of them."""

from collections.abc import Iterable

from db.rows import found, json_list
from kiosk.people.actors import ACTORS, Actor
from kiosk.texts import _

FOR_SOMEBODY = (Actor.GUARDIAN, Actor.REPRESENTATIVE, Actor.ACCOUNT_HOLDER)


def acted_by(actor: str, person_ids: Iterable[str], at: str, *, is_secret: bool) -> str:
    """`Bo Ek, representative`; "" where the customer acted. `actor`: as the errand's journal line has it; `at`: its
    moment as it is stored. Of a protected identity (`is_secret`) nobody is named. Inside `store.reading()`."""
    if actor not in FOR_SOMEBODY:
        return ""
    sql = """SELECT actor_name FROM identity_check
        WHERE person_id IN (SELECT value FROM json_each(?)) AND ticked_at = ? AND actor = ? ORDER BY id LIMIT 1"""
    role = _(ACTORS[Actor(actor)])
    names = [name for (name,) in found(sql, json_list(person_ids), at, actor) if name and not is_secret]
    return f"{names[0]}, {role[:1].lower()}{role[1:]}" if names else role
