"""What takes back a paid debt: the draws are owed again, as they were."""

from collections.abc import Iterator
from datetime import datetime

from db.tables import DebitDraw
from kiosk.operations.debit_draws import DrawSettled, DrawSettlementUndone
from kiosk.operations.kinds import Body
from kiosk.operations.paid_besides import settled_instead
from kiosk.texts import _
from kiosk.undo_inverses import Undoing, inverse


def _settled_words(body: DrawSettled, undoing: Undoing) -> str:
    was = undoing.trace.row(DebitDraw, body.draw_id)
    draw = DebitDraw.find(body.draw_id)
    if was is None or draw is None:
        return ""
    if settled_instead(draw):
        return _("The draw for {month} is still paid: another desk was paid for it as well.", month=was["month"])
    return _("The draw for {month} is owed again.", month=was["month"])


@inverse(DrawSettled, _settled_words)
def _settled(body: DrawSettled, undoing: Undoing) -> Iterator[Body]:
    was = undoing.trace.row(DebitDraw, body.draw_id)
    if was is not None:
        yield DrawSettlementUndone(
            draw_id=body.draw_id,
            facility_id=body.facility_id,
            person_id=body.person_id,
            errand_id=body.errand_id,
            state=was["state"],
            code=was["state_code"],
            settled_at=datetime.fromisoformat(was["settled_at"]) if was["settled_at"] else None,
        )
