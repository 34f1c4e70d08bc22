"""The gym's settings as they are shown, typed and changed at a desk."""

from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from db.rows import found, insert
from db.tables import JournalEntry, LoggedOperation
from db.tables import Setting as SettingRow
from kiosk.demo.catalogue import staff_id
from kiosk.problems import Problem
from kiosk.sentences import sentence
from kiosk.settings import gym, routines
from kiosk.settings.changing import NAME, as_json, change_setting
from kiosk.settings.forms import Form, as_typed, choices, form_of, limits, read_typed
from kiosk.settings.gym_words import TITLES
from kiosk.settings.reasons import ReasonDraft, drafts_of, read_reasons, reason_problems
from kiosk.settings.routines import FreezeReason
from kiosk.settings.setting import Setting
from kiosk.settings.shown import ShownSetting, changed_words, is_hit, read_settings
from kiosk.staff.rights import Role, StaffMember
from kiosk.store import Store
from kiosk.subscriptions import charge, freeze, transfer
from kiosk.texts import Language, _, speaking
from tests.people.members import register, sell
from tests.people.serving import SELF, facts_of

EVA = StaffMember(staff_id("eva"), "eva", "Eva Administratör", Role.ADMINISTRATOR)


def keep(store: Store, setting: Setting[Any], stored: str) -> None:
    """As central would have sent it."""
    with store.own_writing():
        insert(SettingRow, {"id": setting.name, "value": stored})


def shown(store: Store, setting: Setting[Any]) -> ShownSetting:
    return next(one for group in read_settings(store) for one in group.settings if one.setting is setting)


def stored(store: Store, setting: Setting[Any]) -> str | None:
    with store.reading():
        rows = found("SELECT value FROM setting WHERE id = ?", setting.name)
    return rows[0][0] if rows else None


def change(store: Store, setting: Setting[Any], value: Any, staff: StaffMember = EVA) -> list[str]:
    outcome = change_setting(store, staff, setting, stored(store, setting), as_json(value))
    assert all(sentence(problem) for problem in outcome.problems)
    return [problem.code for problem in outcome.problems]


@pytest.mark.parametrize("setting", gym.ALL, ids=[setting.name for setting in gym.ALL])
def test_each_setting_is_shown_by_name_with_its_value_in_both_languages(
    gym_store: Store, setting: Setting[Any]
) -> None:
    words = {}
    for language in Language:
        with speaking(language):
            one = shown(gym_store, setting)
            assert one.title
            assert one.help
            assert all(one.words)
            words[language] = (one.title, one.help)
    assert words[Language.SWEDISH] != words[Language.ENGLISH]


def test_every_setting_stands_under_the_routine_it_changes(gym_store: Store) -> None:
    groups = read_settings(gym_store)
    assert sorted(one.setting.name for group in groups for one in group.settings) == sorted(
        setting.name for setting in gym.ALL
    )
    assert len({group.changes for group in groups}) == len(groups)
    assert all(one.setting.changes == group.changes for group in groups for one in group.settings)
    assert len({_(title) for title in TITLES.values()}) == len(gym.ALL), "two would go by the same name"


