"""The charging run at central: what a desk asks, what central answers, and the asking."""

from typing import Annotated

from msgspec import Meta, field

from kiosk.sync.client import SyncClient
from kiosk.sync.wire import Id, Message

RUNS = "/v1/charging_runs"
Month = Annotated[str, Meta(pattern=r"\A20[0-9]{2}-(0[1-9]|1[0-2])\Z")]


class RunQuestion(Message, frozen=True):
    """`staff_id`: who starts it."""

    month: Month
    staff_id: Annotated[str, Meta(max_length=64)] = ""


class RunLineMessage(Message, frozen=True):
    main_id: Id
    person_id: Id
    amount: int
    reason: str = ""
    organisation_id: str = ""


class RunPreviewMessage(Message, frozen=True):
    """An older central knows of no invoices."""

    month: Month
    draw_day: str
    lines: list[RunLineMessage]
    exceptions: list[RunLineMessage]
    done: int
    done_amount: int
    invoices: list[RunLineMessage] = field(default_factory=list)
    invoiced: int = 0
    invoiced_amount: int = 0


class RunProgressMessage(Message, frozen=True):
    """`state`: none (never started), running, cancelled or done."""

    month: Month
    state: str
    total: int = 0
    done: int = 0
    amount: int = 0
    exceptions: int = 0
    invoiced: int = 0
    invoiced_amount: int = 0


def ask_preview(client: SyncClient, month: str) -> RunPreviewMessage:
    return client.line.ask("POST", f"{RUNS}/preview", RunPreviewMessage, RunQuestion(month=month))


def ask_start(client: SyncClient, month: str, staff_id: str) -> RunProgressMessage:
    return client.line.ask("POST", f"{RUNS}/start", RunProgressMessage, RunQuestion(month=month, staff_id=staff_id))


def ask_progress(client: SyncClient, month: str) -> RunProgressMessage:
    return client.line.ask("POST", f"{RUNS}/progress", RunProgressMessage, RunQuestion(month=month))


def ask_cancel(client: SyncClient, month: str, staff_id: str) -> RunProgressMessage:
    return client.line.ask("POST", f"{RUNS}/cancel", RunProgressMessage, RunQuestion(month=month, staff_id=staff_id))
