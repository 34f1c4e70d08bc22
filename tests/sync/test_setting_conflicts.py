"""The gym's settings changed at desks: they reach every other, the later arrival wins, and nonsense is kept out."""

import msgspec
import pytest

from db.rows import found
from db.tables import JournalEntry
from kiosk.operations import settings as setting_operations
from kiosk.operations.settings import SettingChanged
from kiosk.settings import gym
from kiosk.settings.changing import change_setting
from kiosk.settings.routines import MAX_FREEZE_MONTHS, MAX_PREPAY_INTERVALS, MIN_FREEZE_MONTHS
from kiosk.settings.setting import Setting
from kiosk.store import Errand, Refused
from kiosk.sync.matters import open_matters
from tests.central.worlds import Desk, World
from tests.settings.test_gym_settings import EVA
from tests.sync.acts import Act
from tests.sync.invariants import settle

NAME = MAX_PREPAY_INTERVALS.name


def change(desk: Desk, before: str | None, after: str | None) -> None:
    assert change_setting(desk.store, EVA, MAX_PREPAY_INTERVALS, before, after).errand_id


def value(desk: Desk, name: str = NAME) -> list[str]:
    with desk.store.reading():
        return [stored for (stored,) in found("SELECT value FROM setting WHERE id = ?", name)]


def changing(name: str, new: str) -> Act:
    def act(errand: Errand) -> None:
        errand.perform(SettingChanged(setting=name, old=None, new=new))

    return act


def test_another_desk_obeys_it(desks: tuple[Desk, Desk]) -> None:
    one, two = desks
    change(one, None, "6")
    settle(one, two)
    assert value(two) == ["6"]
    with two.store.reading():
        assert gym.gym_setting(MAX_PREPAY_INTERVALS) == 6
    change(two, "6", None)
    settle(two, one)
    assert value(one) == [], "the standard again"


def test_a_desk_at_another_facility_too(world: World) -> None:
    one, two = world.desk("one", "SOD"), world.desk("two", "SOL")
    change(one, None, "6")
    settle(one, two)
    assert value(two) == ["6"]


@pytest.mark.parametrize(("first", "second"), [("6", "3"), ("6", None), (None, "3"), ("6", "6")])
def test_of_two_desks_the_later_arrival_wins(desks: tuple[Desk, Desk], first: str | None, second: str | None) -> None:
    """What it replaced stands in the history, and nobody is asked: it can be changed again."""
    one, two = desks
    change(one, None, "9")
    settle(one, two)
    change(two, "9", second)  # earlier, but it arrives later
    change(one, "9", first)
    settle(one, two)
    for desk in desks:
        assert value(desk) == ([] if second is None else [second])
        assert open_matters(desk.store) == []
        with desk.store.reading():
            rows = JournalEntry.select().where(JournalEntry.act == "change_setting")
            told = sorted(str(msgspec.json.decode(row.details)["new"]) for row in rows)
        assert told == sorted(["9", str(first), str(second)])


@pytest.mark.parametrize("new", ['"sex"', "0", "61", "6.5", "true", "[", "[" * 5000])
def test_what_is_not_of_its_type_is_kept_out(
    desks: tuple[Desk, Desk], new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the desk itself; and at central, when a desk that knew no better has sent it."""
    one, two = desks
    change(one, None, "6")
    settle(one, two)
    with pytest.raises(Refused) as refused:
        two.do(changing(NAME, new))
    assert [finding.code for finding in refused.value.findings] == ["setting_unreadable"]
    with monkeypatch.context() as careless:
        careless.setattr(setting_operations, "_is_readable", lambda _setting, _value: True)
        two.do(changing(NAME, new), act="change_setting")
    assert value(two) == [new]
    settle(two, one)
    assert value(one) == value(two) == ["6"], "as central has it"
    (matter,) = open_matters(one.store)
    assert matter.code == "setting_unreadable"
    assert "Max antal förskottsbetalda debiteringsintervall" in matter.what


def test_a_name_that_central_does_not_know_is_kept_out(
    desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a newer desk, which has the standard of it again."""
    one, two = desks
    newer = Setting("towels_per_visit", int, 1, "", "")
    with pytest.raises(Refused):
        two.do(changing(newer.name, "2"))
    with monkeypatch.context() as updated:
        updated.setattr(setting_operations, "setting_named", lambda _name: newer)
        two.do(changing(newer.name, "2"), act="change_setting")
    assert value(two, newer.name) == ["2"]
    settle(two, one)
    for desk in desks:
        assert value(desk, newer.name) == []
        (matter,) = open_matters(desk.store)
        assert matter.code == "setting_unknown"
        assert "towels_per_visit" in matter.what


@pytest.mark.parametrize("is_first", [True, False])
def test_limits_that_cross_by_two_changes_are_a_matter(desks: tuple[Desk, Desk], is_first: bool) -> None:
    """Each desk was right by itself. A freeze stays possible, and the matter tells whom to ask."""
    one, two = desks if is_first else desks[::-1]
    assert change_setting(one.store, EVA, MIN_FREEZE_MONTHS, None, "6").errand_id
    assert change_setting(two.store, EVA, MAX_FREEZE_MONTHS, None, "3").errand_id
    settle(*desks)
    for desk in desks:
        assert (value(desk, MIN_FREEZE_MONTHS.name), value(desk, MAX_FREEZE_MONTHS.name)) == (["6"], ["3"])
        (matter,) = open_matters(desk.store)
        assert matter.what == "Två diskar har ändrat gränserna för en frysning: kortaste är nu 6 månader, längsta 3."
    assert change_setting(one.store, EVA, MIN_FREEZE_MONTHS, "6", "2").errand_id
