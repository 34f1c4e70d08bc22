"""Rules: what an agreement with an organisation can say. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.problems import Problem
from kiosk.texts import N_


class Pays(StrEnum):
    """Who pays for what an organisation's people buy."""

    MEMBER = "member"
    ORGANISATION = "organisation"


PAYS = {Pays.MEMBER: N_("The member"), Pays.ORGANISATION: N_("The organisation, by invoice")}
"""Code → words to translate with `_`."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """An organisation with what it and the gym have agreed, as a desk's file has it. `until` None: without end;
    `product_ids` none: about everything; `price_list_id` "": its people pay as the customer type Organisation does;
    `price_list` is its name. `has_pre_orders`: it may order for its people beforehand."""

    organisation_id: str
    name: str
    shown_number: str
    city: str
    account_manager: str
    pays: Pays
    until: date | None
    product_ids: tuple[str, ...]
    price_list_id: str
    price_list: str
    has_pre_orders: bool
    is_active: bool

    @property
    def is_invoiced(self) -> bool:
        return self.pays is Pays.ORGANISATION

    def is_over(self, day: date) -> bool:
        return self.until is not None and self.until < day


@dataclass(frozen=True, slots=True)
class Payer:
    """The organisation that pays for a subscription by invoice: for days until the last of its agreement, None without
    end, and for `product_ids`, none for everything. `name` "" for one that isn't known here."""

    organisation_id: str
    name: str = ""
    until: date | None = None
    product_ids: tuple[str, ...] = ()

    def pays_on(self, day: date) -> bool:
        return self.until is None or day <= self.until

    def pays_for(self, product_id: str) -> bool:
        return not self.product_ids or product_id in self.product_ids


class AgreementStanding(StrEnum):
    """How an organisation stands with the gym on a day."""

    HOLDS = "holds"
    ENDING = "ending"  # within the days that certificates are spoken of
    ENDED = "ended"
    INACTIVE = "inactive"


def standing_on(day: date, until: date | None, warning_days: int, *, is_active: bool) -> AgreementStanding:
    """`until`: the agreement's last day."""
    if not is_active:
        return AgreementStanding.INACTIVE
    left = None if until is None else (until - day).days
    if left is None or left > warning_days:
        return AgreementStanding.HOLDS
    return AgreementStanding.ENDED if left < 0 else AgreementStanding.ENDING


def agreement_problem(agreement: Agreement, today: date) -> Problem | None:
    """Why nothing can be sold through it today; None when it can. Field: organisation_id."""
    name = {"name": agreement.name}
    if not agreement.is_active:
        return Problem("agreement_inactive", "organisation_id", values=name)
    if agreement.until is not None and agreement.is_over(today):
        return Problem("agreement_over", "organisation_id", values=name | {"until": agreement.until.isoformat()})
    return None
