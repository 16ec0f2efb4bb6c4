"""The product list: tabs, search, price and stock in place, deeds on many at once."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace.errors import Invalid
from marketplace.i18n import _
from marketplace.models.catalogue import ProductStatus
from marketplace.money import rupiah
from marketplace.sellers import changes, listings_states, listings_writing
from marketplace.sellers import listings as reading
from marketplace.sellers.forms.listings import PriceAndStock
from marketplace.sellers.listings import Tab
from marketplace.sellers.views.listings_blueprint import listings
from marketplace.transactions import transaction
from marketplace.web.access import allow, my_shop
from marketplace.web.redirects import own_path

IN_PLACE = "X-In-Place"
LONGEST_SEARCH = 80
DONE = {
    "jeda": lambda n: _("%(n)s barang dijeda.", n=n),
    "lanjut": lambda n: _("%(n)s barang tayang lagi.", n=n),
    "arsip": lambda n: _("%(n)s barang diarsipkan.", n=n),
}


@listings.get("/mitra/produk")
@allow("seller")
def index() -> ResponseReturnValue:
    """A seller's products under the tab of the address."""
    shop = my_shop()
    known = {tab.value: tab for tab in Tab}
    tab = known.get(request.args.get("tab", ""), Tab.ALL)
    words = request.args.get("q", "").strip().replace("\0", "")[:LONGEST_SEARCH]
    after = request.args.get("setelah", "").replace("\0", "")
    shelf = reading.shelf_of(shop, tab, words, after)
    counts = reading.counts(shop)
    here: dict[str, Any] = {"tab": tab.value if tab != Tab.ALL else None, "q": words or None}
    return render_template(
        "sellers/products/list.html",
        shop=shop,
        products=shelf.products,
        tab=tab,
        words=words,
        has_any=any(counts.values()),
        tabs=[
            {
                "label": one.label,
                "url": url_for("listings.index", tab=one.value if one != Tab.ALL else None),
                "count": counts[one],
                "current": one == tab,
            }
            for one in Tab
        ],
        first_url=url_for("listings.index", **here) if after else "",
        next_url=url_for("listings.index", setelah=shelf.next_after, **here) if shelf.next_after else "",
        LIVE=reading.LIVE,
        STATUS=ProductStatus,
        is_waiting=changes.has_waiting,
    )


@listings.post("/mitra/produk/<slug>/cepat")
@allow("seller")
def set_price_and_stock(slug: str) -> ResponseReturnValue:
    """Price and stock of one variant, typed in the list."""
    reading.product_of(my_shop(), slug)
    form = PriceAndStock()
    variant = request.form.get("variant", "")
    back = (
        own_path(request.form.get("kembali", ""))
        if request.form.get("kembali")
        else url_for("listings.index")
    )
    if not form.validate() or form.price.value is None or form.stock.value is None or not _is_key(variant):
        problem = next((str(error) for field in form for error in field.errors), _("Isi harga dan stoknya."))
        return _in_place(problem, back, ok=False)
    try:
        with transaction():
            product = listings_writing.set_price_and_stock(
                my_shop(), slug, int(variant), form.price.value, form.stock.value
            )
            name = product.name
    except Invalid as refusal:
        return _in_place(refusal.message, back, ok=False)
    said = _("Tersimpan: %(price)s, stok %(stock)s.", price=rupiah(form.price.value), stock=form.stock.value)
    return _in_place(f"{name}. {said}" if IN_PLACE not in request.headers else said, back, ok=True)


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _in_place(message: str, back: str, *, ok: bool) -> ResponseReturnValue:
    """Words for the script that saved in place; for everybody else the list with the words on top."""
    if IN_PLACE in request.headers:
        return jsonify(message=message), 200 if ok else 422
    flash(message, "message" if ok else "error")
    return redirect(back, 303)


@listings.post("/mitra/produk/massal")
@allow("seller")
def do_to_many() -> ResponseReturnValue:
    """Pause, resume or archive the ticked products."""
    back = (
        own_path(request.form.get("kembali", ""))
        if request.form.get("kembali")
        else url_for("listings.index")
    )
    deed, slugs = request.form.get("aksi", ""), request.form.getlist("barang")[: reading.PAGE]
    if deed not in listings_states.DEEDS or not slugs:
        flash(_("Centang dulu barangnya, lalu pilih tindakannya."), "warning")
        return redirect(back, 303)
    with transaction():
        done, refused = listings_states.for_many(my_shop(), slugs, deed)
    if done:
        flash(DONE[deed](done))
    if refused:
        flash(_("%(n)s barang tidak bisa, karena keadaannya tidak cocok.", n=refused), "warning")
    return redirect(back, 303)
