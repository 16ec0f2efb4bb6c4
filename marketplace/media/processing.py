"""Turns waiting photos into their derivatives, and forgets the photos that nothing shows any more."""

import logging
from datetime import timedelta

from sqlalchemy import ColumnElement, exists, or_, select

from marketplace import clock
from marketplace.extensions import db
from marketplace.i18n import N_
from marketplace.media import derivatives, store
from marketplace.models import OrderLine, Picture, ProductPhoto, ReviewPhoto, Seller
from marketplace.models.media import MediaStatus
from marketplace.transactions import transaction

log = logging.getLogger(__name__)
UNUSED_FOR = timedelta(hours=6)
"""How long a photo may wait for the form it was sent with."""
BATCH = 200
BROKEN = N_("Foto ini rusak dan tidak bisa dibuka. Hapus, lalu kirim foto lain.")


def process_next() -> bool:
    """Make the derivatives of one waiting photo. False when none waits or all are in other hands.

    The row stays locked meanwhile: killed halfway, it waits again and is made anew. Raises Unavailable when
    the store is full or away; the photo then waits on.
    """
    with transaction():
        picture = db.session.scalar(
            select(Picture)
            .where(Picture.status == MediaStatus.WAITING)
            .order_by(Picture.id)
            .limit(1)
            .with_for_update(skip_locked=True, key_share=True)
            .execution_options(populate_existing=True)
        )
        if picture is None:
            return False
        _process(picture)
        key = picture.original_key
    if key:
        _forget_original(picture.id, key)
    return True


def _process(picture: Picture) -> None:
    try:
        data = store.private.get(picture.original_key or "")
        made = derivatives.make(picture.token, data)
    except (FileNotFoundError, derivatives.BrokenOriginal):
        log.warning("a photo is broken", extra={"fields": {"picture": picture.id}})
        derivatives.take_away(picture.token)
        picture.status, picture.problem = MediaStatus.BROKEN, BROKEN
        return
    picture.width, picture.height, picture.colour = made.width, made.height, made.colour
    picture.sizes, picture.status, picture.ready_at = made.sizes, MediaStatus.READY, clock.now()


def _forget_original(picture_id: int, key: str) -> None:
    """The original goes once nothing needs it; its metadata with it."""
    store.private.delete(key)
    with transaction():
        picture = db.session.get(Picture, picture_id)
        if picture is not None:
            picture.original_key = None


def forget_unused() -> int:
    """Delete photos that nothing shows (any more), and originals left by a killed worker.

    Files go first: killed in between, the row is met again.
    """
    gone = 0
    for picture_id in _unused():
        with transaction():
            picture = db.session.scalar(
                select(Picture).where(Picture.id == picture_id).with_for_update(skip_locked=True)
            )
            if picture is None or _is_used(picture_id):
                continue
            if picture.original_key:
                store.private.delete(picture.original_key)
            derivatives.take_away(picture.token)
            db.session.delete(picture)
            gone += 1
    left = select(Picture.id, Picture.original_key).where(
        Picture.status != MediaStatus.WAITING, Picture.original_key.is_not(None)
    )
    for picture_id, key in db.session.execute(left.limit(BATCH)).all():
        _forget_original(picture_id, str(key))
    return gone


def _uses() -> list[ColumnElement[bool]]:
    """Everything that shows a picture: products, reviews, shops, and orders as proof of what was bought."""
    return [
        exists().where(ProductPhoto.picture_id == Picture.id),
        exists().where(ReviewPhoto.picture_id == Picture.id),
        exists().where(Seller.picture_id == Picture.id),
        exists().where(OrderLine.snapshot["photo"].astext == Picture.token),
    ]


def _unused() -> list[int]:
    query = (
        select(Picture.id)
        .where(Picture.created_at < clock.now() - UNUSED_FOR, *(~use for use in _uses()))
        .order_by(Picture.id)
        .limit(BATCH)
    )
    return list(db.session.scalars(query))


def _is_used(picture_id: int) -> bool:
    query = select(Picture.id).where(Picture.id == picture_id, or_(*_uses()))
    return db.session.scalar(query) is not None
