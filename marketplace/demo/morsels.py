"""Small pieces drawn many times: chips, beans, pods, pastries; and how they are heaped."""

from __future__ import annotations

from collections.abc import Callable

from marketplace.demo.svg import (
    Art,
    Color,
    darker,
    ellipse,
    group,
    lighter,
    path,
    polar,
    rect,
    smooth,
    stroke,
)

Piece = Callable[[Art, float], str]


def place(content: str, x: float, y: float, degrees: float = 0, scale: float = 1) -> str:
    return group(content, transform=f"translate({x:.1f} {y:.1f}) rotate({degrees:.0f}) scale({scale:.3f})")


def heap(
    art: Art, piece: Piece, size: float, box: tuple[float, float, float, float], count: int, dome: float = 0
) -> str:
    """Pieces strewn over a box, back to front; `dome` raises the middle into a mound."""
    x0, y0, x1, y1 = box
    spots = []
    for i in range(count):
        u = (i * 0.618034 + art.rng.uniform(-0.06, 0.06)) % 1
        v = (i + art.rng.random()) / count
        lift = dome * (1 - (2 * u - 1) ** 2) * (1 - v)
        spots.append((x0 + u * (x1 - x0), y0 + v * (y1 - y0) - lift, v))
    spots.sort(key=lambda spot: spot[1])
    shades = [piece(art, size) for _ in range(7)]
    out = []
    for i, (x, y, _) in enumerate(spots):
        turn, scale = art.rng.uniform(0, 360), art.rng.uniform(0.86, 1.12)
        out.append(ellipse(x + size * 0.12, y + size * 0.16, size * 0.9, size * 0.62, "#2a120c", opacity=0.2))
        out.append(place(shades[i % 7], x, y, turn, scale))
    return "".join(out)


def _wavy(art: Art, size: float, wobble: float, squash: float = 0.82, points: int = 9) -> str:
    return smooth(
        [
            polar(0, 0, size * art.rng.uniform(1 - wobble, 1 + wobble), i * 360 / points, squash)
            for i in range(points)
        ]
    )


def banana_chip(art: Art, size: float) -> str:
    color = art.rng.choice(("#f0c24a", "#eab63c", "#f3cc62"))
    d = _wavy(art, size, 0.05, 0.72)
    seeds = "".join(
        ellipse(*polar(0, 0, size * 0.2, a, 0.72), size * 0.05, size * 0.035, "#8a5a1c", opacity=0.7)
        for a in (20, 140, 260)
    )
    return (
        path(d, darker(color, 0.3), transform=f"translate(1 {size * 0.09:.1f})")
        + path(d, art.radial((0, lighter(color, 0.5)), (0.6, color), (1, darker(color, 0.22))))
        + ellipse(
            0,
            0,
            size * 0.5,
            size * 0.34,
            "none",
            stroke=darker(color, 0.2),
            stroke_width=size * 0.03,
            opacity=0.5,
        )
        + seeds
    )


def cassava_chip(art: Art, size: float) -> str:
    color = art.rng.choice(("#f3dc9c", "#eccd82", "#f7e5b3"))
    d = _wavy(art, size, 0.13, 0.7, 11)
    freckles = "".join(
        ellipse(
            *polar(0, 0, size * art.rng.uniform(0.3, 0.8), art.rng.uniform(0, 360), 0.7),
            size * 0.045,
            size * 0.04,
            "#c77f2a",
            opacity=0.7,
        )
        for _ in range(7)
    )
    return (
        path(d, "#b98a3c", transform=f"translate(1 {size * 0.08:.1f})")
        + path(d, art.radial((0, "#fffaf0"), (0.55, color), (1, darker(color, 0.2))))
        + freckles
        + stroke(
            f"M{-size * 0.6:.1f},{size * 0.1:.1f} q{size * 0.6:.1f},{-size * 0.3:.1f} {size * 1.1:.1f},{-size * 0.05:.1f}",
            darker(color, 0.22),
            size * 0.05,
            opacity=0.5,
        )
    )


