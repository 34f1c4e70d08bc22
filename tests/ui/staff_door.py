"""A sign-in without a database: two members of staff, and PINs that are wrong on order."""

from dataclasses import dataclass, field

from kiosk.problems import Problem
from kiosk.staff.rights import Role, StaffMember

ANNA = StaffMember("1", "anna", "Anna Lindqvist", Role.RECEPTION)
BO = StaffMember("2", "bo", "Bo Ek", Role.MANAGER)
LONG_NAME = "Cecilia Margareta von Åkerström-Holmberg"


@dataclass(frozen=True, slots=True)
class Choice:
    login: str
    name: str


@dataclass
class TwoStaff:
    """Anna has 1111, Bo 2222; `wait` is how long a wrong PIN costs."""

    wait: int = 0
    attempts: list[tuple[str, str]] = field(default_factory=list)

    def choices(self) -> list[Choice]:
        return [
            Choice(ANNA.login, ANNA.name),
            Choice(BO.login, BO.name),
            Choice("cia", LONG_NAME),
            Choice("dan", "Dan"),
        ]

    def attempt(self, login: str, pin: str) -> StaffMember | Problem:
        self.attempts.append((login, pin))
        right = {("anna", "1111"): ANNA, ("bo", "2222"): BO}
        return right.get((login, pin)) or Problem("pin_wrong", "pin", values={"seconds": self.wait})
