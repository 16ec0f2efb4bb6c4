"""Bamboo and wood from the kitchen to the veranda: baskets, trays, lamps, spoons, boards, blades."""

from __future__ import annotations

from marketplace.demo.kinds import Kind
from marketplace.demo.morsels import coffee_bean, heap
from marketplace.demo.parts import (
    Style,
    label,
    twine,
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
    polygon,
    rect,
    stroke,
)


def plait(art: Art, straw: Color, other: Color, scale: float = 1, bend: str = "") -> str:
    """Flat strips over one and under one, with some strips dyed."""
    cell = ""
    for row in range(4):
        for col in range(4):
            x, y = col * 30, row * 30
            over = (row + col) % 2 == 0
            color = other if (col == 0 and over) or (row == 0 and not over) else straw
            turn = art.linear(
                (0, lighter(color, 0.34)),
                (0.6, color),
                (1, darker(color, 0.2)),
                along=DOWN if over else ACROSS,
            )
            cell += rect(x, y + 2, 31, 26, turn, 3) if over else rect(x + 2, y, 26, 31, turn, 3)
    return art.pattern(
        120, 120, rect(0, 0, 120, 120, darker(straw, 0.38)) + cell, f"{bend} scale({scale:g})".strip()
    )


def _body_shade(art: Art) -> str:
    return art.linear(
        (0, SHADE, 0.46),
        (0.12, SHADE, 0.1),
        (0.3, "#fff6e0", 0.34),
        (0.5, "#fff6e0", 0),
        (0.85, SHADE, 0.42),
        (1, SHADE, 0.3),
        along=ACROSS,
    )


def basket(art: Art, style: Style) -> str:
    """A handled shopping basket with a coloured band."""
    straw = style.main
    body = "M230,520 H970 L908,960 A308,60 0 0 1 292,960Z"
    weave = plait(art, straw, style.second, 0.86)
    handle = "M330,520 C330,150 870,150 870,520"
    rim = "M222,520 A378,74 0 0 0 978,520"
    return (
        art.shadow(600, 965, 340, 50)
        + stroke(handle, darker(straw, 0.4), 46)
        + stroke(handle, straw, 36)
        + stroke(handle, lighter(straw, 0.35), 22, stroke_dasharray="22 12")
        + ellipse(600, 520, 372, 74, darker(straw, 0.62))
        + stroke("M340,520 C350,300 420,240 500,214", darker(straw, 0.3), 4, opacity=0.4)
        + path(body, straw)
        + path(body, weave)
        + group(
            rect(200, 690, 800, 70, style.second, opacity=0.55),
            stroke("M200,690 H1000 M200,762 H1000", darker(style.second, 0.4), 5),
            clip_path=art.clip(path(body, "#000")),
        )
        + path(body, _body_shade(art))
        + path(body, art.linear((0, "#fff6e0", 0.14), (0.6, "#fff6e0", 0), (1, SHADE, 0.36), along=DOWN))
        + stroke(rim, darker(straw, 0.35), 44)
        + stroke(rim, straw, 34)
        + stroke(rim, lighter(straw, 0.4), 30, stroke_dasharray="7 19")
        + stroke("M292,962 A308,60 0 0 0 908,962", darker(straw, 0.3), 26)
        + stroke("M292,958 A308,60 0 0 0 908,958", lighter(straw, 0.2), 12, stroke_dasharray="14 8")
    )


def tampah(art: Art, style: Style) -> str:
    """Round winnowing trays, one leaning behind, one lying with coffee to dry."""
    straw = style.main

    def tray(rx: float, ry: float, content: str = "") -> str:
        weave = plait(art, straw, style.second, 0.8, f"scale(1 {ry / rx:.2f})")
        return (
            ellipse(0, 14, rx, ry, darker(straw, 0.5))
            + ellipse(0, 0, rx, ry, art.plane(straw, 0.3))
            + ellipse(0, 4, rx * 0.91, ry * 0.9, straw)
            + ellipse(0, 4, rx * 0.91, ry * 0.9, weave)
            + ellipse(
                0,
                4,
                rx * 0.91,
                ry * 0.9,
                art.radial(
                    (0, "#fff6e0", 0.3), (0.6, "#fff6e0", 0), (1, SHADE, 0.5), at=(0.4, 0.4), reach=0.62
                ),
            )
            + content
            + ellipse(
                0,
                0,
                rx * 0.955,
                ry * 0.95,
                "none",
                stroke=lighter(straw, 0.35),
                stroke_width=14,
                stroke_dasharray="34 5",
            )
            + ellipse(0, 0, rx, ry, "none", stroke=darker(straw, 0.3), stroke_width=6)
        )

    beans = heap(art, coffee_bean, 19, (-210, -50, 210, 52), 80)
    return (
        group(
            ellipse(34, 30, 350, 346, SHADE, opacity=0.4, filter=art.blur(22, 15)),
            tray(350, 346),
            transform="translate(640 480)",
        )
        + art.shadow(560, 985, 410, 70)
        + group(tray(420, 150, beans), transform="translate(560 930)")
    )


