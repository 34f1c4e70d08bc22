"""What an example customer of the demo gym has lived through: cards, mandates, freezes, certificates, notes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from kiosk.catalogue import Catalogue
from kiosk.check_digits import luhn_digit
from kiosk.clock import day_of
from kiosk.demo.catalogue import facility_id, product_id
from kiosk.demo.direct_debit import draw
from kiosk.demo.orders import Bought, ordered
from kiosk.demo.organisations import AGREEMENTS, WITHOUT, organisation_id, own_price_list
from kiosk.direct_debit.draw_states import DrawEvent
from kiosk.ids import fixed_id
from kiosk.operations.access import CardAssigned, CardBlocked
from kiosk.operations.customers import NoteWritten
from kiosk.operations.direct_debit import MandateAnswered, MandateCancelled, MandateDrafted, MandateSent, MandateSigned
from kiosk.operations.freezes import SubscriptionFrozen
from kiosk.operations.people import (
    CertificateRecorded,
)
from kiosk.operations.pre_orders import PreOrderCreated
from kiosk.operations.subscription_changes import SubscriptionTerminated
from kiosk.people.member_number import make_member_number
from kiosk.store import Errand
from kiosk.subscriptions.charging import charges_between
from kiosk.subscriptions.months import ONE_DAY, add_months, month_end
from kiosk.subscriptions.timeline import Timeline

FIRST_TEST_SERIAL, TEST_SERIALS = 980, 20
FIRST_SERIAL = 900_000  # of the examples' member numbers: the members' own are below
FIRST_CARD = 30_000_000
GUARDIAN_NUMBER = "196408233234"  # the tax agency's, for tests
NOON = time(12)


@dataclass(frozen=True, slots=True)
class Visitor:
    """One example while it is made. `today`: the day the demo gym is made; `errand` is open, at the example's start.
    `serial`: its place among the examples, by which its numbers differ."""

    example: "Example"
    serial: int
    errand: Errand
    catalogue: Catalogue
    today: date

    @property
    def person_id(self) -> str:
        return self.example.person_id

    @property
    def subscription_id(self) -> str:
        return fixed_id("example_subscription", self.example.name)

    @property
    def personal_number(self) -> str:
        """From the tax agency's series for tests."""
        born = self.example.born
        digits = f"{born:%y%m%d}{FIRST_TEST_SERIAL + self.serial % TEST_SERIALS}"
        return f"{born:%Y}"[:2] + digits + luhn_digit(digits)

    @property
    def member_number(self) -> str:
        return make_member_number(FIRST_SERIAL + self.serial)

    @property
    def facility(self) -> str:
        return facility_id("SOD")

    @property
    def price_list_id(self) -> str:
        own = own_price_list(self.example.through or self.example.payer)
        return own or self.catalogue.price_list_of(self.example.customer_type)

    @property
    def price(self) -> int:
        return self.catalogue.price(self.price_list_id, product_id(self.example.product)) or 0

    @property
    def start(self) -> date:
        return day_of(self.errand.at)


Happening = Callable[[Visitor], None]


@dataclass(frozen=True, slots=True)
class Example:
    """`tries`: what can be tried on this customer, a source text. `joined`: months ago. `charged`: the month end up to
    which is charged, months from today's; `payer`: the code of the organisation that pays, "" for the member, who
    may buy `through` one all the same. `happenings` come in their order."""

    given_name: str
    family_name: str
    tries: str
    product: str = "GULD-AG12"
    joined: int = 8
    charged: int = 0
    born: date = date(1988, 3, 14)
    customer_type: str = "ordinary"
    is_protected: bool = False
    happenings: tuple[Happening, ...] = ()
    payer: str = ""
    through: str = ""

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def person_id(self) -> str:
        return fixed_id("example", self.name)


def gives_card(visitor: Visitor) -> None:
    number = f"{FIRST_CARD + visitor.serial}"
    visitor.errand.perform(
        CardAssigned(
            card_id=fixed_id("example_card", visitor.example.name),
            facility_id=visitor.facility,
            person_id=visitor.person_id,
            number=number,
            assigned_at=visitor.errand.at,
        )
    )


def loses_card(visitor: Visitor) -> None:
    card_id = fixed_id("example_card", visitor.example.name)
    visitor.errand.perform(CardBlocked(card_id=card_id, reason="lost", blocked_at=at(visitor.today - ONE_DAY)))


def has_mandate(*events: str) -> Happening:
    """Drafted, and then what is named: signed, sent, accepted, rejected, cancelled."""

    def happen(visitor: Visitor) -> None:
        mandate_id = fixed_id("example_mandate", visitor.example.name)
        where = {"mandate_id": mandate_id, "facility_id": visitor.facility}
        then = visitor.errand.at
        number = f"{visitor.serial:06d}"
        visitor.errand.perform(
            MandateDrafted(
                person_id=visitor.person_id,
                holder="self",
                holder_name=visitor.example.name,
                holder_personal_number=visitor.personal_number,
                payer_id=None,
                bank="Handelsbanken",
                clearing="6789",
                account=f"124{number}",
                payer_number=visitor.member_number,
                is_overridden=False,
                drafted_at=then,
                first_draw=None,
                known_ids=None,
                **where,
            )
        )
        bodies = {
            "signed": MandateSigned(person_id=visitor.person_id, signed_at=then, **where),
            "sent": MandateSent(mandate_ids=[mandate_id], facility_id=visitor.facility, file_id="", sent_at=then),
            "accepted": MandateAnswered(is_accepted=True, code="32", answered_at=then, **where),
            "rejected": MandateAnswered(is_accepted=False, code="23", answered_at=then, **where),
            "cancelled": MandateCancelled(by="bank", code="2", cancelled_at=at(visitor.today), **where),
        }
        for event in events:
            visitor.errand.perform(bodies[event])

    return happen


