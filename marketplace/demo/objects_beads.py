"""Strings of wooden beads: to pray with and to wear."""

from __future__ import annotations

from marketplace.demo.kinds import Kind
from marketplace.demo.morsels import place
from marketplace.demo.motifs import Dyes, motif_fill
from marketplace.demo.parts import (
    Style,
)
from marketplace.demo.svg import (
    SHADE,
    Art,
    Color,
    darker,
    ellipse,
    group,
    lighter,
    polar,
    rect,
    stroke,
)


def _bead(art: Art, x: float, y: float, r: float, color: Color) -> str:
    return (
        ellipse(x + r * 0.3, y + r * 0.45, r * 1.05, r, SHADE, opacity=0.34)
        + ellipse(x, y, r, r, art.ball(color, 0.6))
        + ellipse(x - r * 0.34, y - r * 0.4, r * 0.22, r * 0.15, "#ffffff", opacity=0.75)
    )


def _tassel(art: Art, x: float, y: float, color: Color, length: float = 190, turn: float = 0) -> str:
    threads = "".join(f"M{i * 4},26 q{i * 2.4},{length * 0.5} {i * 4.4},{length} " for i in range(-7, 8))
    body = (
        stroke(threads, SHADE, 6, opacity=0.3, transform="translate(9 12)")
        + stroke(threads, color, 5)
        + stroke(threads, lighter(color, 0.4), 1.6, opacity=0.7)
        + rect(-20, -8, 40, 40, art.drum(darker(color, 0.1)), 10)
        + rect(-22, 26, 44, 10, "#e3b565", 4)
    )
    return place(body, x, y, turn)


def _string_of(
    art: Art, points: list[tuple[float, float]], r: float, colors: tuple[Color, ...], thread: Color
) -> str:
    """Beads along a curve; every eleventh is larger and of the last colour."""
    out = stroke("M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points), thread, 5)
    for i, (x, y) in enumerate(points):
        big = i % 11 == 0
        out += _bead(
            art, x, y, r * 1.3 if big else r, colors[-1] if big else colors[i % max(len(colors) - 1, 1)]
        )
    return out


def _loop(
    cx: float, cy: float, rx: float, ry: float, count: int, turn: float = -90, wave: float = 0
) -> list[tuple[float, float]]:
    points = []
    for i in range(count):
        a = turn + i * 360 / count
        x, y = polar(0, 0, 1 + wave * ((i * 5) % 7 - 3) / 30, a)
        points.append((cx + x * rx, cy + y * ry))
    return points


def tasbih(art: Art, style: Style) -> str:
    """A string of 33 beads in a loose loop, with its tassel."""
    points = _loop(600, 520, 330, 300, 33, 90)
    tail = [(600 + i * 14, 846 + i * 38) for i in range(3)]
    return (
        _string_of(art, points, 33, (style.main, style.second), "#5a3a22")
        + "".join(_bead(art, x, y, 25, style.second) for x, y in tail)
        + _tassel(art, 650, 970, "#a3332a", 150, -14)
    )


def bracelet(art: Art, style: Style) -> str:
    """Three bracelets of wooden beads, one over the other."""
    out = ""
    for cx, cy, rx, ry, r, colors in (
        (450, 430, 230, 200, 34, (style.main, lighter(style.main, 0.3), style.second)),
        (770, 560, 240, 215, 30, (style.second, darker(style.main, 0.2), "#e3b565")),
        (480, 800, 235, 190, 38, ("#c9925a", style.main, darker(style.second, 0.2))),
    ):
        count = int(6.28 * (rx + ry) / 2 / (r * 2.04))
        out += _string_of(art, _loop(cx, cy, rx, ry, count), r, colors, "#5a3a22")
    return out


def _carved_field(art: Art, style: Style) -> str:
    """A small kawung for carved fields."""
    return rect(
        -130,
        -160,
        260,
        320,
        motif_fill(
            art, "kawung", Dyes(darker(style.main, 0.55), lighter(style.main, 0.25), style.second), 0.62
        ),
        opacity=0.9,
    )


def necklace(art: Art, style: Style) -> str:
    """A necklace hanging in a curve with a carved pendant."""
    points = [(190 + i * 820 / 34, 250 + 560 * (1 - ((i - 17) / 17) ** 2) ** 0.72) for i in range(35)]
    carved = (
        ellipse(8, 20, 120, 150, SHADE, opacity=0.4, filter=art.blur(8))
        + ellipse(0, 0, 116, 146, art.ball(style.main, 0.5))
        + ellipse(0, 0, 96, 124, "none", stroke=darker(style.main, 0.4), stroke_width=6)
        + group(_carved_field(art, style), clip_path=art.clip(ellipse(0, 0, 88, 116, "#000")))
        + ellipse(0, -126, 22, 22, art.ball("#d9b45a"))
    )
    return _string_of(
        art, points, 24, (style.main, lighter(style.second, 0.2), style.second), "#5a3a22"
    ) + place(carved, 600, 960, 0)


_BEADS: tuple[tuple[Color, Color], ...] = (
    ("#8a4f2a", "#e3b565"),
    ("#4a2a1a", "#c9a25a"),
    ("#c98a4a", "#6a2f1f"),
    ("#a86a3a", "#2f5f5a"),
)


KINDS: dict[str, Kind] = {
    "tasbih": Kind("manik", tasbih, _BEADS, "", (600, 820), 1.8, 1.0),
    "gelang": Kind("manik", bracelet, _BEADS, "", (480, 800), 1.9, 1.1),
    "kalung": Kind("manik", necklace, _BEADS, "", (600, 900), 1.9, 0.95),
}
