"""Photos on their way in, what becomes of them, and how they are served."""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

import config
from marketplace import clock
from marketplace.errors import Unavailable
from marketplace.extensions import db
from marketplace.media import derivatives, jobs, pictures, processing, store
from marketplace.models import Picture, User
from marketplace.models.media import MediaStatus
from marketplace.transactions import transaction
from tests.factories.catalogue import a_product
from tests.factories.media import a_picture, image_bytes
from tests.factories.orders import an_order
from tests.factories.people import a_user
from tests.harness.web import BrowserClient

UPRIGHT_BY_TURNING = 6  # EXIF: turn a quarter clockwise to look at it


def stored_files(settings: config.Settings) -> list[str]:
    folder = settings.instance / "media"
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


@pytest.fixture(autouse=True)
def _empty_store(settings: config.Settings, app: Flask) -> None:
    for name in stored_files(settings):
        (settings.instance / "media" / name).unlink()


def take(owner: User, data: bytes) -> Picture:
    owner_id = owner.id
    db.session.commit()
    with pictures.received([data]) as originals, transaction() as session:
        return pictures.register(session.get_one(User, owner_id), originals[0])


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises a huge picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def photo_with_secrets() -> bytes:
    """A sideways phone photo that tells its place."""
    exif = Image.Exif()
    exif[0x0112] = UPRIGHT_BY_TURNING
    exif[0x010F] = "Telepon Rahasia"
    exif.get_ifd(0x8825).update({1: "S", 2: (8.0, 10.0, 20.0), 3: "E", 4: (113.0, 42.0, 1.0)})
    return image_bytes(1200, 800, exif=exif.tobytes()) + b"trailing secret"


def test_a_photo_becomes_four_sizes_in_two_formats_and_its_original_goes(
    settings: config.Settings,
) -> None:
    picture = take(a_user(), image_bytes(3000, 2000))
    assert picture.status == MediaStatus.WAITING
    assert len(stored_files(settings)) == 1

    jobs.make_derivatives()

    db.session.refresh(picture)
    assert (picture.status, picture.width, picture.height) == (MediaStatus.READY, 3000, 2000)
    assert picture.sizes == ["160", "400", "800", "1600"]
    assert picture.original_key is None
    assert picture.colour == "#a15a2c"  # JPEG's nearest
    token = picture.token
    assert stored_files(settings) == sorted(
        f"public/{derivatives.key_of(token, size, kind)}"
        for size in Picture.SIZES
        for kind in ("jpg", "webp")
    )


def test_what_is_served_is_upright_and_tells_nothing(client: BrowserClient) -> None:
    picture = take(a_user(), photo_with_secrets())
    jobs.make_derivatives()
    db.session.refresh(picture)

    assert (picture.width, picture.height) == (800, 1200)
    for kind in ("jpg", "webp"):
        body = client.get(f"/media/{picture.token}/800.{kind}").data
        with Image.open(BytesIO(body)) as image:
            assert image.size == (533, 800)
            assert dict(image.getexif()) == {}
            assert "icc_profile" not in image.info
        assert b"Rahasia" not in body
        assert b"secret" not in body


def test_a_small_photo_is_not_blown_up(client: BrowserClient) -> None:
    picture = take(a_user(), image_bytes(640, 480))
    jobs.make_derivatives()
    db.session.refresh(picture)

    assert picture.sizes == ["160", "400", "800"]
    with Image.open(BytesIO(client.get(picture.url(1600, "jpg")).data)) as image:
        assert image.size == (640, 480)


def test_transparency_becomes_white_paper() -> None:
    file = BytesIO()
    Image.new("RGBA", (400, 400), (255, 0, 0, 0)).save(file, "PNG")
    made = derivatives.make("tembus", file.getvalue())

    assert made.colour == "#ffffff"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "kosong"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'></svg>", "bukan foto"),
        (b"%PDF-1.7 not a photo", "bukan foto"),
        (image_bytes(300, 300, "GIF"), "bukan foto"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
        (image_bytes(1200, 900)[:4000], "rusak"),
        (image_bytes(1200, 900, "PNG")[:900], "rusak"),
        (png_claiming(30_000, 30_000), "megapiksel"),
        (image_bytes(100, 100), "terlalu kecil"),
        (b"\xff\xd8\xff" + b"\0" * pictures.MAX_BYTES, "20 MB"),
    ],
    ids=["empty", "svg", "pdf", "gif", "heic", "cut jpeg", "cut png", "bomb", "tiny", "heavy"],
)
def test_a_file_that_is_no_usable_photo_leaves_nothing_behind(
    settings: config.Settings, data: bytes, words: str
) -> None:
    owner = a_user()

    with pytest.raises(pictures.BadPicture, match=words):
        take(owner, data)

    assert stored_files(settings) == []
    assert db.session.scalar(select(func.count(Picture.id))) == 0


