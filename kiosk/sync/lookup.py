"""Person look-up through central."""

from kiosk.people.drafts import LookedUp
from kiosk.sync.client import SyncClient


def look_up_person(client: SyncClient, personal_number: str) -> LookedUp | None:
    """On the look-up lane; `personal_number` has twelve digits. None: the register has no such person.

    Names and address are empty for a protected identity. Raises CentralUnreachable, also when the register is down,
    and CentralRefused.
    """
    found = client.look_up(personal_number)
    if not found.found:
        return None
    return LookedUp(
        personal_number=personal_number,
        given_name=found.given_name,
        family_name=found.family_name,
        street=found.street,
        postcode=found.postcode,
        city=found.city,
        protected_identity=found.protected_identity,
    )
