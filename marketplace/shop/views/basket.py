"""The basket page and its deeds."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from marketplace import paths
from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Product, Variant
from marketplace.shop import basket as baskets
from marketplace.shop import basket_items
from marketplace.shop.basket_items import Item
from marketplace.shop.views.owners import owner_now, owner_to_be
from marketplace.transactions import transaction
from marketplace.web.access import PUBLIC, allow, visitor

basket = Blueprint("basket", __name__)


@basket.get("/keranjang")
@allow(PUBLIC)
def show() -> ResponseReturnValue:
    return page()


@basket.post("/keranjang/tambah")
@allow(PUBLIC)
def add() -> ResponseReturnValue:
    """From the product page: a variant and how many."""
    variant_id, quantity = _number("variant"), _number("quantity", 1)
    try:
        with transaction():
            baskets.add(owner_to_be(), variant_id, quantity)
    except (Invalid, Conflict) as refusal:
        flash(refusal.message, "error")
        return redirect(_product_of(variant_id), 303)
    flash(_("Barang sudah masuk keranjang."))
    return redirect(url_for("basket.show"), 303)


@basket.post("/keranjang/ubah")
@allow(PUBLIC)
def change() -> ResponseReturnValue:
    """All quantities of the page at once."""
    wanted = {
        int(name.removeprefix("quantity-")): _number(name)
        for name in request.form
        if name.startswith("quantity-") and name.removeprefix("quantity-").isdigit()
    }
    try:
        with transaction():
            baskets.set_quantities(_owner(), wanted)
    except Invalid as refusal:
        return page(problem=refusal.message, typed=wanted), 422
    flash(_("Jumlah barang disimpan."))
    return redirect(url_for("basket.show"), 303)


@basket.post("/keranjang/hapus")
@allow(PUBLIC)
def remove() -> ResponseReturnValue:
    variant_id = _number("remove")
    with transaction():
        quantity = baskets.remove(_owner(), variant_id)
    return redirect(url_for("basket.show", dihapus=variant_id, jumlah=quantity), 303)


@basket.post("/keranjang/setuju")
@allow(PUBLIC)
def accept_changes() -> ResponseReturnValue:
    """The buyer has read what changed."""
    with transaction():
        baskets.accept_changes(_owner())
    flash(_("Keranjang disesuaikan."))
    return redirect(url_for("basket.show"), 303)


def page(problem: str = "", typed: dict[int, int] | None = None) -> str:
    """The basket as it is now, with what went wrong on top."""
    user, owner = visitor(), owner_now()
    mine = baskets.find(owner) if owner is not None else None
    own_shop = user.seller.id if user is not None and user.seller is not None else None
    items = basket_items.read(baskets.lines_of(mine), own_shop) if mine is not None else []
    return render_template(
        "shop/basket.html",
        stalls=basket_items.by_seller(items),
        items=items,
        total=sum(item.total for item in items if item.is_buyable),
        can_buy=any(item.is_buyable for item in items),
        wants_agreement=any(item.wants_agreement for item in items),
        problem=problem,
        typed=typed or {},
        undo=_undo(items),
    )


def _owner() -> baskets.Owner:
    """Whose basket is changed. Raises NotFound for somebody who has none."""
    owner = owner_now()
    if owner is None:
        raise NotFound
    return owner


def _number(name: str, default: int = 0) -> int:
    text = request.form.get(name, "").replace(".", "").strip()
    return int(text) if text.isdigit() and len(text) <= 9 else default


def _product_of(variant_id: int) -> str:
    slug = db.session.scalar(select(Product.slug).join(Variant).where(Variant.id == variant_id))
    return paths.product(slug) if slug else url_for("basket.show")


def _undo(items: list[Item]) -> dict[str, object] | None:
    """What was just taken out, so that one press puts it back."""
    removed, quantity = request.args.get("dihapus", ""), request.args.get("jumlah", "")
    if not (removed.isdigit() and quantity.isdigit() and len(removed + quantity) <= 24):
        return None
    variant_id = int(removed)
    if any(item.variant.id == variant_id for item in items):
        return None
    name = db.session.scalar(select(Product.name).join(Variant).where(Variant.id == variant_id))
    return {"variant": variant_id, "quantity": int(quantity), "name": name} if name else None