@pytest.mark.parametrize(
    ("setting", "value", "swedish"),
    [
        (gym.SEARCH_BEFORE_REGISTERING, True, ["Ja"]),
        (routines.HIDE_IMPOSSIBLE, False, ["Nej"]),
        (gym.DRAW_DAY, 25, ["dag 25 i månaden"]),
        (gym.FIRST_DRAW_BANK_DAYS, 1, ["1 bankdag"]),
        (routines.MAX_FREEZE_MONTHS, 12, ["12 månader"]),
        (routines.MIN_FREEZE_MONTHS, 1, ["1 månad"]),
        (routines.WITHDRAWAL_DAYS, 14, ["14 dagar"]),
        (gym.PHOTO_YEARS, 0, ["Blir aldrig gammalt"]),
        (routines.UNDO_MINUTES, 0, ["Aldrig"]),
        (gym.CARD_LENGTHS, (6, 16), ["6 till 16 tecken"]),
        (gym.CARD_GROUPING, 4, ["4 tecken"]),
        (gym.AUTOGIRO_CUSTOMER_NUMBER, "", ["–"]),
        (routines.TRANSFER_FEE_PRODUCT, "", ["Kostnadsfritt"]),
        (routines.TRANSFER_FEE_PRODUCT, "OVERLAT", ["Överlåtelseavgift, 195,00\N{NO-BREAK SPACE}kr"]),
        (routines.TRANSFER_FEE_PRODUCT, "XYZ", ["XYZ, som inte är någon produkt här: kostnadsfritt"]),
        (
            routines.FREEZE_REASONS,
            [
                {"code": "a", "name_sv": "Resa", "name_en": "Travel", "fee": 4900},
                {"code": "b", "name_sv": "Sjuk", "name_en": "Ill", "retroactive_days": 30},
            ],
            ["Resa: 49,00\N{NO-BREAK SPACE}kr per påbörjad månad", "Sjuk: kostnadsfritt, från 30 dagar tillbaka"],
        ),
        (routines.TERMINATION_REASONS, [], ["Inga orsaker"]),
    ],
)
def test_values_in_words(gym_store: Store, setting: Setting[Any], value: Any, swedish: list[str]) -> None:
    keep_instead(gym_store, setting, as_json(value))
    assert list(shown(gym_store, setting).words) == swedish


def keep_instead(store: Store, setting: Setting[Any], value: str) -> None:
    with store.own_writing():
        SettingRow.delete().where(SettingRow.id == setting.name).execute()
    keep(store, setting, value)


@pytest.mark.parametrize("value", ['"många"', "13.5", "0", "[", "", "true", "99999999999999999999"])
def test_a_value_that_cant_be_read_is_the_standard_and_is_said_so(gym_store: Store, value: str) -> None:
    keep(gym_store, routines.MAX_PREPAY_INTERVALS, value)
    one = shown(gym_store, routines.MAX_PREPAY_INTERVALS)
    assert (one.value, one.is_readable, one.is_default, one.stored) == (12, False, False, value)
    with gym_store.reading():
        assert gym.gym_setting(routines.MAX_PREPAY_INTERVALS) == 12
    assert change(gym_store, routines.MAX_PREPAY_INTERVALS, 6) == [], "and it can be put right"
    assert shown(gym_store, routines.MAX_PREPAY_INTERVALS).is_readable


def test_only_the_standard_is_said_to_be_so(gym_store: Store) -> None:
    assert shown(gym_store, gym.LOCK_MINUTES).is_default
    change(gym_store, gym.LOCK_MINUTES, 7)
    assert not shown(gym_store, gym.LOCK_MINUTES).is_default
    change(gym_store, gym.LOCK_MINUTES, 5)
    assert shown(gym_store, gym.LOCK_MINUTES).is_default, "whoever chose it"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", True),
        ("frys", True),
        ("FRYSA längsta", True),
        ("langsta frysperiod", True),
        ("12 månader", True),
        ("frys produkt", True),
        ("uppsägning", False),
        ("frys kort", False),
    ],
)
def test_found_by_routine_name_help_and_value(gym_store: Store, typed: str, expected: bool) -> None:
    one = shown(gym_store, routines.MAX_FREEZE_MONTHS)
    assert is_hit(one, one.setting.changes, typed) is expected


