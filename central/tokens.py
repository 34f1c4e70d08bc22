"""Access tokens (15 minutes, Ed25519), and the nonces that devices sign to prove that they hold their key."""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from hashlib import sha256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from central.problems import Declined
from kiosk.sync.wire import proof_text

TOKEN_SECONDS = 15 * 60
NONCE_SECONDS = 60
HEADER = b'{"alg":"EdDSA","typ":"JWT"}'  # the only one there is: nothing is chosen by what came


class Claims(msgspec.Struct, frozen=True):
    sub: str
    iat: int
    exp: int


class Signer:
    """Makes and reads central's tokens and nonces; its key begins and ends with an epoch."""

    def __init__(self, signing_key: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(signing_key)
        self._public = self._key.public_key()
        self._nonce_key = sha256(b"nonce" + signing_key).digest()
        self._latest_ms = 0

    def token(self, device_id: str, now: datetime) -> str:
        at = int(now.timestamp())
        claims = msgspec.json.encode(Claims(sub=device_id, iat=at, exp=at + TOKEN_SECONDS))
        signed = f"{_encoded(HEADER)}.{_encoded(claims)}"
        return f"{signed}.{_encoded(self._key.sign(signed.encode()))}"

    def device_of(self, token: str, now: datetime) -> str:
        """Raises Declined for a token that is forged, torn or too old."""
        signed, _dot, signature = token.rpartition(".")
        header, _dot, claims = signed.partition(".")
        try:
            if header != _encoded(HEADER):
                raise Declined("unauthenticated")
            self._public.verify(_decoded(signature), signed.encode())
            read = msgspec.json.decode(_decoded(claims), type=Claims)
        except (InvalidSignature, ValueError, msgspec.MsgspecError) as error:
            raise Declined("unauthenticated") from error
        if not read.iat - NONCE_SECONDS <= now.timestamp() < read.exp:
            raise Declined("unauthenticated", "The token has expired.")
        return read.sub

    def nonce(self, now: datetime) -> str:
        now_ms = int(now.timestamp() * 1000)
        is_set_back = self._latest_ms > self.latest_nonce_ms(now)
        self._latest_ms = now_ms if is_set_back else max(now_ms, self._latest_ms + 1)  # each later than the one before
        text = f"{self._latest_ms}.{secrets.token_urlsafe(16)}"
        return f"{text}.{self._nonce_mark(text)}"

    def nonce_ms(self, nonce: str, now: datetime) -> int | None:
        """When this nonce of ours was made; None when it is no such thing or too old."""
        text, _dot, mark = nonce.rpartition(".")
        if not text or not hmac.compare_digest(mark.encode(), self._nonce_mark(text).encode()):
            return None
        made = int(text.partition(".")[0])
        return made if abs(now.timestamp() * 1000 - made) <= NONCE_SECONDS * 1000 else None

    def latest_nonce_ms(self, now: datetime) -> int:
        """No nonce that is good now was made later than this."""
        return int((now.timestamp() + NONCE_SECONDS) * 1000)

    def _nonce_mark(self, text: str) -> str:
        return hmac.digest(self._nonce_key, text.encode(), "sha256").hex()


def is_proof(public_key: bytes, signature: bytes, nonce: str, subject: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, proof_text(nonce, subject))
    except (InvalidSignature, ValueError):
        return False
    return True


def _encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4))