def taro_chip(art: Art, size: float) -> str:
    color = art.rng.choice(("#d9c3bd", "#cfb2b4", "#e3d2c8"))
    d = _wavy(art, size, 0.1, 0.72, 10)
    threads = "".join(
        stroke(
            f"M{x * size:.1f},{y * size:.1f} l{size * 0.16:.1f},{size * dy:.1f}",
            "#7a3f63",
            size * 0.045,
            opacity=0.75,
        )
        for x, y, dy in [
            (art.rng.uniform(-0.7, 0.5), art.rng.uniform(-0.45, 0.45), art.rng.uniform(-0.06, 0.06))
            for _ in range(11)
        ]
    )
    return (
        path(d, "#8a5f5a", transform=f"translate(1 {size * 0.09:.1f})")
        + path(d, art.radial((0, "#fff6ee"), (0.6, color), (1, darker(color, 0.2))))
        + threads
        + path(d, "none", stroke="#a3703c", stroke_width=size * 0.07, opacity=0.7)
    )


def tempe_chip(art: Art, size: float) -> str:
    color = art.rng.choice(("#cf8f3f", "#c27f34", "#d99c4c"))
    d = _wavy(art, size, 0.07, 0.74, 8)
    beans = "".join(
        ellipse(
            *polar(0, 0, size * art.rng.uniform(0.05, 0.72), a * 40, 0.72),
            size * 0.17,
            size * 0.12,
            art.rng.choice(("#f0d091", "#e8bf74", "#f6dfae")),
            transform=f"rotate({art.rng.randrange(360)})",
        )
        for a in range(9)
    )
    return (
        path(d, darker(color, 0.42), transform=f"translate(1 {size * 0.09:.1f})")
        + path(d, art.plane(color, 0.3))
        + beans
        + path(d, "none", stroke=lighter(color, 0.35), stroke_width=size * 0.05, opacity=0.6)
    )


def edamame_pod(art: Art, size: float) -> str:
    green = art.rng.choice(("#6fae3f", "#5f9f38", "#82bb4c"))
    d = smooth(
        [
            (-1.35 * size, 0.1 * size),
            (-0.9 * size, -0.36 * size),
            (-0.45 * size, -0.32 * size),
            (0, -0.42 * size),
            (0.45 * size, -0.34 * size),
            (0.9 * size, -0.36 * size),
            (1.4 * size, 0.05 * size),
            (0.9 * size, 0.38 * size),
            (0.45 * size, 0.34 * size),
            (0, 0.44 * size),
            (-0.5 * size, 0.34 * size),
            (-0.95 * size, 0.36 * size),
        ]
    )
    bumps = "".join(
        ellipse(x * size, -0.02 * size, 0.36 * size, 0.3 * size, art.ball(lighter(green, 0.14), 0.6))
        for x in (-0.72, 0.02, 0.74)
    )
    return (
        path(d, darker(green, 0.4), transform=f"translate(1 {size * 0.1:.1f})")
        + path(d, art.linear((0, lighter(green, 0.35)), (1, darker(green, 0.28))))
        + bumps
        + stroke(
            f"M{1.36 * size:.1f},{0.05 * size:.1f} q{0.2 * size:.1f},{-0.05 * size:.1f} {0.26 * size:.1f},{-0.22 * size:.1f}",
            "#7d6a34",
            size * 0.12,
        )
    )


def soybean(art: Art, size: float) -> str:
    color = art.rng.choice(("#a3bf4c", "#93ae3f", "#c2b95a"))
    return (
        ellipse(0, size * 0.08, size, size * 0.74, darker(color, 0.4))
        + ellipse(0, 0, size, size * 0.74, art.ball(color, 0.6))
        + stroke(
            f"M{-size * 0.4:.1f},{size * 0.1:.1f} q{size * 0.4:.1f},{size * 0.24:.1f} {size * 0.8:.1f},0",
            darker(color, 0.3),
            size * 0.08,
            opacity=0.6,
        )
    )


