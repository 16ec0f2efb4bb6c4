"""One page from a basket to a purchase: where to, how, how paid. Totals are made by the domain only."""

from dataclasses import dataclass

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import gateways, regions
from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.gateways import GatewayAway, GatewayRefused
from marketplace.i18n import _
from marketplace.models import Address, Purchase
from marketplace.models.orders import PaymentMethod
from marketplace.regions import Region
from marketplace.shop import basket as baskets
from marketplace.shop import checkout as use_case
from marketplace.shop import order_links, paying
from marketplace.shop.checkout import EmptyBasket, QuoteChanged, Wish
from marketplace.shop.forms.checkout import CheckoutForm
from marketplace.shop.purchases import Delivery
from marketplace.shop.views.basket import page as basket_page
from marketplace.shop.views.owners import owner_now
from marketplace.stock import OutOfStock
from marketplace.transactions import transaction
from marketplace.web.access import PUBLIC, allow, visitor
from marketplace.web.forms import refuse
from marketplace.web.nav import pick_locale

checkout = Blueprint("checkout", __name__)

RECALCULATE = "hitung"
NEAR = "35"
"""The province most goods come from: of districts with one name its own are listed first."""
NOTE_LENGTH = 300


@dataclass(frozen=True)
class Target:
    """Where the goods go: a district, and an entry of the address book when one was chosen."""

    district: Region
    address: Address | None = None


class Unreadable(Exception):
    """The form's fields need mending first."""


@checkout.get("/checkout")
@allow(PUBLIC)
def show() -> ResponseReturnValue:
    if owner_now() is None:
        return redirect(url_for("basket.show"), 303)
    target = _target()
    try:
        if target is None:
            return _ask_where()
        return _page(target, CheckoutForm(formdata=None))
    except EmptyBasket as empty:
        flash(empty.message, "error")
        return redirect(url_for("basket.show"), 303)


@checkout.post("/checkout")
@allow(PUBLIC)
def place() -> ResponseReturnValue:
    """Buy, or with the button `hitung` only show the totals again."""
    owner, target, form = owner_now(), _target(), CheckoutForm()
    key = form.checkout_key.data or ""
    if owner is None or target is None:
        done = use_case.already_placed(owner, key)
        if done is None:
            raise Conflict(_("Keranjang ini sudah tidak ada. Buka keranjang Anda lagi."))
        return _go_on(done)
    if target.address is not None:
        form.use_address_book()
    try:
        if request.form.get("act") == RECALCULATE:
            return _page(target, form)
        with transaction():
            purchase = _buy(owner, target, form)
    except Unreadable:
        return _page(target, form), 422
    except (EmptyBasket, OutOfStock) as refusal:
        return basket_page(problem=refusal.message), refusal.status
    except (QuoteChanged, Invalid, use_case.Undeliverable) as refusal:
        status, headers = refuse(form, refusal)
        return _page(target, form), status, headers
    return _go_on(purchase)


def _buy(owner: baskets.Owner, target: Target, form: CheckoutForm) -> Purchase:
    """What is needed depends on what is bought, so the form is judged beside the locked basket."""
    till = use_case.approach(owner, form.checkout_key.data or "", target.district.code, _choices())
    if isinstance(till, Purchase):
        return till
    form.offer(target.district.code, till.quote.methods)
    if not till.quote.is_picked_up:
        form.ask_for_place()
    if not form.validate():
        raise Unreadable
    return use_case.buy(till, _wish(form, target))


def _go_on(purchase: Purchase) -> ResponseReturnValue:
    """To the pay page when there is one and it can be had, else to the purchase itself."""
    own_page = order_links.link_to(purchase)
    if purchase.method != PaymentMethod.CARD:
        return redirect(own_page, 303)
    try:
        return redirect(paying.pay(purchase.id) or own_page, 303)
    except (GatewayAway, GatewayRefused) as fault:
        flash(fault.message, "error")
    except Conflict:
        pass  # paid or over already: the page says so
    return redirect(own_page, 303)


def _target() -> Target | None:
    """Where to, from the address of the page or the form; an account's usual address when nothing is said."""
    user, values = visitor(), request.values
    chosen = values.get("address", "")
    if user is not None and chosen.isdigit():
        return _to(use_case.address_of(user, int(chosen)))
    district = regions.find(values.get("tujuan", ""))
    if district is not None and district.code.count(".") == 2:
        return Target(district)
    wants_other = any(name in values for name in ("cari", "induk", "ganti", "tujuan"))
    if user is not None and not wants_other:
        known = use_case.addresses_of(user)
        if known:
            return _to(known[0])
    return None


def _to(address: Address) -> Target:
    district = regions.find(regions.district_code(address.village_code))
    if district is None:
        raise NotFound
    return Target(district, address)


def _ask_where() -> str:
    """The step before: which district, by name or down the list, or an address from the book."""
    owner, user = owner_now(), visitor()
    mine = baskets.find(owner) if owner is not None else None
    if mine is None:
        raise EmptyBasket
    wanted, above = request.args.get("cari", ""), request.args.get("induk", "")
    parent = regions.find(above) if above else None
    return render_template(
        "shop/destination.html",
        wanted=wanted,
        found=regions.search_districts(wanted[:60], near=NEAR) if wanted else [],
        listed=regions.children(above) if (not above or parent) and above.count(".") < 2 else [],
        parent=parent,
        addresses=use_case.addresses_of(user) if user is not None else [],
        place_of=regions.find,
    )


def _page(target: Target, form: CheckoutForm) -> str:
    owner, user = owner_now(), visitor()
    if owner is None:
        raise EmptyBasket
    mine, made = use_case.show(owner, target.district.code, _choices())
    card = gateways.card()
    g.pay_origin = card.pay_origin if card else ""
    if target.address is not None and "village" in form:
        form.use_address_book()
    form.offer(target.district.code, made.methods)
    if request.method == "GET" and user is not None:
        form.email.data = user.email
        if "name" in form:
            form.name.data, form.phone.data = user.name, user.phone
    form.checkout_key.data, form.seen.data = mine.checkout_key, made.fingerprint
    return render_template(
        "shop/checkout.html", form=form, quote=made, target=target, notes=_notes(), user=user
    )


def _wish(form: CheckoutForm, target: Target) -> Wish:
    entry = target.address
    method = form.method.data
    return Wish(
        key=form.checkout_key.data or "",
        seen=form.seen.data or "",
        district_code=target.district.code,
        delivery=Delivery(
            recipient=entry.recipient if entry else form.name.data,
            phone=entry.phone if entry else form.phone.data,
            email=form.email.data,
            street=entry.street if entry else form.street.data,
            village_code=entry.village_code if entry else form.village.data or "",
            note=entry.note if entry else form.address_note.data,
        ),
        method=PaymentMethod(method) if method in set(PaymentMethod) else None,
        choices=_choices(),
        notes=_notes(),
        locale=pick_locale(),
    )


def _choices() -> dict[int, str]:
    """The way of shipping chosen for each seller."""
    return _by_seller("shipping-")


def _notes() -> dict[int, str]:
    return {
        seller_id: " ".join(text.split())[:NOTE_LENGTH] for seller_id, text in _by_seller("note-").items()
    }


def _by_seller(prefix: str) -> dict[int, str]:
    names = [name for name in request.form if name.startswith(prefix) and len(name) < 30]
    return {
        int(name.removeprefix(prefix)): request.form[name]
        for name in names
        if name.removeprefix(prefix).isdigit()
    }
