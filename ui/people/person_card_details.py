"""The person's details on the card: what the header has no room for."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kiosk import formats
from kiosk.clock import day_of
from kiosk.people.person_card_facts import CertificateFacts, PersonCard
from kiosk.people.photos import age_in_words
from kiosk.texts import N_, _, plural
from ui.controls import Panel, QuietButton
from ui.people.person_card_parts import Fact, facts_block

COLUMNS = 2


class DetailsPanel(Panel):
    """Certificate, guardian, identification and registration.

    Signals: edit_wanted().
    """

    edit_wanted = Signal()

    def __init__(self, card: PersonCard, parent: QWidget | None = None) -> None:
        super().__init__(N_("Details"), parent)
        self.body.addWidget(facts_block(list(_facts(card)), COLUMNS))
        edit = QuietButton(N_("Change details"), "edit", in_line=True)
        edit.setObjectName("begin_edit_details")
        edit.clicked.connect(self.edit_wanted)
        self.body.addWidget(edit, 0, Qt.AlignmentFlag.AlignLeft)


def _facts(card: PersonCard) -> Iterator[Fact]:
    details, registration, guardian = card.details, card.registration, card.guardian
    yield Fact(_("Born"), formats.day(details.birth_date))
    yield Fact(_("Customer type"), card.type_name, _certificate(card.certificate))
    if guardian is not None:
        consent = _("consented {day}", day=formats.day(day_of(guardian.consented_at)))
        words = (guardian.relation, guardian.masked_number, consent)
        yield Fact(_("Guardian"), guardian.name, ", ".join(word for word in words if word))
    if registration.documents:
        yield Fact(_("Identification"), registration.documents[0], ", ".join(registration.documents[1:]))
    where = ", ".join(part for part in (registration.facility, registration.staff) if part)
    yield Fact(_("Registered"), formats.day(day_of(registration.at)), where)
    if card.photo.taken_at is not None:
        age = card.photo.age_on(card.read_on)
        yield Fact(_("Photo"), formats.day(day_of(card.photo.taken_at)), age_in_words(age or 0))
    elif card.photo.reason:
        yield Fact(_("No photo"), card.photo.reason)


def _certificate(certificate: CertificateFacts | None) -> str:
    if certificate is None:
        return ""
    if certificate.valid_until is None or certificate.days_left is None:
        return _("{name}, no end date", name=certificate.name)
    words = {"name": certificate.name, "day": formats.day(certificate.valid_until)}
    if certificate.days_left < 0:
        return _("{name}, ended {day}", **words)
    left = plural("{n} day left", "{n} days left", certificate.days_left)
    return _("{name} until {day}, {left}", left=left, **words)
