"""Sealing of personal numbers: encrypted at rest, found again by a keyed digest, masked when shown."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class _Keys:
    boxes: MultiFernet | None = None
    lookup: tuple[bytes, ...] = ()


def configure(field_keys: Sequence[str]) -> None:
    """Take the field keys, newest first: the first seals, all of them open."""
    raw = [hashlib.sha256(b"field:" + key.encode()).digest() for key in field_keys]
    _Keys.boxes = MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in raw])
    _Keys.lookup = tuple(hashlib.sha256(b"lookup:" + key.encode()).digest() for key in field_keys)


def _boxes() -> MultiFernet:
    if _Keys.boxes is None:
        raise RuntimeError("crypto.configure() was not called")
    return _Keys.boxes


def seal(plain: str) -> bytes:
    return _boxes().encrypt(plain.encode())


def unseal(box: bytes) -> str:
    return _boxes().decrypt(box).decode()


def seal_bytes(data: bytes) -> bytes:
    return _boxes().encrypt(data)


def unseal_bytes(box: bytes) -> bytes:
    return _boxes().decrypt(box)


def digest(plain: str, purpose: str) -> bytes:
    """Keyed digest for equality search of a sealed value (32 bytes), under the newest key."""
    return digests(plain, purpose)[0]


def digests(plain: str, purpose: str) -> list[bytes]:
    """The same under every key, newest first, for searching while keys are being rotated."""
    _boxes()
    return [hmac.new(key, f"{purpose}:{plain}".encode(), "sha256").digest() for key in _Keys.lookup]


def token_hash(token: str) -> bytes:
    """What the database keeps of a link or session token."""
    return hashlib.sha256(token.encode()).digest()


def new_token() -> str:
    """An unguessable token of 256 bits for links and sessions."""
    return secrets.token_urlsafe(32)


def new_code(length: int) -> str:
    """A random code people can read aloud (Crockford's alphabet: no I, L, O, U)."""
    return "".join(secrets.choice(CROCKFORD) for _ in range(length))


class Sealed:
    """A sealed personal number. Printing it shows the mask; `reveal()` is the deliberate act."""

    __slots__ = ("_plain",)

    def __init__(self, plain: str) -> None:
        self._plain = plain

    def reveal(self) -> str:
        """The whole number. The caller records why it was looked at (`events.record`)."""
        return self._plain

    @property
    def masked(self) -> str:
        """First and last four characters, the middle hidden; short values hide all but the last two."""
        plain = self._plain
        if len(plain) < 10:
            return "*" * max(len(plain) - 2, 0) + plain[-2:]
        return plain[:4] + "*" * (len(plain) - 8) + plain[-4:]

    def __str__(self) -> str:
        return self.masked

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and hmac.compare_digest(self._plain.encode(), other._plain.encode())

    def __hash__(self) -> int:
        return hash(self._plain)


class SealedText(TypeDecorator[Sealed]):
    """Column of a sealed text: bytes in the database, `Sealed` in Python."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        return seal(value.reveal() if isinstance(value, Sealed) else str(value))

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Sealed | None:
        return None if value is None else Sealed(unseal(value))
