"""Every kind of page, side by side, as axe sees it at 360 and at 1280 pixels.

Sign-in and account pages, the basket, checkout and the product editor have such tests of their own.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from marketplace import clock
from marketplace.bimtek import importing, jobs
from marketplace.extensions import db
from marketplace.models import Batch, Order, Payment, Seller, User
from marketplace.models.bimtek import BatchStatus
from marketplace.models.catalogue import ProductStatus
from marketplace.models.orders import OrderStatus, PaymentMethod, ShippingMethod
from marketplace.models.sellers import SellerStatus
from marketplace.sellers import onboarding, reviewing
from marketplace.shop import order_links, problems, reviews
from marketplace.transactions import transaction
from tests.bimtek.sheets import a_person, participants_xlsx
from tests.factories.applications import an_application
from tests.factories.bimtek import (
    a_batch,
    a_certificate,
    a_graduate,
    a_participant,
    an_officer,
)
from tests.factories.catalogue import a_product, a_tier, a_variant
from tests.factories.orders import an_order
from tests.factories.people import a_user, an_admin
from tests.factories.sellers import a_seller
from tests.factories.shop import a_purchase
from tests.journeys.streets import faults_here, look_at

pytestmark = pytest.mark.browser
Axe = Callable[[Page], None]
SignIn = Callable[[Page, User], None]
S = OrderStatus
TABS = ("peserta", "peserta/baru", "sesi", "kehadiran", "nilai", "sertifikat", "impor", "ubah")


def a_reviewed_order(seller: Seller) -> Order:
    order = an_order(seller, status=S.COMPLETED)
    reviews.write(order.lines[0], reviews.Words(stars=4, text="Renyah dan masih hangat."), None)
    return order


def of_purchase(order: Order, *rest: str) -> str:
    parts = ["/pesanan", order.purchase.number, *rest]
    return "/".join(parts) + f"?kunci={order_links.token_of(order.purchase)}"


def test_the_market_is_open_to_everybody(browser_page: Page, axe: Axe) -> None:
    shop = a_seller(story="Tiga bersaudara menganyam sejak 2011.", delivers_itself=True, offers_pickup=True)
    order = a_reviewed_order(shop)
    product = order.lines[0].product
    product.axis1 = "Rasa"
    a_variant(product, price=30_000, option1="Pedas")
    a_tier(product.variants[0], 10, 22_000)
    for price in (15_000, 1_250_000):
        a_product(shop, price=price, photos=0, stock=2)
    gone = a_product(shop, stock=0)
    a_seller(name="Libur Dulu", holiday_from=clock.today(), holiday_until=clock.today())
    good, revoked = a_certificate(), a_certificate()
    revoked.revoke("Salah cetak nama.")
    db.session.commit()

    look_at(
        browser_page,
        axe,
        (
            "/",
            "/produk",
            "/produk?q=uji&harga_min=10000&urut=termurah",
            "/produk?q=tidakadabarangini",
            f"/produk/{product.slug}",
            f"/produk/{gone.slug}",
            f"/toko/{shop.slug}",
            "/toko",
            "/verifikasi",
            f"/verifikasi/{good.code}",
            f"/verifikasi/{revoked.code}",
            "/pesanan/cari",
            "/aksesibilitas",
            "/luring",
        ),
    )
    look_at(browser_page, axe, ("/tidak-ada", "/verifikasi/TIDAKADA12"), status=404)


def test_the_pages_of_a_purchase_are_open_to_everybody(
    browser_page: Page, axe: Axe, sign_in_browser: SignIn
) -> None:
    shop, buyer = a_seller(), a_user()
    waiting = an_order(shop, status=S.AWAITING_PAYMENT, method=PaymentMethod.TRANSFER)
    card = an_order(shop, status=S.AWAITING_PAYMENT)
    placed, shipped = an_order(shop), an_order(shop, status=S.SHIPPED)
    pickup = an_order(shop, status=S.SHIPPED, shipping=ShippingMethod.PICKUP)
    problem = an_order(shop, status=S.PROBLEM)
    called_off = an_order(shop, status=S.CANCELLED, method=PaymentMethod.TRANSFER)
    expired = an_order(shop, status=S.EXPIRED)
    done, reviewed = an_order(shop, status=S.COMPLETED), a_reviewed_order(shop)
    an_order(shop, buyer=buyer)
    db.session.commit()

    shown = (waiting, card, placed, shipped, pickup, problem, called_off, expired, done)
    look_at(browser_page, axe, [of_purchase(order) for order in shown])
    look_at(
        browser_page,
        axe,
        (
            of_purchase(placed, placed.number, "batal"),
            of_purchase(shipped, shipped.number, "masalah"),
            of_purchase(called_off, called_off.number, "rekening"),
            of_purchase(done, done.number, "ulasan", "1"),
        ),
    )
    look_at(browser_page, axe, (f"/pesanan/{placed.purchase.number}",), status=404)
    sign_in_browser(browser_page, buyer)
    look_at(browser_page, axe, ("/pesanan", f"/ulasan/{reviewed.number}/1/lapor"))
    look_at(browser_page, axe, ("/admin",), status=403)


def test_forms_with_mistakes_are_open_to_everybody(
    browser_page: Page, axe: Axe, sign_in_browser: SignIn
) -> None:
    page, faults = browser_page, []
    page.goto("/daftar")
    page.get_by_role("button", name="Buat akun").click()
    expect(page.get_by_role("alert")).to_be_visible()
    faults += faults_here(page, axe, "/daftar")
    sign_in_browser(page, a_user())
    page.goto("/akun/alamat/baru")
    page.get_by_role("button", name="Simpan alamat").click()
    expect(page.get_by_role("alert")).to_be_visible()
    faults += faults_here(page, axe, "/akun/alamat/baru")
    page.goto("/mitra/pendaftaran/klaim")
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_role("alert")).to_be_visible()
    faults += faults_here(page, axe, "/mitra/pendaftaran/klaim")

    assert faults == [], "\n".join(faults)


def test_the_sellers_centre_is_open_to_everybody(
    browser_page: Page, axe: Axe, sign_in_browser: SignIn
) -> None:
    seller = a_seller()
    product = a_product(seller, stock=0)
    a_product(seller, status=ProductStatus.NEEDS_CHANGES, moderation_note="Fotonya buram, ambil lagi.")
    orders = [an_order(seller, status=status) for status in (S.PLACED, S.ACCEPTED, S.SHIPPED, S.PROBLEM)]
    orders.append(an_order(seller, status=S.SHIPPED, shipping=ShippingMethod.PICKUP))
    orders.append(an_order(seller, status=S.SHIPPED, method=PaymentMethod.COD))
    orders.append(a_reviewed_order(seller))
    db.session.commit()
    sign_in_browser(browser_page, seller.owner)

    look_at(
        browser_page,
        axe,
        (
            "/mitra",
            "/mitra/produk",
            "/mitra/produk/baru",
            *(f"/mitra/produk/{product.slug}{part}" for part in ("", "/foto", "/varian", "/pratinjau")),
            "/mitra/pesanan",
            "/mitra/pesanan?tab=selesai",
            "/mitra/pesanan?nomor=TIDAKADA",
            *(f"/mitra/pesanan/{order.number}" for order in orders),
            f"/mitra/pesanan/{orders[1].number}/label",
            f"/mitra/pesanan/{orders[1].number}/daftar-isi",
            "/mitra/saldo",
            "/mitra/toko",
            "/mitra/toko/libur",
            "/mitra/ulasan",
        ),
    )


def test_an_application_is_open_to_everybody(browser_page: Page, axe: Axe, sign_in_browser: SignIn) -> None:
    sign_in_browser(browser_page, a_user())
    look_at(browser_page, axe, ("/mitra/pendaftaran",))
    look_at(browser_page, axe, [f"/mitra/pendaftaran/{group.key}" for group in onboarding.GROUPS])
    for status in (SellerStatus.SUBMITTED, SellerStatus.REJECTED, SellerStatus.APPROVED):
        application = an_application(status)
        application.application.decision_reason = "Sertifikat ini milik orang lain."
        sign_in_browser(browser_page, application.owner)
        look_at(browser_page, axe, ("/mitra/pendaftaran",))


def test_the_registry_is_open_to_everybody(browser_page: Page, axe: Axe, sign_in_browser: SignIn) -> None:
    batch = a_batch()
    officer = an_officer(batch.programme.organiser)
    certificate = a_certificate(a_graduate(batch))
    a_participant(batch, name="Yulianti Uji Sangat Panjang Namanya Sekali", nik=None)
    preview = an_import(officer, batch)
    certified = a_batch(batch.programme, status=BatchStatus.CERTIFIED)
    db.session.commit()
    sign_in_browser(browser_page, officer)

    of_batch = f"/bimtek/angkatan/{batch.ref}"
    look_at(
        browser_page,
        axe,
        (
            "/bimtek",
            "/bimtek/program/baru",
            f"/bimtek/program/{batch.programme.ref}",
            f"/bimtek/program/{batch.programme.ref}/ubah",
            f"/bimtek/program/{batch.programme.ref}/angkatan/baru",
            of_batch,
            *(
                f"{of_batch}/{tab}"
                for tab in TABS
            ),
            f"/bimtek/angkatan/{certified.ref}",
            f"/bimtek/angkatan/{certified.ref}/peserta",
            f"/bimtek/sesi/{batch.sessions[0].ref}",
            f"/bimtek/impor/{preview}",
            f"/bimtek/peserta/{certificate.participant.ref}",
            f"/bimtek/peserta/{certificate.participant.ref}/ubah",
        ),
    )  # fmt: skip


def an_import(officer: User, batch: Batch) -> str:
    """A sheet that has been read: one good person and one whose NIK is wrong."""
    people = [a_person(1, "Siti Aminah"), a_person(2, "Budi Santoso", nik="12345")]
    with transaction():
        found = importing.upload(officer, batch, "peserta.xlsx", "", participants_xlsx(people), "SK panitia")
    jobs.work_on_imports()
    return found.code


def test_the_admins_queues_are_open_to_everybody(
    browser_page: Page, axe: Axe, sign_in_browser: SignIn
) -> None:
    admin, shop = an_admin(), a_seller()
    waiting = an_application()
    unlike = an_application(owner=a_user(name="Budi Santoso"))
    problem = an_order(shop, status=S.PROBLEM)
    owed = an_order(shop, status=S.CANCELLED, method=PaymentMethod.TRANSFER)
    reviewed = a_reviewed_order(shop)
    reviews.report(a_user(), reviews.at(reviewed.number, 1), "Ulasan ini bukan tentang barangnya.")
    organiser = a_batch().programme.organiser
    listing = a_product(shop, status=ProductStatus.WAITING)
    payment = db.session.scalars(select(Payment).where(Payment.purchase_id == a_purchase().id)).one()
    frozen = a_seller()
    reviewing.suspend(admin, frozen.id, "Barang palsu dilaporkan tiga pembeli.")
    db.session.commit()
    problems.answer(shop, problem.number, "Kami kirim gantinya besok pagi.")
    db.session.commit()
    sign_in_browser(browser_page, admin)

    look_at(
        browser_page,
        axe,
        (
            "/admin/pengajuan",
            f"/admin/pengajuan/{waiting.id}",
            f"/admin/pengajuan/{unlike.id}",
            f"/admin/pengajuan/{frozen.id}",
            "/admin/masalah",
            f"/admin/masalah/{problem.number}",
            "/admin/pengembalian",
            f"/admin/pengembalian/{owed.number}",
            "/admin/ulasan",
            "/admin/pembayaran?tab=menunggu",
            f"/admin/pembayaran/{payment.reference}",
            "/admin/produk",
            f"/admin/produk/{listing.slug}",
            "/admin/penyelenggara",
            "/admin/penyelenggara/baru",
            f"/admin/penyelenggara/{organiser.ref}",
            f"/admin/penyelenggara/{organiser.ref}/ubah",
        ),
    )
