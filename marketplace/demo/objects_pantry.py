"""Jars, bottles and sacks: honey, sambal, jamu, coffee in glass, lime."""

from __future__ import annotations

from functools import partial

from marketplace.demo import morsels
from marketplace.demo.kinds import Kind
from marketplace.demo.morsels import heap, place
from marketplace.demo.parts import (
    Style,
    banana_leaf,
    label,
    twine,
)
from marketplace.demo.svg import (
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
    smooth,
    stroke,
)
from marketplace.demo.vessels import bottle, bowl, jar


def beans_jar(art: Art, style: Style) -> str:
    inside = heap(art, morsels.coffee_bean, 24, (330, 400, 770, 1010), 190)
    face = label(art, style, 540, 730, 320, 270)
    loose = heap(art, morsels.coffee_bean, 25, (790, 960, 1060, 1060), 22)
    return jar(art, 540, 985, 460, 650, "#4a2612", "#b98a52", face, inside) + loose


def honey(art: Art, style: Style) -> str:
    """A jar of honey with a dipper, and a piece of comb."""
    amber = "#d98512"
    fill = art.linear((0, "#f5bd45"), (0.45, amber), (1, darker(amber, 0.4)))
    comb = ""
    for row in range(3):
        for col in range(5 - row % 2):
            x, y = 770 + col * 62 + (row % 2) * 31, 945 + row * 46
            hexa = [
                (x - 31, y - 12),
                (x, y - 28),
                (x + 31, y - 12),
                (x + 31, y + 14),
                (x, y + 30),
                (x - 31, y + 14),
            ]
            comb += (
                polygon([(a, b + 14) for a, b in hexa], "#8a4f0c")
                + polygon(hexa, "#e8a92c", stroke="#fbd979", stroke_width=6)
                + ellipse(x, y + 2, 18, 14, art.radial((0, "#ffe08a"), (1, "#b8690c")))
            )
    dipper = (
        rect(-9, -330, 18, 300, art.drum("#c08a4a"), 8)
        + "".join(ellipse(0, -20 + i * 24, 44 - abs(i - 2) * 7, 15, art.drum("#b5793a")) for i in range(5))
        + path("M-30,90 C-20,130 -8,140 -4,190 C0,140 22,130 30,90Z", "#f0ac2e", opacity=0.9)
    )
    face = label(art, style, 480, 740, 310, 270)
    glow = ellipse(430, 640, 150, 260, "#ffe9a8", opacity=0.4, filter=art.blur(40))
    return (
        jar(art, 480, 985, 450, 640, fill, style.main, face, glow)
        + art.shadow(890, 1050, 210, 24)
        + comb
        + place(dipper, 880, 760, 24)
    )


def sambal(art: Art, style: Style, paste: Color = "#a3281a", chillies: bool = True) -> str:
    """A jar of sambal or petis; chillies and garlic before it."""
    fill = art.linear((0, lighter(paste, 0.14)), (0.5, paste), (1, darker(paste, 0.42)))
    seeds = "".join(
        ellipse(
            art.rng.uniform(330, 800),
            art.rng.uniform(480, 980),
            art.rng.uniform(4, 10),
            art.rng.uniform(3, 7),
            art.rng.choice((lighter(paste, 0.4), darker(paste, 0.4), "#f0c060")),
            opacity=0.75,
        )
        for _ in range(150 if chillies else 50)
    )
    out = jar(art, 560, 970, 470, 580, fill, style.main, label(art, style, 560, 730, 340, 260), seeds)
    if chillies:
        spots = (
            (880, 930, 20, 74, "#c3281f"),
            (960, 1000, -24, 80, "#d8341f"),
            (820, 1020, 8, 78, "#b51f1a"),
            (300, 1030, 170, 70, "#c3281f"),
            (220, 985, 200, 64, "#4f8a3a"),
        )
        out += "".join(
            art.shadow(x, y + 22, size, 16, 0.36) + place(morsels.chili(art, size, color), x, y, turn)
            for x, y, turn, size, color in spots
        )
        out += art.shadow(400, 1060, 50, 14) + place(morsels.garlic(art, 48), 400, 1020)
    else:
        out += (
            art.shadow(890, 1040, 130, 26)
            + morsels.shrimp(art, 880, 960, 1.1)
            + morsels.shrimp(art, 300, 1010, 0.9)
        )
    return out


