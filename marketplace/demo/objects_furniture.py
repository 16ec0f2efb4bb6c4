"""Wooden furniture, seen from the front left, a little from above."""

from __future__ import annotations

from marketplace.demo.kinds import Kind
from marketplace.demo.morsels import place
from marketplace.demo.motifs import Dyes, motif_fill
from marketplace.demo.objects_woven import plait
from marketplace.demo.parts import (
    Style,
)
from marketplace.demo.svg import (
    DOWN,
    SHADE,
    Art,
    Color,
    darker,
    ellipse,
    lighter,
    path,
    polygon,
    rect,
    stroke,
)

LEAN = 0.46  # how far depth goes right ...


RISE = 0.3  # ... and up


def wood_grain(art: Art, wood: Color, upright: bool) -> str:
    return (
        art.grain(0.08, 0.005, darker(wood, 0.5), 0.46)
        if upright
        else art.grain(0.005, 0.08, darker(wood, 0.5), 0.46)
    )


def prism(art: Art, x: float, y: float, w: float, h: float, d: float, wood: Color) -> str:
    """A beam or board: front face with its lower left corner at (x, y), its side and top."""
    dx, dy = d * LEAN, d * RISE
    upright = h > w
    grain = wood_grain(art, wood, upright)
    side = [(x + w, y - h), (x + w + dx, y - h - dy), (x + w + dx, y - dy), (x + w, y)]
    top = [(x, y - h), (x + dx, y - h - dy), (x + w + dx, y - h - dy), (x + w, y - h)]
    return (
        polygon(side, art.linear((0, darker(wood, 0.3)), (1, darker(wood, 0.5)), along=DOWN))
        + polygon(
            top,
            art.linear((0, lighter(wood, 0.4)), (1, lighter(wood, 0.12))),
            filter=wood_grain(art, wood, False) if w > 60 else "",
        )
        + rect(x, y - h, w, h, art.plane(wood, 0.18), filter=grain if max(w, h) > 120 else "")
        + stroke(f"M{x},{y - h} H{x + w} V{y}", lighter(wood, 0.5), 2, opacity=0.55)
    )


def floor_shadow(art: Art, x: float, y: float, w: float, d: float) -> str:
    dx, dy = d * LEAN, d * RISE
    return polygon(
        [(x - 10, y + 6), (x + w + 30, y + 6), (x + w + dx + 90, y - dy * 0.6), (x + dx, y - dy)],
        SHADE,
        opacity=0.4,
        filter=art.blur(14),
    )


def cupboard(art: Art, style: Style) -> str:
    """A two-door cupboard with carved panels and a drawer."""
    wood = style.main
    x, y, w, h, d = 240.0, 1040.0, 560.0, 800.0, 260.0
    out = floor_shadow(art, x, y, w, d)
    out += "".join(prism(art, fx, y, 54, 66, 54, darker(wood, 0.25)) for fx in (x + 10, x + w - 64))
    out += prism(art, x, y - 56, w, h - 56, d, wood)
    for i in range(2):
        px, py, pw, ph = x + 26 + i * (w - 26) / 2, y - h + 46, (w - 78) / 2, 480
        out += rect(
            px, py, pw, ph, art.plane(lighter(wood, 0.06), 0.16), 6, filter=wood_grain(art, wood, True)
        )
        out += rect(px, py, pw, ph, "none", 6, stroke=darker(wood, 0.5), stroke_width=6)
        out += rect(px + 36, py + 40, pw - 72, ph - 80, darker(wood, 0.16), 8) + rect(
            px + 36, py + 40, pw - 72, ph - 80, "none", 8, stroke=darker(wood, 0.55), stroke_width=5
        )
        carved = Dyes(darker(wood, 0.55), lighter(wood, 0.08), style.second)
        out += rect(px + 46, py + 50, pw - 92, ph - 100, motif_fill(art, "kawung", carved, 0.58))
        out += rect(
            px + 36,
            py + 40,
            pw - 72,
            ph - 80,
            art.linear((0, SHADE, 0.4), (0.4, SHADE, 0), (1, "#fff6e0", 0.2)),
            8,
        )
        out += ellipse(
            px + (pw - 18 if i == 0 else 18) + 3, py + ph / 2 + 5, 14, 14, SHADE, opacity=0.5
        ) + ellipse(px + (pw - 18 if i == 0 else 18), py + ph / 2, 13, 13, art.ball("#d9b45a"))
    out += rect(
        x + 26,
        y - 250,
        w - 52,
        140,
        art.plane(lighter(wood, 0.06), 0.16),
        6,
        filter=wood_grain(art, wood, False),
    ) + rect(x + 26, y - 250, w - 52, 140, "none", 6, stroke=darker(wood, 0.5), stroke_width=6)
    out += "".join(
        ellipse(cx + 3, y - 175, 15, 15, SHADE, opacity=0.5)
        + ellipse(cx, y - 180, 14, 14, art.ball("#d9b45a"))
        for cx in (x + 190, x + w - 190)
    )
    return (
        out
        + prism(art, x - 26, y - h + 8, w + 44, 44, d + 40, darker(wood, 0.06))
        + rect(x - 8, y - 84, w + 16, 30, art.plane(darker(wood, 0.12), 0.2), 4)
    )