@pytest.mark.parametrize(
    ("setting", "typed", "value"),
    [
        (routines.MAX_PREPAY_INTERVALS, " 6 ", 6),
        (routines.MAX_PREPAY_INTERVALS, "0", None),
        (routines.MAX_PREPAY_INTERVALS, "61", None),
        (routines.MAX_PREPAY_INTERVALS, "sex", None),
        (routines.MAX_PREPAY_INTERVALS, "", None),
        (routines.MAX_PREPAY_INTERVALS, "1" * 5000, None),
        (routines.WITHDRAWAL_DAYS, "13", None),
        (routines.WITHDRAWAL_DAYS, "14", 14),
        (gym.CARD_LENGTHS, "6–16", (6, 16)),
        (gym.CARD_LENGTHS, "6 - 16", (6, 16)),
        (gym.CARD_LENGTHS, "8 till 8", (8, 8)),
        (gym.CARD_LENGTHS, "16-6", None),
        (gym.CARD_LENGTHS, "3-16", None),
        (gym.CARD_LENGTHS, "6", None),
        (gym.AUTOGIRO_CUSTOMER_NUMBER, " 471117 ", "471117"),
        (gym.AUTOGIRO_CUSTOMER_NUMBER, "", ""),
        (gym.AUTOGIRO_CUSTOMER_NUMBER, "47111", None),
        (gym.CARD_PREFIX, ";", ";"),
        (gym.OTHER_PAYER, "other_payer", "other_payer"),
        (gym.OTHER_PAYER, "nobody", None),
        (gym.PAYER_NUMBER_PERSONAL, True, True),
        (routines.CARD_GOODS_NEW, "KORT", "KORT"),
    ],
)
def test_what_is_typed(setting: Setting[Any], typed: Any, value: Any) -> None:
    """None: it is refused, with what may stand there."""
    read = read_typed(setting, typed)
    if value is None:
        assert isinstance(read, Problem)
        assert limits(setting) in sentence(read)
    else:
        assert read == value


@pytest.mark.parametrize("setting", gym.ALL, ids=[setting.name for setting in gym.ALL])
def test_the_standard_of_each_can_be_chosen_or_typed(gym_store: Store, setting: Setting[Any]) -> None:
    """Lists have a dialog of their own."""
    form = form_of(setting)
    one = shown(gym_store, setting)
    if form is Form.CHOICE:
        assert setting.default in [value for value, words in choices(one) if words]
    elif form is not Form.LIST:
        assert read_typed(setting, as_typed(setting, setting.default)) == setting.default
    assert (form is Form.LIST) == (setting in (routines.FREEZE_REASONS, routines.TERMINATION_REASONS))


def test_a_product_is_chosen_among_what_is_charged_once(gym_store: Store) -> None:
    keep(gym_store, routines.CARD_GOODS_NEW, '"GONE"')
    codes = [code for code, _words in choices(shown(gym_store, routines.CARD_GOODS_NEW))]
    assert {"", "KORT", "OVERLAT", "GONE"} <= set(codes)
    assert "GULD-AG" not in codes


def test_a_change_is_an_operation_with_what_stood_there_and_journalled(gym_store: Store) -> None:
    assert change(gym_store, routines.MAX_PREPAY_INTERVALS, 6) == []
    assert change(gym_store, routines.MAX_PREPAY_INTERVALS, 3) == []
    with gym_store.reading():
        rows = LoggedOperation.select().where(LoggedOperation.kind == "setting.changed").order_by(LoggedOperation.seq)
        bodies = [msgspec.json.decode(row.body) for row in rows]
        acts = [
            (row.act, row.staff_id, msgspec.json.decode(row.details)["new"])
            for row in JournalEntry.select().order_by(JournalEntry.id)
        ]
    name = "max_prepay_intervals"
    assert bodies == [{"setting": name, "old": None, "new": "6"}, {"setting": name, "old": "6", "new": "3"}]
    assert acts == [(NAME, EVA.id, "6"), (NAME, EVA.id, "3")]


def test_back_again_stands_as_before(gym_store: Store) -> None:
    change(gym_store, routines.MAX_PREPAY_INTERVALS, 6)
    outcome = change_setting(gym_store, EVA, routines.MAX_PREPAY_INTERVALS, "6", None)
    assert outcome.errand_id
    assert stored(gym_store, routines.MAX_PREPAY_INTERVALS) is None


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.MANAGER])
def test_only_an_administrator(gym_store: Store, role: Role) -> None:
    staff = StaffMember(staff_id("anna"), "anna", "Anna", role)
    assert change(gym_store, gym.LOCK_MINUTES, 1, staff) == ["change_setting_right"]
    assert stored(gym_store, gym.LOCK_MINUTES) is None


