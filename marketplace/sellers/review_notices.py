"""Telling applicants and admins what happened to an application, once each."""

from sqlalchemy import select

from marketplace import paths
from marketplace.extensions import db
from marketplace.i18n import N_
from marketplace.models import Seller, User
from marketplace.notifications import notify, write_mail


def _key(seller: Seller, step: str) -> str:
    """Distinct for every time the step happens: the number of decisions so far is in it."""
    at = seller.submitted_at.isoformat() if seller.submitted_at else ""
    return f"seller:{seller.id}:{step}:{at}"


def _tell(
    seller: Seller, step: str, message: str, template: str, path: str, key: str = "", **values: object
) -> None:
    owner = db.session.get_one(User, seller.owner_id)
    dedupe = key or _key(seller, step)
    notify(owner, message, dedupe, path=path)
    write_mail(
        owner.email, template, dedupe, user=owner, name=owner.name, shop=seller.name, path=path, **values
    )


def submitted(seller: Seller) -> None:
    _tell(
        seller,
        "submitted",
        N_("Pengajuan toko Anda sudah kami terima. Biasanya diperiksa dalam 2 hari kerja."),
        "application_submitted",
        paths.APPLICATION,
    )
    for admin in db.session.scalars(select(User).where(User.is_admin, User.blocked_at.is_(None))):
        notify(admin, N_("Ada pengajuan toko baru."), _key(seller, "to_admin"), path="/admin/pengajuan")


def changes_asked(seller: Seller, changes: dict[str, str]) -> None:
    _tell(
        seller,
        "changes",
        N_("Ada yang perlu diperbaiki di pengajuan toko Anda."),
        "application_changes",
        paths.APPLICATION,
        changes=list(changes.values()),
    )


def approved(seller: Seller) -> None:
    _tell(
        seller,
        "approved",
        N_("Selamat, toko Anda disetujui."),
        "application_approved",
        paths.SELLER_HOME,
        is_open=seller.opened_at is not None,
    )


def opened(seller: Seller) -> None:
    _tell(
        seller,
        "opened",
        N_("Toko Anda sudah buka."),
        "shop_opened",
        paths.SELLER_HOME,
        f"seller:{seller.id}:opened",
    )


def rejected(seller: Seller, reason: str) -> None:
    _tell(
        seller,
        "rejected",
        N_("Pengajuan toko Anda ditolak. Alasannya ada di halaman pengajuan."),
        "application_rejected",
        paths.APPLICATION,
        reason=reason,
    )


def suspended(seller: Seller, reason: str, event_id: int) -> None:
    key = f"seller:{seller.id}:suspended:{event_id}"
    message = N_("Toko Anda dibekukan sementara. Alasannya ada di pusat penjual.")
    _tell(seller, "suspended", message, "shop_suspended", paths.SELLER_HOME, key, reason=reason)


def reinstated(seller: Seller, event_id: int) -> None:
    key = f"seller:{seller.id}:reinstated:{event_id}"
    _tell(seller, "reinstated", N_("Toko Anda aktif lagi."), "shop_reinstated", paths.SELLER_HOME, key)


def nib_handed_in(seller: Seller) -> None:
    """Ask the admins to look at the business number of a draft shop."""
    key = f"seller:{seller.id}:nib:{seller.application.nib}"
    for admin in db.session.scalars(select(User).where(User.is_admin, User.blocked_at.is_(None))):
        notify(admin, N_("Ada NIB toko yang perlu diperiksa."), key, path="/admin/pengajuan?antrean=nib")
