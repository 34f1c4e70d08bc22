"""Desk work: a subscription as the agreement document wants it, as it was when it was sold or taken over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import peewee

from db.rows import json_list
from db.tables import (
    Certificate,
    Facility,
    Organisation,
    Person,
    SaleLine,
    Staff,
    Subscription,
    SubscriptionChange,
)
from db.tables import Terms as TermsRow
from kiosk.catalogue import Catalogue, Product, product_name, read_catalogue
from kiosk.clock import STOCKHOLM, day_of
from kiosk.direct_debit.bank_days import first_run, monthly_draw
from kiosk.documents.facts import AgreementFacts, PriceLine, Terms
from kiosk.formats import day
from kiosk.operations.journal import journalled
from kiosk.operations.subscriptions import same_person
from kiosk.orders.ready import Order, order_of_subscription
from kiosk.people.certificates import belonging, certificates_of
from kiosk.people.parties import guardian_of, party
from kiosk.people.person_card_transfers import taken_over
from kiosk.settings.gym import DRAW_DAY, gym_setting
from kiosk.settings.routines import WITHDRAWAL_DAYS
from kiosk.store import Store
from kiosk.subscriptions import timeline
from kiosk.subscriptions.holdings import Holding, holding_of
from kiosk.subscriptions.kept import kept_subscriptions
from kiosk.subscriptions.months import ONE_DAY, add_months, period_end
from kiosk.texts import _, localized, plural
from kiosk.till.receipts import company_of, place_of


@dataclass(frozen=True, slots=True)
class _Sold:
    """A subscription as it was agreed on: its row, product and price (öre) of that day, and what was paid of it in the
    same errand (öre, None for nothing) until when. `online`: the purchase that it came of; `transfer_lines`: what was
    paid when it was taken over."""

    row: Subscription
    product: Product
    price: int
    paid: int | None
    paid_until: date | None
    holding: Holding
    online: Order | None = None
    transfer_lines: tuple[SaleLine, ...] = ()

    @property
    def committed_until(self) -> date | None:
        days = self.row.committed_days
        return timeline.Timeline(self.row.start, self.price, committed_days=days).committed_until


def agreement_facts(store: Store, subscription_id: str) -> AgreementFacts:
    """For a main subscription, with its add-ons, prices, dates and the terms that were accepted: of who bought it, or
    who has taken it over."""
    with store.reading():
        catalogue = read_catalogue()
        row = Subscription.find(subscription_id)
        holding = holding_of(row)
        with_it = _with_it(row, holding)
        rows = Subscription.select().where(with_it).order_by(Subscription.id)
        read = _taken_over if holding.is_taken_over else _sold
        return _facts(read(row, catalogue, holding), tuple(read(one, catalogue, holding) for one in rows))


def _with_it(main: Subscription, holding: Holding) -> peewee.Expression:
    """The add-ons that were sold with it, or went over with it."""
    of_it = Subscription.main_id == main.id
    if not holding.is_taken_over:
        return of_it & (Subscription.sold_at == main.sold_at)
    goes_on = Subscription.end_date.is_null() | (Subscription.end_date >= holding.first)
    return of_it & (Subscription.sold_at <= holding.at) & goes_on


def _facts(main: _Sold, add_ons: tuple[_Sold, ...]) -> AgreementFacts:
    row, whole, holding = main.row, (main, *add_ons), main.holding
    person, today = Person.find(row.person_id), day_of(holding.at)
    entry = journalled(row.person_id, holding.at)
    facility = Facility.find(entry.facility_id if entry else row.facility_id)
    staff = Staff.find(entry.staff_id) if entry else None
    held = "" if row.is_prepaid else _held(person.id, today)
    paid = [one.paid for one in whole if one.paid is not None]
    is_committed = row.committed_days > 0
    return AgreementFacts(
        agreement_number=_number(person, holding),
        company=company_of(facility),
        place=place_of(facility),
        at=holding.at,
        staff=staff.name if staff else "",
        customer=party(person, today),
        product=main.product.name,
        starts=holding.first,
        price_lines=tuple(line for one in whole for line in _price_lines(one, held)),
        terms=_terms(row.terms_version),
        guardian=guardian_of(person.id, today),
        add_ons=tuple(one.product.name for one in add_ons),
        due_now=sum(paid) if paid else None,
        monthly=None if row.is_prepaid else sum(one.price for one in whole),
        ends=main.paid_until if row.is_prepaid else None,
        debited_until=None if row.is_prepaid else main.paid_until,
        first_draw=row.first_draw,
        commitment=_months(main.product.commitment_months) if is_committed else "",
        bound_until=main.committed_until,
        notice="" if row.is_prepaid else _months(main.product.notice_months),
        through=_through(row, today),
        is_invoiced=row.invoiced_to is not None,
        withdrawal_until=main.online.withdrawal_until(gym_setting(WITHDRAWAL_DAYS)) if main.online else None,
        is_accepted=holding.is_accepted and bool(row.terms_version),
    )


def _sold(row: Subscription, catalogue: Catalogue, holding: Holding) -> _Sold:
    """What it was before it was first swapped or given another price, if it has been."""
    line = SaleLine.select().where(SaleLine.subscription_id == row.id).order_by(SaleLine.id).first()
    is_paid_at_once = line is not None and line.sale.sold_at == row.sold_at
    first = SubscriptionChange.select().where(SubscriptionChange.subscription == row.id)
    was = first.order_by(SubscriptionChange.changed_at, SubscriptionChange.id).first() or row
    paid = line.amount if is_paid_at_once else None
    online = order_of_subscription(row.id)
    is_told = is_paid_at_once or online or row.is_prepaid
    until = _paid_until(row, line if is_paid_at_once else None) if is_told else None
    return _Sold(row, catalogue.products[was.product_id], was.price, paid, until, holding, online)


def _taken_over(row: Subscription, catalogue: Catalogue, holding: Holding) -> _Sold:
    """What it was when it went over, and what was paid then; until when it is valid is told as it is now."""
    later = (SubscriptionChange.subscription == row.id) & (SubscriptionChange.changed_at > holding.at)
    changes = SubscriptionChange.select().where(later)
    was = changes.order_by(SubscriptionChange.changed_at, SubscriptionChange.id).first() or row
    sold = SaleLine.select().where(SaleLine.subscription_id == row.id).order_by(SaleLine.id)
    lines = tuple(line for line in sold if line.sale.sold_at == holding.at)
    paid = sum(line.amount for line in lines) if lines else None
    kept = next(one for one in kept_subscriptions([row.person_id]) if one.id == row.id)
    until = kept.timeline.valid_until
    return _Sold(row, catalogue.products[was.product_id], was.price, paid, until, holding, transfer_lines=lines)


def _paid_until(row: Subscription, line: SaleLine | None) -> date | None:
    """A prepaid period, or the days before the month that the first draw pays. Lots have been added and cut since.
    What central let begin later, after another one, has as many days as the line of its sale."""
    if row.is_prepaid and line is not None and line.first is not None and line.last is not None:
        return row.start + (line.last - line.first)
    if row.is_prepaid:
        return period_end(row.start, row.period_months or 0)
    setting = gym_setting(DRAW_DAY)
    if row.invoiced_to is not None:
        return first_run(day_of(row.sold_at), setting, start=row.start).pays - ONE_DAY
    if row.first_draw is None:
        return None
    drawn = row.first_draw
    before = add_months(drawn.replace(day=1), -1)
    draws = (monthly_draw(month.year, month.month, setting) for month in (drawn, before))
    pays = next((draw.pays for draw in draws if draw.day == drawn), add_months(drawn.replace(day=1), 1))
    return pays - ONE_DAY


def _price_lines(one: _Sold, held: str) -> Iterator[PriceLine]:
    """`held`: until when it is the price of a month, "" without end."""
    name = one.product.name
    spell = f"{day(one.holding.first)} – {day(one.paid_until)}" if one.paid_until is not None else ""
    if one.online is not None and one.online.paid:
        yield PriceLine(
            name, one.online.paid, _("Paid online"), _("Online purchase {number}", number=one.online.number)
        )
    if one.holding.is_taken_over:
        yield _price_of_period(one, spell)
        yield from (_transfer_line(one, line) for line in one.transfer_lines)
    elif one.paid is not None and spell:
        yield PriceLine(name, one.paid, _("Once"), spell)
    elif one.row.is_prepaid and one.online is None:
        yield _price_of_period(one, spell)
    if not one.row.is_prepaid:
        yield PriceLine(name, one.price, _("Per month"), held)


def _price_of_period(one: _Sold, spell: str) -> PriceLine:
    """Of what was paid before, or in no errand here: an add-on's price is a month's."""
    months = one.row.period_months if one.row.main_id is None else None
    return PriceLine(one.product.name, one.price, _months(months) if months else _("Per month"), spell)


def _transfer_line(one: _Sold, line: SaleLine) -> PriceLine:
    if line.first is None or line.last is None:
        return PriceLine(product_name(line.product_id) if line.product_id else line.text, line.amount, _("Once"))
    text = _("Price difference, {product}", product=one.product.name)
    return PriceLine(text, line.amount, _("Once"), f"{day(line.first)} – {day(line.last)}")


def _number(person: Person, holding: Holding) -> str:
    """The member number, and the moment when it was agreed on (docs/decisions/0048)."""
    return f"{person.member_number}-{holding.at.astimezone(STOCKHOLM):%y%m%d-%H%M%S}"


def _held(person_id: str, today: date) -> str:
    """As it was said then: of an organisation's agreement the last day that it had."""
    held = (Certificate.person_id == person_id) & (Certificate.valid_from <= today)
    row = Certificate.select().where(held).order_by(Certificate.valid_from.desc()).first()
    if row is None or row.valid_until is None:
        return ""
    end = day(row.valid_until)
    if row.organisation_id is not None:
        return _("The price of the organisation’s agreement, now until {end}, then the ordinary one", end=end)
    return _("The certificate's price until {end}, then the ordinary one", end=end)


def _through(sold: Subscription, day: date) -> str:
    """Not for whoever has taken it over and is none of the organisation's people."""
    row, ids = Organisation.find(sold.organisation_id) if sold.organisation_id else None, same_person(sold.person_id)
    if row is None:
        return ""
    is_theirs = not taken_over([sold.id], ids) or sold.organisation_id in belonging(
        certificates_of(json_list(ids)), day
    )
    return str(row.name) if is_theirs else ""


def _terms(version: str) -> Terms:
    row = TermsRow.get_or_none(TermsRow.version == version)
    if row is None:
        return Terms(version, "")
    return Terms(version, getattr(row, localized("text")))


def _months(count: int) -> str:
    return plural("{n} month", "{n} months", count)
