"""For the kitchen: spoons, boards, blades, mortars."""

from __future__ import annotations

from functools import partial

from marketplace.demo.kinds import Kind
from marketplace.demo.morsels import place
from marketplace.demo.parts import (
    Style,
    label,
)
from marketplace.demo.svg import (
    DOWN,
    SHADE,
    Art,
    Color,
    darker,
    ellipse,
    group,
    lighter,
    path,
    rect,
    smooth,
    stroke,
)


def _spoon(art: Art, x: float, base: float, length: float, turn: float, wood: Color, kind: int) -> str:
    """One kitchen tool standing head up: 0 ladle, 1 spatula, 2 slotted, 3 fork."""
    grain = art.grain(0.05, 0.008, darker(wood, 0.5), 0.44)
    handle = path(
        f"M-15,0 C-20,{-length * 0.3} -13,{-length * 0.5} -15,{-length * 0.66} H15 C13,{-length * 0.5} 20,{-length * 0.3} 15,0 Q0,14 -15,0Z",
        art.drum(wood),
        filter=grain,
    )
    y = -length * 0.82
    if kind == 0:
        head = ellipse(0, y, 78, 106, art.ball(wood, 0.5), filter=grain) + ellipse(
            4, y + 4, 58, 82, art.linear((0, darker(wood, 0.45)), (1, lighter(wood, 0.2)))
        )
    elif kind == 1:
        head = path(
            f"M-24,{y + 110} C-60,{y + 60} -78,{y - 60} -66,{y - 120} Q0,{y - 150} 66,{y - 120} C78,{y - 60} 60,{y + 60} 24,{y + 110}Z",
            art.plane(wood, 0.3),
            filter=grain,
        )
    else:
        head = path(
            f"M-24,{y + 110} C-70,{y + 60} -80,{y - 60} -62,{y - 110} Q0,{y - 140} 62,{y - 110} C80,{y - 60} 70,{y + 60} 24,{y + 110}Z",
            art.plane(wood, 0.3),
            filter=grain,
        )
        head += "".join(rect(dx - 9, y - 76, 18, 120, darker(wood, 0.6), 9) for dx in (-34, 0, 34))
    return group(
        path(
            f"M-60,{-length} h120 v{length * 0.4} l-40,{length * 0.6} h-40 l-40,{-length * 0.6}Z",
            SHADE,
            opacity=0.16,
            transform="translate(22 14)",
            filter=art.blur(12),
        ),
        handle,
        head,
        transform=f"translate({x} {base}) rotate({turn})",
    )


def spoons(art: Art, style: Style) -> str:
    """Wooden spoons and spatulas in a turned pot."""
    wood = style.main
    crock = "M390,560 C380,700 396,900 424,975 A176,36 0 0 0 776,975 C804,900 820,700 810,560Z"
    tools = (
        _spoon(art, 520, 800, 640, -22, darker(wood, 0.12), 2)
        + _spoon(art, 680, 800, 640, 22, lighter(wood, 0.1), 0)
        + _spoon(art, 570, 800, 700, -7, lighter(wood, 0.18), 1)
        + _spoon(art, 635, 810, 690, 9, darker(wood, 0.2), 0)
    )
    return (
        art.shadow(600, 975, 210, 36)
        + ellipse(600, 560, 210, 46, darker(style.second, 0.6))
        + tools
        + path(crock, art.drum(style.second), filter=art.grain(0.06, 0.008, darker(style.second, 0.5), 0.46))
        + stroke(
            "M392,640 Q600,720 808,640 M410,900 Q600,976 790,900", darker(style.second, 0.4), 9, opacity=0.6
        )
        + stroke("M390,560 A210,46 0 0 0 810,560", lighter(style.second, 0.3), 14)
        + label(art, style, 600, 790, 240, 150, oval=True)
    )