def jamu(art: Art, style: Style) -> str:
    """Three bottles of jamu, turmeric and tamarind at their feet."""
    out = ""
    for x, base, color, name in (
        (330, 930, "#d9921c", "Kunyit"),
        (860, 935, "#8f4a22", "Beras"),
        (600, 985, style.second, "Asam"),
    ):
        made = Style(style.main, style.second, style.title if base > 950 else name, style.label)
        out += bottle(art, x, base, 235, 700, color, style.main, label(art, made, x, base - 215, 196, 250))
    root = smooth(
        [
            (-120, 6),
            (-70, -34),
            (-20, -26),
            (20, -50),
            (70, -30),
            (126, -20),
            (120, 16),
            (40, 34),
            (10, 62),
            (-24, 34),
            (-90, 36),
        ]
    )
    rings = stroke(
        "M-70,-28 q10,30 0,60 M-24,-24 q12,30 2,54 M24,-44 q14,40 0,76 M74,-26 q10,24 2,48",
        "#7a4a1a",
        4,
        opacity=0.6,
    )
    turmeric = path(root, art.linear((0, "#e8b35a"), (0.5, "#c27f2a"), (1, "#7a4716"))) + rings
    slices = "".join(
        place(
            ellipse(0, 5, 40, 26, "#a8560f")
            + ellipse(0, 0, 40, 26, art.ball("#ef9a1c", 0.4))
            + ellipse(0, 0, 26, 16, "none", stroke="#ffc65c", stroke_width=4),
            x,
            y,
        )
        for x, y in ((770, 1050), (850, 1070), (820, 1020))
    )
    return (
        out
        + art.shadow(330, 1075, 130, 20)
        + place(turmeric, 330, 1035, -6, 1.1)
        + art.shadow(810, 1075, 90, 18)
        + slices
    )


def pecel(art: Art, style: Style) -> str:
    """Blocks of peanut sambal, one bowl stirred ready, peanuts and a leaf."""
    brown = "#b5683a"
    inside = group(
        ellipse(760, 800, 208, 54, art.radial((0, lighter(brown, 0.3)), (1, darker(brown, 0.25)))),
        heap(art, _peanut_bit, 10, (590, 770, 930, 835), 60),
        stroke("M640,800 q60,-36 130,-6 t120,6", lighter(brown, 0.5), 9, opacity=0.6),
        stroke("M680,822 q60,-20 140,2", darker(brown, 0.3), 6, opacity=0.5),
    )

    def brick(x: float, y: float) -> str:
        w, h = 340, 150
        return (
            art.shadow(x + w / 2 + 30, y, w * 0.6, 26)
            + path(f"M{x + w},{y - h} l70,-46 v{h} l-70,46Z", darker(brown, 0.38))
            + path(
                f"M{x},{y - h} l70,-46 h{w} l-70,46Z",
                lighter(brown, 0.24),
                filter=art.grain(0.09, 0.1, "#5a2a12", 0.4, 4),
            )
            + rect(x, y - h, w, h, art.plane(brown, 0.2), 6, filter=art.grain(0.09, 0.1, "#5a2a12", 0.4, 4))
            + path(f"M{x},{y - h} l70,-46 h{w} l-70,46 v{h} h-{w}Z", "#ffffff", opacity=0.16)
            + label(art, style, x + w / 2, y - h / 2, w * 0.72, h * 0.9)
        )

    peanuts = heap(art, _peanut, 24, (280, 1000, 640, 1065), 14)
    return (
        banana_leaf(art, 600, 950, 980, 240, -3)
        + brick(250, 760)
        + brick(220, 930)
        + bowl(art, 760, 810, 240, 200, style.second, inside)
        + peanuts
        + place(morsels.chili(art, 66), 900, 1060, 14)
    )


