"""Goods in pouches and bags: chips, crackers, coffee, frozen food, tea."""

from __future__ import annotations

from functools import partial

from marketplace.demo import morsels
from marketplace.demo.kinds import Kind
from marketplace.demo.morsels import Piece, heap, place
from marketplace.demo.parts import (
    KRAFT,
    Style,
    band,
    box,
    label,
    lettering,
    pouch,
    window,
)
from marketplace.demo.svg import DOWN, Art, Color, darker, ellipse, group, lighter, path, rect, stroke
from marketplace.demo.vessels import bowl, cup, steam


def chips(art: Art, style: Style, piece: Piece, size: float) -> str:
    """A pouch with a window, some of the chips strewn before it."""
    cx, base, w, h = 550.0, 1000.0, 640.0, 820.0
    view = f"M{cx - 200},{base - 330} Q{cx},{base - 395} {cx + 200},{base - 330} V{base - 130} Q{cx},{base - 70} {cx - 200},{base - 130}Z"
    inside = heap(art, piece, size, (cx - 215, base - 400, cx + 215, base - 70), 46)
    face = (
        band(art, style, "kawung", cx - w, base - h + 92, w * 2, 78)
        + label(art, style, cx, base - 490, 440, 240)
        + window(art, view, inside, darker(style.main, 0.5))
    )
    loose = "".join(
        art.shadow(x, y + size * 0.5, size * 0.9, size * 0.3, 0.3) + place(piece(art, size * 1.2), x, y, turn)
        for x, y, turn in (
            (905, 930, 20),
            (985, 1000, 70),
            (880, 1030, -30),
            (780, 1060, 160),
            (1040, 930, 10),
        )
    )
    return pouch(art, cx, base, w, h, style.main, face) + loose


def chips_bowl(art: Art, style: Style, piece: Piece, size: float) -> str:
    inside = heap(art, piece, size, (285, 600, 915, 800), 58, dome=170)
    return bowl(art, 600, 730, 370, 250, style.second, group(inside))


def crackers_bag(art: Art, style: Style, piece: Piece, size: float) -> str:
    """A clear bag stapled under a folded paper header."""
    bag = "M300,330 H860 C900,470 930,700 900,900 Q880,1000 780,1004 H390 Q290,1000 268,900 C236,700 262,470 300,330Z"
    clip = art.clip(path(bag, "#000"))
    inside = heap(art, piece, size, (250, 380, 920, 1000), 70)
    shine = "".join(
        path(d, "#ffffff", opacity=o, filter=art.blur(5))
        for d, o in (
            ("M350,400 q-50,240 -10,480 l46,10 q-36,-240 6,-480Z", 0.65),
            ("M800,420 q50,200 26,420 l-20,0 q12,-210 -30,-420Z", 0.4),
            ("M470,860 q120,60 260,10 l10,16 q-140,60 -290,0Z", 0.4),
        )
    )
    header = "M276,220 H884 V372 H276Z"
    return (
        art.shadow(590, 985, 330, 40)
        + path(bag, "#fbf2e2", opacity=0.55)
        + group(
            inside,
            rect(200, 300, 800, 760, art.linear((0, "#fff", 0.2), (0.5, "#fff", 0), (1, "#1c0a06", 0.26))),
            shine,
            clip_path=clip,
        )
        + path(bag, "none", stroke="#ffffff", stroke_width=5, opacity=0.7)
        + stroke(
            "M420,372 q-10,60 -40,90 M600,372 q0,50 6,96 M760,372 q10,60 30,84", "#ffffff", 4, opacity=0.6
        )
        + art.cast(header, 4, 12, 8, 0.35)
        + path(header, art.plane(style.main))
        + group(
            band(art, style, "parang", 276, 220, 608, 36, 0.26),
            lettering(style, 580, 318, 560, 150, "#fff3d8"),
        )
        + rect(560, 234, 44, 7, "#cfd3d6", 3)
    )


def coffee(art: Art, style: Style) -> str:
    """A kraft or dark pouch with a filled cup beside it and a few beans."""
    cx, base, w, h = 470.0, 960.0, 500.0, 740.0
    face = (
        rect(cx - 260, base - 540, 520, 330, darker(style.main, 0.06) if style.main == KRAFT else style.main)
        + band(art, style, "kopi", cx - w, base - 200, w * 2, 96, 0.36)
        + label(art, style, cx, base - 385, 340, 300)
        + ellipse(cx, base - 620, 17, 17, darker(style.main, 0.3))
        + ellipse(cx, base - 620, 10, 10, lighter(style.main, 0.2))
    )
    beans = heap(art, morsels.coffee_bean, 21, (560, 985, 1060, 1075), 26)
    return (
        pouch(art, cx, base, w, h, style.main, face, 0.42)
        + cup(art, 850, 955, 250, "#f6ead6", "#3a1d0e")
        + steam(art, 850, 750, 1.1)
        + beans
    )


