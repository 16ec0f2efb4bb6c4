"""Batik motifs as repeating patterns, used for grounds, bands and the cloth itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from marketplace.demo.svg import (
    Art,
    Color,
    ellipse,
    group,
    path,
    polar,
    polygon,
    rect,
    stroke,
)


@dataclass(frozen=True)
class Dyes:
    """What a motif is drawn with: outlines, bodies, and the small lively parts."""

    line: Color
    body: Color
    accent: Color


def _spin(content: str, x: float, y: float, degrees: float, scale: float = 1) -> str:
    return group(content, transform=f"translate({x:.1f} {y:.1f}) rotate({degrees}) scale({scale})")


def _dots(points: list[tuple[float, float]], size: float, color: Color) -> str:
    return "".join(ellipse(x, y, size, size, color) for x, y in points)


def _kawung(dyes: Dyes) -> tuple[float, float, str]:
    petal = (
        ellipse(0, 0, 34, 18.5, dyes.body, stroke=dyes.line, stroke_width=3)
        + ellipse(0, 0, 22, 8, "none", stroke=dyes.line, stroke_width=2)
        + _dots([(-9, 0), (9, 0)], 3.2, dyes.accent)
    )
    parts = [_spin(petal, x, y, d) for x, y, d in ((30, 30, 45), (90, 30, -45), (30, 90, -45), (90, 90, 45))]
    for x, y in ((0, 0), (120, 0), (0, 120), (120, 120), (60, 60)):
        parts.append(_spin(rect(-6, -6, 12, 12, dyes.accent, 2), x, y, 45))
    for x, y in ((60, 0), (60, 120), (0, 60), (120, 60)):
        parts.append(_spin(rect(-3.5, -3.5, 7, 7, dyes.line, 1), x, y, 45))
    return 120, 120, "".join(parts)


def _parang(dyes: Dyes) -> tuple[float, float, str]:
    blade = "M4,150 C6,108 50,118 54,84 C57,58 34,52 40,30 C44,14 62,10 78,0 C80,34 94,46 90,80 C86,112 58,112 52,150 Z"
    vein = "M28,148 C32,116 70,120 72,82 C73,56 56,48 62,26"
    parts = []
    for shift in (-124, -62, 0, 62):
        move = f"translate({shift} 24)"
        parts.append(path(blade, dyes.body, stroke=dyes.line, stroke_width=3.4, transform=move))
        parts.append(stroke(vein, dyes.line, 2.4, transform=move))
        parts.append(group(_dots([(46, 22), (80, 62), (20, 132)], 4.6, dyes.accent), transform=move))
    parts.append(rect(0, 0, 62, 24, dyes.body))
    parts.append(stroke("M-4,2 H70 M-4,22 H70", dyes.line, 2.6))
    parts.append(polygon([(12, 12), (31, 3), (50, 12), (31, 21)], dyes.accent))
    return 62, 174, "".join(parts)


def _truntum(dyes: Dyes) -> tuple[float, float, str]:
    star = "".join(
        _spin(
            path("M0,-5 C6,-16 4,-26 0,-32 C-4,-26 -6,-16 0,-5Z", dyes.body if i % 2 else dyes.line),
            0,
            0,
            i * 45,
            1 if i % 2 == 0 else 0.8,
        )
        for i in range(8)
    ) + ellipse(0, 0, 6, 6, dyes.accent)
    parts = [_spin(star, x, y, 0) for x, y in ((0, 0), (110, 0), (0, 110), (110, 110), (55, 55))]
    for x, y in ((55, 0), (55, 110), (0, 55), (110, 55)):
        ring = [polar(x, y, 11, d) for d in range(0, 360, 90)]
        parts.append(_dots([*ring, (x, y)], 3, dyes.accent))
    return 110, 110, "".join(parts)


def _ceplok(dyes: Dyes) -> tuple[float, float, str]:
    petals = "".join(
        _spin(
            path(
                "M0,-14 C16,-24 15,-42 0,-54 C-15,-42 -16,-24 0,-14Z",
                dyes.body,
                stroke=dyes.line,
                stroke_width=2.6,
            )
            + stroke("M0,-22 V-42", dyes.line, 2),
            80,
            80,
            i * 45,
            1 if i % 2 == 0 else 0.84,
        )
        for i in range(8)
    )
    parts = [
        ellipse(80, 80, 72, 72, "none", stroke=dyes.line, stroke_width=3),
        ellipse(80, 80, 64, 64, "none", stroke=dyes.line, stroke_width=1.6, stroke_dasharray="3 7"),
        petals,
        ellipse(80, 80, 11, 11, dyes.accent, stroke=dyes.line, stroke_width=2.4),
    ]
    for x, y in ((0, 0), (160, 0), (0, 160), (160, 160)):
        parts.append(ellipse(x, y, 30, 30, dyes.body, stroke=dyes.line, stroke_width=2.6))
        parts.append(ellipse(x, y, 14, 14, dyes.accent))
    return 160, 160, "".join(parts)


def _tambal(dyes: Dyes) -> tuple[float, float, str]:
    """Patchwork: each triangle has an old pattern of its own."""
    corners = [
        ((0, 0), (200, 0), (0, 200)),
        ((200, 0), (200, 200), (0, 200)),
        ((200, 0), (400, 0), (400, 200)),
        ((200, 0), (400, 200), (200, 200)),
        ((0, 200), (200, 200), (200, 400)),
        ((0, 200), (200, 400), (0, 400)),
        ((200, 200), (400, 200), (200, 400)),
        ((400, 200), (400, 400), (200, 400)),
    ]
    parts = []
    for i, corner in enumerate(corners):
        tint = (0.0, 0.5, 0.2, 0.75, 0.6, 0.1, 0.85, 0.35)[i]
        parts.append(polygon(corner, dyes.body if i % 2 else dyes.accent, opacity=0.15 + tint * 0.5))
        cx, cy = (sum(p[k] for p in corner) / 3 for k in (0, 1))
        if i % 4 == 0:
            parts.extend(
                ellipse(cx, cy, r, r, "none", stroke=dyes.line, stroke_width=3) for r in (46, 32, 18)
            )
        elif i % 4 == 1:
            parts.extend(_spin(ellipse(0, -26, 9, 22, dyes.line), cx, cy, d) for d in range(0, 360, 60))
        elif i % 4 == 2:
            parts.append(
                _dots([(cx + a * 22, cy + b * 22) for a in (-1, 0, 1) for b in (-1, 0, 1)], 6, dyes.line)
            )
        else:
            parts.extend(
                stroke(f"M{cx - 40},{cy + k} q20,-22 40,0 t40,0", dyes.line, 4) for k in (-24, 0, 24)
            )
        parts.append(polygon(corner, "none", stroke=dyes.line, stroke_width=3))
    return 400, 400, "".join(parts)


def _mendung(dyes: Dyes) -> tuple[float, float, str]:
    """Clouds in layers, each a shade apart."""
    outline = "M0,92 C-4,56 34,44 52,58 C54,20 104,10 122,40 C142,14 188,24 190,58 C214,44 250,62 244,92 C214,82 196,96 186,112 C160,92 136,100 122,118 C104,94 78,96 62,112 C48,92 26,84 0,92Z"
    cloud = ""
    for k, (scale, dye) in enumerate(
        ((1, dyes.body), (0.78, dyes.accent), (0.56, dyes.body), (0.34, dyes.accent))
    ):
        cloud += path(
            outline,
            dye,
            stroke=dyes.line,
            stroke_width=3 / scale,
            transform=f"translate({122 * (1 - scale):.1f} {78 * (1 - scale):.1f}) scale({scale})",
            opacity=0.55 + 0.1 * k,
        )
    parts = [group(cloud, transform=f"translate({x} {y})") for x, y in ((30, 0), (-130, 130), (190, 130))]
    return 320, 260, "".join(parts)


def tobacco_leaf(dyes: Dyes, length: float = 110) -> str:
    """A leaf pointing up from the origin, with its ribs."""
    k = length / 110
    ribs = "".join(
        f"M0,{-y * k:.0f} C{s * 12 * k:.0f},{(-y - 8) * k:.0f} {s * 22 * k:.0f},{(-y - 10) * k:.0f} {s * w * k:.0f},{(-y - 22) * k:.0f}"
        for y, w in ((20, 25), (38, 27), (56, 22), (74, 13))
        for s in (-1, 1)
    )
    body = f"M0,0 C{-40 * k:.0f},{-18 * k:.0f} {-42 * k:.0f},{-70 * k:.0f} 0,{-110 * k:.0f} C{42 * k:.0f},{-70 * k:.0f} {40 * k:.0f},{-18 * k:.0f} 0,0Z"
    return (
        path(body, dyes.body, stroke=dyes.line, stroke_width=3)
        + stroke(f"M0,{14 * k:.0f} V{-100 * k:.0f}", dyes.line, 3.4)
        + stroke(ribs, dyes.line, 2)
    )


def _tembakau(dyes: Dyes) -> tuple[float, float, str]:
    parts = [
        _spin(tobacco_leaf(dyes, 120), 80, 150, -24),
        _spin(tobacco_leaf(dyes, 104), 92, 152, 36),
        _spin(tobacco_leaf(dyes, 120), 210, 300, 24),
        _spin(tobacco_leaf(dyes, 104), 196, 302, -38),
        _spin(tobacco_leaf(dyes, 84), 236, 92, 168),
        _spin(tobacco_leaf(dyes, 84), 44, 212, 192),
    ]
    for x, y in ((190, 120), (60, 264), (270, 210), (20, 40)):
        flower = [polar(x, y, 13, d) for d in range(0, 360, 72)]
        parts += [_dots(flower, 7, dyes.accent), ellipse(x, y, 5, 5, dyes.line)]
    parts.append(
        _dots(
            [(140, 40), (158, 52), (176, 44), (130, 216), (146, 226), (160, 214), (28, 300), (260, 20)],
            3.6,
            dyes.line,
        )
    )
    return 288, 276, "".join(parts)


def _kopi(dyes: Dyes) -> tuple[float, float, str]:
    leaf = path(
        "M0,0 C-26,-22 -24,-62 0,-86 C24,-62 26,-22 0,0Z", dyes.body, stroke=dyes.line, stroke_width=2.8
    ) + stroke("M0,0 V-72 M0,-24 l-12,-12 M0,-24 l12,-12 M0,-44 l-10,-10 M0,-44 l10,-10", dyes.line, 2)
    cherry = ellipse(0, 0, 13, 14, dyes.accent, stroke=dyes.line, stroke_width=2.4) + ellipse(
        -4, -5, 3.4, 3.4, "#fff6e0", opacity=0.7
    )
    sprig = stroke("M-10,150 C10,100 -12,60 4,0", dyes.line, 4.4)
    for y, d in ((136, 62), (124, -60), (88, 56), (76, -58), (36, 48), (28, -50), (6, 4)):
        sprig += _spin(leaf, 0, y, d, 0.9)
    for x, y in ((-14, 112), (13, 104), (1, 94), (-15, 62), (12, 56), (-2, 48)):
        sprig += group(cherry, transform=f"translate({x} {y})")
    parts = [
        _spin(sprig, 76, 40, -14),
        _spin(sprig, 206, 172, 160),
        _spin(leaf, 196, 60, 150),
        _spin(leaf, 66, 230, -30),
    ]
    parts.append(
        _dots(
            [
                (136, 24),
                (150, 40),
                (136, 56),
                (18, 196),
                (32, 212),
                (18, 228),
                (238, 240),
                (250, 20),
                (120, 230),
            ],
            4,
            dyes.accent,
        )
    )
    return 262, 270, "".join(parts)


def _kakao(dyes: Dyes) -> tuple[float, float, str]:
    pod = (
        path(
            "M0,-66 C34,-52 38,22 0,64 C-38,22 -34,-52 0,-66Z", dyes.accent, stroke=dyes.line, stroke_width=3
        )
        + stroke("M0,-60 V56 M-11,-54 C-24,-20 -22,24 -6,50 M11,-54 C24,-20 22,24 6,50", dyes.line, 2.2)
        + stroke("M0,-66 q4,-18 16,-24", dyes.line, 4)
    )
    leaf = path(
        "M0,0 C-30,-34 -22,-92 6,-120 C30,-86 30,-34 0,0Z", dyes.body, stroke=dyes.line, stroke_width=2.8
    ) + stroke(
        "M0,0 C4,-40 2,-80 5,-108 M2,-34 l-14,-14 M2,-34 l15,-12 M3,-62 l-14,-14 M3,-62 l14,-12", dyes.line, 2
    )
    parts = [
        _spin(leaf, 96, 88, -70),
        _spin(leaf, 84, 84, 62),
        _spin(pod, 90, 110, 14),
        _spin(leaf, 140, 300, 130),
        _spin(leaf, 300, 130, 200),
        _spin(leaf, 240, 232, 76),
        _spin(leaf, 228, 226, -58),
        _spin(pod, 236, 254, -14),
    ]
    for x, y in ((232, 60), (70, 262)):
        parts += [
            _dots([polar(x, y, 22, d) for d in range(0, 360, 45)], 5, dyes.body),
            _spin(ellipse(0, 0, 8, 12, dyes.accent), x, y, 30),
        ]
    return 290, 310, "".join(parts)


def _grinsing(dyes: Dyes) -> tuple[float, float, str]:
    def scale(x: float, y: float) -> str:
        half = f"M{x - 36},{y} a36,40 0 0 1 72,0"
        return (
            path(half + "Z", dyes.body, stroke=dyes.line, stroke_width=3)
            + stroke(f"M{x - 23},{y} a23,26 0 0 1 46,0", dyes.line, 2)
            + ellipse(x, y - 10, 5, 6, dyes.accent)
        )

    rows = [(36.0, 30.0), (0.0, 58.0), (72.0, 58.0), (36.0, 86.0)]
    return 72, 56, "".join(scale(x, y) for x, y in rows)


_MOTIFS: dict[str, Callable[[Dyes], tuple[float, float, str]]] = {
    "kawung": _kawung,
    "parang": _parang,
    "truntum": _truntum,
    "ceplok": _ceplok,
    "tambal": _tambal,
    "mendung": _mendung,
    "tembakau": _tembakau,
    "kopi": _kopi,
    "kakao": _kakao,
    "grinsing": _grinsing,
}
_LOOSE = ("mendung", "tembakau", "kopi", "kakao")  # parts reach over the edge of their tile


def motif_fill(art: Art, name: str, dyes: Dyes, scale: float = 1, degrees: float = 0, bend: str = "") -> str:
    """A fill repeating the motif. The parang always runs aslant, as it must. `bend` transforms the whole."""
    w, h, content = _MOTIFS[name](dyes)
    if name in _LOOSE:
        content = "".join(
            group(content, transform=f"translate({x:g} {y:g})") for x in (-w, 0, w) for y in (-h, 0, h)
        )
    turn = degrees + (45 if name == "parang" else 0)
    return art.pattern(w, h, content, f"{bend} rotate({turn:g}) scale({scale:g})".strip())


def isen(art: Art, color: Color, step: float = 22, bend: str = "") -> str:
    """The fine dots that fill the ground of hand-drawn batik."""
    half = step / 2
    dots = _dots([(half / 2, half / 2), (half * 1.5, half * 1.5)], step * 0.09, color)
    return art.pattern(step, step, dots, bend)
