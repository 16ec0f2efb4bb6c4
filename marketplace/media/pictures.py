"""Public photos on their way in: looked at before anything is kept, kept before anything is written.

A photo that cannot be used leaves neither a file nor a row. What it becomes is made by a job, see
`media/derivatives.py`.
"""

import hashlib
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from sqlalchemy import func, select

from marketplace import clock, crypto, queue
from marketplace.errors import Invalid, Unavailable
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.media import store
from marketplace.models import Picture, User
from marketplace.transactions import pause_database

MAX_BYTES = 20 * 1024 * 1024
MAX_PIXELS = 40_000_000
MOST_A_DAY = 400
LEAST_EDGE = 160  # pixels; below this nobody sees what is sold
KINDS = ("JPEG", "PNG", "WEBP")
FAULTS = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError)
"""What Pillow raises at files that are not what they say."""

_one_at_a_time = threading.BoundedSemaphore(1)


class BadPicture(Invalid):
    """The file cannot become a photo; the message says why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message, field="photos")


class TooManyPixels(ValueError):
    """The header promises more pixels than anybody needs."""


@dataclass(frozen=True)
class Original:
    """A photo that was looked at and lies in the private store, not yet in the database."""

    key: str
    sha256: bytes
    width: int
    height: int


def look_at(data: bytes) -> tuple[int, int]:
    """Width and height of a photo that can be used. Raises BadPicture otherwise.

    The header is believed only about the size; then every pixel is decoded once, one photo at a time.
    """
    if not data:
        raise BadPicture(_("Fotonya kosong. Pilih lagi fotonya."))
    if len(data) > MAX_BYTES:
        raise BadPicture(_("Foto lebih dari 20 MB. Kecilkan dulu fotonya, lalu pilih lagi."))
    if data[4:8] == b"ftyp":
        raise BadPicture(
            _(
                "Foto ini berformat HEIC dari iPhone, yang belum bisa dibaca. "
                "Buka Pengaturan > Kamera > Format, pilih “Paling Kompatibel”, lalu foto lagi. "
                "Atau kirim tangkapan layarnya."
            )
        )
    with _one_at_a_time:
        return _decode(data)


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """A photo of an allowed kind, only its header read. Raises TooManyPixels, or one of FAULTS."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=KINDS)
    except Image.DecompressionBombError:
        raise TooManyPixels from None
    with image:
        if image.width * image.height > MAX_PIXELS:
            raise TooManyPixels
        yield image


def _decode(data: bytes) -> tuple[int, int]:
    try:
        with opened(data) as image:
            width, height = image.size
            if min(width, height) < LEAST_EDGE:
                raise BadPicture(
                    _(
                        "Foto terlalu kecil. Pilih foto yang sisi pendeknya paling sedikit %(n)s piksel.",
                        n=LEAST_EDGE,
                    )
                )
            image.draft("RGB", (width // 8, height // 8))
            image.load()
    except TooManyPixels:
        raise BadPicture(
            _("Foto terlalu besar: lebih dari 40 megapiksel. Kecilkan dulu, lalu pilih lagi.")
        ) from None
    except UnidentifiedImageError:
        raise BadPicture(_("Berkas ini bukan foto. Pakai foto JPEG, PNG, atau WebP.")) from None
    except FAULTS:
        raise BadPicture(
            _("Foto ini rusak dan tidak bisa dibuka. Coba kirim lagi, atau pilih foto lain.")
        ) from None
    return width, height


@contextmanager
def received(files: Sequence[bytes]) -> Iterator[list[Original]]:
    """Look at files and keep them; take all of them away again when the block (a transaction) fails.

    Raises BadPicture for the first file that cannot be used, Unavailable when the store is full or away.
    """
    looked_at = [(data, *look_at(data)) for data in files]
    pause_database()
    originals: list[Original] = []
    try:
        for data, width, height in looked_at:
            key = f"originals/{crypto.new_token()}"
            store.private.put(key, data)
            originals.append(Original(key, hashlib.sha256(data).digest(), width, height))
        yield originals
    except BaseException:
        for original in originals:
            with suppress(Unavailable):
                store.private.delete(original.key)
        raise


def register(owner: User, original: Original) -> Picture:
    """Write down a photo that was kept and ask for its derivatives. Inside the caller's transaction.

    Raises BadPicture when the owner has sent too many within a day.
    """
    since = clock.now() - timedelta(days=1)
    sent = select(func.count(Picture.id)).where(Picture.owner_id == owner.id, Picture.created_at > since)
    if (db.session.scalar(sent) or 0) >= MOST_A_DAY:
        raise BadPicture(_("Anda sudah mengirim sangat banyak foto hari ini. Lanjutkan besok."))
    picture = Picture(
        token=crypto.new_token()[:22],
        owner_id=owner.id,
        original_key=original.key,
        sha256=original.sha256,
    )
    db.session.add(picture)
    db.session.flush()
    queue.wake("media.pictures")
    return picture
