"""One request to central: token, packing, and every way that it can fail."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

import msgspec

from kiosk.clock import Clock
from kiosk.errors import CentralRefused
from kiosk.sync.device_key import proof
from kiosk.sync.faults import Declined, declined, failing, not_central, timed_out, unreachable
from kiosk.sync.wire import (
    EPOCH_HEADER,
    PROBLEM_JSON,
    RELEASE,
    RELEASE_HEADER,
    TIME_HEADER,
    WORTH_PACKING,
    Message,
    Problem,
    Token,
    TokenRequest,
)
from kiosk.texts import N_, _

if TYPE_CHECKING:
    import ssl

    import httpx

M = TypeVar("M", bound=Message)

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 30.0
NONCES = 4  # the first is asked for; another talk of this desk may overtake one
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a desk is to central. `device_id` is empty until it is let in."""

    device_id: str
    private_key: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    data: bytes
    status: int


class Line:
    """Not shared between threads. `skew` is how far the desk's clock is ahead, seen at the last answer."""

    def __init__(self, url: str, identity: Identity, clock: Clock, seconds: float = ANSWER_SECONDS) -> None:
        """Raises CentralRefused for an address that would send personal data unprotected."""
        import httpx
        import stamina

        check_address(url)
        stamina.instrumentation.set_on_retry_hooks([])  # they would log what is sent
        self._identity = identity
        self._clock = clock
        self._token = ""
        self.epoch = ""
        self.skew = timedelta()
        self._client = httpx.Client(
            base_url=url,
            timeout=httpx.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds)),
            trust_env=urlsplit(url).hostname not in LOOPBACK,
            verify=_trust(urlsplit(url).scheme),
        )

    def close(self) -> None:
        self._client.close()

    def ask(self, method: str, path: str, kind: type[M], message: Message | None = None, *, signed: bool = True) -> M:
        """Sends a message and reads one back."""
        data = b"" if message is None else msgspec.json.encode(message)
        answer = self.send(method, path, data, signed=signed)
        try:
            return msgspec.json.decode(answer.data, type=kind)
        except (msgspec.MsgspecError, ValueError) as error:
            raise not_central() from error

    def send(
        self, method: str, path: str, data: bytes = b"", *, signed: bool = True, content_type: str = "application/json"
    ) -> Answer:
        """A token that has run out is renewed once. Raises CentralUnreachable and CentralRefused."""
        headers = {RELEASE_HEADER: str(RELEASE)} | ({"content-type": content_type} if data else {})
        if len(data) > WORTH_PACKING and content_type == "application/json":
            data = gzip.compress(data, compresslevel=3)
            headers["content-encoding"] = "gzip"
        if not signed:
            return self._sent(method, path, data, headers)
        if not self._token:
            self._renew()
        try:
            return self._sent(method, path, data, headers | self._authorization())
        except Declined as declined:
            if declined.type != "unauthenticated":
                raise
            self._renew()
            return self._sent(method, path, data, headers | self._authorization())

    def token(self, request: Callable[[str, bytes], TokenRequest], subject: str) -> Token:
        """Signs the nonce that central gives and gets a token for it."""
        nonce = ""
        for _attempt in range(NONCES):
            proved = request(nonce, proof(self._identity.private_key, nonce, subject)) if nonce else TokenRequest()
            try:
                token = self.ask("POST", "/v1/token", Token, proved, signed=False)
            except Declined as declined:
                nonce = declined.problem.nonce or ""
                if declined.type != "use-nonce" or not nonce:
                    raise
            else:
                self._token = token.access_token
                return token
        raise not_central()

    def _renew(self) -> None:
        device_id = self._identity.device_id
        self.token(lambda nonce, mark: TokenRequest(device_id=device_id, nonce=nonce, signature=mark), device_id)

    def _authorization(self) -> dict[str, str]:
        return {"authorization": f"Bearer {self._token}"}

    def _sent(self, method: str, path: str, data: bytes, headers: dict[str, str]) -> Answer:
        import httpx
        import stamina

        lost = (httpx.NetworkError, httpx.RemoteProtocolError)  # sending the same again is always safe
        with _mapped():
            for attempt in stamina.retry_context(on=lost, attempts=2, timeout=None, wait_initial=0.05, wait_max=0.2):
                with attempt:
                    response = self._client.request(method, path, content=data, headers=headers)
        return self._read(response)

    def _read(self, response: "httpx.Response") -> Answer:
        if EPOCH_HEADER not in response.headers:
            raise not_central()
        self.epoch = response.headers[EPOCH_HEADER]
        self._note_time(response.headers.get(TIME_HEADER, ""))
        if response.is_success or (response.request.method == "HEAD" and response.status_code == 404):
            return Answer(response.content, response.status_code)
        problem = _problem(response)
        raise failing(problem.type) if response.status_code >= 500 else declined(problem)

    def _note_time(self, text: str) -> None:
        if text.isdecimal():
            self.skew = timedelta(milliseconds=int(self._clock.now().timestamp() * 1000) - int(text))


@cache
def _trust(scheme: str) -> "ssl.SSLContext":
    """Read once, for it takes 150 ms; without TLS nobody at all is trusted."""
    import ssl

    import httpx

    return httpx.create_ssl_context() if scheme == "https" else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


@contextmanager
def _mapped() -> Iterator[None]:
    import httpx

    try:
        yield
    except httpx.TimeoutException as error:
        raise timed_out() from error
    except httpx.DecodingError as error:
        raise not_central() from error
    except httpx.HTTPError as error:
        raise unreachable() from error


def _problem(response: "httpx.Response") -> Problem:
    if not response.headers.get("content-type", "").startswith(PROBLEM_JSON):
        raise not_central()
    try:
        return msgspec.json.decode(response.content, type=Problem)
    except (msgspec.MsgspecError, ValueError) as error:
        raise not_central() from error


def check_address(url: str) -> None:
    """Raises CentralRefused unless it is https, or http to this machine."""
    if not _is_safe(url):
        message = partial(_, N_("{url} is no address of a central: it must begin with https://."), url=url)
        raise CentralRefused(message, partial(_, N_("Ask the back office for central's address.")))


def _is_safe(url: str) -> bool:
    import httpx

    try:
        parts = urlsplit(url)
        httpx.URL(url)  # the one that will be asked is the stricter one
    except (ValueError, httpx.InvalidURL):
        return False
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))
