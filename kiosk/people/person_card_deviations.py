"""What is out of the ordinary about a person, heaviest first: the top of the person card. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kiosk.clock import day_of
from kiosk.direct_debit.draw_states import DrawState
from kiosk.formats import day, kronor
from kiosk.people.customer_types import YOUTH_AGE
from kiosk.people.person_card_facts import Deviation, DrawFacts, MandateFacts, PersonCard, Urgency
from kiosk.people.photos import YEAR
from kiosk.people.standing import Standing
from kiosk.settings.routines import signed_from
from kiosk.texts import _, plural

ENDING_WARNING_DAYS = 14
URGENCIES = tuple(Urgency)
ANSWERED = frozenset({"matter_details_differ", "matter_person_not_in_register", "matter_person_is_protected"})
"""The register has been asked, and the matter says what came of it: that is said once."""
LIVE = (Standing.ACTIVE, Standing.IN_NOTICE, Standing.FROZEN, Standing.NOT_STARTED)


@dataclass(frozen=True, slots=True)
class Warnings:
    """The gym's settings: how many days before its end a certificate is spoken of, how many before its end the next
    subscription may be signed, and after how many years a photo is old (0: never)."""

    certificate_days: int
    sign_early_days: int
    photo_years: int


def deviations(card: PersonCard, today: date, warnings: Warnings) -> tuple[Deviation, ...]:
    """The card's own; matters to settle stand on it already. Within one urgency in the order below."""
    ours = (
        *_about_protection(card.details.is_protected),
        *_about_messages(card),
        *card.deviations,
        *_about_mandates(card),
        *_about_cards(card),
        *_about_payment(card),
        *_about_draws(card),
        *_about_certificate(card, today, warnings),
        *_about_details(card),
        *_about_photo(card, today, warnings.photo_years),
        *_about_freeze(card),
        *_about_ending(card, today),
    )
    return tuple(sorted(ours, key=lambda one: URGENCIES.index(one.urgency)))


def _about_protection(is_protected: bool) -> Iterator[Deviation]:
    if is_protected:
        remedy = _("Say and show neither name nor address. That you opened the card is noted in the journal.")
        yield Deviation("protected", Urgency.CHECK, _("Protected identity"), remedy)


def _about_messages(card: PersonCard) -> Iterator[Deviation]:
    for note in card.notes:
        if note.is_message:
            on = day(day_of(note.written_at))
            by = (
                _("Message from {staff}, {day}", staff=note.staff, day=on) if note.staff else _("Message {day}", day=on)
            )
            yield Deviation("message", Urgency.CHECK, note.text, by)


def _about_cards(card: PersonCard) -> Iterator[Deviation]:
    """Of somebody who has something to come in with."""
    cards = card.cards
    if any(one.opens for one in cards) or all(one.standing.state not in LIVE for one in card.subscriptions):
        return
    if not cards:
        remedy = _("Without a card the door stays shut: give one.")
        yield Deviation("no_card", Urgency.CHECK, _("No card"), remedy, "new_card")
        return
    latest = cards[0]
    text = _("Card {number} is blocked", number=latest.number)
    if latest.block_reason:
        text = _("Card {number} is blocked: {reason}", number=latest.number, reason=latest.block_reason)
    yield Deviation("card_blocked", Urgency.STOP, text, _("No card opens the door: give a new one."), "new_card")


def _about_mandates(card: PersonCard) -> Iterator[Deviation]:
    drawn = (one for one in card.subscriptions if not one.is_prepaid and not one.is_invoiced)
    if not any(one.standing.state in LIVE for one in drawn):
        return
    opened = [mandate for mandate in card.mandates if mandate.is_open]
    if opened and all(mandate.state == "draft" for mandate in opened):
        remedy = _("Print the form and have it signed: nothing can be drawn before that.")
        yield Deviation(
            "mandate_unsigned", Urgency.CHECK, _("The direct debit mandate is not signed"), remedy, "show_mandate_form"
        )
    if opened:
        return
    remedy = _("The direct debit can't be drawn: a new mandate is needed.")
    yield Deviation("no_mandate", Urgency.CHECK, _mandate_text(card.mandates), remedy, "edit_payer")


def _mandate_text(mandates: tuple[MandateFacts, ...]) -> str:
    if not mandates:
        return _("No direct debit mandate")
    is_rejected = mandates[0].state == "rejected"
    return _("The mandate was rejected by the bank") if is_rejected else _("The mandate is cancelled")


def _about_draws(card: PersonCard) -> Iterator[Deviation]:
    """The latest that the bank didn't make, and the latest that it never gets."""
    owed = [draw for draw in card.draws if draw.is_owed]
    for draw in [one for one in owed if one.is_stranded][:1]:
        words = {"amount": kronor(draw.amount), "month": draw.month}
        text = _("The draw of {amount} for {month} is not sent: there is no signed mandate", **words)
        remedy = _("The customer owes the sum: take the payment here, or have a new mandate signed.")
        yield Deviation("draw_stranded", Urgency.CHECK, text, remedy, "pay_debt")
    for draw in [one for one in owed if not one.is_stranded][:1]:
        yield _not_drawn(draw)


