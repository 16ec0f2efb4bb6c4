"""Sweets in boxes, bars and tubs."""

from __future__ import annotations

from marketplace.demo.kinds import Kind
from marketplace.demo.morsels import heap, place
from marketplace.demo.motifs import Dyes, motif_fill
from marketplace.demo.parts import (
    Style,
    banana_leaf,
    band,
    box,
    flag,
    label,
    lettering,
)
from marketplace.demo.svg import (
    ACROSS,
    Art,
    Color,
    darker,
    ellipse,
    group,
    lighter,
    path,
    polygon,
    rect,
    stroke,
)
from marketplace.demo.vessels import lid


def _sweet(art: Art, color: Color) -> str:
    """A stick of suwar-suwir in clear paper twisted at both ends, lying across; 190 long."""
    film = lighter(color, 0.45)
    twist = "M-66,-16 L-108,-34 L-100,-10 L-114,2 L-100,14 L-106,34 L-66,18Z M66,-16 L108,-34 L100,-10 L114,2 L100,14 L106,34 L66,18Z"
    return (
        path(twist, film, opacity=0.92)
        + stroke(
            "M-70,0 L-104,-18 M-70,2 L-104,16 M70,0 L104,-18 M70,2 L104,16",
            darker(color, 0.3),
            2.5,
            opacity=0.5,
        )
        + rect(-70, -27, 140, 54, art.log(color, 0.4), 12)
        + rect(-70, -27, 140, 54, "none", 12, stroke=film, stroke_width=3, opacity=0.8)
        + stroke("M-54,-16 H44", "#ffffff", 6, opacity=0.65)
        + stroke("M-62,-20 l10,40 M62,-20 l-8,38", "#ffffff", 3, opacity=0.5)
    )


_FLAVOURS = ("#b5763a", "#c9443f", "#7fa03a", "#8a5aa0", "#e0a02e", "#6b3a1e")


def suwar_suwir(art: Art, style: Style) -> str:
    """An open box filled with wrapped sticks, the lid leaning behind it."""
    lean = "M250,560 L300,250 H960 L1000,560Z"
    back = (
        art.cast(lean, 26, 16, 14, 0.3)
        + path(lean, art.plane(style.main, 0.2))
        + group(band(art, style, "tembakau", 200, 262, 860, 74, 0.3), clip_path=art.clip(path(lean, "#000")))
        + label(art, style, 628, 446, 440, 180)
    )
    inside = polygon([(190, 800), (280, 560), (980, 560), (1060, 800)], darker(style.main, 0.5))
    sticks = ""
    for row, (y, scale) in enumerate(((606, 0.8), (660, 0.86), (718, 0.93), (780, 1.0))):
        for col in range(4):
            x = 625 + (col - 1.5) * 205 * scale + (row % 2) * 8
            color = _FLAVOURS[(row * 3 + col * 2 + art.rng.randrange(2)) % 6]
            sticks += ellipse(x + 6, y + 24, 96 * scale, 20, "#1c0a06", opacity=0.45)
            sticks += place(_sweet(art, color), x, y, art.rng.uniform(-4, 4), scale)
    front = polygon([(180, 800), (1070, 800), (1044, 975), (206, 975)], art.plane(style.main))
    face = group(
        band(art, style, "kawung", 150, 862, 950, 60, 0.42),
        clip_path=art.clip(polygon([(180, 800), (1070, 800), (1044, 975), (206, 975)], "#000")),
    )
    loose = "".join(
        art.shadow(x, y + 26, 96, 16, 0.4) + place(_sweet(art, c), x, y, turn)
        for x, y, turn, c in (
            (420, 1050, -10, _FLAVOURS[0]),
            (700, 1072, 6, _FLAVOURS[2]),
            (940, 1050, -22, _FLAVOURS[1]),
        )
    )
    return (
        art.shadow(625, 970, 460, 50)
        + back
        + inside
        + sticks
        + rect(180, 796, 890, 8, lighter(style.main, 0.5))
        + front
        + face
        + loose
    )


def dodol(art: Art, style: Style) -> str:
    """Glossy slices in corn husk and paper, a few unwrapped."""
    out = box(
        art,
        250,
        850,
        640,
        360,
        style.main,
        band(art, style, "truntum", 250, 500, 640, 70, 0.5) + label(art, style, 570, 690, 420, 210),
        (110, 62),
    )
    for x, y, turn in ((330, 940, -8), (600, 925, 6), (840, 950, -14), (460, 1020, 10), (740, 1040, -4)):
        roll = (
            rect(-120, -36, 240, 72, art.log("#e6cd94", 0.4), 30)
            + stroke("M-100,-14 H104 M-110,6 H110 M-100,22 H100", "#b5924e", 3, opacity=0.6)
            + stroke("M-80,-36 C-88,-10 -88,16 -80,36 M80,-36 C88,-10 88,16 80,36", style.second, 8)
        )
        out += art.shadow(x, y + 36, 128, 18, 0.4) + place(roll, x, y, turn)
    for x, y, turn in ((960, 1050, 8), (250, 1050, -12)):
        cube = (
            rect(-70, -42, 140, 90, darker("#6b3418", 0.3), 14)
            + rect(-70, -48, 140, 78, art.plane("#7d3f1c", 0.34), 14)
            + stroke("M-48,-32 H30", "#ffe2b8", 9, opacity=0.6)
        )
        out += art.shadow(x, y + 44, 80, 16, 0.4) + place(cube, x, y, turn)
    return out


