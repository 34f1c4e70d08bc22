"""What the pages about a person fill in; shared by every routine that has these steps."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kiosk.people.customer_types import IdOrigin

if TYPE_CHECKING:
    from kiosk.organisations.spending import OrderedFor
    from kiosk.subscriptions.prices import Opened


@dataclass(frozen=True, slots=True)
class GuardianDraft:
    name: str = ""
    personal_number: str = ""  # as typed
    relation: str = ""  # mother, father, guardian, …
    has_consented: bool = False


@dataclass(frozen=True, slots=True)
class Belonging:
    """To an organisation, as long as its agreement goes (`until` None: without end), and the price list that it opens.
    `is_matched`: a pre-order holds the person's number, and no other proof is needed."""

    organisation_id: str
    until: date | None
    price_list_id: str = ""
    is_matched: bool = False


@dataclass(frozen=True, slots=True)
class IdentificationDraft:
    """`ticked` are document codes of kiosk.people.customer_types; `guardian` when the customer is under 18.
    `belonging` makes the customer one of an organisation's, which no page of this draft's own can; `belonging_to`: the
    organisation for which it was ticked that belonging is shown, "" while it isn't said."""

    customer_type: str = ""
    id_origin: IdOrigin = IdOrigin.SWEDISH
    certificate_kind: str = ""  # of the type's kinds, where it has several
    ticked: frozenset[str] = frozenset()
    valid_until: date | None = None
    is_minor: bool = False
    guardian: GuardianDraft = field(default_factory=GuardianDraft)
    belonging: Belonging | None = None
    belonging_to: str = ""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Someone already registered, as much as a message may show. `shares`: what somebody born the same day has in
    common with who is entered, by the names of the details (`name` is both of them)."""

    person_id: str
    name: str  # "" for protected identity
    birth_date: date
    member_number: str
    shares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Registered:
    """A registered person whom a subscription is to go to. `cards` are the numbers that open; `certificates`: what they
    open, those that end last coming last."""

    known: KnownPerson
    customer_type: str
    facility_id: str
    has_subscription: bool
    has_photo: bool
    cards: tuple[str, ...]
    certificates: tuple["Opened", ...] = ()


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What the person look-up through central said about a personal number."""

    personal_number: str
    given_name: str
    family_name: str
    street: str
    postcode: str
    city: str
    protected_identity: bool


@dataclass(frozen=True, slots=True)
class PersonalDetailsDraft:
    """Texts as typed. `birth_date` and the document only for a foreign identity; the number gives it otherwise.

    `same_number` and `twins` are what the desk's file says of this draft; `not_a_twin`: staff said it is someone else.
    `waiting_order`: the number of an online purchase that waits for this person, it seems; "" without one.
    A routine that goes on with somebody registered knows them as `registered`; `taken_as`: the twin that it is.
    `ordered`: the pre-orders that hold the number, where a routine asks for them.
    """

    personal_number: str = ""
    birth_date: date | None = None
    document_kind: str = ""
    document_country: str = ""
    given_name: str = ""
    family_name: str = ""
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = "SE"
    email: str = ""
    mobile: str = ""
    home_phone: str = ""
    work_phone: str = ""
    protected_identity: bool = False
    looked_up: LookedUp | None = None
    same_number: KnownPerson | None = None
    twins: tuple[KnownPerson, ...] = ()
    not_a_twin: bool = False
    taken_as: str = ""
    registered: Registered | None = None
    waiting_order: str = ""
    ordered: tuple["OrderedFor", ...] = ()
