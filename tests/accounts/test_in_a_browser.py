"""Accounts as people meet them: on a small phone, with scripts and without."""

from __future__ import annotations

from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from marketplace.extensions import db
from marketplace.models import Address, User
from marketplace.notifications import notify
from tests.accounts.letters import link_in
from tests.factories.people import PASSWORD, a_user
from tests.harness.browser import DESK, PHONE

pytestmark = pytest.mark.browser
SignIn = Callable[[Page, User], None]
NEW = "sungai bening di lembah"

PAGES = (
    "/akun",
    "/akun/profil",
    "/akun/email",
    "/akun/keamanan",
    "/akun/dua-langkah",
    "/akun/pastikan",
    "/akun/alamat",
    "/akun/alamat/baru",
    "/akun/pemberitahuan",
    "/akun/data",
    "/keluar",
)


@pytest.mark.parametrize("script", [True, False])
def test_a_newcomer_registers_confirms_and_gets_back_in_after_forgetting(
    page_maker: Callable[..., Page], script: bool
) -> None:
    page = page_maker(script=script)
    page.goto("/daftar?next=/akun/alamat")
    page.get_by_label("Nama").fill("Siti Rahayu")
    page.get_by_label("Email").fill("siti@contoh.id")
    page.get_by_label("Kata sandi", exact=True).fill("sawah hijau di utara")
    page.get_by_role("button", name="Buat akun").click()
    expect(page.get_by_role("alert")).to_contain_text("Beri centang bila Anda setuju")
    page.get_by_label("Kata sandi", exact=True).fill("sawah hijau di utara")
    page.get_by_label("Saya setuju").check()
    page.get_by_role("button", name="Buat akun").click()

    expect(page.get_by_label("Email")).to_have_value("siti@contoh.id")
    page.get_by_label("Kata sandi", exact=True).fill("sawah hijau di utara")
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", name="Buku alamat")).to_be_visible()

    page.goto(link_in("welcome"))
    page.get_by_role("button", name="Ya, ini email saya").click()
    expect(page.get_by_text("Email Anda sudah dikonfirmasi.")).to_be_visible()
    page.get_by_role("button", name="Keluar").click()

    page.goto("/masuk")
    page.get_by_role("link", name="Lupa kata sandi?").click()
    page.get_by_label("Email").fill("siti@contoh.id")
    page.get_by_role("button", name="Kirim tautan").click()
    expect(page.get_by_role("heading", name="Periksa email Anda")).to_be_visible()
    page.goto(link_in("reset_password"))
    page.get_by_label("Kata sandi baru").fill(NEW)
    page.get_by_role("button", name="Simpan kata sandi").click()
    page.get_by_label("Email").fill("siti@contoh.id")
    page.get_by_label("Kata sandi", exact=True).fill(NEW)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", name="Siti Rahayu")).to_be_visible()


def test_a_member_switches_on_the_second_factor_and_signs_in_with_it(
    browser_page: Page, sign_in_browser: SignIn, axe: Callable[[Page], None]
) -> None:
    page, user = browser_page, a_user()
    sign_in_browser(page, user)
    page.goto("/akun/dua-langkah")
    page.get_by_role("button", name="Mulai").click()
    picture = page.get_by_alt_text("Kode QR untuk aplikasi autentikator")
    expect(picture).to_be_visible()
    picture.evaluate("picture => picture.decode()")  # waits for it; a broken one raises
    assert picture.evaluate("picture => picture.naturalWidth") > 0
    axe(page)
    app = pyotp.TOTP((page.locator(".typed-key").text_content() or "").replace(" ", ""))
    page.get_by_label("Kode", exact=True).fill(app.now())
    page.get_by_role("button", name="Aktifkan").click()
    expect(page.locator(".codes li")).to_have_count(10)
    axe(page)
    spare = page.locator(".codes code").first.text_content() or ""
    page.get_by_role("button", name="Sudah saya simpan").click()

    page.goto("/keluar")
    page.get_by_role("main").get_by_role("button", name="Keluar").click()
    page.goto("/masuk")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Kata sandi", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", name="Satu langkah lagi")).to_be_visible()
    axe(page)
    page.get_by_label("Kode", exact=True).fill(spare)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.get_by_role("heading", name=user.name)).to_be_visible()


def fill_address(page: Page, *, script: bool) -> None:
    for label, name in (
        ("Provinsi", "Jawa Timur"),
        ("Kabupaten atau kota", "Jember"),
        ("Kecamatan", "Kaliwates"),
        ("Desa atau kelurahan", "Kepatihan"),
    ):
        choice = page.get_by_label(label)
        option = choice.locator("option", has_text=name).first
        expect(option).to_be_attached()
        choice.select_option(option.get_attribute("value"))
        if not script and label != "Desa atau kelurahan":
            page.get_by_role("button", name="Tampilkan pilihan berikutnya").click()
    page.get_by_label("Jalan, nomor rumah, RT/RW").fill("Jl. Gajah Mada 12")
    page.get_by_label("Nomor telepon").fill("0812 3456 7890")
    page.get_by_role("button", name="Simpan alamat").click()
    expect(page.get_by_text("Alamat sudah disimpan.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_an_address_is_chosen_list_by_list(
    page_maker: Callable[..., Page], sign_in_browser: SignIn, script: bool
) -> None:
    page = page_maker(script=script)
    sign_in_browser(page, a_user())
    page.goto("/akun/alamat/baru")

    fill_address(page, script=script)

    db.session.expire_all()
    kept = db.session.scalars(select(Address)).one()
    assert kept.village_code.startswith("35.09.19.")
    assert kept.postcode != ""


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_pages_for_strangers_are_open_to_everybody(
    page_maker: Callable[..., Page], axe: Callable[[Page], None], size: tuple[int, int]
) -> None:
    page = page_maker(size=size)
    for path in ("/masuk", "/daftar", "/lupa-sandi", "/lupa-sandi/terkirim", "/ketentuan", "/privasi"):
        page.goto(path)
        axe(page)


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_own_pages_are_open_to_everybody(
    page_maker: Callable[..., Page],
    sign_in_browser: SignIn,
    axe: Callable[[Page], None],
    size: tuple[int, int],
) -> None:
    page, user = page_maker(size=size), a_user(email_confirmed_at=None)
    notify(user, "Pesanan A1 sudah dikirim.", "k", path="/pesanan/A1")
    db.session.add(
        Address(
            user_id=user.id,
            recipient="Siti Rahayu",
            phone="+6281234567890",
            street="Jl. Gajah Mada 12",
            village_code="35.09.19.1005",
            postcode="68131",
            is_default=True,
        )
    )
    sign_in_browser(page, user)
    for path in PAGES:
        page.goto(path)
        axe(page)
