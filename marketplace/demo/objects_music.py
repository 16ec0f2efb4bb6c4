"""Instruments of wood and gourd."""

from __future__ import annotations

from marketplace.demo.kinds import Kind
from marketplace.demo.motifs import Dyes, motif_fill
from marketplace.demo.parts import (
    PAPER,
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
    path,
    rect,
    stroke,
)


def jimbe(art: Art, style: Style) -> str:
    """A goblet drum, carved and roped, its skin seen from a little above."""
    wood = style.main
    rope = "#efe2c4"

    def drum(cx: float, base: float, k: float) -> str:
        rx, ry, top = 235 * k, 66 * k, base - 730 * k
        waist, foot = 108 * k, 158 * k
        shell = f"M{cx - rx},{top} C{cx - rx},{top + 260 * k} {cx - waist},{top + 330 * k} {cx - waist},{top + 440 * k} C{cx - waist},{base - 190 * k} {cx - foot},{base - 80 * k} {cx - foot},{base - 16} A{foot},{42 * k} 0 0 0 {cx + foot},{base - 16} C{cx + foot},{base - 80 * k} {cx + waist},{base - 190 * k} {cx + waist},{top + 440 * k} C{cx + waist},{top + 330 * k} {cx + rx},{top + 260 * k} {cx + rx},{top}Z"
        clip = art.clip(path(shell, "#000"))
        zig = ""
        for i in range(13):
            x0, x1 = cx - rx + i * rx / 6.5, cx - waist * 1.4 + i * waist * 2.8 / 13
            zig += f"M{x0:.0f},{top + 46 * k:.0f} L{x1:.0f},{top + 330 * k:.0f} L{x0 + rx / 6.5:.0f},{top + 46 * k:.0f} "
        carved = group(
            rect(cx - rx, base - 300 * k, rx * 2, 150 * k, darker(wood, 0.34)),
            rect(
                cx - rx,
                base - 300 * k,
                rx * 2,
                150 * k,
                motif_fill(
                    art, "kawung", Dyes(darker(wood, 0.6), lighter(style.second, 0.1), style.second), 0.5 * k
                ),
            ),
            rect(cx - rx, base - 308 * k, rx * 2, 9 * k, style.second),
            rect(cx - rx, base - 156 * k, rx * 2, 9 * k, style.second),
        )
        ring = f"M{cx - rx},{top + 30 * k} A{rx},{ry} 0 0 0 {cx + rx},{top + 30 * k}"
        low = f"M{cx - waist * 1.36},{top + 330 * k} A{waist * 1.36},{34 * k} 0 0 0 {cx + waist * 1.36},{top + 330 * k}"
        shade = art.linear(
            (0, SHADE, 0.44),
            (0.14, SHADE, 0.06),
            (0.3, "#fff6e0", 0.34),
            (0.46, "#fff6e0", 0),
            (0.84, SHADE, 0.46),
            (1, SHADE, 0.3),
            along=ACROSS,
        )
        return (
            art.shadow(cx, base - 6, foot * 1.1, 40 * k)
            + path(shell, wood, filter=art.grain(0.07, 0.008, darker(wood, 0.5), 0.5))
            + group(carved, clip_path=clip)
            + group(
                stroke(zig, SHADE, 8 * k, opacity=0.35, transform="translate(3 5)"),
                stroke(zig, rope, 6 * k),
                clip_path=clip,
            )
            + path(shell, shade)
            + stroke(ring, "#b03a2a" if style.second != "#b03a2a" else "#2f5f8a", 22 * k)
            + stroke(ring, rope, 5 * k, transform=f"translate(0 {10 * k})")
            + stroke(low, rope, 13 * k)
            + stroke(low, "#b59a6a", 3, stroke_dasharray="8 8")
            + ellipse(cx, top, rx, ry, art.linear((0, "#fbf1dc"), (0.6, "#ecd6ae"), (1, "#c9a873")))
            + ellipse(cx - rx * 0.1, top, rx * 0.5, ry * 0.5, "#d9b98a", opacity=0.5, filter=art.blur(10))
            + ellipse(cx, top, rx, ry, "none", stroke="#f7ead0", stroke_width=7 * k)
        )

    return drum(780, 930, 0.74) + drum(470, 1010, 1.02)


