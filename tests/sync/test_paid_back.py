"""Money taken at two desks for the same days is paid back from the matter itself, once, or kept: both engines."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from db.tables import Lot, Matter, Payment, Receipt, Sale, SaleLine, Subscription, ThisDevice
from kiosk.errors import CentralUnreachable
from kiosk.problems import Problem
from kiosk.routine import Outcome
from kiosk.sentences import sentence
from kiosk.staff.rights import StaffMember
from kiosk.subscriptions import charge
from kiosk.sync.faults import unreachable
from kiosk.sync.matters import OpenMatter, open_matters
from kiosk.sync.paying_back import PayBack
from kiosk.sync.settling import pay_back, settle_matter, what_is_returned
from kiosk.sync.ways import Way
from kiosk.till.receipts import receipt_facts
from kiosk.till.tender import Method, Tender
from tests.central.worlds import ANNA, OMAR, Desk
from tests.people.members import register, sell
from tests.people.serving import SELF, served
from tests.people.undoing import undo
from tests.subscriptions.swaps import to
from tests.sync.invariants import settle

OCTOBER, NOVEMBER_30 = date(2026, 10, 1), date(2026, 11, 30)
MONTH = 39900


@pytest.fixture
def member(desks: tuple[Desk, Desk]) -> str:
    """Known at both desks, who don't hear each other from now on."""
    person_id = register(desks[0].store, staff=ANNA)
    sell(desks[0].store, person_id, "GULD-AG12", start=OCTOBER, charged_until=NOVEMBER_30)
    settle(*desks)
    return person_id


def card(desk: Desk, amount: int = MONTH) -> tuple[Tender, ...]:
    return (Tender(Method.CARD, amount, f"T-{desk.name}"),)


def charged(desk: Desk, person_id: str, months: int = 1, tenders: tuple[Tender, ...] = ()) -> None:
    """Nobody stands at two desks in the same moment."""
    desk.store.clock.moment += timedelta(minutes=7)  # type: ignore[attr-defined]
    served(
        desk.store, "charge", person_id, charge.Draft(SELF, months, tenders or card(desk, months * MONTH)), staff=ANNA
    )


def charged_at_both(desks: tuple[Desk, Desk], person_id: str, months: int = 1) -> OpenMatter:
    """Months at desk two for which money was taken in vain: as many as desk one charged, one."""
    charged(desks[0], person_id)
    charged(desks[1], person_id, months)
    settle(*desks)
    return only(desks[0])


def only(desk: Desk) -> OpenMatter:
    (matter,) = open_matters(desk.store)
    return matter


def returned(desk: Desk, matter: OpenMatter, staff: StaffMember = OMAR) -> PayBack:
    told = what_is_returned(desk.store, staff, matter.matter_id)
    assert isinstance(told, PayBack), told
    return told


def paid_back(desk: Desk, matter: OpenMatter, staff: StaffMember = OMAR) -> Outcome:
    outcome = pay_back(desk.store, staff, matter.matter_id, returned(desk, matter, staff).paid_back.amount)
    assert outcome.problems == (), [sentence(one) for one in outcome.problems]
    return outcome


def rows(desk: Desk, table: Any) -> list[Any]:
    with desk.store.reading():
        return list(table.select().order_by(table.id))


def takings(desk: Desk) -> tuple[int, int, int]:
    """Of the receipts, of the payments, and what stands charged from December on."""
    lots = sum(lot.amount for lot in rows(desk, Lot) if (lot.month or "") >= "2026-12")
    return (
        sum(one.total + one.rounding for one in rows(desk, Sale)),
        sum(one.amount for one in rows(desk, Payment)),
        lots,
    )


def codes(desk: Desk) -> list[str]:
    return sorted(one.code for one in open_matters(desk.store))


