"""The short card that a hit unfolds into: what the desk most often wants to know, without opening the whole card."""

from dataclasses import dataclass
from datetime import date

from kiosk.formats import day
from kiosk.people.person_card import is_protected, read_person_card
from kiosk.people.person_card_facts import CertificateFacts, Deviation, PersonCard, SubscriptionFacts
from kiosk.people.standing import Standing
from kiosk.staff.rights import StaffMember
from kiosk.store import Store
from kiosk.texts import _, plural

MOST_SUBSCRIPTIONS = 2
MOST_DEVIATIONS = 3


@dataclass(frozen=True, slots=True)
class ShortSubscription:
    """`dates` in words."""

    product: str
    dates: str


@dataclass(frozen=True, slots=True)
class ShortCard:
    """Texts in the user's language; "" for what there is not. Numbers masked; without one, `document` is the ID that
    was shown. `more_deviations`: so many are left out.

    `certificate`: how long what makes the person its type is valid.
    """

    type_name: str
    certificate: str
    subscriptions: tuple[ShortSubscription, ...]
    masked_number: str
    document: str
    birth_date: date
    phone: str
    email: str
    deviations: tuple[Deviation, ...]
    more_deviations: int


def read_short_card(store: Store, person_id: str, staff: StaffMember, today: date) -> ShortCard | None:
    """None for a protected identity, whose card is opened by those who may, and journalled; and for nobody known."""
    if is_protected(store, person_id):
        return None
    card = read_person_card(store, person_id, staff, today, is_opening=False)
    return _shortened(card) if isinstance(card, PersonCard) else None


def _shortened(card: PersonCard) -> ShortCard:
    details = card.details
    live = [one for one in card.subscriptions if one.standing.state is not Standing.ENDED] or card.subscriptions[:1]
    return ShortCard(
        type_name=card.type_name,
        certificate=_certificate(card.certificate),
        subscriptions=tuple(map(_subscription, live[:MOST_SUBSCRIPTIONS])),
        masked_number=details.masked_number,
        document=details.document,
        birth_date=details.birth_date,
        phone=details.phones[0] if details.phones else "",
        email=details.email,
        deviations=card.deviations[:MOST_DEVIATIONS],
        more_deviations=max(len(card.deviations) - MOST_DEVIATIONS, 0),
    )


def _certificate(certificate: CertificateFacts | None) -> str:
    if certificate is None or certificate.days_left is None:
        return ""
    if certificate.days_left < 0:
        return _("{certificate}: ended {day}", certificate=certificate.name, day=day(certificate.valid_until))
    left = plural("{n} day left", "{n} days left", certificate.days_left)
    return f"{certificate.name}: {left}"


def _subscription(subscription: SubscriptionFacts) -> ShortSubscription:
    last = subscription.end_date or (subscription.paid_until if subscription.is_prepaid else None)
    first = day(subscription.start)
    dates = f"{first} – {day(last)}" if last else _("since {day}", day=first)
    if last is None and subscription.standing.state is Standing.NOT_STARTED:
        dates = _("from {day}", day=first)
    return ShortSubscription(subscription.product, dates)