def didgeridoo(art: Art, style: Style) -> str:
    """Long painted pipes leaning together."""

    def pipe(x: float, lean: float, color: Color, ground: Color, wide: float) -> str:
        body = f"M{-wide * 0.6},-830 H{wide * 0.6} L{wide},0 A{wide},{wide * 0.3} 0 0 1 {-wide},0Z"
        clip = art.clip(path(body, "#000"))
        rings = ""
        for i, y in enumerate(range(-800, -20, 96)):
            field = (color, ground, darker(color, 0.3))[i % 3]
            rings += rect(-wide, y, wide * 2, 96, field)
            if i % 3 == 0:
                rings += "".join(
                    ellipse(dx, y + 48 + dy, 6, 5, PAPER)
                    for dx in range(-80, 81, 20)
                    for dy in (-28, -8, 12, 32)
                )
            elif i % 3 == 1:
                rings += stroke(
                    "".join(
                        f"M{-wide},{y + 24 + k * 24} q{wide * 0.25},-18 {wide * 0.5},0 t{wide * 0.5},0 t{wide * 0.5},0 t{wide * 0.5},0 "
                        for k in range(3)
                    ),
                    darker(ground, 0.45),
                    6,
                )
            else:
                rings += "".join(
                    ellipse(dx, y + 48, 24, 24, "none", stroke=lighter(ground, 0.3), stroke_width=5)
                    + ellipse(dx, y + 48, 9, 9, "#e3a72f")
                    for dx in (-70, -10, 50)
                )
            rings += rect(-wide, y, wide * 2, 6, PAPER, opacity=0.8)
        shade = art.linear(
            (0, SHADE, 0.42),
            (0.25, "#fff6e0", 0.36),
            (0.5, "#fff6e0", 0),
            (0.85, SHADE, 0.5),
            (1, SHADE, 0.34),
            along=ACROSS,
        )
        return group(
            path(body, SHADE, opacity=0.3, transform="translate(36 14)", filter=art.blur(14)),
            path(body, color, filter=art.grain(0.09, 0.008, "#2a120c", 0.3)),
            group(rings, clip_path=clip),
            path(body, shade),
            ellipse(0, -830, wide * 0.6, wide * 0.17, "#d9a860"),
            ellipse(0, -829, wide * 0.36, wide * 0.1, "#24120a"),
            transform=f"translate({x} 1005) rotate({lean})",
        )

    shadows = "".join(art.shadow(x, 1002, 96, 26) for x in (420, 620, 800))
    return (
        shadows
        + pipe(800, 7, style.second, "#d9a860", 74)
        + pipe(420, -7, style.main, "#e8cf9a", 78)
        + pipe(615, 0, darker(style.main, 0.3), style.second, 84)
    )


def maracas(art: Art, style: Style) -> str:
    """A pair of painted rattles, crossed."""

    def rattle(x: float, y: float, turn: float, color: Color, other: Color) -> str:
        head = ellipse(0, 0, 150, 178, art.ball(color, 0.6))
        clip = art.clip(ellipse(0, 0, 150, 178, "#000"))
        painted = group(
            path("M-160,-30 C-60,10 60,10 160,-30 V40 C60,80 -60,80 -160,40Z", other),
            path(
                "M-160,-30 C-60,10 60,10 160,-30 V40 C60,80 -60,80 -160,40Z",
                motif_fill(art, "truntum", Dyes(darker(other, 0.5), PAPER, darker(color, 0.2)), 0.6),
            ),
            stroke("M-160,-34 C-60,6 60,6 160,-34 M-160,44 C-60,84 60,84 160,44", PAPER, 7),
            "".join(
                ellipse(i * 44 - 110, -92 + abs(i * 44 - 110) * -0.1, 11, 12, "#e3a72f") for i in range(6)
            ),
            "".join(ellipse(i * 44 - 110, 118 - abs(i * 44 - 110) * 0.2, 11, 12, PAPER) for i in range(6)),
            clip_path=clip,
        )
        gloss = ellipse(
            -58, -84, 34, 54, "#ffffff", opacity=0.5, filter=art.blur(9), transform="rotate(24 -58 -84)"
        )
        shade = ellipse(0, 0, 150, 178, art.radial((0, "#fff6e0", 0), (0.6, SHADE, 0.1), (1, SHADE, 0.55)))
        handle = path(
            "M-26,160 H26 L34,470 Q0,500 -34,470Z",
            art.drum("#b5793f"),
            filter=art.grain(0.09, 0.01, "#4a2610", 0.4),
        )
        return group(
            path(
                "M-26,160 H26 L34,470 Q0,500 -34,470Z",
                SHADE,
                opacity=0.35,
                transform="translate(24 18)",
                filter=art.blur(10),
            ),
            ellipse(22, 22, 150, 178, SHADE, opacity=0.35, filter=art.blur(14)),
            handle,
            stroke("M-30,200 H30 M-30,216 H30", other, 9),
            head,
            painted,
            shade,
            gloss,
            transform=f"translate({x} {y}) rotate({turn})",
        )

    return rattle(800, 470, 32, style.second, style.main) + rattle(410, 470, -30, style.main, style.second)


KINDS: dict[str, Kind] = {
    "jimbe": Kind(
        "kerajinan",
        jimbe,
        (("#9a5a2c", "#e3b565"), ("#6a3a20", "#d9a860"), ("#b5763f", "#b03a2a")),
        "",
        (470, 760),
        1.7,
        1.04,
    ),
    "didgeridoo": Kind(
        "kerajinan",
        didgeridoo,
        (("#8a3a22", "#c98a2f"), ("#2f5f5a", "#b5522a"), ("#5a2f1c", "#3f6f8a")),
        "",
        (600, 560),
        1.8,
        1.06,
    ),
    "maraka": Kind(
        "manik",
        maracas,
        (("#c2482f", "#e3a72f"), ("#2f6b5a", "#d9822a"), ("#8a3f5a", "#3f7f9a")),
        "",
        (440, 500),
        1.7,
        1.28,
    ),
}