def cokelat(art: Art, style: Style) -> str:
    """A bar in its sleeve, foil peeled from broken squares, a cut cocoa pod behind."""
    brown = "#5a2a16"
    pod = (
        ellipse(0, 0, 210, 128, darker("#c9702c", 0.4), transform="translate(6 14)")
        + ellipse(0, 0, 210, 128, art.ball("#cf7a2e", 0.5))
        + stroke(
            "M-190,-20 C-80,-90 90,-90 196,-8 M-200,10 C-60,-40 80,-40 204,14 M-186,48 C-60,90 90,84 190,40",
            darker("#c9702c", 0.3),
            7,
            opacity=0.55,
        )
        + ellipse(10, 6, 150, 82, "#f6e6cc")
        + "".join(
            ellipse(x, y, 36, 27, art.ball("#f3e4d3", 0.7))
            for x, y in ((-90, 8), (-30, -26), (34, -28), (94, -4), (-36, 34), (30, 34), (84, 40))
        )
    )
    squares = ""
    for r in range(2):
        for c in range(3):
            x, y = -150 + c * 100, -80 + r * 84
            squares += (
                rect(x, y, 94, 78, art.plane(brown, 0.2), 8)
                + rect(x + 12, y + 10, 70, 54, art.plane(lighter(brown, 0.1), 0.24), 6)
                + stroke(f"M{x + 18},{y + 16} h48", "#f0c9a0", 5, opacity=0.5)
            )
    foil = "M-170,-20 L-190,110 L-110,94 L-60,120 L0,96 L70,122 L130,96 L180,112 L168,-20Z"
    bar = (
        rect(-310, -132, 620, 264, "#2a120c", 12, opacity=0.34, transform="translate(12 18)")
        + rect(-310, -132, 620, 264, art.plane(style.main, 0.24), 10)
        + group(
            rect(-310, -132, 130, 264, darker(style.main, 0.2)),
            rect(
                -310,
                -132,
                130,
                264,
                motif_fill(
                    art, "kakao", Dyes(darker(style.main, 0.5), style.second, lighter(style.second, 0.2)), 0.5
                ),
            ),
            clip_path=art.clip(rect(-310, -132, 620, 264, "#000", 10)),
        )
        + lettering(style, 66, 6, 430, 250, "#fff1d2")
        + rect(-176, -132, 5, 264, style.second)
        + stroke("M-296,-120 H290", "#ffffff", 6, opacity=0.35)
    )
    beans = heap(
        art,
        lambda a, s: (
            ellipse(0, 0, s, s * 0.62, a.ball("#7a3f22", 0.4))
            + stroke(f"M{-s * 0.7},0 h{s * 1.3}", "#4a2210", 3, opacity=0.5)
        ),
        26,
        (820, 900, 1060, 1050),
        12,
    )
    return group(
        art.shadow(850, 600, 220, 50)
        + place(pod, 840, 480, -14)
        + art.shadow(560, 900, 360, 60)
        + place(bar, 520, 660, -9)
        + art.shadow(430, 1050, 210, 26)
        + group(
            path(
                foil,
                art.linear((0, "#f4f1ea"), (0.4, "#c9c4ba"), (0.6, "#f7f4ee"), (1, "#a39d92")),
                transform="translate(0 -30)",
            ),
            squares,
            transform="translate(430 960) rotate(7)",
        )
        + beans,
        transform="translate(20 -130)",
    )


