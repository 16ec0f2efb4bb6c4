"""What the law on personal data gives a person: a copy of everything, and being forgotten.

Trade must be provable for ten years (tax law), so orders stay; who was behind them does not.
"""

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import selectinload

from marketplace import clock, events
from marketplace.crypto import Sealed
from marketplace.extensions import db
from marketplace.models import (
    Address,
    Event,
    Mail,
    Notice,
    Order,
    Paper,
    Purchase,
    Review,
    SellerApplication,
    User,
    WebSession,
)

HIDDEN = {
    "id",
    "password_hash",
    "totp_secret",
    "totp_last_step",
    "token_hash",
    "token",
    "key",
    "data",
    "nik_digest",
    "account_digest",
    "sha256",
    "checkout_key",
    "search",
}
"""Columns that say nothing about a person or would open a door."""


def export(user: User) -> bytes:
    """Everything we keep about a person, as JSON files in a zip. Writes down that it was given out."""
    events.record("data_exported", user, actor=user)
    db.session.flush()
    parts: dict[str, Any] = {
        "profil.json": _row(user),
        "alamat.json": _rows(select(Address).where(Address.user_id == user.id)),
        "pembelian.json": _purchases(user),
        "ulasan.json": _rows(select(Review).where(Review.user_id == user.id)),
        "pemberitahuan.json": _rows(select(Notice).where(Notice.user_id == user.id)),
        "surat.json": _rows(select(Mail).where(Mail.user_id == user.id)),
        "perangkat.json": _rows(select(WebSession).where(WebSession.user_id == user.id)),
        "berkas.json": _rows(select(Paper).where(Paper.owner_id == user.id)),
        "riwayat.json": _rows(select(Event).where(Event.actor_id == user.id).order_by(Event.id)),
        "toko.json": _shop(user),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, json.dumps(content, ensure_ascii=False, indent=2))
    return packed.getvalue()


def _purchases(user: User) -> list[dict[str, Any]]:
    query = (
        select(Purchase)
        .where(Purchase.user_id == user.id)
        .options(selectinload(Purchase.orders).selectinload(Order.lines))
        .order_by(Purchase.id)
    )
    return [
        _row(purchase)
        | {
            "orders": [
                _row(order) | {"lines": [_row(line) for line in order.lines]} for order in purchase.orders
            ]
        }
        for purchase in db.session.scalars(query)
    ]


def _shop(user: User) -> dict[str, Any]:
    seller = user.seller
    if seller is None:
        return {}
    application = db.session.scalar(select(SellerApplication).where(SellerApplication.seller_id == seller.id))
    return {"toko": _row(seller), "pendaftaran": _row(application) if application else {}}


def _rows(query: Any) -> list[dict[str, Any]]:
    found: Iterable[Any] = db.session.scalars(query)
    return [_row(row) for row in found]


def _row(row: Any) -> dict[str, Any]:
    """A row as its owner may see it: their own numbers in full, no keys of ours."""
    columns = inspect(type(row)).column_attrs
    return {
        column.key: _plain(getattr(row, column.key))
        for column in columns
        if column.key not in HIDDEN and not column.key.endswith("_id")
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Sealed):
        return value.reveal()
    if isinstance(value, datetime):
        return value.astimezone(clock.WIB).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)
