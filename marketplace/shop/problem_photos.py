"""The photo a buyer sends with a problem: a private paper, made smaller, without the place it was taken."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageOps

from marketplace.errors import Invalid, NotFound
from marketplace.media import papers, pictures
from marketplace.models import Order, Paper, User
from marketplace.models.media import PaperKind

LONGEST_EDGE = 1600  # pixels
QUALITY = 82


def keeper(owner: User | None, data: bytes) -> Callable[[], Paper]:
    """Look at a photo now; what is returned keeps it in the open transaction. Raises Invalid on `photo`."""
    try:
        pictures.look_at(data)
    except pictures.BadPicture as bad:
        raise Invalid(bad.message, field="photo") from bad
    clean = _clean(data)
    return lambda: papers.store_paper(owner, PaperKind.PROBLEM, "foto-masalah.jpg", "image/jpeg", clean)


def of(order: Order) -> Paper:
    """The photo of the order's latest problem, for whoever may see the order. Raises NotFound."""
    paper = order.problems[-1].paper if order.problems else None
    if paper is None:
        raise NotFound
    return paper


def _clean(data: bytes) -> bytes:
    file = BytesIO()
    with Image.open(BytesIO(data)) as image:
        image.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
        upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
        upright.info.clear()
        upright.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()
