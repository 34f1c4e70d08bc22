"""Person look-up for the desks: by right of their token, counted but never recorded whom."""

from datetime import datetime

import peewee

from central.person_register import PersonRegister, RegisterDown
from central.problems import Declined
from db.binding import current
from db.rows import insert
from db.tables import LookupCount
from db.transactions import writing
from kiosk.clock import day_of
from kiosk.sync.wire import Lookup, LookupAnswer

MOST_PER_DAY = 500  # a desk that asks for more is no desk


def look_up(
    database: peewee.Database, register: PersonRegister, device_id: str, request: Lookup, now: datetime
) -> LookupAnswer:
    with writing(database):
        _count(device_id, now)
    try:
        found = register.find(request.personal_number)
    except RegisterDown as error:
        raise Declined("unavailable", "The person register does not answer.") from error
    if found is None:
        return LookupAnswer(found=False)
    return LookupAnswer(
        found=True,
        given_name=found.given_name,
        family_name=found.family_name,
        street=found.street,
        postcode=found.postcode,
        city=found.city,
        protected_identity=found.protected_identity,
    )


def _count(device_id: str, now: datetime) -> None:
    today = (LookupCount.device_id == device_id) & (LookupCount.day == day_of(now))
    if not isinstance(current(), peewee.SqliteDatabase):
        current().execute_sql("SELECT 1 FROM device WHERE id = %s FOR UPDATE", [device_id])
    row = LookupCount.get_or_none(today)
    if row is None:
        insert(LookupCount, {"device_id": device_id, "day": day_of(now), "count": 1})
    elif row.count >= MOST_PER_DAY:
        raise Declined("too-many")
    else:
        LookupCount.update(count=LookupCount.count + 1).where(today).execute()
