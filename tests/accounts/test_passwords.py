"""Which passwords are taken, and how they are kept."""

from __future__ import annotations

import threading

import pytest
from argon2 import PasswordHasher, extract_parameters

from marketplace.accounts import passwords
from marketplace.errors import Invalid
from marketplace.extensions import db
from marketplace.models import User
from tests.factories.people import PASSWORD, a_user
from tests.harness.web import BrowserClient


@pytest.mark.parametrize(
    "password",
    [
        "sawah hijau di utara",
        "kopi pahit tanpa gula!",
        "9$kLw2#vTzq0",
        "Паролик из деревни",
        "😀😃😄😁😆😅😂🤣🥲☺️",
        "   spasi di depan",
        "padi kopi tebu " * 17,
    ],
)
def test_any_characters_and_any_length_up_to_256_are_taken(password: str) -> None:
    passwords.require_strong(password, "Budi Santoso", "budi@contoh.id")


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("pendek", "Yang Anda isi baru 6."),
        ("1234567890", "mudah ditebak"),
        ("qwertyuiop", "mudah ditebak"),
        ("Password123", "mudah ditebak"),
        ("p4ssw0rd123", "mudah ditebak"),
        ("rahasia2025", "mudah ditebak"),
        ("Bismillah-123", "mudah ditebak"),
        ("pasar ikm jember", "mudah ditebak"),
        ("Pasar-IKM-2026", "mudah ditebak"),
        ("aaaaaaaaaaaa", "mudah ditebak"),
        ("BudiSantoso123", "mudah ditebak"),
        ("budi@contoh.id", "mudah ditebak"),
        ("a1" * 129, "paling banyak 256"),
    ],
)
def test_short_common_and_personal_passwords_are_refused(password: str, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refusal:
        passwords.require_strong(password, "Budi Santoso", "budi@contoh.id", field="baru")

    assert refusal.value.field == "baru"


def test_a_hash_is_argon2id_of_the_agreed_weight_and_fits_only_its_password() -> None:
    made = passwords.hash_password("sawah hijau di utara")

    found = extract_parameters(made)
    assert (made.split("$")[1], found.memory_cost, found.time_cost, found.parallelism) == (
        "argon2id",
        19456,
        2,
        1,
    )
    assert passwords.matches(made, "sawah hijau di utara")
    assert not passwords.matches(made, "sawah hijau di utarA")
    assert not passwords.matches("not a hash", "sawah hijau di utara")


def test_fifty_hashes_at_once_never_take_more_than_four_places(monkeypatch: pytest.MonkeyPatch) -> None:
    busy, most, lock = 0, 0, threading.Lock()
    real = PasswordHasher.verify

    def verify(self: PasswordHasher, *arguments: str) -> bool:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        try:
            return bool(real(self, *arguments))
        finally:
            with lock:
                busy -= 1

    monkeypatch.setattr(PasswordHasher, "verify", verify)  # the library's, to watch it
    threads = [
        threading.Thread(target=passwords.matches, args=(passwords.NOBODYS_HASH, "x")) for _n in range(50)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 1 <= most <= passwords.AT_ONCE


def test_signing_in_renews_a_hash_of_weaker_settings(client: BrowserClient) -> None:
    user = a_user()
    assert passwords.is_outdated(user.password_hash)

    assert client.post("/masuk", data={"email": user.email, "password": PASSWORD}).status_code == 303

    kept = db.session.get_one(User, user.id).password_hash
    assert not passwords.is_outdated(kept)
    assert passwords.matches(kept, PASSWORD)
