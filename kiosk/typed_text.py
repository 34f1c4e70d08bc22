"""What people type or paste into number fields, made comparable before it is read."""

import unicodedata

MINUS_SIGNS = "\N{MINUS SIGN}\N{HYPHEN BULLET}"


def tight(text: str) -> str:
    """NFKC, no white space at all, every kind of dash as `-`."""
    if text.isascii():  # a file has 100 000 of them
        return "".join(text.split())
    joined = "".join(unicodedata.normalize("NFKC", text).split())
    return "".join("-" if unicodedata.category(mark) == "Pd" or mark in MINUS_SIGNS else mark for mark in joined)


def is_digits(text: str) -> bool:
    """Only 0–9, and at least one."""
    return text.isascii() and text.isdigit()


def one_line(text: str) -> str:
    """NFC, white space as single spaces, nothing that can't be printed: how names and free texts are stored."""
    spaced = " ".join(unicodedata.normalize("NFC", text).split())
    return spaced if spaced.isprintable() else "".join(mark for mark in spaced if mark.isprintable())
