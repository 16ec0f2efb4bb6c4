"""The editor of a product: an overview, and one page a part."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from marketplace.errors import Refusal
from marketplace.i18n import _
from marketplace.models import Product
from marketplace.models.catalogue import LicenceKind
from marketplace.sellers import changes, listings_licences, listings_writing
from marketplace.sellers import listings as reading
from marketplace.sellers.forms import listings as forms
from marketplace.sellers.listings import product_of
from marketplace.sellers.views.listings_blueprint import (
    editor_url,
    listings,
    overview_values,
    render_editor,
    wants_quiet,
)
from marketplace.transactions import transaction
from marketplace.web.access import allow, my_shop
from marketplace.web.forms import refuse


@listings.get("/mitra/produk/<slug>")
@allow("seller")
def show(slug: str) -> ResponseReturnValue:
    """Where a product stands, what it lacks, and the way to every part of it."""
    product = product_of(my_shop(), slug)
    return render_editor("show", product, **overview_values(product))


@listings.get("/mitra/produk/<slug>/utama")
@allow("seller")
def basics(slug: str) -> ResponseReturnValue:
    product = product_of(my_shop(), slug)
    return render_editor("basics", product, form=_basics_form(product))


@listings.post("/mitra/produk/<slug>/utama")
@allow("seller")
def save_basics(slug: str) -> ResponseReturnValue:
    product = product_of(my_shop(), slug)
    form = _basics_form(product)
    if not form.validate():
        return _wrong("basics", product, form)
    try:
        with transaction():
            listings_writing.update_basics(my_shop(), slug, form.basics())
    except Refusal as refusal:
        return _wrong("basics", product_of(my_shop(), slug), form, refusal)
    return _saved(slug)


@listings.get("/mitra/produk/<slug>/pengiriman")
@allow("seller")
def parcel(slug: str) -> ResponseReturnValue:
    product = product_of(my_shop(), slug)
    return render_editor("parcel", product, form=forms.ParcelForm(obj=product))


@listings.post("/mitra/produk/<slug>/pengiriman")
@allow("seller")
def save_parcel(slug: str) -> ResponseReturnValue:
    product = product_of(my_shop(), slug)
    form = forms.ParcelForm()
    if not form.validate():
        return _wrong("parcel", product, form)
    try:
        with transaction():
            listings_writing.update_parcel(my_shop(), slug, form.parcel())
    except Refusal as refusal:
        return _wrong("parcel", product_of(my_shop(), slug), form, refusal)
    return _saved(slug)


@listings.get("/mitra/produk/<slug>/pangan")
@allow("seller")
def label(slug: str) -> ResponseReturnValue:
    product = product_of(my_shop(), slug)
    return render_editor("label", product, form=forms.LabelForm(obj=product))


@listings.post("/mitra/produk/<slug>/pangan")
@allow("seller")
def save_label(slug: str) -> ResponseReturnValue:
    product = product_of(my_shop(), slug)
    form = forms.LabelForm()
    if not form.validate():
        return _wrong("label", product, form)
    try:
        with transaction():
            listings_writing.update_label(my_shop(), slug, form.label())
    except Refusal as refusal:
        return _wrong("label", product_of(my_shop(), slug), form, refusal)
    return _saved(slug)


@listings.get("/mitra/produk/<slug>/izin")
@allow("seller")
def licences(slug: str) -> ResponseReturnValue:
    product = product_of(my_shop(), slug)
    return render_editor("licences", product, form=_licences_form(product), kinds=LicenceKind)


@listings.post("/mitra/produk/<slug>/izin")
@allow("seller")
def save_licences(slug: str) -> ResponseReturnValue:
    product = product_of(my_shop(), slug)
    form = _licences_form(product)
    if not form.validate():
        return _wrong("licences", product, form)
    try:
        with transaction():
            listings_licences.set_claims(my_shop(), slug, form.claims())
    except Refusal as refusal:
        return _wrong("licences", product_of(my_shop(), slug), form, refusal)
    return _saved(slug)


def _basics_form(product: Product) -> forms.BasicsForm:
    """Filled with what the seller wants, whether an admin has seen it or not."""
    wanted = changes.wanted_values(product)
    active = [variant for variant in product.variants if variant.is_active]
    values = {
        "name": wanted["name"],
        "category": wanted["category"],
        "unit": product.unit,
        "description": product.description,
    }
    if len(active) == 1:
        values |= {"price": active[0].price, "stock": active[0].available}
    form = forms.BasicsForm(data=values)
    form.offer(reading.categories(), product.unit)
    if len(active) > 1:
        form.without_price()
    return form


def _licences_form(product: Product) -> forms.LicencesForm:
    wanted = changes.wanted_values(product)
    form = forms.LicencesForm(data=forms.licence_values(product, wanted))
    form.offer(reading.category_by_slug(wanted["category"]))
    return form


def _wrong(
    template: str, product: Product, form: FlaskForm, refusal: Refusal | None = None
) -> ResponseReturnValue:
    """The same page with what is wrong on top and everything that was typed still in it."""
    status, _headers = refuse(form, refusal)
    if wants_quiet():
        return "", status
    return render_editor(template, product, status, form=form)


def _saved(slug: str) -> ResponseReturnValue:
    if wants_quiet():
        return "", 204
    product = product_of(my_shop(), slug)
    if changes.waiting(product) is not None:
        flash(_("Tersimpan. Perubahan nama, kategori, izin, dan foto tayang setelah diperiksa admin."))
    else:
        flash(_("Tersimpan."))
    return redirect(editor_url(slug), 303)
