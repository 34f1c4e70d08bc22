"""What the settings say of cards and their reader."""

from kiosk.access.card_numbers import CardFormat
from kiosk.devices.wedge import Terminator, WedgeSettings
from kiosk.settings.gym import CARD_GROUPING, CARD_LENGTHS, CARD_PREFIX, gym_setting
from kiosk.settings.machine import WEDGE_GAP_MS, WEDGE_TERMINATOR, MachineSettings


def card_format() -> CardFormat:
    """The gym's; inside `store.reading()` or an errand."""
    shortest, longest = gym_setting(CARD_LENGTHS)
    return CardFormat(shortest, longest, prefix=gym_setting(CARD_PREFIX), grouping=gym_setting(CARD_GROUPING))


def wedge_settings(format: CardFormat, machine: MachineSettings) -> WedgeSettings:
    """How this machine's reader types the gym's cards."""
    return WedgeSettings.of(format, machine.get(WEDGE_GAP_MS), Terminator(machine.get(WEDGE_TERMINATOR)))
