"""What is said beforehand where an agreement has ended: of pre-orders, of a list of them, and of a merging."""

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.demo.organisations import organisation_id
from kiosk.organisations import merging
from kiosk.organisations.ordering import CREATE
from kiosk.store import Store
from tests.organisations.joining import agree
from tests.organisations.nasty_files import EXCEL
from tests.ui.inspection import settle
from tests.ui.organisations.list_visitor import Visitor
from tests.ui.organisations.parts import SOLVIK, card, dialog, part, words
from tests.ui.people.desk import PeopleDesk
from ui.controls import Choice

OVER = "Avtalet upphörde 2026-11-21: förbeställningar kan inte utnyttjas förrän det finns ett nytt."


def asked(desk: PeopleDesk, work: str, name: str) -> QWidget:
    desk.area.organisations.open(SOLVIK)
    card(desk).work_wanted.emit(work)
    settle()
    return dialog(desk, name)


@pytest.mark.parametrize(("until", "is_told"), [("2026-11-21", True), ("2026-11-22", False), (None, False)])
def test_a_pre_order(desk: PeopleDesk, gym: Store, until: str | None, is_told: bool) -> None:
    agree(gym, "SOLVIK", "agreement_until", until)
    shown = asked(desk, CREATE, "pre_order")
    assert (OVER in words(shown)) is is_told


@pytest.mark.parametrize(("until", "is_told"), [("2026-11-21", True), ("2026-11-22", False)])
def test_a_list_of_them(visitor: Visitor, gym: Store, until: str, is_told: bool) -> None:
    """Also where it ended while the wizard stands open."""
    agree(gym, "NORRSKEN", "agreement_until", until)
    visitor.wizard.visit.routine.refresh()
    visitor.open(EXCEL)
    visitor.go_on()
    visitor.go_on()
    assert visitor.step == "import_terms"
    assert (OVER in words(visitor.wizard.current)) is is_told


@pytest.mark.parametrize(
    ("pays", "until", "other_pays", "said"),
    [
        ("member", None, "member", ""),
        (
            "member", None, "organisation",
            "Det de köper därefter betalar de själva: Norrskensverken AB betalar mot faktura, men inte Solviks kommun.",
        ),
        (
            "organisation", None, "member",
            "Det de köper därefter betalar Solviks kommun mot faktura: genom Norrskensverken AB betalar de själva.",
        ),
        ("member", "2026-11-21", "member", "Avtalet med Solviks kommun upphörde 2026-11-21: ordinarie pris gäller."),
        (
            "organisation", "2026-11-21", "organisation",
            "Avtalet med Solviks kommun upphörde 2026-11-21: ordinarie pris gäller. "
            "Det som Norrskensverken AB betalar mot faktura faktureras inte förrän det finns ett nytt avtal.",
        ),
    ],
)  # fmt: skip
def test_a_merging(desk: PeopleDesk, gym: Store, pays: str, until: str | None, other_pays: str, said: str) -> None:
    agree(gym, "SOLVIK", "pays", pays)
    agree(gym, "SOLVIK", "agreement_until", until)
    agree(gym, "NORRSKEN", "pays", other_pays)
    shown = asked(desk, merging.NAME, "merge")
    part(shown, "other_id", Choice).set_value(organisation_id("NORRSKEN"))
    settle()
    told = words(shown)
    assert f"Det kan inte ångras.{said and ' '}{said} |" in told
