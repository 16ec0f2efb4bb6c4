"""The seller's orders: the list, one order, and every deed on it."""

from collections.abc import Callable

import segno
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from marketplace.errors import Invalid, TooMany
from marketplace.models import Order
from marketplace.models.orders import OrderStatus, PaymentMethod, ShippingMethod
from marketplace.shop import (
    cancelling,
    fulfilment,
    keyset,
    order_pictures,
    order_words,
    problem_photos,
    problems,
    seller_desk,
)
from marketplace.shop.forms import orders as forms
from marketplace.shop.order_lookup import of_seller
from marketplace.shop.views.answers import private_photo
from marketplace.transactions import transaction
from marketplace.web.access import allow, my_shop
from marketplace.web.forms import refuse

seller_orders = Blueprint("seller_orders", __name__, url_prefix="/mitra/pesanan")

SEEN = {status for statuses in seller_desk.TABS.values() for status in statuses}
CONTACT_WHILE = SEEN - {OrderStatus.COMPLETED, OrderStatus.CANCELLED}
"""The buyer's phone and street are shown only while the seller needs them."""


@seller_orders.get("")
@allow("seller")
def index() -> ResponseReturnValue:
    shop = my_shop()
    tab = request.args.get("tab", "baru")
    if tab not in seller_desk.TABS:
        tab = "baru"
    number = request.args.get("nomor", "").strip().upper()
    cursor = keyset.parse(request.args.get("hal", ""))
    page = seller_desk.orders(shop, tab, cursor, number=number)
    return render_template(
        "sellers/orders/list.html",
        tab=tab,
        number=number,
        counts=seller_desk.counts(shop),
        orders=page.rows,
        pictures=order_pictures.of(page.rows),
        words=order_words,
        previous_url=_page_url(tab, number, page.previous),
        next_url=_page_url(tab, number, page.following),
    )


@seller_orders.get("/<number>")
@allow("seller")
def show(number: str) -> ResponseReturnValue:
    return _order_page(number)


@seller_orders.post("/<number>/terima")
@allow("seller")
def accept(number: str) -> ResponseReturnValue:
    with transaction():
        fulfilment.accept(my_shop(), number)
    return _done(number, _("Pesanan Anda terima. Sekarang siapkan barangnya."))


@seller_orders.post("/<number>/tolak")
@allow("seller")
def reject(number: str) -> ResponseReturnValue:
    form = forms.RejectForm()

    def deed() -> None:
        kind = cancelling.SellerReason(form.reason.data)
        cancelling.reject(my_shop(), number, cancelling.in_words(kind, form.detail.data or ""))

    return _try(number, form, deed, _("Pesanan ditolak. Pembeli sudah kami kabari."))


@seller_orders.post("/<number>/kirim")
@allow("seller")
def ship(number: str) -> ResponseReturnValue:
    form = forms.ParcelForm()

    def deed() -> None:
        parcel = fulfilment.Parcel.of(form.courier.data or "", form.airway_bill.data or "")
        fulfilment.ship(my_shop(), number, parcel)

    return _try(number, form, deed, _("Pesanan ditandai sudah dikirim. Pembeli sudah kami kabari."))


@seller_orders.post("/<number>/antar")
@allow("seller")
def set_out(number: str) -> ResponseReturnValue:
    with transaction():
        fulfilment.set_out(my_shop(), number)
    return _done(number, _("Pembeli sudah kami kabari bahwa barangnya sedang Anda antar."))


@seller_orders.post("/<number>/siap")
@allow("seller")
def make_ready(number: str) -> ResponseReturnValue:
    with transaction():
        fulfilment.make_ready(my_shop(), number)
    return _done(number, _("Pembeli sudah kami kabari bahwa barangnya bisa diambil."))


@seller_orders.post("/<number>/tiba")
@allow("seller")
def arrive(number: str) -> ResponseReturnValue:
    form = forms.ReceiverForm()

    def deed() -> None:
        fulfilment.arrive(my_shop(), number, form.receiver.data or "")

    return _try(number, form, deed, _("Tercatat. Pesanan selesai setelah pembeli memeriksa barangnya."))


