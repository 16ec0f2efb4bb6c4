"""Hashing of passwords, bounded in memory, and what makes one too easy to guess."""

from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from marketplace.errors import Invalid, Unavailable
from marketplace.i18n import _

LEAST_LENGTH = 10
MOST_LENGTH = 256
AT_ONCE = 4
"""Hashes computed at the same time in one process; each takes 19 MB."""
WAIT_SECONDS = 10

NOBODYS_HASH = (
    "$argon2id$v=19$m=19456,t=2,p=1$X1x6NyjvdOhaPWJA6LcIgA$1UiBWba3zF/+Z9QBfiwSm/gziM2vAdCpbOosLS6iJPc"
)
"""Of a password nobody knows: checked for unknown people, so that their answer takes the same time."""

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_places = BoundedSemaphore(AT_ONCE)


def hash_password(password: str) -> str:
    """The argon2id hash to keep. Raises Unavailable when too many are being made."""
    with _Place():
        return _hasher.hash(password)


def matches(password_hash: str, password: str) -> bool:
    """Whether the password belongs to the hash. Takes as long for a wrong one as for the right one."""
    with _Place():
        try:
            return _hasher.verify(password_hash, password)
        except (VerifyMismatchError, InvalidHashError):
            return False


def is_outdated(password_hash: str) -> bool:
    """Whether the hash was made with weaker settings than today's."""
    return _hasher.check_needs_rehash(password_hash)


def require_strong(password: str, *personal: str, field: str = "password") -> None:
    """Raise Invalid, naming the field, for a password that is short, common or made of one's own words.

    Any character counts, spaces too; there are no rules about kinds of characters.
    """
    if len(password) < LEAST_LENGTH:
        raise Invalid(
            _(
                "Kata sandi paling sedikit %(least)s huruf atau angka. Yang Anda isi baru %(n)s.",
                least=LEAST_LENGTH,
                n=len(password),
            ),
            field,
        )
    if len(password) > MOST_LENGTH:
        raise Invalid(_("Kata sandi paling banyak %(most)s huruf.", most=MOST_LENGTH), field)
    if _is_guessable(password, personal):
        raise Invalid(
            _("Kata sandi ini mudah ditebak. Pakai kalimat pendek yang hanya Anda yang tahu."), field
        )


SHOP_WORDS = frozenset({"pasar", "ikm", "bimtek", "jember", "dinas", "toko", "admin", "penjual", "pembeli"})
_LOOKALIKES = str.maketrans("013457@$!", "oieastasi")


def _is_guessable(password: str, personal: tuple[str, ...]) -> bool:
    plain = _core(password)
    ending = password[len(password.rstrip("0123456789")) :]
    spelt_out = _core(password.removesuffix(ending).casefold().translate(_LOOKALIKES)) + ending
    if len(set(password)) < 4 or not _common().isdisjoint({plain, spelt_out}):
        return True
    words = {_core(word) for text in personal for word in (text, *text.replace("@", " ").split())}
    rest = plain
    for word in sorted((word for word in words | SHOP_WORDS if len(word) > 2), key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != plain and len(rest.strip("0123456789")) < 4


def _core(text: str) -> str:
    """Letters and figures only, in lower case: what a guesser would try variations of."""
    return "".join(char for char in text.casefold() if char.isalnum())


@cache
def _common() -> frozenset[str]:
    """Common passwords and their usual spellings, from the list beside this file."""
    lines = (Path(__file__).parent / "common_passwords.txt").read_text(encoding="utf-8").split()
    return frozenset(_core(line) for line in lines)


class _Place:
    """One of the few places in which a hash may be computed."""

    def __enter__(self) -> None:
        if not _places.acquire(timeout=WAIT_SECONDS):
            raise Unavailable

    def __exit__(self, *_error: object) -> None:
        _places.release()
