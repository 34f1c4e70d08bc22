"""When an operation happened, by central's clock: told from the desk's monotonic time, whatever its own clock says."""

from datetime import datetime, timedelta

from kiosk.sync.wire import Now

FURTHEST = timedelta(days=400)  # beyond this the desk's figures are nonsense


def occurred(wall_ms: int, boot_id: str, mono_ms: int, now: Now, received: datetime) -> datetime:
    """Within the same boot the monotonic clock tells; else the wall clock, corrected by what it shows now."""
    ago = now.mono_ms - mono_ms if boot_id == now.boot_id else now.wall_ms - wall_ms
    ago_ms = max(ago, 0)
    return received if ago_ms > FURTHEST // timedelta(milliseconds=1) else received - timedelta(milliseconds=ago_ms)
