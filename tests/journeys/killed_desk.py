"""Desks that are killed: `python -m tests.journeys.killed_desk`, then lines of DATA, CONFIG, ROUTINE and POINT, tabs
between.

Each line is a desk in a process of its own, which walks the routine's wizard to the point and dies there; its exit code
is answered. They are forked from here, where all is imported and nothing is begun yet: importing costs half a walk.

Points: page:<step>, with the page filled in; operation:<n>, when Finish has performed so many; before_commit;
after_commit; before_receipt; receipt_shown. Only the desk's own process is tampered with.
How a routine for an existing customer is walked stands in walks.py, how a list of pre-orders is imported in lists.py.
"""

import os
import signal
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from db.sqlite import EncryptedSqlite
from kiosk.clock import FixedClock
from kiosk.devices.opencv import opencv
from kiosk.opening import DataFolder, opened
from kiosk.store import Errand
from tests.journeys import lists, walks
from tests.journeys.customers import MEMBER, STUDENT_DEBIT
from tests.journeys.window import open_desk
from tests.registration import NOW
from ui.documents.paperwork import Paperwork
from ui.tour import hands, visits

Shown = Callable[[str], None]

LATER = (  # what a desk imports when it is first needed
    "argon2",
    "email_validator",
    "holidays",
    "kiosk.documents.confirmation",
    "kiosk.documents.receipt",
    "kiosk.organisations.importing",
    "kiosk.people.warm_up",
    "personnummer",
    "phonenumbers",
    "pypdfium2",
    "structlog",
    "ui.customer_wizard",
    "ui.documents.document_viewer",
    "ui.organisations.import_wizard",
    "ui.organisations.register_member",
    "ui.people.register_customer",
)


class Killer:
    """Dies at its point; whatever else happens goes on as always."""

    def __init__(self, point: str) -> None:
        self._point = point
        self._performed = 0

    def arrive(self, point: str) -> None:
        if point == self._point:
            os.kill(os.getpid(), signal.SIGKILL)

    def tamper(self) -> None:
        """Round each operation, the commit that follows them, and the call that shows the receipt."""
        perform, commit, show_receipt = Errand.perform, EncryptedSqlite.commit, Paperwork.show_receipt

        def performed(errand: Errand, body: Any) -> Any:
            verdict = perform(errand, body)
            self._performed += 1
            self.arrive(f"operation:{self._performed}")
            return verdict

        def committed(database: EncryptedSqlite) -> None:
            if self._performed:
                self.arrive("before_commit")
            commit(database)
            if self._performed:
                self.arrive("after_commit")

        def shown(paperwork: Paperwork, receipt_id: str) -> None:
            self.arrive("before_receipt")
            show_receipt(paperwork, receipt_id)

        Errand.perform = performed  # type: ignore[method-assign, assignment]
        EncryptedSqlite.commit = committed
        Paperwork.show_receipt = shown  # type: ignore[method-assign, assignment]


def _register(shown: Shown) -> None:
    visits.open_wizard()
    visits.register(STUDENT_DEBIT, shown)


def _register_member(shown: Shown) -> None:
    visits.open_member_wizard()
    visits.register(MEMBER, shown)


WALKS: dict[str, Callable[[Shown], None]] = {
    "register_private_customer": _register,
    "register_organisation_customer": _register_member,
    "import_pre_orders": lists.import_many,
    "undo_import": lists.undo_the_import,
    **{one.routine: one.go for one in walks.WALKS},
}
BY_MANAGER = ("import_pre_orders", "undo_import")  # they end with no paper


def walk(data: str, config: str, routine: str, point: str) -> None:
    folder = DataFolder(Path(data), Path(config))
    killer = Killer(point)
    killer.tamper()
    lists.lead_to(folder.path.parent / lists.FILE)
    is_managers = routine in BY_MANAGER
    login = "omar" if is_managers else "anna"
    with opened(folder, FixedClock(NOW)) as store, open_desk(folder, store, is_offline=True, login=login):
        WALKS[routine](lambda step: killer.arrive(f"page:{step}"))
        if not is_managers:
            hands.find("document")
        killer.arrive("receipt_shown")


def in_its_own_process(data: str, config: str, routine: str, point: str) -> int:
    """The exit code: minus the signal that killed it; 1 when something failed, 0 when it came through alive."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        walk(data, config, routine, point)
    except BaseException:  # noqa: BLE001 the copy of a process must never go on with the original's work
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def main() -> None:
    opencv()
    for name in LATER:
        import_module(name)
    for line in sys.stdin:
        sys.stdout.write(f"{in_its_own_process(*line.rstrip().split(chr(9)))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
