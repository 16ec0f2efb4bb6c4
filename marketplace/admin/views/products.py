"""Curation: listings and edits that wait, one of them, the decision."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import events
from marketplace.errors import Conflict, Invalid
from marketplace.i18n import N_, _
from marketplace.models import Product, ProductChange
from marketplace.models.catalogue import LicenceKind, ProductStatus
from marketplace.sellers import category_rules, changes, curation, curation_queue, listings
from marketplace.transactions import transaction
from marketplace.web.access import allow, me

pages = Blueprint("admin_products", __name__, url_prefix="/admin/produk")

TABS = {
    "menunggu": (N_("Menunggu"), None),
    "tayang": (N_("Tayang"), ProductStatus.PUBLISHED),
    "diblokir": (N_("Diblokir"), ProductStatus.BLOCKED),
}


@pages.get("")
@allow("admin")
def queue() -> ResponseReturnValue:
    """What waits, oldest first; or listings in a state, by name or shop."""
    tab = request.args.get("antrean", "menunggu")
    tab = tab if tab in TABS else "menunggu"
    words = request.args.get("q", "").strip().replace("\0", "")[:80]
    _title, status = TABS[tab]
    waiting = curation_queue.queue() if status is None else []
    return render_template(
        "admin/products/queue.html",
        tab=tab,
        words=words,
        tabs=[
            {"label": _(title), "url": url_for(".queue", antrean=key), "current": key == tab}
            for key, (title, _status) in TABS.items()
        ],
        waiting=[(one, category_rules.missing(one.product)) for one in waiting],
        found=curation_queue.find(status, words) if status is not None else [],
    )


@pages.get("/<slug>")
@allow("admin")
def show(slug: str) -> ResponseReturnValue:
    return _page(slug)


@pages.post("/<slug>/setujui")
@allow("admin")
def approve(slug: str) -> ResponseReturnValue:
    seen = request.form.get("seen", "")
    return _decide(slug, lambda: curation.approve(me(), slug, seen), _("Barang disetujui."))


@pages.post("/<slug>/kembalikan")
@allow("admin")
def send_back(slug: str) -> ResponseReturnValue:
    field, reason = request.form.get("field", ""), request.form.get("reason", "")
    seen = request.form.get("seen", "")
    said = _("Barang dikembalikan ke penjual untuk diperbaiki.")
    return _decide(slug, lambda: curation.send_back(me(), slug, field, reason, seen), said)


@pages.post("/<slug>/blokir")
@allow("admin")
def block(slug: str) -> ResponseReturnValue:
    reason = request.form.get("reason", "")
    return _decide(slug, lambda: curation.block(me(), slug, reason), _("Barang diblokir."))


@pages.post("/<slug>/buka-blokir")
@allow("admin")
def unblock(slug: str) -> ResponseReturnValue:
    reason = request.form.get("reason", "")
    said = _("Blokir dibuka. Penjual bisa memperbaiki barangnya.")
    return _decide(slug, lambda: curation.unblock(me(), slug, reason), said)


@pages.post("/<slug>/perubahan/setujui")
@allow("admin")
def accept_change(slug: str) -> ResponseReturnValue:
    seen = request.form.get("seen", "")
    return _decide(
        slug, lambda: curation.accept_change(me(), slug, seen), _("Perubahan disetujui dan tayang.")
    )


@pages.post("/<slug>/perubahan/tolak")
@allow("admin")
def decline_change(slug: str) -> ResponseReturnValue:
    reason, seen = request.form.get("reason", ""), request.form.get("seen", "")
    said = _("Perubahan ditolak. Versi lama tetap tayang.")
    return _decide(slug, lambda: curation.decline_change(me(), slug, reason, seen), said)


@pages.post("/setujui")
@allow("admin")
def approve_many() -> ResponseReturnValue:
    """Approve the ticked listings; those that cannot be are passed over and counted."""
    slugs = request.form.getlist("barang")[: curation_queue.MOST_SHOWN]
    if not slugs:
        flash(_("Centang dulu barangnya."), "warning")
        return redirect(url_for(".queue"), 303)
    with transaction():
        done, refused = curation.approve_many(me(), slugs)
    if done:
        flash(_("%(n)s barang disetujui.", n=done))
    if refused:
        flash(_("%(n)s barang dilewati: belum lengkap atau sudah diputuskan.", n=refused), "warning")
    return redirect(url_for(".queue"), 303)


def _decide(slug: str, verb: Callable[[], Product], said: str) -> ResponseReturnValue:
    """Do it, or show the page again with why not and what was typed."""
    try:
        with transaction():
            verb()
    except (Invalid, Conflict) as refusal:
        return _page(slug, refusal.message, refusal.status)
    flash(said)
    return redirect(url_for(".queue"), 303)


def _page(slug: str, problem: str = "", status: int = 200) -> ResponseReturnValue:
    product = curation_queue.any_product(slug)
    change = changes.waiting(product)
    page = render_template(
        "admin/products/show.html",
        product=product,
        change=change,
        wanted=changes.wanted_values(product),
        checks=curation_queue.checks(product, change),
        differences=_differences(product, change),
        seen=curation_queue.fingerprint(product),
        mend=curation.MEND,
        history=events.history(product),
        problem=problem,
        typed=request.form,
        exemptions=category_rules.EXEMPTIONS,
    )
    return page, status


FIELD_NAMES = {
    changes.NAME: N_("Nama"),
    changes.CATEGORY: N_("Kategori"),
    changes.LICENCES: N_("Izin"),
    changes.HALAL: N_("Keterangan halal"),
    changes.EXEMPTION: N_("Alasan tanpa izin"),
}


def _differences(product: Product, change: ProductChange | None) -> list[dict[str, str]]:
    """Old and new of every changed field but the photos, in words."""
    if change is None:
        return []
    return [
        {"title": _(title), "old": _in_words(field, pair["old"]), "new": _in_words(field, pair["new"])}
        for field, title in FIELD_NAMES.items()
        if (pair := change.fields.get(field)) is not None
    ]


def _in_words(field: str, value: Any) -> str:
    if field == changes.LICENCES:
        return "; ".join(
            f"{LicenceKind(kind).label} {licence['number']}"
            + (f" ({_('sampai')} {licence['expires_on']})" if licence["expires_on"] else "")
            for kind, licence in sorted(value.items())
        )
    if field == changes.CATEGORY:
        return _(listings.category_by_slug(value).name)
    if field == changes.EXEMPTION and value in category_rules.EXEMPTIONS:
        return _(category_rules.EXEMPTIONS[value])
    return str(value or "")