def test_one_bad_photo_among_good_ones_leaves_nothing_behind(settings: config.Settings) -> None:
    with pytest.raises(pictures.BadPicture), pictures.received([image_bytes(), b"broken"]):
        pass

    assert stored_files(settings) == []


def test_a_form_that_fails_takes_its_photos_away(settings: config.Settings) -> None:
    seen = []
    with suppress(LookupError), pictures.received([image_bytes(), image_bytes(300, 300)]):
        seen = stored_files(settings)
        raise LookupError

    assert len(seen) == 2
    assert stored_files(settings) == []


def test_a_full_disk_is_said_and_leaves_nothing_behind(settings: config.Settings) -> None:
    folder = settings.instance / "media" / "private" / "originals"
    if folder.exists():
        folder.rmdir()
    folder.write_text("no folder can be made here")
    owner = a_user()

    try:
        with pytest.raises(Unavailable):
            take(owner, image_bytes())
    finally:
        folder.unlink()

    assert stored_files(settings) == []
    assert db.session.scalar(select(func.count(Picture.id))) == 0


def test_a_photo_waits_on_while_the_store_is_full(settings: config.Settings) -> None:
    picture = take(a_user(), image_bytes())
    shelf = settings.instance / "media" / "public" / "pictures"
    moved = shelf.with_name("elsewhere")
    if shelf.exists():
        shelf.rename(moved)
    shelf.write_text("full")

    jobs.make_derivatives()

    db.session.refresh(picture)
    assert not picture.is_ready
    shelf.unlink()
    jobs.make_derivatives()
    db.session.refresh(picture)
    assert picture.is_ready


def test_a_job_killed_halfway_is_done_again(settings: config.Settings) -> None:
    picture = take(a_user(), image_bytes(900, 900))
    derivatives.make(picture.token, image_bytes(900, 900))
    first = stored_files(settings)
    assert len(first) == 9

    jobs.make_derivatives()

    db.session.refresh(picture)
    assert picture.is_ready
    assert len(stored_files(settings)) == 8


def test_two_workers_never_take_the_same_photo() -> None:
    take(a_user(), image_bytes())
    with db.engine.connect() as other:
        other.execute(select(Picture.id).with_for_update(key_share=True))

        assert processing.process_next() is False


def test_an_original_that_vanished_makes_a_broken_photo_and_the_next_one_goes_on() -> None:
    owner = a_user()
    lost = take(owner, image_bytes())
    store.private.delete(lost.original_key or "")
    good = take(owner, image_bytes())

    jobs.make_derivatives()

    db.session.refresh(lost)
    db.session.refresh(good)
    assert (lost.status, good.status) == (MediaStatus.BROKEN, MediaStatus.READY)
    assert lost.problem == processing.BROKEN


def test_a_photo_nothing_shows_is_forgotten_with_its_files(settings: config.Settings) -> None:
    product = a_product()
    shown = product.photos[0].picture
    unused = take(product.seller.owner, image_bytes())
    jobs.make_derivatives()

    jobs.forget_unused_pictures()
    assert db.session.scalar(select(func.count(Picture.id))) == 2
    with clock.shifted(timedelta(hours=7)):
        jobs.forget_unused_pictures()

    assert list(db.session.scalars(select(Picture.id))) == [shown.id]
    assert unused.id != shown.id
    assert stored_files(settings) == []


def test_a_derivative_may_be_kept_for_ever_and_sets_no_cookie(client: BrowserClient) -> None:
    picture = take(a_user(), image_bytes())
    jobs.make_derivatives()

    answer = client.get(f"/media/{picture.token}/400.webp")

    assert answer.status_code == 200
    assert answer.content_type == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "Set-Cookie" not in answer.headers
    again = client.get(answer.request.path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "address",
    ["401.webp", "0.jpg", "400.png", "400.svg", "99999999999999999999.jpg", "1600.webp", "../400.jpg"],
)
def test_what_was_not_made_is_not_found(client: BrowserClient, address: str) -> None:
    picture = take(a_user(), image_bytes())
    jobs.make_derivatives()

    answer = client.get(f"/media/{picture.token}/{address}")

    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


def test_originals_and_derivatives_never_share_a_shelf(settings: config.Settings) -> None:
    take(a_user(), image_bytes())

    assert [Path(name).parts[:2] for name in stored_files(settings)] == [("private", "originals")]


def test_a_flood_of_photos_is_stopped(settings: config.Settings) -> None:
    owner = a_user()
    for _n in range(pictures.MOST_A_DAY):
        a_picture(owner)

    with pytest.raises(pictures.BadPicture, match="besok"):
        take(owner, image_bytes())

    assert stored_files(settings) == []


def test_a_photo_in_an_order_is_kept_when_its_product_drops_it() -> None:
    order = an_order()
    bought = take(order.seller.owner, image_bytes())
    order.lines[0].snapshot = order.lines[0].snapshot | {"photo": bought.token}
    db.session.commit()

    with clock.shifted(timedelta(days=1)):
        jobs.forget_unused_pictures()

    assert db.session.get(Picture, bought.id) is not None
