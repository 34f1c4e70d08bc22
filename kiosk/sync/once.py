"""`inpass sync`: one exchange, told in lines."""

from collections.abc import Iterator

from kiosk.store import Store
from kiosk.sync.client import connected
from kiosk.sync.exchange import exchange
from kiosk.sync.photos import upload_all
from kiosk.texts import _, plural


def sync_and_tell(store: Store) -> Iterator[str]:
    """Raises CentralError in words when there is no central, or it says no."""
    with connected(store) as client:
        report = exchange(store, client)
        photos = upload_all(store, client)
    yield plural("{n} operation sent.", "{n} operations sent.", report.pushed)
    for verdict, count in sorted(report.verdicts.items()):
        yield f"  {verdict}: {count}"
    yield plural("{n} photo sent.", "{n} photos sent.", photos)
    yield plural("{n} change received.", "{n} changes received.", report.pulled)
    if not report.is_complete:
        yield _("There is more to fetch: run it again.")
