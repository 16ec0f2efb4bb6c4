"""What goods stand on and in front of: a batik wall with a table, a room, a yard, or cloth laid flat."""

from __future__ import annotations

from marketplace.demo.motifs import Dyes, motif_fill
from marketplace.demo.palettes import Look
from marketplace.demo.svg import (
    DOWN,
    SIZE,
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

EDGE = {"table": 822, "room": 900, "yard": 800}


LIFT = 120
"""How much higher the table is behind low goods."""


def ground(art: Art, look: Look, low: bool = False) -> str:
    """The whole square behind the goods."""
    if look.floor == "flat":
        return _flat(art, look)
    draw = {"table": _table, "room": _room, "yard": _yard}[look.floor]
    return draw(art, look, EDGE[look.floor] - (LIFT if low else 0))


def _cover(fill: str, height: float = SIZE, opacity: float = 1) -> str:
    return rect(0, 0, SIZE, height, fill, opacity=opacity)


def _wall(art: Art, look: Look, height: float, scale: float, strength: float) -> str:
    """Dyed cloth behind the goods, slightly out of focus, lit from the top left."""
    dyes = Dyes(look.line, mix(look.wall, look.line, 0.22), mix(look.wall, look.accent, 0.7))
    light = art.radial(
        (0, "#fff3d6", 0.62), (0.5, "#fff3d6", 0.12), (1, "#2a120c", 0.3), at=(0.26, 0.16), reach=1.05
    )
    turn = art.rng.choice((0, 0, 90)) if look.motif in ("kawung", "ceplok", "truntum") else 0
    return (
        _cover(look.wall, height)
        + _cover(
            motif_fill(art, look.motif, dyes, scale, turn),
            height,
            opacity=strength,
        )
        + _cover(light, height)
    )


def _table(art: Art, look: Look, edge: float) -> str:
    top = art.linear(
        (0, darker(look.surface, 0.1)),
        (0.25, lighter(look.surface, 0.16)),
        (1, darker(look.surface, 0.12)),
        along=DOWN,
    )
    boards = "".join(
        stroke(
            f"M{600 + (x - 600) * 0.8:.0f},{edge} L{600 + (x - 600) * 1.5:.0f},{SIZE}",
            darker(look.surface, 0.42),
            3,
            opacity=0.4,
        )
        for x in (-60, 230, 500, 790, 1040, 1310)
    )
    return (
        _wall(art, look, edge + 4, 1.15, 0.85)
        + rect(0, edge - 46, SIZE, 50, art.linear((0, "#2a120c", 0), (1, "#2a120c", 0.34), along=DOWN))
        + rect(
            0, edge, SIZE, SIZE - edge, top, filter=art.grain(0.004, 0.09, darker(look.surface, 0.35), 0.4)
        )
        + boards
        + rect(0, edge, SIZE, 5, lighter(look.surface, 0.45), opacity=0.8)
        + _cover(_light_pool(art))
    )


def _light_pool(art: Art) -> str:
    return art.radial(
        (0, "#fff6e0", 0.2), (0.55, "#fff6e0", 0), (1, "#1c0a06", 0.32), at=(0.34, 0.4), reach=0.95
    )


def _room(art: Art, look: Look, edge: float) -> str:
    floor = art.linear(
        (0, darker(look.surface, 0.2)), (0.3, look.surface), (1, darker(look.surface, 0.15)), along=DOWN
    )
    planks = "".join(
        stroke(
            f"M{600 + x * 0.9:.0f},{edge} L{600 + x * 1.7:.0f},{SIZE}",
            darker(look.surface, 0.45),
            2.5,
            opacity=0.45,
        )
        for x in range(-720, 721, 120)
    )
    skirting = rect(
        0,
        edge - 40,
        SIZE,
        42,
        art.linear((0, lighter(look.wall, 0.6)), (1, darker(look.wall, 0.08)), along=DOWN),
    )
    beam = path("M-40,140 L520,-20 L980,-20 L120,900 L-40,900Z", "#fff6dc", opacity=0.2, filter=art.blur(30))
    return (
        _wall(art, look, edge, 1.0, 0.6)
        + beam
        + skirting
        + rect(
            0, edge, SIZE, SIZE - edge, floor, filter=art.grain(0.006, 0.12, darker(look.surface, 0.4), 0.4)
        )
        + planks
        + rect(0, edge, SIZE, 26, art.linear((0, "#1c0a06", 0.34), (1, "#1c0a06", 0), along=DOWN))
        + _mat(art, 620, 1046, look)
        + _cover(_light_pool(art))
    )


def _mat(art: Art, cx: float, cy: float, look: Look) -> str:
    """A round woven mat that gives furniture a place to stand."""
    straw = lighter(mix("#d8b57a", look.accent, 0.12), 0.1)
    rings = "".join(
        ellipse(
            cx,
            cy,
            r,
            r * 0.24,
            "none",
            stroke=darker(straw, 0.3),
            stroke_width=3,
            opacity=0.4,
            stroke_dasharray="14 9",
        )
        for r in range(90, 520, 44)
    )
    return (
        ellipse(cx + 8, cy + 14, 540, 128, "#1c0a06", opacity=0.28, filter=art.blur(10))
        + ellipse(cx, cy, 540, 126, art.plane(straw, 0.25))
        + ellipse(cx, cy, 508, 116, "none", stroke=look.accent, stroke_width=10, opacity=0.55)
        + rings
    )


def _yard(art: Art, look: Look, edge: float) -> str:
    sand = art.linear(
        (0, darker(look.surface, 0.18)), (0.4, look.surface), (1, darker(look.surface, 0.2)), along=DOWN
    )
    pebbles = "".join(
        _pebble(art, art.rng.uniform(0, SIZE), art.rng.uniform(edge + 30, SIZE - 10), look.surface)
        for _ in range(26)
    )
    return (
        _wall(art, look, edge + 4, 1.1, 0.75)
        + rect(0, edge - 60, SIZE, 64, art.linear((0, "#2a120c", 0), (1, "#2a120c", 0.36), along=DOWN))
        + rect(
            0,
            edge,
            SIZE,
            SIZE - edge,
            sand,
            filter=art.grain(0.05, 0.12, darker(look.surface, 0.42), 0.45, 4),
        )
        + pebbles
        + _cover(_light_pool(art))
    )


def _pebble(art: Art, x: float, y: float, color: Color) -> str:
    size = art.rng.uniform(5, 13) * (0.5 + (y - 700) / 500)
    tint = mix(color, art.rng.choice(("#7a5a40", "#8f8a80", "#b5774c")), 0.5)
    return group(
        ellipse(x + size * 0.4, y + size * 0.35, size, size * 0.5, "#2a120c", opacity=0.3),
        ellipse(x, y, size, size * 0.6, art.plane(tint, 0.3)),
    )


def _flat(art: Art, look: Look) -> str:
    """Cloth laid flat, seen from above, with a soft fold or two."""
    dyes = Dyes(look.line, mix(look.wall, look.line, 0.3), mix(look.wall, look.accent, 0.75))
    fold = art.rng.randrange(-90, 90)
    folds = "".join(
        path(
            f"M{x + fold},-50 C{x + 90 + fold},400 {x - 120 + fold},760 {x + 40 + fold},1260 l{w},0 "
            f"C{x + w - 110 + fold},760 {x + w + 100 + fold},400 {x + w + fold},-50Z",
            color,
            opacity=strength,
            filter=art.blur(34),
        )
        for x, w, color, strength in (
            (120, 70, "#1c0a06", 0.2),
            (215, 60, "#fff2d0", 0.16),
            (900, 90, "#1c0a06", 0.18),
            (1010, 60, "#fff2d0", 0.14),
        )
    )
    light = art.radial(
        (0, "#fff3d6", 0.42), (0.5, "#fff3d6", 0.04), (1, "#1c0a06", 0.46), at=(0.28, 0.2), reach=1.1
    )
    return (
        _cover(look.wall)
        + _cover(motif_fill(art, look.motif, dyes, 0.95, 12), opacity=0.8)
        + folds
        + _cover(light)
    )
