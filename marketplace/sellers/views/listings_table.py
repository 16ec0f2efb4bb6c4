"""Price and stock of everything by spreadsheet."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from marketplace.errors import Invalid
from marketplace.i18n import _
from marketplace.sellers import listings_table
from marketplace.sellers.forms.listings import TableForm
from marketplace.sellers.listings_table import BadTable, Problem
from marketplace.sellers.views.listings_blueprint import listings
from marketplace.transactions import transaction
from marketplace.web.access import allow, my_shop
from marketplace.web.forms import refuse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@listings.get("/mitra/produk/tabel")
@allow("seller")
def table() -> ResponseReturnValue:
    my_shop()
    return _page(TableForm())


@listings.get("/mitra/produk/tabel.xlsx")
@allow("seller")
def download_table() -> ResponseReturnValue:
    response = Response(listings_table.workbook(my_shop()), content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="harga-dan-stok.xlsx"'
    return response


@listings.post("/mitra/produk/tabel")
@allow("seller")
def upload_table() -> ResponseReturnValue:
    """Take a changed table back: all of it, or nothing with what is wrong row by row."""
    my_shop()
    form = TableForm()
    data = form.content()
    if not data:
        return _wrong(form, Invalid(_("Pilih dulu berkas tabelnya."), field="table"))
    try:
        with transaction():
            changed = listings_table.take_back(my_shop(), data)
    except BadTable as refusal:
        return _wrong(form, refusal, refusal.problems)
    if changed:
        flash(_("Harga dan stok %(n)s barang diperbarui.", n=changed))
    else:
        flash(_("Isi tabel sama dengan yang sekarang; tidak ada yang berubah."))
    return redirect(url_for("listings.index"), 303)


def _wrong(form: TableForm, refusal: Invalid, problems: list[Problem] | None = None) -> ResponseReturnValue:
    status, _headers = refuse(form, refusal)
    return _page(form, status, problems)


def _page(form: TableForm, status: int = 200, problems: list[Problem] | None = None) -> ResponseReturnValue:
    page = render_template("sellers/products/table.html", form=form, problems=problems or [])
    return page, status
