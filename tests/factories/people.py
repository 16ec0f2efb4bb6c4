"""People."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import Any

from argon2 import PasswordHasher

from marketplace import clock
from marketplace.extensions import db
from marketplace.models import User

PASSWORD = "kata-sandi-untuk-uji"
_numbers = count(1)


@cache
def password_hash() -> str:
    """The hash of PASSWORD, made cheaply: tests sign in often."""
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)


def a_user(**values: Any) -> User:
    """Somebody with a confirmed e-mail and the password PASSWORD."""
    n = next(_numbers)
    given = {
        "name": f"Orang {n}",
        "email": f"orang{n}@contoh.id",
        "password_hash": password_hash(),
        "email_confirmed_at": clock.now(),
    }
    user = User(**(given | values))
    db.session.add(user)
    db.session.flush()
    return user


def an_admin(**values: Any) -> User:
    return a_user(**({"is_admin": True} | values))
