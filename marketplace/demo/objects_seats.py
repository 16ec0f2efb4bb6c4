"""Chairs, stools and benches of wood, rattan and bamboo."""

from __future__ import annotations

from marketplace.demo.kinds import Kind
from marketplace.demo.motifs import Dyes, motif_fill
from marketplace.demo.objects_furniture import LEAN, RISE, floor_shadow, prism, wood_grain
from marketplace.demo.objects_woven import plait
from marketplace.demo.parts import (
    Style,
)
from marketplace.demo.svg import (
    ACROSS,
    SHADE,
    Art,
    Color,
    darker,
    ellipse,
    group,
    lighter,
    mix,
    path,
    polygon,
    rect,
    stroke,
)


def chair(art: Art, style: Style) -> str:
    """A dining chair with a slatted back and a woven seat."""
    wood = style.main
    x, y, w, d, seat = 300.0, 1050.0, 430.0, 330.0, 700.0
    dx, dy = d * LEAN, d * RISE
    out = floor_shadow(art, x, y, w, d)
    out += prism(art, x + dx, y - dy, 44, y - dy - 200, 44, darker(wood, 0.1)) + prism(
        art, x + w + dx - 44, y - dy, 44, y - dy - 200, 44, darker(wood, 0.1)
    )
    for i in range(4):
        out += prism(art, x + dx + 66 + i * 82, seat - dy - 20, 46, 390, 14, mix(wood, style.second, 0.15))
    out += prism(art, x + dx - 14, 300, w + 30, 96, 40, wood) + rect(
        x + dx + 40,
        222,
        w - 80,
        60,
        motif_fill(art, "kawung", Dyes(darker(wood, 0.5), lighter(wood, 0.12), style.second), 0.45),
    )
    out += prism(art, x + dx + 30, seat - dy - 30, w - 40, 34, 24, wood)
    out += prism(art, x, y, 46, y - seat, 46, wood) + prism(art, x + w - 46, y, 46, y - seat, 46, wood)
    out += prism(art, x + 46, y - 120, w - 92, 28, 20, wood) + polygon(
        [(x + w, y - 150), (x + w + dx, y - 150 - dy), (x + w + dx, y - 122 - dy), (x + w, y - 122)],
        darker(wood, 0.4),
    )
    out += prism(art, x - 14, seat + 30, w + 28, 54, d + 24, wood)
    top = [
        (x + 26, seat - 34),
        (x + dx + 22, seat - 14 - dy),
        (x + w + dx - 36, seat - 14 - dy),
        (x + w - 30, seat - 34),
    ]
    return (
        out
        + polygon(top, plait(art, "#e0c08a", style.second, 0.6, "skewX(-40) scale(1 .62)"))
        + polygon(top, art.linear((0, "#fff6e0", 0.3), (1, SHADE, 0.24)))
    )


