"""The routines that change cards, certificates, holders and payers: each page with something in it."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from db.tables import ThisDevice
from kiosk.access import new_card
from kiosk.access.drafts import AccessDraft
from kiosk.access.new_card import CardReason, Why
from kiosk.clock import FixedClock, day_of
from kiosk.demo.catalogue import facility_id, seed_catalogue, till_id
from kiosk.devices.demo_video import FACE, write_demo_video
from kiosk.direct_debit import edit_payer, end_mandate
from kiosk.direct_debit.drafts import MandateDraft
from kiosk.opening import DataFolder, opened
from kiosk.orders import collect_online_purchase as collect
from kiosk.orders.collect_online_purchase import CollectionDraft, Shown
from kiosk.people import certify, recipients
from kiosk.people.actors import Actor, ActorDraft, Proof
from kiosk.people.drafts import IdentificationDraft, PersonalDetailsDraft
from kiosk.people.ending_certificates import ending_certificates, note_reminded
from kiosk.people.person_card import read_person_card
from kiosk.people.person_card_facts import PersonCard
from kiosk.store import Store
from kiosk.subscriptions import transfer
from tests.orders.shop import order
from tests.people import members
from tests.people.members import give_card, register, sell
from tools.screen_sets.register import _wait as wait
from tools.screen_sets.shell import ANNA, ONLINE, desk
from ui.appearance import Appearance
from ui.customer_wizard import open_customer_wizard
from ui.people.certificates_view import CertificatesView
from ui.people.person_card_view import PersonCardView
from ui.tasks import TaskRunner
from ui.visit_doors import VisitDoors

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SETTLE_MS = 500
SELF = ActorDraft(Actor.CUSTOMER, Proof.SWEDISH_ID)
BO: dict[str, Any] = {
    "personal_number": "198507099805",
    "birth_date": date(1985, 7, 9),
    "given_name": "Bo",
    "family_name": "Ek",
    "email": "bo@example.se",
    "mobile": "+46701740699",
}
_kept = ExitStack()


class Gym:
    """A store with a member in it, made when the first screen asks for it."""

    store: Store | None = None
    camera = ""
    member = ""
    year = ""  # the member's prepaid subscription
    bo = ""  # without anything but an online purchase

    @classmethod
    def opened(cls) -> Store:
        if cls.store is None:
            folder = Path(_kept.enter_context(tempfile.TemporaryDirectory()))
            cls.store = _kept.enter_context(opened(DataFolder(folder / "data", folder / "config"), FixedClock(NOW)))
            with cls.store.own_writing():
                seed_catalogue()
                ThisDevice.update(name="Reception 1", facility_id=facility_id("SOD"), till_id=till_id("SOD")).execute()
            cls.camera = str(folder / "face.avi")
            write_demo_video(Path(cls.camera), 2)
            cls.member = register(cls.store, customer_type="student")
            members.certify(cls.store, cls.member, date(2026, 12, 14))
            for number in ("10000342", "10000343"):
                give_card(cls.store, cls.member, number)
            members.sign_mandate(cls.store, cls.member, account="987654321")
            order(cls.store)
            order(cls.store, "GULD-3", number="W-2002", customer_type="ordinary", paid=139000)
            cls.bo = register(cls.store, 2, **BO)
            order(cls.store, **(BO | {"number": "W-2003"}))
            sell(
                cls.store,
                cls.member,
                start=date(2026, 10, 15),
                charged_until=date(2026, 11, 30),
                price=29900,
                price_list="student",
            )
            for serial, (family, is_secret) in enumerate((("Ström", False), ("Hemlig", True), ("Åkerlund", False)), 3):
                who: dict[str, Any] = {"family_name": family, "personal_number": None, "customer_type": "student"}
                one = register(cls.store, serial, protected_identity=is_secret, **who)
                members.certify(cls.store, one, date(2026, 11, 20 + serial))
            note_reminded(cls.store, ANNA, [ending_certificates(cls.store)[0].certificate_id])
            since = {"start": date(2026, 11, 1), "price": 299000, "months": 12, "price_list": "student"}
            cls.year = sell(cls.store, cls.member, "GULD-12", **since)
        return cls.store


def doors(store: Store) -> VisitDoors:
    return VisitDoors(
        store=store,
        tasks=TaskRunner(),
        staff=lambda: ANNA,
        is_online=lambda: True,
        look_up=lambda _number: None,
        reader=None,
        camera=lambda: Gym.camera,
        camera_chosen=lambda _camera: None,
        open_person=lambda _person: None,
        show_documents=lambda _outcome: None,
    )


def page(
    appearance: Appearance, routine: str, draft: Any, step: str, subscription_id: str = "", *, is_bo: bool = False
) -> QWidget:
    """The step's page as the draft fills it in."""
    store = Gym.opened()
    window = desk(appearance, ONLINE)
    window.show()
    wizard = open_customer_wizard(window.pages, doors(store), routine, Gym.bo if is_bo else Gym.member, subscription_id)
    while True:
        current = wizard.current
        current.put(getattr(draft, current.part_name))
        if current.step == step:
            break
        wizard.next()
    wait(SETTLE_MS)
    return window


