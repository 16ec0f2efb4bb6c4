"""Batik made up: worn, carried, sat on."""

from __future__ import annotations

from functools import partial

from marketplace.demo.kinds import Kind
from marketplace.demo.objects_cloth import batik, cloth_close, folds, weft
from marketplace.demo.parts import (
    Style,
    label,
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
    rect,
    stroke,
)


def shirt(art: Art, style: Style, motif: str) -> str:
    """A short-sleeved shirt on a wooden hanger."""
    torso = "M404,300 L520,246 C560,290 640,290 680,246 L796,300 C820,480 812,760 826,1010 Q600,1046 374,1010 C388,760 380,480 404,300Z"
    left = "M404,300 C330,330 262,420 196,560 L330,640 C356,590 378,540 392,500Z"
    right = "M796,300 C870,330 938,420 1004,560 L870,640 C844,590 822,540 808,500Z"
    collar = "M506,250 L560,226 H640 L694,250 L650,344 L600,290 L550,344Z"
    hook = (
        ellipse(628, 112, 14, 14, art.ball("#8f8a80"))
        + stroke("M600,196 V150 C600,110 650,112 650,150", "#b9b3a8", 9)
        + stroke("M380,330 Q600,170 820,330", "#a8713f", 24)
    )
    out = art.cast(torso + left + right, 30, 24, 20, 0.32) + hook
    for d, turn in ((left, -28), (right, 28)):
        out += batik(art, style, motif, d, 0.72, turn) + weft(art, d)
    out += path(left, art.linear((0, SHADE, 0.05), (1, SHADE, 0.42))) + path(
        right, art.linear((0, SHADE, 0.3), (1, SHADE, 0.5))
    )
    out += batik(art, style, motif, torso, 0.72) + weft(art, torso)
    out += folds(art, torso, [(470, 44, 0.26), (730, 50, 0.34), (560, 30, 0.14)], 360, 1040)
    out += path(torso, art.linear((0, "#fff8e8", 0.22), (0.45, "#fff8e8", 0), (1, SHADE, 0.36), along=ACROSS))
    out += stroke(
        "M404,300 C390,380 388,440 392,500 M796,300 C810,380 812,440 808,500", SHADE, 6, opacity=0.5
    )
    out += batik(art, style, motif, "M580,300 H620 V1030 H580Z", 0.72) + stroke(
        "M582,320 V1026 M620,320 V1026", SHADE, 3, opacity=0.55
    )
    out += "".join(
        ellipse(602, y + 2, 10, 10, SHADE, opacity=0.5) + ellipse(600, y, 10, 10, art.ball("#e8d3a8"))
        for y in range(400, 1000, 130)
    )
    pocket = "M664,470 H776 V590 L720,616 L664,590Z"
    out += batik(art, style, motif, pocket, 0.72, 0, "translate(20 40)") + path(
        pocket, "none", stroke=SHADE, stroke_width=3, opacity=0.6
    )
    out += path("M520,250 C560,300 640,300 680,250 L660,226 H540Z", darker(style.main, 0.5))
    out += (
        batik(art, style, motif, collar, 0.6, 12)
        + path(collar, art.linear((0, "#fff8e8", 0.3), (1, SHADE, 0.3)))
        + path(collar, "none", stroke=lighter(style.main, 0.35), stroke_width=4, opacity=0.7)
    )
    return out


def scarf(art: Art, style: Style, motif: str) -> str:
    """A silk scarf hung in a loose loop, fringed."""
    back = "M470,260 C620,200 760,220 800,330 C850,470 830,740 880,960 L690,1000 C660,760 640,560 560,440 C520,380 470,340 470,260Z"
    front = "M460,236 C360,270 320,360 350,470 C400,640 520,720 540,1010 L320,1040 C310,820 230,640 226,470 C224,330 330,214 460,236Z"
    loop = "M420,240 C540,180 700,190 790,290 C700,300 560,330 470,420 C400,380 380,300 420,240Z"
    out = ""
    for d, turn in ((back, 18), (front, -14), (loop, 60)):
        out += art.cast(d, 20, 18, 16, 0.34) + batik(art, style, motif, d, 0.8, turn)
        out += path(
            d,
            art.linear(
                (0, "#fffaf0", 0.5),
                (0.3, "#fffaf0", 0.06),
                (0.6, SHADE, 0.16),
                (0.72, "#fffaf0", 0.16),
                (1, SHADE, 0.44),
            ),
        )
        out += group(
            stroke(
                "M300,300 C340,500 420,700 430,1030 M380,280 C420,460 470,640 486,1020 M640,260 C720,460 720,720 760,990 M720,300 C780,460 780,720 820,980",
                "#fffaf0",
                12,
                opacity=0.3,
                filter=art.blur(6, 10),
            ),
            clip_path=art.clip(path(d, "#000")),
        )
    fringe = "".join(
        f"M{x},{y} q{(i % 3 - 1) * 6},30 {(i % 2) * 8 - 4},64 "
        for i, (x, y) in enumerate(
            [(324 + k * 13, 1036 - k * 1.8) for k in range(17)]
            + [(692 + k * 13, 998 - k * 2.8) for k in range(15)]
        )
    )
    return out + stroke(fringe, mix(style.second, "#e8d3a8", 0.4), 4)