@pytest.mark.parametrize("where", [0, 1])
def test_a_month_paid_at_both_desks_is_paid_back_once(desks: tuple[Desk, Desk], member: str, where: int) -> None:
    two = desks[1]
    matter = charged_at_both(desks, member)
    assert matter.ways == (Way.PAID_BACK, Way.AS_CREDIT, Way.MONEY_HANDLED)
    assert only(two).ways == matter.ways
    desk = desks[where]
    told = returned(desk, matter)
    number = next(row.number for row in rows(desk, Receipt) if row.till_id == till(two))
    assert (told.paid_back.amount, told.paid_back.receipt_number) == (MONTH, number)
    assert "T-two" in told.paid_back.words[0]
    assert ("från kassa" in told.paid_back.said) is (desk is not two), "each till has a receipt with that number"
    assert [amount for _text, amount in told.lines] == [MONTH]
    outcome = paid_back(desk, matter)
    assert open_matters(desk.store) == []
    settle(desk, *desks)
    for each in desks:
        assert open_matters(each.store) == []
        assert takings(each) == (MONTH, MONTH, MONTH)
        back = next(row for row in rows(each, Sale) if row.id == outcome.sale_id)
        receipt = next(row for row in rows(each, Receipt) if row.id == outcome.receipt_id)
        assert (back.total, back.till_id, back.staff_id) == (-MONTH, till(desk), OMAR.id)
        assert (receipt.kind, receipt.till_id, receipt.sale_id) == ("return", till(desk), back.id)
        (refund,) = [row for row in rows(each, Payment) if row.refund_of]
        facts = receipt_facts(each.store, receipt.id)
        assert (facts.returns_number, bool(facts.returns_till)) == (number, desk is not two)
        assert (refund.method, refund.amount) == ("card", -MONTH)
        (closed,) = rows(each, Matter)
        assert (closed.closed_how, closed.closed_by) == ("paid_back", OMAR.id)


def till(desk: Desk) -> str:
    return desk.store.place().till_id


def test_of_more_months_only_the_doubled_one_is_paid_back(desks: tuple[Desk, Desk], member: str) -> None:
    one, two = desks
    matter = charged_at_both(desks, member, months=3)
    outcome = paid_back(one, matter)
    settle(*desks)
    assert takings(one) == takings(two) == (3 * MONTH, 3 * MONTH, 3 * MONTH)
    (line,) = [row for row in rows(two, SaleLine) if row.sale_id == outcome.sale_id]
    assert (line.amount, line.first, line.last) == (-MONTH, date(2026, 12, 1), date(2026, 12, 31))
    assert "2026-12-01 – 2026-12-31" in line.text


def test_months_paid_together_are_one_matter(desks: tuple[Desk, Desk], member: str) -> None:
    one, two = desks
    charged(one, member, 3)
    charged(two, member, 2)
    settle(one, two)
    matter = only(one)
    assert "798,00" in matter.what
    assert "2026-12-01" in matter.what
    assert "2027-01-31" in matter.what
    paid_back(two, matter)
    settle(one, two)
    assert takings(one) == (3 * MONTH, 3 * MONTH, 3 * MONTH)


@pytest.mark.parametrize("months", [1, 2])
def test_paid_back_at_both_desks_is_a_matter_of_its_own(desks: tuple[Desk, Desk], member: str, months: int) -> None:
    """Also where it is less than what was paid with the receipt."""
    one, two = desks
    matter = charged_at_both(desks, member, months)
    for desk in desks:
        paid_back(desk, matter)
    settle(*desks)
    assert codes(one) == codes(two) == ["refunded_too_much"]
    assert "798,00" in only(one).what
    assert "399,00" in only(one).what
    assert takings(one) == ((months - 1) * MONTH, (months - 1) * MONTH, months * MONTH)


@pytest.mark.parametrize(("first", "second"), [(0, 1), (1, 0)])
def test_paid_back_at_one_desk_and_settled_otherwise_at_the_other_is_a_matter(
    desks: tuple[Desk, Desk], member: str, first: int, second: int
) -> None:
    matter = charged_at_both(desks, member)
    paid_back(desks[0], matter)
    assert settle_matter(desks[1].store, OMAR, matter.matter_id, Way.MONEY_HANDLED, "Bankgiro, 399 kr.") is None
    settle(desks[first], desks[second])
    for desk in desks:
        assert codes(desk) == ["settled_otherwise"]
        assert "betalt tillbaka" in only(desk).what
        assert "reglerade på annat sätt" in only(desk).what
        assert "399,00" in only(desk).what


