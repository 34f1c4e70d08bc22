"""What a role may do."""

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    SELL = "sell"  # register, sell, take payment
    PROTECTED_IDENTITY = "protected_identity"  # open a card with protected identity
    SHOW_NUMBER = "show_number"  # see a personal number in full, journalled
    OVERRIDE_ACCOUNT = "override_account"  # go on in spite of an account warning
    ORGANISATION = "organisation"
    DIRECT_DEBIT = "direct_debit"  # charging runs, autogiro files
    SETTLE = "settle"  # close matters to settle
    ADMINISTER = "administer"  # settings, staff, enrolment of desks


class Role(StrEnum):
    RECEPTION = "reception"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"


_RECEPTION = frozenset({Right.SELL, Right.SHOW_NUMBER, Right.OVERRIDE_ACCOUNT})
_MANAGER = _RECEPTION | {Right.PROTECTED_IDENTITY, Right.ORGANISATION, Right.DIRECT_DEBIT, Right.SETTLE}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.RECEPTION: _RECEPTION,
    Role.MANAGER: _MANAGER,
    Role.ADMINISTRATOR: _MANAGER | {Right.ADMINISTER},
}


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Someone signed in at this desk."""

    id: str
    login: str
    name: str
    role: Role

    @property
    def rights(self) -> frozenset[Right]:
        return RIGHTS[self.role]

    def may(self, right: Right) -> bool:
        return right in self.rights