def owes_a_draw(visitor: Visitor) -> None:
    """This month is drawn in vain: it is charged, and nobody has paid it."""
    month = visitor.today.replace(day=1)
    (charge,) = charges_between(Timeline(visitor.start, visitor.price), month, month_end(month))
    who = {
        "facility_id": visitor.facility,
        "person_id": visitor.person_id,
        "subscription_id": visitor.subscription_id,
    }
    draw(visitor.errand, who, fixed_id("example_mandate", visitor.example.name), charge, DrawEvent.REJECTED)


def bought_online(number: str, product: str) -> Happening:
    """Yesterday, paid in full, to be collected."""

    def happen(visitor: Visitor) -> None:
        example = visitor.example
        price = visitor.catalogue.price(visitor.price_list_id, product_id(product)) or 0
        name = (example.given_name, example.family_name)
        bought = Bought(number, name, example.born, product, example.customer_type, price, days=1)
        visitor.errand.perform(ordered(bought, visitor.personal_number, at(visitor.today)))

    return happen


def is_frozen(first: int, last: int, reason: str = "travel") -> Happening:
    """Days from today."""

    def happen(visitor: Visitor) -> None:
        visitor.errand.perform(
            SubscriptionFrozen(
                freeze_id=fixed_id("example_freeze", visitor.example.name),
                subscription_id=visitor.subscription_id,
                facility_id=visitor.facility,
                person_id=visitor.person_id,
                first=visitor.today + timedelta(days=first),
                last=visitor.today + timedelta(days=last),
                reason=reason,
                max_months=12,
            )
        )

    return happen


def is_terminated(visitor: Visitor) -> None:
    visitor.errand.perform(
        SubscriptionTerminated(
            subscription_id=visitor.subscription_id,
            add_on_ids=[],
            person_id=visitor.person_id,
            end_date=add_months(visitor.today, 1) - timedelta(days=9),
            reason="moving",
            terminated_at=at(visitor.today - timedelta(days=9)),
            notice_end=add_months(visitor.today, 1) - timedelta(days=9),
        )
    )


def is_certified(kind: str, days_left: int) -> Happening:
    def happen(visitor: Visitor) -> None:
        visitor.errand.perform(
            CertificateRecorded(
                certificate_id=fixed_id("example_certificate", visitor.example.name),
                person_id=visitor.person_id,
                facility_id=visitor.facility,
                customer_type=visitor.example.customer_type,
                kind=kind,
                valid_from=visitor.start,
                valid_until=visitor.today + timedelta(days=days_left),
                staff_id=visitor.errand.staff.id,
            )
        )

    return happen


def belongs_to(code: str) -> Happening:
    """Shown when they joined; it lasts as long as the organisation's agreement."""

    def happen(visitor: Visitor) -> None:
        visitor.errand.perform(
            CertificateRecorded(
                certificate_id=fixed_id("example_certificate", visitor.example.name),
                person_id=visitor.person_id,
                facility_id=visitor.facility,
                customer_type="organisation",
                kind="organisation",
                valid_from=visitor.start,
                valid_until=AGREEMENTS.get(code, WITHOUT)[1],
                staff_id=visitor.errand.staff.id,
                organisation_id=organisation_id(code),
            )
        )

    return happen


def is_ordered_for(code: str, product: str, days: int = 60) -> Happening:
    """A pre-order that can be spent for so many days from now."""

    def happen(visitor: Visitor) -> None:
        example = visitor.example
        visitor.errand.perform(
            PreOrderCreated(
                pre_order_id=fixed_id("example_pre_order", example.name),
                organisation_id=organisation_id(code),
                product_id=product_id(product),
                valid_from=visitor.start,
                valid_until=visitor.today + timedelta(days=days),
                personal_number=visitor.personal_number,
                birth_date=example.born,
                name=example.name,
                email=f"exempel{visitor.serial}@example.se",
                created_at=visitor.errand.at,
            )
        )

    return happen


def is_noted(text: str, *, is_message: bool) -> Happening:
    def happen(visitor: Visitor) -> None:
        visitor.errand.perform(
            NoteWritten(
                note_id=fixed_id("example_note", visitor.example.name, text),
                person_id=visitor.person_id,
                facility_id=visitor.facility,
                text=text,
                is_message=is_message,
                staff_id=visitor.errand.staff.id,
                written_at=at(visitor.today - timedelta(days=3)),
            )
        )

    return happen


def at(day: date) -> datetime:
    return datetime.combine(day, NOON, UTC)