def tote(art: Art, style: Style, motif: str) -> str:
    """A canvas bag with a batik panel and two handles."""
    canvas = "#eadfc8"
    bag = "M270,430 H930 L960,990 Q600,1024 240,990Z"
    panel = "M262,560 H938 L952,850 H248Z"
    handles = (
        "M400,440 C400,180 520,120 600,120 C680,120 800,180 800,440",
        "M430,440 C430,240 530,190 600,190 C670,190 770,240 770,440",
    )
    out = (
        art.shadow(600, 985, 370, 46)
        + stroke(handles[1], darker(canvas, 0.3), 30)
        + stroke(handles[1], darker(canvas, 0.16), 22)
    )
    out += path("M270,430 Q600,400 930,430 L930,460 H270Z", darker(canvas, 0.5))
    out += path(bag, art.plane(canvas, 0.24), filter=art.grain(0.28, 0.28, "#8a7a5a", 0.2))
    out += batik(art, style, motif, panel, 0.85) + path(
        panel, art.linear((0, "#fff8e8", 0.24), (1, SHADE, 0.3))
    )
    out += stroke("M264,566 H936 M249,844 H951", "#fffaf0", 3, stroke_dasharray="16 12", opacity=0.9)
    out += folds(art, bag, [(380, 60, 0.2), (640, 50, 0.14), (850, 70, 0.26)], 430, 1010)
    out += (
        stroke(handles[0], SHADE, 34, opacity=0.26, transform="translate(6 8)")
        + stroke(handles[0], art.log(canvas), 30)
        + stroke(handles[0], darker(canvas, 0.25), 3, stroke_dasharray="12 10")
    )
    return (
        out
        + "".join(
            rect(x - 26, 430, 52, 76, art.plane("#8a5230"), 6)
            + stroke(f"M{x - 16},440 l32,56 M{x + 16},440 l-32,56", "#f0d0a0", 3)
            for x in (400, 800)
        )
        + label(art, style, 830, 930, 170, 92)
    )


def cushion(art: Art, style: Style, motif: str) -> str:
    """A plump cushion in its batik cover, another behind it."""

    def one(made: Style, pattern: str, cx: float, cy: float, r: float, turn: float) -> str:
        d = f"M{-r},{-r} Q0,{-r * 0.84} {r},{-r} Q{r * 0.86},0 {r},{r} Q0,{r * 0.86} {-r},{r} Q{-r * 0.86},0 {-r},{-r}Z"
        puff = art.radial(
            (0, "#fffaf0", 0.42),
            (0.5, "#fffaf0", 0),
            (0.85, SHADE, 0.3),
            (1, SHADE, 0.55),
            at=(0.4, 0.34),
            reach=0.75,
        )
        pull = "".join(
            f"M{sx * r * 0.96:.0f},{sy * r * 0.96:.0f} Q{sx * r * 0.6:.0f},{sy * r * (0.7 + k):.0f} {sx * r * 0.4:.0f},{sy * r * (0.42 + k * 2):.0f} "
            for sx in (-1, 1)
            for sy in (-1, 1)
            for k in (0, 0.12)
        )
        return group(
            art.cast(d, 20, 24, 18, 0.4),
            batik(art, made, pattern, d, 0.95, turn),
            weft(art, d),
            path(d, puff),
            stroke(pull, SHADE, 12, opacity=0.26, filter=art.blur(5)),
            path(d, "none", stroke=mix(made.main, made.second, 0.5), stroke_width=11),
            path(d, "none", stroke="#fffaf0", stroke_width=3, opacity=0.4),
            transform=f"translate({cx} {cy}) rotate({turn})",
        )

    return (
        art.shadow(600, 990, 430, 50)
        + one(Style(style.second, style.main), "truntum", 760, 640, 280, 12)
        + one(style, motif, 500, 690, 325, -7)
    )


_DYES: tuple[tuple[Color, Color], ...] = (
    ("#23386b", "#a9b9dc"),
    ("#5a2f1a", "#d9a35c"),
    ("#f1e2c2", "#a8642f"),
    ("#1f4a3c", "#8fb57a"),
    ("#6a1f2a", "#e0a85a"),
    ("#2a2422", "#c98a4a"),
    ("#e9d8c0", "#3d5a8f"),
)


_LEAFY: tuple[tuple[Color, Color], ...] = (
    ("#1f4a3c", "#8fb57a"),
    ("#5a2f1a", "#c9a24a"),
    ("#f1e2c2", "#5f8a4a"),
    ("#23386b", "#7fae9a"),
)


KINDS: dict[str, Kind] = {
    "kemeja_batik": Kind(
        "batik",
        partial(shirt, motif="tembakau"),
        _LEAFY,
        "",
        (600, 560),
        1.7,
        1.1,
        detail=partial(cloth_close, motif="tembakau"),
    ),
    "kemeja_kopi": Kind(
        "batik",
        partial(shirt, motif="kopi"),
        (("#5a2f1a", "#8fa05a"), ("#23386b", "#8fae8a")),
        "",
        (600, 560),
        1.7,
        1.1,
        detail=partial(cloth_close, motif="kopi"),
    ),
    "syal_sutera": Kind(
        "kain",
        partial(scarf, motif="kakao"),
        (("#6a1f2a", "#e0a85a"), ("#1f4a3c", "#d9a35c"), ("#e9c9a8", "#8a4f6a")),
        "",
        (480, 560),
        1.7,
        1.08,
        detail=partial(cloth_close, motif="kakao"),
    ),
    "tas_kanvas": Kind("batik", partial(tote, motif="kawung"), _DYES, "", (600, 700), 1.7, 1.0),
    "sarung_bantal": Kind(
        "batik",
        partial(cushion, motif="ceplok"),
        _DYES,
        "",
        (500, 680),
        1.7,
        1.05,
        detail=partial(cloth_close, motif="ceplok"),
    ),
}
