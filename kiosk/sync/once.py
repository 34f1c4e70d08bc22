"""Exchanges outside the driver: `inpass sync` told in lines, and a new desk's first fetch."""

from collections.abc import Iterator

from kiosk.store import Store
from kiosk.sync.client import connected
from kiosk.sync.exchange import ExchangeReport, exchange
from kiosk.sync.photos import upload_all
from kiosk.texts import _, plural


def fetch_everything(store: Store) -> ExchangeReport:
    """For a desk that has just been let in: until nothing is unsent and nothing unread.

    Raises CentralUnreachable and CentralRefused; what came till then is kept.
    """
    with connected(store) as client:
        report = exchange(store, client)
        while not report.is_complete:
            report = exchange(store, client)
        return report


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