def coffee_heap(art: Art, style: Style) -> str:
    """Roasted beans in a bowl with a scoop's worth before it."""
    inside = heap(art, morsels.coffee_bean, 27, (270, 590, 930, 790), 150, dome=190)
    spilt = heap(art, morsels.coffee_bean, 24, (180, 985, 1010, 1085), 34)
    return bowl(art, 600, 720, 380, 250, "#c98a55", inside) + spilt


def frozen(art: Art, style: Style, piece: Piece, size: float) -> str:
    """A frosted pillow pack on crushed ice."""
    cx, base, w, h = 600.0, 960.0, 620.0, 740.0
    view = f"M{cx - 190},{base - 360} h380 q40,110 0,260 h-380 q-40,-150 0,-260Z"
    inside = heap(art, piece, size, (cx - 230, base - 400, cx + 230, base - 70), 40)
    ice = "".join(
        place(morsels.ice_cube(art, 40), x, y, turn)
        for x, y, turn in (
            (225, 985, -12),
            (310, 1040, 14),
            (930, 1000, 20),
            (1000, 1050, -8),
            (850, 1065, 4),
            (430, 1075, -6),
            (700, 1085, 10),
            (180, 1065, 6),
        )
    )
    snow = rect(cx - 330, base - h, 660, 210, art.linear((0, "#ffffff", 0.75), (1, "#ffffff", 0), along=DOWN))
    face = (
        snow
        + label(art, style, cx, base - 500, 420, 210, oval=True)
        + window(art, view, inside, "#2e5a2a")
        + morsels.frost(art, (cx - 290, base - 680, cx + 290, base - 40), 34)
        + rect(
            cx - 330, base - 120, 660, 140, art.linear((0, "#ffffff", 0), (1, "#ffffff", 0.65), along=DOWN)
        )
    )
    return pouch(art, cx, base, w, h, style.main, face, 0.6) + art.shadow(620, 1060, 420, 20, 0.2) + ice


def frozen_carton(art: Art, style: Style, piece: Piece, size: float) -> str:
    """A carton of six, one pack leaning on it."""
    face = (
        label(art, style, 520, 720, 430, 250)
        + band(art, style, "mendung", 230, 880, 580, 80, 0.3)
        + morsels.frost(art, (240, 520, 800, 860), 22)
    )
    carton = box(art, 230, 960, 580, 440, style.main, face, (150, 80))
    pods = "".join(
        place(piece(art, size * 1.25), x, y, turn)
        for x, y, turn in (
            (800, 1010, -18),
            (905, 1040, 12),
            (680, 1050, 6),
            (990, 985, -34),
            (560, 1070, -8),
        )
    )
    return carton + art.shadow(820, 1060, 260, 18, 0.25) + pods


def tea_box(art: Art, style: Style) -> str:
    """A carton of sachets and a glass of the hot drink."""
    face = band(art, style, "truntum", 190, 460, 430, 84, 0.5) + label(art, style, 405, 730, 330, 280)
    glass = "M700,640 H980 L952,990 Q840,1014 728,990Z"
    clip = art.clip(path(glass, "#000"))
    drink = style.second
    return (
        box(art, 190, 970, 430, 510, style.main, face, (100, 62))
        + art.shadow(845, 990, 150, 30)
        + path(glass, "#f6f3ea", opacity=0.6)
        + group(
            rect(680, 710, 320, 300, art.drum(drink, 0.45)),
            ellipse(840, 710, 136, 20, lighter(drink, 0.4)),
            "".join(
                ellipse(x, y, 26, 18, darker(drink, 0.35), opacity=0.5)
                for x, y in ((800, 800), (880, 860), (830, 930))
            ),
            rect(724, 660, 24, 290, "#ffffff", 10, opacity=0.6, filter=art.blur(3)),
            clip_path=clip,
        )
        + ellipse(840, 640, 140, 18, "none", stroke="#ffffff", stroke_width=6, opacity=0.8)
        + steam(art, 840, 620, 1.1)
        + stroke("M760,645 C740,560 690,560 660,600", "#e8d9b8", 4)
        + rect(630, 596, 54, 62, art.plane(style.main, 0.2), 5)
    )