def coffee_bean(art: Art, size: float) -> str:
    color = art.rng.choice(("#5a3018", "#4a2612", "#6b3b1e"))
    return (
        ellipse(0, size * 0.08, size, size * 0.68, darker(color, 0.5))
        + ellipse(0, 0, size, size * 0.68, art.ball(color, 0.5))
        + stroke(
            f"M{-size * 0.84:.1f},{size * 0.04:.1f} C{-size * 0.3:.1f},{-size * 0.34:.1f} {size * 0.3:.1f},{size * 0.34:.1f} {size * 0.84:.1f},{-size * 0.04:.1f}",
            darker(color, 0.55),
            size * 0.13,
        )
        + stroke(
            f"M{-size * 0.7:.1f},{-size * 0.04:.1f} C{-size * 0.3:.1f},{-size * 0.4:.1f} {size * 0.2:.1f},{size * 0.2:.1f} {size * 0.7:.1f},{-size * 0.12:.1f}",
            lighter(color, 0.32),
            size * 0.05,
            opacity=0.6,
        )
    )


def cracker(art: Art, size: float) -> str:
    color = art.rng.choice(("#f3d9b5", "#efc9a4", "#f7e6cb", "#eeb9a0"))
    d = _wavy(art, size, 0.12, 0.8, 10)
    curls = "".join(
        stroke(
            f"M{polar(0, 0, size * 0.2, a)[0]:.1f},{polar(0, 0, size * 0.2, a)[1]:.1f} q{size * 0.2:.1f},{size * 0.14:.1f} {size * 0.44:.1f},0",
            darker(color, 0.22),
            size * 0.06,
            opacity=0.6,
            transform=f"rotate({a})",
        )
        for a in range(0, 360, 60)
    )
    return (
        path(d, darker(color, 0.35), transform=f"translate(1 {size * 0.1:.1f})")
        + path(d, art.radial((0, "#fffaf0"), (0.6, color), (1, darker(color, 0.22))))
        + curls
    )


def fish_ball(art: Art, size: float) -> str:
    color = art.rng.choice(("#e3d5c3", "#d9c8b3", "#ece0d0"))
    return ellipse(0, 0, size, size * 0.96, art.ball(color, 0.7)) + ellipse(
        -size * 0.35, -size * 0.4, size * 0.2, size * 0.12, "#ffffff", opacity=0.8
    )


def almond(art: Art, size: float) -> str:
    color = "#e9cf9f"
    d = f"M{-size},0 C{-size * 0.5},{-size * 0.6} {size * 0.5},{-size * 0.6} {size},0 C{size * 0.5},{size * 0.6} {-size * 0.5},{size * 0.6} {-size},0Z"
    return (
        path(d, darker(color, 0.35), transform="translate(1 3)")
        + path(d, art.plane(color, 0.4))
        + path(d, "none", stroke="#a06a35", stroke_width=size * 0.1, opacity=0.7)
    )


def chili(art: Art, size: float, color: Color = "#c3281f") -> str:
    d = f"M{-size},{-size * 0.18} C{-size * 0.2},{-size * 0.42} {size * 0.7},{-size * 0.2} {size * 1.3},{size * 0.42} C{size * 0.5},{size * 0.3} {-size * 0.4},{size * 0.34} {-size},{size * 0.18} Z"
    return (
        path(d, darker(color, 0.4), transform="translate(1 4)")
        + path(
            d,
            art.linear((0, lighter(color, 0.3)), (0.4, color), (1, darker(color, 0.36)), along=(0, 0, 0, 1)),
        )
        + stroke(
            f"M{-size * 0.8:.1f},{-size * 0.12:.1f} q{size * 0.8:.1f},{-size * 0.16:.1f} {size * 1.5:.1f},{size * 0.2:.1f}",
            "#ffe3d0",
            size * 0.07,
            opacity=0.7,
        )
        + stroke(
            f"M{-size:.1f},0 q{-size * 0.3:.1f},{-size * 0.02:.1f} {-size * 0.5:.1f},{-size * 0.2:.1f}",
            "#5c8a3a",
            size * 0.15,
        )
    )


