"""How a hit's short card is drawn under its row, and read aloud."""

from collections.abc import Iterator

from kiosk.people.person_card_facts import Deviation
from kiosk.people.search_card import ShortCard
from kiosk.texts import _, plural
from ui.controls import TypeRole
from ui.controls.labels import TONE_ICONS
from ui.people.person_card_paint import GROUNDS, ICON, Canvas
from ui.people.person_card_parts import Fact, draw_facts
from ui.people.person_card_words import URGENCY_TONES, URGENCY_WORDS
from ui.theme import Space, px

COLUMN = 170  # px at 100 %: the least width of a fact


def draw_short_card(canvas: Canvas, card: ShortCard) -> int:
    """Returns the height it takes."""
    facts = list(_facts(card))
    columns = max(min(canvas.width // px(COLUMN), len(facts)), 1)
    y = draw_facts(canvas, 0, facts, columns)
    for deviation in card.deviations:
        y = _draw_deviation(canvas, y + px(Space.SMALL), deviation)
    if card.more_deviations:
        y += canvas.text(0, y + px(Space.TIGHT), canvas.width, _more(card), TypeRole.SMALL) + px(Space.TIGHT)
    return y


def short_card_words(card: ShortCard) -> str:
    """For a screen reader."""
    deviations = [f"{_(URGENCY_WORDS[one.urgency])}: {one.text}" for one in card.deviations]
    more = [_more(card)] if card.more_deviations else []
    return ". ".join((*(fact.words for fact in _facts(card)), *deviations, *more))


def _draw_deviation(canvas: Canvas, y: int, deviation: Deviation) -> int:
    tone = URGENCY_TONES[deviation.urgency]
    colour = GROUNDS[tone][2]
    canvas.icon(0, y, TONE_ICONS[tone], colour)
    indent = px(ICON + Space.SMALL)
    words = f"{_(URGENCY_WORDS[deviation.urgency])}: {deviation.text}"
    return y + max(canvas.text(indent, y, canvas.width - indent, words, TypeRole.STRONG, colour), px(ICON))


def _facts(card: ShortCard) -> Iterator[Fact]:
    yield Fact(_("Customer type"), card.type_name, card.certificate)
    for subscription in card.subscriptions:
        yield Fact(_("Subscription"), subscription.product, subscription.dates)
    if not card.subscriptions:
        yield Fact(_("Subscription"), _("No subscription"))
    if card.masked_number:
        yield Fact(_("Personal number"), card.masked_number)
    if card.phone or card.email:
        yield Fact(_("Contact"), card.phone or card.email, card.email if card.phone else "")


def _more(card: ShortCard) -> str:
    return plural("{n} more on the card", "{n} more on the card", card.more_deviations)
