"""Putting a listing up, pausing it, putting it away; looking at it as a buyer would."""

from collections.abc import Callable

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from marketplace import paths
from marketplace.i18n import _
from marketplace.models import Product, Seller
from marketplace.models.catalogue import ProductStatus
from marketplace.sellers import changes, listings_states, listings_writing
from marketplace.sellers.listings import product_of
from marketplace.sellers.listings_states import Incomplete
from marketplace.sellers.views.listings_blueprint import editor_url, listings, render_editor
from marketplace.transactions import transaction
from marketplace.web.access import allow, my_shop


def publish_and_tell(
    slug: str, verb: Callable[[Seller, str], Product] = listings_states.submit
) -> ResponseReturnValue:
    """Put a listing up and say what happens now, or what is missing."""
    try:
        with transaction():
            product = verb(my_shop(), slug)
    except Incomplete as refusal:
        flash(refusal.message, "warning")
        return redirect(editor_url(slug, anchor="kurang"), 303)
    if product.status == ProductStatus.WAITING:
        flash(_("Terkirim. Admin memeriksanya, biasanya 1 hari kerja. Anda akan dikabari lewat email."))
    elif product.seller.is_open:
        flash(_("Barang sudah tayang. Bagikan ke WhatsApp supaya pembeli datang."))
    else:
        flash(_("Barang siap. Pembeli melihatnya begitu toko Anda dibuka."))
    return redirect(editor_url(slug), 303)


@listings.post("/mitra/produk/<slug>/tayangkan")
@allow("seller")
def submit(slug: str) -> ResponseReturnValue:
    return publish_and_tell(slug)


@listings.post("/mitra/produk/<slug>/lanjutkan")
@allow("seller")
def resume(slug: str) -> ResponseReturnValue:
    return publish_and_tell(slug, listings_states.resume)


@listings.post("/mitra/produk/<slug>/tarik")
@allow("seller")
def withdraw(slug: str) -> ResponseReturnValue:
    return _do(listings_states.withdraw, slug, _("Barang ditarik kembali menjadi draf."))


@listings.post("/mitra/produk/<slug>/jeda")
@allow("seller")
def pause(slug: str) -> ResponseReturnValue:
    return _do(
        listings_states.pause, slug, _("Barang dijeda. Pembeli tidak melihatnya sampai Anda lanjutkan.")
    )


@listings.post("/mitra/produk/<slug>/arsipkan")
@allow("seller")
def archive(slug: str) -> ResponseReturnValue:
    return _do(listings_states.archive, slug, _("Barang diarsipkan. Anda bisa memulihkannya kapan saja."))


@listings.post("/mitra/produk/<slug>/pulihkan")
@allow("seller")
def restore(slug: str) -> ResponseReturnValue:
    return _do(listings_states.restore, slug, _("Barang dipulihkan menjadi draf."))


@listings.post("/mitra/produk/<slug>/perubahan/tarik")
@allow("seller")
def withdraw_change(slug: str) -> ResponseReturnValue:
    return _do(
        listings_states.withdraw_change, slug, _("Perubahan ditarik. Barang tetap seperti yang tayang.")
    )


@listings.post("/mitra/produk/<slug>/duplikat")
@allow("seller")
def duplicate(slug: str) -> ResponseReturnValue:
    with transaction():
        copy = listings_writing.duplicate(my_shop(), slug)
    flash(_("Salinan dibuat sebagai draf. Isi stok dan nomor izinnya."))
    return redirect(editor_url(copy.slug), 303)


@listings.get("/mitra/produk/<slug>/pratinjau")
@allow("seller")
def preview(slug: str) -> ResponseReturnValue:
    """The product as a buyer would see it with everything the seller wants."""
    product = product_of(my_shop(), slug)
    public_url = url_for("listings.preview", slug=slug) if not product.is_on_sale else paths.product(slug)
    return render_editor("preview", product, photos=changes.wanted_photos(product), public_url=public_url)


def _do(verb: Callable[[Seller, str], Product], slug: str, said: str) -> ResponseReturnValue:
    with transaction():
        verb(my_shop(), slug)
    flash(said)
    return redirect(editor_url(slug), 303)
