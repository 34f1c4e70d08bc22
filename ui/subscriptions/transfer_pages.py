"""The pages of a transfer: who takes the subscription over, registered or new, and what goes with it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt

from kiosk import formats
from kiosk.access import known_cards
from kiosk.catalogue import ListedType
from kiosk.customer_facts import CustomerFacts
from kiosk.organisations.agreed import read_agreement
from kiosk.people import certify, recipients
from kiosk.people.drafts import IdentificationDraft, KnownPerson
from kiosk.problems import Problem
from kiosk.store import Store
from kiosk.subscriptions import holder_proof, transfer
from kiosk.texts import N_, _
from ui.access.access_details_page import AccessDetailsPage
from ui.controls import Field, Notice, Panel, SecondaryButton, Tone
from ui.organisations.organisation_page import OrganisationPage
from ui.people.details_form import DetailsForm
from ui.people.identification_page import IdentificationPage
from ui.people.known_persons_notice import KnownPersonsNotice, with_shared
from ui.people.personal_details_page import PersonalDetailsPage
from ui.visit_doors import VisitDoors
from ui.wizard.customer_visit import CustomerVisit
from ui.wizard.effect import Effect
from ui.wizard.routine_page import RoutinePage

TAKES_OVER = N_("Registered already: the subscription goes to this person.")
CHOSEN = "taken_as"
ALIKE = N_("Born the same day, and alike in more. Choose the one it is:")


class NewHolderPage(IdentificationPage):
    """Any customer type: of the same one as who has it now, unless another is chosen."""

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        super().__init__(
            lambda: facts().desk,
            "new_holder",
            N_("New holder"),
            N_(
                "The new holder shows ID. With proof of the same customer type the price stays; else a dearer one is "
                "paid for the days that are left. Who is registered and has shown it before shows only ID: choose "
                "Ordinary."
            ),
        )
        self._visit_facts = facts

    def types(self) -> tuple[ListedType, ...]:
        return certify.offered_types(self._visit_facts())

    def documents(self, part: IdentificationDraft) -> tuple[str, ...]:
        return holder_proof.identity_documents(part, self._visit_facts())

    def entered(self) -> None:
        if not self.part.customer_type:
            self.put(replace(self.part, customer_type=holder_proof.usual_type(self._visit_facts())))
            self.inputs.focus_first()  # the tile of another type had the focus


class HolderOrganisationPage(OrganisationPage):
    """To which organisation the new holder belongs: of who has it now, unless another is chosen."""

    def __init__(self, facts: Callable[[], CustomerFacts], store: Store) -> None:
        super().__init__(
            lambda: facts().desk, store, lambda draft: holder_proof.purchase(draft.organisation), asks_for_proof=True
        )
        self._visit_facts = facts

    def entered(self) -> None:
        usual = holder_proof.usual_organisation(self._visit_facts())
        if self.part.agreement is None and usual:
            self.put(replace(self.part, agreement=read_agreement(self._store, usual)))


class RecipientPage(PersonalDetailsPage):
    """The personal number finds who is registered; with a foreign document one is chosen among those alike."""

    def form(self) -> DetailsForm:
        known = KnownPersonsNotice(TAKES_OVER, "good")
        twins = KnownPersonsNotice(ALIKE, "warn", lambda known: with_shared(_choice_words(known), known))
        form = DetailsForm(self.inputs, self._facts().today, known, twins)
        self._chosen = Panel()
        self._chosen.body.addWidget(self._chosen_field())
        form.put_before_person(self._chosen)
        return form

    def _chosen_field(self) -> Field:
        """What is said of who was chosen, and the way to another."""
        another = SecondaryButton(N_("Choose another"), "arrow-back-up")
        another.clicked.connect(self._choose_anew)
        field = Field(self._chosen_words, another, name=CHOSEN)
        field.wrap_label()
        column = field.layout()
        assert column is not None
        column.setAlignment(another, Qt.AlignmentFlag.AlignLeft)
        self.inputs.fields[CHOSEN] = field
        return field

    def twin_chosen(self, person_id: str) -> None:
        self.put(self._checked(replace(self.part, taken_as=person_id, not_a_twin=False), self._identification))

    def show_problems(self, problems: Iterable[Problem], *, insist: bool = False) -> None:
        """Somebody the subscription can't go to isn't said to get it."""
        super().show_problems(problems, insist=insist)
        is_refused = any(one.blocks and one.field in ("personal_number", CHOSEN) for one in self.problems)
        self._form.known.setVisible(self.part.registered is not None and not is_refused)

    def show_draft(self, draft: Any) -> None:
        super().show_draft(draft)
        registered = self.part.registered
        self._form.known.show_known([registered.known] if registered else [])
        self._form.twins.setVisible(bool(self.part.twins) and registered is None)
        self._form.person.setVisible(registered is None)
        self._chosen.setVisible(registered is not None and bool(self.part.taken_as))
        self.inputs.fields[CHOSEN].retranslate()
        if self.part.taken_as:
            self.inputs.filled.add(CHOSEN)  # what keeps them from taking it over is said at once

    def _choose_anew(self) -> None:
        """What was typed still stands, and so do those alike."""
        self.put(self._checked(replace(self.part, taken_as=""), self._identification))
        self.inputs.focus_first()

    def _chosen_words(self) -> str:
        registered = self.part.registered
        return _("Chosen: {who}", who=_choice_words(registered.known)) if registered else ""


def _choice_words(known: KnownPerson) -> str:
    words = {"name": known.name or _("Protected identity"), "birth_date": formats.day(known.birth_date)}
    return _("{name}, born {birth_date}, member {member_number}", member_number=known.member_number, **words)


class SubscriptionPage(RoutinePage[Any]):
    """Nothing to fill in: what goes over, from when, and what happens to the old card."""

    def __init__(self, facts: Callable[[], CustomerFacts]) -> None:
        about = N_("What is paid, frozen and agreed goes with the subscription; the dates stay as they are.")
        super().__init__("subscription", "actor", N_("Subscription"), about)
        self._facts = facts

    def build(self) -> None:
        self._effect = Effect()
        self._warning, self._price, self._paid = (Notice("", Tone.WARN) for _one in range(3))
        for part in (self._effect, self._price, self._paid, self._warning):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_draft(self, draft: Any) -> None:
        facts = self._facts()
        self._effect.show_quote(self.quote)
        self._warning.setVisible(bool(transfer.blocked_cards(facts)))
        self._warning.show_notice(N_("The old holder's card opens no door after this."), Tone.WARN)
        more, payer = transfer.differences(draft, facts), transfer.leaving_payer(draft, facts)
        self._price.setVisible(bool(more))
        self._price.show_notice(partial(_price_words, sum(one.due for one in more)), Tone.WARN)
        self._paid.setVisible(payer is not None)
        self._paid.show_notice(partial(_paid_words, payer.name if payer else ""), Tone.WARN)


def _price_words(amount: int) -> str:
    return _(
        "The new holder has no right to the price that was paid, and pays {amount} more for the days that are left. "
        "With proof of the same customer type, or organisation, nothing more is paid: go back and tick it.",
        amount=formats.kronor(amount),
    )


def _paid_words(name: str) -> str:
    return _(
        "{name} has paid for the days that are left, and pays no more for this. Ask it first: the new holder does not "
        "belong to it.",
        name=name,
    )


class HolderAccessPage(AccessDetailsPage):
    """Of the new holder: a registered one's card and photo are said, and may stay."""

    def __init__(self, facts: Callable[[], CustomerFacts], doors: VisitDoors) -> None:
        super().__init__(
            lambda: facts().desk,
            lambda part: known_cards.checked(doors.store, part, facts().desk.card_format),
            transfer.is_photo_needed,
            doors.reader,
            doors.camera,
            self._label_words,
        )
        self._customer = facts
        self._has = ""
        self.camera_chosen.connect(doors.camera_chosen)

    def show_draft(self, draft: Any) -> None:
        super().show_draft(draft)
        self._has = _what_they_have(draft, self._customer())
        self._photo_field.retranslate()

    def _label_words(self) -> str:
        return " – ".join(part for part in (_("Photo of the new holder"), self._has) if part)


def _what_they_have(draft: Any, facts: CustomerFacts) -> str:
    """A registered one's: above the camera, where there is no room for a line of its own."""
    registered = draft.details.registered
    if registered is None:
        return ""
    cards = dict(transfer.access_rows(draft, facts)).get(_("Card number"), "")
    photo = _("there is one already") if registered.has_photo else _("there is none yet")
    return ", ".join((photo, _("card {cards}", cards=cards) if cards else _("no card yet")))


def transfer_pages(visit: CustomerVisit, doors: VisitDoors) -> list[RoutinePage[Any]]:
    desk = partial(_desk, visit)
    details = RecipientPage(desk, partial(recipients.checked, doors.store), doors.look_up, doors.tasks)
    return [
        NewHolderPage(visit.facts),
        HolderOrganisationPage(visit.facts, doors.store),
        details,
        SubscriptionPage(visit.facts),
        HolderAccessPage(visit.facts, doors),
    ]


def _desk(visit: CustomerVisit) -> Any:
    return visit.facts().desk