def gula_merah(art: Art, style: Style) -> str:
    """Half-round cakes of palm sugar from coconut-shell moulds, one broken, on a leaf."""
    out = banana_leaf(art, 600, 930, 960, 290, -4)

    def dome(x: float, y: float, size: float, color: Color) -> str:
        w, h = 176 * size, 168 * size
        d = f"M{x - w},{y} C{x - w},{y - h * 0.7} {x - w * 0.6},{y - h} {x},{y - h} C{x + w * 0.6},{y - h} {x + w},{y - h * 0.7} {x + w},{y} A{w},{w * 0.26} 0 0 1 {x - w},{y}Z"
        rings = "".join(
            f"M{x - w * k},{y - h * j} q{w * k},{w * 0.3} {w * 2 * k},0 "
            for k, j in ((0.97, 0.16), (0.9, 0.42), (0.74, 0.68))
        )
        return (
            art.shadow(x, y + 30 * size, w * 1.02, 38 * size)
            + path(d, art.ball(color, 0.6))
            + group(
                stroke(rings, darker(color, 0.3), 3, opacity=0.4),
                path(d, "#ffffff", opacity=0.1, filter=art.grain(0.25, 0.3, lighter(color, 0.6), 0.3)),
                clip_path=art.clip(path(d, "#000")),
            )
            + ellipse(
                x - w * 0.4,
                y - h * 0.64,
                w * 0.26,
                h * 0.14,
                "#fff0d0",
                opacity=0.6,
                filter=art.blur(8),
                transform=f"rotate(-24 {x - w * 0.4} {y - h * 0.64})",
            )
        )

    for x, y, size, color in (
        (400, 780, 0.95, "#b8692a"),
        (790, 775, 1.0, "#a85c22"),
        (595, 650, 0.92, "#c47a36"),
        (330, 955, 1.06, "#b06226"),
        (880, 955, 1.1, "#a3571f"),
    ):
        out += dome(x, y, size, color)
    half = "M470,930 C470,900 540,880 610,884 C690,888 742,910 742,944 C740,1010 690,1060 606,1060 C520,1060 472,1000 470,930Z"
    cut = "M470,930 C470,900 540,880 610,884 C690,888 742,910 742,944 C700,976 520,976 470,930Z"
    out += (
        art.shadow(612, 1044, 140, 30)
        + path(half, art.ball("#a3571f"))
        + path(cut, art.plane("#d99a52", 0.3), filter=art.grain(0.12, 0.16, "#8a4a1a", 0.32))
    )
    return out + flag(art, style, 480, 500)


def opak_gulung(art: Art, style: Style) -> str:
    """Rolled wafers in a clear tub, some lying before it."""

    def wafer(length: float = 330, wide: float = 27) -> str:
        gold = art.rng.choice(("#e6b45c", "#dba64b", "#efc372"))
        turns = "".join(f"M{-length / 2 + i * 38},{-wide} q22,{wide} 4,{2 * wide} " for i in range(1, 9))
        return (
            rect(-length / 2, -wide, length, wide * 2, art.log(gold, 0.4), wide * 0.6)
            + stroke(turns, darker(gold, 0.32), 4, opacity=0.55)
            + ellipse(length / 2 - 4, 0, 10, wide * 0.94, darker(gold, 0.4))
            + ellipse(length / 2 - 2, 0, 5, wide * 0.5, "#5a3212")
        )

    upright = "".join(
        place(wafer(560), 390 + i * 58, 640 + (i % 3) * 14, -90 + art.rng.uniform(-3, 3)) for i in range(7)
    )
    tub = "M330,360 H790 L772,950 Q560,984 348,950Z"
    clip = art.clip(path(tub, "#000"))
    out = (
        art.shadow(560, 950, 240, 36)
        + path(tub, "#f6efdf", opacity=0.75)
        + group(
            upright,
            rect(
                300,
                340,
                520,
                660,
                art.linear(
                    (0, "#1c0a06", 0.3),
                    (0.16, "#1c0a06", 0),
                    (0.8, "#1c0a06", 0.1),
                    (1, "#1c0a06", 0.4),
                    along=ACROSS,
                ),
            ),
            rect(366, 400, 36, 500, "#ffffff", 14, opacity=0.6, filter=art.blur(4)),
            clip_path=clip,
        )
        + path(tub, "none", stroke="#ffffff", stroke_width=4, opacity=0.6)
        + label(art, style, 560, 700, 340, 280, oval=True)
        + lid(art, 560, 318, 490, 60, style.main, ridged=False)
    )
    for x, y, turn in ((850, 960, -24), (930, 1000, 8), (800, 1040, -4)):
        out += art.shadow(x, y + 24, 160, 16, 0.4) + place(wafer(300, 25), x, y, turn)
    return out


_BOXES: tuple[tuple[Color, Color], ...] = (
    ("#c23b2a", "#f2c24e"),
    ("#2f6b4a", "#f2d27a"),
    ("#d98a1f", "#7a2f1a"),
    ("#7a2f3d", "#f0c98a"),
    ("#2f4f80", "#f2c24e"),
)


KINDS: dict[str, Kind] = {
    "suwar_suwir": Kind("camilan", suwar_suwir, _BOXES, "Suwar-Suwir", (600, 760), 1.7),
    "dodol": Kind("tape", dodol, _BOXES, "Dodol Tape", (560, 900), 1.7, scale=1.14, low=True),
    "cokelat": Kind(
        "cokelat",
        cokelat,
        (("#7a2f24", "#e8c07a"), ("#26483c", "#d9a441"), ("#33406b", "#e3b565")),
        "Cokelat 70%",
        (520, 760),
        1.6,
    ),
    "gula_merah": Kind("jamu", gula_merah, _BOXES, "Gula Aren", (600, 800), 1.7),
    "opak_gulung": Kind("camilan", opak_gulung, _BOXES, "Opak Gulung", (560, 640), 1.6),
}
