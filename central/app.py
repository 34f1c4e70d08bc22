"""The FastAPI application: routes, what every answer carries, and how errors become problems."""

from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

import peewee
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from central.answers import problem
from central.log import log
from central.problems import Declined
from central.routes import charging_runs, enrolment, exchange, health, photos, questions, streams
from central.service import Service
from kiosk.sync.wire import EPOCH_HEADER, TIME_HEADER

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


def build_app(service: Service) -> FastAPI:
    """Begins and ends the service with itself."""

    @asynccontextmanager
    async def alive(_app: FastAPI) -> AsyncIterator[None]:
        service.begin()
        service.news.open()
        try:
            yield
        finally:
            service.end()

    app = FastAPI(lifespan=alive, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.service = service
    for module in (enrolment, exchange, streams, photos, questions, charging_runs, health):
        app.include_router(module.router)
    app.add_exception_handler(Declined, _declined)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _no_such_address)
    app.add_exception_handler(peewee.OperationalError, _database_down)
    app.add_exception_handler(peewee.InterfaceError, _database_down)
    app.add_middleware(_Marked, service=service)
    return app


class _Marked:
    """Puts epoch and time on every answer, errors included; a bug becomes a problem without its insides."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]], service: Service) -> None:
        self._app = app
        self._service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def marked(event: MutableMapping[str, Any]) -> None:
            nonlocal begun
            if event["type"] == "http.response.start":
                begun = True
                event["headers"] = [*event["headers"], *self._marks()]
            await send(event)

        try:
            await self._app(scope, receive, marked)
        except Exception as error:  # noqa: BLE001 the service's mouth: logged, and the desk tries again
            log().error("request_failed", error=type(error).__name__)
            if not begun:
                await problem(Declined("failed").problem)(scope, receive, marked)

    def _marks(self) -> list[tuple[bytes, bytes]]:
        now_ms = int(self._service.clock.now().timestamp() * 1000)
        return [(EPOCH_HEADER.encode(), self._service.epoch.encode()), (TIME_HEADER.encode(), str(now_ms).encode())]


async def _declined(_request: Request, error: Exception) -> Response:
    return problem(error.problem if isinstance(error, Declined) else Declined("failed").problem)


async def _unreadable(_request: Request, _error: Exception) -> Response:
    return problem(Declined("unreadable").problem)


async def _no_such_address(_request: Request, _error: Exception) -> Response:
    return problem(Declined("unknown").problem)


async def _database_down(_request: Request, error: Exception) -> Response:
    log().error("database_down", error=type(error).__name__)
    return problem(Declined("unavailable").problem)
