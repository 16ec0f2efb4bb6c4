"""Batik by the piece: folded, hung, seen close."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from marketplace.demo.kinds import Kind
from marketplace.demo.motifs import Dyes, isen, motif_fill
from marketplace.demo.parts import (
    Style,
    lettering,
)
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

DARK = "#7"  # grounds whose first digit is below are dark: their outlines are left white by the wax


def _dyes(style: Style) -> Dyes:
    dark = style.main < DARK
    line = "#f6ead0" if dark else darker(style.second, 0.5)
    accent = mix(style.second, "#e3a72f" if dark else "#8f2d1f", 0.6)
    return Dyes(line, style.second, accent)


def batik(
    art: Art, style: Style, motif: str, d: str, scale: float = 1, degrees: float = 0, bend: str = ""
) -> str:
    """The outline filled with dyed cloth; `bend` transforms the pattern, not the outline."""
    dot = lighter(style.main, 0.3) if style.main < DARK else darker(style.main, 0.25)
    return (
        path(d, style.main)
        + path(d, isen(art, dot, 20 * scale, bend), fill_opacity=0.6)
        + path(d, motif_fill(art, motif, _dyes(style), scale, degrees, bend))
    )


def weft(art: Art, d: str) -> str:
    """The faint threads of the cloth."""
    threads = art.pattern(5, 5, stroke("M0,1 H5 M1,0 V5", SHADE, 0.8))
    return path(d, threads, opacity=0.13)


def folds(art: Art, d: str, marks: Sequence[tuple[float, float, float]], top: float, foot: float) -> str:
    """Upright folds inside an outline: (x, width, strength) each, dark right of a light ridge."""
    out = ""
    for x, w, strength in marks:
        fold = art.linear(
            (0, "#fff8e8", 0),
            (0.3, "#fff8e8", strength),
            (0.44, "#fff8e8", strength * 0.2),
            (0.5, SHADE, strength * 0.4),
            (0.62, SHADE, strength),
            (1, SHADE, 0),
            along=ACROSS,
        )
        out += rect(
            x - w,
            top,
            w * 2.4,
            foot - top,
            fill=fold,
            transform=f"translate({x} 0) skewX({art.rng.uniform(-2, 2):.1f}) translate({-x} 0)",
        )
    return group(out, clip_path=art.clip(path(d, "#000")))


def _tumpal(art: Art, style: Style, x: float, y: float, w: float, count: int = 9, h: float = 92) -> str:
    """A border of pointed triangles, as at the head of a sarong."""
    dyes = _dyes(style)
    step = w / count
    out = rect(x, y, w, h + 44, darker(style.main, 0.22) if style.main < DARK else lighter(style.second, 0.1))
    for i in range(count):
        a = x + i * step
        out += polygon(
            [(a + 4, y + h), (a + step / 2, y + 6), (a + step - 4, y + h)],
            dyes.body,
            stroke=dyes.line,
            stroke_width=3,
        )
        out += polygon(
            [(a + step * 0.28, y + h - 8), (a + step / 2, y + h * 0.4), (a + step * 0.72, y + h - 8)],
            dyes.accent,
        )
    out += rect(x, y + h + 8, w, 6, dyes.line) + rect(x, y - 8, w, 6, dyes.line)
    return out + "".join(
        ellipse(x + i * step / 2 + step / 4, y + h + 28, 6, 6, dyes.line) for i in range(count * 2)
    )


def hanging(art: Art, style: Style, motif: str) -> str:
    """A length of cloth over a rod, the border at its foot."""
    d = "M222,236 C400,228 800,228 978,236 C984,480 970,760 986,1010 C930,1034 900,996 840,1012 C780,1030 740,1000 680,1014 C610,1030 560,998 500,1014 C430,1030 400,1000 340,1014 C290,1026 250,1002 214,1012 C228,760 216,480 222,236Z"
    marks = [(330, 60, 0.34), (470, 46, 0.26), (610, 66, 0.36), (760, 50, 0.28), (880, 60, 0.36)]
    border = group(_tumpal(art, style, 190, 846, 830), clip_path=art.clip(path(d, "#000")))
    rod = rect(120, 196, 960, 34, art.log("#8a5a34", 0.4), 17, filter=art.grain(0.01, 0.2, "#3a2010", 0.3))
    return (
        art.cast(d, 34, 24, 20, 0.34)
        + stroke("M300,206 L600,60 L900,206", "#b58a5a", 6)
        + ellipse(600, 58, 13, 13, art.ball("#8f8a80"))
        + rod
        + ellipse(120, 213, 26, 26, art.ball("#6f4327"))
        + ellipse(1080, 213, 26, 26, art.ball("#6f4327"))
        + batik(art, style, motif, d, 1.0)
        + border
        + weft(art, d)
        + folds(art, d, marks, 220, 1030)
        + group(
            rect(
                200,
                226,
                800,
                46,
                art.linear((0, "#fff8e8", 0.4), (0.4, "#fff8e8", 0.05), (1, SHADE, 0.3), along=DOWN),
            ),
            rect(200, 226, 800, 820, art.linear((0, "#fff8e8", 0.16), (0.6, "#fff8e8", 0), (1, SHADE, 0.26))),
            clip_path=art.clip(path(d, "#000")),
        )
        + path(d, "none", stroke=darker(style.main, 0.3), stroke_width=3, opacity=0.5)
    )


def folded(art: Art, style: Style, motif: str) -> str:
    """A pile of three folded lengths, a paper band round the upper one."""
    out = art.shadow(580, 968, 430, 36)
    out += _fold(art, Style(style.second, style.main), "truntum", 186, 990, 740, 104, 250)
    out += _fold(
        art, Style(darker(style.main, 0.3), lighter(style.second, 0.1)), "kawung", 150, 890, 770, 110, 280
    )
    out += _fold(art, style, motif, 168, 784, 760, 124, 330)
    wrap, front = "M420,660 L540,330 H760 L640,660Z", "M420,660 H640 V784 H420Z"
    out += (
        art.cast(wrap, 8, 6, 6, 0.3)
        + path(wrap, art.plane("#fbf0d8", 0.1))
        + path(front, art.linear((0, "#f4e6c8"), (1, "#b59a68"), along=DOWN))
    )
    out += stroke(
        "M436,650 L552,336 M624,650 L742,336 M436,660 V780 M624,660 V780", darker(style.second, 0.2), 5
    )
    return out + group(
        lettering(style, 0, 0, 170, 190), transform="translate(592 500) skewX(-20) scale(1.05 .95)"
    )


def _fold(art: Art, style: Style, motif: str, x: float, base: float, w: float, h: float, depth: float) -> str:
    """One folded length: its upper face running away and the rounded edges of its layers in front."""
    lean = depth * 0.36
    top = f"M{x},{base - h} L{x + lean},{base - h - depth} H{x + w + lean} L{x + w},{base - h}Z"
    side = f"M{x + w},{base - h} L{x + w + lean},{base - h - depth} V{base - depth} L{x + w},{base}Z"
    each = h / 4
    out = batik(art, style, motif, side, 0.7, 0, f"translate({x + w} {base}) skewY(-60) scale(.36 1)")
    out += path(side, darker(style.main, 0.55), opacity=0.62)
    out += stroke(
        "".join(f"M{x + w},{base - each * i} l{lean},{-depth} " for i in range(1, 4)), SHADE, 4, opacity=0.5
    )
    out += batik(
        art, style, motif, top, 0.95, 0, f"translate({x} {base - h}) skewX(-20) scale(1 .66)"
    ) + weft(art, top)
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
        + weft(art, full)
        + group(
            folds(art, full, marks, -60, 1260),
            transform="rotate(-12 600 600) scale(1.2) translate(-100 -100)",
        )
        + path(
            full,
            art.radial(
                (0, "#fff8e8", 0.3), (0.5, "#fff8e8", 0), (1, SHADE, 0.42), at=(0.26, 0.2), reach=1.05
            ),
        )
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


def _piece(draw: str, motif: str, dyes: tuple[tuple[Color, Color], ...], title: str) -> Kind:
    how = {"folded": folded, "hanging": hanging}
    other = "hanging" if draw == "folded" else "folded"
    return Kind(
        "batik",
        partial(how[draw], motif=motif),
        dyes,
        title,
        scale=1.08 if draw == "folded" else 1.0,
        detail=partial(cloth_close, motif=motif),
        other=partial(how[other], motif=motif),
    )


KINDS: dict[str, Kind] = {
    "batik_tembakau": _piece("folded", "tembakau", _LEAFY, "Tembakau"),
    "batik_kopi": _piece(
        "folded", "kopi", (("#5a2f1a", "#8fa05a"), ("#f1e2c2", "#6f8a4a"), ("#6a1f2a", "#c9a25a")), "Kopi"
    ),
    "batik_kakao": _piece(
        "folded", "kakao", (("#4a2a1f", "#8f9a4a"), ("#f1e2c2", "#7a8a3f"), ("#23386b", "#8fae8a")), "Kakao"
    ),
    "batik_kawung": _piece("hanging", "kawung", _DYES, "Kawung"),
    "batik_parang": _piece("hanging", "parang", _DYES, "Parang"),
    "batik_tembakau_gantung": _piece("hanging", "tembakau", _LEAFY, "Tembakau"),
    "batik_truntum": _piece("hanging", "truntum", _DYES, "Truntum"),
}
