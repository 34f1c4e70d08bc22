"""What a start leaves for later: nobody waits at the first window for what it doesn't show."""

import json
import os
import subprocess
import sys

from kiosk.opening import DataFolder
from tests.prepared import copy_folder

START = """
import json, os, sys
from pathlib import Path
from kiosk import __main__ as root
from kiosk.opening import DataFolder
from tests.benchmarks import started_desk
import PySide6.QtWidgets

def tell():
    made = [name for name in ("QStyle", "QStyleOption") if name in vars(PySide6.QtWidgets)]
    print(json.dumps([*sys.modules, *made]), flush=True)
    os._exit(0)

root.folder_of = lambda options: DataFolder(Path(sys.argv[1]), Path(sys.argv[2]))
started_desk.tell = tell
started_desk.desk(Path(sys.argv[1]))
"""
LATER = {
    "PySide6.QtNetwork",
    "QStyle",
    "cv2",
    "db.tables.direct_debit",
    "db.tables.till",
    "httpx",
    "keyring",
    "kiosk.sync.exchange",
    "phonenumbers",
    "reportlab",
    "structlog",
    "ui.wizard.routine_wizard",
    "ui.work",
}


def test_the_first_window_needs_little(prepared_gym: DataFolder, folder: DataFolder) -> None:
    copy_folder(prepared_gym, folder)
    command = [sys.executable, "-c", START, str(folder.path), str(folder.config)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    loaded = set(json.loads(ended.stdout.splitlines()[-1]))
    assert {"PySide6.QtWidgets", "db.tables.catalogue", "ui.sign_in"} <= loaded, "the window did come up"
    too_early = loaded & LATER
    assert not too_early
