"""The address book."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from marketplace.accounts import addresses, marks
from marketplace.accounts.forms import AddressForm
from marketplace.accounts.views.blueprint import accounts
from marketplace.errors import Conflict, Invalid
from marketplace.models import Address
from marketplace.transactions import transaction
from marketplace.web.access import MEMBER, allow, me
from marketplace.web.forms import refuse
from marketplace.web.region_fields import only_loading


@accounts.get("/akun/alamat")
@allow(MEMBER)
def address_book() -> ResponseReturnValue:
    entries = [
        (address, marks.mark(address), addresses.region_of(address)) for address in addresses.of_user(me())
    ]
    return render_template("accounts/addresses.html", entries=entries)


@accounts.get("/akun/alamat/baru")
@allow(MEMBER)
def new_address() -> ResponseReturnValue:
    user = me()
    form = AddressForm(formdata=None, data={"recipient": user.name, "phone": user.phone or ""})
    form.fill_regions()
    return _form_page(form)


@accounts.post("/akun/alamat/baru")
@allow(MEMBER)
def add_address() -> ResponseReturnValue:
    form = AddressForm()
    form.fill_regions()
    if only_loading():
        return _form_page(form)
    refusal: Invalid | Conflict | None = None
    if form.validate():
        try:
            with transaction():
                addresses.add(me(), form.place(), as_default=form.is_default.data)
        except (Invalid, Conflict) as refused:
            refusal = refused
        else:
            flash(_("Alamat sudah disimpan."))
            return redirect(url_for("accounts.address_book"), 303)
    status, headers = refuse(form, refusal)
    return _form_page(form), status, headers


@accounts.get("/akun/alamat/<mark>")
@allow(MEMBER)
def edit_address(mark: str) -> ResponseReturnValue:
    address = addresses.find(me(), mark)
    form = AddressForm(formdata=None, obj=address)
    form.fill_regions(address.village_code)
    return _form_page(form, address)


@accounts.post("/akun/alamat/<mark>")
@allow(MEMBER)
def change_address(mark: str) -> ResponseReturnValue:
    address = addresses.find(me(), mark)
    form = AddressForm()
    form.fill_regions()
    if only_loading():
        return _form_page(form, address)
    refusal: Invalid | None = None
    if form.validate():
        try:
            with transaction():
                addresses.change(me(), address, form.place(), as_default=form.is_default.data)
        except Invalid as refused:
            refusal = refused
        else:
            flash(_("Alamat sudah disimpan."))
            return redirect(url_for("accounts.address_book"), 303)
    status, headers = refuse(form, refusal)
    return _form_page(form, address), status, headers


@accounts.post("/akun/alamat/<mark>/utama")
@allow(MEMBER)
def make_default_address(mark: str) -> ResponseReturnValue:
    with transaction():
        addresses.make_default(me(), addresses.find(me(), mark))
    flash(_("Alamat utama sudah diganti."))
    return redirect(url_for("accounts.address_book"), 303)


@accounts.post("/akun/alamat/<mark>/hapus")
@allow(MEMBER)
def remove_address(mark: str) -> ResponseReturnValue:
    with transaction():
        addresses.remove(me(), addresses.find(me(), mark))
    flash(_("Alamat sudah dihapus."))
    return redirect(url_for("accounts.address_book"), 303)


def _form_page(form: AddressForm, address: Address | None = None) -> str:
    mark = marks.mark(address) if address else ""
    return render_template("accounts/address.html", form=form, mark=mark)