def _not_drawn(draw: DrawFacts) -> Deviation:
    words = {"amount": kronor(draw.amount), "month": draw.month}
    text = _("The draw of {amount} for {month} was not paid", **words)
    if draw.state == DrawState.REFUNDED:
        text = _("The draw of {amount} for {month} was refunded", **words)
    remedy = draw.reason or _("Ask the customer how it will be paid.")
    return Deviation("draw_failed", Urgency.CHECK, text, remedy, "pay_debt")


def _about_payment(card: PersonCard) -> Iterator[Deviation]:
    for one in card.subscriptions:
        if one.is_in_arrears and one.paid_until is not None:
            text = _("{product} is paid until {day} only", product=one.product, day=day(one.paid_until))
            yield Deviation("in_arrears", Urgency.CHECK, text, _("The days after that have not been charged."))


def _about_certificate(card: PersonCard, today: date, warnings: Warnings) -> Iterator[Deviation]:
    certificate = card.certificate
    if certificate is None or certificate.days_left is None or certificate.days_left > warnings.certificate_days:
        return
    words = {"name": certificate.name, "day": day(certificate.valid_until)}
    if certificate.is_agreed:
        yield _about_agreement(certificate.days_left, words, may_buy=_may_buy(card, today, warnings.sign_early_days))
        return
    if certificate.days_left < 0:
        text = _("Certificate {name} ended {day}", **words)
        remedy = _("The ordinary price applies from the day after. Ask for a new certificate.")
        yield Deviation("certificate_ended", Urgency.CHECK, text, remedy, "certify")
        return
    left = plural("{n} day left", "{n} days left", certificate.days_left)
    text = _("Certificate {name} ends {day}, {left}", left=left, **words)
    remedy = _("Ask for a new certificate: the ordinary price applies from the day after.")
    yield Deviation("certificate_ending", Urgency.CHECK, text, remedy, "certify")


def _may_buy(card: PersonCard, today: date, early_days: int) -> bool:
    """Whether another subscription can be sold by now."""
    ends = [one.access_until for one in card.subscriptions if one.standing.state in LIVE]
    first_days = [None if end is None else signed_from(end, early_days) for end in ends]
    return all(first is not None and first <= today for first in first_days)


def _about_agreement(days_left: int, words: dict[str, str], *, may_buy: bool) -> Deviation:
    """The organisation's agreement is made anew, or another's used: by buying through it, and as long as nothing can be
    bought by a certificate, which the price of what the customer has follows."""
    remedy = _("The ordinary price applies from the day after. Ask the account manager, or use another agreement.")
    routine = "use_agreement"
    if not may_buy:
        remedy = _(
            "The ordinary price applies from the day after. Ask the account manager, or certify that the customer "
            "belongs to another organisation."
        )
        routine = "certify"
    if days_left < 0:
        text = _("The agreement with {name} ended {day}", **words)
        return Deviation("certificate_ended", Urgency.CHECK, text, remedy, routine)
    left = plural("{n} day left", "{n} days left", days_left)
    text = _("The agreement with {name} ends {day}, {left}", left=left, **words)
    return Deviation("certificate_ending", Urgency.CHECK, text, remedy, routine)


def _about_details(card: PersonCard) -> Iterator[Deviation]:
    details = card.details
    if details.is_to_verify and not any(one.code in ANSWERED for one in card.deviations):
        text = _("Name and address are not verified")
        remedy = _("They were typed by hand. Compare them with the ID; the register is asked when the line is back.")
        yield Deviation("to_verify", Urgency.CHECK, text, remedy)
    if details.age < YOUTH_AGE and card.guardian is None:
        yield Deviation("no_guardian", Urgency.CHECK, _("Under 18 without a guardian"), _("A guardian has to consent."))


def _about_photo(card: PersonCard, today: date, old_years: int) -> Iterator[Deviation]:
    if card.details.is_protected:
        return
    age = card.photo.age_on(today)
    if age is None:
        reason = card.photo.reason
        text = _("No photo: {reason}", reason=reason) if reason else _("No photo")
        yield Deviation("no_photo", Urgency.CHECK, text, _("Ask for an ID until a photo has been taken."), "new_photo")
    elif old_years and age >= old_years * YEAR:
        text = plural("The photo is {n} year old", "The photo is {n} years old", age // YEAR)
        yield Deviation("photo_old", Urgency.NOTE, text, _("Take a new one."), "new_photo")


def _about_freeze(card: PersonCard) -> Iterator[Deviation]:
    for one in card.subscriptions:
        if one.standing.state is Standing.FROZEN:
            text = _("{product} is frozen until {day}", product=one.product, day=day(one.standing.day))
            yield Deviation("frozen", Urgency.NOTE, text, _("The card opens the day after at the earliest."))


def _about_ending(card: PersonCard, today: date) -> Iterator[Deviation]:
    last = card.standing.day
    if card.standing.state is not Standing.ACTIVE or last is None:
        return
    left = (last - today).days
    if left <= ENDING_WARNING_DAYS:
        text = plural("The subscription ends in {n} day", "The subscription ends in {n} days", left)
        if left == 0:
            text = _("The subscription ends today")
        yield Deviation("ends_soon", Urgency.NOTE, text, _("A good moment to offer a new one."))
