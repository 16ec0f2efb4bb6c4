"""Drawing the demo's photos and making their sizes, on every core at once.

It takes longest, so the rest of the seed does not wait: a picture's token follows from what it shows, rows
are written with it first, and its files come to lie there. Drawn again after a kill, they are the same files.
"""

import hashlib
import multiprocessing
import os
from collections.abc import Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from config import Settings
from marketplace import clock
from marketplace.demo import banners, pictures
from marketplace.demo.catalogue_data import Goods, Shop
from marketplace.demo.svg import SIZE
from marketplace.extensions import db
from marketplace.media import derivatives, store
from marketplace.models import Picture, User
from marketplace.models.media import MediaStatus

TOKEN_LENGTH = 22
MOST_WORKERS = 8


@dataclass(frozen=True)
class Drawn:
    """A photo whose sizes lie in the store."""

    token: str
    sha256: bytes
    made: derivatives.Made


class Studio:
    """Workers that draw. Close it in any case."""

    def __init__(self, settings: Settings) -> None:
        self._pool = ProcessPoolExecutor(
            max_workers=min(os.cpu_count() or 1, MOST_WORKERS),
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_open_store,
            initargs=(settings.instance, settings.media_url),
        )
        self._asked: dict[str, list[Future[Drawn]]] = {}

    def ask(self, shop: Shop, goods: Iterable[Goods]) -> None:
        """Begin to draw a shop's mark and the photos of its goods."""
        views = [self._pool.submit(draw_goods, each, view) for each in goods for view in each.photos]
        self._asked[shop.key] = [self._pool.submit(draw_mark, shop), *views]

    def drawn(self, shop: Shop) -> list[Drawn]:
        """Everything that was asked for a shop, waited for."""
        return [future.result() for future in self._asked[shop.key]]

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def draw_goods(goods: Goods, view: int) -> Drawn:
    """One photo of a product, in all its sizes. `view` is the drawing's variant."""
    seed = f"{goods.shop}/{goods.name}"
    data = pictures.draw_product(goods.kind, seed, view, style=goods.style, title=goods.pack_title)
    return _keep(token_of(goods, view), data)


def draw_mark(shop: Shop) -> Drawn:
    """A shop's round mark, in all its sizes."""
    return _keep(mark_token(shop), banners.draw_shop_logo(shop.key, shop.short_name, shop.look))


def token_of(goods: Goods, view: int) -> str:
    """Where one photo of a product is found."""
    return _token(f"{goods.shop}/{goods.name}/{view}")


def mark_token(shop: Shop) -> str:
    """Where a shop's mark is found."""
    return _token(shop.key)


def promise(owner: User, token: str, edge: int = SIZE) -> Picture:
    """Write down a picture whose files are on their way. Inside the caller's transaction."""
    picture = Picture(
        token=token,
        owner_id=owner.id,
        status=MediaStatus.READY,
        width=edge,
        height=edge,
        sizes=[str(size) for size in derivatives.sizes_for(edge)],
        sha256=hashlib.sha256(token.encode()).digest(),
        ready_at=clock.now(),
    )
    db.session.add(picture)
    db.session.flush()
    return picture


def keep_promise(drawn: Drawn) -> None:
    """The files are there: write down what they turned out to be. Inside the caller's transaction."""
    picture = db.session.scalars(select(Picture).where(Picture.token == drawn.token)).one()
    made = drawn.made
    picture.width, picture.height, picture.colour = made.width, made.height, made.colour
    picture.sizes, picture.sha256 = made.sizes, drawn.sha256


def _token(seed: str) -> str:
    return hashlib.sha256(f"demo/{seed}".encode()).hexdigest()[:TOKEN_LENGTH]


def _keep(token: str, data: bytes) -> Drawn:
    return Drawn(token, hashlib.sha256(data).digest(), derivatives.make(token, data))


def _open_store(instance: Path, media_url: str) -> None:
    store.configure(instance, media_url)