def charged_unheard(
    desks: tuple[Desk, Desk], person_id: str, monkeypatch: pytest.MonkeyPatch, amount: int = MONTH
) -> None:
    """At both, the second in vain: it has not heard so, though the first has."""
    one, two = desks
    charged(one, person_id, tenders=card(one, amount))
    one.sync()
    charged(two, person_id, tenders=card(two, amount))
    with monkeypatch.context() as patched, pytest.raises(CentralUnreachable):
        push = two.client.push

        def unheard(batch: Any) -> Any:
            push(batch)
            raise unreachable()

        patched.setattr(two.client, "push", unheard)
        two.sync()
    one.sync()


@pytest.mark.parametrize(
    ("way", "first", "code", "credit"),
    [
        (Way.PAID_BACK, 0, "refunded_too_much", 0),
        (Way.PAID_BACK, 1, "settled_otherwise", 0),
        (Way.AS_CREDIT, 0, "settled_otherwise", MONTH),
        (Way.AS_CREDIT, 1, "settled_otherwise", 0),
    ],
)
def test_what_is_undone_at_the_other_desk_is_told(
    desks: tuple[Desk, Desk],
    member: str,
    monkeypatch: pytest.MonkeyPatch,
    way: Way,
    first: int,
    code: str,
    credit: int,
) -> None:
    """Central has told desk one of the matter before desk two, which has not heard of it, undoes the charge. `first`:
    the desk that is heard first."""
    one, two = desks
    charged_unheard(desks, member, monkeypatch)
    matter = only(one)
    undo(two.store, member)
    assert settle_matter(one.store, OMAR, matter.matter_id, way) is None
    settle(desks[first], desks[1 - first])
    assert codes(one) == codes(two) == [code]
    assert takings(one)[0] == (0 if way is Way.PAID_BACK else MONTH)
    assert [row.credit for row in rows(two, Subscription)] == [credit]


