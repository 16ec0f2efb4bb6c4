"""Drawing the demo's photos and making their sizes, on every core at once.

A picture's token follows from what it shows: drawn again after a kill, it lands on the same files.
"""

import hashlib
import multiprocessing
import os
from collections.abc import Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from config import Settings
from marketplace import clock
from marketplace.demo import banners, pictures
from marketplace.demo.catalogue_data import Goods, Shop
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
    """Workers that draw. Close it when everything asked for was taken."""

    def __init__(self, settings: Settings) -> None:
        self._pool = ProcessPoolExecutor(
            max_workers=min(os.cpu_count() or 1, MOST_WORKERS),
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_open_store,
            initargs=(settings.instance, settings.media_url),
        )
        self._asked: dict[str, list[Future[Drawn]]] = {}

    def ask(self, shop: Shop, goods: Iterable[Goods]) -> None:
        """Begin to draw a shop's banner and the photos of its goods."""
        self._asked[shop.key] = [self._pool.submit(draw_banner, shop)]
        for each in goods:
            self._asked[_key(each)] = [self._pool.submit(draw_goods, each, view) for view in each.photos]

    def banner_of(self, shop: Shop) -> Drawn:
        """The picture at the head of a shop's page, waited for."""
        return self._asked[shop.key][0].result()

    def photos_of(self, goods: Goods) -> list[Drawn]:
        """The photos of one product in the order shown, waited for."""
        return [future.result() for future in self._asked[_key(goods)]]

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def draw_goods(goods: Goods, view: int) -> Drawn:
    """One photo of a product, in all its sizes. `view` is the drawing's variant."""
    seed = f"{goods.shop}/{goods.name}"
    data = pictures.draw_product(goods.kind, seed, view, style=goods.style, title=goods.pack_title)
    return _keep(f"{seed}/{view}", data)


def draw_banner(shop: Shop) -> Drawn:
    """The head of a shop's page, in all its sizes."""
    return _keep(shop.key, banners.draw_shop_banner(shop.key, shop.look, shop.banner))


def register(owner: User, drawn: Drawn) -> Picture:
    """Write a finished photo down. Inside the caller's transaction."""
    made = drawn.made
    picture = Picture(
        token=drawn.token,
        owner_id=owner.id,
        status=MediaStatus.READY,
        width=made.width,
        height=made.height,
        colour=made.colour,
        sizes=made.sizes,
        sha256=drawn.sha256,
        ready_at=clock.now(),
    )
    db.session.add(picture)
    db.session.flush()
    return picture


def _key(goods: Goods) -> str:
    return f"{goods.shop}/{goods.name}"


def _keep(seed: str, data: bytes) -> Drawn:
    token = hashlib.sha256(f"demo/{seed}".encode()).hexdigest()[:TOKEN_LENGTH]
    return Drawn(token, hashlib.sha256(data).digest(), derivatives.make(token, data))


def _open_store(instance: Path, media_url: str) -> None:
    store.configure(instance, media_url)
