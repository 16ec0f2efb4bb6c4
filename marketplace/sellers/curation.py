"""An admin's look at listings and at edits of live ones. Of two at once one decides, the other is told."""

from __future__ import annotations

from collections.abc import Sequence

from marketplace import clock, events
from marketplace.errors import Conflict, Forbidden, Invalid, InvalidTransition, NotFound
from marketplace.extensions import db
from marketplace.i18n import N_, _
from marketplace.models import Event, Product, ProductChange, User
from marketplace.models.catalogue import ChangeStatus, ProductStatus
from marketplace.sellers import category_rules, changes, listing_notices
from marketplace.sellers.curation_queue import any_product, fingerprint

MEND = {
    "name": N_("Nama"),
    "photos": N_("Foto"),
    "description": N_("Keterangan"),
    "category": N_("Kategori"),
    "price": N_("Harga"),
    "licences": N_("Izin"),
    "label": N_("Keterangan pangan"),
    "other": N_("Lainnya"),
}
"""What a seller can be asked to mend, by the code in the form and in the event."""

LONGEST_REASON = 1000
DECISIONS = frozenset(
    {
        "listing_approved",
        "listing_returned",
        "listing_blocked",
        "listing_change_accepted",
        "listing_change_declined",
    }
)


class AlreadyDecided(Conflict):
    """Somebody was quicker, or the seller changed it meanwhile."""

    def __init__(self, event: Event | None) -> None:
        self.event = event
        who = event.actor.name if event and event.actor else ""
        if who:
            words = _("Barang ini sudah diputuskan oleh %(who)s. Keputusan Anda tidak disimpan.", who=who)
        else:
            words = _("Barang ini tidak lagi menunggu. Keputusan Anda tidak disimpan.")
        super().__init__(words)


class ChangedMeanwhile(Conflict):
    """The seller edited the listing after the admin had opened it."""

    def default_message(self) -> str:
        return _("Penjual baru saja mengubah barang ini. Lihat sekali lagi sebelum memutuskan.")


def approve(admin: User, slug: str, seen: str = "") -> Product:
    """Publish a waiting listing. `seen` is the fingerprint the admin looked at, empty for many at once.

    Raises AlreadyDecided, ChangedMeanwhile; Invalid when it lacks what its category asks for.
    """
    product = _waiting(admin, slug, seen)
    for requirement in category_rules.missing(product):
        raise Invalid(_("Belum bisa disetujui: %(words)s", words=requirement.message))
    product.publish(clock.now())
    for licence in product.licences:
        licence.verified_at = licence.verified_at or clock.now()
    event = events.record("listing_approved", product, actor=admin)
    db.session.flush()
    listing_notices.approved(product, event)
    return product


def send_back(admin: User, slug: str, field: str, reason: str, seen: str = "") -> Product:
    """Ask the seller to mend something. Raises AlreadyDecided, ChangedMeanwhile, Invalid without a reason."""
    product = _waiting(admin, slug, seen)
    note = _note(field, reason)
    product.ask_for_changes(note)
    event = events.record("listing_returned", product, actor=admin, reason=note, field=field)
    db.session.flush()
    listing_notices.returned(product, event, note)
    return product


def block(admin: User, slug: str, reason: str) -> Product:
    """Take a listing down: waiting, on sale or paused. Raises InvalidTransition, Invalid, NotFound."""
    product = any_product(slug, lock=True)
    if not product.can_become(ProductStatus.BLOCKED):
        raise InvalidTransition(product, product.status, ProductStatus.BLOCKED)
    product.block(_reason(reason))
    change = changes.waiting(product, lock=True)
    if change is not None:
        _decide(admin, product, change, ChangeStatus.DECLINED, reason)
    event = events.record("listing_blocked", product, actor=admin, reason=reason)
    db.session.flush()
    listing_notices.blocked(product, event, reason)
    return product


