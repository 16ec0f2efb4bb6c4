"""The buyer's orders: the list, a purchase by account or link, and every deed on its orders."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from marketplace.errors import Invalid, InvalidTransition, NotFound, TooMany
from marketplace.models import Purchase
from marketplace.models.orders import OrderStatus
from marketplace.shop import (
    cancelling,
    keyset,
    opinions,
    order_links,
    order_pictures,
    order_words,
    problem_photos,
    problems,
    purchase_list,
    receiving,
    refunds,
    reviews,
)
from marketplace.shop.forms import orders as forms
from marketplace.shop.views.answers import private_photo
from marketplace.shop.views.payments import pay_panel
from marketplace.transactions import transaction
from marketplace.web.access import PUBLIC, allow, visitor
from marketplace.web.forms import refuse

orders = Blueprint("orders", __name__, url_prefix="/pesanan")


@orders.get("")
@allow(PUBLIC)
def index() -> ResponseReturnValue:
    buyer = visitor()
    if buyer is None:
        return render_template("shop/orders/find.html", form=forms.FindOrderForm(formdata=None), wanted="")
    tab = request.args.get("tab", "")
    page = purchase_list.purchases(buyer, tab, keyset.parse(request.args.get("hal", "")))
    return render_template(
        "shop/orders/list.html",
        tab=tab if tab in purchase_list.TABS else "",
        counts=purchase_list.counts(buyer),
        purchases=page.rows,
        pictures=order_pictures.of(order for purchase in page.rows for order in purchase.orders),
        words=order_words,
        previous_url=_page_url(tab, page.previous),
        next_url=_page_url(tab, page.following),
    )


@orders.get("/cari")
@allow(PUBLIC)
def find() -> ResponseReturnValue:
    return render_template("shop/orders/find.html", form=forms.FindOrderForm(formdata=None), wanted="")


@orders.post("/cari")
@allow(PUBLIC)
def mail_link() -> ResponseReturnValue:
    form = forms.FindOrderForm()
    refusal: TooMany | None = None
    if form.validate():
        try:
            with transaction():
                purchase_list.mail_link(form.number.data, form.email.data, request.remote_addr or "")
        except TooMany as too_many:
            refusal = too_many
        else:
            flash(_("Jika nomor dan emailnya cocok, tautan pesanan kami kirim ke email itu."))
            return redirect(url_for("orders.find"), 303)
    status, headers = refuse(form, refusal)
    return render_template("shop/orders/find.html", form=form, wanted=""), status, headers


@orders.get("/<number>")
@allow(PUBLIC)
def show(number: str) -> ResponseReturnValue:
    try:
        purchase = _purchase(number)
    except NotFound:
        if visitor() is not None:
            raise
        # Whether there is such a purchase is not told: sign in, or have the link mailed.
        form = forms.FindOrderForm(formdata=None, data={"number": number})
        return render_template("shop/orders/find.html", form=form, wanted=number), 404
    found = purchase_list.with_orders(purchase)
    return render_template(
        "shop/orders/purchase.html",
        purchase=purchase,
        orders=found,
        panel=pay_panel(purchase),
        key=_key(purchase),
        words=order_words,
        steps=order_words.steps_of(found),
        pictures=order_pictures.of(found),
        refunds=purchase_list.refunds_of(found),
        sent_by_hand=refunds.by_hand,
        reviewed=opinions.of_orders(found),
        can_edit=reviews.can_edit,
        problem_kind=problems.kind_label,
    )


@orders.route("/<number>/<order_number>/batal", methods=["GET", "POST"])
@allow(PUBLIC)
def cancel(number: str, order_number: str) -> ResponseReturnValue:
    purchase = _purchase(number)
    form = forms.CancelForm()

    def deed() -> None:
        words = cancelling.in_words(cancelling.BuyerReason(form.reason.data), form.detail.data or "")
        cancelling.cancel(purchase, order_number, words, visitor())

    said = _("Pesanan dibatalkan. Penjual sudah kami kabari.")
    allowed = cancelling.BEFORE_SHIPPING
    return _form_page("shop/orders/cancel.html", purchase, order_number, form, deed, said, allowed)


@orders.post("/<number>/<order_number>/diterima")
@allow(PUBLIC)
def confirm(number: str, order_number: str) -> ResponseReturnValue:
    purchase = _purchase(number)
    with transaction():
        receiving.confirm(purchase, order_number, visitor())
    flash(_("Terima kasih. Pesanan selesai dan uangnya diteruskan ke penjual."))
    return _back(purchase)


@orders.route("/<number>/<order_number>/masalah", methods=["GET", "POST"])
@allow(PUBLIC)
def report(number: str, order_number: str) -> ResponseReturnValue:
    purchase = _purchase(number)
    form = forms.ProblemForm()

    def deed() -> None:
        photo = form.photo.data.read() if form.photo.data else b""
        keep = problem_photos.keeper(visitor(), photo) if photo else None
        told = problems.Report(problems.ProblemKind(form.kind.data), form.description.data, keep)
        problems.report(purchase, order_number, told, visitor())

    said = _("Laporan Anda kami terima. Uang untuk penjual kami tahan sampai masalah ini selesai.")
    allowed = {OrderStatus.SHIPPED, OrderStatus.DELIVERED}
    return _form_page("shop/orders/problem.html", purchase, order_number, form, deed, said, allowed)


@orders.post("/<number>/<order_number>/masalah/tarik")
@allow(PUBLIC)
def withdraw(number: str, order_number: str) -> ResponseReturnValue:
    purchase = _purchase(number)
    with transaction():
        problems.withdraw(purchase, order_number, visitor())
    flash(_("Laporan ditarik. Pesanan selesai."))
    return _back(purchase)


@orders.get("/<number>/<order_number>/masalah/foto")
@allow(PUBLIC)
def problem_photo(number: str, order_number: str) -> ResponseReturnValue:
    order = purchase_list.own_order(_purchase(number), order_number)
    return private_photo(problem_photos.of(order))


@orders.route("/<number>/<order_number>/rekening", methods=["GET", "POST"])
@allow(PUBLIC)
def refund_account(number: str, order_number: str) -> ResponseReturnValue:
    purchase = _purchase(number)
    form = forms.RefundAccountForm()

    def deed() -> None:
        refunds.tell_account(purchase, order_number, form.account.data or "", visitor())

    said = _("Terima kasih. Uangnya kami kirim ke rekening itu.")
    allowed = {OrderStatus.CANCELLED}
    return _form_page("shop/orders/refund_account.html", purchase, order_number, form, deed, said, allowed)


def _form_page(
    template: str,
    purchase: Purchase,
    order_number: str,
    form: FlaskForm,
    deed: Callable[[], object],
    said: str,
    allowed: set[OrderStatus],
) -> ResponseReturnValue:
    """One deed on a page of its own: shown, refused with the input kept, or done."""
    order = purchase_list.own_order(purchase, order_number)
    status, headers = 200, dict[str, str]()
    if request.method == "POST":
        refusal: Invalid | None = None
        if form.validate():
            try:
                with transaction():
                    deed()
            except Invalid as invalid:
                refusal = invalid
            else:
                flash(said)
                return _back(purchase)
        status, headers = refuse(form, refusal)
    elif order.status not in allowed:
        raise InvalidTransition(order, order.status, "")
    page = render_template(template, purchase=purchase, order=order, form=form, key=_key(purchase))
    return page, status, headers


def _purchase(number: str) -> Purchase:
    """The purchase of the address, by account or by the link's key. Raises NotFound."""
    return order_links.purchase_of(number, visitor(), request.args.get("kunci", ""))


def _key(purchase: Purchase) -> str | None:
    """The key the page was opened with, to be carried on; None where the account opens it."""
    key = request.args.get("kunci", "")
    return key if key and order_links.opens(purchase, key) else None


def _back(purchase: Purchase) -> ResponseReturnValue:
    return redirect(url_for("orders.show", number=purchase.number, kunci=_key(purchase)), 303)


def _page_url(tab: str, cursor: keyset.Cursor | None) -> str:
    return url_for("orders.index", tab=tab or None, hal=str(cursor)) if cursor else ""
