"""A desk in a process of its own with the wizard open on the photo page and the camera live; prints its memory."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.opening import DataFolder

os.environ["QT_QPA_PLATFORM"] = "offscreen"


def resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def prepared(made: Path) -> "tuple[DataFolder, Path]":
    from kiosk.opening import DataFolder

    return DataFolder(made / "data", made / "config"), made / "camera.avi"


def main(made: Path) -> None:
    import kiosk.__main__  # noqa: F401 as in the desk's own process: what it keeps out stays out
    from kiosk.clock import SystemClock
    from kiosk.opening import opened
    from kiosk.options import Options
    from ui.application import Application
    from ui.desk import Desk
    from ui.tour import hands, visits
    from ui.tour.hands import wait

    folder, video = prepared(made)
    options = Options(is_demo=True, is_offline=True, camera=str(video))
    with opened(folder, SystemClock()) as store:
        application = Application(folder, options, folder.machine_settings())
        desk = Desk(application, store, options)
        desk.start()
        visits.sign_in()
        visits.open_wizard()
        visits.register(visits.PREPAID, upto="products")
        visits.go_on()
        hands.wait_until(lambda: hands.is_shown("take_photo"), "the camera")
        wait(5000)
        sys.stdout.write(f"{resident_mb():.1f}\n")
        sys.stdout.flush()
        os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
