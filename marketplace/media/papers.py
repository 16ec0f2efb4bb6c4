"""Private papers: sealed before they are stored, read only by who may see them."""

import hashlib

from marketplace import clock, crypto
from marketplace.errors import NotFound
from marketplace.extensions import db
from marketplace.media import store
from marketplace.models import Paper, User
from marketplace.models.media import PaperKind

LONGEST_NAME = 120


def store_paper(owner: User | None, kind: PaperKind, filename: str, content_type: str, data: bytes) -> Paper:
    """Seal and keep a file in the open transaction; the caller has checked its size and its kind.

    `filename` is kept for people to recognise it, never used as a path. Raises Unavailable when the store is
    full or away.
    """
    token = crypto.new_token()
    key = f"{token[:2]}/{token}"
    store.private.put(key, crypto.seal_bytes(data))
    paper = Paper(
        token=token,
        owner_id=owner.id if owner else None,
        kind=kind,
        key=key,
        filename=_plain_name(filename),
        content_type=content_type,
        size=len(data),
        sha256=hashlib.sha256(data).digest(),
    )
    db.session.add(paper)
    db.session.flush()
    return paper


def read_paper(paper: Paper) -> bytes:
    """The bytes as they were handed in. Raises NotFound when the paper was deleted.

    The caller has checked that the reader may see it, and records the look.
    """
    if paper.deleted_at is not None:
        raise NotFound
    try:
        return crypto.unseal_bytes(store.private.get(paper.key))
    except FileNotFoundError as gone:
        raise NotFound from gone


def delete_paper(paper: Paper) -> None:
    """Destroy the file; the row stays as a record that it existed."""
    if paper.deleted_at is None:
        store.private.delete(paper.key)
        paper.deleted_at = clock.now()


def _plain_name(filename: str) -> str:
    """The last part of a name as sent by a browser, without control characters."""
    last = filename.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(char for char in last if char.isprintable())[:LONGEST_NAME] or "berkas"
