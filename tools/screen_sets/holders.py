"""The routines that change cards, certificates, holders and payers: each page with something in it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Any

from PySide6.QtWidgets import QWidget

from db.rows import found
from kiosk.access import new_card
from kiosk.access.drafts import AccessDraft
from kiosk.access.new_card import CardReason, Why
from kiosk.clock import today
from kiosk.devices.demo_video import FACE
from kiosk.direct_debit import edit_payer, end_mandate
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.orders import collect_online_purchase as collect
from kiosk.orders.collect_online_purchase import CollectionDraft, Shown
from kiosk.organisations.buying import OrganisationPart
from kiosk.people import certify, recipients
from kiosk.people.customer_types import IdOrigin
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.ending_certificates import ending_certificates, note_reminded
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.store import Store
from kiosk.subscriptions import transfer
from kiosk.undo import LastErrand, last_errand
from tests.orders.shop import order
from tests.organisations.belonging import belongs
from tests.organisations.joining import agree, agreement
from tests.people import members
from tests.people.members import BO_EK, give_card, register, sell
from tests.people.serving import SELF, served
from tools.screen_desk import bare_store, routine_page
from tools.screen_sets.shell import ANNA, ONLINE, desk
from ui.appearance import Appearance
from ui.people.certificates_view import CertificatesView
from ui.people.person_card_undo import UndoDialog
from ui.people.person_card_view import PersonCardView
from ui.tasks import TaskRunner

LUCJA: dict[str, Any] = {
    "birth_date": date(2004, 2, 29),
    "given_name": "Łucja-Maria",
    "family_name": "Nowak-Ćwik",
    "email": "lucja@example.pl",
    "mobile": "+48601234567",
    "street": "Ringvägen 7",
    "document_kind": "national_id_card",
    "document_country": "Türkiye",
}


@dataclass(frozen=True, slots=True)
class Gym:
    """`year`: the member's prepaid subscription; `bo` has nothing but an online purchase."""

    store: Store
    member: str
    year: str
    bo: str


@cache
def _gym() -> Gym:
    store = bare_store()
    member = _member(store)
    order(store)
    order(store, "GULD-3", number="W-2002", customer_type="ordinary", paid=139000)
    bo = register(store, 2, **BO_EK)
    buyer = {name: value for name, value in BO_EK.items() if name != "street"}  # the shop asks for none
    order(store, **buyer, number="W-2003")
    paid: dict[str, Any] = {"start": date(2026, 10, 15), "charged_until": date(2026, 11, 30)}
    sell(store, member, price=29900, price_list="student", **paid)
    _students_with_ending_certificates(store)
    since = {"start": date(2026, 11, 1), "price": 299000, "months": 12, "price_list": "student"}
    return Gym(store, member, sell(store, member, "GULD-12", **since), bo)


def _member(store: Store) -> str:
    member = register(store, customer_type="student")
    members.certify(store, member, date(2026, 12, 14))
    for number in ("10000342", "10000343"):
        give_card(store, member, number)
    members.sign_mandate(store, member, account="987654321")
    return member


def _students_with_ending_certificates(store: Store) -> None:
    """The first of them has had a letter."""
    for serial, (family, is_secret) in enumerate((("Ström", False), ("Hemlig", True), ("Åkerlund", False)), 3):
        who: dict[str, Any] = {"family_name": family, "personal_number": None, "customer_type": "student"}
        one = register(store, serial, protected_identity=is_secret, **who)
        members.certify(store, one, date(2026, 11, 20 + serial))
    _of_a_club_whose_agreement_ends(store)
    note_reminded(store, ANNA, [ending_certificates(store)[0].certificate_id])


def _of_a_club_whose_agreement_ends(store: Store) -> None:
    one = register(store, 6, family_name="Trastmark", personal_number=None)
    agree(store, "TRAST", "agreement_until", "2026-12-01")
    with store.errand(ANNA, "certify") as errand:
        belongs(one, None)(errand)


def page(
    appearance: Appearance, routine: str, draft: Any, step: str, subscription_id: str = "", *, is_bo: bool = False
) -> QWidget:
    """The step's page as the draft fills it in."""
    gym = _gym()
    return routine_page(appearance, gym.store, routine, draft, step, gym.bo if is_bo else gym.member, subscription_id)


