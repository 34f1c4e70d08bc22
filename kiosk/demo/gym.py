"""Makes and resets the demo gym in a data folder of its own."""

import shutil
from collections.abc import Callable

from db.tables import Staff
from kiosk.catalogue import read_catalogue
from kiosk.demo.catalogue import seed_desk
from kiosk.errors import InpassError
from kiosk.opening import DEMO_MARK, DataFolder, locked
from kiosk.store import Store
from kiosk.texts import _

MEMBERS = 500


def make_demo(folder: DataFolder, store: Store, members: int = MEMBERS, tell: Callable[[str], None] = print) -> None:
    """Fills an empty store: catalogue, this desk's place, and members. Does nothing where there is staff already."""
    from kiosk.demo.agreements import seed_agreements, seed_import
    from kiosk.demo.examples import seed_examples
    from kiosk.demo.invoiced import invoiced_visits, run_months
    from kiosk.demo.orders import seed_orders
    from kiosk.demo.people import seed_people
    from kiosk.demo.pre_orders import organisation_visits, seed_pre_orders

    with store.reading():
        if Staff.select().exists():
            return
    (folder.path / DEMO_MARK).touch()
    tell(_("Making the demo gym with {count} members…", count=members))
    with store.own_writing():
        seed_desk()
        catalogue = read_catalogue()
    seed_examples(store, catalogue)
    now = store.clock.now()
    besides = (*invoiced_visits(catalogue, now), *organisation_visits(catalogue, now))
    seed_people(store, catalogue, members, besides)
    run_months(store)
    seed_orders(store)
    seed_pre_orders(store)
    seed_import(store)
    seed_agreements(store)


def remove_demo(folder: DataFolder) -> None:
    """Takes the whole demo folder away, with its key. Raises InpassError for a folder with a real gym in it."""
    if not folder.path.exists():
        return
    if not folder.is_demo and folder.database.exists():
        message = _("{path} holds no demo gym, so it is left alone.", path=folder.path)
        raise InpassError(message, _("Name another folder with --data."))
    with locked(folder):
        folder.key_store().forget()
        for path in folder.path.iterdir():  # the folder itself may be a disk's
            shutil.rmtree(path) if path.is_dir() else path.unlink()
