"""The main job from end to end: a graduate becomes a seller, a stranger buys, the seller has the money."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Page, expect
from sqlalchemy import select

from marketplace import doctor, ledger
from marketplace.extensions import db
from marketplace.ledger import chart
from marketplace.media import jobs
from marketplace.models import Certificate, Mail, Order, Seller
from marketplace.models.orders import OrderStatus
from marketplace.models.sellers import SellerStatus
from tests.accounts.letters import link_in, templates_sent
from tests.factories.bimtek import a_certificate, a_graduate
from tests.factories.media import image_bytes
from tests.factories.people import PASSWORD, an_admin

pytestmark = pytest.mark.browser
NAME, EMAIL = "Holifah Rahayu", "holifah@contoh.id"
GOODS = "Tas anyaman pandan"
SECRET = "sungai bening di lembah"
KTP: FilePayload = {"name": "ktp.jpg", "mimeType": "image/jpeg", "buffer": image_bytes()}
PHOTO: FilePayload = {"name": "tas.jpg", "mimeType": "image/jpeg", "buffer": image_bytes(1800, 1350)}


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_graduate_opens_a_shop_and_earns_the_money_of_a_stranger(
    page_maker: Callable[..., Page], script: bool
) -> None:
    certificate = a_certificate(a_graduate(name=NAME))
    admin = an_admin()
    db.session.commit()
    seller, desk, buyer = (page_maker(script=script) for _ in range(3))

    register(seller)
    apply_for_a_shop(seller, certificate, script=script)
    sign_in(desk, admin.email, PASSWORD)
    approve_the_shop(desk)
    offer_a_bag(seller)
    approve_the_bag(desk)
    jobs.make_derivatives()
    buy_the_bag(buyer)
    order = the_order()
    send_it(seller, order)
    receive_it(buyer, order)

    shop = db.session.scalars(select(Seller)).one()
    assert (shop.status, order.status) == (SellerStatus.APPROVED, OrderStatus.COMPLETED)
    assert ledger.balance(chart.held(shop.id)) == 0
    assert ledger.balance(chart.available(shop.id)) == order.total
    assert [finding for finding in doctor.examine() if not finding.is_well] == []
    assert Counter(templates_sent()) == Counter(
        (
            "welcome", "application_submitted", "application_approved", "listing_approved",
            "order_waiting_payment", "order_placed_buyer", "order_placed_seller", "order_accepted",
            "order_shipped", "order_completed_buyer", "order_completed_seller",
        )
    )  # fmt: skip


def register(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Jualan di sini").first.click()
    page.get_by_role("main").get_by_role("link", name="Daftar").click()
    page.get_by_label("Nama").fill(NAME)
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Kata sandi", exact=True).fill(SECRET)
    page.get_by_label("Saya setuju").check()
    page.get_by_role("button", name="Buat akun").click()
    page.get_by_label("Kata sandi", exact=True).fill(SECRET)
    page.get_by_role("button", name="Masuk", exact=True).click()


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/masuk")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Kata sandi", exact=True).fill(password)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("link", name="Akun").first).to_be_visible()


def apply_for_a_shop(page: Page, certificate: Certificate, *, script: bool) -> None:
    """Every question group in its turn; each page leads to the next by itself."""
    nik = certificate.participant.nik
    assert nik is not None
    page.get_by_role("button", name="Mulai sekarang").click()
    answer(page, {"Nomor sertifikat": certificate.number, "NIK": nik.reveal(), "Nama sesuai KTP": NAME})
    answer(page, {"Nama sesuai": NAME, "Tanggal lahir": "15-08-1990", "Nomor HP": "0812-3456-7890"})
    choose(page, "Perorangan")
    answer(page, {"Nama toko": "Omah Pandan", "Apa yang Anda buat": "Anyaman pandan"})
    choose_a_village(page, script=script)
    answer(page, {"Jalan atau dusun": "Dusun Krajan 12"})
    answer(page, {"NIB": "9120001234567"})
    page.get_by_label("Bank", exact=True).select_option(index=1)
    answer(page, {"Nomor rekening": "0012345678", "Nama pemilik rekening": NAME})
    choose(page, "Rp500.000.000 atau kurang")
    answer(page, {})
    page.get_by_label("Berkas apa").select_option(label="KTP")
    page.get_by_label("Foto atau PDF").set_input_files(KTP)
    page.get_by_role("button", name="Tambahkan berkas").click()
    expect(page.get_by_text("Berkas tersimpan.")).to_be_visible()
    page.get_by_label("Data dan berkas saya boleh dipakai").check()
    answer(page, {})
    page.get_by_role("button", name="Kirim pengajuan").click()
    expect(page.get_by_text("Menunggu dinas memeriksa.")).to_be_visible()


def answer(page: Page, words: dict[str, str]) -> None:
    """Fill in what a group asks and go on; the next heading is another one."""
    for label, text in words.items():
        page.get_by_label(label).fill(text)
    heading = page.get_by_role("heading", level=1)
    before = heading.inner_text()
    page.get_by_role("button", name="Simpan dan lanjut").click()
    expect(page.get_by_text("Tersimpan.", exact=True)).to_be_visible()
    expect(heading).not_to_have_text(before)


def choose(page: Page, label: str) -> None:
    """Press a choice where a thumb does, on its words."""
    page.locator("label", has_text=label).first.click()


def choose_a_village(page: Page, *, script: bool) -> None:
    places = (
        ("Provinsi", "Jawa Timur"),
        ("Kabupaten atau kota", "Jember"),
        ("Kecamatan", "Kaliwates"),
        ("Desa atau kelurahan", "Kepatihan"),
    )
    for label, name in places:
        choice = page.get_by_label(label)
        option = choice.locator("option", has_text=name).first
        expect(option).to_be_attached()
        choice.select_option(option.get_attribute("value"))
        if not script and label != "Desa atau kelurahan":
            page.get_by_role("button", name="Tampilkan pilihan berikutnya").click()


def approve_the_shop(page: Page) -> None:
    page.goto("/admin")
    page.get_by_role("link", name=re.compile("Pengajuan")).first.click()
    page.get_by_role("link", name="Omah Pandan").click()
    page.get_by_role("button", name="Setujui").click()
    expect(page.get_by_text("Disetujui. Pemohon dikabari.")).to_be_visible()


def offer_a_bag(page: Page) -> None:
    """The first product of a shop waits for an admin, who looks at it."""
    page.goto("/mitra/produk")
    page.get_by_role("link", name="Tambah barang pertama").click()
    page.locator("input[type=file]").set_input_files(PHOTO)
    page.get_by_label("Nama barang").fill(GOODS)
    page.get_by_label("Harga").fill("85.000")
    page.get_by_label("Stok").fill("4")
    page.get_by_label("Kategori").select_option(label="Anyaman")
    page.get_by_role("button", name="Simpan & tayangkan").click()
    expect(page.get_by_text("Menunggu diperiksa admin")).to_be_visible()


def approve_the_bag(page: Page) -> None:
    page.goto("/admin/produk")
    page.get_by_role("link", name=GOODS).click()
    page.get_by_role("button", name="Setujui").click()
    expect(page.get_by_text("Barang disetujui.")).to_be_visible()


def buy_the_bag(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox", name="Cari barang").fill("tas pandan")
    page.get_by_role("button", name="Cari", exact=True).click()
    page.get_by_role("link", name=re.compile(GOODS)).first.click()
    expect(page.locator(".goods-photos img").first).to_have_js_property("complete", True)
    page.get_by_role("button", name="Masukkan keranjang").click()
    page.get_by_role("link", name="Lanjut bayar").click()
    page.get_by_label("Nama kecamatan atau kabupaten").fill("Sumbersari")
    page.get_by_role("button", name="Cari kecamatan").click()
    page.get_by_role("link", name="Sumbersari, Kabupaten Jember").click()
    page.get_by_label("Nama penerima").fill("Siti Aminah")
    page.get_by_label("Nomor HP").fill("0812-9876-5432")
    page.get_by_label("Email").fill("siti@contoh.id")
    page.get_by_label("Desa atau kelurahan").select_option(label="Antirogo")
    page.get_by_label("Jalan dan nomor rumah").fill("Jl. Koptu Berlian 12")
    choose(page, "Kartu debit atau kredit")
    page.get_by_role("button", name=re.compile("^Pesan, bayar Rp")).click()
    page.get_by_role("button", name=re.compile("^Bayar Rp")).click()
    expect(page.get_by_role("heading", name=re.compile("^Pesanan"), level=1)).to_be_visible()


def the_order() -> Order:
    db.session.expire_all()
    order = db.session.scalars(select(Order)).one()
    assert order.status == OrderStatus.PLACED
    return order


def send_it(page: Page, order: Order) -> None:
    page.goto("/mitra/pesanan")
    page.get_by_role("link", name=order.number).click()
    page.get_by_role("button", name="Terima pesanan").click()
    page.get_by_label("Kurir").fill("JNE")
    page.get_by_label("Nomor resi").fill("JNE1234567890")
    page.get_by_role("button", name="Tandai sudah dikirim").click()
    expect(page.get_by_text("JNE1234567890").first).to_be_visible()


def receive_it(page: Page, order: Order) -> None:
    """A stranger has no account: the link in the mail is the way back, on any phone."""
    page.context.clear_cookies()
    page.goto(link_in("order_shipped"))
    page.get_by_role("button", name="Pesanan diterima").click()
    expect(page.get_by_role("link", name="Beri ulasan")).to_be_visible()
    db.session.expire_all()
    assert db.session.scalars(select(Mail.recipient).where(Mail.template == "order_shipped")).all() == [
        order.purchase.email
    ]