def person_card(appearance: Appearance) -> QWidget:
    """With what its certificate says, and the button that renews it."""
    store = Gym.opened()
    window = desk(appearance, ONLINE)
    card = read_person_card(store, Gym.member, ANNA, day_of(NOW))
    assert isinstance(card, PersonCard)
    view = PersonCardView(card)
    window.pages.addWidget(view)
    window.pages.setCurrentWidget(view)
    window.show()
    return window


def certificates(appearance: Appearance) -> QWidget:
    """The list, with a protected identity and one who has had a letter."""
    store = Gym.opened()
    window = desk(appearance, ONLINE)
    view = CertificatesView(store, TaskRunner())
    window.pages.addWidget(view)
    window.pages.setCurrentWidget(view)
    window.show()
    return window


def year(appearance: Appearance, step: str, details: PersonalDetailsDraft | None = None) -> QWidget:
    """The member's prepaid year, to Cia, who is new, or to Bo."""
    store = Gym.opened()
    draft = TRANSFER if details is None else replace(TRANSFER, details=details, access=AccessDraft())
    draft = replace(draft, details=recipients.checked(store, draft.details, draft.identification))
    return page(appearance, "transfer", draft, step, Gym.year)


LOST = new_card.Draft(SELF, CardReason(Why.LOST), AccessDraft("1000 0777"))
REPLACED = replace(LOST, access=AccessDraft("1000 0777", FACE.read_bytes()))


def lost(appearance: Appearance, step: str) -> QWidget:
    """Which of two cards it was is said."""
    Gym.opened()
    return page(appearance, "new_card", replace(REPLACED, reason=CardReason(Why.LOST, _second_card())), step)


def _second_card() -> str:
    from db.rows import found

    assert Gym.store is not None
    with Gym.store.reading():
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
    "certify-2-summary": partial(page, routine="certify", draft=NEW_STUDENT, step="summary"),
    "certify-0-card": person_card,
    "certificates": certificates,
    "payer-1-mandate": partial(page, routine="edit_payer", draft=NEW_ACCOUNT, step="mandate"),
    "payer-2-summary": partial(page, routine="edit_payer", draft=NEW_ACCOUNT, step="summary"),
    "cancel-mandate-1": partial(page, routine="cancel_mandate", draft=CANCEL, step="ending"),
    "cancel-mandate-2-summary": partial(page, routine="cancel_mandate", draft=CANCEL, step="summary"),
    "transfer-1-holder": partial(year, step="new_holder"),
    "transfer-2-details": partial(year, step="personal_details"),
    "transfer-2-known": partial(year, step="personal_details", details=PersonalDetailsDraft("850709-9805")),
    "transfer-3-subscription": partial(year, step="subscription"),
    "transfer-4-access": partial(year, step="access_details"),
    "transfer-4-known": partial(year, step="access_details", details=PersonalDetailsDraft("850709-9805")),
    "transfer-5-summary": partial(year, step="summary"),
    "collect-1-shown": partial(page, routine="collect_online_purchase", draft=SHOWN, step="order", is_bo=True),
    "collect-1-not-shown": partial(page, routine="collect_online_purchase", draft=NOT_SHOWN, step="order", is_bo=True),
    "collect-2-summary": partial(page, routine="collect_online_purchase", draft=NOT_SHOWN, step="summary", is_bo=True),
}
