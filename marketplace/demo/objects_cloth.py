"""Batik by the piece and made up: folded, hung, worn, carried, sat on."""

from __future__ import annotations

from functools import partial

from marketplace.demo.kinds import Kind
from marketplace.demo.motifs import Dyes, isen, motif_fill
from marketplace.demo.parts import Style, label, lettering
from marketplace.demo.svg import (
    ACROSS,
    DOWN,
    SHADE,
    SIZE,
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

_DARK = "#7"  # grounds whose first digit is below are dark: their outlines are left white by the wax


def _dyes(style: Style) -> Dyes:
    dark = style.main < _DARK
    line = "#f6ead0" if dark else darker(style.second, 0.5)
    accent = mix(style.second, "#e3a72f" if dark else "#8f2d1f", 0.6)
    return Dyes(line, style.second, accent)


def batik(art: Art, style: Style, motif: str, d: str, scale: float = 1, degrees: float = 0, bend: str = "") -> str:
    """The outline filled with dyed cloth; `bend` transforms the pattern, not the outline."""
    dot = lighter(style.main, 0.3) if style.main < _DARK else darker(style.main, 0.25)
    return (
        path(d, style.main)
        + path(d, isen(art, dot, 20 * scale, bend), fill_opacity=0.6)
        + path(d, motif_fill(art, motif, _dyes(style), scale, degrees, bend))
    )


def _weft(art: Art, d: str) -> str:
    """The faint threads of the cloth."""
    threads = art.pattern(5, 5, stroke("M0,1 H5 M1,0 V5", SHADE, 0.8))
    return path(d, threads, opacity=0.13)


def _folds(art: Art, d: str, marks: list[tuple[float, float, float]], top: float, foot: float) -> str:
    """Upright folds inside an outline: (x, width, strength) each, dark right of a light ridge."""
    out = ""
    for x, w, strength in marks:
        fold = art.linear(
            (0, "#fff8e8", 0), (0.3, "#fff8e8", strength), (0.44, "#fff8e8", strength * 0.2), (0.5, SHADE, strength * 0.4),
            (0.62, SHADE, strength), (1, SHADE, 0), along=ACROSS,
        )  # fmt: skip
        out += rect(x - w, top, w * 2.4, foot - top, fill=fold, transform=f"translate({x} 0) skewX({art.rng.uniform(-2, 2):.1f}) translate({-x} 0)")
    return group(out, clip_path=art.clip(path(d, "#000")))


def _tumpal(art: Art, style: Style, x: float, y: float, w: float, count: int = 9, h: float = 92) -> str:
    """A border of pointed triangles, as at the head of a sarong."""
    dyes = _dyes(style)
    step = w / count
    out = rect(x, y, w, h + 44, darker(style.main, 0.22) if style.main < _DARK else lighter(style.second, 0.1))
    for i in range(count):
        a = x + i * step
        out += polygon([(a + 4, y + h), (a + step / 2, y + 6), (a + step - 4, y + h)], dyes.body, stroke=dyes.line, stroke_width=3)
        out += polygon([(a + step * 0.28, y + h - 8), (a + step / 2, y + h * 0.4), (a + step * 0.72, y + h - 8)], dyes.accent)
    out += rect(x, y + h + 8, w, 6, dyes.line) + rect(x, y - 8, w, 6, dyes.line)
    return out + "".join(ellipse(x + i * step / 2 + step / 4, y + h + 28, 6, 6, dyes.line) for i in range(count * 2))


def hanging(art: Art, style: Style, motif: str) -> str:
    """A length of cloth over a rod, the border at its foot."""
    d = "M222,236 C400,228 800,228 978,236 C984,480 970,760 986,1010 C930,1034 900,996 840,1012 C780,1030 740,1000 680,1014 C610,1030 560,998 500,1014 C430,1030 400,1000 340,1014 C290,1026 250,1002 214,1012 C228,760 216,480 222,236Z"
    marks = [(330, 60, 0.34), (470, 46, 0.26), (610, 66, 0.36), (760, 50, 0.28), (880, 60, 0.36)]
    border = group(_tumpal(art, style, 190, 846, 830), clip_path=art.clip(path(d, "#000")))
    rod = rect(120, 196, 960, 34, art.log("#8a5a34", 0.4), 17, filter=art.grain(0.01, 0.2, "#3a2010", 0.3))
    return (
        art.cast(d, 34, 24, 20, 0.34)
        + stroke("M300,206 L600,60 L900,206", "#b58a5a", 6) + ellipse(600, 58, 13, 13, art.ball("#8f8a80"))
        + rod + ellipse(120, 213, 26, 26, art.ball("#6f4327")) + ellipse(1080, 213, 26, 26, art.ball("#6f4327"))
        + batik(art, style, motif, d, 1.0) + border
        + _weft(art, d) + _folds(art, d, marks, 220, 1030)
        + group(rect(200, 226, 800, 46, art.linear((0, "#fff8e8", 0.4), (0.4, "#fff8e8", 0.05), (1, SHADE, 0.3), along=DOWN)), rect(200, 226, 800, 820, art.linear((0, "#fff8e8", 0.16), (0.6, "#fff8e8", 0), (1, SHADE, 0.26))), clip_path=art.clip(path(d, "#000")))
        + path(d, "none", stroke=darker(style.main, 0.3), stroke_width=3, opacity=0.5)
    )  # fmt: skip


def folded(art: Art, style: Style, motif: str) -> str:
    """A pile of three folded lengths, a paper band round the upper one."""
    out = art.shadow(580, 968, 430, 36)
    out += _fold(art, Style(style.second, style.main), "truntum", 186, 990, 740, 104, 250)
    out += _fold(art, Style(darker(style.main, 0.3), lighter(style.second, 0.1)), "kawung", 150, 890, 770, 110, 280)
    out += _fold(art, style, motif, 168, 784, 760, 124, 330)
    wrap, front = "M420,660 L540,330 H760 L640,660Z", "M420,660 H640 V784 H420Z"
    out += art.cast(wrap, 8, 6, 6, 0.3) + path(wrap, art.plane("#fbf0d8", 0.1)) + path(front, art.linear((0, "#f4e6c8"), (1, "#b59a68"), along=DOWN))
    out += stroke("M436,650 L552,336 M624,650 L742,336 M436,660 V780 M624,660 V780", darker(style.second, 0.2), 5)
    return out + group(lettering(style, 0, 0, 170, 190), transform="translate(592 500) skewX(-20) scale(1.05 .95)")


def _fold(art: Art, style: Style, motif: str, x: float, base: float, w: float, h: float, depth: float) -> str:
    """One folded length: its upper face running away and the rounded edges of its layers in front."""
    lean = depth * 0.36
    top = f"M{x},{base - h} L{x + lean},{base - h - depth} H{x + w + lean} L{x + w},{base - h}Z"
    side = f"M{x + w},{base - h} L{x + w + lean},{base - h - depth} V{base - depth} L{x + w},{base}Z"
    each = h / 4
    out = batik(art, style, motif, side, 0.7, 0, f"translate({x + w} {base}) skewY(-60) scale(.36 1)")
    out += path(side, darker(style.main, 0.55), opacity=0.62)
    out += stroke("".join(f"M{x + w},{base - each * i} l{lean},{-depth} " for i in range(1, 4)), SHADE, 4, opacity=0.5)
    out += batik(art, style, motif, top, 0.95, 0, f"translate({x} {base - h}) skewX(-20) scale(1 .66)") + _weft(art, top)
    out += path(top, art.linear((0, "#fff8e8", 0.3), (0.5, "#fff8e8", 0.04), (1, SHADE, 0.2)))
    for i in range(4):
        y = base - h + i * each
        d = f"M{x + 8},{y} H{x + w} V{y + each} H{x + 8} Q{x - 8},{y + each / 2} {x + 8},{y}Z"
        out += batik(art, style, motif, d, 0.8, 0, f"translate({x + i * 37} {y + i * 50})")
        out += path(d, style.main, opacity=0.35)
        out += path(d, art.linear((0, "#fff8e8", 0.4), (0.4, "#fff8e8", 0), (1, SHADE, 0.66), along=DOWN))
    return out + stroke(f"M{x + 6},{base - h} H{x + w}", lighter(style.main, 0.5), 4, opacity=0.5)


def cloth_close(art: Art, style: Style, motif: str) -> str:
    """The pattern itself, filling the picture, with soft folds."""
    full = f"M0,0 H{SIZE} V{SIZE} H0Z"
    marks = [(170, 120, 0.4), (520, 150, 0.42), (900, 130, 0.44)]
    return (
        batik(art, style, motif, full, 1.9, 0, "rotate(-8)")
        + _weft(art, full)
        + group(_folds(art, full, marks, -60, 1260), transform="rotate(-12 600 600) scale(1.2) translate(-100 -100)")
        + path(full, art.radial((0, "#fff8e8", 0.3), (0.5, "#fff8e8", 0), (1, SHADE, 0.42), at=(0.26, 0.2), reach=1.05))
    )


def shirt(art: Art, style: Style, motif: str) -> str:
    """A short-sleeved shirt on a wooden hanger."""
    torso = "M404,300 L520,246 C560,290 640,290 680,246 L796,300 C820,480 812,760 826,1010 Q600,1046 374,1010 C388,760 380,480 404,300Z"
    left = "M404,300 C330,330 262,420 196,560 L330,640 C356,590 378,540 392,500Z"
    right = "M796,300 C870,330 938,420 1004,560 L870,640 C844,590 822,540 808,500Z"
    collar = "M506,250 L560,226 H640 L694,250 L650,344 L600,290 L550,344Z"
    hook = ellipse(628, 112, 14, 14, art.ball("#8f8a80")) + stroke("M600,196 V150 C600,110 650,112 650,150", "#b9b3a8", 9) + stroke("M380,330 Q600,170 820,330", "#a8713f", 24)
    out = art.cast(torso + left + right, 30, 24, 20, 0.32) + hook
    for d, turn in ((left, -28), (right, 28)):
        out += batik(art, style, motif, d, 0.72, turn) + _weft(art, d)
    out += path(left, art.linear((0, SHADE, 0.05), (1, SHADE, 0.42))) + path(right, art.linear((0, SHADE, 0.3), (1, SHADE, 0.5)))
    out += batik(art, style, motif, torso, 0.72) + _weft(art, torso)
    out += _folds(art, torso, [(470, 44, 0.26), (730, 50, 0.34), (560, 30, 0.14)], 360, 1040)
    out += path(torso, art.linear((0, "#fff8e8", 0.22), (0.45, "#fff8e8", 0), (1, SHADE, 0.36), along=ACROSS))
    out += stroke("M404,300 C390,380 388,440 392,500 M796,300 C810,380 812,440 808,500", SHADE, 6, opacity=0.5)
    out += batik(art, style, motif, "M580,300 H620 V1030 H580Z", 0.72) + stroke("M582,320 V1026 M620,320 V1026", SHADE, 3, opacity=0.55)
    out += "".join(ellipse(602, y + 2, 10, 10, SHADE, opacity=0.5) + ellipse(600, y, 10, 10, art.ball("#e8d3a8")) for y in range(400, 1000, 130))
    pocket = "M664,470 H776 V590 L720,616 L664,590Z"
    out += batik(art, style, motif, pocket, 0.72, 0, "translate(20 40)") + path(pocket, "none", stroke=SHADE, stroke_width=3, opacity=0.6)
    out += path("M520,250 C560,300 640,300 680,250 L660,226 H540Z", darker(style.main, 0.5))
    out += batik(art, style, motif, collar, 0.6, 12) + path(collar, art.linear((0, "#fff8e8", 0.3), (1, SHADE, 0.3))) + path(collar, "none", stroke=lighter(style.main, 0.35), stroke_width=4, opacity=0.7)
    return out


def scarf(art: Art, style: Style, motif: str) -> str:
    """A silk scarf hung in a loose loop, fringed."""
    back = "M470,260 C620,200 760,220 800,330 C850,470 830,740 880,960 L690,1000 C660,760 640,560 560,440 C520,380 470,340 470,260Z"
    front = "M460,236 C360,270 320,360 350,470 C400,640 520,720 540,1010 L320,1040 C310,820 230,640 226,470 C224,330 330,214 460,236Z"
    loop = "M420,240 C540,180 700,190 790,290 C700,300 560,330 470,420 C400,380 380,300 420,240Z"
    out = ""
    for d, turn in ((back, 18), (front, -14), (loop, 60)):
        out += art.cast(d, 20, 18, 16, 0.34) + batik(art, style, motif, d, 0.8, turn)
        out += path(d, art.linear((0, "#fffaf0", 0.5), (0.3, "#fffaf0", 0.06), (0.6, SHADE, 0.16), (0.72, "#fffaf0", 0.16), (1, SHADE, 0.44)))
        out += group(stroke("M300,300 C340,500 420,700 430,1030 M380,280 C420,460 470,640 486,1020 M640,260 C720,460 720,720 760,990 M720,300 C780,460 780,720 820,980", "#fffaf0", 12, opacity=0.3, filter=art.blur(6, 10)), clip_path=art.clip(path(d, "#000")))
    fringe = "".join(f"M{x},{y} q{(i % 3 - 1) * 6},30 {(i % 2) * 8 - 4},64 " for i, (x, y) in enumerate([(324 + k * 13, 1036 - k * 1.8) for k in range(17)] + [(692 + k * 13, 998 - k * 2.8) for k in range(15)]))
    return out + stroke(fringe, mix(style.second, "#e8d3a8", 0.4), 4)


def tote(art: Art, style: Style, motif: str) -> str:
    """A canvas bag with a batik panel and two handles."""
    canvas = "#eadfc8"
    bag = "M270,430 H930 L960,990 Q600,1024 240,990Z"
    panel = "M262,560 H938 L952,850 H248Z"
    handles = ("M400,440 C400,180 520,120 600,120 C680,120 800,180 800,440", "M430,440 C430,240 530,190 600,190 C670,190 770,240 770,440")
    out = art.shadow(600, 985, 370, 46) + stroke(handles[1], darker(canvas, 0.3), 30) + stroke(handles[1], darker(canvas, 0.16), 22)
    out += path("M270,430 Q600,400 930,430 L930,460 H270Z", darker(canvas, 0.5))
    out += path(bag, art.plane(canvas, 0.24), filter=art.grain(0.28, 0.28, "#8a7a5a", 0.2))
    out += batik(art, style, motif, panel, 0.85) + path(panel, art.linear((0, "#fff8e8", 0.24), (1, SHADE, 0.3)))
    out += stroke("M264,566 H936 M249,844 H951", "#fffaf0", 3, stroke_dasharray="16 12", opacity=0.9)
    out += _folds(art, bag, [(380, 60, 0.2), (640, 50, 0.14), (850, 70, 0.26)], 430, 1010)
    out += stroke(handles[0], SHADE, 34, opacity=0.26, transform="translate(6 8)") + stroke(handles[0], art.log(canvas), 30) + stroke(handles[0], darker(canvas, 0.25), 3, stroke_dasharray="12 10")
    return out + "".join(rect(x - 26, 430, 52, 76, art.plane("#8a5230"), 6) + stroke(f"M{x - 16},440 l32,56 M{x + 16},440 l-32,56", "#f0d0a0", 3) for x in (400, 800)) + label(art, style, 830, 930, 170, 92)


def cushion(art: Art, style: Style, motif: str) -> str:
    """A plump cushion in its batik cover, another behind it."""

    def one(made: Style, pattern: str, cx: float, cy: float, r: float, turn: float) -> str:
        d = f"M{-r},{-r} Q0,{-r * 0.84} {r},{-r} Q{r * 0.86},0 {r},{r} Q0,{r * 0.86} {-r},{r} Q{-r * 0.86},0 {-r},{-r}Z"
        puff = art.radial((0, "#fffaf0", 0.42), (0.5, "#fffaf0", 0), (0.85, SHADE, 0.3), (1, SHADE, 0.55), at=(0.4, 0.34), reach=0.75)
        pull = "".join(f"M{sx * r * 0.96:.0f},{sy * r * 0.96:.0f} Q{sx * r * 0.6:.0f},{sy * r * (0.7 + k):.0f} {sx * r * 0.4:.0f},{sy * r * (0.42 + k * 2):.0f} " for sx in (-1, 1) for sy in (-1, 1) for k in (0, 0.12))
        return group(
            art.cast(d, 20, 24, 18, 0.4), batik(art, made, pattern, d, 0.95, turn), _weft(art, d), path(d, puff),
            stroke(pull, SHADE, 12, opacity=0.26, filter=art.blur(5)),
            path(d, "none", stroke=mix(made.main, made.second, 0.5), stroke_width=11),
            path(d, "none", stroke="#fffaf0", stroke_width=3, opacity=0.4),
            transform=f"translate({cx} {cy}) rotate({turn})",
        )  # fmt: skip

    return art.shadow(600, 990, 430, 50) + one(Style(style.second, style.main), "truntum", 760, 640, 280, 12) + one(style, motif, 500, 690, 325, -7)


_DYES: tuple[tuple[Color, Color], ...] = (
    ("#23386b", "#a9b9dc"), ("#5a2f1a", "#d9a35c"), ("#f1e2c2", "#a8642f"), ("#1f4a3c", "#8fb57a"),
    ("#6a1f2a", "#e0a85a"), ("#2a2422", "#c98a4a"), ("#e9d8c0", "#3d5a8f"),
)  # fmt: skip
_LEAFY: tuple[tuple[Color, Color], ...] = (("#1f4a3c", "#8fb57a"), ("#5a2f1a", "#c9a24a"), ("#f1e2c2", "#5f8a4a"), ("#23386b", "#7fae9a"))


def _piece(draw: str, motif: str, dyes: tuple[tuple[Color, Color], ...], title: str) -> Kind:
    how = {"folded": folded, "hanging": hanging}
    other = "hanging" if draw == "folded" else "folded"
    return Kind(
        "batik", partial(how[draw], motif=motif), dyes, title, scale=1.08 if draw == "folded" else 1.0,
        detail=partial(cloth_close, motif=motif), other=partial(how[other], motif=motif),
    )  # fmt: skip


KINDS: dict[str, Kind] = {
    "batik_tembakau": _piece("folded", "tembakau", _LEAFY, "Tembakau"),
    "batik_kopi": _piece("folded", "kopi", (("#5a2f1a", "#8fa05a"), ("#f1e2c2", "#6f8a4a"), ("#6a1f2a", "#c9a25a")), "Kopi"),
    "batik_kakao": _piece("folded", "kakao", (("#4a2a1f", "#8f9a4a"), ("#f1e2c2", "#7a8a3f"), ("#23386b", "#8fae8a")), "Kakao"),
    "batik_kawung": _piece("hanging", "kawung", _DYES, "Kawung"),
    "batik_parang": _piece("hanging", "parang", _DYES, "Parang"),
    "batik_tembakau_gantung": _piece("hanging", "tembakau", _LEAFY, "Tembakau"),
    "batik_truntum": _piece("hanging", "truntum", _DYES, "Truntum"),
    "kemeja_batik": Kind("batik", partial(shirt, motif="tembakau"), _LEAFY, "", (600, 560), 1.7, 1.1, detail=partial(cloth_close, motif="tembakau")),
    "kemeja_kopi": Kind("batik", partial(shirt, motif="kopi"), (("#5a2f1a", "#8fa05a"), ("#23386b", "#8fae8a")), "", (600, 560), 1.7, 1.1, detail=partial(cloth_close, motif="kopi")),
    "syal_sutera": Kind("kain", partial(scarf, motif="kakao"), (("#6a1f2a", "#e0a85a"), ("#1f4a3c", "#d9a35c"), ("#e9c9a8", "#8a4f6a")), "", (480, 560), 1.7, 1.08, detail=partial(cloth_close, motif="kakao")),
    "tas_kanvas": Kind("batik", partial(tote, motif="kawung"), _DYES, "", (600, 700), 1.7, 1.0),
    "sarung_bantal": Kind("batik", partial(cushion, motif="ceplok"), _DYES, "", (500, 680), 1.7, 1.05, detail=partial(cloth_close, motif="ceplok")),
}