def shelf(art: Art, style: Style) -> str:
    """An open shelf with pots, books and a plant."""
    wood = style.main
    x, y, w, h, d = 260.0, 1040.0, 520.0, 840.0, 230.0
    dx, dy = d * LEAN, d * RISE
    out = floor_shadow(art, x, y, w, d)
    back = [(x + 24, y - h), (x + w, y - h), (x + w, y - 20), (x + 24, y - 20)]
    out += polygon(
        [(x + w, y - h), (x + w + dx, y - h - dy), (x + w + dx, y - dy), (x + w, y)], darker(wood, 0.42)
    )
    out += polygon(back, art.linear((0, darker(wood, 0.5)), (1, darker(wood, 0.3))))
    levels = [y - 20 - i * 265 for i in range(3)]
    for i, level in enumerate(levels):
        out += polygon(
            [
                (x + 24, level - 26),
                (x + 24 + dx * 0.9, level - 26 - dy * 0.55),
                (x + w, level - 26 - dy * 0.55),
                (x + w, level - 26),
            ],
            lighter(wood, 0.2),
        )
        out += rect(x + 24, level - 250, w - 40, 70, art.linear((0, SHADE, 0.5), (1, SHADE, 0), along=DOWN))
        out += _things(art, i, x + 60, level - 34, style)
        out += rect(x + 10, level - 26, w - 20, 28, art.plane(wood, 0.2), filter=wood_grain(art, wood, False))
    out += prism(art, x, y, 30, h, 60, wood) + prism(art, x + w - 30, y, 30, h, d, wood)
    return out + prism(art, x - 20, y - h, w + 36, 36, d + 26, lighter(wood, 0.05))


def _things(art: Art, level: int, x: float, y: float, style: Style) -> str:
    if level == 0:
        jar = f"M{x},{y} C{x - 44},{y - 90} {x + 6},{y - 140} {x + 20},{y - 158} H{x + 90} C{x + 110},{y - 140} {x + 154},{y - 90} {x + 110},{y}Z"
        box = (
            rect(x + 210, y - 130, 190, 130, "#d8b070", 6)
            + rect(x + 210, y - 130, 190, 130, plait(art, "#d8b070", style.second, 0.5))
            + rect(x + 210, y - 130, 190, 130, art.linear((0, "#fff6e0", 0.1), (1, SHADE, 0.45)))
        )
        return path(jar, art.drum("#b5623a")) + box
    if level == 1:
        colors = ("#8a3f2a", "#2f5f5a", "#d9a441", "#33507e", "#7a5230")
        books = "".join(
            rect(x + i * 38, y - 150 - (i % 3) * 16, 35, 150 + (i % 3) * 16, art.drum(c))
            + rect(x + i * 38 + 4, y - 120, 27, 6, "#f0d9a8")
            for i, c in enumerate(colors)
        )
        vase = f"M{x + 290},{y} C{x + 250},{y - 60} {x + 300},{y - 110} {x + 304},{y - 150} H{x + 346} C{x + 350},{y - 110} {x + 400},{y - 60} {x + 360},{y}Z"
        return books + path(vase, art.drum("#e3d2b0"))
    pot = f"M{x + 30},{y - 90} H{x + 150} L{x + 136},{y} H{x + 44}Z"
    leaves = "".join(
        place(
            path("M0,0 C-34,-40 -26,-110 0,-140 C26,-110 34,-40 0,0Z", art.plane("#4d8a3a", 0.3)),
            x + 90,
            y - 86,
            turn,
            0.95,
        )
        for turn in (-62, -32, 0, 30, 60)
    )
    cup = ellipse(x + 310, y - 70, 64, 16, darker("#d8b070", 0.4)) + path(
        f"M{x + 246},{y - 70} A64,16 0 0 0 {x + 374},{y - 70} L{x + 360},{y} H{x + 260}Z", art.drum("#c98a55")
    )
    return leaves + path(pot, art.drum("#efe3d0")) + cup


