"""Lines of previews as lists show them: who, what, how much; read a page at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from db.rows import batches, found
from kiosk.direct_debit.advice import Meaning, code_words
from kiosk.direct_debit.charging_run import RunLine, RunPreview
from kiosk.direct_debit.files_in import Effect, Loose
from kiosk.formats import kronor
from kiosk.people.name_key import swedish_order
from kiosk.people.protection import is_protected
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.store import Store
from kiosk.texts import N_, _

MEANINGS = {
    Meaning.MANDATE_ACCEPTED: N_("Mandate accepted"),
    Meaning.MANDATE_REJECTED: N_("Mandate rejected"),
    Meaning.MANDATE_CANCELLED: N_("Mandate cancelled"),
    Meaning.DRAW_PAID: N_("Draw paid"),
    Meaning.DRAW_PAID_AGAIN: N_("Draw paid once more"),
    Meaning.DRAW_REJECTED: N_("Draw rejected"),
    Meaning.DRAW_REFUNDED: N_("Draw refunded"),
    Meaning.DRAW_CANCELLED: N_("Draw stopped"),
    Meaning.DRAW_NOT_CANCELLED: N_("The draw could not be stopped"),
    Meaning.NOTHING: N_("Nothing changes"),
}
AT_ONCE = 500  # ids in a question
LAST = (True, "", "~")  # whom nobody here knows
GOOD = (Meaning.MANDATE_ACCEPTED, Meaning.DRAW_PAID, Meaning.DRAW_CANCELLED)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """`person_id` is "" where nobody's card can be opened."""

    person_id: str
    title: str
    detail: str
    right: str = ""
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line of a run with names: `payer` "" for one that is drawn, `why` "" for one that can be charged."""

    person_id: str
    name: str
    number: str
    payer: str
    amount: int
    why: str = ""


def in_list_order(store: Store, seen: RunPreview) -> RunPreview:
    """By the name that is shown; whose name isn't shown comes last, or the place would tell it."""
    lines, invoices, exceptions = (by_name(store, some) for some in (seen.lines, seen.invoices, seen.exceptions))
    return replace(seen, lines=lines, invoices=invoices, exceptions=exceptions)


def by_name(store: Store, lines: Sequence[RunLine]) -> tuple[RunLine, ...]:
    places: dict[str, tuple[bool, str, str]] = {}
    for some in batches(sorted({line.person_id for line in lines}), AT_ONCE):
        places |= _places(store, some)

    def place(line: RunLine) -> tuple[tuple[bool, str, str], str]:
        return places.get(line.person_id, LAST), line.main_id

    return tuple(sorted(lines, key=place))


def _places(store: Store, person_ids: Sequence[str]) -> dict[str, tuple[bool, str, str]]:
    marks = ", ".join("?" * len(person_ids))
    with store.reading():
        rows = found(
            f"SELECT id, given_name, family_name, member_number FROM person WHERE id IN ({marks})", *person_ids
        )
        return {
            row_id: (True, "", member) if is_protected(row_id) else (False, swedish_order(f"{given} {family}"), member)
            for row_id, given, family, member in rows
        }


def run_lines(store: Store, lines: Sequence[RunLine]) -> list[ShownLine]:
    """What would be drawn, or invoiced and to whom, or why it can't be."""
    return [_shown(one) for one in named_lines(store, lines, _("Protected identity"))]


def _shown(line: NamedLine) -> ShownLine:
    if line.why:
        return ShownLine(line.person_id, line.name, line.why, "", is_bad=True)
    member = " · ".join(part for part in (_("Member {number}", number=line.number), line.payer) if part)
    return ShownLine(line.person_id, line.name, member, kronor(line.amount))


def named_lines(store: Store, lines: Sequence[RunLine], hidden: str) -> Iterator[NamedLine]:
    """`hidden` stands in place of the name of a protected identity."""
    for some in batches(lines, AT_ONCE):
        names = _names(store, [line.person_id for line in some], hidden)
        payers = _payers(store, [line.organisation_id for line in some if line.organisation_id])
        for line in some:
            name, number = names.get(line.person_id, (_("Unknown person"), ""))
            why = sentence(Problem(line.reason)) if line.reason else ""
            yield NamedLine(line.person_id, name, number, payers.get(line.organisation_id, ""), line.amount, why)


def _payers(store: Store, organisation_ids: Sequence[str]) -> dict[str, str]:
    wanted = sorted(set(organisation_ids))
    if not wanted:
        return {}
    with store.reading():
        return dict(found(f"SELECT id, name FROM organisation WHERE id IN ({', '.join('?' * len(wanted))})", *wanted))


def effect_lines(store: Store, effects: Sequence[Effect]) -> list[ShownLine]:
    names = _names(store, [one.person_id for one in effects], _("Protected identity"))
    return [
        ShownLine(
            one.person_id,
            names.get(one.person_id, (_("Unknown person"), ""))[0],
            " ".join(part for part in (f"{_(MEANINGS[one.meaning])}.", code_words(one.meaning, one.code)) if part),
            kronor(one.amount) if one.amount else "",
            is_bad=one.meaning not in (*GOOD, Meaning.NOTHING),
        )
        for one in effects
    ]


def loose_lines(_store: Store, loose: Sequence[Loose]) -> list[ShownLine]:
    return [ShownLine("", _("Line {number}", number=one.line), sentence(one.why), "", is_bad=True) for one in loose]


def _names(store: Store, person_ids: Sequence[str], hidden: str) -> dict[str, tuple[str, str]]:
    """As they may stand in a list, with the member number."""
    wanted = sorted(set(person_ids))
    marks = ", ".join("?" * len(wanted))
    with store.reading():
        rows = found(f"SELECT id, given_name, family_name, member_number FROM person WHERE id IN ({marks})", *wanted)
        return {
            row_id: (hidden if is_protected(row_id) else f"{given} {family}", member)
            for row_id, given, family, member in rows
        }