def belonging(appearance: Appearance, step: str) -> QWidget:
    """Åttika's, which lasts without end and has the type's prices."""
    part = OrganisationPart(agreement(_gym().store, "ATTIKA"), ticked=frozenset({"organisation_proof"}))
    draft = certify.Draft(SELF, IdentificationDraft("organisation"), part)
    return page(appearance, "certify", draft, step)


def _window(appearance: Appearance, page: QWidget) -> QWidget:
    window = desk(appearance, ONLINE)
    window.pages.addWidget(page)
    window.pages.setCurrentWidget(page)
    window.show()
    return window


def person_card(appearance: Appearance) -> QWidget:
    """With what its certificate says, and the button that renews it."""
    gym = _gym()
    card = read_person_card(gym.store, gym.member, ANNA, today(gym.store.clock))
    assert isinstance(card, PersonCard)
    return _window(appearance, PersonCardView(card))


@cache
def _certified() -> tuple[Store, str]:
    """With the member's id."""
    store = bare_store()
    person_id = register(store)
    sell(store, person_id, start=date(2026, 10, 1), charged_until=date(2026, 11, 30))
    served(store, "certify", person_id, NEW_STUDENT, staff=ANNA)
    return store, person_id


UNDER: list[QWidget] = []  # what the latest dialog lies over: nobody else holds it


def undo(appearance: Appearance) -> QWidget:
    """What days to come cost when the certificate is taken away."""
    store, person_id = _certified()
    last = last_errand(store, ANNA, person_id)
    assert isinstance(last, LastErrand)
    UNDER[:] = [desk(appearance, ONLINE)]
    return UndoDialog(last, UNDER[0])


def certificates(appearance: Appearance) -> QWidget:
    """The list, with a protected identity and one who has had a letter."""
    return _window(appearance, CertificatesView(_gym().store, TaskRunner()))


def year(
    appearance: Appearance, step: str, details: PersonalDetailsDraft | None = None, shown: str = "student"
) -> QWidget:
    """The member's prepaid year, to Cia, who is new, or to Bo. `shown`: of which customer type; of Åttika's people, who
    have another price."""
    gym = _gym()
    draft = TRANSFER if details is None else replace(TRANSFER, details=details, access=AccessDraft())
    if shown != "student":
        part = OrganisationPart(agreement(gym.store, "ATTIKA"), ticked=frozenset({"organisation_proof"}))
        only_id = IdentificationDraft(shown, ticked=frozenset({"swedish_id"}))
        draft = replace(draft, identification=only_id, organisation=part)
    draft = replace(draft, details=recipients.checked(gym.store, draft.details, draft.identification))
    return page(appearance, "transfer", draft, step, gym.year)


@cache
def _abroad() -> tuple[Store, str, str, str]:
    """A member with a year to give, and somebody without a Swedish number who has a subscription."""
    store = bare_store()
    member, other = register(store), register(store, 2, personal_number=None, **LUCJA)
    years = [sell(store, one, "GULD-12", start=date(2026, 11, 1), price=399000, months=12) for one in (member, other)]
    return store, member, years[0], other


def abroad(appearance: Appearance, *, chosen: bool) -> QWidget:
    """Somebody with a foreign document, who shares a birth date and an address; chosen: who can't take over another."""
    store, member, its_year, other = _abroad()
    shown = IdentificationDraft("ordinary", IdOrigin.FOREIGN, ticked=frozenset({"foreign_id", "proof_of_residence"}))
    typed = PersonalDetailsDraft(
        birth_date=LUCJA["birth_date"],
        given_name="Łucja",
        family_name="Nowak",
        street=LUCJA["street"],
        taken_as=other if chosen else "",
    )
    draft = replace(TRANSFER, identification=shown, details=recipients.checked(store, typed, shown))
    return routine_page(appearance, store, "transfer", draft, "personal_details", member, its_year)


def foreign_card(appearance: Appearance) -> QWidget:
    """Of somebody without a Swedish number."""
    store, _member, _its_year, other = _abroad()
    card = read_person_card(store, other, ANNA, today(store.clock))
    assert isinstance(card, PersonCard)
    return _window(appearance, PersonCardView(card))


LOST = new_card.Draft(SELF, CardReason(Why.LOST), AccessDraft("1000 0777"))
REPLACED = replace(LOST, access=AccessDraft("1000 0777", FACE.read_bytes()))


