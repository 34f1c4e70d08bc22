"""What a routine must know of an existing customer: read once when its wizard opens, so that its rules stay pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from db.fields import day_or_none, moment_or_none
from db.rows import found, json_list
from db.tables import Person
from kiosk.catalogue import Catalogue, Product
from kiosk.desk_facts import Facts, facts_at
from kiosk.direct_debit import mandate_states
from kiosk.direct_debit.coming_draws import ComingDraw
from kiosk.direct_debit.debts import Debt, read_debts
from kiosk.direct_debit.drafts import Holder
from kiosk.direct_debit.mandate_states import Obstacle, drawable_from, obstacle
from kiosk.direct_debit.person_draws import read_coming_draws
from kiosk.direct_debit.runs_done import charged_through
from kiosk.operations.kept_marks import kept_mark
from kiosk.operations.subscriptions import UNDONE, registrations_of
from kiosk.orders.ready import Order, orders_of
from kiosk.organisations.agreed import agreements_here
from kiosk.organisations.agreements import Agreement, Payer
from kiosk.organisations.payers import payers_of
from kiosk.organisations.spending import OrderedFor, pre_orders_for
from kiosk.people.actors import Represented
from kiosk.people.certificates import certificates_of
from kiosk.people.personal_identity import age_on
from kiosk.people.protection import is_protected
from kiosk.settings.gym import read_routine_rules
from kiosk.settings.routines import RoutineRules
from kiosk.store import Place, Store
from kiosk.subscriptions.kept import KeptFreeze, KeptSubscription, kept_subscriptions
from kiosk.subscriptions.prices import Opened
from kiosk.subscriptions.products import Buyer, buyer_of, own_certificate
from kiosk.subscriptions.timeline import State, Timeline

NEVER = date.max


@dataclass(frozen=True, slots=True)
class Held:
    """A main subscription with the add-ons that haven't ended. Timelines know the prices after a certificate's end.
    `mark`: what a claim about it rests on (kept_mark); `add_on_marks` in the add-ons' order; `charged_through`: the
    last day of the last month whose charging run is done; `payer`: the organisation that pays by invoice; `coming`:
    draws on their way."""

    main: KeptSubscription
    product: Product
    add_ons: tuple[KeptSubscription, ...]
    add_on_products: tuple[Product, ...]
    mark: str
    add_on_marks: tuple[str, ...]
    charged_through: date
    payer: Payer | None = None
    coming: tuple[ComingDraw, ...] = ()

    @property
    def id(self) -> str:
        return self.main.id

    @property
    def timeline(self) -> Timeline:
        return self.main.timeline

    @property
    def all(self) -> tuple[KeptSubscription, ...]:
        return (self.main, *self.add_ons)

    @property
    def products(self) -> tuple[Product, ...]:
        return (self.product, *self.add_on_products)

    @property
    def is_invoiced(self) -> bool:
        """Charging runs invoice an organisation for it: nothing of it is drawn."""
        return self.payer is not None

    @property
    def is_terminated(self) -> bool:
        return self.main.terminated_at is not None

    def ended_together(self, timelines: Sequence[Timeline]) -> tuple[Timeline, ...]:
        """Of `all`, as they will be: add-ons that the termination ended end when the main one does."""
        pairs = zip(self.all, timelines, strict=True)
        end = timelines[0].end_date
        return tuple(replace(then, end_date=end) if one.terminated_at else then for one, then in pairs)

    def freeze_on(self, day: date) -> KeptFreeze | None:
        """The one that runs that day."""
        return next((one for one in self.main.freezes if one.freeze.covers(day)), None)

    def coming_freezes(self, day: date) -> tuple[KeptFreeze, ...]:
        return tuple(one for one in self.main.freezes if one.freeze.first > day)


@dataclass(frozen=True, slots=True)
class HeldCard:
    id: str
    number: str
    assigned_at: datetime


@dataclass(frozen=True, slots=True)
class HeldMandate:
    """`drawable_from`: the first day it lets a draw be made. `holder_name`: of somebody else whose account it is; ""
    of the customer's own, and with protected identity."""

    id: str
    state: str
    holder: str
    bank: str
    account: str
    drawable_from: date | None = None
    holder_name: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """The first registration with its aliases' holdings. `name` is for the screen and documents, never for logs.
    `certificates`: what they open, those that end last coming last. `cards` open the door."""

    person_id: str
    ids: tuple[str, ...]
    facility_id: str
    given_name: str
    family_name: str
    email: str
    birth_date: date
    member_number: str
    personal_number: str
    customer_type: str
    certificates: tuple[Opened, ...]
    is_protected: bool
    has_photo: bool
    guardian: str
    cards: tuple[HeldCard, ...]
    has_blocked_card: bool
    mandates: tuple[HeldMandate, ...]

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def draw_obstacle(self) -> Obstacle | None:
        """Why nothing can be drawn; None when it can."""
        return obstacle(one.state for one in self.mandates)

    def drawn_from(self, agreed: date | None) -> date | None:
        return mandate_states.drawn_from(agreed, [(one.state, one.drawable_from) for one in self.mandates])

    @property
    def type_ends(self) -> dict[str, date]:
        """Customer type → the last day a certificate makes the person that, `NEVER` without end."""
        return {one.customer_type: one.until or NEVER for one in self.certificates}

    @property
    def certificate_until(self) -> date | None:
        """Of the type the person is; None without end or certificate."""
        own = own_certificate(self.customer_type, self.certificates)
        return None if own is None else own.until

    @property
    def buyer(self) -> Buyer:
        return buyer_of(self.customer_type, self.certificates, self.birth_date)

    def represented(self, today: date, *, at_a_distance: bool = False, about_account: bool = False) -> Represented:
        others = (one.holder_name for one in self.mandates if one.holder != Holder.SELF)
        holder = next(others, None) if about_account else None
        return Represented(age_on(self.birth_date, today), self.has_photo, self.guardian, at_a_distance, holder)


