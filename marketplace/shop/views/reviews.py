"""Reviews: the buyer writes, the seller replies, anybody signed in reports."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.errors import Invalid, InvalidTransition
from marketplace.media import pictures
from marketplace.models import Purchase
from marketplace.models.orders import OrderStatus
from marketplace.shop import opinions, order_links
from marketplace.shop import reviews as reviewing
from marketplace.shop.forms.orders import ReplyForm, ReportReviewForm, ReviewForm
from marketplace.transactions import transaction
from marketplace.web.access import MEMBER, PUBLIC, allow, me, my_shop, visitor
from marketplace.web.forms import refuse

reviews = Blueprint("reviews", __name__)


@reviews.route("/pesanan/<number>/<order_number>/ulasan/<int:position>", methods=["GET", "POST"])
@allow(PUBLIC)
def write(number: str, order_number: str, position: int) -> ResponseReturnValue:
    """Write a review, or change it while that is allowed."""
    key = request.args.get("kunci", "")
    purchase = order_links.purchase_of(number, visitor(), key)
    line = reviewing.line_of(purchase, order_number, position)
    if line.order.status != OrderStatus.COMPLETED:
        raise InvalidTransition(line.order, line.order.status, OrderStatus.COMPLETED)
    known = reviewing.of_line(line)
    if known is not None and not reviewing.can_edit(known):
        raise reviewing.CannotEdit
    prefill = {"stars": str(known.stars), "text": known.text} if known else {}
    form = ReviewForm(data=prefill)
    status, headers = 200, dict[str, str]()
    if request.method == "POST":
        refusal: Invalid | None = None
        if form.validate():
            try:
                _write(purchase, order_number, position, form, is_edit=known is not None)
            except Invalid as invalid:
                refusal = invalid
            else:
                flash(_("Terima kasih. Ulasan Anda sudah tampil di halaman barangnya."))
                back = key if key and order_links.opens(purchase, key) else None
                return redirect(url_for("orders.show", number=number, kunci=back), 303)
        status, headers = refuse(form, refusal)
    page = render_template(
        "shop/orders/review.html",
        purchase=purchase,
        line=line,
        form=form,
        is_edit=known is not None,
        key=key or None,
        may_send_photos=visitor() is not None,
    )
    return page, status, headers


@reviews.get("/mitra/ulasan")
@allow("seller")
def mine() -> ResponseReturnValue:
    found = opinions.of_seller(my_shop(), request.args.get("hal", type=int))
    shown = found[: opinions.PAGE]
    older = url_for("reviews.mine", hal=shown[-1].review.id) if len(found) > len(shown) else ""
    return render_template("sellers/orders/reviews.html", found=shown, next_url=older)


@reviews.post("/mitra/ulasan/<order_number>/<int:position>/balas")
@allow("seller")
def reply(order_number: str, position: int) -> ResponseReturnValue:
    reviewing.of_seller_at(my_shop(), order_number, position)
    form = ReplyForm()
    if not form.validate():
        flash(_("Tulis balasannya dulu."), "error")
        return redirect(url_for("reviews.mine"), 303)
    with transaction():
        reviewing.reply(my_shop(), order_number, position, form.reply.data)
    flash(_("Balasan Anda sudah tampil di bawah ulasan."))
    return redirect(url_for("reviews.mine"), 303)


@reviews.route("/ulasan/<order_number>/<int:position>/lapor", methods=["GET", "POST"])
@allow(MEMBER)
def report(order_number: str, position: int) -> ResponseReturnValue:
    review, form = reviewing.at(order_number, position), ReportReviewForm()
    if request.method == "POST" and form.validate():
        with transaction():
            reviewing.report(me(), reviewing.at(order_number, position), form.reason.data)
        flash(_("Terima kasih. Pengelola memeriksa ulasan itu."))
        return redirect(url_for("catalogue.product", slug=review.product.slug), 303)
    status = 422 if form.errors else 200
    return render_template("shop/orders/report_review.html", review=review, form=form), status


def _write(purchase: Purchase, order_number: str, position: int, form: ReviewForm, *, is_edit: bool) -> None:
    """Keep the photos first, outside the database, then the words with them."""
    buyer = visitor()
    files = [upload.read() for upload in form.photos.data or [] if upload and upload.filename]
    if len(files) > reviewing.MOST_PHOTOS:
        raise Invalid(_("Paling banyak 3 foto."), field="photos")
    if buyer is None:
        files = []
    with pictures.received(files) as originals, transaction():
        line = reviewing.line_of(purchase, order_number, position)
        keep = None
        if buyer is not None and originals:
            keep = lambda: [pictures.register(buyer, original) for original in originals]  # noqa: E731
        words = reviewing.Words(int(form.stars.data), form.text.data or "", keep)
        deed = reviewing.edit if is_edit else reviewing.write
        deed(line, words, buyer)
