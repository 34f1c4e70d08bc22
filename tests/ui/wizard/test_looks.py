"""Every page looked over in the real wizard: nothing small, nameless, clipped or out of reach, in either language."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget, QWizard
from pytestqt.qtbot import QtBot

from kiosk.people.register_private_customer import Draft, Step
from kiosk.texts import Language
from tests.registration import child_with_payer, done, ordinary_prepaid, student_direct_debit
from tests.ui.inspection import faults, settle, stretched_texts, unreachable_by_tab
from tests.ui.wizard.visitor import PORTRAIT, Desk, Visitor
from ui.appearance import Appearance
from ui.theme import Scheme, Space
from ui.wizard.warming import Warming

B = QWizard.WizardButton


def photographed(draft: Draft) -> Draft:
    return replace(draft, access=replace(draft.access, photo=PORTRAIT))


def every_page(visitor: Visitor, draft: Draft) -> Iterator[str]:
    for step in Step:
        visitor.walk(photographed(draft), step)
        settle()
        yield step
        visitor.wizard.current.put(getattr(photographed(draft), visitor.wizard.current.part_name))
        settle()
        yield f"{step}, filled in"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_every_page_is_in_order(language: Language, scheme: Scheme, visitor: Visitor, appearance: Appearance) -> None:
    appearance.choose_language(language)
    appearance.choose_scheme(scheme)
    found = {page: faults(visitor.wizard) for page in every_page(visitor, student_direct_debit())}
    appearance.choose_scheme(Scheme.LIGHT)
    assert found == {page: [] for page in found}


def test_every_page_with_its_problems_is_in_order(visitor: Visitor) -> None:
    found = {}
    for step in Step:
        visitor.walk(photographed(student_direct_debit()), step)
        visitor.go_on()
        found[step] = faults(visitor.wizard) if visitor.step == step else ["went on"]
    assert found == {step: [] for step in Step}


def test_a_child_with_a_payer_is_in_order(visitor: Visitor, desk: Desk) -> None:
    payer = ordinary_prepaid()
    number = child_with_payer().mandate.holder_personal_number
    done(desk.store, desk.staff, replace(payer, details=replace(payer.details, personal_number=number)))
    found = {page: faults(visitor.wizard) for page in every_page(visitor, child_with_payer())}
    assert found == {page: [] for page in found}


def test_texts_twice_as_long_still_fit(visitor: Visitor, appearance: Appearance, tmp_path: Path) -> None:
    visitor.wizard.resize(1920, 1080)
    with stretched_texts(appearance, tmp_path):
        found = {page: faults(visitor.wizard) for page in every_page(visitor, student_direct_debit())}
    assert found == {page: [] for page in found}


def test_tab_comes_to_everything(visitor: Visitor, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: not any(one.is_running for one in visitor.wizard.findChildren(Warming))
    )  # a page made while one tabs joins the chain in the middle
    found = {page: unreachable_by_tab(visitor.wizard) for page in every_page(visitor, student_direct_debit())}
    assert found == {page: [] for page in found}


def test_the_primary_button_is_the_tall_one(visitor: Visitor) -> None:
    settle()
    assert visitor.wizard.button(B.NextButton).height() >= Space.PRIMARY
    assert visitor.wizard.button(B.CancelButton).height() >= Space.TOUCH
    assert visitor.wizard.button(B.NextButton).isDefault()  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", list(Language))
def test_no_two_mnemonics_of_a_page_are_the_same(language: Language, visitor: Visitor, appearance: Appearance) -> None:
    appearance.choose_language(language)
    for page in every_page(visitor, student_direct_debit()):
        texts = [b.text() for b in visitor.wizard.findChildren(QAbstractButton) if b.isVisible()]
        texts += [label.text() for label in visitor.wizard.findChildren(QLabel) if label.isVisible() and label.buddy()]
        keys = [key for text in texts if (key := QKeySequence.mnemonic(text).toString())]
        assert len(keys) == len(set(keys)), (page, sorted(keys))


def test_the_language_is_switched_in_an_open_wizard(visitor: Visitor, appearance: Appearance) -> None:
    visitor.walk(photographed(student_direct_debit()), Step.PRODUCTS)
    visitor.press("product_GULD-AG12")
    before = visitor.wizard.visit.draft
    assert visitor.button_text(B.NextButton) == "Nästa: autogiromedgivande"
    appearance.choose_language(Language.ENGLISH)
    settle()
    assert visitor.button_text(B.NextButton) == "Next: direct debit mandate"
    assert visitor.button_text(B.CancelButton) == "Cancel"
    tile = visitor.part(QAbstractButton, "product_GULD-AG12")
    assert "Gold direct debit 12 months" in tile.accessibleName()
    steps = [b.text() for b in visitor.wizard.findChildren(QAbstractButton) if b.objectName().startswith("step_")]
    assert "Access details" in steps
    assert visitor.wizard.visit.draft == before
    assert visitor.wizard.windowTitle() == "Register private customer"


def test_the_names_are_the_contract(visitor: Visitor) -> None:
    assert visitor.wizard.objectName() == "register_private_customer"
    seen = {}
    draft = student_direct_debit()
    for step in Step:
        visitor.walk(photographed(draft), step)
        assert visitor.step == step
        part = getattr(draft, visitor.wizard.current.part_name)
        inputs = {w.objectName() for w in visitor.wizard.current.findChildren(QWidget) if w.objectName()}
        seen[step] = [name for name in getattr(part, "__slots__", ()) if name in inputs]
    assert set(seen[Step.PERSONAL_DETAILS]) >= {"personal_number", "given_name", "family_name", "email", "mobile"}
    assert set(seen[Step.PRODUCTS]) == {"main_product_id", "add_on_ids", "start", "facility_id"}
    assert set(seen[Step.MANDATE]) >= {"holder", "holder_name", "clearing", "account", "is_overridden"}


def test_every_input_has_a_label_or_a_name(visitor: Visitor) -> None:
    for _page in every_page(visitor, student_direct_debit()):
        for line in visitor.wizard.current.findChildren(QLineEdit):
            if line.isVisible() and not line.objectName().startswith("qt_"):
                assert line.accessibleName(), line.objectName()


def test_it_fits_a_small_screen_inside_the_window(desk: Desk, qtbot: QtBot) -> None:
    """1366×768 less the rail, the search and the status line."""
    visitor = desk.open(qtbot)
    visitor.wizard.resize(1270, 648)
    for page in every_page(visitor, student_direct_debit()):
        assert visitor.wizard.size().toTuple() == (1270, 648), page
    visitor.close()


def test_pages_made_ready_leave_the_one_in_sight_as_it_is(desk: Desk, qtbot: QtBot) -> None:
    """Qt lays out a hidden page that is drawn beside the one in sight, which then lost its room for a moment."""
    visitor = desk.open(qtbot)
    heights = Heights(visitor.wizard.current)
    qtbot.waitUntil(lambda: not visitor.wizard._warming.is_running, timeout=20_000)
    settle()
    assert heights.seen == set()
    visitor.close()


class Heights(QObject):
    """Each height that the widget is given from now on."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen: set[int] = set()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self.seen.add(event.size().height())
        return super().eventFilter(watched, event)
