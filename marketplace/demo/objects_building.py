"""Building materials: bricks, tiles, paving, blocks and stone, stacked as in a yard."""

from __future__ import annotations

from functools import partial

from marketplace.demo.kinds import Kind
from marketplace.demo.parts import (
    Style,
)
from marketplace.demo.svg import (
    ACROSS,
    DOWN,
    SHADE,
    Art,
    Color,
    darker,
    ellipse,
    group,
    lighter,
    mix,
    path,
    polar,
    polygon,
    rect,
    stroke,
)


def _rough(art: Art, color: Color, fine: float = 0.09) -> str:
    return art.grain(fine, fine * 1.1, darker(color, 0.55), 0.4, 4)


def _block(
    art: Art, x: float, y: float, w: float, h: float, dx: float, dy: float, color: Color, grain: str
) -> str:
    """One moulded piece: lower left corner of its face at (x, y)."""
    side = [(x + w, y - h), (x + w + dx, y - h - dy), (x + w + dx, y - dy), (x + w, y)]
    top = [(x, y - h), (x + dx, y - h - dy), (x + w + dx, y - h - dy), (x + w, y - h)]
    return (
        polygon(side, art.linear((0, darker(color, 0.28)), (1, darker(color, 0.46)), along=DOWN))
        + polygon(top, art.linear((0, lighter(color, 0.34)), (1, lighter(color, 0.1))))
        + rect(x, y - h, w, h, art.plane(color, 0.2), 5, filter=grain)
        + stroke(f"M{x + 3},{y - h} H{x + w} V{y - 3}", lighter(color, 0.45), 2.5, opacity=0.5)
    )


def _shades(art: Art, color: Color, count: int = 5) -> list[Color]:
    return [mix(darker(color, 0.16), lighter(color, 0.18), art.rng.random()) for _ in range(count)]


def bricks(art: Art, style: Style) -> str:
    """A stepped stack of red bricks in bond, two lying loose."""
    shades = _shades(art, style.main)
    grain = _rough(art, style.main)
    out = art.shadow(600, 985, 460, 60)
    w, h, dx, dy = 200.0, 84.0, 104.0, 66.0
    for row in range(7):
        count = (4, 4, 4, 3, 3, 2, 2)[row]
        shift = (row % 2) * 46
        for i in range(count):
            out += _block(
                art,
                170 + shift + i * (w + 7),
                985 - row * (h + 6),
                w,
                h,
                dx,
                dy,
                shades[(row * 2 + i) % 5],
                grain,
            )
    return (
        out
        + art.shadow(880, 1080, 180, 26)
        + _block(art, 700, 1085, 214, 88, 120, 70, shades[1], grain)
        + _block(art, 250, 1092, 214, 84, 110, 60, shades[3], grain)
    )


def roof_tiles(art: Art, style: Style) -> str:
    """Curved clay tiles: rows laid as on a roof, a few standing before them."""
    color = style.main
    shades = _shades(art, color)
    out = art.shadow(600, 960, 480, 60)
    out += polygon([(150, 960), (250, 300), (1000, 300), (1090, 960)], darker(color, 0.55))
    for row in range(7):
        t = row / 6
        y, k = 330 + row * 94, 0.84 + t * 0.28
        w = 118 * k
        for i in range(8):
            x = 622 + (i - 4) * w + (row % 2) * 6
            d = f"M{x},{y} C{x + w * 0.2},{y - 34 * k} {x + w * 0.46},{y - 34 * k} {x + w * 0.6},{y - 4} C{x + w * 0.74},{y + 18 * k} {x + w * 0.9},{y + 16 * k} {x + w},{y} V{y + 104 * k} C{x + w * 0.9},{y + 128 * k} {x + w * 0.74},{y + 128 * k} {x + w * 0.6},{y + 104 * k} C{x + w * 0.46},{y + 76 * k} {x + w * 0.2},{y + 76 * k} {x},{y + 108 * k}Z"
            tone = shades[(row * 3 + i) % 5]
            skin = art.linear(
                (0, darker(tone, 0.1)),
                (0.22, lighter(tone, 0.36)),
                (0.5, tone),
                (0.72, darker(tone, 0.4)),
                (1, lighter(tone, 0.06)),
                along=ACROSS,
            )
            out += path(d, SHADE, opacity=0.45, transform="translate(2 12)") + path(d, skin)
            out += stroke(
                f"M{x},{y + 108 * k} C{x + w * 0.2},{y + 76 * k} {x + w * 0.46},{y + 76 * k} {x + w * 0.6},{y + 104 * k} C{x + w * 0.74},{y + 128 * k} {x + w * 0.9},{y + 128 * k} {x + w},{y + 104 * k}",
                darker(tone, 0.5),
                7,
            )
    return out


