"""The seller's own page of the shop: how it looks, how goods are handed over, its business number."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from marketplace import clock, paths
from marketplace.errors import Invalid
from marketplace.formats import phones
from marketplace.i18n import _
from marketplace.media import pictures
from marketplace.money import rupiah
from marketplace.sellers import shop_profile
from marketplace.sellers.forms.shop import HandoverForm, NibForm, ProfileForm
from marketplace.transactions import transaction
from marketplace.web.access import allow, me, my_shop
from marketplace.web.forms import refuse

pages = Blueprint("seller_shop", __name__, url_prefix="/mitra/toko")


@pages.get("")
@allow("seller")
def show() -> ResponseReturnValue:
    return _page()


def _page(sent: FlaskForm | None = None) -> str:
    """The page with all its forms; `sent` is the one that came back with errors."""
    seller = my_shop()
    forms: dict[str, Any] = {
        "profile": ProfileForm(
            formdata=None,
            data={
                "speciality": seller.speciality,
                "story": seller.story,
                "phone": phones.shown(seller.phone) if seller.phone else "",
            },
        ),
        "handover": HandoverForm(
            formdata=None,
            data={
                "offers_courier": seller.offers_courier,
                "delivers_itself": seller.delivers_itself,
                "delivery_fee": rupiah(seller.delivery_fee),
                "delivery_regency": seller.delivery_regency_codes or [seller.regency_code],
                "offers_pickup": seller.offers_pickup,
                "pickup_note": seller.pickup_note,
                "accepts_cod": seller.accepts_cod,
            },
        ),
        "nib": NibForm(formdata=None, data={"nib": seller.application.nib or ""}),
    }
    names = {ProfileForm: "profile", HandoverForm: "handover", NibForm: "nib"}
    if sent is not None:
        forms[names[type(sent)]] = sent
    forms["handover"].offer_regencies(seller.regency_code or "")
    return render_template(
        "sellers/shop/show.html",
        seller=seller,
        forms=forms,
        form=sent,
        on_holiday=seller.on_holiday(clock.today()),
        share_url=current_app.config["SETTINGS"].public_url + paths.shop(seller.slug or ""),
    )


@pages.post("/profil")
@allow("seller")
def profile() -> ResponseReturnValue:
    form = ProfileForm()
    if not form.validate():
        return _page(form), 422
    wanted = shop_profile.Profile(form.speciality.data, form.story.data or "", form.phone.value)
    data = form.photo.data.read() if form.photo.data else b""
    try:
        with pictures.received([data] if data else []) as originals, transaction():
            picture = pictures.register(me(), originals[0]) if originals else None
            shop_profile.change_profile(me(), my_shop(), wanted, picture)
    except Invalid as invalid:
        form.photo.errors = [*form.photo.errors, invalid.message]
        return _page(form), invalid.status
    flash(_("Halaman toko disimpan."))
    return redirect(url_for(".show"), 303)


@pages.post("/pengiriman")
@allow("seller")
def handover() -> ResponseReturnValue:
    form = HandoverForm()
    form.offer_regencies(my_shop().regency_code or "")
    if not form.validate():
        return _page(form), 422
    way = shop_profile.Handover(
        offers_courier=form.offers_courier.data,
        delivers_itself=form.delivers_itself.data,
        delivery_fee=form.delivery_fee.value or 0,
        delivery_regency_codes=list(form.delivery_regency.data or []),
        offers_pickup=form.offers_pickup.data,
        pickup_note=form.pickup_note.data or "",
        accepts_cod=form.accepts_cod.data,
    )
    try:
        with transaction():
            shop_profile.change_handover(me(), my_shop(), way)
    except Invalid as invalid:
        status, headers = refuse(form, invalid)
        return _page(form), status, headers
    flash(_("Cara kirim disimpan."))
    return redirect(url_for(".show"), 303)


@pages.post("/nib")
@allow("seller")
def nib() -> ResponseReturnValue:
    form = NibForm()
    if not form.validate():
        return _page(form), 422
    with transaction():
        shop_profile.hand_in_nib(me(), my_shop(), form.nib.value)
    flash(_("NIB terkirim. Toko buka setelah kami periksa, biasanya 2 hari kerja."))
    return redirect(url_for(".show"), 303)
