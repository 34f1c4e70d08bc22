"""Names folded for finding: Åsa Öberg is found as `asa oberg`. Never for showing or comparing persons."""

import unicodedata

# letters that Unicode does not take apart into a base letter and a mark
BASE_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i"}
)


def folded(text: str) -> str:
    """NFKD, casefold, marks off; apostrophes vanish, all else that is no letter or digit parts words."""
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(mark for mark in spread if not unicodedata.combining(mark)).translate(BASE_LETTERS)
    joined = bare.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    return " ".join("".join(mark if mark.isalnum() else " " for mark in joined).split())


def name_keys(first_name: str, last_name: str) -> tuple[str, ...]:
    """ "last first" and "first last", each once."""
    first, last = folded(first_name), folded(last_name)
    keys = (f"{last} {first}".strip(), f"{first} {last}".strip())
    return tuple(dict.fromkeys(key for key in keys if key))