def paving(art: Art, style: Style, hexagon: bool) -> str:
    """Paving laid on sand, a pile of loose pieces behind."""
    grain = _rough(art, style.main, 0.1)
    out = ""
    for row in range(4):
        for i in range(3):
            out += _block(
                art,
                330 + i * 190 + (row % 2) * 20,
                700 - row * 72,
                180,
                66,
                90,
                56,
                (style.main, style.second)[(row + i) % 2],
                grain,
            )
    out = art.shadow(660, 700, 380, 46) + out
    out += polygon([(60, 1130), (230, 770), (1010, 770), (1160, 1130)], darker("#c9b08a", 0.2))
    rows = 6
    for row in range(rows):
        t0, t1 = row / rows, (row + 1) / rows
        y0, y1 = 772 + 350 * t0**1.12, 772 + 350 * t1**1.12
        s0, s1 = 1 + 0.44 * t0, 1 + 0.44 * t1
        for i in range(-4, 5):
            shift = 0.5 if row % 2 else 0.0
            a, b = (i + shift) * 118, (i + 1 + shift) * 118
            if abs(a) > 430 and abs(b) > 430:
                continue
            color = (style.main, style.second, lighter(style.main, 0.1))[(row * 2 + i) % 3]
            q = 22 if hexagon else 0
            face = [
                (615 + (a + 4) * s0, y0 + 3),
                (615 + (a + b) / 2 * s0, y0 - q * 0.5),
                (615 + (b - 4) * s0, y0 + 3),
                (615 + (b - 4) * s1, y1 - 8),
                (615 + (a + b) / 2 * s1, y1 - 8 + q * 0.5),
                (615 + (a + 4) * s1, y1 - 8),
            ]
            out += polygon([(x, y + 10) for x, y in face], darker(color, 0.5)) + polygon(
                face, art.plane(color, 0.24), stroke=lighter(color, 0.4), stroke_width=2
            )
    return out


def batako(art: Art, style: Style) -> str:
    """Hollow concrete blocks in a short stack."""
    color = style.main
    grain = _rough(art, color, 0.12)
    w, h, dx, dy = 350.0, 170.0, 150.0, 92.0

    def one(x: float, y: float, tone: Color) -> str:
        holes = ""
        for k in (0.18, 0.58):
            hx, hy = x + w * k + dx * 0.3, y - h - dy * 0.3
            holes += polygon(
                [
                    (hx, hy),
                    (hx + dx * 0.42, hy - dy * 0.42),
                    (hx + dx * 0.42 + w * 0.26, hy - dy * 0.42),
                    (hx + w * 0.26, hy),
                ],
                darker(tone, 0.62),
            )
            holes += polygon(
                [
                    (hx, hy),
                    (hx + dx * 0.42, hy - dy * 0.42),
                    (hx + dx * 0.42, hy - dy * 0.42 + 26),
                    (hx + 18, hy),
                ],
                darker(tone, 0.4),
            )
        return (
            _block(art, x, y, w, h, dx, dy, tone, grain)
            + holes
            + stroke(f"M{x + w / 2},{y - h + 12} V{y - 12}", darker(tone, 0.4), 6, opacity=0.5)
        )

    shades = _shades(art, color, 6)
    spots = ((190, 980), (560, 980), (240, 800), (610, 800), (400, 620))
    return art.shadow(610, 975, 450, 60) + "".join(one(x, y, shades[i]) for i, (x, y) in enumerate(spots))


def roster(art: Art, style: Style) -> str:
    """Breeze blocks built into a piece of pierced wall."""
    color = style.main
    side, dx, dy = 232.0, 70.0, 44.0
    grain = _rough(art, color, 0.12)

    def one(x: float, y: float, tone: Color, kind: int) -> str:
        cx, cy, r = x + side / 2, y - side / 2, side * 0.38
        out = _block(art, x, y, side, side, dx, dy, tone, grain)
        out += rect(
            x + 14,
            y - side + 14,
            side - 28,
            side - 28,
            "none",
            8,
            stroke=darker(tone, 0.35),
            stroke_width=5,
            opacity=0.6,
        )
        inner = darker(tone, 0.66)
        if kind == 0:
            for a in range(45, 360, 90):
                px, py = polar(cx, cy, r * 0.66, a)
                out += ellipse(px, py, r * 0.56, r * 0.3, inner, transform=f"rotate({a} {px:.1f} {py:.1f})")
                out += ellipse(
                    px + 5,
                    py + 6,
                    r * 0.46,
                    r * 0.2,
                    mix(inner, "#dfe7d8", 0.34),
                    transform=f"rotate({a} {px:.1f} {py:.1f})",
                )
        else:
            out += polygon([polar(cx, cy, r, a) for a in range(0, 360, 90)], inner) + polygon(
                [polar(cx + 5, cy + 7, r * 0.78, a) for a in range(0, 360, 90)], mix(inner, "#dfe7d8", 0.34)
            )
            out += rect(cx - 14, cy - r, 28, r * 2, tone) + rect(cx - r, cy - 14, r * 2, 28, tone)
        return out

    shades = _shades(art, color, 6)
    out = art.shadow(620, 980, 470, 56)
    for row in range(3):
        for i in range(3):
            out += one(190 + i * 236, 985 - row * 236, shades[(row * 2 + i) % 6], (row + i) % 2)
    return out


