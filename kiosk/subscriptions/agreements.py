"""Desk work: a sold subscription as the agreement document wants it, as it was when it was sold."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from db.tables import Certificate, Facility, JournalEntry, Lot, Person, SaleLine, Staff, Subscription
from db.tables import Terms as TermsRow
from kiosk.catalogue import Catalogue, Product, read_catalogue
from kiosk.clock import day_of
from kiosk.documents.facts import AgreementFacts, PriceLine, Terms
from kiosk.formats import day
from kiosk.people.parties import guardian_of, party
from kiosk.store import Store
from kiosk.subscriptions import timeline
from kiosk.texts import Language, _, language, plural
from kiosk.till.receipts import company_of, place_of


@dataclass(frozen=True, slots=True)
class _Sold:
    """A subscription row with what was paid of it in the errand that sold it (öre, None for nothing) and its days."""

    row: Subscription
    product: Product
    paid: int | None
    lots: tuple[Lot, ...]

    @property
    def timeline(self) -> timeline.Timeline:
        lots = tuple(timeline.Lot(lot.amount, lot.days) for lot in self.lots)
        return timeline.Timeline(
            self.row.start,
            self.row.price,
            lots=lots,
            committed_days=self.row.committed_days,
            is_prepaid=self.row.is_prepaid,
        )


def agreement_facts(store: Store, subscription_id: str) -> AgreementFacts:
    """For a main subscription, with its add-ons, prices, dates and the terms that were accepted."""
    with store.reading():
        catalogue = read_catalogue()
        main = _sold(Subscription.find(subscription_id), catalogue)
        rows = Subscription.select().where(Subscription.main_id == subscription_id).order_by(Subscription.id)
        return _facts(main, tuple(_sold(row, catalogue) for row in rows))


def _facts(main: _Sold, add_ons: tuple[_Sold, ...]) -> AgreementFacts:
    row, whole = main.row, (main, *add_ons)
    person, today = Person.find(row.person_id), day_of(row.sold_at)
    entry = _journal_entry(row)
    facility = Facility.find(entry.facility_id if entry else row.facility_id)
    staff = Staff.find(entry.staff_id) if entry else None
    end = None if row.is_prepaid else _certificate_end(person.id, today)
    paid = [one.paid for one in whole if one.paid is not None]
    is_committed = row.committed_days > 0
    return AgreementFacts(
        agreement_number=_number(row, person),
        company=company_of(facility),
        place=place_of(facility),
        at=row.sold_at,
        staff=staff.name if staff else "",
        customer=party(person, today),
        product=main.product.name,
        starts=row.start,
        price_lines=tuple(line for one in whole for line in _price_lines(one, end)),
        terms=_terms(row.terms_version),
        guardian=guardian_of(person.id, today),
        add_ons=tuple(one.product.name for one in add_ons),
        due_now=sum(paid) if paid else None,
        monthly=None if row.is_prepaid else sum(one.row.price for one in whole),
        ends=main.timeline.valid_until if row.is_prepaid else None,
        debited_until=main.timeline.debited_until if main.lots and not row.is_prepaid else None,
        first_draw=row.first_draw,
        commitment=_months(main.product.commitment_months) if is_committed else "",
        bound_until=main.timeline.committed_until,
        notice="" if row.is_prepaid else _months(main.product.notice_months),
    )


def _sold(row: Subscription, catalogue: Catalogue) -> _Sold:
    """The sale's lots come first; runs have charged later ones since."""
    line = SaleLine.select().where(SaleLine.subscription_id == row.id).order_by(SaleLine.id).first()
    paid = None if line is None else line.amount
    lots, left = [], paid or 0
    for lot in Lot.select().where(Lot.subscription == row.id).order_by(Lot.position):
        if left <= 0:
            break
        lots.append(lot)
        left -= lot.amount
    return _Sold(row, catalogue.products[row.product_id], paid, tuple(lots))


def _price_lines(one: _Sold, certificate_end: date | None) -> Iterator[PriceLine]:
    name = one.product.name
    if one.paid is not None and one.lots:
        yield PriceLine(name, one.paid, _("Once"), f"{day(one.lots[0].first)} – {day(one.lots[-1].last)}")
    if not one.row.is_prepaid:
        words = {"end": day(certificate_end)}
        detail = _("The certificate's price until {end}, then the ordinary one", **words) if certificate_end else ""
        yield PriceLine(name, one.row.price, _("Per month"), detail)


def _number(row: Subscription, person: Person) -> str:
    """The member number and which of the member's agreements it is."""
    mains = Subscription.select().where((Subscription.person_id == person.id) & Subscription.main_id.is_null())
    earlier = mains.where((Subscription.sold_at < row.sold_at) & (Subscription.id != row.id)).count()
    return f"{person.member_number}-{earlier + 1}"


def _journal_entry(row: Subscription) -> JournalEntry | None:
    same_errand = (JournalEntry.subject_id == row.person_id) & (JournalEntry.at == row.sold_at)
    entry: JournalEntry | None = JournalEntry.select().where(same_errand).first()
    return entry


def _certificate_end(person_id: str, today: date) -> date | None:
    held = (Certificate.person_id == person_id) & (Certificate.valid_from <= today)
    row = Certificate.select().where(held).order_by(Certificate.valid_from.desc()).first()
    return None if row is None else row.valid_until


def _terms(version: str) -> Terms:
    row = TermsRow.get_or_none(TermsRow.version == version)
    if row is None:
        return Terms(version, "")
    return Terms(version, row.text_sv if language() is Language.SWEDISH else row.text_en)


def _months(count: int) -> str:
    return plural("{n} month", "{n} months", count)