def rattan_chair(art: Art, style: Style) -> str:
    """A round-backed rattan armchair with a batik cushion."""
    cane = style.main
    back = "M280,690 C210,420 330,170 600,170 C870,170 990,420 920,690 C820,760 380,760 280,690Z"
    skirt = "M300,740 C290,860 310,960 350,1040 A250,50 0 0 0 850,1040 C890,960 910,860 900,740Z"
    weave = plait(art, lighter(cane, 0.22), lighter(cane, 0.5), 0.95)
    arms = "M262,560 C150,640 170,800 320,812 M938,560 C1050,640 1030,800 880,812"
    cushion = "M330,770 C330,690 420,660 600,660 C780,660 870,690 870,770 C870,840 760,860 600,860 C440,860 330,840 330,770Z"
    pad = "M390,650 C370,480 440,350 600,350 C760,350 830,480 810,650 C740,700 460,700 390,650Z"
    fabric = motif_fill(art, "kawung", Dyes("#f6ead0", lighter(style.second, 0.25), "#e3a72f"), 0.62)
    soft = art.radial((0, "#fff6e0", 0.4), (0.5, "#fff6e0", 0), (1, SHADE, 0.5), at=(0.36, 0.26), reach=0.8)
    rim = "M262,700 C180,400 310,140 600,140 C890,140 1020,400 938,700"
    return (
        art.shadow(600, 1046, 320, 46)
        + path(back, cane)
        + path(back, weave)
        + path(back, art.linear((0, "#fff6e0", 0.2), (0.4, "#fff6e0", 0), (1, SHADE, 0.44)))
        + path(pad, style.second)
        + path(pad, fabric)
        + path(pad, soft)
        + path(skirt, cane)
        + path(skirt, weave)
        + path(
            skirt,
            art.linear(
                (0, SHADE, 0.44),
                (0.14, SHADE, 0.06),
                (0.3, "#fff6e0", 0.3),
                (0.5, "#fff6e0", 0),
                (0.86, SHADE, 0.44),
                (1, SHADE, 0.3),
                along=ACROSS,
            ),
        )
        + path("M300,740 H900 L896,820 Q600,880 304,820Z", SHADE, opacity=0.4)
        + path(cushion, style.second)
        + path(cushion, fabric)
        + path(cushion, soft)
        + stroke("M334,790 C380,850 820,850 866,790", lighter(style.second, 0.4), 5, opacity=0.7)
        + stroke(rim, darker(cane, 0.45), 56)
        + stroke(rim, cane, 46)
        + stroke(rim, lighter(cane, 0.4), 34, stroke_dasharray="9 17")
        + stroke(rim, "#fff6e0", 8, opacity=0.35, transform="translate(-6 -8)")
        + stroke(arms, darker(cane, 0.45), 52)
        + stroke(arms, cane, 42)
        + stroke(arms, lighter(cane, 0.4), 30, stroke_dasharray="9 16")
        + stroke("M350,1040 A250,50 0 0 0 850,1040", darker(cane, 0.4), 32)
        + stroke("M350,1036 A250,50 0 0 0 850,1036", lighter(cane, 0.25), 18, stroke_dasharray="14 9")
    )


def stool(art: Art, style: Style) -> str:
    """A round stool with turned legs, a smaller one behind."""
    wood = style.main

    def one(cx: float, base: float, k: float, color: Color) -> str:
        top = base - 560 * k
        legs = "".join(
            path(
                f"M{cx + a * k},{top + 30} L{cx + (a + 62) * k},{top + 30} L{cx + (b + 44) * k},{base - c * k} Q{cx + (b + 22) * k},{base - c * k + 10} {cx + b * k},{base - c * k}Z",
                art.drum(darker(color, 0.1 if c == 0 else 0.3)),
                filter=wood_grain(art, color, True),
            )
            for a, b, c in ((-40, -40, 80), (120, 150, 60), (-200, -250, 0), (60, 90, 0))
        )
        bars = stroke(
            f"M{cx - 214 * k},{base - 190 * k} L{cx + 96 * k},{base - 180 * k}", darker(color, 0.2), 26 * k
        ) + stroke(
            f"M{cx - 214 * k},{base - 196 * k} L{cx + 96 * k},{base - 186 * k}", lighter(color, 0.25), 9 * k
        )
        seat = (
            path(
                f"M{cx - 270 * k},{top} V{top + 52 * k} A{270 * k},{76 * k} 0 0 0 {cx + 270 * k},{top + 52 * k} V{top}Z",
                art.drum(color),
                filter=wood_grain(art, color, False),
            )
            + ellipse(
                cx,
                top,
                270 * k,
                76 * k,
                art.linear((0, lighter(color, 0.45)), (1, color)),
                filter=wood_grain(art, color, False),
            )
            + ellipse(
                cx, top, 232 * k, 60 * k, "none", stroke=darker(color, 0.3), stroke_width=4, opacity=0.6
            )
            + ellipse(cx, top, 110 * k, 28 * k, "none", stroke=style.second, stroke_width=9 * k, opacity=0.8)
        )
        return art.shadow(cx, base + 4, 280 * k, 44 * k) + legs + bars + seat

    return one(820, 970, 0.74, lighter(wood, 0.16)) + one(470, 1060, 1.06, wood)


