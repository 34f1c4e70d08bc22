"""What is wrong on a page: in which order it is said, when, and where the focus goes."""

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from kiosk.people.register_private_customer import Step
from kiosk.problems import Problem
from tests.registration import ordinary_prepaid
from tests.ui.wizard.visitor import Visitor


def test_what_is_wrong_stands_in_the_order_of_the_fields(visitor: Visitor) -> None:
    visitor.walk(ordinary_prepaid(), Step.PERSONAL_DETAILS)
    visitor.go_on()
    names = [field for _code, field in visitor.problems()]
    assert names == ["personal_number", "given_name", "family_name", "street", "postcode", "city", "email", "mobile"]
    assert visitor.focused() == "personal_number"


def test_a_day_that_cant_be_read_is_all_that_is_said_of_it(visitor: Visitor) -> None:
    visitor.enter(customer_type="student")
    until = visitor.part(QLineEdit, "valid_until")
    for _time in range(2):
        until.setFocus()
        QTest.keyClicks(until, "hej")
        QTest.keyClick(until, Qt.Key.Key_Tab)
    visitor.go_on()
    assert [code for code, field in visitor.problems() if field == "valid_until"] == ["date_unreadable"]
    assert [p.code for p in visitor.wizard.current.inputs.fields["valid_until"].problems] == ["date_unreadable"]
    assert [field for _code, field in visitor.problems()][:2] == ["valid_until", "document_swedish_id"]


def test_fields_that_come_up_after_a_try_are_not_red_before_the_next(visitor: Visitor) -> None:
    visitor.go_on()
    fields = visitor.wizard.current.inputs.fields
    assert fields["document_swedish_id"].problems
    visitor.enter(customer_type="student")
    assert fields["valid_until"].isVisible()
    assert not fields["valid_until"].problems
    visitor.go_on()
    assert fields["valid_until"].problems


def test_without_a_camera_the_missing_photo_leads_to_going_on_without(visitor: Visitor) -> None:
    visitor.walk(ordinary_prepaid(), Step.ACCESS_DETAILS)
    visitor.enter(card_number="1000 0342")
    take = visitor.part(QPushButton, "take_photo")
    visitor.qtbot.waitUntil(lambda: not take.isEnabled(), timeout=5000)
    visitor.go_on()
    assert [field for _code, field in visitor.problems()] == ["photo"]
    assert visitor.focused() == "no_photo"
    tick = visitor.part(QWidget, "no_photo")
    assert tick.visibleRegion().boundingRect().height() == tick.height()
    said = visitor.wizard.current.inputs.fields["photo"].said
    assert "foto" in said.text().lower()
    assert said.visibleRegion().boundingRect().height() == said.height()
    assert said.mapToGlobal(QPoint()).y() < tick.mapToGlobal(QPoint()).y()


def test_what_no_field_in_sight_can_say_is_said_on_top(visitor: Visitor) -> None:
    """The birth date is a foreign identity's: here its field is folded away. The page is scrolled to its end."""
    visitor.walk(ordinary_prepaid(), Step.PERSONAL_DETAILS)
    page = visitor.wizard.current
    page.put(ordinary_prepaid().details)
    visitor.wizard.resize(1366, 420)
    QCoreApplication.processEvents()
    bar = page.notices.column.verticalScrollBar()
    bar.setValue(bar.maximum())
    wrong = [Problem("birth_date_missing", "birth_date")]
    page.show_problems(wrong)
    assert not page.notices.summary.isVisible(), "nobody has tried yet"
    page.show_problems(wrong, insist=True)
    QCoreApplication.processEvents()
    assert page.notices.summary.visibleRegion().boundingRect().height() == page.notices.summary.height()
    page.show_problems(wrong)
    assert page.notices.summary.isVisible()
