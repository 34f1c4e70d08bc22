"""Central's figures in Prometheus' text form: counts and ages, nothing about whom."""

from datetime import datetime

from db.binding import current
from db.tables import Device, Matter, PhotoBlob, ReceivedOperation, Stream


def exposition(now: datetime) -> str:
    """Inside a read."""
    lines = [
        *_family("inpass_operations", "counter", "Operations received, by verdict.", _by_verdict()),
        *_family("inpass_stream_head", "counter", "Last number of each stream.", _heads()),
        *_family("inpass_open_matters", "gauge", "Matters to settle.", [("", _open_matters())]),
        *_family("inpass_photos", "gauge", "Photos kept.", [("", PhotoBlob.select().count())]),
        *_family("inpass_device_silence_seconds", "gauge", "Since each desk was heard of.", _silences(now)),
        *_family("inpass_device_waiting", "gauge", "What each desk says that it has not sent.", _waiting()),
    ]
    return "\n".join(lines) + "\n"


def _family(name: str, kind: str, about: str, samples: list[tuple[str, int]]) -> list[str]:
    return [
        f"# HELP {name} {about}",
        f"# TYPE {name} {kind}",
        *(f"{name}{labels} {value}" for labels, value in samples),
    ]


def _by_verdict() -> list[tuple[str, int]]:
    table = ReceivedOperation.table_name()
    rows = current().execute_sql(f'SELECT verdict, COUNT(*) FROM "{table}" GROUP BY verdict ORDER BY verdict')
    return [(f'{{verdict="{verdict}"}}', count) for verdict, count in rows.fetchall()]


def _heads() -> list[tuple[str, int]]:
    return [(f'{{stream="{row.name}"}}', row.head) for row in Stream.select().order_by(Stream.name)]


def _open_matters() -> int:
    count: int = Matter.select().where(Matter.closed_at.is_null()).count()
    return count


def _devices() -> list[Device]:
    return list(Device.select().where(Device.is_revoked == 0).order_by(Device.id))


def _silences(now: datetime) -> list[tuple[str, int]]:
    return [
        (f'{{device="{device.id}"}}', int((now - device.seen_at).total_seconds()))
        for device in _devices()
        if device.seen_at is not None
    ]


def _waiting() -> list[tuple[str, int]]:
    return [(f'{{device="{device.id}"}}', device.waiting) for device in _devices()]
