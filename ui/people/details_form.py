"""The fields of the page Personal details, and where they stand."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.people.drafts import PersonalDetailsDraft
from kiosk.people.personal_details import FOREIGN_DOCUMENTS
from kiosk.texts import N_
from ui.controls import Beside, Choice, DateInput, Field, Panel, QuietButton, TextInput
from ui.people.identity_row import IdentityRow
from ui.people.known_persons_notice import ALREADY_REGISTERED, MAYBE_REGISTERED, KnownPersonsNotice
from ui.theme import Space, px
from ui.wizard.bound_inputs import BoundInputs
from ui.wizard.tick_field import TickField

COUNTRIES = (
    ("SE", N_("Sweden")),
    ("NO", N_("Norway")),
    ("DK", N_("Denmark")),
    ("FI", N_("Finland")),
    ("AX", N_("Åland")),
    ("IS", N_("Iceland")),
    ("EE", N_("Estonia")),
    ("LV", N_("Latvia")),
    ("LT", N_("Lithuania")),
    ("PL", N_("Poland")),
    ("DE", N_("Germany")),
    ("GB", N_("United Kingdom")),
)
LEAST, SHORT = 180, 110  # px at 100 %: a name or an address, and a postcode, that can be read while one types
FOREIGN = ("birth_date", "document_kind", "document_country")
SELDOM = ("home_phone", "work_phone", "country")


class DetailsForm(QWidget):
    """What is seldom needed is folded away until it is asked for or holds something."""

    def __init__(
        self,
        inputs: BoundInputs,
        today: date,
        known: KnownPersonsNotice | None = None,
        twins: KnownPersonsNotice | None = None,
    ) -> None:
        """`known` and `twins` say what the page does with somebody registered; None: it leads to their card."""
        super().__init__()
        self.identity = IdentityRow()
        self.known = known or KnownPersonsNotice(ALREADY_REGISTERED, "bad")
        self.twins = twins or KnownPersonsNotice(MAYBE_REGISTERED, "warn")
        self._not_a_twin = TickField(N_("It is someone else: register a new customer"))
        self.twins.column.addWidget(self._not_a_twin)
        self._fields = {"personal_number": self.identity.number, **_fields(today)}
        self._protected = TickField(N_("Pro&tected identity: name and address are kept off lists and receipts"))
        self._more = QuietButton(N_("More phones and country"), "plus")
        self._more.setObjectName("more")
        self._more.clicked.connect(self._unfold)
        for name, field in self._fields.items():
            inputs.bind(field.control, name, field)
        inputs.bind(self._protected.control, "protected_identity", self._protected)
        inputs.bind(self._not_a_twin.control, "not_a_twin", self._not_a_twin)
        self._foreign, self._seldom = self._beside(*FOREIGN), self._beside(*SELDOM)
        self._seldom.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(Space.MEDIUM))
        column.addWidget(self._identity_panel())
        column.addWidget(self.known)
        column.addWidget(self.twins)
        self.person = self._person_panel()
        column.addWidget(self.person)

    def put_before_person(self, part: QWidget) -> None:
        """Under what is said of somebody registered."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.person), part)

    def show_details(self, details: PersonalDetailsDraft, *, is_swedish: bool) -> None:
        self.identity.setVisible(is_swedish)
        self._foreign.setVisible(not is_swedish)
        self.known.show_known([details.same_number] if details.same_number else [])
        self.twins.show_known(details.twins)
        if details.home_phone or details.work_phone or details.country != "SE":
            self._unfold()

    def _unfold(self) -> None:
        self._more.hide()
        self._seldom.show()

    def _identity_panel(self) -> Panel:
        panel = Panel()
        panel.body.addWidget(self.identity)
        panel.body.addWidget(self._foreign)
        return panel

    def _person_panel(self) -> Panel:
        panel = Panel()
        for part in (
            self._beside("given_name", "family_name"),
            self._beside("street", self._beside("postcode", "city", stretches=(1, 2), least=SHORT)),
            self._beside("email", "mobile"),
            self._seldom,
        ):
            panel.body.addWidget(part)
        last = Beside()
        last.add(self._protected, 2)
        last.add(self._more, 1)
        panel.body.addWidget(last)
        return panel

    def _beside(self, *parts: str | Beside, stretches: Sequence[int] = (1, 1, 1), least: int = LEAST) -> Beside:
        row = Beside(least=least)
        for part, stretch in zip(parts, stretches, strict=False):
            row.add(self._fields[part] if isinstance(part, str) else part, stretch)
        return row


def _fields(today: date) -> dict[str, Field]:
    return {
        "birth_date": Field(N_("Birth date"), DateInput(today=today)),
        "document_kind": Field(N_("Document"), Choice("", [("", N_("Choose…")), *FOREIGN_DOCUMENTS.items()])),
        "document_country": Field(N_("Country of the document"), TextInput()),
        "given_name": Field(N_("&First name"), TextInput()),
        "family_name": Field(N_("La&st name"), TextInput()),
        "street": Field(N_("Add&ress"), TextInput()),
        "postcode": Field(N_("P&ostcode"), TextInput(example=lambda: "114 55")),
        "city": Field(N_("Cit&y"), TextInput()),
        "email": Field(N_("&E-mail"), TextInput(example=N_("name@example.com"))),
        "mobile": Field(N_("&Mobile"), TextInput(example=lambda: "070-123 45 67")),
        "home_phone": Field(N_("Home phone"), TextInput()),
        "work_phone": Field(N_("Work phone"), TextInput()),
        "country": Field(N_("Country"), Choice("", COUNTRIES)),
    }
