"""What a photo becomes: upright, in sRGB, in four sizes, and silent about who took it where."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from marketplace.media import store
from marketplace.media.pictures import FAULTS, opened
from marketplace.models import Picture

TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}
_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
PAPER = "#ffffff"


class BrokenOriginal(Exception):
    """The file turned out to be unreadable after all."""


@dataclass(frozen=True)
class Made:
    """A finished set. Width and height in pixels are the upright original's; `colour` is `#rrggbb`."""

    width: int
    height: int
    colour: str
    sizes: list[str]


def key_of(token: str, size: int, extension: str) -> str:
    """Where a derivative lies on the public shelf."""
    return f"pictures/{token[:2]}/{token}/{size}.{extension}"


def sizes_for(longest: int) -> list[int]:
    """Longest edges to make: nothing is blown up, the largest one holds all the detail there is."""
    smaller = [size for size in Picture.SIZES if size < longest]
    enough = [size for size in Picture.SIZES if size >= longest]
    return smaller + enough[:1]


def make(token: str, data: bytes) -> Made:
    """Write every derivative of an original. Raises BrokenOriginal. Writing twice gives the same files."""
    try:
        image, width, height = _upright(data)
    except FAULTS as fault:
        raise BrokenOriginal from fault
    sizes = sizes_for(max(width, height))
    for size in reversed(sizes):
        image.thumbnail((size, size), Image.Resampling.LANCZOS)
        for extension, encoded in _encoded(image):
            store.public.put(key_of(token, size, extension), encoded)
    return Made(width, height, _colour(image), [str(size) for size in sizes])


def take_away(token: str) -> None:
    """Delete every derivative there may be."""
    for size in Picture.SIZES:
        for extension in TYPES:
            store.public.delete(key_of(token, size, extension))


def _upright(data: bytes) -> tuple[Image.Image, int, int]:
    """The photo as it is looked at, at most 1600 px long and bare; and its full width and height."""
    with opened(data) as image:
        width, height = image.size
        largest = Picture.SIZES[-1]
        image.thumbnail((largest, largest), Image.Resampling.LANCZOS, reducing_gap=2.0)
        turned = ImageOps.exif_transpose(image)
        if (turned.width > turned.height) != (image.width > image.height):
            width, height = height, width
        return _plain(turned), width, height


def _plain(image: Image.Image) -> Image.Image:
    """RGB on white paper, in sRGB, pixels only."""
    profile = image.info.get("icc_profile")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layered = image.convert("RGBA")
        ground = Image.new("RGBA", layered.size, PAPER)
        flat = Image.alpha_composite(ground, layered).convert("RGB")
    elif image.mode == "CMYK" and profile:
        flat = _in_srgb(image, profile)
        profile = None
    else:
        flat = image.convert("RGB")
    if profile:
        flat = _in_srgb(flat, profile)
    clean = Image.new("RGB", flat.size)
    clean.paste(flat)
    return clean


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours as the photo's own profile means them; a broken profile is ignored."""
    with suppress(ImageCms.PyCMSError, OSError, ValueError):
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        turned = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
        if turned is not None:
            return turned
    return image.convert("RGB")


def _encoded(image: Image.Image) -> Iterator[tuple[str, bytes]]:
    webp, jpeg = BytesIO(), BytesIO()
    image.save(webp, "WEBP", quality=78, method=4)
    yield "webp", webp.getvalue()
    image.save(jpeg, "JPEG", quality=80, optimize=True, progressive=True)
    yield "jpg", jpeg.getvalue()


def _colour(image: Image.Image) -> str:
    """The colour most of the photo has, as a ground to show while it loads."""
    few = image.resize((32, 32), Image.Resampling.BOX).quantize(4)
    counts = few.getcolors() or [(1, 0)]
    palette = few.getpalette() or [255, 255, 255]
    _count, most = max(counts, key=lambda pair: pair[0])
    index = int(most) if isinstance(most, (int, float)) else 0
    red, green, blue = palette[index * 3 : index * 3 + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