def unblock(admin: User, slug: str, reason: str) -> Product:
    """Let the seller mend a blocked listing and hand it in again."""
    product = any_product(slug, lock=True)
    if product.status != ProductStatus.BLOCKED:
        raise InvalidTransition(product, product.status, ProductStatus.NEEDS_CHANGES)
    product.ask_for_changes(_reason(reason))
    event = events.record("listing_unblocked", product, actor=admin, reason=reason)
    db.session.flush()
    listing_notices.returned(product, event, reason)
    return product


def approve_many(admin: User, slugs: Sequence[str]) -> tuple[int, int]:
    """Approve several listings: how many were, and how many could not be (decided already, incomplete)."""
    done = refused = 0
    for slug in sorted(set(slugs)):
        try:
            approve(admin, slug)
        except (AlreadyDecided, Invalid, NotFound):
            refused += 1
        else:
            done += 1
    return done, refused


def accept_change(admin: User, slug: str, seen: str = "") -> Product:
    """Let the waiting edit of a live listing replace the old version.

    Raises AlreadyDecided, ChangedMeanwhile; Invalid when the listing would then lack something.
    """
    product, change = _with_change(admin, slug, seen)
    values = {field: pair["new"] for field, pair in change.fields.items()}
    for requirement in category_rules.lacking(changes.facts_with(product, values), clock.today()):
        raise Invalid(_("Belum bisa disetujui: %(words)s", words=requirement.message))
    changes.apply(product, values)
    for licence in product.licences:
        licence.verified_at = licence.verified_at or clock.now()
    event = _decide(admin, product, change, ChangeStatus.ACCEPTED, "")
    listing_notices.change_accepted(product, event)
    return product


def decline_change(admin: User, slug: str, reason: str, seen: str = "") -> Product:
    """Leave the old version on sale and tell the seller why. Raises as `accept_change`."""
    product, change = _with_change(admin, slug, seen)
    event = _decide(admin, product, change, ChangeStatus.DECLINED, _reason(reason))
    listing_notices.change_declined(product, event, reason)
    return product


def _decide(admin: User, product: Product, change: ProductChange, status: ChangeStatus, reason: str) -> Event:
    change.status, change.reason = status, reason
    change.decided_by_id, change.decided_at = admin.id, clock.now()
    if status == ChangeStatus.DECLINED:
        changes.drop_new_photos(product)
    event = events.record(f"listing_change_{status.value}", product, actor=admin, reason=reason)
    db.session.flush()
    return event


def _waiting(admin: User, slug: str, seen: str) -> Product:
    product = _of_another(admin, slug)
    if product.status != ProductStatus.WAITING:
        raise AlreadyDecided(_last_decision(product))
    if seen and seen != fingerprint(product):
        raise ChangedMeanwhile
    return product


def _with_change(admin: User, slug: str, seen: str) -> tuple[Product, ProductChange]:
    product = _of_another(admin, slug)
    change = changes.waiting(product, lock=True)
    if change is None:
        raise AlreadyDecided(_last_decision(product))
    if seen and seen != fingerprint(product):
        raise ChangedMeanwhile
    return product, change


def _of_another(admin: User, slug: str) -> Product:
    """Nobody decides on their own goods. Raises Forbidden."""
    product = any_product(slug, lock=True)
    if product.seller.owner_id == admin.id:
        raise Forbidden(_("Ini barang Anda sendiri. Admin lain yang harus memutuskan."))
    return product


def _last_decision(product: Product) -> Event | None:
    """Who decided last, when that was after the seller's own last step."""
    past = events.history(product)
    return past[-1] if past and past[-1].name in DECISIONS else None


def _note(field: str, reason: str) -> str:
    """The reason with what it is about in front: `Foto: terlalu gelap`."""
    if field not in MEND:
        raise Invalid(_("Pilih bagian yang perlu diperbaiki."), field="field")
    return f"{_(MEND[field])}: {_reason(reason)}"


def _reason(reason: str) -> str:
    text = reason.strip()
    if not text:
        raise Invalid(_("Tulis alasannya, supaya penjual tahu apa yang harus dilakukan."), field="reason")
    if len(text) > LONGEST_REASON:
        raise Invalid(_("Alasan paling banyak %(n)s huruf.", n=LONGEST_REASON), field="reason")
    return text
