"""What is done here while a page is on its way is pushed before anything older is taken over."""

from collections.abc import Callable

from kiosk.operations.people import PersonChanged
from kiosk.store import Errand
from kiosk.sync.client import Page, SyncClient
from kiosk.sync.exchange import exchange
from tests.central.worlds import Desk, World
from tests.sync.acts import Newcomer
from tests.sync.invariants import check


class Interrupted(SyncClient):
    """Somebody works at the desk just when a page has come."""

    def __init__(self, desk: Desk, work: Callable[[], None]) -> None:
        super().__init__(desk.client.line)
        self.work: Callable[[], None] | None = work

    def page(self, stream: str, after: int, digest: bytes, wait: int = 0) -> Page:
        page = super().page(stream, after, digest, wait)
        if page.changes and self.work is not None:
            work, self.work = self.work, None
            work()
        return page


def move(person_id: str, street: str) -> Callable[[Errand], None]:
    def act(errand: Errand) -> None:
        errand.perform(PersonChanged(person_id=person_id, old={"street": ""}, new={"street": street}))

    return act


def test_own_work_never_shows_in_an_older_state(world: World) -> None:
    one, two = world.desk("one"), world.desk("two")
    anna = Newcomer()
    one.do(anna.register)
    one.sync()
    two.sync()
    two.do(move(anna.person_id, "Theirs 1"))
    two.sync()
    seen: list[str] = []

    def street() -> str:
        return str(one.rows()["person"][0]["street"])

    def work() -> None:
        one.do(move(anna.person_id, "Own 2"))
        one.store.on_written.clear()

    client = Interrupted(one, work)
    report = exchange(one.store, client)
    seen.append(street())
    assert report.pushed == 2, "what came between was pushed before the page was taken over"
    assert seen == ["Own 2"]
    two.sync()
    check(world, one, two)
