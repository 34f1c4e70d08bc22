"""Certificates that end soon: who is on the list, what is kept off it, and letters that are noted once."""

from datetime import date
from typing import Any

import pytest

from db.rows import found
from kiosk.people.certificate_letters import letters_pdf
from kiosk.people.ending_certificates import ending_certificates, note_reminded, read_letters
from kiosk.store import Store
from kiosk.texts import Language, language, set_language
from tests.documents.reading import pages_of, text_of
from tests.people.members import STAFF, certify, register


@pytest.fixture
def students(gym: Store) -> list[str]:
    """At 2026-11-22: their certificates end in 30, 31, 0 and -1 days, and in 5 for one with protected identity."""
    ids = []
    days = (date(2026, 12, 22), date(2026, 12, 23), date(2026, 11, 22), date(2026, 11, 21), date(2026, 11, 27))
    for serial, until in enumerate(days, start=1):
        is_secret = until == days[-1]
        who: dict[str, Any] = {"family_name": f"Berg{serial}", "personal_number": None, "protected_identity": is_secret}
        person_id = register(gym, serial, customer_type="student", **who)
        certify(gym, person_id, until)
        ids.append(person_id)
    return ids


def test_the_soonest_first_within_the_gyms_days(gym: Store, students: list[str]) -> None:
    rows = ending_certificates(gym)
    assert [(one.name, one.days_left) for one in rows] == [("Åsa Berg3", 0), ("", 5), ("Åsa Berg1", 30)]
    assert [one.type_name for one in rows] == ["Student"] * 3


def test_among_those_of_a_day_a_protected_identitys_place_tells_no_name(gym: Store) -> None:
    for serial, (name, is_secret) in enumerate((("Al", True), ("Berg", False), ("Ceder", False)), start=1):
        who: dict[str, Any] = {"family_name": name, "personal_number": None, "protected_identity": is_secret}
        certify(gym, register(gym, serial, customer_type="student", **who), date(2026, 12, 1))
    assert [one.name for one in ending_certificates(gym)] == ["Åsa Berg", "Åsa Ceder", ""]


def test_a_protected_identity_is_a_member_number_only(gym: Store, students: list[str]) -> None:
    (secret,) = [one for one in ending_certificates(gym) if one.is_protected]
    assert (secret.name, secret.email, secret.mobile) == ("", "", "")
    assert secret.member_number


def test_who_has_shown_a_later_one_is_off_the_list(gym: Store, students: list[str]) -> None:
    certify(gym, students[0], date(2027, 12, 22))
    certify(gym, students[2], None)
    assert [one.days_left for one in ending_certificates(gym)] == [5]


def test_a_certificate_of_another_type_is_nobodys_concern(gym: Store) -> None:
    person_id = register(gym, customer_type="ordinary")
    certify(gym, person_id, date(2026, 12, 1))
    assert ending_certificates(gym) == ()


def test_letters_are_made_one_page_each_and_noted(gym: Store, students: list[str]) -> None:
    """Nobody with protected identity is written to."""
    rows = ending_certificates(gym)
    letters = letters_pdf(gym, frozenset(one.certificate_id for one in rows))
    pdf, said = letters.pdf, text_of(letters.pdf)
    assert len(pages_of(pdf)) == 2
    assert "Åsa Berg3" in said
    assert "2026-12-22" in said
    assert "Berg5" not in said
    assert [one.reminded_on for one in ending_certificates(gym)] == [None] * 3  # only looked at so far
    note_reminded(gym, STAFF, letters.certificate_ids)
    assert [one.reminded_on for one in ending_certificates(gym)] == [date(2026, 11, 22), None, date(2026, 11, 22)]
    with gym.reading():
        kinds = found("SELECT kind FROM operation_log ORDER BY seq DESC LIMIT 2")
    assert [kind for (kind,) in kinds] == ["journal.written", "certificates.reminded"]


def test_nothing_chosen_makes_no_letter(gym: Store, students: list[str]) -> None:
    assert read_letters(gym, ()) == {}
    assert letters_pdf(gym, frozenset({"gone"})).pdf == b""


def test_letters_are_swedish_at_an_english_desk_too(gym: Store, students: list[str]) -> None:
    """The desk's own words stay English meanwhile and after."""
    set_language(Language.ENGLISH)
    try:
        (one, *_rest) = ending_certificates(gym)
        said = text_of(letters_pdf(gym, frozenset({one.certificate_id})).pdf)
        assert language() is Language.ENGLISH
    finally:
        set_language(Language.SWEDISH)
    assert "Välkommen" in said
    assert "Welcome" not in said
