"""The first admin comes from the command line."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import select

from marketplace.accounts import passwords
from marketplace.extensions import db
from marketplace.models import User
from tests.factories.people import a_user


def create(app: Flask, *words: str) -> tuple[int, str]:
    db.session.commit()
    done = app.test_cli_runner().invoke(args=["admin", "create", *words])
    db.session.expire_all()
    return done.exit_code, done.output


def test_an_admin_is_made_with_a_password_told_once(app: Flask) -> None:
    status, output = create(app, "Ketua@Contoh.id", "--name", "Ibu Ketua")

    assert status == 0
    told = re.search(r"shown only now\): (\S+)", output)
    assert told is not None
    user = db.session.scalars(select(User)).one()
    assert (user.email, user.name, user.is_admin) == ("ketua@contoh.id", "Ibu Ketua", True)
    assert user.email_confirmed_at is not None
    assert passwords.matches(user.password_hash, told[1])


def test_a_member_becomes_admin_under_a_new_password(app: Flask) -> None:
    user = a_user(name="Siti")

    assert create(app, user.email)[0] == 0

    kept = db.session.scalars(select(User)).one()
    assert (kept.id, kept.name, kept.is_admin) == (user.id, "Siti", True)


def test_what_is_no_address_makes_nobody(app: Flask) -> None:
    status, output = create(app, "ketua")

    assert status == 2
    assert "not an e-mail address" in output
    assert db.session.scalars(select(User)).all() == []
