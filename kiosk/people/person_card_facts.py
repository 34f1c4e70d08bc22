"""What the person card shows: frozen facts, read whole when it is opened. How they are worded on paper is elsewhere."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.clock import day_of
from kiosk.direct_debit.drafts import Holder
from kiosk.direct_debit.draw_states import OWED
from kiosk.people.notes import NoteFacts
from kiosk.people.standing import StandingToday
from kiosk.subscriptions.next_draw import NextDraw
from kiosk.subscriptions.prorating import Freeze, PriceStep


class Urgency(StrEnum):
    """How a deviation weighs at the desk, the heaviest first."""

    STOP = "stop"
    CHECK = "check"
    NOTE = "note"


class Sending(StrEnum):
    """Whether what this desk did for the person has reached central."""

    SENT = "sent"
    WAITING = "waiting"
    ALONE = "alone"  # the desk belongs to no central


@dataclass(frozen=True, slots=True)
class Deviation:
    """Something staff should know before anything else. Texts in the user's language; `remedy` says what to do, and
    `routine` names the one that does it, "" where there is none; `about` is the online purchase, or the matter, it is
    then about."""

    code: str
    urgency: Urgency
    text: str
    remedy: str = ""
    routine: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """`valid_until` and `days_left` are None when it never ends; `days_left` is below 0 when it has ended. `is_agreed`:
    an organisation's agreement is what it rests on, and `name` is the organisation's."""

    name: str
    valid_until: date | None
    days_left: int | None
    is_agreed: bool = False


@dataclass(frozen=True, slots=True)
class GuardianFacts:
    name: str
    masked_number: str
    relation: str
    consented_at: datetime


@dataclass(frozen=True, slots=True)
class Registration:
    """When, where and by whom; "" for what is not known here. `documents`: what was shown then."""

    at: datetime
    facility: str
    staff: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Phones and postcode as people write them. `masked_number` is "" without a Swedish number; then `document`
    says in words what was shown instead."""

    given_name: str
    family_name: str
    member_number: str
    masked_number: str
    document: str
    birth_date: date
    age: int
    email: str
    phones: tuple[str, ...]
    address: tuple[str, ...]
    is_protected: bool
    is_to_verify: bool

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """`taken_at` None: there is no photo, perhaps for a `reason`; `jpeg` None too while it has not come here yet."""

    jpeg: bytes | None
    taken_at: datetime | None
    reason: str

    def age_on(self, day: date) -> int | None:
        """In days."""
        return None if self.taken_at is None else (day - day_of(self.taken_at)).days


@dataclass(frozen=True, slots=True)
class AddOnFacts:
    """`price` in öre per month."""

    id: str
    name: str
    price: int


@dataclass(frozen=True, slots=True)
class SubscriptionFacts:
    """A main subscription. `price` and `total` (with its add-ons) in öre, per month or for the prepaid period, as it is
    today; `then`: which total follows and when, None while nothing else is known. `price_list`: in which list the price
    of today stands, "" in the ordinary one.

    `paid_until`: debited until, for prepaid valid until; None when nothing has been charged. `is_in_arrears`: days
    up to today are not charged. `freezes`: past, running and coming. `access_until`: None while it is open-ended.
    `draw_obstacle`: in words why the next draw can't be made, "" when it can; `draw_why`: why it is another sum than
    `total`, "" when it is the same. `withdrawal_until`: the last day that what was bought online can be withdrawn,
    None once it has passed. `through`: the organisation's name by whose agreement it was sold, "" without;
    `is_invoiced`: an organisation pays, and `next_draw` is what it is invoiced next. `lost_credit`: öre to the
    customer's credit that no charge takes off any more.
    """

    id: str
    product: str
    is_prepaid: bool
    standing: StandingToday
    start: date
    paid_until: date | None
    committed_until: date | None
    end_date: date | None
    next_draw: NextDraw | None
    price: int
    total: int
    price_list: str
    add_ons: tuple[AddOnFacts, ...]
    freezes: tuple[Freeze, ...]
    is_in_arrears: bool
    terms_version: str
    access_until: date | None = None
    draw_obstacle: str = ""
    draw_why: str = ""
    withdrawal_until: date | None = None
    through: str = ""
    is_invoiced: bool = False
    then: PriceStep | None = None
    lost_credit: int = 0


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A transfer of a subscription this person has or had. `other` is "" for a protected identity; `is_from`: the
    person took it over from the other. `is_undone`: it went back the same day."""

    product: str
    day: date
    other: str
    is_from: bool
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class MandateFacts:
    """`state`: draft, signed, sent, active, rejected, cancelled. `masked_account` shows its last digits only;
    `reason` is in words why it ended; `drawable_from` the first day it lets a draw be made."""

    id: str
    state: str
    holder: Holder
    holder_name: str
    bank: str
    masked_account: str
    payer_number: str
    drafted_at: datetime
    signed_at: datetime | None
    reason: str
    drawable_from: date | None = None

    @property
    def is_open(self) -> bool:
        """May be drawn on, now or soon."""
        return self.state not in ("rejected", "cancelled")


@dataclass(frozen=True, slots=True)
class DrawFacts:
    """A direct debit draw. `month` (YYYY-MM) is what it pays; `reason` in words why it came to nothing; `is_stoppable`,
    or `too_late` in words for one that is on its way. `is_stranded`: planned, and no mandate lets it be sent.
    `no_again` in words: why one that came to nothing can't be drawn once more."""

    id: str
    month: str
    amount: int
    day: date
    state: str
    reason: str
    is_stoppable: bool = False
    too_late: str = ""
    is_stranded: bool = False
    no_again: str = ""

    @property
    def is_owed(self) -> bool:
        """Its days count as charged, and nobody has paid or will be drawn for."""
        return self.is_stranded or self.state in OWED


@dataclass(frozen=True, slots=True)
class CardFacts:
    """`number` is grouped as on the card; `block_reason` in words."""

    id: str
    number: str
    assigned_at: datetime
    blocked_at: datetime | None
    block_reason: str

    @property
    def opens(self) -> bool:
        return self.blocked_at is None


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """`amount` öre, as paid; `methods` are codes of kiosk.till.tender.Method."""

    id: str
    number: int
    issued_at: datetime
    amount: int
    methods: tuple[str, ...]
    kind: str
    copies_left: int


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody with this person's card at a door, or noted by hand; `reasons` in words when it stayed shut."""

    id: str
    at: datetime
    facility: str
    is_admitted: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonCard:
    """`receipts` and `visits` are the latest; `has_more_receipts`: there are older ones. `facility_id`: the person's
    own. `credit` and `debt` öre. `synced_at`: when this desk last heard from central, None for never."""

    person_id: str
    details: PersonDetails
    type_name: str
    standing: StandingToday
    certificate: CertificateFacts | None
    guardian: GuardianFacts | None
    photo: PhotoFacts
    subscriptions: tuple[SubscriptionFacts, ...]
    mandates: tuple[MandateFacts, ...]
    draws: tuple[DrawFacts, ...]
    cards: tuple[CardFacts, ...]
    receipts: tuple[ReceiptRow, ...]
    has_more_receipts: bool
    registration: Registration
    deviations: tuple[Deviation, ...]
    sending: Sending
    facility_id: str
    read_on: date
    synced_at: datetime | None
    notes: tuple[NoteFacts, ...]
    visits: tuple[Visit, ...]
    credit: int
    debt: int
    transfers: tuple[HandedOver, ...] = ()

    @property
    def lost_credit(self) -> int:
        """Of the credit."""
        return sum(one.lost_credit for one in self.subscriptions)