def stone(art: Art, style: Style) -> str:
    """Split stone slabs leaning, and a few laid flat."""
    grain = _rough(art, style.main, 0.05)
    shades = _shades(art, style.main, 6)
    out = art.shadow(600, 980, 440, 64)
    for i, (x, y, w, h, turn) in enumerate(
        ((620, 560, 470, 560, 9), (480, 600, 450, 590, -5), (560, 680, 400, 470, 3))
    ):
        d = [
            (-w / 2 + art.rng.uniform(-16, 16), -h / 2 + art.rng.uniform(-20, 20)),
            (-w * 0.1, -h / 2 - 14),
            (w / 2, -h / 2 + art.rng.uniform(-24, 16)),
            (w / 2 + 12, h * 0.1),
            (w / 2 - 6, h / 2),
            (-w * 0.2, h / 2 + 8),
            (-w / 2 + 8, h / 2),
            (-w / 2 - 12, -h * 0.1),
        ]
        out += group(
            polygon([(a + 26, b + 16) for a, b in d], SHADE, opacity=0.4, filter=art.blur(14)),
            polygon([(a + 18, b + 4) for a, b in d], darker(shades[i], 0.5)),
            polygon(d, art.plane(shades[i], 0.26), filter=grain),
            polygon(d, "none", stroke=lighter(shades[i], 0.4), stroke_width=4, opacity=0.6),
            transform=f"translate({x} {y + 120}) rotate({turn})",
        )
    for i, (x, y, r) in enumerate(((330, 1010, 210), (820, 1030, 230))):
        d = [polar(x, y, r * art.rng.uniform(0.86, 1.06), a, 0.3) for a in range(0, 360, 30)]
        out += (
            polygon([(a, b + 24) for a, b in d], darker(shades[i + 3], 0.52))
            + polygon(d, art.plane(shades[i + 3], 0.3), filter=grain)
            + polygon(d, "none", stroke=lighter(shades[i + 3], 0.4), stroke_width=3, opacity=0.6)
        )
    return out


_CLAY: tuple[tuple[Color, Color], ...] = (
    ("#b5522f", "#8a3f22"),
    ("#a84a2c", "#c2683f"),
    ("#bf6238", "#8a3f22"),
)
_CONCRETE: tuple[tuple[Color, Color], ...] = (("#a39f96", "#8a8780"), ("#b0aa9c", "#8f8a80"))
_PAVING: tuple[tuple[Color, Color], ...] = (
    ("#9a968e", "#a3523a"),
    ("#a8a49a", "#7f7c76"),
    ("#b0664a", "#98948c"),
)

KINDS: dict[str, Kind] = {
    "bata_merah": Kind("bangunan", bricks, _CLAY, "", (520, 760), 1.8, 1.04),
    "genteng": Kind("bangunan", roof_tiles, _CLAY, "", (600, 680), 1.8, 1.04),
    "paving_bata": Kind("bangunan", partial(paving, hexagon=False), _PAVING, "", (600, 900), 1.7, 1.0),
    "paving_segi_enam": Kind("bangunan", partial(paving, hexagon=True), _PAVING, "", (600, 900), 1.7, 1.0),
    "batako": Kind("bangunan", batako, _CONCRETE, "", (560, 760), 1.7, 1.08),
    "roster": Kind(
        "bangunan",
        roster,
        (("#c27a55", "#8a3f22"), ("#b0aa9c", "#8f8a80"), ("#d9cdb8", "#a39f96")),
        "",
        (540, 640),
        1.8,
        1.04,
    ),
    "batu_alam": Kind(
        "bangunan",
        stone,
        (("#8a8f8c", "#6f7472"), ("#b5a486", "#8f8066"), ("#6f7a80", "#565f64")),
        "",
        (560, 640),
        1.7,
        1.06,
    ),
}
