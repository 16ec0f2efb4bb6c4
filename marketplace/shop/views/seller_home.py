"""The seller's first page: what needs doing now. And the tabs of the seller's centre."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import clock, paths
from marketplace.i18n import N_, _
from marketplace.models import Seller, User
from marketplace.shop import seller_balance, seller_desk
from marketplace.shop.seller_desk import Desk, Waiting
from marketplace.web.access import MEMBER, allow, me
from marketplace.web.nav import NavItem, menu_of

seller_home = Blueprint("seller_home", __name__)


@dataclass(frozen=True)
class Task:
    """A line of "today": how many, of what, until when, and the way there."""

    icon: str
    tone: str
    title: str
    url: str
    due_at: datetime | None = None
    text: str = ""


@seller_home.get("/mitra")
@allow(MEMBER)
def today() -> ResponseReturnValue:
    shop = me().seller
    if shop is None or not shop.has_shop:
        return redirect(paths.APPLICATION, 303)
    return render_template(
        "sellers/home/today.html",
        shop=shop,
        tasks=_tasks(shop, _desk(shop)),
        figures=seller_balance.figures(shop),
        week=seller_balance.sold_since(shop, days=7),
        on_holiday=shop.on_holiday(clock.today()),
    )


@menu_of("seller")
def tabs(user: User) -> list[NavItem]:
    """The five tabs with what waits behind each; none before there is a shop."""
    shop = user.seller
    if shop is None or not shop.has_shop:
        return []
    waiting, path = _desk(shop), request.path
    return [
        NavItem(_("Hari ini"), "/mitra", "home", current=path == "/mitra"),
        NavItem(
            _("Pesanan"),
            "/mitra/pesanan",
            "orders",
            waiting.orders,
            path.startswith(("/mitra/pesanan", "/mitra/ulasan")),
        ),
        NavItem(_("Produk"), "/mitra/produk", "box", waiting.to_mend, path.startswith("/mitra/produk")),
        NavItem(_("Saldo"), paths.BALANCE, "wallet", current=path.startswith(paths.BALANCE)),
        NavItem(_("Toko"), "/mitra/toko", "store", current=path.startswith("/mitra/toko")),
    ]


def _desk(shop: Seller) -> Desk:
    """Counted once a request: the tabs and the page ask for the same."""
    if "seller_desk" not in g:
        g.seller_desk = seller_desk.desk(shop)
    counted: Desk = g.seller_desk
    return counted


def _tasks(shop: Seller, desk: Desk) -> list[Task]:
    """What waits, most pressing first; what is empty is left out."""
    found: list[Task] = []

    def add(waiting: Waiting, icon: str, tone: str, title: str, tab: str, text: str = "") -> None:
        if waiting.count:
            url = url_for("seller_orders.index", tab=tab)
            found.append(Task(icon, tone, _(title, n=waiting.count), url, waiting.due_at, text))

    add(
        desk.to_answer,
        "alert",
        "danger",
        N_("%(n)s laporan masalah menunggu jawaban"),
        "masalah",
        _("Jawab sebelum"),
    )
    add(desk.new, "orders", "turmeric", N_("%(n)s pesanan baru"), "baru", _("Terima sebelum"))
    add(desk.to_ship, "box", "indigo", N_("%(n)s pesanan perlu dikirim"), "kirim", _("Kirim sebelum"))
    add(desk.to_bring, "motor", "leaf", N_("%(n)s pesanan sedang Anda antar"), "dikirim")
    add(
        desk.to_hand_over,
        "pickup",
        "leaf",
        N_("%(n)s pesanan menunggu diambil"),
        "dikirim",
        _("Diambil sebelum"),
    )
    if desk.to_mend:
        title = _("%(n)s produk perlu diperbaiki", n=desk.to_mend)
        found.append(Task("edit", "danger", title, "/mitra/produk"))
    if desk.low_stock:
        title = _("%(n)s barang hampir habis", n=desk.low_stock)
        found.append(Task("archive", "turmeric", title, "/mitra/produk"))
    if desk.to_reply:
        title = _("%(n)s ulasan belum dibalas", n=desk.to_reply)
        found.append(Task("star", "neutral", title, url_for("reviews.mine")))
    return found
