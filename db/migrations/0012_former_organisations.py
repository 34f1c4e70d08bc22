"""Organisations that were merged before are found by their own names and numbers. Self-contained."""

import unicodedata

MERGED = """SELECT merged_into, code, name, organisation_number, email, phone FROM organisation
    WHERE merged_into IS NOT NULL"""


def up(migrator, db):
    mark = db.param
    insert = f"""INSERT INTO organisation_key (kind, "key", organisation_id) VALUES ({mark}, {mark}, {mark})
        ON CONFLICT DO NOTHING"""
    for organisation_id, *row in db.execute_sql(MERGED).fetchall():
        for kind, key in _keys(*row):
            db.execute_sql(insert, (kind, key, organisation_id))


def _keys(code, name, number, email, phone):
    """Enough to be found by; the rest comes when the organisation is written next."""
    words = _folded(name).split()
    for at in range(len(words)):
        yield "name", " ".join((*words[at:], *words[:at]))
    digits = phone.removeprefix("+")
    texts = {
        "number": number,
        "code": code.casefold(),
        "email": email.casefold(),
        "phone": digits,
        "phone_reversed": digits[::-1],
    }
    yield from ((kind, text) for kind, text in texts.items() if text)


def _folded(text):
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(one for one in spread if not unicodedata.combining(one)).replace("'", "").replace("’", "")
    return "".join(one if one.isalnum() else " " for one in bare)
