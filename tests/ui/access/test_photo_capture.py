"""The photo part of a page, driven as a person drives it, with a real video for a camera."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from kiosk.devices.demo_video import FACE
from kiosk.texts import Language
from tests.devices.portraits import size_of_portrait
from tests.ui.devices import videos
from tests.ui.wheel import turn_wheel
from ui.access.crop_editor import CropEditor
from ui.access.photo_capture import PhotoCapture
from ui.appearance import Appearance
from ui.controls import Choice, IconButton, Notice, TextInput, Tick

W = TypeVar("W", bound=QWidget)


class Page:
    """What stands on the page, by the names that tests and assistive tools know."""

    def __init__(self, capture: PhotoCapture) -> None:
        self.capture = capture
        self.changes = 0
        capture.changed.connect(self._changed)

    def part(self, kind: type[W], name: str) -> W:
        found = self.capture.findChild(kind, name)
        assert found is not None, name
        return found

    def button(self, name: str) -> QPushButton:
        return self.part(QPushButton, name)

    @property
    def editor(self) -> CropEditor:
        return self.part(CropEditor, "crop")

    def says(self, words: str) -> bool:
        labels = [label for label in self.capture.findChildren(QLabel) if label.isVisible()]
        return any(words in label.text() for label in labels)

    def explains(self, words: str) -> bool:
        """In place of the picture."""
        return words in self.part(QWidget, "camera_preview").accessibleDescription()

    def _changed(self) -> None:
        self.changes += 1


@pytest.fixture(scope="module")
def face(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return videos.face(tmp_path_factory.mktemp("video"))


@pytest.fixture
def page(qtbot: QtBot, appearance: Appearance) -> Iterator[Page]:
    appearance.choose_language(Language.ENGLISH)
    capture = PhotoCapture(second_ms=30)
    qtbot.addWidget(capture)
    capture.resize(1000, 520)
    capture.show()
    yield Page(capture)
    capture.stop()


@pytest.fixture
def live(page: Page, face: Path, qtbot: QtBot) -> Page:
    page.capture.start(str(face))
    qtbot.waitUntil(lambda: page.says("Good picture"))
    return page


def taken(page: Page, qtbot: QtBot) -> bytes:
    page.button("take_photo").click()
    qtbot.waitUntil(lambda: page.capture.photo() is not None)
    photo = page.capture.photo()
    assert photo
    return photo


def test_space_takes_the_photo_after_a_countdown(live: Page, qtbot: QtBot) -> None:
    assert live.button("take_photo").hasFocus()
    QTest.keyClick(live.button("take_photo"), Qt.Key.Key_Space)
    assert live.button("take_photo").text() == "Cancel the countdown"
    assert live.capture.photo() is None
    qtbot.waitUntil(lambda: live.capture.photo() is not None)
    width, height = size_of_portrait(live.capture.photo() or b"")
    assert abs(width - 478) < 60
    assert abs(height - 638) < 80
    assert live.changes > 0
    assert not live.button("take_photo").isVisible()
    assert live.button("retake").hasFocus()
    QTest.keyClick(live.button("retake"), Qt.Key.Key_Return)  # one goes on: the photo isn't thrown away by that
    assert not live.button("take_photo").isVisible()


def test_f8_takes_the_photo_wherever_the_focus_is(live: Page, qtbot: QtBot) -> None:
    live.button("photo_from_file").setFocus()
    QTest.keyClick(live.button("photo_from_file"), Qt.Key.Key_F8)
    assert live.button("take_photo").text() == "Cancel the countdown"
    qtbot.waitUntil(lambda: live.capture.photo() is not None)
    photo = live.capture.photo()
    QTest.keyClick(live.capture, Qt.Key.Key_F8)  # there is one: it stays
    assert live.capture.photo() == photo


@pytest.mark.parametrize("way", ["button", "space", "escape"])
def test_the_countdown_can_be_cancelled(live: Page, qtbot: QtBot, way: str) -> None:
    live.button("take_photo").click()
    if way == "button":
        live.button("take_photo").click()
    else:
        QTest.keyClick(live.capture, Qt.Key.Key_Space if way == "space" else Qt.Key.Key_Escape)
    assert live.button("take_photo").text() == "Take photo"
    qtbot.wait(200)
    assert live.capture.photo() is None


def test_retake_goes_back_to_the_live_picture(live: Page, qtbot: QtBot) -> None:
    taken(live, qtbot)
    live.button("retake").click()
    assert live.capture.photo() is None
    assert live.button("take_photo").isVisible()
    assert live.button("take_photo").hasFocus()
    assert taken(live, qtbot)


def test_the_frame_is_moved_and_zoomed_by_keys_wheel_mouse_and_buttons(live: Page, qtbot: QtBot) -> None:
    taken(live, qtbot)
    seen = [live.capture.photo()]
    editor = live.editor

    def is_another() -> bool:
        seen.append(live.capture.photo())
        return seen[-1] != seen[-2]

    QTest.keyClick(editor, Qt.Key.Key_Plus, Qt.KeyboardModifier.NoModifier)
    assert is_another()
    for _ in range(3):
        QTest.keyClick(editor, "+")  # type: ignore[call-overload]
    assert is_another()
    QTest.keyClick(editor, Qt.Key.Key_Left)
    assert is_another()
    turn_wheel(editor, 120)
    assert is_another()
    before = editor.crop
    assert before
    middle = editor.rect().center()
    QTest.mousePress(editor, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(editor, middle + QPoint(-30, 20))
    QTest.mouseRelease(editor, Qt.MouseButton.LeftButton, pos=middle + QPoint(-30, 20))
    after = editor.crop
    assert after
    assert after.left < before.left
    assert after.top > before.top
    assert is_another()
    for name in ("crop_closer", "crop_up", "crop_right", "crop_down", "crop_left", "crop_further"):
        live.part(IconButton, name).click()
        assert is_another(), name
    for photo in seen:
        size_of_portrait(photo or b"")


def test_a_photo_from_a_file_needs_no_camera(page: Page, qtbot: QtBot) -> None:
    page.capture.read_file(FACE)
    qtbot.waitUntil(lambda: page.capture.photo() is not None)
    size_of_portrait(page.capture.photo() or b"")
    assert page.says("Move the frame")


def test_a_file_that_is_no_picture_gets_words_and_changes_nothing(live: Page, qtbot: QtBot, tmp_path: Path) -> None:
    photo = taken(live, qtbot)
    (tmp_path / "letter.jpg").write_text("not a picture", "utf-8")
    live.capture.read_file(tmp_path / "letter.jpg")
    qtbot.waitUntil(lambda: live.says("isn't a picture"))
    assert live.capture.photo() == photo


def test_the_file_dialog_opens_and_can_be_cancelled(live: Page, qtbot: QtBot) -> None:
    live.button("photo_from_file").click()
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.objectName() == "photo_file_dialog"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert live.capture.photo() is None


def test_no_photo_needs_a_reason(live: Page, qtbot: QtBot) -> None:
    taken(live, qtbot)
    assert not live.part(Choice, "no_photo_reason").isVisible()
    live.part(Tick, "no_photo").click()
    assert (live.capture.photo(), live.capture.no_photo_reason()) == (None, "")
    live.part(Choice, "no_photo_reason").setCurrentIndex(1)
    assert live.capture.no_photo_reason() == "Doesn't want to be photographed"
    live.part(Choice, "no_photo_reason").setCurrentIndex(4)
    assert live.capture.no_photo_reason() == ""
    QTest.keyClicks(live.part(TextInput, "no_photo_reason_text"), " Arm in plaster ")
    assert live.capture.no_photo_reason() == "Arm in plaster"
    live.part(Tick, "no_photo").click()
    assert live.capture.photo()
    assert live.capture.no_photo_reason() == ""


def test_space_in_the_reason_is_a_space(live: Page, qtbot: QtBot) -> None:
    live.part(Tick, "no_photo").click()
    live.part(Choice, "no_photo_reason").setCurrentIndex(4)
    field = live.part(TextInput, "no_photo_reason_text")
    QTest.keyClicks(field, "a b")
    assert field.text() == "a b"
    assert live.button("take_photo").text() == "Take photo"


def test_taking_a_photo_after_all_takes_the_reason_away(live: Page, qtbot: QtBot) -> None:
    live.part(Tick, "no_photo").click()
    live.button("take_photo").click()
    qtbot.waitUntil(lambda: live.capture.photo() is not None)
    assert not live.part(Tick, "no_photo").isChecked()


def test_with_protected_identity_nothing_has_to_be_explained(live: Page) -> None:
    live.capture.set_photo_required(False)
    assert not live.part(Tick, "no_photo").isVisible()
    live.capture.set_photo_required(True)
    assert live.part(Tick, "no_photo").isVisible()


def test_one_comes_back_to_the_photo_or_the_reason(page: Page, live: Page, qtbot: QtBot) -> None:
    photo = taken(live, qtbot)
    live.capture.stop()
    live.capture.set_photo(photo)
    assert live.capture.photo() == photo
    live.capture.set_photo(None, "Arm in plaster")
    assert (live.capture.photo(), live.capture.no_photo_reason()) == (None, "Arm in plaster")
    live.capture.set_photo(None, "The camera doesn't work")
    assert live.capture.no_photo_reason() == "The camera doesn't work"
    live.capture.set_photo(photo)
    assert (live.capture.photo(), live.capture.no_photo_reason()) == (photo, "")
    live.capture.set_photo(None)
    assert (live.capture.photo(), live.capture.no_photo_reason()) == (None, "")


def test_the_camera_is_released_on_leaving_and_the_photo_stays(live: Page, face: Path, qtbot: QtBot) -> None:
    photo = taken(live, qtbot)
    assert face in open_files()
    live.capture.stop()
    assert face not in open_files()
    assert live.capture.photo() == photo


def open_files() -> set[Path]:
    return {link.resolve() for link in Path("/proc/self/fd").iterdir()}


def test_a_camera_that_is_missing_says_what_to_do_and_shows_itself_when_it_comes(
    page: Page, face: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "camera.avi"
    page.capture.start(str(file))
    qtbot.waitUntil(lambda: page.explains("isn't there"))
    assert not page.button("take_photo").isEnabled()
    assert page.button("photo_from_file").isEnabled()
    file.write_bytes(face.read_bytes())
    qtbot.waitUntil(lambda: page.says("Good picture"))
    assert page.button("take_photo").isEnabled()


def test_a_camera_lost_while_counting_gives_no_photo_and_says_so(
    page: Page, face: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "camera.avi"
    file.write_bytes(face.read_bytes())
    capture = PhotoCapture(second_ms=400)
    qtbot.addWidget(capture)
    slow = Page(capture)
    capture.resize(1000, 520)
    capture.show()
    capture.start(str(file))
    qtbot.waitUntil(lambda: slow.says("Good picture"))
    slow.button("take_photo").click()
    file.unlink()
    qtbot.waitUntil(lambda: slow.says("No picture came"))
    assert slow.explains("stopped sending")
    assert capture.photo() is None
    capture.stop()


@pytest.mark.parametrize(("brightness", "words"), [(0.0, "The picture is black"), (0.9, "same old picture")])
def test_a_black_or_frozen_picture_is_refused(
    page: Page, qtbot: QtBot, tmp_path: Path, brightness: float, words: str
) -> None:
    page.capture.start(str(videos.still(tmp_path, "dead.avi", brightness)))
    qtbot.waitUntil(lambda: page.says(words))
    page.button("take_photo").click()
    qtbot.waitUntil(lambda: page.button("take_photo").text() == "Take photo")
    qtbot.waitUntil(lambda: page.says(words))
    assert page.capture.photo() is None


def test_cameras_are_chosen_by_name(live: Page, qtbot: QtBot, face: Path) -> None:
    choice = live.part(Choice, "camera")
    assert choice.currentText() == "Video face.avi"
    live.capture.start("998")
    qtbot.waitUntil(lambda: live.explains("isn't connected"))
    assert choice.currentText() == "Camera 999"
    with qtbot.waitSignal(live.capture.camera_chosen) as chosen:
        choice.activated.emit(choice.currentIndex())
    assert chosen.args == ["998"]


def test_texts_follow_the_language(live: Page, qtbot: QtBot, appearance: Appearance) -> None:
    appearance.choose_language(Language.SWEDISH)
    qtbot.waitUntil(lambda: live.button("take_photo").text() == "Ta foto")
    assert live.says("Bra bild")
    assert live.says("30 dagar")


def test_every_input_has_a_name_and_a_finger_fits_every_button(live: Page, qtbot: QtBot) -> None:
    for stage in ("live", "framing"):
        if stage == "framing":
            taken(live, qtbot)
        for kind in (QPushButton, IconButton, Choice, Tick):
            for widget in live.capture.findChildren(kind):
                if widget.isVisible():
                    assert accessible_name(widget), widget.objectName()
                    assert widget.height() >= 48, widget.objectName()
    assert live.editor.accessibleName()
    assert live.editor.accessibleDescription()
    assert live.button("take_photo").minimumHeight() >= 64


def accessible_name(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_a_disk_without_room_takes_no_new_photo(page: Page) -> None:
    page.capture.refuse()
    assert page.explains("No new photos")
    assert page.explains("1 GB")
    for name in ("take_photo", "photo_from_file"):
        assert not page.button(name).isEnabled()
    assert page.capture.no_photo_reason() == "No room for photos here"
    assert page.part(Tick, "no_photo").isChecked()
    assert "No new photos" in shown_notice(page), "in plain sight, under the picture"


def test_a_photo_taken_before_the_disk_filled_stays(page: Page, live: Page, qtbot: QtBot) -> None:
    photo = taken(live, qtbot)
    live.capture.stop()
    live.capture.refuse()
    assert (live.capture.photo(), live.capture.no_photo_reason()) == (photo, "")
    assert "kept" in shown_notice(live)
    assert not live.button("retake").isEnabled()


def test_going_on_without_is_not_offered_beside_a_photo(live: Page, qtbot: QtBot) -> None:
    taken(live, qtbot)
    assert not live.part(Tick, "no_photo").isVisible()
    live.button("retake").click()
    assert live.part(Tick, "no_photo").isVisible()


def test_what_went_wrong_is_scrolled_into_view(page: Page, qtbot: QtBot, tmp_path: Path) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(page.capture)
    area.resize(1000, 120)
    area.show()
    garbage = tmp_path / "garbage.jpg"
    garbage.write_bytes(b"no picture")
    page.capture.read_file(garbage)
    notice = page.part(Notice, "photo_notice")
    qtbot.waitUntil(lambda: notice.isVisible() and not notice.visibleRegion().isEmpty(), timeout=5000)
    page.capture.stop()
    page.capture.setParent(None)


def shown_notice(page: Page) -> str:
    notice = page.part(Notice, "photo_notice")
    assert notice.isVisible()
    return " ".join(label.text() for label in notice.findChildren(QLabel))