def test_nothing_is_written_over_what_came_meanwhile(gym_store: Store) -> None:
    keep(gym_store, gym.LOCK_MINUTES, "9")
    outcome = change_setting(gym_store, EVA, gym.LOCK_MINUTES, None, "3")
    assert [problem.code for problem in outcome.problems] == ["setting_changed_meanwhile"]
    assert stored(gym_store, gym.LOCK_MINUTES) == "9"


def test_no_change_is_no_errand(gym_store: Store) -> None:
    keep(gym_store, gym.LOCK_MINUTES, "9")
    assert change_setting(gym_store, EVA, gym.LOCK_MINUTES, "9", "9").errand_id == ""
    with gym_store.reading():
        assert not JournalEntry.select().exists()


def test_the_shortest_freeze_is_not_longer_than_the_longest(gym_store: Store) -> None:
    assert change(gym_store, routines.MAX_FREEZE_MONTHS, 3) == []
    assert change(gym_store, routines.MIN_FREEZE_MONTHS, 4) == ["setting_freeze_limits"]
    assert stored(gym_store, routines.MIN_FREEZE_MONTHS) is None
    assert change(gym_store, routines.MIN_FREEZE_MONTHS, 3) == []
    assert change(gym_store, routines.MAX_FREEZE_MONTHS, 2) == ["setting_freeze_limits"]


def test_what_is_not_of_its_type_is_a_bug(gym_store: Store) -> None:
    with pytest.raises(msgspec.MsgspecError):
        change_setting(gym_store, EVA, gym.LOCK_MINUTES, None, '"five"')


def test_charge_obeys_at_once(gym_store: Store) -> None:
    """How far one may pay ahead, the next time the routine begins."""
    person_id = register(gym_store)
    sell(gym_store, person_id, start=date(2026, 10, 15), charged_until=date(2026, 11, 30))
    assert months_offered(gym_store, person_id) == 12
    change(gym_store, routines.MAX_PREPAY_INTERVALS, 2)
    assert months_offered(gym_store, person_id) == 2
    change(gym_store, routines.MAX_PREPAY_INTERVALS, 24)
    assert months_offered(gym_store, person_id) == 24


def months_offered(store: Store, person_id: str) -> int:
    facts = facts_of(store, person_id)
    found = [
        months for months in range(1, 40) if not charge.problems(charge.Step.MONTHS, charge.Draft(SELF, months), facts)
    ]
    return max(found)


def test_transfer_obeys_at_once(gym_store: Store) -> None:
    """195 kr by the price list, and nothing when no product is named; a card then costs what the fee did not."""
    person_id = register(gym_store)
    sell(gym_store, person_id, "GULD-12", start=date(2026, 10, 1), price=399000, months=12)
    assert transfer.quote(transfer.Draft(SELF), facts_of(gym_store, person_id)).due_now == 19500
    change(gym_store, routines.TRANSFER_FEE_PRODUCT, "")
    assert transfer.quote(transfer.Draft(SELF), facts_of(gym_store, person_id)).due_now == 0
    change(gym_store, routines.TRANSFER_FEE_PRODUCT, "KORT")
    assert transfer.quote(transfer.Draft(SELF), facts_of(gym_store, person_id)).due_now == 12500


def test_freeze_obeys_its_reasons_at_once(gym_store: Store) -> None:
    """rules.md: the fee of the reason per started month; here 50 kr for two."""
    person_id = register(gym_store)
    sell(gym_store, person_id, start=date(2026, 10, 15), charged_until=date(2026, 11, 30))
    drafts = (*drafts_of(routines.FREEZE_REASONS.default), ReasonDraft("parent", "Föräldraledighet", "", 5000))
    reasons = read_reasons(routines.FREEZE_REASONS, drafts)
    assert change(gym_store, routines.FREEZE_REASONS, reasons) == []
    draft = freeze.Draft(SELF, "parent", freeze.PeriodDraft(date(2026, 12, 1), date(2027, 1, 31)))
    assert freeze.quote(draft, facts_of(gym_store, person_id)).due_now == 10000