def test_each_credit_of_what_is_undone_is_told(
    desks: tuple[Desk, Desk], member: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The subscription's, and its add-on's."""
    one, two = desks
    with one.store.reading():
        main = Subscription.get().id
    sell(one.store, member, "BAD", price=9900, main_id=main, start=OCTOBER, charged_until=NOVEMBER_30)
    settle(one, two)
    charged_unheard(desks, member, monkeypatch, MONTH + 9900)
    for matter in open_matters(one.store):
        assert settle_matter(one.store, OMAR, matter.matter_id, Way.AS_CREDIT) is None
    undo(two.store, member)
    settle(one, two)
    assert codes(one) == codes(two) == ["settled_otherwise", "settled_otherwise"]
    told = "\n".join(sorted(one.what for one in open_matters(two.store))).replace("\N{NO-BREAK SPACE}", " ")
    assert "399,00 kr" in told
    assert "99,00 kr" in told.replace("399,00 kr", "")
    assert sum(row.credit for row in rows(two, Subscription)) == MONTH + 9900


def test_a_receipt_that_has_its_return_is_not_paid_back_again(desks: tuple[Desk, Desk], member: str) -> None:
    one, two = desks
    matter = charged_at_both(desks, member)
    paid_back(two, matter)
    two.sync()
    closed = {"closed_at": None, "closed_how": None, "closed_by": None, "closed_note": None}
    one.sync()
    with one.store.own_writing():
        Matter.update(**closed).execute()
    problem = what_is_returned(one.store, OMAR, matter.matter_id)
    assert isinstance(problem, Problem)
    assert problem.code == "pay_back_returned"
    assert only(one).ways == (Way.PAID_BACK, Way.MONEY_HANDLED), "what went back is no credit besides"
    outcome = pay_back(one.store, OMAR, matter.matter_id, MONTH)
    assert [found.code for found in outcome.problems] == ["pay_back_returned"]


def test_who_has_settled_it_already_is_told(desks: tuple[Desk, Desk], member: str) -> None:
    one, _two = desks
    matter = charged_at_both(desks, member)
    paid_back(one, matter)
    before = takings(one)
    assert [found.code for found in pay_back(one.store, OMAR, matter.matter_id, MONTH).problems] == [
        "matter_is_settled"
    ]
    assert takings(one) == before


def test_without_the_right_or_a_till_nothing_is_paid_back(desks: tuple[Desk, Desk], member: str) -> None:
    one, _two = desks
    matter = charged_at_both(desks, member)
    before = takings(one)
    assert [found.code for found in pay_back(one.store, ANNA, matter.matter_id, MONTH).problems] == [
        "settle_not_allowed"
    ]
    assert [found.code for found in pay_back(one.store, OMAR, matter.matter_id, 1).problems] == ["pay_back_changed"]
    with one.store.own_writing():
        ThisDevice.update(till_id="").execute()
    problem = what_is_returned(one.store, OMAR, matter.matter_id)
    assert isinstance(problem, Problem)
    assert problem.code == "till_missing"
    assert [found.code for found in pay_back(one.store, OMAR, matter.matter_id, MONTH).problems] == ["till_missing"]
    assert takings(one) == before
    assert codes(one) == ["charged_twice"]


def test_kept_for_the_next_month_it_is_taken_off_there(desks: tuple[Desk, Desk], member: str) -> None:
    one, two = desks
    matter = charged_at_both(desks, member)
    assert settle_matter(one.store, OMAR, matter.matter_id, Way.AS_CREDIT) is None
    settle(one, two)
    for desk in desks:
        assert open_matters(desk.store) == []
        assert [row.credit for row in rows(desk, Subscription)] == [MONTH]
    assert takings(two) == (2 * MONTH, 2 * MONTH, MONTH)
    served(two.store, "charge", member, charge.Draft(SELF, 1), staff=ANNA)
    settle(two, one)
    assert takings(one) == (2 * MONTH, 2 * MONTH, 2 * MONTH)
    assert [row.credit for row in rows(one, Subscription)] == [0]


def test_kept_at_both_desks_it_is_one_credit(desks: tuple[Desk, Desk], member: str) -> None:
    one, two = desks
    matter = charged_at_both(desks, member)
    for desk in desks:
        assert settle_matter(desk.store, OMAR, matter.matter_id, Way.AS_CREDIT) is None
    settle(two, one)
    assert [[row.credit for row in rows(desk, Subscription)] for desk in desks] == [[MONTH], [MONTH]]
    assert codes(one) == codes(two) == []


@pytest.mark.parametrize(("first", "credit"), [(0, 0), (1, MONTH)])
def test_paid_back_at_one_and_kept_at_the_other(desks: tuple[Desk, Desk], member: str, first: int, credit: int) -> None:
    """The first stands: a credit besides money that went back would be paid twice."""
    matter = charged_at_both(desks, member)
    paid_back(desks[0], matter)
    assert settle_matter(desks[1].store, OMAR, matter.matter_id, Way.AS_CREDIT) is None
    settle(desks[first], desks[1 - first])
    for desk in desks:
        assert codes(desk) == ["settled_otherwise"]
        assert [row.credit for row in rows(desk, Subscription)] == [credit]


def test_cash_and_card_go_back_as_they_were_paid(desks: tuple[Desk, Desk], member: str) -> None:
    one, two = desks
    charged(one, member)
    mixed = (Tender(Method.CARD, 50000, "T-9"), Tender(Method.CASH, 2 * MONTH - 50000))
    charged(two, member, 2, mixed)
    settle(one, two)
    outcome = paid_back(one, only(one))
    (refund,) = [row for row in rows(one, Payment) if row.sale_id == outcome.sale_id]
    assert (refund.method, refund.amount) == ("card", -MONTH), "what was paid exactly goes back first"
    settle(one, two)
    assert takings(two) == (2 * MONTH, 2 * MONTH, 2 * MONTH)
    assert Counter(row.kind for row in rows(two, Receipt))["return"] == 1


def test_what_was_paid_for_an_overtaken_swap_is_paid_back(desks: tuple[Desk, Desk], member: str) -> None:
    """It was paid for nothing: all of its receipt."""
    one, two = desks
    served(one.store, "downgrade", member, to("GYM-AG12"), staff=ANNA)
    two.store.clock.moment += timedelta(minutes=7)  # type: ignore[attr-defined]
    served(two.store, "upgrade", member, to("GULD-AG"), staff=ANNA)
    settle(*desks)
    matter = next(matter for matter in open_matters(one.store) if matter.code == "swap_overtaken")
    paid = sum(row.total for row in rows(one, Sale))
    assert paid > 0
    assert returned(one, matter).paid_back.amount == paid
    paid_back(one, matter)
    settle(*desks)
    for desk in desks:
        assert takings(desk)[:2] == (0, 0)
        assert "swap_overtaken" not in codes(desk)
