"""The demo gym's facts and whole drafts of the routine Register private customer, for tests to change one thing in."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from db.tables import FACILITY, LoggedOperation, PhotoBlob, ReceiptSeries, Row, SearchKey
from kiosk.access.drafts import AccessDraft
from kiosk.clock import FixedClock, day_of
from kiosk.demo.catalogue import TERMS_VERSION, product_id, seed_desk
from kiosk.desk_facts import Facts, read_facts
from kiosk.direct_debit.drafts import Holder, MandateDraft
from kiosk.opening import DataFolder, opened
from kiosk.people import registration
from kiosk.people.customer_types import IdOrigin
from kiosk.people.drafts import GuardianDraft, IdentificationDraft, PersonalDetailsDraft
from kiosk.people.register_private_customer import ROUTINE, Draft
from kiosk.routine import Outcome
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.subscriptions.drafts import ProductsDraft
from kiosk.till.tender import Method, Tender

# numbers that the tax agency gives out for tests
ADULT = "900101-0017"
OTHER_ADULT = "19850709-9805"
GUARDIAN = "640823-3234"
CHILD = "121212-1212"
SIXTEEN = "20101122-2393"
EIGHTEEN_TODAY = "200811222389"
EIGHTEEN_TOMORROW = "200811232388"
SIXTY_FIVE_TODAY = "196111222383"

PHOTO = b"\xff\xd8\xff\xe0" + bytes(1000)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@cache
def demo_facts() -> Facts:
    """As read at the demo gym's desk on 2026-11-22."""
    with (
        TemporaryDirectory() as folder,
        opened(DataFolder(Path(folder, "data"), Path(folder)), FixedClock(NOW)) as store,
    ):
        with store.own_writing():
            seed_desk()
        return read_facts(store)


def facts_on(day: date, **changes: object) -> Facts:
    """The same gym on another day."""
    now = datetime(day.year, day.month, day.day, 9, 30, tzinfo=UTC)
    return replace(demo_facts(), now=now, today=day_of(now), **changes)  # type: ignore[arg-type]


ORDINARY = IdentificationDraft("ordinary", ticked=frozenset({"swedish_id"}))
STUDENT = IdentificationDraft(
    "student", ticked=frozenset({"swedish_id", "student_card"}), valid_until=date(2027, 9, 14)
)
FOREIGN = IdentificationDraft("ordinary", IdOrigin.FOREIGN, ticked=frozenset({"foreign_id", "proof_of_residence"}))
MINOR = replace(ORDINARY, is_minor=True, guardian=GuardianDraft("Maria Öberg", GUARDIAN, "mother", has_consented=True))

ASA = PersonalDetailsDraft(
    personal_number=ADULT,
    given_name="Åsa",
    family_name="Öberg",
    street="Götgatan 12 B",
    postcode="118 46",
    city="Stockholm",
    email="asa.oberg@example.se",
    mobile="070-174 06 05",
)
AINO = replace(
    ASA,
    personal_number="",
    birth_date=date(1991, 5, 17),
    document_kind="passport",
    document_country="Finland",
    given_name="Aino",
    family_name="Virtanen",
    email="aino@example.fi",
    mobile="+358 40 123 4567",
)
CARD = AccessDraft("1000 0342", PHOTO)
ACCOUNT = MandateDraft(clearing="6789", account="123456789")


def prepaid(product: str = "GULD-12") -> ProductsDraft:
    return ProductsDraft(product_id(product))


def debited(product: str = "GULD-AG12", *add_ons: str, start: date | None = None) -> ProductsDraft:
    return ProductsDraft(product_id(product), frozenset(product_id(one) for one in add_ons), start)


def ordinary_prepaid() -> Draft:
    return Draft(ORDINARY, ASA, prepaid(), access=CARD, accepted_terms=TERMS_VERSION)


def student_direct_debit() -> Draft:
    return Draft(STUDENT, ASA, debited(), ACCOUNT, CARD, TERMS_VERSION)


def child_with_payer() -> Draft:
    """The payer has to be registered first, with GUARDIAN's number."""
    details = replace(ASA, personal_number=CHILD, given_name="Love", email="love@example.se", mobile="070-174 06 06")
    payer = replace(ACCOUNT, holder=Holder.OTHER_PAYER, holder_personal_number=GUARDIAN)
    return Draft(MINOR, details, debited(), payer, replace(CARD, card_number="1000 0343"), TERMS_VERSION)


def foreign() -> Draft:
    return Draft(FOREIGN, AINO, prepaid("GYM-1"), access=CARD, accepted_terms=TERMS_VERSION)


def protected() -> Draft:
    details = replace(ASA, protected_identity=True, street="", postcode="", city="")
    return Draft(ORDINARY, details, prepaid(), access=replace(CARD, photo=None), accepted_terms=TERMS_VERSION)


def paid_by_card(draft: Draft, facts: Facts, reference: str = "004711") -> Draft:
    """The draft with what is due now paid exactly."""
    due = ROUTINE.quote(draft, facts).due_now
    return replace(draft, tenders=(Tender(Method.CARD, due, reference),)) if due else draft


def paid_in_cash(draft: Draft, facts: Facts, given: int) -> Draft:
    return replace(draft, tenders=(Tender(Method.CASH, ROUTINE.quote(draft, facts).due_now, given=given),))


ERRAND_TABLES: list[type[Row]] = [*FACILITY, SearchKey, PhotoBlob, LoggedOperation, ReceiptSeries]
"""All that an errand may write to."""


def counts(store: Store) -> dict[str, int]:
    """Rows per table."""
    with store.reading():
        return {table.table_name(): table.select().count() for table in ERRAND_TABLES}


def done(store: Store, staff: StaffMember, draft: Draft) -> Outcome:
    """Finished; paid by card when the draft says nothing of payment."""
    facts = read_facts(store)
    outcome = registration.finish(ROUTINE, store, staff, draft if draft.tenders else paid_by_card(draft, facts), facts)
    assert outcome.problems == ()
    return outcome


def refused(store: Store, staff: StaffMember, draft: Draft) -> list[tuple[str, str, object]]:
    """(code, field, page) of each problem; nothing has been written."""
    before, facts = counts(store), read_facts(store)
    outcome = registration.finish(ROUTINE, store, staff, draft if draft.tenders else paid_by_card(draft, facts), facts)
    assert not outcome.is_done
    assert counts(store) == before
    assert all(sentence(problem) for problem in outcome.problems)
    return [(problem.code, problem.field, problem.values["step"]) for problem in outcome.problems]
