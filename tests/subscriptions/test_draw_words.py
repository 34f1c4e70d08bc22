"""Why a draw is another sum than the price: add-ons of the same days are told with it, others by name."""

from datetime import date

from kiosk.subscriptions.draw_words import foreseen_words, planned_words
from kiosk.subscriptions.prorating import Freeze
from kiosk.subscriptions.timeline import Lot, Timeline

DECEMBER = date(2026, 12, 1)
GOLD = Timeline(date(2026, 11, 15), 39900)
SAUNA = Timeline(date(2026, 11, 15), 7900)


def said(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def test_the_days_before_the_month_and_the_month_itself() -> None:
    words = said(foreseen_words([("Guld", GOLD)], DECEMBER))
    assert words == "15–30 november = 16 av 30 dagar à 399,00 kr; 1–31 december = 1 hel månad à 399,00 kr"


def test_add_ons_of_the_same_days_at_the_sum_of_the_prices() -> None:
    words = said(foreseen_words([("Guld", GOLD), ("Bad", SAUNA)], DECEMBER, credit=5000))
    november, december, credit = words.split("; ")
    assert november == "15–30 november = 16 av 30 dagar à 478,00 kr"
    assert december == "1–31 december = 1 hel månad à 478,00 kr"
    assert credit == "Tillgodo 50,00 kr"


def test_of_other_days_each_by_name() -> None:
    paid = Timeline(date(2026, 11, 15), 39900, lots=(Lot(21280, 16),))
    words = said(foreseen_words([("Guld", paid), ("Bad", SAUNA)], DECEMBER))
    gold, sauna = words.split("; ")
    assert gold == "Guld: 1–31 december = 1 hel månad à 399,00 kr"
    assert sauna == "Bad: 15–30 november = 16 av 30 dagar à 79,00 kr, 1–31 december = 1 hel månad à 79,00 kr"


def test_frozen_days_are_left_out_and_nothing_is_said_of_nothing() -> None:
    frozen = Timeline(DECEMBER, 39900, freezes=(Freeze(date(2026, 12, 11), date(2026, 12, 31)),))
    assert said(foreseen_words([("Guld", frozen)], DECEMBER)) == "1–10 december = 10 av 31 dagar à 399,00 kr"
    assert foreseen_words([("Guld", frozen)], date(2026, 11, 1)) == ""


def test_the_parts_of_a_planned_draw() -> None:
    parts = [(date(2026, 11, 22), date(2026, 11, 30), 11970), (DECEMBER, date(2026, 12, 31), 39900)]
    assert said(planned_words(parts)) == "22–30 november: 119,70 kr; 1–31 december: 399,00 kr"