@dataclass(frozen=True, slots=True)
class CustomerFacts:
    """`subscription_id`: the one the routine is about, "" when it is about the person. `orders` wait to be collected,
    `debts` to be paid. `pre_orders` hold the customer's number; `agreements` are of those who made them."""

    desk: Facts
    rules: RoutineRules
    customer: Customer
    held: tuple[Held, ...]
    subscription_id: str = ""
    orders: tuple[Order, ...] = ()
    debts: tuple[Debt, ...] = ()
    pre_orders: tuple[OrderedFor, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    @property
    def today(self) -> date:
        return self.desk.today

    @property
    def catalogue(self) -> Catalogue:
        return self.desk.catalogue

    @property
    def chosen(self) -> Held:
        """Raises StopIteration for a subscription that the customer no longer has."""
        return next(one for one in self.held if one.id == self.subscription_id)

    @property
    def in_force(self) -> tuple[Held, ...]:
        """Those that have not ended, also those that are to begin."""
        return tuple(one for one in self.held if one.timeline.state(self.today) is not State.ENDED)

    @property
    def invoice_to(self) -> str:
        """Which organisation, by name, pays by invoice what the chosen subscription costs now; "": the member does,
        also when the agreement is over."""
        return self.invoice_to_through(None)

    def invoice_to_through(self, last: date | None) -> str:
        """As `invoice_to`, where days are paid for: until the last of which the agreement must hold."""
        payer = self.chosen.payer if self.subscription_id and self.is_chosen_here else None
        return payer.name if payer is not None and payer.pays_on(max(last or self.today, self.today)) else ""

    @property
    def is_chosen_here(self) -> bool:
        return any(one.id == self.subscription_id for one in self.held)

    def of(self, subscription_id: str) -> "CustomerFacts":
        return replace(self, subscription_id=subscription_id)


def read_customer_facts(
    store: Store, person_id: str, subscription_id: str = "", *, is_online: bool = False
) -> CustomerFacts:
    """Some milliseconds: once per wizard or menu, not per key stroke. Raises KeyError for an unknown person."""
    place = store.place()
    with store.reading():
        return customer_facts_at(store.clock.now(), place, person_id, subscription_id, is_online=is_online)


def customer_facts_at(
    now: datetime, place: Place, person_id: str, subscription_id: str = "", *, is_online: bool = False
) -> CustomerFacts:
    """Inside `store.reading()` or an errand."""
    desk = facts_at(now, place, is_online=is_online)
    customer = _customer(person_id, desk)
    held = _held(customer, desk)
    debts = read_debts(json_list(customer.ids))
    pre_orders = pre_orders_for(customer.personal_number, desk.today) if customer.personal_number else ()
    return CustomerFacts(
        desk,
        read_routine_rules(),
        customer,
        held,
        subscription_id,
        _orders(customer),
        debts,
        pre_orders,
        agreements_here([one.order.organisation_id for one in pre_orders]),
    )


def _orders(customer: Customer) -> tuple[Order, ...]:
    name = (customer.given_name, customer.family_name)
    return orders_of(customer.ids, customer.personal_number, customer.birth_date, name, customer.email)


def _customer(person_id: str, desk: Facts) -> Customer:
    ids = tuple(registrations_of(person_id))
    if not ids:
        raise KeyError(person_id)
    family = json_list(ids)
    person = Person.find(ids[0])
    flags = """SELECT MAX(protected_identity), COUNT(photo_id),
            (SELECT name FROM guardian WHERE person_id IN (SELECT value FROM json_each(?))
                ORDER BY consented_at DESC LIMIT 1)
        FROM person WHERE id IN (SELECT value FROM json_each(?))"""
    ((is_protected, photos, guardian),) = found(flags, family, family)
    return Customer(
        person_id=ids[0],
        ids=ids,
        facility_id=person.facility_id,
        given_name=person.given_name,
        family_name=person.family_name,
        email=person.email,
        birth_date=person.birth_date,
        member_number=person.member_number,
        personal_number=person.personal_number or "",
        customer_type=person.customer_type,
        certificates=certificates_of(family),
        is_protected=bool(is_protected),
        has_photo=bool(photos),
        guardian=guardian or "",
        cards=_cards(family),
        has_blocked_card=_has_blocked_card(family),
        mandates=_mandates(family, desk),
    )


def _cards(family: str) -> tuple[HeldCard, ...]:
    sql = """SELECT id, number, assigned_at FROM card
        WHERE person_id IN (SELECT value FROM json_each(?)) AND blocked_at IS NULL ORDER BY assigned_at, id"""
    return tuple(HeldCard(row_id, number, datetime.fromisoformat(at)) for row_id, number, at in found(sql, family))


def _has_blocked_card(family: str) -> bool:
    sql = "SELECT 1 FROM card WHERE person_id IN (SELECT value FROM json_each(?)) AND blocked_at IS NOT NULL LIMIT 1"
    return bool(found(sql, family))


def _mandates(family: str, desk: Facts) -> tuple[HeldMandate, ...]:
    sql = """SELECT id, state, holder, bank, account, first_draw, sent_at, holder_name, payer_id FROM mandate
        WHERE person_id IN (SELECT value FROM json_each(?)) AND state NOT IN ('rejected', 'cancelled') ORDER BY id"""
    return tuple(
        HeldMandate(
            mandate_id,
            state,
            holder,
            bank,
            account,
            drawable_from(state, day_or_none(first), moment_or_none(sent_at), desk.today, desk.first_draw_bank_days),
            "" if holder == Holder.SELF or (payer_id and is_protected(payer_id)) else name,
        )
        for mandate_id, state, holder, bank, account, first, sent_at, name, payer_id in found(sql, family)
    )


def _held(customer: Customer, desk: Facts) -> tuple[Held, ...]:
    catalogue = desk.catalogue
    kept = [replace(one, timeline=priced(one, customer, catalogue)) for one in kept_subscriptions(customer.ids)]
    mains = [one for one in kept if one.main_id is None]
    ended = {one.id: one.terminated_at for one in mains}
    add_ons: dict[str, list[KeptSubscription]] = {}
    for one in kept:
        if one.main_id is not None and _goes_with(one, ended.get(one.main_id), desk.today):
            add_ons.setdefault(one.main_id, []).append(one)
    payers = payers_of(one.invoiced_to for one in mains)
    coming = read_coming_draws(json_list(customer.ids), desk.now)
    whole = (
        _with_add_ons(one, tuple(add_ons.get(one.id, ())), desk, payers.get(one.invoiced_to or "")) for one in mains
    )
    return tuple(replace(one, coming=coming.get(one.id, ())) for one in whole)


def _goes_with(add_on: KeptSubscription, main_terminated_at: str | None, today: date) -> bool:
    """Also one that was terminated with its main subscription, and has ended: what is owed of both can be paid."""
    is_with = add_on.terminated_at is not None and add_on.terminated_at == main_terminated_at
    return add_on.timeline.state(today) is not State.ENDED or (is_with and add_on.ended_for != UNDONE)


def _with_add_ons(
    main: KeptSubscription, add_ons: tuple[KeptSubscription, ...], desk: Facts, payer: Payer | None
) -> Held:
    catalogue = desk.catalogue
    return Held(
        main,
        catalogue.products[main.product_id],
        add_ons,
        tuple(catalogue.products[one.product_id] for one in add_ons),
        kept_mark(main.id),
        tuple(kept_mark(one.id) for one in add_ons),
        charged_through(main.facility_id, desk.today, desk.draw_day),
        payer,
    )


def priced(kept: KeptSubscription, customer: Customer, catalogue: Catalogue) -> Timeline:
    """The timeline with what it costs from the day after the certificate that gave its price (rules.md 2)."""
    if kept.timeline.is_prepaid:
        return kept.timeline
    now = (kept.timeline.price, kept.price_list_id, kept.product_id)
    return replace(kept.timeline, later_prices=catalogue.lists.later(*now, customer.certificates))
