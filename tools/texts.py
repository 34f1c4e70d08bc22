"""Keeps the translations: `extract`, `merge FILE.json` ({English: Swedish}), `check`, `compile`."""

import fcntl
import json
import string
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "resources" / "translations" / "sv.po"
HOUSES = ("kiosk", "ui", "central")
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}


@contextmanager
def locked() -> Iterator[None]:
    """Several people may merge at the same time."""
    with (PO.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def read() -> Catalog:
    if not PO.exists():
        return Catalog(locale="sv", project="Inpass", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="sv")


def source_texts() -> Catalog:
    template = Catalog(charset="utf-8")
    for house in HOUSES:
        for _file, _line, message, _comments, _context in extract_from_dir(ROOT / house, keywords=KEYWORDS):
            template.add(message)
    return template


def write(catalogue: Catalog) -> None:
    with PO.open("wb") as file:
        write_po(
            file, catalogue, sort_output=True, omit_header=False, no_location=True, ignore_obsolete=True, width=120
        )


def extract(translations: dict[str, str | list[str]] | None = None) -> None:
    """Brings sv.po in line with the code, keeping what is translated, and fills in new translations."""
    with locked():
        catalogue = read()
        catalogue.update(source_texts(), no_fuzzy_matching=True)
        for english, swedish in (translations or {}).items():
            message = catalogue.get(english)
            if message is None:
                print(f"not in the code (ignored): {english!r}")
            else:
                message.string = tuple(swedish) if isinstance(swedish, list) else swedish
        write(catalogue)
    compile_catalogue()


def places(text: str | None) -> set[str]:
    return {name for _text, name, _spec, _conv in string.Formatter().parse(text or "") if name is not None}


def faults(message: Message) -> list[str]:
    source = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    target = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    if not all(target):
        return ["missing"]
    wanted = places(source[-1])
    return [f"places {sorted(places(text))} instead of {sorted(wanted)}" for text in target if places(text) != wanted]


def check() -> int:
    """Prints each missing, misformatted or stale translation; the number of them is the exit code's reason."""
    catalogue, source = read(), source_texts()
    found = [f"{m.id!r}: {fault}" for m in catalogue if m.id for fault in faults(m)]
    found += [f"{m.id!r}: not extracted, run `make texts`" for m in source if m.id and catalogue.get(m.id) is None]
    found += [f"{m.id!r}: no longer in the code" for m in catalogue if m.id and source.get(m.id) is None]
    print("\n".join(found) or f"{len(catalogue)} texts, all translated")
    return 1 if found else 0


def compile_catalogue() -> None:
    """Moved into place whole: the program may be reading it."""
    fresh = PO.with_suffix(".mo.new")
    with fresh.open("wb") as file:
        write_mo(file, read())
    fresh.replace(PO.with_suffix(".mo"))


def main(arguments: list[str]) -> int:
    match arguments:
        case ["extract"]:
            extract()
        case ["merge", path]:
            extract(json.loads(Path(path).read_text("utf-8")))
        case ["check"]:
            return check()
        case ["compile"]:
            compile_catalogue()
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
