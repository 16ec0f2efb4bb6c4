"""Looking at a private paper before it is kept: a readable photo or a PDF, of bounded size."""

from io import BytesIO

from PIL import Image, UnidentifiedImageError

from marketplace.errors import Invalid
from marketplace.i18n import _
from marketplace.media.papers import store_paper
from marketplace.models import Paper, User
from marketplace.models.media import PaperKind

MAX_BYTES = 10 * 1024 * 1024
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
PDF_MARK = b"%PDF-"


def content_type(data: bytes, field: str = "paper") -> str:
    """The type the bytes really have. Raises Invalid, on `field`, for anything but a photo or a PDF."""
    if not data:
        raise Invalid(_("Pilih foto atau berkasnya dulu."), field=field)
    if len(data) > MAX_BYTES:
        raise Invalid(
            _("Berkas terlalu besar. Batasnya 10 MB; foto ulang dengan ukuran lebih kecil."), field=field
        )
    if data.startswith(PDF_MARK):
        return "application/pdf"
    try:
        with Image.open(BytesIO(data), formats=tuple(TYPES)) as image:
            image.verify()
            return TYPES[str(image.format)]
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
    ) as unreadable:
        raise Invalid(
            _("Berkas tidak terbaca. Kirim foto JPG atau PNG, atau PDF."), field=field
        ) from unreadable


def accept_paper(
    owner: User | None, kind: PaperKind, filename: str, data: bytes, field: str = "paper"
) -> Paper:
    """Check and keep a private paper in the open transaction. Raises Invalid on `field`."""
    return store_paper(owner, kind, filename, content_type(data, field), data)
