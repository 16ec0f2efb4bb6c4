"""From the basket to the seller, through the pages."""

from __future__ import annotations

import re

from sqlalchemy import select

from marketplace.extensions import db
from marketplace.models import Order, Payment, Purchase
from marketplace.models.orders import OrderStatus, PurchaseStatus
from marketplace.models.payments import PaymentStatus
from tests.factories.catalogue import a_product
from tests.factories.shop import DISTRICT, VILLAGE
from tests.harness.web import BrowserClient


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', html)
    assert found is not None, name
    return found.group(1)


def test_a_guest_buys_by_card_in_the_sandbox(client: BrowserClient, live_server: str) -> None:
    product = a_product(price=40_000, stock=3)
    added = client.post("/keranjang/tambah", data={"variant": product.variants[0].id, "quantity": 2})
    assert (added.status_code, added.location) == (303, "/keranjang")
    assert "Rp80.000" in client.get("/keranjang").text

    assert "Kirim ke mana?" in client.get("/checkout").text
    page = client.get("/checkout", query_string={"tujuan": DISTRICT}).text
    placed = client.post(
        "/checkout",
        data={
            "checkout_key": hidden(page, "checkout_key"),
            "seen": hidden(page, "seen"),
            "tujuan": DISTRICT,
            "name": "Siti",
            "phone": "0812-3456-7890",
            "email": "siti@contoh.id",
            "village": VILLAGE,
            "street": "Jl. Gajah Mada 187",
            "method": "card",
        },
    )
    assert placed.status_code == 303, placed.text
    assert placed.location.startswith(f"{live_server}/uji-bayar/uji_")

    path = placed.location.removeprefix(live_server)
    assert "Rp88.000" in client.get(path).text
    paid = client.post(path, data={"pilihan": "bayar"})

    purchase = db.session.scalars(select(Purchase)).one()
    payment = db.session.scalars(select(Payment)).one()
    order = db.session.scalars(select(Order)).one()
    assert paid.status_code == 303
    assert paid.location.startswith(f"/pesanan/{purchase.number}?kunci=")
    assert (purchase.status, payment.status, order.status) == (
        PurchaseStatus.PAID,
        PaymentStatus.SUCCEEDED,
        OrderStatus.PLACED,
    )
    assert (purchase.items_total, purchase.shipping_total, purchase.total) == (80_000, 8_000, 88_000)
