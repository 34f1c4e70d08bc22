"""The forms golden files come in, and how the program computes what each of them asserts."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.dated_tables import dated_table
from kiosk.direct_debit.autogiro_lines import read_line, write_line
from kiosk.direct_debit.bank_accounts import check_account, clearing_ranges
from kiosk.people.personal_identity import PersonalNumber, read_personal_number
from kiosk.subscriptions.charging import charge_run, charged, charges_until, due
from kiosk.subscriptions.freezing import thaw
from kiosk.subscriptions.months import month_end
from kiosk.subscriptions.prorating import Freeze, charge
from kiosk.subscriptions.timeline import Timeline, committed_days
from tests.subscriptions.planned_swaps import downgraded, upgraded

GOLDEN = Path(__file__).parent
Case = dict[str, Any]
day = date.fromisoformat


def personal_identity(case: Case) -> Case:
    today = day(case["today"])
    read = read_personal_number(case["input"], today)
    if isinstance(read, PersonalNumber):
        return {"canonical": read.canonical, "age": read.age(today)}
    return {"canonical": None, "age": None}


def bank_account(case: Case) -> Case:
    check = check_account(case["clearing"], case["account"])
    return {"verdict": str(check.verdict), "bank": check.bank}


def bank_clearing(case: Case) -> Case:
    if "edition" in case:
        return {"edition": dated_table("bank_clearing")["edition"], "number_of_ranges": len(clearing_ranges())}
    row = next((row for row in clearing_ranges() if (row.low, row.high) == (case["low"], case["high"])), None)
    return {name: row and getattr(row, name) for name in ("bank", "type", "comment")}


def autogiro_record(case: Case) -> Case:
    """Known by its kind, and written back in the same characters."""
    record = read_line(case["record"])
    assert record is not None, "no record that is known"
    return {"record": write_line(record)}


def charging(case: Case) -> Case:
    frozen = [Freeze(day(first), day(last)) for first, last in case["frozen"]]
    return {"amount": charge(case["price"], day(case["first"]), day(case["last"]), frozen)}


def freezing(case: Case) -> Case:
    freeze = Freeze(*map(day, case["freeze"]))
    timeline = _charged(case).with_freeze(freeze)
    computed = {"saved_days": timeline.saved_days(freeze), **_dates(timeline)}
    runs = []
    for run in case["runs"]:
        charges = charge_run(timeline, day(f"{run['month']}-01"))
        timeline = charged(timeline, charges)
        runs.append({"month": run["month"], "amount": due(charges), "debited_until": str(timeline.debited_until)})
    return {**computed, "runs": runs}


def thawing(case: Case) -> Case:
    freeze = Freeze(*map(day, case["freeze"]))
    done = day(case["runs_done_through"])
    timeline = _charged(case).with_freeze(freeze)
    timeline = charged(timeline, charges_until(timeline, done))
    thawed = thaw(timeline, freeze, day(case["thaw_on"]), month_end(done))
    before = str(thawed.unpaid.debited_until)
    return {"debited_until_before_payment": before, "due": thawed.due, **_dates(thawed.paid)}


def upgrading(case: Case) -> Case:
    return {"due": upgraded(_charged(case), case["new_price"], day(case["on"])).due_now}


def downgrading(case: Case) -> Case:
    swap = downgraded(_charged(case), case["new_price"], day(case["on"]))
    return {"debited_until": str(swap.main.after.debited_until), "credit": swap.credit}


def _charged(case: Case) -> Timeline:
    start = day(case["start"])
    committed = committed_days(start, case.get("commitment_months", 0))
    assert isinstance(committed, int)
    timeline = Timeline(start, case["price"], committed_days=committed)
    return charged(timeline, charges_until(timeline, day(case["charged_to"])))


def _dates(timeline: Timeline) -> Case:
    return {"debited_until": str(timeline.debited_until), "committed_until": str(timeline.committed_until)}


@dataclass(frozen=True, slots=True)
class Form:
    """`keys` tell a file of this form whose name says nothing."""

    compute: Callable[[Case], Case]
    keys: frozenset[str]


def _form(compute: Callable[[Case], Case], keys: str) -> Form:
    return Form(compute, frozenset(keys.split()))


FORMS = {
    "personal_identity": _form(personal_identity, "today input canonical age"),
    "bank_accounts": _form(bank_account, "clearing account verdict bank"),
    "bank_clearing": _form(bank_clearing, "edition number_of_ranges"),
    "autogiro_records": _form(autogiro_record, "meaning record"),
    "charging": _form(charging, "price first last frozen amount"),
    "freezing": _form(freezing, "start price charged_to freeze saved_days runs"),
    "thaws": _form(thawing, "start price charged_to freeze runs_done_through thaw_on due"),
    "upgrades": _form(upgrading, "start price charged_to on new_price due"),
    "downgrades": _form(downgrading, "start price charged_to on new_price credit"),
}


def form_of(name: str, cases: list[Case]) -> Form | None:
    """By the file's name, else by the keys of its first case; None when no rule covers it yet."""
    keys = cases[0].keys() if cases else set()
    return FORMS.get(name) or next((form for form in FORMS.values() if form.keys <= keys), None)


def cases_in(path: Path) -> list[Case]:
    """None in a file of another kind. Raises ValueError when it isn't JSON, or not what its name promises."""
    content = json.loads(path.read_text("utf-8"))
    if isinstance(content, dict) and "ranges" in content:
        return [{"edition": content.get("edition"), "number_of_ranges": len(content["ranges"])}, *content["ranges"]]
    if isinstance(content, dict) and "cases" in content:
        common = {name: value for name, value in content.items() if name != "cases"}
        return [common | case for case in content["cases"]]
    if isinstance(content, list) and all(isinstance(case, dict) for case in content):
        return content
    if path.stem in FORMS:
        raise ValueError("no list of cases")
    return []


def golden_cases(name: str) -> list[Case]:
    """Those that come with the project."""
    return cases_in(GOLDEN / f"{name}.json")


def mismatches(compute: Callable[[Case], Case], case: Case) -> list[str]:
    """What the program computes otherwise than the case says, in words."""
    try:
        computed = compute(case)
    except (LookupError, TypeError, ValueError, ArithmeticError, AssertionError, AttributeError) as error:
        return [f"can't be computed: {type(error).__name__}: {error}"]
    return [
        f"{name} should be {case.get(name)!r}, is {value!r}"
        for name, value in computed.items()
        if name not in case or case[name] != value
    ]
