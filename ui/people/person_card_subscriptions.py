"""Subscriptions on the person card: a block for each in force, one line for each that has ended."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk import formats
from kiosk.people.person_card_facts import HandedOver, SubscriptionFacts
from kiosk.people.standing import Standing
from kiosk.texts import N_, _
from ui.controls import Hairline, IconButton, Label, Panel, QuietButton, TypeRole
from ui.controls.painting import metrics_of
from ui.people.menu_button import menu_button
from ui.people.person_card_paint import Canvas, Painted, pill_size
from ui.people.person_card_parts import Fact, IconLine, draw_facts, draw_lines
from ui.people.person_card_timeline import freeze_words, timeline_block
from ui.people.person_card_transfers import transfer_words
from ui.people.standing_look import ICONS, TONES
from ui.theme import Space, px

FACT_COLUMNS = 5


class SubscriptionsPanel(Panel):
    """Signals: agreement_wanted(subscription id); menu_wanted(button, subscription id)."""

    agreement_wanted = Signal(str)
    menu_wanted = Signal(object, str)

    def __init__(
        self,
        subscriptions: Sequence[SubscriptionFacts],
        today: date,
        transfers: Sequence[HandedOver] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(N_("Subscriptions"), parent)
        if not subscriptions:
            self.body.addWidget(Label(partial(_none_words, transfers), TypeRole.MUTED))
        for at, subscription in enumerate(subscriptions):
            if at:
                self.body.addWidget(Hairline())
            row = QHBoxLayout()
            row.addWidget(_title(subscription), 1, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(self._agreement_button(subscription.id))
            row.addWidget(self._menu_button(subscription.id))
            self.body.addLayout(row)
            if subscription.standing.state is not Standing.ENDED:
                self.body.addWidget(_details(subscription, today))
                self.body.addWidget(timeline_block(subscription, today))

    def _agreement_button(self, subscription_id: str) -> QuietButton:
        button = QuietButton(N_("Agreement"), "file-text")
        button.setProperty("subscription_id", subscription_id)
        button.setObjectName("show_agreement")
        button.clicked.connect(self._clicked)
        return button

    def _menu_button(self, subscription_id: str) -> IconButton:
        button = menu_button(subscription_id)
        button.clicked.connect(self._menu_clicked)
        return button

    def _menu_clicked(self) -> None:
        button = self.sender()
        self.menu_wanted.emit(button, button.property("subscription_id"))

    def _clicked(self) -> None:
        self.agreement_wanted.emit(self.sender().property("subscription_id"))


def _none_words(transfers: Sequence[HandedOver]) -> str:
    """What became of the last one, where it was transferred away."""
    gone = next((one for one in transfers if not one.is_from and not one.is_undone), None)
    if gone is None:
        return _("No subscription yet.")
    return _("No subscription now: {transfer}.", transfer=transfer_words(gone))


def _title(subscription: SubscriptionFacts) -> Painted:
    standing = subscription.standing

    def draw(canvas: Canvas) -> int:
        """The state beside the name, or under it where there is no room."""
        metrics, pill, gap = metrics_of(TypeRole.STRONG), pill_size(standing.words), px(Space.MEDIUM)
        name_width = metrics.horizontalAdvance(subscription.product) + 1
        fits = name_width + gap + pill.width() <= canvas.width
        inset = (pill.height() - metrics.height()) // 2
        height = canvas.text(0, inset, name_width if fits else canvas.width, subscription.product, TypeRole.STRONG)
        x, y = (name_width + gap, 0) if fits else (0, inset + height + px(Space.TIGHT))
        canvas.pill(x, y, standing.words, TONES[standing.state], ICONS[standing.state])
        return y + pill.height()

    return Painted(draw, f"{subscription.product}, {standing.words}", least_width=200)


def _details(subscription: SubscriptionFacts, today: date) -> Painted:
    facts, lines = list(_facts(subscription)), list(_lines(subscription, today))

    def draw(canvas: Canvas) -> int:
        bottom = draw_facts(canvas, 0, facts, FACT_COLUMNS)
        return draw_lines(canvas, bottom + px(Space.MEDIUM), lines) if lines else bottom

    words = ". ".join((*(fact.words for fact in facts), *(line.text for line in lines)))
    return Painted(draw, words, least_width=FACT_COLUMNS * 96)


def _facts(subscription: SubscriptionFacts) -> Iterator[Fact]:
    yield Fact(_("Start"), formats.day(subscription.start))
    label = _("Valid until") if subscription.is_prepaid else _("Debited until")
    yield Fact(label, formats.day(subscription.paid_until))
    if subscription.end_date is not None:
        yield Fact(_("Ends"), formats.day(subscription.end_date))
        yield from _longer_access(subscription, subscription.end_date)
    if subscription.withdrawal_until is not None:
        yield Fact(_("Right of withdrawal until"), formats.day(subscription.withdrawal_until))
    if subscription.committed_until is not None:
        yield Fact(_("Committed until"), formats.day(subscription.committed_until))
    if subscription.through:
        yield Fact(_("Bought through"), subscription.through, _paid_by(subscription))
    if not subscription.is_prepaid:
        yield _next_draw(subscription)
    yield Fact(_("Price"), _price(subscription), _why(subscription))


def _paid_by(subscription: SubscriptionFacts) -> str:
    return _("pays by invoice") if subscription.is_invoiced else ""


def _longer_access(subscription: SubscriptionFacts, end: date) -> Iterator[Fact]:
    """What is paid for beyond the end still opens the door."""
    if subscription.access_until is not None and subscription.access_until > end:
        yield Fact(_("Access until"), formats.day(subscription.access_until))


def _next_draw(subscription: SubscriptionFacts) -> Fact:
    draw = subscription.next_draw
    amount = formats.kronor(draw.amount) if draw else ""
    if subscription.is_invoiced:
        return Fact(_("Invoiced next"), f"{draw.pays:%Y-%m}" if draw else "–", amount)
    if subscription.draw_obstacle:
        return Fact(_("Next draw"), subscription.draw_obstacle)
    return Fact(_("Next draw"), formats.day(draw.day if draw else None), amount)


def _price(subscription: SubscriptionFacts) -> str:
    price = formats.kronor(subscription.total)
    return price if subscription.is_prepaid else _("{price}/month", price=price)


def _why(subscription: SubscriptionFacts) -> str:
    """Where the price comes from: the list, and what add-ons are in it."""
    parts = []
    if subscription.price_list:
        parts.append(_("Price list {name}", name=subscription.price_list))
    if subscription.add_ons:
        parts.append(_("with add-ons"))
    return ", ".join(parts)


def _lines(subscription: SubscriptionFacts, today: date) -> Iterator[IconLine]:
    """Add-ons, which price follows, why the next draw isn't the price, and freezes: of those that are over the latest
    only."""
    if subscription.add_ons:
        words = ", ".join(f"{one.name} {formats.kronor(one.price)}" for one in subscription.add_ons)
        yield IconLine("plus", _("Add-ons: {add_ons}", add_ons=words))
    then = subscription.then
    if then is not None and (subscription.end_date is None or then.first <= subscription.end_date):
        price, first = formats.kronor(then.price), formats.day(then.first)
        yield IconLine("clock", _("From {first} the price is {price}/month", first=first, price=price))
    if subscription.draw_why and not subscription.draw_obstacle:
        title = _("Invoiced next") if subscription.is_invoiced else _("Next draw")
        yield IconLine("help", f"{title}: {subscription.draw_why}")
    over = [freeze for freeze in subscription.freezes if freeze.last < today]
    for freeze in (*over[-1:], *(freeze for freeze in subscription.freezes if freeze.last >= today)):
        yield IconLine("snowflake", freeze_words(freeze, today))
