"""A certificate photographed with a phone on a table, for claims that come with a photo."""

from __future__ import annotations

from random import Random

from PIL import Image, ImageFilter

from marketplace.demo.grounds import ground
from marketplace.demo.motifs import Dyes, motif_fill, tobacco_leaf
from marketplace.demo.palettes import LOOKS
from marketplace.demo.raster import jpeg, render
from marketplace.demo.svg import Art, ellipse, group, path, rect, stroke, words

_SHEET = (1400, 1000)
_PHOTO = (1600, 1200)
_INK, _BROWN, _INDIGO = "#2a2320", "#7a3e1d", "#233b6e"


def draw_certificate_photo(
    name: str,
    number: str,
    programme: str = "Bimbingan Teknis Wirausaha Baru IKM",
    organiser: str = "Dinas Contoh Kabupaten Jember",
    day: str = "24 Juli 2025",
) -> bytes:
    """JPEG, 1600 x 1200: the sheet a little askew, its shadow, a warm lamp and the phone's noise."""
    chance = Random(f"certificate/{name}/{number}")
    sheet = render(_sheet(name, number, programme, organiser, day), _SHEET[0], _SHEET[0])
    photo = _table(chance)
    corners = [(x + chance.uniform(-26, 26), y + chance.uniform(-20, 20)) for x, y in _CORNERS]
    laid = sheet.transform(
        _PHOTO, Image.Transform.PERSPECTIVE, _coefficients(corners, _SHEET), Image.Resampling.BICUBIC
    )
    shadow = laid.getchannel("A").filter(ImageFilter.GaussianBlur(16)).point(lambda a: int(a * 0.55))
    photo.paste((30, 16, 10), (18, 24), mask=shadow)
    photo.paste(laid, mask=laid.getchannel("A"))
    return jpeg(_seen_by_phone(photo, chance), 82)


_CORNERS = ((170, 130), (1420, 160), (1480, 1060), (120, 1040))


def _table(chance: Random) -> Image.Image:
    art = Art(f"table/{chance.random()}")
    look = LOOKS["kopi"][0]
    top = render(art.document(ground(art, look)), _PHOTO[0]).convert("RGB")
    return top.crop((0, 1110, _PHOTO[0], 1600)).resize(_PHOTO, Image.Resampling.BICUBIC)


def _seen_by_phone(photo: Image.Image, chance: Random) -> Image.Image:
    """Uneven light, a soft focus and noise."""
    light = Image.radial_gradient("L").resize((2600, 2200))
    x, y = chance.randrange(200, 900), chance.randrange(200, 800)
    fall = light.crop((x, y, x + _PHOTO[0], y + _PHOTO[1])).point(lambda v: int(v * 0.42))
    photo.paste((46, 28, 16), mask=fall)
    noise = Image.frombytes("L", (400, 300), chance.randbytes(120_000)).resize(_PHOTO)
    return Image.blend(photo.filter(ImageFilter.GaussianBlur(0.7)), noise.convert("RGB"), 0.035)


def _coefficients(
    corners: list[tuple[float, float]], size: tuple[int, int]
) -> tuple[float, float, float, float, float, float, float, float]:
    """Eight numbers that map points of the photo back onto the sheet (solved by elimination)."""
    w, h = size
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(corners, ((0, 0), (w, 0), (w, h), (0, h)), strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for i in range(8):
        pivot = max(range(i, 8), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(8):
            if r != i:
                rows[r] = [a - rows[r][i] * b for a, b in zip(rows[r], rows[i], strict=True)]
    a, b, c, d, e, f, g, k = (row[8] for row in rows)
    return a, b, c, d, e, f, g, k


def _sheet(name: str, number: str, programme: str, organiser: str, day: str) -> str:
    art = Art(f"sheet/{number}")
    w, h = _SHEET
    dyes = Dyes(_BROWN, "#e3c48a", "#b5522a")
    frame = motif_fill(art, "kawung", dyes, 0.4)
    middle = w / 2
    scribble = "M930,800 c30,-90 60,-70 40,0 c-10,40 30,-60 60,-50 c20,8 -20,50 10,46 c40,-6 30,-70 60,-60 c30,10 -10,60 80,30"
    out = (
        rect(0, 0, w, h, "#fdfaf1")
        + path(f"M0,0 H{w} V{h} H0Z M64,64 V{h - 64} H{w - 64} V64Z", frame, fill_rule="evenodd")
        + rect(76, 76, w - 152, h - 152, "none", stroke=_BROWN, stroke_width=4)
        + group(tobacco_leaf(Dyes(_INDIGO, "#8fa5d0", "#e3a72f"), 90), transform=f"translate({middle} 226)")
        + words(organiser.upper(), middle, 282, 26, _INDIGO, font_weight=700, letter_spacing=2)
        + words("SERTIFIKAT", middle, 368, 82, _BROWN, font_weight=700, letter_spacing=14)
        + words(f"Nomor: {number}", middle, 414, 26, _INK)
        + words("diberikan kepada", middle, 478, 28, _INK, font_style="italic")
        + words(name, middle, 548, min(62, 1400 / max(len(name), 1)), _INDIGO, font_weight=700)
        + rect(middle - 330, 566, 660, 2, _INK)
        + words("yang telah mengikuti dan dinyatakan lulus", middle, 622, 28, _INK)
        + words(programme, middle, 668, min(36, 1900 / max(len(programme), 1)), _INK, font_weight=700)
        + words(f"Jember, {day}", 1060, 738, 24, _INK)
        + stroke(scribble, "#1f3a8f", 5)
        + words("Kepala (data contoh)", 1060, 876, 24, _INK)
        + group(
            ellipse(0, 0, 96, 96, "none", stroke="#8f2d4f", stroke_width=6),
            ellipse(0, 0, 74, 74, "none", stroke="#8f2d4f", stroke_width=3),
            words("CONTOH", 0, 10, 32, "#8f2d4f", font_weight=700),
            transform="translate(890 810) rotate(-16)", opacity=0.6,
        )
        + words("DATA CONTOH", middle, 560, 150, "#b9a98a", font_weight=700, opacity=0.2,
                transform=f"rotate(-24 {middle} {h / 2})")
    )  # fmt: skip
    return art.document(out, w, h)
