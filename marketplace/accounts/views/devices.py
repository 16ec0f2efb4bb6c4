"""Browsers that somebody has signed in with before, told by a signed cookie that says nothing else."""

from typing import Any

from flask import Response, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from marketplace.crypto import new_token, token_hash

YEAR_IN_SECONDS = 31_536_000
MOST_ACCOUNTS = 5


def of_account(email: str) -> str:
    """This browser's name when it knows the account, else an empty string."""
    kept = _read()
    return str(kept["device"]) if _mark(email) in kept["accounts"] else ""


def remember(response: Response, email: str) -> None:
    """Let the browser show next time that it has signed in to this account."""
    kept = _read()
    accounts = [_mark(email), *(mark for mark in kept["accounts"] if mark != _mark(email))][:MOST_ACCOUNTS]
    response.set_cookie(
        _cookie_name(),
        _signer().dumps({"device": kept["device"] or new_token()[:22], "accounts": accounts}),
        max_age=YEAR_IN_SECONDS,
        secure=_is_https(),
        httponly=True,
        samesite="Lax",
        path="/",
    )


def _read() -> dict[str, Any]:
    try:
        return dict(_signer().loads(request.cookies.get(_cookie_name(), "")))
    except BadSignature:
        return {"device": "", "accounts": []}


def _mark(email: str) -> str:
    return token_hash(f"account:{email}").hex()[:16]


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known device")


def _cookie_name() -> str:
    return "__Host-perangkat" if _is_https() else "perangkat"


def _is_https() -> bool:
    return bool(current_app.config["SETTINGS"].is_https)