@pytest.mark.parametrize(
    ("wrong", "codes"),
    [
        ({}, []),
        ({"name_sv": "  "}, ["reason_name_missing"]),
        ({"name_sv": "graviditet "}, ["reason_name_twice"]),
        ({"name_en": ""}, []),
        ({"fee": None}, ["reason_fee_wrong"]),
        ({"fee": -100}, ["reason_fee_wrong"]),
        ({"days": "366"}, []),
        ({"days": "367"}, ["reason_days_wrong"]),
        ({"days": ""}, ["reason_days_wrong"]),
        ({"days": "-1"}, ["reason_days_wrong"]),
        ({"days": "²"}, ["reason_days_wrong"]),
        ({"days": "x", "name_sv": ""}, ["reason_name_missing", "reason_days_wrong"]),
    ],
)
def test_what_is_wrong_with_a_reason(wrong: dict[str, Any], codes: list[str]) -> None:
    *others, last = drafts_of(routines.FREEZE_REASONS.default)
    found = reason_problems((*others, replace(last, **wrong)))
    assert [problem.code for problem in found] == codes
    assert all(sentence(problem) for problem in found)
    assert all(problem.field.endswith(f"_{last.code}") for problem in found)


@pytest.mark.parametrize("setting", [routines.FREEZE_REASONS, routines.TERMINATION_REASONS])
def test_reasons_as_they_are_kept(setting: Setting[Any]) -> None:
    """There and back, and the file takes them."""
    read = read_reasons(setting, drafts_of(setting.default))
    assert read == setting.default == setting.read_json(as_json(read))
    assert [problem.code for problem in reason_problems(())] == ["reasons_none"]


@pytest.fixture
def gym_store(gym: Store) -> Store:
    """Under a name that is no module's here; without the settings of the demo gym."""
    with gym.own_writing():
        SettingRow.delete().execute()
    return gym


ILL, STUDIES = FreezeReason("ill", "Sjuk", "Ill", 0, 30), FreezeReason("study", "Studier", "Studies", 4900, 0)
DEARER, AWAY = FreezeReason("study", "Studier", "Studies", 9900, 0), FreezeReason("away", "Resa", "Travel", 0, 0)
COURSE, EVENING = msgspec.structs.replace(STUDIES, name_sv="Kurs"), FreezeReason("course", "Kurs", "Course", 0, 0)
ABROAD = FreezeReason("away", "Resa", "Abroad", 0, 0)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((ILL,), (ILL, AWAY), "Resa är ny"),
        ((ILL, AWAY), (ILL,), "Resa är borttagen"),
        (
            (ILL, STUDIES),
            (ILL, DEARER),
            "Studier: 99,00 kr per påbörjad månad i stället för 49,00 kr per påbörjad månad",
        ),
        ((ILL, STUDIES), (STUDIES, ILL), "en annan ordning"),
        ((), (AWAY,), "Resa är ny"),
        ((STUDIES,), (COURSE,), "Kurs i stället för Studier"),
        ((ILL,), (ILL, STUDIES, AWAY, EVENING), "Studier är ny; Resa är ny; 1 till"),
        ((AWAY,), (ABROAD,), "Resa / Abroad i stället för Resa / Travel"),
    ],
)
def test_of_a_changed_list_what_has_changed_is_told(gym_store: Store, before: Any, after: Any, told: str) -> None:
    """Both lists as a whole were a toast of several lines in which nobody found the change."""
    words = changed_words(shown(gym_store, routines.FREEZE_REASONS), as_json(before), as_json(after))
    assert words.replace("\N{NO-BREAK SPACE}", " ") == f"Frysningsorsaker: {told}"


@pytest.mark.parametrize(
    ("setting", "before", "after", "told"),
    [
        (routines.UNDO_MINUTES, 600, 0, "Tid att ångra ett ärende: Aldrig i stället för 600 minuter"),
        (gym.CARD_LENGTHS, (8, 10), (8, 12), "Längd på kortnummer: 8 till 12 tecken i stället för 8 till 10 tecken"),
    ],
)
def test_of_another_setting_both_values_are_told(
    gym_store: Store, setting: Setting[Any], before: Any, after: Any, told: str
) -> None:
    assert changed_words(shown(gym_store, setting), as_json(before), as_json(after)) == told