def _cane(
    art: Art, x1: float, y1: float, x2: float, y2: float, width: float, color: Color, nodes: int = 3
) -> str:
    """A length of bamboo with its joints."""
    line = f"M{x1},{y1} L{x2},{y2}"
    out = (
        stroke(line, darker(color, 0.45), width + 4)
        + stroke(line, color, width)
        + stroke(
            line,
            lighter(color, 0.45),
            width * 0.34,
            transform=f"translate({-width * 0.14:.1f} {-width * 0.18:.1f})",
        )
    )
    for i in range(1, nodes + 1):
        t = i / (nodes + 1)
        x, y = x1 + (x2 - x1) * t, y1 + (y2 - y1) * t
        out += ellipse(x, y, width * 0.62, width * 0.62, darker(color, 0.14)) + ellipse(
            x - 2, y - 2, width * 0.42, width * 0.42, lighter(color, 0.2)
        )
    return out


def bench(art: Art, style: Style) -> str:
    """A bamboo bench with a barred back and armrests."""
    bamboo = style.main
    out = floor_shadow(art, 170, 1050, 700, 320)
    for x in (300, 1000):
        out += _cane(art, x, 960, x, 300, 40, darker(bamboo, 0.12), 4)
    out += _cane(art, 280, 330, 1020, 330, 40, bamboo, 5) + _cane(art, 300, 600, 1000, 600, 30, bamboo, 4)
    out += "".join(
        _cane(art, x, 590, x, 344, 22, mix(bamboo, style.second, 0.2), 1) for x in range(352, 980, 56)
    )
    for i in range(9):
        t = i / 8
        out += _cane(
            art,
            300 - 150 * t,
            690 + 80 * t,
            1000 - 150 * t,
            690 + 80 * t,
            26,
            (bamboo, lighter(bamboo, 0.1), darker(bamboo, 0.06))[i % 3],
            4,
        )
    for x in (150, 850):
        out += _cane(art, x, 1050, x, 560, 44, bamboo, 4) + _cane(
            art, x - 6, 560, x + 160, 470, 36, lighter(bamboo, 0.1), 1
        )
    out += _cane(art, 140, 800, 860, 800, 36, bamboo, 5) + _cane(
        art, 150, 960, 850, 960, 28, darker(bamboo, 0.1), 4
    )
    ties = "".join(
        stroke(f"M{x - 24},{y - 12} l48,10 M{x - 24},{y} l48,10 M{x - 24},{y + 12} l48,8", "#3a2414", 6)
        for x, y in ((150, 800), (850, 800), (300, 332), (1000, 332))
    )
    return out + ties + group(_pillow(art, style), transform="translate(760 560) rotate(8)")


def _pillow(art: Art, style: Style) -> str:
    d = "M-110,-110 Q0,-90 110,-110 Q92,0 110,110 Q0,92 -110,110 Q-92,0 -110,-110Z"
    return (
        art.cast(d, 12, 16, 10, 0.4)
        + path(d, style.second)
        + path(d, motif_fill(art, "truntum", Dyes("#f6ead0", lighter(style.second, 0.4), "#e3a72f"), 0.6))
        + path(
            d,
            art.radial((0, "#fff6e0", 0.4), (0.5, "#fff6e0", 0), (1, SHADE, 0.5), at=(0.36, 0.26), reach=0.8),
        )
    )


_TEAK: tuple[tuple[Color, Color], ...] = (
    ("#a8672f", "#2f5f5a"),
    ("#8a5230", "#33507e"),
    ("#c08a50", "#8a3f2a"),
    ("#6f4327", "#b5522a"),
)


_CANE: tuple[tuple[Color, Color], ...] = (
    ("#d2a566", "#33507e"),
    ("#c99a5c", "#2f6b57"),
    ("#dcb87c", "#8a3f2a"),
)


KINDS: dict[str, Kind] = {
    "kursi_kayu": Kind("furnitur", chair, _TEAK, "", (560, 560), 1.6, 1.0),
    "kursi_rotan": Kind("furnitur", rattan_chair, _CANE, "", (600, 600), 1.7, 1.0),
    "bangku_kayu": Kind("furnitur", stool, _TEAK, "", (500, 560), 1.7, 1.0),
    "bangku_bambu": Kind("furnitur", bench, _CANE, "", (600, 640), 1.7, 1.0),
}