@seller_orders.post("/<number>/serah")
@allow("seller")
def hand_over(number: str) -> ResponseReturnValue:
    form = forms.PickupForm()
    if not form.validate():
        return _order_page(number, form)
    try:
        with transaction():
            fits = fulfilment.hand_over(my_shop(), number, form.code.data or "")
    except TooMany as refusal:
        return _order_page(number, form, refusal)
    if not fits:
        wrong = Invalid(_("Kodenya tidak cocok. Minta pembeli membacakan lagi kode ambilnya."), field="code")
        return _order_page(number, form, wrong)
    return _done(number, _("Kodenya cocok. Serahkan barangnya kepada pembeli."))


@seller_orders.post("/<number>/kembali")
@allow("seller")
def take_back(number: str) -> ResponseReturnValue:
    form = forms.TakeBackForm()

    def deed() -> None:
        kind = cancelling.RefusedReason(form.reason.data)
        cancelling.take_back(my_shop(), number, cancelling.in_words(kind, form.detail.data or ""))

    return _try(number, form, deed, _("Pesanan dibatalkan dan stoknya kembali ke toko Anda."))


@seller_orders.post("/<number>/masalah/jawab")
@allow("seller")
def answer(number: str) -> ResponseReturnValue:
    form = forms.AnswerForm()

    def deed() -> None:
        problems.answer(my_shop(), number, form.answer.data or "")

    return _try(number, form, deed, _("Jawaban Anda sudah kami sampaikan kepada pembeli."))


@seller_orders.get("/<number>/masalah/foto")
@allow("seller")
def problem_photo(number: str) -> ResponseReturnValue:
    return private_photo(problem_photos.of(of_seller(my_shop(), number)))


@seller_orders.get("/<number>/label")
@allow("seller")
def label(number: str) -> ResponseReturnValue:
    order = _seen(number)
    if order.status not in CONTACT_WHILE:
        return redirect(url_for("seller_orders.show", number=number), 303)
    code = segno.make(order.number, error="m").svg_data_uri(scale=4, border=1)
    return render_template("sellers/orders/label.html", order=order, code=code)


@seller_orders.get("/<number>/daftar-isi")
@allow("seller")
def packing_slip(number: str) -> ResponseReturnValue:
    return render_template("sellers/orders/packing_slip.html", order=_seen(number))


def _seen(number: str) -> Order:
    """An order that has reached this seller. Raises NotFound."""
    return seller_desk.order(my_shop(), number)


def _try(number: str, form: FlaskForm, deed: Callable[[], None], said: str) -> ResponseReturnValue:
    """Do what the form says, or show the order again with what is wrong."""
    if not form.validate():
        return _order_page(number, form)
    try:
        with transaction():
            deed()
    except Invalid as refusal:
        return _order_page(number, form, refusal)
    return _done(number, said)


def _done(number: str, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("seller_orders.show", number=number), 303)


def _order_page(
    number: str, form: FlaskForm | None = None, refusal: Invalid | TooMany | None = None
) -> ResponseReturnValue:
    """One order with every deed it allows; `form` is the one that came back with something wrong."""
    order = _seen(number)
    status, headers = refuse(form, refusal) if form is not None else (200, {})

    def own(kind: type[FlaskForm]) -> FlaskForm:
        return form if isinstance(form, kind) else kind()

    parcel = own(forms.ParcelForm)
    if form is None and not parcel.courier.data:
        parcel.courier.data = order.courier
    page = render_template(
        "sellers/orders/order.html",
        order=order,
        words=order_words,
        steps=order_words.steps(order),
        pictures=order_pictures.of([order]),
        shows_contact=order.status in CONTACT_WHILE,
        is_cash=order.purchase.method == PaymentMethod.COD,
        by_courier=order.shipping_method == ShippingMethod.COURIER,
        problem=problems.latest(order),
        problem_kind=problems.kind_label,
        form=form,
        parcel=parcel,
        reject=own(forms.RejectForm),
        receiver=own(forms.ReceiverForm),
        pickup=own(forms.PickupForm),
        taken_back=own(forms.TakeBackForm),
        answer=own(forms.AnswerForm),
        couriers=forms.COURIERS,
    )
    return page, status, headers


def _page_url(tab: str, number: str, cursor: keyset.Cursor | None) -> str:
    if cursor is None:
        return ""
    return url_for("seller_orders.index", tab=tab, nomor=number or None, hal=str(cursor))
