"""Deciding about applications: the queue, one application, its papers, the decision."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from marketplace import events
from marketplace.admin import applications
from marketplace.errors import Invalid, NotFound
from marketplace.i18n import _
from marketplace.media.papers import read_paper
from marketplace.models import Seller
from marketplace.sellers import event_words, onboarding, reviewing
from marketplace.transactions import transaction
from marketplace.web.access import allow, me

pages = Blueprint("admin_applications", __name__, url_prefix="/admin/pengajuan")

SHORTEST_REASON = 10


@pages.get("")
@allow("admin")
def queue() -> ResponseReturnValue:
    name = request.args.get("antrean", "menunggu")
    if name not in applications.QUEUES:
        raise NotFound
    text = request.args.get("q", "").strip()[:80]
    start = request.args.get("mulai", 0, type=int)
    found = applications.queue(name, text, max(start, 0))
    more = len(found) > applications.PAGE_SIZE
    return render_template(
        "admin/applications/queue.html",
        name=name,
        text=text,
        sellers=found[: applications.PAGE_SIZE],
        counts=applications.counts(),
        queues=applications.QUEUES,
        next_url=url_for(".queue", antrean=name, q=text or None, mulai=start + applications.PAGE_SIZE)
        if more
        else "",
        previous_url=url_for(
            ".queue", antrean=name, q=text or None, mulai=max(start - applications.PAGE_SIZE, 0)
        )
        if start
        else "",
    )


@pages.get("/<int:seller_id>")
@allow("admin")
def show(seller_id: int) -> ResponseReturnValue:
    return _page(applications.one(seller_id))


def _page(seller: Seller, problem: str = "", status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "admin/applications/show.html",
        seller=seller,
        application=seller.application,
        checks=applications.checks(seller),
        claim_words=applications.claim_words(seller),
        groups=onboarding.GROUPS,
        history=[event for event in events.history(seller) if event.name != "application_saved"],
        words=event_words.words,
        problem=problem,
        typed=request.form,
        revealed="",
    )
    return page, status


def _decide(seller_id: int, act: Callable[[], object], done: str) -> ResponseReturnValue:
    """Run a decision; what it refuses comes back on the page with everything typed."""
    try:
        with transaction():
            act()
    except Invalid as invalid:
        return _page(applications.one(seller_id), invalid.message, invalid.status)
    except reviewing.AlreadyDecided as late:
        return _page(applications.one(seller_id), late.message, late.status)
    flash(done)
    return redirect(url_for(".queue"), 303)


@pages.post("/<int:seller_id>/setujui")
@allow("admin")
def approve(seller_id: int) -> ResponseReturnValue:
    number = request.form.get("certificate_number", "")
    return _decide(
        seller_id, lambda: reviewing.approve(me(), seller_id, number), _("Disetujui. Pemohon dikabari.")
    )


@pages.post("/<int:seller_id>/kembalikan")
@allow("admin")
def ask_for_changes(seller_id: int) -> ResponseReturnValue:
    changes = {group.key: request.form.get(f"ubah-{group.key}", "")[:500] for group in onboarding.GROUPS}
    done = _("Dikembalikan untuk diperbaiki. Pemohon dikabari.")
    return _decide(seller_id, lambda: reviewing.ask_for_changes(me(), seller_id, changes), done)


@pages.post("/<int:seller_id>/tolak")
@allow("admin")
def reject(seller_id: int) -> ResponseReturnValue:
    reason = request.form.get("reason", "")[:1000]
    return _decide(
        seller_id, lambda: reviewing.reject(me(), seller_id, reason), _("Ditolak. Pemohon dikabari.")
    )


@pages.post("/<int:seller_id>/buka-lagi")
@allow("admin")
def reopen(seller_id: int) -> ResponseReturnValue:
    reason = request.form.get("reason", "")[:1000]
    return _decide(seller_id, lambda: reviewing.reopen(me(), seller_id, reason), _("Pengajuan dibuka lagi."))


@pages.post("/<int:seller_id>/bekukan")
@allow("admin")
def suspend(seller_id: int) -> ResponseReturnValue:
    reason = request.form.get("reason", "")[:1000]
    return _decide(seller_id, lambda: reviewing.suspend(me(), seller_id, reason), _("Toko dibekukan."))


@pages.post("/<int:seller_id>/aktifkan")
@allow("admin")
def reinstate(seller_id: int) -> ResponseReturnValue:
    reason = request.form.get("reason", "")[:1000]
    return _decide(
        seller_id, lambda: reviewing.reinstate(me(), seller_id, reason), _("Toko diaktifkan lagi.")
    )


@pages.post("/<int:seller_id>/buka-toko")
@allow("admin")
def open_shop(seller_id: int) -> ResponseReturnValue:
    return _decide(seller_id, lambda: reviewing.open_shop(me(), seller_id), _("Toko dibuka."))


@pages.post("/<int:seller_id>/lihat-data")
@allow("admin")
def reveal(seller_id: int) -> ResponseReturnValue:
    """Show the personal numbers once; who looked and why is recorded."""
    reason = request.form.get("reason", "").strip()[:300]
    seller = applications.one(seller_id)
    if len(reason) < SHORTEST_REASON:
        return _page(seller, _("Tulis alasan melihat data pribadi, paling sedikit 10 huruf."), 422)
    with transaction():
        events.record("personal_data_seen", seller, actor=me(), reason=reason, what="nik, npwp, account")
    application = seller.application
    revealed = {
        "NIK": application.nik.reveal() if application.nik else "",
        "NPWP": application.npwp.reveal() if application.npwp else "",
        _("Nomor rekening"): application.account_number.reveal() if application.account_number else "",
    }
    return render_template("admin/applications/revealed.html", seller=seller, revealed=revealed)


@pages.get("/<int:seller_id>/berkas/<token>")
@allow("admin")
def paper(seller_id: int, token: str) -> ResponseReturnValue:
    """A private paper of the applicant; every look is recorded."""
    seller = applications.one(seller_id)
    found = next((each for each in seller.papers if each.paper.token == token), None)
    if found is None:
        raise NotFound
    data = read_paper(found.paper)
    with transaction():
        events.record("paper_seen", seller, actor=me(), kind=found.kind.value)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": "inline",
        "Content-Security-Policy": "sandbox",
    }
    return Response(data, mimetype=found.paper.content_type, headers=headers)
