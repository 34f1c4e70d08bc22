"""A person's short card in words, to stand under their hit."""

from collections.abc import Iterator

from kiosk import formats
from kiosk.people.search_card import ShortCard
from kiosk.texts import _
from ui.people.person_card_parts import Fact
from ui.people.unfolding import Unfolded


def unfolded_person(card: ShortCard) -> Unfolded:
    return Unfolded(tuple(_facts(card)), card.deviations, card.more_deviations)


def _facts(card: ShortCard) -> Iterator[Fact]:
    yield Fact(_("Customer type"), card.type_name, card.certificate)
    for subscription in card.subscriptions:
        yield Fact(_("Subscription"), subscription.product, subscription.dates)
    if not card.subscriptions:
        yield Fact(_("Subscription"), _("No subscription"))
    if card.masked_number:
        yield Fact(_("Personal number"), card.masked_number)
    elif card.document:
        yield Fact(_("Identity document"), card.document, _("Born {day}", day=formats.day(card.birth_date)))
    else:
        yield Fact(_("Born"), formats.day(card.birth_date))
    if card.phone or card.email:
        yield Fact(_("Contact"), card.phone or card.email, card.email if card.phone else "")
