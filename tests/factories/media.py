"""Pictures: bytes as phones send them, and rows of pictures that are ready."""

from __future__ import annotations

import hashlib
from io import BytesIO
from itertools import count
from typing import Any

from PIL import Image

from marketplace import clock
from marketplace.extensions import db
from marketplace.models import Picture, User
from marketplace.models.media import MediaStatus

_numbers = count(1)


def image_bytes(
    width: int = 640, height: int = 480, kind: str = "JPEG", colour: str = "#a05a2c", **options: Any
) -> bytes:
    """A picture of one colour, encoded. `options` go to Pillow's `save` (`exif=…`)."""
    file = BytesIO()
    Image.new("RGB", (width, height), colour).save(file, kind, **options)
    return file.getvalue()


def a_picture(owner: User, **values: Any) -> Picture:
    """A picture whose derivatives are said to exist (no file does)."""
    n = next(_numbers)
    given = {
        "token": f"gambar-uji-{n}",
        "status": MediaStatus.READY,
        "width": 1600,
        "height": 1200,
        "colour": "#a05a2c",
        "sizes": [str(size) for size in Picture.SIZES],
        "sha256": hashlib.sha256(str(n).encode()).digest(),
        "ready_at": clock.now(),
    }
    picture = Picture(owner_id=owner.id, **(given | values))
    db.session.add(picture)
    db.session.flush()
    return picture