def lost(appearance: Appearance, step: str) -> QWidget:
    """Which of two cards it was is said."""
    return page(appearance, "new_card", replace(REPLACED, reason=CardReason(Why.LOST, _second_card())), step)


def _second_card() -> str:
    with _gym().store.reading():
        return str(found("SELECT id FROM card WHERE number = '10000343'")[0][0])


NEW_STUDENT = certify.Draft(
    SELF, IdentificationDraft("student", ticked=frozenset({"student_card"}), valid_until=date(2027, 12, 14))
)
ORDINARY = replace(NEW_STUDENT, certificate=IdentificationDraft("ordinary"))
SHOWN = collect.Draft(
    SELF,
    CollectionDraft(shows=Shown.YES, valid_until=date(2027, 9, 14), ticked=frozenset({"student_card"})),
    access=AccessDraft("1000 0888"),
)
NOT_SHOWN = replace(SHOWN, collection=CollectionDraft(shows=Shown.NO))
NEW_ACCOUNT = edit_payer.Draft(SELF, MandateDraft(clearing="6789", account="123456789"))
CANCEL = end_mandate.Draft(SELF, end_mandate.EndingDraft(is_understood=True))
CIA = PersonalDetailsDraft(
    personal_number="811228-9874",
    given_name="Cia",
    family_name="Lund",
    street="Ringvägen 1",
    postcode="11867",
    city="Stockholm",
    email="cia@example.se",
    mobile="070-174 06 98",
)
TRANSFER = transfer.Draft(
    SELF,
    IdentificationDraft("student", ticked=frozenset({"swedish_id", "student_card"}), valid_until=date(2027, 9, 14)),
    CIA,
    AccessDraft("2000 0001", FACE.read_bytes()),
)
SCREENS: dict[str, Callable[[Appearance], QWidget]] = {
    "new-card-1-reason": partial(lost, step="reason"),
    "new-card-2-access": partial(lost, step="access_details"),
    "new-card-3-summary": partial(lost, step="summary"),
    "certify-1-student": partial(page, routine="certify", draft=NEW_STUDENT, step="certificate"),
    "certify-1-ordinary": partial(page, routine="certify", draft=ORDINARY, step="certificate"),
    "certify-1-type": partial(belonging, step="certificate"),
    "certify-1-organisation": partial(belonging, step="organisation"),
    "certify-2-organisation": partial(belonging, step="summary"),
    "certify-2-summary": partial(page, routine="certify", draft=NEW_STUDENT, step="summary"),
    "certify-0-card": person_card,
    "certify-3-undo": undo,
    "certificates": certificates,
    "payer-1-mandate": partial(page, routine="edit_payer", draft=NEW_ACCOUNT, step="mandate"),
    "payer-2-summary": partial(page, routine="edit_payer", draft=NEW_ACCOUNT, step="summary"),
    "cancel-mandate-1": partial(page, routine="cancel_mandate", draft=CANCEL, step="ending"),
    "cancel-mandate-2-summary": partial(page, routine="cancel_mandate", draft=CANCEL, step="summary"),
    "transfer-1-holder": partial(year, step="new_holder"),
    "transfer-2-details": partial(year, step="personal_details"),
    "transfer-2-known": partial(year, step="personal_details", details=PersonalDetailsDraft("850709-9805")),
    "transfer-0-foreign-card": foreign_card,
    "transfer-2-alike": partial(abroad, chosen=False),
    "transfer-2-refused": partial(abroad, chosen=True),
    "transfer-3-subscription": partial(year, step="subscription"),
    "transfer-1-member": partial(year, step="new_holder", shown="organisation"),
    "transfer-1-organisation": partial(year, step="organisation", shown="organisation"),
    "transfer-3-dearer": partial(year, step="subscription", shown="ordinary"),
    "transfer-5-dearer": partial(year, step="summary", shown="organisation"),
    "transfer-4-access": partial(year, step="access_details"),
    "transfer-4-known": partial(year, step="access_details", details=PersonalDetailsDraft("850709-9805")),
    "transfer-5-summary": partial(year, step="summary"),
    "collect-1-shown": partial(page, routine="collect_online_purchase", draft=SHOWN, step="order", is_bo=True),
    "collect-1-not-shown": partial(page, routine="collect_online_purchase", draft=NOT_SHOWN, step="order", is_bo=True),
    "collect-2-summary": partial(page, routine="collect_online_purchase", draft=NOT_SHOWN, step="summary", is_bo=True),
}
