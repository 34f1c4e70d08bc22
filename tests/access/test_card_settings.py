"""Cards and their reader as the gym's and the machine's settings have them."""

from pathlib import Path

import msgspec
import pytest

from db.tables import Setting as SettingRow
from kiosk.access.card_numbers import CardFormat
from kiosk.access.card_settings import card_format, wedge_settings
from kiosk.desk_facts import read_facts
from kiosk.devices.wedge import Terminator, WedgeSettings
from kiosk.settings.gym import CARD_GROUPING, CARD_LENGTHS, CARD_PREFIX
from kiosk.settings.machine import WEDGE_GAP_MS, WEDGE_TERMINATOR, MachineSettings
from kiosk.store import Store


def test_the_gyms_settings_say_what_its_cards_look_like(gym: Store) -> None:
    said = ((CARD_LENGTHS, [4, 9]), (CARD_PREFIX, "SE"), (CARD_GROUPING, 3))
    with gym.own_writing():
        for setting, value in said:
            text = msgspec.json.encode(value).decode()
            SettingRow.insert(id=setting.name, value=text).on_conflict_replace().execute()
    with gym.reading():
        assert card_format() == CardFormat(4, 9, "SE", 3)
    assert read_facts(gym).card_format == CardFormat(4, 9, "SE", 3)


@pytest.mark.parametrize("terminator", [Terminator.ENTER, Terminator.TAB, Terminator.EITHER])
def test_the_machines_settings_say_how_its_reader_types(terminator: Terminator) -> None:
    machine = MachineSettings(Path("none"), {WEDGE_GAP_MS.name: 12, WEDGE_TERMINATOR.name: str(terminator)})
    settings = wedge_settings(CardFormat(4, 9, prefix="SE"), machine)
    assert (settings.average_ms, settings.terminator) == (12, terminator)
    assert (settings.min_length, settings.max_length) == (4, 11)


def test_without_settings_it_is_a_usual_reader() -> None:
    assert wedge_settings(CardFormat(), MachineSettings(Path("none"), {})) == WedgeSettings.of(CardFormat())
