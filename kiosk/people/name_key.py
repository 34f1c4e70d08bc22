"""Names folded for finding: Åsa Öberg is found as `asa oberg`. Never for showing or comparing persons."""

import re
import unicodedata

# letters that Unicode does not take apart into a base letter and a mark
BASE_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"}
)
AFTER_Z = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}


def swedish_order(name: str) -> str:
    """To sort by. Å, ä and ö at the end of the alphabet in this order; other accents don't part equal letters."""
    return "".join(
        AFTER_Z.get(one) or unicodedata.normalize("NFD", one)[0] for one in unicodedata.normalize("NFC", name.lower())
    )


USUAL_MARKS = re.compile("[\u0300-\u036f]")  # the ring and dots of å ä ö, accents


def folded(text: str) -> str:
    """NFKD, casefold, marks off; apostrophes vanish, all else that is no letter or digit parts words."""
    joined = _bare(text).replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    if not joined.replace(" ", "").isalnum():
        joined = "".join(mark if mark.isalnum() else " " for mark in joined)
    return " ".join(joined.split())


def _bare(text: str) -> str:
    """Letter by letter only where there are more than ASCII's letters below the marks."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = USUAL_MARKS.sub("", spread)
    if bare.isascii():
        return bare
    return "".join(mark for mark in spread if not unicodedata.combining(mark)).translate(BASE_LETTERS)


def name_keys(first_name: str, last_name: str) -> tuple[str, ...]:
    """ "last first" and "first last", each once."""
    first, last = folded(first_name), folded(last_name)
    keys = (f"{last} {first}".strip(), f"{first} {last}".strip())
    return tuple(dict.fromkeys(key for key in keys if key))
