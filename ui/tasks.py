"""Work that may block, off Qt's thread: one worker per named lane, results back on Qt's thread."""

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from queue import SimpleQueue
from typing import Any, TypeVar
from weakref import WeakMethod

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from kiosk.errors import InpassError

T = TypeVar("T")


class Lane(StrEnum):
    DATABASE = "database"
    NETWORK = "network"
    LOOK_UP = "look_up"  # somebody waits for it at the desk: never behind an exchange
    PRINTER = "printer"


class Ticket:
    """One submitted job. `cancel()`: not begun, it is never run; under way or done, its result is dropped."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled.is_set()


@dataclass(slots=True)
class _Order:
    """Emptied on Qt's thread: a worker that let go of a job last would take the job's widgets with it."""

    job: Callable[[], Any]
    done: WeakMethod[Callable[[Any], Any]]
    failed: WeakMethod[Callable[[InpassError], Any]] | None
    ticket: Ticket


@dataclass(slots=True)
class _Outcome:
    """Emptied on Qt's thread too: an error's traceback holds whatever the job had in hand."""

    order: _Order
    result: Any = None
    error: BaseException | None = None

    def taken(self) -> tuple[Any, BaseException | None]:
        found = self.result, self.error
        self.result = self.error = None
        self.order.job = _nothing
        return found


def _nothing() -> None:
    """In place of a job that is done."""


def show_bug(error: BaseException) -> None:
    """Hands an unexpected error to the one hook (ui/error_hook.py)."""
    sys.excepthook(type(error), error, error.__traceback__)


class TaskRunner(QObject):
    """Lives on Qt's thread. A lane does its jobs one at a time, in the order they were submitted.

    `done` and `failed` are bound methods of QObjects: a free function or lambda is refused, for nobody could
    tell when its owner is gone. When the owner is gone, the result is dropped.

    Signals: _finished(_Outcome), from the workers.
    """

    _finished = Signal(object)

    def __init__(self, on_bug: Callable[[BaseException], None] = show_bug, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_bug = on_bug
        self._orders: dict[Lane, SimpleQueue[_Order | None]] = {}
        self._workers: list[threading.Thread] = []
        self._finished.connect(self._hand_over)

    def submit(
        self,
        lane: Lane,
        job: Callable[[], T],
        done: Callable[[T], Any],
        failed: Callable[[InpassError], Any] | None = None,
    ) -> Ticket:
        """Runs `job` on the lane's worker, then `done(result)` or `failed(error)` here.

        Only InpassError goes to `failed`; without `failed`, and for anything else, the error hook shows it.
        """
        order = _Order(job, _owned(done), _owned(failed) if failed else None, Ticket())
        self._lane(lane).put(order)
        return order.ticket

    def stop(self) -> None:
        """Lets every submitted job finish, then ends the workers. Results still on their way are delivered."""
        for orders in self._orders.values():
            orders.put(None)
        for worker in self._workers:
            worker.join()
        self._orders.clear()
        self._workers.clear()

    def _lane(self, lane: Lane) -> "SimpleQueue[_Order | None]":
        if lane not in self._orders:
            orders: SimpleQueue[_Order | None] = SimpleQueue()
            worker = threading.Thread(target=self._work, args=(orders,), name=f"lane-{lane}")
            self._orders[lane] = orders
            self._workers.append(worker)
            worker.start()
        return self._orders[lane]

    def _work(self, orders: "SimpleQueue[_Order | None]") -> None:
        while (order := orders.get()) is not None:
            self._finished.emit(_carried_out(order))

    def _hand_over(self, outcome: _Outcome) -> None:
        order = outcome.order
        result, error = outcome.taken()
        if error is None:
            self._call(order, order.done, result)
        elif isinstance(error, InpassError) and order.failed is not None:
            self._call(order, order.failed, error)
        else:
            self._on_bug(error)

    def _call(self, order: _Order, target: "WeakMethod[Callable[[Any], Any]]", value: object) -> None:
        method = target()
        if method is not None and isValid(_owner(method)) and not order.ticket.is_cancelled:
            method(value)


def _carried_out(order: _Order) -> _Outcome:
    if order.ticket.is_cancelled:
        return _Outcome(order)
    try:
        return _Outcome(order, result=order.job())
    except Exception as error:  # noqa: BLE001 the lane's mouth: handed over, never lost
        return _Outcome(order, error=error)


def _owner(method: Callable[..., Any]) -> QObject:
    return method.__self__  # type: ignore[attr-defined,no-any-return]


def _owned(method: Callable[..., Any]) -> WeakMethod[Callable[..., Any]]:
    if not isinstance(getattr(method, "__self__", None), QObject):
        raise TypeError(f"{method!r} is no bound method of a QObject")
    return WeakMethod(method)
