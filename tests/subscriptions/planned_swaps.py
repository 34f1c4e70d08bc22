"""A swap as the wizard plans it, of a subscription that stands alone: no add-ons, a catalogue without any, no file."""

from datetime import UTC, date, datetime, time

from kiosk.access.card_numbers import CardFormat
from kiosk.catalogue import Catalogue, Product, ProductKind
from kiosk.customer_facts import Customer, CustomerFacts, Held
from kiosk.desk_facts import Facts
from kiosk.direct_debit.drafts import Holder
from kiosk.settings.routines import ROUTINE_SETTINGS, RoutineRules
from kiosk.store import Place
from kiosk.subscriptions.kept import KeptSubscription
from kiosk.subscriptions.products import Priced
from kiosk.subscriptions.swap_plan import Candidate, SwapPlan, plan
from kiosk.subscriptions.timeline import Timeline

HERE = Place("", "desk", "f", "t")
NOTHING = Catalogue((), (), {}, {}, {}, (), "")


def upgraded(timeline: Timeline, price: int, on: date) -> SwapPlan:
    return _planned(timeline, price, on, is_dearer=True)


def downgraded(timeline: Timeline, price: int, on: date) -> SwapPlan:
    return _planned(timeline, price, on, is_dearer=False)


def _planned(timeline: Timeline, price: int, on: date, *, is_dearer: bool) -> SwapPlan:
    main = KeptSubscription(
        "s", "p", None, "old", "l", None, "", timeline, "f", "direct_debit", None, 0, None, "", None, None, (), ()
    )
    held = Held(main, _product("old"), (), (), "", (), timeline.debited_until)
    return plan(held, Candidate(_product("new"), Priced(price, "l")), _facts(held, on), is_dearer=is_dearer)


def _product(code: str) -> Product:
    return Product(code, code, ProductKind.DIRECT_DEBIT, "membership", code, "", None, 0, 1, None, None, False, True)


def _facts(held: Held, on: date) -> CustomerFacts:
    now = datetime.combine(on, time(9), UTC)
    desk = Facts(NOTHING, on, now, HERE, 28, 6, Holder.OTHER_PAYER, CardFormat(), 30, False)
    rules = RoutineRules(**{setting.name: setting.default for setting in ROUTINE_SETTINGS})
    who = Customer(
        "p", ("p",), "f", "Åsa", "Öberg", "", date(1990, 1, 1), "", "", "ordinary", (), False, True, "", (), False, ()
    )
    return CustomerFacts(desk, rules, who, (held,), held.id)
