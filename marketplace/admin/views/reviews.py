"""Reviews somebody has reported: hide with a reason, or keep."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace.i18n import _
from marketplace.shop import opinions, reviews
from marketplace.shop.forms.orders import HideReviewForm
from marketplace.transactions import transaction
from marketplace.web.access import allow, me

pages = Blueprint("admin_reviews", __name__, url_prefix="/admin/ulasan")


@pages.get("")
@allow("admin")
def index() -> ResponseReturnValue:
    return render_template("admin/problems/reviews.html", found=opinions.reported())


@pages.post("/<number>/<int:position>/sembunyikan")
@allow("admin")
def hide(number: str, position: int) -> ResponseReturnValue:
    form = HideReviewForm()
    if not form.validate():
        flash(_("Tulis alasannya dulu. Alasan itu dicatat."), "error")
        return redirect(url_for("admin_reviews.index"), 303)
    with transaction():
        reviews.hide(me(), reviews.at(number, position), form.reason.data)
    flash(_("Ulasan disembunyikan dan tidak dihitung lagi."))
    return redirect(url_for("admin_reviews.index"), 303)


@pages.post("/<number>/<int:position>/biarkan")
@allow("admin")
def keep(number: str, position: int) -> ResponseReturnValue:
    with transaction():
        reviews.keep(me(), reviews.at(number, position))
    flash(_("Laporan ditutup. Ulasannya tetap tampil."))
    return redirect(url_for("admin_reviews.index"), 303)
