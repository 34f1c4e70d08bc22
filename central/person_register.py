"""Where persons' names and addresses are looked up: an interface, and one kept in a file for the demo gym and tests."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from kiosk.errors import UnreadableFile
from kiosk.texts import _


class RegisterDown(Exception):
    """The register doesn't answer now; nothing is known of the person."""


@dataclass(frozen=True, slots=True)
class RegisteredPerson:
    """Names and address are empty for a protected identity: the register gives none out."""

    given_name: str = ""
    family_name: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    protected_identity: bool = False


class PersonRegister(Protocol):
    def find(self, personal_number: str) -> RegisteredPerson | None:
        """`personal_number` has twelve digits. None: there is no such person. Raises RegisterDown."""
        ...


class NoRegister:
    """A gym without an agreement with a register."""

    def find(self, personal_number: str) -> RegisteredPerson | None:
        raise RegisterDown


class FileRegister:
    """JSON: {personal number: {given_name, family_name, street, postcode, city, protected_identity}}."""

    def __init__(self, path: Path) -> None:
        """Raises UnreadableFile."""
        try:
            self._persons = msgspec.json.decode(path.read_bytes(), type=dict[str, RegisteredPerson])
        except (OSError, msgspec.MsgspecError) as error:
            message = _("The person register in {path} can't be read: {reason}.", path=path, reason=error)
            raise UnreadableFile(message, _("Mend the file, or take the setting away.")) from error

    def find(self, personal_number: str) -> RegisteredPerson | None:
        return self._persons.get(personal_number)
