"""A large file of pre-orders as Excel writes it: cp1252, semicolons; people and numbers that nobody has."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from random import Random

from kiosk.check_digits import luhn_digit
from kiosk.people.name_key import folded

ROWS = 100_000
FIRST_BORN = date(1950, 1, 1)
DAYS = 20_000  # until 2004: all of age
GIVEN = ("Anna", "Åsa", "Örjan", "Märta", "Lars-Erik", "Bo", "Cecilia", "Göran", "Eva", "Mohammed", "Li", "Zoë")
PARTS = (
    ("Ås", "Lind", "Berg", "Öst", "Sjö", "Gran", "Ek", "Hav", "Alm", "Norr", "Sund", "Vik", "Åker", "Löf", "Ros"),
    ("a", "e", "o", "ar", "er", "en", "", "un"),
    ("ström", "berg", "gren", "kvist", "man", "lund", "dal", "blad", "sson", "holm", "stedt", "mark"),
)
FAMILY = tuple(map("".join, product(*PARTS)))


def people(rows: int) -> Iterator[tuple[str, str, str]]:
    """Name, personal number, e-mail: the same every time."""
    random = Random(1)
    for place in range(rows):
        born = FIRST_BORN + timedelta(days=place % DAYS)
        nine = f"{born:%y%m%d}{980 + place // DAYS}"
        given, family = random.choice(GIVEN), random.choice(FAMILY)
        mailbox = f"{folded(given)}.{folded(family)}{place}".replace(" ", "-")
        yield f"{given} {family}", f"{born:%Y}{nine[2:]}{luhn_digit(nine)}", f"{mailbox}@foretag{place % 7}.example.se"


def people_file(rows: int) -> bytes:
    lines = [f"{name};{number};{email}\r\n" for name, number, email in people(rows)]
    return "".join(["Namn;Personnummer;E-post\r\n", *lines]).encode("cp1252")