def boards(art: Art, style: Style) -> str:
    """Cutting boards leaning in a row, a round one in front."""

    def slab(x: float, y: float, w: float, h: float, wood: Color, turn: float) -> str:
        grain = art.grain(0.09, 0.006, darker(wood, 0.5), 0.5)
        handle = path(
            f"M{w / 2 - 46},10 C{w / 2 - 40},-60 {w / 2 - 50},-110 {w / 2},-120 C{w / 2 + 50},-110 {w / 2 + 40},-60 {w / 2 + 46},10Z",
            art.plane(wood, 0.25),
            filter=grain,
        )
        return group(
            rect(20, 16, w, h, SHADE, 40, opacity=0.36, filter=art.blur(16, 12)),
            handle,
            ellipse(w / 2, -78, 17, 17, darker(wood, 0.62)),
            rect(10, 0, w, h, darker(wood, 0.4), 44),
            rect(0, 0, w, h, art.plane(wood, 0.28), 44, filter=grain),
            rect(4, 4, w - 8, h - 8, "none", 40, stroke=lighter(wood, 0.4), stroke_width=4, opacity=0.6),
            transform=f"translate({x} {y}) rotate({turn})",
        )

    wood = style.main
    leaf = place(
        ellipse(0, 0, 46, 46, art.ball("#c9301f", 0.6)) + stroke("M-4,-42 q6,-16 20,-20", "#5c8a3a", 9),
        870,
        985,
    ) + place(
        ellipse(0, 0, 38, 38, art.ball("#d8482a", 0.6)) + stroke("M-4,-34 q6,-16 20,-20", "#5c8a3a", 8),
        960,
        1020,
    )
    return (
        art.shadow(590, 985, 420, 44)
        + slab(560, 300, 400, 670, darker(wood, 0.28), 4)
        + slab(230, 330, 420, 650, wood, -4)
        + slab(470, 560, 340, 430, lighter(wood, 0.2), 1)
        + leaf
    )


def blades(art: Art, style: Style) -> str:
    """A kitchen knife, a cleaver and a sickle with wooden handles, laid side by side."""
    steel = art.linear((0, "#f4f6f7"), (0.35, "#b9c1c6"), (0.55, "#e9edef"), (1, "#7d868c"))

    def handle(length: float) -> str:
        wood = style.main
        return (
            path(
                f"M-30,0 H30 C36,{length * 0.4} 28,{length * 0.6} 42,{length} Q0,{length + 30} -42,{length} C-28,{length * 0.6} -36,{length * 0.4} -30,0Z",
                art.drum(wood, 0.45),
                filter=art.grain(0.07, 0.01, darker(wood, 0.5), 0.44),
            )
            + "".join(ellipse(0, length * k, 9, 9, art.ball("#d9b45a")) for k in (0.25, 0.6))
            + rect(-34, -24, 68, 34, art.drum("#c9a24a"), 6)
        )

    shapes = (
        "M-34,-20 C-44,-250 -40,-420 50,-560 C70,-400 60,-180 36,-20Z",
        "M-50,-20 V-470 Q-40,-500 0,-500 H110 Q124,-490 122,-460 V-120 Q60,-110 36,-20Z",
        "M-20,-20 C-60,-160 -20,-420 240,-470 C120,-360 60,-240 34,-20Z",
    )
    out = ""
    for (x, y, turn, length), d in zip(
        ((300, 720, -8, 270), (580, 700, 3, 280), (840, 740, 8, 270)), shapes, strict=True
    ):
        out += group(
            path(d, SHADE, opacity=0.45, transform="translate(20 24)", filter=art.blur(12)),
            rect(
                -40, 0, 84, length, SHADE, 20, opacity=0.4, transform="translate(20 24)", filter=art.blur(12)
            ),
            path(d, steel),
            path(d, "none", stroke="#ffffff", stroke_width=4, opacity=0.8),
            handle(length),
            transform=f"translate({x} {y}) rotate({turn})",
        )
    return out


