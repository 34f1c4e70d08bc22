"""What becomes of the demo gym's agreements: one ends soon, one has ended, and a list has been imported."""

from datetime import timedelta
from hashlib import sha256
from random import Random

from db.rows import found
from kiosk.clock import day_of
from kiosk.demo.catalogue import product_id, staff_id
from kiosk.demo.examples import EXAMPLES
from kiosk.demo.names import FAMILY, GIVEN
from kiosk.demo.organisations import AGREEMENTS, WITHOUT, organisation_id
from kiosk.demo.people import test_number
from kiosk.ids import new_id
from kiosk.operations.organisations import OrganisationChanged
from kiosk.operations.pre_order_imports import ImportedRow, PreOrderImportRecorded, PreOrdersImported
from kiosk.organisations.edit_organisation import EDIT, told
from kiosk.organisations.import_terms import IMPORT
from kiosk.people.name_key import folded
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Errand, Store

MANAGER = StaffMember(staff_id("omar"), "omar", "Omar Platschef", Role.MANAGER)
LAST_DAYS = {"TRAST": 20, "VIKEN": -40}  # from now
IMPORTER, PRODUCT, DAYS = "NORRSKEN", "GULD-3", (-5, 85)
FILE, ROWS, REFUSED = "norrsken-nyanställda.csv", 6, 1
IMPORTED = "Imre"  # of the examples, who is on the list
SEED = 5


def seed_agreements(store: Store) -> None:
    for code, days in LAST_DAYS.items():
        with store.errand(MANAGER, EDIT) as errand:
            until, was = day_of(errand.at) + timedelta(days=days), AGREEMENTS.get(code, WITHOUT)[1]
            change = OrganisationChanged(
                organisation_id=organisation_id(code),
                old={"agreement_until": was.isoformat() if was else None},
                new={"agreement_until": until.isoformat()},
                known_twins=[],
            )
            errand.subject_id, errand.details = change.organisation_id, told(change)
            errand.perform(change)


def seed_import(store: Store) -> None:
    """Newcomers, and one who is known here."""
    with store.errand(MANAGER, IMPORT) as errand:
        import_id, rows = new_id(), _rows(errand)
        first, last = (day_of(errand.at) + timedelta(days=days) for days in DAYS)
        ordered = {"organisation_id": organisation_id(IMPORTER), "product_id": product_id(PRODUCT)}
        ordered |= {"import_id": import_id}
        errand.subject_id = organisation_id(IMPORTER)
        errand.details = {"import": import_id, "accepted": len(rows), "refused": REFUSED}
        errand.perform(
            PreOrderImportRecorded(
                valid_from=first,
                valid_until=last,
                file_sha256=sha256(FILE.encode()).hexdigest(),
                file_name=FILE,
                accepted=len(rows),
                refused=REFUSED,
                staff_id=MANAGER.id,
                imported_at=errand.at,
                known=[],
                **ordered,
            )
        )
        errand.perform(
            PreOrdersImported(valid_from=first, valid_until=last, created_at=errand.at, first=0, rows=rows, **ordered)
        )


def _rows(errand: Errand) -> list[ImportedRow]:
    random = Random(SEED)  # noqa: S311 - plausible, not secret
    numbers = [number for (number,) in found("SELECT personal_number FROM person WHERE personal_number IS NOT NULL")]
    numbers += [
        number for (number,) in found("SELECT personal_number FROM pre_order WHERE personal_number IS NOT NULL")
    ]
    taken, today = set(numbers), day_of(errand.at)
    people = []
    for _row in range(ROWS):
        born = today - timedelta(days=random.randint(20 * 366, 63 * 365))
        people.append((test_number(born, random, taken), random.choice(GIVEN), random.choice(FAMILY)))
    known = next(one for one in EXAMPLES if one.given_name == IMPORTED)
    sql = "SELECT personal_number, given_name, family_name FROM person WHERE id = ?"
    people += found(sql, known.person_id)
    return [
        ImportedRow(number, f"{given} {family}", f"{folded(given)}.{folded(family)}@norrsken.example.se")
        for number, given, family in people
    ]