def lamp(art: Art, style: Style) -> str:
    """A hanging bamboo lamp, lit."""
    straw = style.main
    shade = "M430,330 C300,430 230,600 250,760 Q600,860 950,760 C970,600 900,430 770,330Z"
    glow = ellipse(
        600,
        620,
        560,
        520,
        art.radial((0, "#ffe08a", 0.85), (0.4, "#ffcf6a", 0.34), (1, "#ffcf6a", 0), at=(0.5, 0.5), reach=0.5),
    )
    clip = art.clip(path(shade, "#000"))
    ribs = "".join(
        f"M{600 + k * 34},326 C{600 + k * 62},430 {600 + k * 72},600 {600 + k * 70},800 "
        for k in range(-5, 6)
    )
    hoops = "".join(f"M{200},{y} Q600,{y + 92} 1000,{y} " for y in range(336, 770, 26))
    cross = "".join(f"M{200 + i * 70},300 l140,560 M{1000 - i * 70},300 l-140,560 " for i in range(12))
    return (
        stroke("M600,0 V270", "#3a2a1c", 8)
        + glow
        + path(
            shade,
            art.radial(
                (0, "#fff6c8"),
                (0.4, "#ffd67a"),
                (0.8, mix(straw, "#e39a3a", 0.5)),
                (1, darker(straw, 0.4)),
                at=(0.5, 0.6),
                reach=0.7,
            ),
        )
        + group(
            stroke(cross, darker(straw, 0.35), 7, opacity=0.55),
            stroke(hoops, darker(straw, 0.42), 12, opacity=0.85),
            stroke(hoops, lighter(straw, 0.25), 5, opacity=0.8, transform="translate(0 -2)"),
            stroke(ribs, darker(straw, 0.5), 15),
            stroke(ribs, straw, 9, transform="translate(-2 0)"),
            clip_path=clip,
        )
        + path(
            shade,
            art.linear((0, SHADE, 0.34), (0.2, SHADE, 0), (0.7, SHADE, 0.05), (1, SHADE, 0.46), along=ACROSS),
        )
        + ellipse(600, 330, 172, 34, art.plane(darker(straw, 0.15)))
        + rect(540, 262, 120, 60, art.drum("#4a3020"), 12)
        + stroke("M250,760 Q600,860 950,760", darker(straw, 0.4), 26)
        + stroke("M250,756 Q600,856 950,756", lighter(straw, 0.2), 14, stroke_dasharray="18 7")
        + ellipse(600, 1010, 330, 46, "#ffe9a8", opacity=0.28, filter=art.blur(16))
    )


def besek(art: Art, style: Style) -> str:
    """Plaited boxes with lids, tied for giving."""
    straw = style.main

    def one(x: float, base: float, w: float, h: float, tint: Color, dx: float = 96, dy: float = 60) -> str:
        y = base - h
        weave = plait(art, tint, style.second, 0.7)
        side = [(x + w, y), (x + w + dx, y - dy), (x + w + dx, base - dy), (x + w, base)]
        top = f"M{x - 10},{y} L{x + dx - 10},{y - dy - 8} H{x + w + dx + 10} L{x + w + 10},{y}Z"
        side_weave = plait(
            art,
            darker(tint, 0.34),
            darker(style.second, 0.3),
            0.7,
            f"translate({x + w} {y}) skewY({-32}) scale(.8 1)",
        )
        lid_band = (
            rect(x - 10, y, w + 20, h * 0.34, tint)
            + rect(x - 10, y, w + 20, h * 0.34, weave)
            + rect(x - 10, y, w + 20, h * 0.34, art.linear((0, "#fff6e0", 0.24), (1, SHADE, 0.2)))
        )
        return (
            art.shadow(x + w / 2 + 34, base - 6, w * 0.6, 34)
            + polygon(side, darker(tint, 0.36))
            + polygon(side, side_weave)
            + rect(x, y, w, h, tint)
            + rect(x, y, w, h, weave)
            + rect(x, y, w, h, art.linear((0, "#fff6e0", 0.1), (1, SHADE, 0.4)))
            + rect(x, y + h * 0.34, w, 14, SHADE, opacity=0.4)
            + lid_band
            + path(f"M{x + w + 10},{y} l{dx},{-dy - 8} v{h * 0.34} l{-dx},{dy + 8}Z", darker(tint, 0.5))
            + path(top, lighter(tint, 0.1))
            + path(
                top,
                plait(
                    art, lighter(tint, 0.18), style.second, 0.7, f"translate({x} {y}) skewX(-30) scale(1 .6)"
                ),
            )
            + path(top, art.linear((0, "#fff6e0", 0.34), (1, SHADE, 0.12)))
        )

    knot = "M520,640 C440,560 420,620 520,646 C620,560 640,620 524,646 M520,646 C500,700 470,730 450,760 M524,646 C540,700 560,720 590,750"
    return (
        one(560, 900, 380, 230, darker(straw, 0.08))
        + one(220, 985, 520, 300, straw)
        + twine(art, "M480,985 V686 L576,622", 10)
        + twine(art, "M210,840 H752 L846,780", 10)
        + twine(art, knot, 10)
        + one(720, 1050, 250, 150, lighter(straw, 0.1), 64, 40)
        + label(art, Style(style.second, straw, style.title, style.label), 620, 900, 190, 120)
    )


_STRAW: tuple[tuple[Color, Color], ...] = (
    ("#d8b070", "#8a3f2a"),
    ("#d2aa6a", "#2f5f5a"),
    ("#dcb877", "#33507e"),
)

KINDS: dict[str, Kind] = {
    "keranjang_bambu": Kind("kerajinan", basket, _STRAW, "", (600, 760), 1.8, 1.06),
    "tampah": Kind("kerajinan", tampah, _STRAW, "", (560, 900), 1.9, 1.04),
    "lampu_bambu": Kind("kerajinan", lamp, _STRAW, "", (600, 600), 1.7, 1.0),
    "besek": Kind("kerajinan", besek, _STRAW, "Besek", (520, 800), 1.7, 1.1, low=True),
}
