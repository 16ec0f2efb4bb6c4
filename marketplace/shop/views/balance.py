"""The seller's balance: what is held, what is free, and from which order every rupiah came."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.shop import order_words, seller_balance
from marketplace.web.access import allow, my_shop

balance = Blueprint("balance", __name__)
PARTS = ("gerak", "ditahan", "tunai")


@balance.get("/mitra/saldo")
@allow("seller")
def show() -> ResponseReturnValue:
    shop = my_shop()
    part = request.args.get("bagian", "gerak")
    if part not in PARTS:
        part = "gerak"
    kind = request.args.get("jenis", "")
    before = request.args.get("hal", type=int)
    rows: Sequence[Any]
    if part == "ditahan":
        rows = seller_balance.held_orders(shop, before)
    elif part == "tunai":
        rows = seller_balance.owed_movements(shop, before)
    else:
        rows = seller_balance.movements(shop, kind if kind in seller_balance.KINDS else "", before)
    shown = rows[: seller_balance.PAGE]
    return render_template(
        "sellers/balance/show.html",
        figures=seller_balance.figures(shop),
        part=part,
        kind=kind if kind in seller_balance.KINDS else "",
        rows=shown,
        words=order_words,
        is_first=before is None,
        next_url=_older(part, kind, shown) if len(rows) > len(shown) else "",
    )


def _older(part: str, kind: str, shown: Sequence[Any]) -> str:
    """The address of the rows before the last one shown."""
    last = shown[-1]
    key = last.id if part == "ditahan" else last.entry_id
    return url_for("balance.show", bagian=part, jenis=kind or None, hal=key)
