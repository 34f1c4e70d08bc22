"""What central itself does, in one transaction: performed as a desk's operations are, journalled, and numbered last."""

from collections.abc import Mapping
from datetime import datetime

import msgspec

from central.central_book import CentralBook
from central.streams import number
from kiosk.ids import new_id
from kiosk.operations import Body, Verdict, kind_of
from kiosk.operations.journal import JournalWritten

CENTRAL = "central"  # where a journal entry has the device


class Acting:
    """Inside `judging`; `number` ends it."""

    def __init__(self, facility_id: str) -> None:
        self._facility_id = facility_id
        self._book = CentralBook()

    def perform(self, body: Body) -> Verdict:
        return kind_of(body).perform(self._book, body)

    def journal(
        self, act: str, subject_id: str, details: Mapping[str, object], at: datetime, staff_id: str = ""
    ) -> None:
        """`staff_id` "": an operator at central's command line."""
        self.perform(
            JournalWritten(
                entry_id=new_id(),
                facility_id=self._facility_id,
                at=at,
                staff_id=staff_id,
                device_id=CENTRAL,
                act=act,
                subject_id=subject_id,
                errand_id=new_id(),
                details=msgspec.json.encode(details, order="sorted").decode(),
            )
        )

    def number(self) -> None:
        self._book.check_parents()
        number(dict.fromkeys(self._book.touched, self._facility_id))
