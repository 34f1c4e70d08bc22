"""Lines of previews as lists show them: who, what, how much; read a page at a time."""

from collections.abc import Sequence
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
    Meaning.MANDATE_CANCELLED: N_("Mandate cancelled by the payer or the bank"),
    Meaning.DRAW_PAID: N_("Draw paid"),
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


def in_list_order(store: Store, seen: RunPreview) -> RunPreview:
    """By the name that is shown; whose name isn't shown comes last, or the place would tell it."""
    people = sorted({line.person_id for line in (*seen.charged, *seen.exceptions)})
    places: dict[str, tuple[bool, str, str]] = {}
    for some in batches(people, AT_ONCE):
        places |= _places(store, some)

    def place(line: RunLine) -> tuple[tuple[bool, str, str], str]:
        return places.get(line.person_id, LAST), line.main_id

    def ordered(lines: Sequence[RunLine]) -> tuple[RunLine, ...]:
        return tuple(sorted(lines, key=place))

    return replace(
        seen,
        lines=ordered(seen.lines),
        invoices=ordered(seen.invoices),
        exceptions=ordered(seen.exceptions),
    )


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
    names = _names(store, [line.person_id for line in lines])
    payers = _payers(store, [line.organisation_id for line in lines if line.organisation_id])
    shown = []
    for line in lines:
        name, number = names.get(line.person_id, (_("Unknown person"), ""))
        member = " · ".join(
            part for part in (_("Member {number}", number=number), payers.get(line.organisation_id)) if part
        )
        if line.reason:
            shown.append(ShownLine(line.person_id, name, sentence(Problem(line.reason)), "", is_bad=True))
        else:
            shown.append(ShownLine(line.person_id, name, member, kronor(line.amount)))
    return shown


def _payers(store: Store, organisation_ids: Sequence[str]) -> dict[str, str]:
    wanted = sorted(set(organisation_ids))
    if not wanted:
        return {}
    with store.reading():
        return dict(found(f"SELECT id, name FROM organisation WHERE id IN ({', '.join('?' * len(wanted))})", *wanted))


def effect_lines(store: Store, effects: Sequence[Effect]) -> list[ShownLine]:
    names = _names(store, [one.person_id for one in effects])
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


def _names(store: Store, person_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
    """As they may stand in a list, with the member number."""
    wanted = sorted(set(person_ids))
    marks = ", ".join("?" * len(wanted))
    with store.reading():
        rows = found(f"SELECT id, given_name, family_name, member_number FROM person WHERE id IN ({marks})", *wanted)
        return {
            row_id: (_("Protected identity") if is_protected(row_id) else f"{given} {family}", member)
            for row_id, given, family, member in rows
        }
