"""A list of reasons being changed: as it is typed, what is wrong with it, and as it is kept. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.people.name_key import folded
from kiosk.problems import Problem
from kiosk.settings.routines import FREEZE_REASONS, FreezeReason, Reason
from kiosk.settings.setting import Setting

MOST_DAYS = 366
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class ReasonDraft:
    """`code` stays with a reason whatever it is called; `fee` öre, None while nothing readable stands there; `days` and
    `fee` are a freeze's only."""

    code: str
    name_sv: str = ""
    name_en: str = ""
    fee: int | None = 0
    days: str = "0"


def is_of_freeze(setting: Setting[Any]) -> bool:
    return setting is FREEZE_REASONS


def drafts_of(reasons: Sequence[Reason]) -> tuple[ReasonDraft, ...]:
    return tuple(_draft(one) for one in reasons)


def _draft(one: Reason) -> ReasonDraft:
    if isinstance(one, FreezeReason):
        return ReasonDraft(one.code, one.name_sv, one.name_en, one.fee, str(one.retroactive_days))
    return ReasonDraft(one.code, one.name_sv, one.name_en)


def field_of(name: str, draft: ReasonDraft) -> str:
    return f"{name}_{draft.code}"


def reason_problems(drafts: Sequence[ReasonDraft]) -> list[Problem]:
    """Fields: `field_of` the part and the reason; "" where there is no reason at all."""
    if not drafts:
        return [Problem("reasons_none")]
    return [problem for at, draft in enumerate(drafts) for problem in _wrong(draft, drafts[:at])]


def _wrong(draft: ReasonDraft, earlier: Sequence[ReasonDraft]) -> Iterator[Problem]:
    name = folded(draft.name_sv)
    if not name:
        yield Problem("reason_name_missing", field_of("name_sv", draft))
    elif name in {folded(one.name_sv) for one in earlier}:
        yield Problem("reason_name_twice", field_of("name_sv", draft))
    if draft.fee is None or draft.fee < 0:
        yield Problem("reason_fee_wrong", field_of("fee", draft))
    if _days(draft) is None:
        yield Problem("reason_days_wrong", field_of("days", draft), values={"most": MOST_DAYS})


def _days(draft: ReasonDraft) -> int | None:
    text = draft.days.strip()
    readable = text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_DAYS))
    return int(text) if readable and int(text) <= MOST_DAYS else None


def read_reasons(setting: Setting[Any], drafts: Sequence[ReasonDraft]) -> tuple[Reason, ...]:
    """Of drafts without a problem. One without an English name goes by its Swedish one."""
    return tuple(_reason(setting, draft) for draft in drafts)


def _reason(setting: Setting[Any], draft: ReasonDraft) -> Reason:
    swedish = " ".join(draft.name_sv.split())
    english = " ".join(draft.name_en.split()) or swedish
    if not is_of_freeze(setting):
        return Reason(draft.code, swedish, english)
    return FreezeReason(draft.code, swedish, english, fee=draft.fee or 0, retroactive_days=_days(draft) or 0)