def table(art: Art, style: Style) -> str:
    """A low table with a runner and a cup on it."""
    wood = style.main
    x, y, w, d, top = 130.0, 1050.0, 720.0, 420.0, 700.0
    dx, dy = d * LEAN, d * RISE
    out = floor_shadow(art, x, y, w, d)
    out += prism(art, x + dx, y - dy, 52, y - dy - (top - dy), 52, darker(wood, 0.22)) + prism(
        art, x + w + dx - 90, y - dy, 52, y - top - 10, 52, darker(wood, 0.22)
    )
    out += prism(art, x + 40, y - 90, w - 60, 22, d * 0.86, darker(wood, 0.12))
    out += prism(art, x + 20, y, 60, y - top - 10, 60, wood) + prism(
        art, x + w - 80, y, 60, y - top - 10, 60, wood
    )
    out += prism(art, x + 50, top + 70, w - 100, 64, d * 0.8, darker(wood, 0.15))
    out += prism(art, x - 20, top + 10, w + 40, 42, d + 30, wood)
    run = [
        (x + 250, top - 32),
        (x + 250 + dx, top - 32 - dy),
        (x + 470 + dx, top - 32 - dy),
        (x + 470, top - 32),
    ]
    out += (
        polygon(run, style.second)
        + polygon(
            run,
            motif_fill(
                art,
                "kawung",
                Dyes("#f6ead0", lighter(style.second, 0.3), "#e3a72f"),
                0.5,
                0,
                "skewX(-40) scale(1 .6)",
            ),
        )
        + rect(x + 250, top - 32, 220, 96, style.second)
        + rect(
            x + 250,
            top - 32,
            220,
            96,
            motif_fill(art, "kawung", Dyes("#f6ead0", lighter(style.second, 0.3), "#e3a72f"), 0.5),
        )
        + rect(x + 250, top - 32, 220, 96, art.linear((0, "#fff6e0", 0.2), (1, SHADE, 0.4), along=DOWN))
    )
    vase = "M0,0 C-60,-50 -46,-110 -24,-140 L-30,-170 H30 L24,-140 C46,-110 60,-50 0,0Z"
    leaves = "".join(
        place(
            path("M0,0 C-24,-40 -18,-100 0,-130 C18,-100 24,-40 0,0Z", art.plane("#5a8f45", 0.3)),
            x + 460,
            top - 268,
            turn,
        )
        for turn in (-44, -16, 14, 42)
    )
    return (
        out
        + ellipse(x + 466, top - 96, 64, 16, SHADE, opacity=0.4, filter=art.blur(6))
        + leaves
        + place(path(vase, art.drum("#b5623a")), x + 460, top - 100)
    )


_TEAK: tuple[tuple[Color, Color], ...] = (
    ("#a8672f", "#2f5f5a"),
    ("#8a5230", "#33507e"),
    ("#c08a50", "#8a3f2a"),
    ("#6f4327", "#b5522a"),
)


KINDS: dict[str, Kind] = {
    "lemari": Kind("furnitur", cupboard, _TEAK, "", (500, 560), 1.7, 1.0),
    "rak": Kind("furnitur", shelf, _TEAK, "", (520, 640), 1.7, 1.0),
    "meja": Kind("furnitur", table, _TEAK, "", (560, 700), 1.6, 1.0),
}
