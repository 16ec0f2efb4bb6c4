"""The photos of a product: add, order, describe, take away."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from marketplace.errors import Invalid, Refusal, Unavailable
from marketplace.i18n import _
from marketplace.media import pictures
from marketplace.sellers import changes, photos
from marketplace.sellers.forms.listings import AltForm, PhotosForm, allow_photos, uploaded
from marketplace.sellers.listings import product_of
from marketplace.sellers.views.listings_blueprint import editor_url, listings, render_editor
from marketplace.transactions import transaction
from marketplace.web.access import allow, my_shop
from marketplace.web.forms import refuse

MOVES = {"maju": -1, "mundur": 1}


@listings.get("/mitra/produk/<slug>/foto")
@allow("seller")
def show_photos(slug: str) -> ResponseReturnValue:
    return _page(slug, PhotosForm())


@listings.post("/mitra/produk/<slug>/foto")
@allow("seller")
def add_photos(slug: str) -> ResponseReturnValue:
    """Add photos: all of a request, or none when one cannot be used."""
    product_of(my_shop(), slug)
    allow_photos()
    form = PhotosForm()
    files = uploaded()
    if not files:
        return _wrong(slug, form, Invalid(_("Pilih dulu fotonya."), field="photos"))
    try:
        with pictures.received(files) as originals, transaction():
            photos.add(my_shop(), slug, originals)
    except (Invalid, Unavailable) as refusal:
        return _wrong(slug, form, refusal)
    return _saved(slug, _("Foto tersimpan. Sebentar lagi selesai diolah."))


@listings.post("/mitra/produk/<slug>/foto/<token>/utama")
@allow("seller")
def make_main_photo(slug: str, token: str) -> ResponseReturnValue:
    with transaction():
        photos.make_main(my_shop(), slug, token)
    return _saved(slug, _("Foto utama diganti."))


@listings.post("/mitra/produk/<slug>/foto/<token>/pindah")
@allow("seller")
def move_photo(slug: str, token: str) -> ResponseReturnValue:
    with transaction():
        photos.move(my_shop(), slug, token, by=MOVES.get(request.form.get("arah", ""), 1))
    return _saved(slug, _("Urutan foto diganti."))


@listings.post("/mitra/produk/<slug>/foto/<token>/hapus")
@allow("seller")
def remove_photo(slug: str, token: str) -> ResponseReturnValue:
    try:
        with transaction():
            photos.remove(my_shop(), slug, token)
    except Invalid as refusal:
        return _wrong(slug, PhotosForm(), refusal)
    return _saved(slug, _("Foto dihapus."))


@listings.post("/mitra/produk/<slug>/foto/<token>/keterangan")
@allow("seller")
def describe_photo(slug: str, token: str) -> ResponseReturnValue:
    form = AltForm()
    try:
        with transaction():
            photos.describe(my_shop(), slug, token, form.alt.data or "")
    except Invalid as refusal:
        return _wrong(slug, PhotosForm(), refusal)
    return _saved(slug, _("Keterangan foto tersimpan."))


def _page(slug: str, form: PhotosForm, status: int = 200) -> ResponseReturnValue:
    product = product_of(my_shop(), slug)
    shown = changes.wanted_photos(product)
    return render_editor("photos", product, status, form=form, photos=shown, most=photos.MOST)


def _wrong(slug: str, form: PhotosForm, refusal: Refusal) -> ResponseReturnValue:
    status, _headers = refuse(form, refusal)
    return _page(slug, form, status)


def _saved(slug: str, said: str) -> ResponseReturnValue:
    flash(said)
    if changes.waiting(product_of(my_shop(), slug)) is not None:
        flash(_("Foto baru tayang setelah diperiksa admin; yang lama tetap tampil."), "info")
    return redirect(editor_url(slug, "foto"), 303)
