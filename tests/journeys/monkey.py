"""A monkey at the desk: seeded, it presses what it finds in the real window for as long as it is let.

By hand, with every thread's stack should the process die: `python -m tests.journeys.monkey --seed 7 --minutes 5`.
"""

import argparse
import faulthandler
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before the first Qt import
    sys.modules.setdefault("psycopg", None)  # type: ignore[arg-type]  # as the desk itself

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from kiosk.clock import SystemClock
from kiosk.demo.gym import make_demo
from kiosk.devices.demo_video import write_demo_video
from kiosk.opening import DataFolder, opened
from tests.journeys import monkey_acts
from tests.journeys.window import NO_CAMERA, complaints, open_desk
from ui.desk import Desk
from ui.tour import hands

STEP_MS = 4
REMEMBERED = 40
IMPATIENCE_S = 0.5  # what a page doesn't ask for now is left out
POPUP_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Escape)


class Monkey:
    """Drives a desk that is signed in. The same seed does the same, as far as clocks and threads allow.

    Each act is begun by a timer: while a menu is open, its own loop runs inside the act that opened it.
    """

    def __init__(self, desk: Desk, seed: int) -> None:
        self._desk, self._chance = desk, random.Random(seed)
        self._left, self._until = 0, 0.0
        self._is_filling = False
        self._failure: BaseException | None = None
        self._loop = QEventLoop()
        self.done: Counter[str] = Counter()
        self.last: list[str] = []

    def run(self, acts: int = sys.maxsize, seconds: float = 1e9) -> None:
        """Raises what an act raised."""
        self._left, self._until = acts, time.monotonic() + seconds
        self._later()
        self._loop.exec()
        if self._failure is not None:
            raise self._failure

    def _later(self) -> None:
        QTimer.singleShot(STEP_MS, self._step)

    def _step(self) -> None:
        if self._is_filling:
            self._later()
        elif self._failure is not None or self._left <= 0 or time.monotonic() > self._until:
            self._end()
        else:
            self._left -= 1
            self._later()
            self._act()

    def _end(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is None:
            self._loop.quit()
        else:  # its own loop first
            popup.close()
            self._later()

    def _act(self) -> None:
        try:
            popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
            if popup is not None:
                self._in_popup(popup)
            elif isinstance(modal, QFileDialog):
                modal.reject()
            else:
                self._do(self._chosen())
        except hands.Unfound as unfound:
            self._note(f"unfound: {unfound}"[:60])
        except BaseException as failure:  # noqa: BLE001 raised by `run`
            self._failure = failure

    def _chosen(self) -> monkey_acts.Act:
        if hands.is_shown("lock_screen") and self._chance.random() < 0.5:
            return monkey_acts.unlock
        return self._chance.choices(list(monkey_acts.ACTS), list(monkey_acts.ACTS.values()))[0]

    def _do(self, act: monkey_acts.Act) -> None:
        self._note(act.__name__)
        self._is_filling = act is monkey_acts.fill_page
        try:
            act(self._desk, self._chance)
        finally:
            self._is_filling = False

    def _in_popup(self, popup: QWidget) -> None:
        self._note(f"in {type(popup).__name__} {popup.objectName()}".strip())
        QTest.keyClick(popup.focusWidget() or popup, self._chance.choice(POPUP_KEYS))

    def _note(self, words: str) -> None:
        self.done[words] += 1
        self.last = [*self.last[1 - REMEMBERED :], words]


def work(seed: int, seconds: float) -> Counter[str]:
    """A demo gym and its desk for one seed; every second seed has a camera. Raises AssertionError on complaints."""
    with tempfile.TemporaryDirectory() as made:
        folder = DataFolder(Path(made) / "data", Path(made) / "config")
        camera = NO_CAMERA
        if seed % 2:
            camera = str(Path(made) / "face.avi")
            write_demo_video(Path(camera), 2)
        with opened(folder, SystemClock()) as store:
            make_demo(folder, store, 60, lambda _words: None)
            with open_desk(folder, store, camera) as desk:
                faulthandler.enable()  # to standard error, and not to the desk's own folder
                hands.PATIENCE_S, patience = IMPATIENCE_S, hands.PATIENCE_S
                monkey = Monkey(desk, seed)
                until = time.monotonic() + seconds
                while time.monotonic() < until and not complaints(folder):
                    monkey.run(acts=100, seconds=until - time.monotonic())
                hands.PATIENCE_S = patience
                sys.stdout.write(f"seed {seed}: {monkey.done.total()} acts; the last were {monkey.last}\n")
                sys.stdout.flush()
                return monkey.done


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, action="append", help="one or more; without, 1")
    parser.add_argument("--minutes", type=float, default=1.0, help="for each seed")
    asked = parser.parse_args()
    faulthandler.enable()
    app = QApplication([])
    for seed in asked.seed or [1]:
        for act, times in work(seed, asked.minutes * 60).most_common():
            sys.stdout.write(f"  {times:6} {act}\n")
    app.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
