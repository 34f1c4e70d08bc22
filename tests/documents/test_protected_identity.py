"""No paper names a protected identity (docs/decisions/0033): every document of one is read back as text."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kiosk.direct_debit.drafts import Holder
from kiosk.direct_debit.mandates import mandate_facts
from kiosk.documents.agreement import write_agreement
from kiosk.documents.confirmation import write_confirmation
from kiosk.documents.mandate_form import write_mandate_form
from kiosk.documents.pdf import Paper
from kiosk.documents.receipt import write_receipt
from kiosk.ids import new_id
from kiosk.operations.people import GuardianBody
from kiosk.people.certificate_letters import letters_pdf
from kiosk.people.confirmations import confirmation_facts
from kiosk.routine import Outcome
from kiosk.store import Store
from kiosk.subscriptions.agreements import agreement_facts
from kiosk.subscriptions.charge import Draft
from kiosk.till.receipts import receipt_facts
from tests.documents.reading import metadata_of, text_of
from tests.people.members import MANAGER, certify, draft_mandate, register, sell
from tests.people.serving import SELF, served

SECRETS = {
    "personal_number": "199103052388",
    "given_name": "Xantippa",
    "family_name": "Zetterqvist",
    "email": "xz@example.se",
    "mobile": "+46701740699",
    "street": "Gömda vägen 7",
    "postcode": "93390",
    "city": "Arvidsjaur",
}
READABLE = (
    *("910305", "1991-03-05", "Xantippa", "Zetterqvist", "xz@example.se", "174 06 99"),
    *("Gömda", "933 90", "93390", "Arvidsjaur"),
)
MEMBER_NUMBER = "100000000342"


@pytest.fixture
def hidden(gym: Store) -> str:
    """A protected identity with gold by direct debit; it is 2026-11-22."""
    return _registered(gym, protected_identity=True)


def _registered(gym: Store, **changes: Any) -> str:
    values: dict[str, Any] = SECRETS | {"birth_date": date(1991, 3, 5), "member_number": MEMBER_NUMBER} | changes
    person_id = register(gym, 7, **values)
    sell(gym, person_id, start=date(2026, 11, 22), charged_until=date(2026, 11, 30), first_draw=date(2026, 11, 30))
    return person_id


def agreement(gym: Store, person_id: str) -> bytes:
    with gym.reading():
        ((subscription_id,),) = gym.database.execute_sql(
            "SELECT id FROM subscription WHERE person_id = ?", [person_id]
        ).fetchall()
    return write_agreement(agreement_facts(gym, subscription_id))


def own_mandate(gym: Store, person_id: str) -> bytes:
    who = {"holder_name": "Xantippa Zetterqvist", "holder_personal_number": SECRETS["personal_number"]}
    mandate_id = draft_mandate(gym, person_id, payer_number=MEMBER_NUMBER, **who)
    return write_mandate_form(mandate_facts(gym, mandate_id))


def charged(gym: Store, person_id: str) -> Outcome:
    return served(gym, "charge", person_id, Draft(SELF, 1), staff=MANAGER)


def confirmation(gym: Store, person_id: str) -> bytes:
    return write_confirmation(confirmation_facts(gym, charged(gym, person_id).confirmation_id))


def roll(gym: Store, person_id: str) -> bytes:
    return write_receipt(receipt_facts(gym, charged(gym, person_id).receipt_id), Paper.ROLL_80)


def sheet(gym: Store, person_id: str) -> bytes:
    return write_receipt(receipt_facts(gym, charged(gym, person_id).receipt_id), Paper.A4)


DOCUMENTS = [agreement, own_mandate, confirmation, roll, sheet]
Document = Callable[[Store, str], bytes]


def found_in(pdf: bytes) -> list[str]:
    said = f"{text_of(pdf)} {metadata_of(pdf)}"
    return [word for word in READABLE if word in said]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_nothing_of_who_it_is_stands_on_paper(gym: Store, hidden: str, document: Document) -> None:
    assert found_in(document(gym, hidden)) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_others_are_named(gym: Store, document: Document) -> None:
    """Or the test above would be blind."""
    assert {"Xantippa", "Zetterqvist"} <= set(found_in(document(gym, _registered(gym))))


@pytest.mark.parametrize("document", [agreement, own_mandate, confirmation])
def test_the_member_number_says_whose_it_is(gym: Store, hidden: str, document: Document) -> None:
    said = text_of(document(gym, hidden))
    assert MEMBER_NUMBER in said
    assert "Skyddade personuppgifter" in said


def test_who_signs_the_mandate_writes_the_name_by_hand(gym: Store, hidden: str) -> None:
    """The bank asks for name and number on the form."""
    said = text_of(own_mandate(gym, hidden))
    assert "Namn (skrivs för hand)" in said
    assert "Personnummer (skrivs för hand)" in said
    assert "6789" in said
    assert "för hand" not in text_of(own_mandate(gym, _registered(gym, personal_number="198507099805")))


def test_a_payer_number_that_is_the_personal_number_is_left_out(gym: Store, hidden: str) -> None:
    """A gym may have it so; masked it would still tell the birth date."""
    mandate_id = draft_mandate(gym, hidden, payer_number=SECRETS["personal_number"])
    assert found_in(write_mandate_form(mandate_facts(gym, mandate_id))) == []


def test_another_account_holder_is_named_and_the_member_is_not(gym: Store, hidden: str) -> None:
    who = {"holder": Holder.OTHER_ACCOUNT_HOLDER, "holder_name": "Maria Ek", "holder_personal_number": "196408233234"}
    pdf = write_mandate_form(mandate_facts(gym, draft_mandate(gym, hidden, **who)))
    assert found_in(pdf) == []
    assert "Maria Ek" in text_of(pdf)


def test_a_payer_who_is_protected_is_not_named_for_others(gym: Store, hidden: str) -> None:
    member = register(gym, 1)
    who = {"holder": Holder.OTHER_PAYER, "payer_id": hidden, "holder_name": "Xantippa Zetterqvist"}
    pdf = write_mandate_form(mandate_facts(gym, draft_mandate(gym, member, payer_number="1", **who)))
    assert found_in(pdf) == []
    assert "Åsa Öberg" in text_of(pdf)


def test_a_protected_childs_guardian_is_not_named_either(gym: Store) -> None:
    guardian = GuardianBody(
        id=new_id(),
        name="Maria Zetterqvist",
        personal_number="196408233234",
        relation="mother",
        consented_at=gym.clock.now(),
    )
    child = _registered(gym, protected_identity=True, guardian=guardian, birth_date=date(2012, 3, 5))
    said = text_of(agreement(gym, child))
    assert "Zetterqvist" not in said
    assert "640823" not in said
    assert "Mor" in said


def test_nobody_protected_is_written_to(gym: Store, hidden: str) -> None:
    certify(gym, hidden, date(2026, 12, 1))
    with gym.reading():
        ids = frozenset(row[0] for row in gym.database.execute_sql("SELECT id FROM certificate").fetchall())
    assert letters_pdf(gym, ids).pdf == b""