def _peanut(art: Art, size: float) -> str:
    d = smooth(
        [
            (-size * 1.4, 0),
            (-size, -size * 0.7),
            (-size * 0.2, -size * 0.5),
            (size * 0.6, -size * 0.75),
            (size * 1.4, -size * 0.1),
            (size, size * 0.7),
            (size * 0.1, size * 0.5),
            (-size * 0.9, size * 0.7),
        ]
    )
    return (
        path(d, darker("#d9ac6c", 0.3), transform="translate(1 4)")
        + path(d, art.ball("#dcb277", 0.5))
        + stroke(
            f"M{-size},{-size * 0.1} q{size * 0.5},{size * 0.3} {size},0 t{size},0",
            "#a8763a",
            2.5,
            opacity=0.6,
            stroke_dasharray="5 5",
        )
    )


def _peanut_bit(art: Art, size: float) -> str:
    return ellipse(0, 0, size, size * 0.7, art.rng.choice(("#e8c48a", "#d9a864", "#f3d9a6")), opacity=0.9)


def lime_sack(art: Art, style: Style) -> str:
    """A sack of lime or flour tied at the top."""
    cloth = mix("#efe6d2", style.second, 0.06)
    d = "M330,420 C250,560 240,820 290,960 Q330,1010 600,1010 Q870,1010 908,960 C960,820 950,560 870,420 Q760,380 600,384 Q440,380 330,420Z"
    ruff = "M390,410 C350,340 330,290 380,250 C450,300 500,240 560,270 C620,230 680,290 740,250 C800,270 850,270 830,330 C815,370 805,390 800,412 Q600,380 390,410Z"
    return (
        art.shadow(600, 985, 340, 50)
        + path(d, art.drum(cloth, 0.5), filter=art.grain(0.22, 0.22, "#8a7a5a", 0.24))
        + stroke(
            "M420,430 C400,560 380,640 330,720 M780,430 C800,560 830,640 880,720 M560,430 q-10,60 -30,100 M640,430 q10,60 40,110",
            darker(cloth, 0.4),
            12,
            opacity=0.3,
            filter=art.blur(6),
        )
        + path(ruff, art.plane(cloth, 0.4))
        + stroke(
            "M470,400 C450,350 440,320 450,290 M600,394 C600,340 590,310 600,280 M720,400 C740,350 760,320 770,290",
            darker(cloth, 0.3),
            6,
            opacity=0.5,
        )
        + twine(art, "M382,416 Q600,374 810,414", 16)
        + label(art, style, 596, 730, 400, 300)
    )


KINDS: dict[str, Kind] = {
    "kopi_biji": Kind(
        "kopi",
        beans_jar,
        (("#7a3e1d", "#d9a441"), ("#26483c", "#d9a441"), ("#7d2f24", "#e8c07a")),
        "Kopi Sangrai",
        (540, 700),
        1.7,
    ),
    "madu": Kind(
        "jamu",
        honey,
        (("#8a4f16", "#e3a72f"), ("#2f5f3f", "#e3a72f"), ("#2a2a2a", "#e3a72f")),
        "Madu Hutan",
        (520, 740),
        1.6,
    ),
    "sambal": Kind(
        "bumbu",
        sambal,
        (("#2f6b4a", "#f2c24e"), ("#7a1f1a", "#f2c24e"), ("#d98a1f", "#f2c24e")),
        "Sambal",
        (560, 740),
        1.7,
    ),
    "petis": Kind(
        "bumbu",
        partial(sambal, paste="#3a1c14", chillies=False),
        (("#2f4f80", "#e8d9ae"), ("#b5452a", "#f2c24e")),
        "Petis Udang",
        (560, 740),
        1.7,
    ),
    "sambal_pecel": Kind(
        "bumbu",
        pecel,
        (("#2f6b4a", "#c9954a"), ("#b5452a", "#5f8a6a")),
        "Sambal Pecel",
        (520, 800),
        1.6,
        low=True,
    ),
    "jamu": Kind(
        "jamu", jamu, (("#5f7a3a", "#c9621c"), ("#8a3f1f", "#b5521a")), "Kunyit Asam", (600, 740), 1.7
    ),
    "gamping": Kind(
        "bangunan", lime_sack, (("#3a4f6b", "#b5632f"), ("#a3522f", "#5a6a5a")), "Gamping", (600, 720), 1.6
    ),
}
