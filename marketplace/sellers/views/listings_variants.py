"""Variants and wholesale prices."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from marketplace.errors import Invalid
from marketplace.formats.counts import parse_count
from marketplace.i18n import _
from marketplace.models import Product, Variant
from marketplace.money import parse_rupiah, rupiah
from marketplace.sellers import listings_variants
from marketplace.sellers.forms.listings import AxesForm
from marketplace.sellers.listings import product_of
from marketplace.sellers.listings_variants import MOST_TIERS, MOST_VARIANTS, Row, Tier
from marketplace.sellers.views.listings_blueprint import editor_url, listings, render_editor
from marketplace.transactions import transaction
from marketplace.web.access import allow, my_shop
from marketplace.web.forms import refuse

TIERS_SHOWN = 3


@listings.get("/mitra/produk/<slug>/varian")
@allow("seller")
def variants(slug: str) -> ResponseReturnValue:
    product = product_of(my_shop(), slug)
    return _variants_page(product, _axes_form(product), _typed_rows(product))


@listings.post("/mitra/produk/<slug>/varian")
@allow("seller")
def save_axes(slug: str) -> ResponseReturnValue:
    form = AxesForm()
    try:
        with transaction():
            listings_variants.set_axes(my_shop(), slug, form.axes())
    except Invalid as refusal:
        status, _headers = refuse(form, refusal)
        product = product_of(my_shop(), slug)
        return _variants_page(product, form, _typed_rows(product), status)
    flash(_("Pilihan tersimpan. Sekarang isi harga dan stoknya."))
    return redirect(editor_url(slug, "varian", "daftar"), 303)


@listings.post("/mitra/produk/<slug>/varian/isi")
@allow("seller")
def save_rows(slug: str) -> ResponseReturnValue:
    """Price, stock and code of every variant, all or nothing."""
    product = product_of(my_shop(), slug)
    form = _axes_form(product, bare=True)
    typed = {
        variant.id: {
            part: request.form.get(f"{part}-{variant.id}", "").strip() for part in ("price", "stock", "code")
        }
        for variant in active(product)
        if f"price-{variant.id}" in request.form
    }
    try:
        rows = {key: _row(values) for key, values in typed.items()}
        with transaction():
            listings_variants.set_rows(my_shop(), slug, rows)
    except Invalid as refusal:
        status, _headers = refuse(form, refusal)
        product = product_of(my_shop(), slug)
        return _variants_page(product, form, _typed_rows(product) | typed, status)
    flash(_("Harga dan stok varian tersimpan."))
    return redirect(editor_url(slug), 303)


@listings.get("/mitra/produk/<slug>/grosir")
@allow("seller")
def wholesale(slug: str) -> ResponseReturnValue:
    product = product_of(my_shop(), slug)
    typed = {
        variant.id: [
            (str(tier.min_quantity), rupiah(tier.price).removeprefix("Rp")) for tier in variant.tiers
        ]
        for variant in active(product)
    }
    return _wholesale_page(product, typed)


@listings.post("/mitra/produk/<slug>/grosir")
@allow("seller")
def save_wholesale(slug: str) -> ResponseReturnValue:
    """Wholesale prices of every variant, all or nothing; an empty line is no price."""
    product = product_of(my_shop(), slug)
    typed = {
        variant.id: [
            (
                request.form.get(f"min-{variant.id}-{n}", "").strip(),
                request.form.get(f"tier-{variant.id}-{n}", "").strip(),
            )
            for n in range(MOST_TIERS)
        ]
        for variant in active(product)
    }
    try:
        tiers = {key: [_tier(*pair) for pair in pairs if any(pair)] for key, pairs in typed.items()}
        with transaction():
            listings_variants.set_tiers(my_shop(), slug, tiers)
    except Invalid as refusal:
        return _wholesale_page(product_of(my_shop(), slug), typed, refusal)
    flash(_("Harga grosir tersimpan."))
    return redirect(editor_url(slug), 303)


def active(product: Product) -> list[Variant]:
    return [variant for variant in product.variants if variant.is_active]


def _axes_form(product: Product, *, bare: bool = False) -> AxesForm:
    """`bare`: filled from the product although another form was posted."""
    shown = active(product)
    values = {
        "axis1": product.axis1,
        "options1": "\n".join(dict.fromkeys(variant.option1 for variant in shown if variant.option1)),
        "axis2": product.axis2,
        "options2": "\n".join(dict.fromkeys(variant.option2 for variant in shown if variant.option2)),
    }
    return AxesForm(formdata=None, data=values) if bare else AxesForm(data=values)


def _typed_rows(product: Product) -> dict[int, dict[str, str]]:
    return {
        variant.id: {
            "price": rupiah(variant.price).removeprefix("Rp"),
            "stock": str(variant.available),
            "code": variant.code,
        }
        for variant in active(product)
    }


def _row(typed: dict[str, str]) -> Row:
    price = parse_rupiah(typed["price"])
    if price is None:
        raise Invalid(_("Isi harga tiap varian dengan angka, contoh 15.000."))
    return Row(
        price, _pieces(typed["stock"], _("Isi stok tiap varian dengan angka, contoh 10.")), typed["code"]
    )


def _tier(quantity: str, price: str) -> Tier:
    amount = parse_rupiah(price)
    if amount is None:
        raise Invalid(_("Isi harga grosir dengan angka, contoh 12.500."))
    return Tier(_pieces(quantity, _("Isi jumlah grosir dengan angka, contoh 10.")), amount)


def _pieces(text: str, problem: str) -> int:
    pieces = parse_count(text)
    if pieces is None:
        raise Invalid(problem)
    return pieces


def _variants_page(
    product: Product, form: AxesForm, typed: dict[int, dict[str, str]], status: int = 200
) -> ResponseReturnValue:
    shown = active(product)
    return render_editor(
        "variants", product, status, form=form, typed=typed, variants=shown, most=MOST_VARIANTS
    )


def _wholesale_page(
    product: Product, typed: dict[int, list[tuple[str, str]]], refusal: Invalid | None = None
) -> ResponseReturnValue:
    form = AxesForm(formdata=None)
    if refusal is not None:
        refuse(form, refusal)
    rows = {
        key: (pairs + [("", "")] * MOST_TIERS)[: max(TIERS_SHOWN, min(len(pairs) + 1, MOST_TIERS))]
        for key, pairs in typed.items()
    }
    status = 422 if refusal else 200
    return render_editor("wholesale", product, status, form=form, typed=rows, variants=active(product))
