"""What desks do with freezes and terminations in these tests, as operations on what the desk itself sees."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db.rows import found
from kiosk.demo.catalogue import price_list_id, product_id
from kiosk.operations.charging_runs import SubscriptionCharged, lot_bodies
from kiosk.operations.freezes import FreezeExtended, FreezeRemoved, FreezeShortened
from kiosk.operations.subscription_changes import SubscriptionTerminated, TerminationWithdrawn
from kiosk.operations.subscriptions import SubscriptionSold
from kiosk.store import Errand
from kiosk.subscriptions.charging import charges_until
from kiosk.subscriptions.kept import KeptFreeze, kept_subscriptions
from kiosk.subscriptions.timeline import Timeline
from tests.subscriptions.frozen import freezing
from tests.sync.acts import Act

PRICE = 39900
START = date(2026, 6, 1)
LIMIT = 3  # months


@dataclass(frozen=True)
class Subscribed:
    """Someone with a direct debit subscription from June 2026, sold by `sold`, and what can be done with it."""

    person_id: str
    main: str
    add_on: str
    committed_days: int = 0

    def sold(self, errand: Errand) -> None:
        for subscription_id, main_id, code, price in (
            (self.main, None, "GULD-AG12", PRICE),
            (self.add_on, self.main, "BAD", 9900),
        ):
            errand.perform(
                SubscriptionSold(
                    subscription_id=subscription_id,
                    facility_id=errand.facility_id,
                    person_id=self.person_id,
                    main_id=main_id,
                    product_id=product_id(code),
                    kind="add_on" if main_id else "direct_debit",
                    start=START,
                    price=price,
                    price_list_id=price_list_id("standard"),
                    is_prepaid=False,
                    period_months=None,
                    committed_days=0 if main_id else self.committed_days,
                    first_draw=None,
                    terms_version="2026-1",
                    terms_accepted_at=errand.at,
                    sold_at=errand.at,
                    lots=lot_bodies(subscription_id, charges_until(Timeline(START, price), date(2026, 7, 31))),
                )
            )

    def frozen(self, first: date, last: date, max_months: int = LIMIT) -> Act:
        return freezing(self.main, self.person_id, first, last, max_months=max_months)

    def freezes(self) -> tuple[KeptFreeze, ...]:
        """As they stand here."""
        return next(one for one in kept_subscriptions([self.person_id]) if one.id == self.main).freezes

    def timeline(self) -> Timeline:
        return next(one for one in kept_subscriptions([self.person_id]) if one.id == self.main).timeline

    def ends(self, last: date, which: int = 0) -> Act:
        """Thawed, shortened or extended: another last day."""

        def act(errand: Errand) -> None:
            kept = self.freezes()[which]
            kind = FreezeExtended if last > kept.freeze.last else FreezeShortened
            known = {} if kind is FreezeExtended else self._known()
            errand.perform(kind(was_last=kept.freeze.last, last=last, max_months=LIMIT, **self._named(kept), **known))

        return act

    def removed(self, which: int = 0) -> Act:
        def act(errand: Errand) -> None:
            kept = self.freezes()[which]
            errand.perform(FreezeRemoved(last=kept.freeze.last, **self._named(kept), **self._known()))

        return act

    def _known(self) -> dict[str, Any]:
        """Which termination the desk knows of."""
        ((at,),) = found("SELECT terminated_at FROM subscription WHERE id = ?", self.main)
        return {"terminated_at": datetime.fromisoformat(at) if at else None}

    def _named(self, kept: KeptFreeze) -> dict[str, Any]:
        who = {"subscription_id": self.main, "person_id": self.person_id}
        return {"freeze_id": kept.id, "first": kept.freeze.first, **who}

    def paid_until(self, last: date) -> Act:
        """What the desk sees unpaid until then."""

        def act(errand: Errand) -> None:
            charges = charges_until(self.timeline(), last)
            if charges:
                errand.perform(
                    SubscriptionCharged(
                        subscription_id=self.main,
                        facility_id=errand.facility_id,
                        person_id=self.person_id,
                        lots=lot_bodies(self.main, charges),
                        charged_at=errand.at,
                    )
                )

        return act

    def noticed(self, notice: date) -> Act:
        """Terminated with that as the notice period's last day."""

        def act(errand: Errand) -> None:
            bound = self.timeline().committed_until
            self.terminated(max(notice, bound or notice), notice)(errand)

        return act

    def terminated(self, end: date, notice: date | None = None) -> Act:
        return lambda errand: errand.perform(
            SubscriptionTerminated(
                subscription_id=self.main,
                add_on_ids=[self.add_on],
                person_id=self.person_id,
                end_date=end,
                reason="",
                terminated_at=errand.at,
                freezes=[(one.freeze.first, one.freeze.last) for one in self.freezes()],
                notice_end=notice,
            )
        )

    def withdrawn(self, errand: Errand) -> None:
        ((at,),) = found("SELECT terminated_at FROM subscription WHERE id = ?", self.main)
        if at is not None:
            errand.perform(
                TerminationWithdrawn(
                    subscription_id=self.main,
                    add_on_ids=[self.add_on],
                    person_id=self.person_id,
                    terminated_at=datetime.fromisoformat(at),
                    withdrawn_at=errand.at,
                )
            )
