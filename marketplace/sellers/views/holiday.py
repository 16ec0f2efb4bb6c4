"""The shop's break."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock
from marketplace.errors import Invalid
from marketplace.i18n import _
from marketplace.sellers import holiday as breaks
from marketplace.sellers.forms.listings import HolidayForm
from marketplace.sellers.views.listings_blueprint import listings
from marketplace.transactions import transaction
from marketplace.web.access import allow, my_shop
from marketplace.web.forms import refuse


@listings.get("/mitra/toko/libur")
@allow("seller")
def holiday() -> ResponseReturnValue:
    shop = my_shop()
    today = clock.today()
    first, last = shop.holiday_from or today, shop.holiday_until or today + timedelta(days=3)
    return _page(HolidayForm(data={"first": first, "last": last}))


@listings.post("/mitra/toko/libur")
@allow("seller")
def take_holiday() -> ResponseReturnValue:
    form = HolidayForm()
    if not form.validate() or form.first.data is None or form.last.data is None:
        if not form.errors:
            form.form_errors.append(_("Isi hari pertama dan hari terakhir libur."))
        return _page(form, 422)
    try:
        with transaction():
            breaks.take(my_shop(), form.first.data, form.last.data)
    except Invalid as refusal:
        status, _headers = refuse(form, refusal)
        return _page(form, status)
    flash(_("Libur tersimpan. Pembeli melihat kapan toko buka lagi."))
    return redirect(url_for("listings.holiday"), 303)


@listings.post("/mitra/toko/libur/selesai")
@allow("seller")
def end_holiday() -> ResponseReturnValue:
    with transaction():
        breaks.end(my_shop())
    flash(_("Toko buka lagi."))
    return redirect(url_for("listings.holiday"), 303)


def _page(form: HolidayForm, status: int = 200) -> ResponseReturnValue:
    shop = my_shop()
    is_away = shop.on_holiday(clock.today())
    return render_template("sellers/products/holiday.html", form=form, shop=shop, is_away=is_away), status
