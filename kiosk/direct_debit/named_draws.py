"""Whose draws they are, in words: for those that a file to the bank leaves out."""

from collections.abc import Sequence

from db.rows import found, json_list
from db.tables import Person
from kiosk.people.known_persons import known_person
from kiosk.texts import _

NAMED = 5  # in a line; the others are counted


def whose(draw_ids: Sequence[str]) -> str:
    """Name and member number of each; of a protected identity the number only. "" for none. Inside a read."""
    sql = "SELECT DISTINCT person_id FROM debit_draw WHERE id IN (SELECT value FROM json_each(?)) ORDER BY person_id"
    ids = [person_id for (person_id,) in found(sql, json_list(draw_ids))] if draw_ids else []
    named = [_words(person) for person in map(Person.find, ids[:NAMED]) if person is not None]
    more = len(ids) - len(named)
    return ", ".join([*named, *([_("{n} more", n=more)] if more else [])])


def _words(person: Person) -> str:
    name = known_person(person).name
    number = _("member {number}", number=person.member_number)
    return f"{name} ({number})" if name else number
