"""The admins' desk on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from marketplace.extensions import db
from marketplace.models import Mail, User
from marketplace.models.messages import MailStatus
from marketplace.notifications import write_mail
from tests.factories.people import a_user, an_admin
from tests.harness.browser import DESK, PHONE

pytestmark = pytest.mark.browser
SignIn = Callable[[Page, User], None]


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_the_desk_is_open_to_everybody(
    page_maker: Callable[..., Page],
    sign_in_browser: SignIn,
    axe: Callable[[Page], None],
    size: tuple[int, int],
) -> None:
    page, member = page_maker(size=size), a_user(name="Siti Rahayu")
    write_mail("siti@contoh.id", "reset_password", "k", name="Siti", path="/sandi-baru/" + "A" * 43)
    mail = db.session.scalars(select(Mail)).one()
    mail.status, mail.last_error = MailStatus.FAILED, "550 tidak dikenal"
    sign_in_browser(page, an_admin())
    for path in (
        "/admin",
        "/admin/surat",
        f"/admin/surat/{mail.id}",
        "/admin/pengguna",
        f"/admin/pengguna/{member.id}",
        "/admin/aturan",
        "/admin/aturan/pay.bank_account",
    ):
        page.goto(path)
        axe(page)


def test_an_admin_follows_a_newcomers_link_in_the_demo(browser_page: Page, sign_in_browser: SignIn) -> None:
    page, member = browser_page, a_user(email="siti@contoh.id")
    db.session.commit()
    page.goto("/lupa-sandi")
    page.get_by_label("Email").fill(member.email)
    page.get_by_role("button", name="Kirim tautan").click()
    sign_in_browser(page, an_admin())

    page.goto("/admin/surat")
    page.get_by_role("link", name="Buat kata sandi baru untuk Pasar IKM").click()
    page.get_by_role("link", name="Lihat seperti penerima").click()
    page.get_by_role("link", name="Buat kata sandi baru").click()

    expect(page.get_by_role("heading", name="Buat kata sandi baru")).to_be_visible()
