"""What a routine must know besides its draft: read once when its wizard opens, so that its rules stay pure."""

from dataclasses import dataclass
from datetime import date, datetime

from db.rows import found
from kiosk.access.card_numbers import CardFormat
from kiosk.access.card_settings import card_format
from kiosk.catalogue import Catalogue, Terms, read_catalogue
from kiosk.clock import day_of
from kiosk.direct_debit.drafts import Holder
from kiosk.disk import room_here
from kiosk.settings import gym
from kiosk.settings.gym import gym_setting
from kiosk.store import Place, Store
from kiosk.sync.wire import GYM_STREAM


@dataclass(frozen=True, slots=True)
class Facts:
    """`today` and `now` (UTC) are when they were read. `other_holder` is the one that the setting allows besides the
    customer. `catalogue_mark` changes when central sends a new catalogue; "" when it never has. `takes_photos`: there
    is room on the disk for new ones."""

    catalogue: Catalogue
    today: date
    now: datetime
    place: Place
    draw_day: int
    first_draw_bank_days: int
    other_holder: Holder
    card_format: CardFormat
    start_days_ahead: int
    is_payer_number_personal: bool
    is_online: bool = False
    catalogue_mark: str = ""
    takes_photos: bool = True

    @property
    def terms(self) -> Terms | None:
        """Those to accept today; None at a gym that has none."""
        return self.catalogue.terms_on(self.today)


def read_facts(store: Store, *, is_online: bool = False) -> Facts:
    """Some milliseconds: once per wizard, not per key stroke."""
    place = store.place()
    with store.reading():
        return facts_at(store.clock.now(), place, is_online=is_online)


def facts_at(now: datetime, place: Place, *, is_online: bool = False) -> Facts:
    """Inside `store.reading()` or an errand."""
    return Facts(
        catalogue=read_catalogue(),
        today=day_of(now),
        now=now,
        place=place,
        draw_day=gym_setting(gym.DRAW_DAY),
        first_draw_bank_days=gym_setting(gym.FIRST_DRAW_BANK_DAYS),
        other_holder=Holder(gym_setting(gym.OTHER_PAYER)),
        card_format=card_format(),
        start_days_ahead=gym_setting(gym.START_DAYS_AHEAD),
        is_payer_number_personal=gym_setting(gym.PAYER_NUMBER_PERSONAL),
        is_online=is_online,
        catalogue_mark=catalogue_mark(),
        takes_photos=room_here().takes_photos,
    )


def catalogue_mark() -> str:
    """Inside `store.reading()` or an errand: how far this desk has read the gym's stream."""
    rows = found("SELECT cursor, hash FROM cursor WHERE stream = ?", GYM_STREAM)
    return "".join(f"{cursor}:{bytes(running).hex()}" for cursor, running in rows)
