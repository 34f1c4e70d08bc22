"""Rules: what an agreement with an organisation can say. Pure."""

from enum import StrEnum

from kiosk.texts import N_


class Pays(StrEnum):
    """Who pays for what an organisation's people buy."""

    MEMBER = "member"
    ORGANISATION = "organisation"


PAYS = {Pays.MEMBER: N_("The member"), Pays.ORGANISATION: N_("The organisation, by invoice")}
"""Code → words to translate with `_`."""