_WARM: tuple[tuple[Color, Color], ...] = (
    ("#c8452f", "#f2c24e"),
    ("#2f6b4a", "#f2c24e"),
    ("#d98a2b", "#7a3d1f"),
    ("#7a3d5c", "#f0c98a"),
)
_COFFEE: tuple[tuple[Color, Color], ...] = (
    (KRAFT, "#7a3e1d"),
    ("#3d2a24", "#d9a441"),
    ("#7d2f24", "#e8c07a"),
    ("#26483c", "#d9a441"),
)

KINDS: dict[str, Kind] = {
    "keripik_singkong": Kind(
        "camilan",
        partial(chips, piece=morsels.cassava_chip, size=58),
        _WARM,
        "Keripik Singkong",
        (540, 760),
        1.7,
        other=partial(chips_bowl, piece=morsels.cassava_chip, size=82),
    ),
    "keripik_pisang": Kind(
        "camilan",
        partial(chips, piece=morsels.banana_chip, size=50),
        (("#7a4a1f", "#f2c24e"), *_WARM),
        "Keripik Pisang",
        (540, 760),
        1.7,
        other=partial(chips_bowl, piece=morsels.banana_chip, size=70),
    ),
    "keripik_talas": Kind(
        "camilan",
        partial(chips, piece=morsels.taro_chip, size=56),
        (("#6a3d66", "#f0c98a"), ("#4f4a80", "#f2d08a")),
        "Keripik Talas",
        (540, 760),
        1.7,
        other=partial(chips_bowl, piece=morsels.taro_chip, size=78),
    ),
    "keripik_tempe": Kind(
        "camilan",
        partial(chips, piece=morsels.tempe_chip, size=60),
        (("#2f6b4a", "#f2c24e"), ("#b5452a", "#f4d48a")),
        "Keripik Tempe",
        (540, 760),
        1.7,
        other=partial(chips_bowl, piece=morsels.tempe_chip, size=80),
    ),
    "keripik_edamame": Kind(
        "camilan",
        partial(chips, piece=morsels.edamame_pod, size=38),
        (("#4f8a3a", "#f4e07a"), ("#1f6b4a", "#f2d35a")),
        "Keripik Edamame",
        (540, 760),
        1.7,
        other=partial(chips_bowl, piece=morsels.edamame_pod, size=52),
    ),
    "kedelai_goreng": Kind(
        "camilan",
        partial(chips, piece=morsels.soybean, size=28),
        (("#8a9a2f", "#f4e07a"), ("#b5762a", "#f4e07a")),
        "Kedelai Goreng",
        (540, 760),
        1.7,
    ),
    "kerupuk_ikan": Kind(
        "ikan",
        partial(crackers_bag, piece=morsels.cracker, size=74),
        (("#2f5f8a", "#f2c24e"), ("#b5452a", "#f4d48a")),
        "Kerupuk Ikan",
        (580, 640),
        1.7,
        other=partial(chips_bowl, piece=morsels.cracker, size=84),
    ),
    "kopi_bubuk": Kind("kopi", coffee, _COFFEE, "Robusta", (470, 600), 1.7, other=coffee_heap),
    "kopi_arabika": Kind(
        "kopi",
        coffee,
        (("#26483c", "#d9a441"), ("#8a2f2a", "#e8c07a")),
        "Arabika",
        (470, 600),
        1.7,
        other=coffee_heap,
    ),
    "edamame_beku": Kind(
        "beku",
        partial(frozen, piece=morsels.edamame_pod, size=42),
        (("#4d9a4a", "#1f6b4a"), ("#3f8fb5", "#1f6b4a")),
        "Edamame",
        (600, 740),
        1.6,
    ),
    "edamame_dus": Kind(
        "beku",
        partial(frozen_carton, piece=morsels.edamame_pod, size=46),
        (("#5aa052", "#f4e07a"), ("#4f97b8", "#f4e07a")),
        "Edamame",
        (560, 740),
        1.6,
    ),
    "bakso_beku": Kind(
        "beku",
        partial(frozen, piece=morsels.fish_ball, size=46),
        (("#c2483f", "#8f2d1f"), ("#3f7fae", "#233b6e")),
        "Bakso Ikan",
        (600, 740),
        1.6,
    ),
    "wedang": Kind(
        "jamu", tea_box, (("#a3522f", "#c9702c"), ("#5f7a3a", "#b5602a")), "Wedang", (620, 740), 1.6
    ),
    "teh_kulit_kopi": Kind(
        "kopi", tea_box, (("#8a2f2a", "#a8481f"), ("#3f5a3a", "#a8551f")), "Cascara", (620, 740), 1.6
    ),
}