def cobek(art: Art, style: Style, stone: bool = True) -> str:
    """A mortar with its pestle, sambal half ground in it."""
    color = style.main
    rx, ry, rim, depth = 400.0, 128.0, 700.0, 230.0
    hull = f"M{600 - rx},{rim} C{600 - rx},{rim + depth * 0.8} {600 - rx * 0.62},{rim + depth} {600 - rx * 0.5},{rim + depth} A{rx * 0.5},54 0 0 0 {600 + rx * 0.5},{rim + depth} C{600 + rx * 0.62},{rim + depth} {600 + rx},{rim + depth * 0.8} {600 + rx},{rim} A{rx},{ry} 0 0 1 {600 - rx},{rim}Z"
    grain = (
        art.grain(0.11, 0.12, darker(color, 0.6), 0.46, 4)
        if stone
        else art.grain(0.012, 0.09, darker(color, 0.5), 0.5)
    )
    pestle = "M-56,30 C-70,-20 -40,-60 -30,-120 C-20,-220 -26,-300 0,-330 C40,-300 40,-220 40,-120 C44,-60 70,-20 56,30 C30,66 -30,66 -56,30Z"
    paste = smooth(
        [(390, 742), (460, 700), (560, 690), (660, 706), (730, 742), (660, 790), (540, 800), (440, 780)]
    )
    seeds = "".join(
        ellipse(
            art.rng.uniform(430, 700),
            art.rng.uniform(706, 782),
            6,
            4,
            art.rng.choice(("#f0c060", "#f6e3b0", "#6a1410")),
        )
        for _ in range(46)
    )
    return (
        art.shadow(600, rim + depth + 20, 330, 52)
        + ellipse(600, rim, rx, ry, art.plane(lighter(color, 0.18), 0.3), filter=grain)
        + ellipse(
            600,
            rim + 8,
            rx - 44,
            ry - 26,
            art.linear((0, darker(color, 0.5)), (1, lighter(color, 0.06)), along=DOWN),
            filter=grain,
        )
        + path(paste, art.radial((0, "#d8452a"), (0.7, "#a3281a"), (1, "#7a1a12")))
        + seeds
        + group(
            path(pestle, SHADE, opacity=0.4, transform="translate(20 16)", filter=art.blur(8)),
            path(pestle, art.drum(color, 0.4), filter=grain),
            transform="translate(720 720) rotate(38)",
        )
        + path(hull, art.drum(color, 0.34), filter=grain)
        + path(hull, art.linear((0, "#fff6e0", 0.1), (1, SHADE, 0.46), along=DOWN))
        + stroke(f"M{600 - rx},{rim} A{rx},{ry} 0 0 0 {600 + rx},{rim}", lighter(color, 0.45), 9, opacity=0.8)
        + place(
            ellipse(0, 0, 40, 38, art.ball("#c9301f", 0.6)) + stroke("M-4,-36 q6,-16 20,-20", "#5c8a3a", 8),
            250,
            1010,
        )
        + place(
            ellipse(0, 0, 36, 34, art.ball("#d8482a", 0.6)) + stroke("M-4,-32 q6,-16 20,-20", "#5c8a3a", 8),
            330,
            1040,
        )
    )


_WOOD: tuple[tuple[Color, Color], ...] = (
    ("#b5783f", "#8a5430"),
    ("#c99258", "#6f4327"),
    ("#a0622f", "#c99258"),
)


KINDS: dict[str, Kind] = {
    "centong": Kind("dapur", spoons, _WOOD, "Centong", (600, 560), 1.7, 1.05),
    "talenan": Kind("dapur", boards, _WOOD, "", (560, 700), 1.8, 1.06),
    "pisau_dapur": Kind(
        "logam", blades, (("#8a5430", "#c9a24a"), ("#5a3520", "#c9a24a")), "", (580, 640), 1.7, 1.05
    ),
    "cobek_batu": Kind(
        "dapur",
        partial(cobek, stone=True),
        (("#6f6a66", "#c9301f"), ("#5f5a58", "#c9301f")),
        "",
        (600, 740),
        1.6,
        1.12,
        low=True,
    ),
    "cobek_kayu": Kind(
        "dapur",
        partial(cobek, stone=False),
        (("#a8713f", "#c9301f"), ("#8a5430", "#c9301f")),
        "",
        (600, 740),
        1.6,
        1.12,
        low=True,
    ),
}