def garlic(art: Art, size: float) -> str:
    d = f"M0,{-size * 1.1} C{size * 0.2},{-size * 0.6} {size},{-size * 0.5} {size * 0.9},{size * 0.3} C{size * 0.8},{size * 0.9} {-size * 0.8},{size * 0.9} {-size * 0.9},{size * 0.3} C{-size},{-size * 0.5} {-size * 0.2},{-size * 0.6} 0,{-size * 1.1}Z"
    return path(d, art.ball("#efe3d6", 0.7)) + stroke(
        f"M0,{-size} C{-size * 0.5},{-size * 0.3} {-size * 0.4},{size * 0.4} {-size * 0.2},{size * 0.7} M0,{-size} C{size * 0.4},{-size * 0.3} {size * 0.4},{size * 0.4} {size * 0.2},{size * 0.7}",
        "#b58fa0",
        size * 0.05,
        opacity=0.7,
    )


def frost(art: Art, box: tuple[float, float, float, float], count: int) -> str:
    """Ice crystals and a cold bloom."""
    x0, y0, x1, y1 = box
    out = []
    for _ in range(count):
        x, y, size = art.rng.uniform(x0, x1), art.rng.uniform(y0, y1), art.rng.uniform(5, 15)
        d = "".join(
            f"M{x:.1f},{y:.1f} L{px:.1f},{py:.1f}"
            for px, py in (polar(x, y, size, a) for a in range(0, 360, 60))
        )
        out.append(stroke(d, "#ffffff", 2.4, opacity=0.85))
    return "".join(out)


def ice_cube(art: Art, size: float) -> str:
    body = rect(
        -size,
        -size * 0.8,
        size * 2,
        size * 1.6,
        art.linear((0, "#ffffff", 0.95), (0.5, "#cfe8f3", 0.85), (1, "#8fbfd6", 0.85)),
        size * 0.35,
    )
    return (
        body
        + rect(-size * 0.62, -size * 0.5, size * 1.0, size * 0.7, "#ffffff", size * 0.2, opacity=0.55)
        + stroke(
            f"M{-size * 0.8:.1f},{-size * 0.5:.1f} q{size * 0.8:.1f},{-size * 0.3:.1f} {size * 1.5:.1f},0",
            "#ffffff",
            size * 0.08,
            opacity=0.9,
        )
    )


def shrimp(art: Art, x: float, y: float, size: float) -> str:
    pink = "#e58a62"
    body = (
        "M-110,40 C-130,-50 -40,-110 50,-80 C110,-60 120,10 80,50 C70,20 50,-10 10,-16 C-40,-22 -66,0 -66,44Z"
    )
    rings = "M-92,-30 q30,10 44,36 M-48,-76 q20,26 22,56 M10,-88 q6,30 -2,70 M62,-72 q-8,30 -28,66 M96,-26 q-22,14 -40,30"
    return place(
        stroke("M-110,30 C-170,0 -190,-60 -150,-120 M-104,20 C-190,40 -210,0 -220,-40", pink, 4)
        + path("M80,50 L120,96 L84,86 L66,110 L60,56Z", darker(pink, 0.15))
        + path(body, art.linear((0, lighter(pink, 0.5)), (0.5, pink), (1, darker(pink, 0.35))))
        + stroke(rings, darker(pink, 0.25), 5, opacity=0.6)
        + ellipse(-88, 12, 8, 8, "#2a120c"),
        x,
        y,
        0,
        size,
    )
