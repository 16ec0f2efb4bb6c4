"""Pieces many goods are made of: labels, pouches, boxes, boards, leaves, string."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.demo.motifs import Dyes, motif_fill, tobacco_leaf
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
    smooth,
    stroke,
    words,
)

PAPER = "#fbf3df"


INK = "#3a2013"


KRAFT = "#c99a63"


@dataclass(frozen=True)
class Style:
    """How one piece is made up: two colours, and what its label says (may be empty)."""

    main: Color
    second: Color
    title: str = ""
    label: str = ""


def _fit(text: str, width: float, wanted: float) -> float:
    return min(wanted, width / (0.76 * max(len(text), 1)))


def lettering(style: Style, cx: float, cy: float, w: float, h: float, ink: Color = INK) -> str:
    """The leaf mark, the goods' name (on two lines when long) and the shop's name, centred in w x h."""
    title = style.title.upper()
    lines = title.split(" ", 1) if len(title) > 9 else [title]
    tight = len(lines) > 1
    size = min(_fit(line, w * 0.86, h * (0.185 if tight else 0.25)) for line in lines)
    mark = h * (0.19 if tight else 0.26)
    small = min(_fit(style.label, w * 1.1, h * 0.13), size * 0.8) if style.label else 0.0
    tall = mark + size * 0.95 * len(lines) + size * 0.3 + small
    y = cy - tall / 2 + mark
    leaf = tobacco_leaf(Dyes(ink, style.main, style.second), mark * 0.86)
    out = group(leaf, transform=f"translate({cx} {y - mark * 0.06:.1f})")
    for line in lines:
        y += size * 0.9
        out += words(line, cx, y, size, ink, font_weight=700, letter_spacing=size * 0.05)
        y += size * 0.1
    out += rect(cx - w * 0.15, y + size * 0.08, w * 0.3, max(size * 0.05, 2), style.main)
    if style.label:
        out += words(style.label, cx, y + size * 0.3 + small * 0.86, small, ink, font_style="italic")
    return out


def label(art: Art, style: Style, cx: float, cy: float, w: float, h: float, oval: bool = False) -> str:
    """A small paper label."""
    x, y = cx - w / 2, cy - h / 2
    paper = art.linear((0, PAPER), (0.6, "#f4e6c8"), (1, "#dfc79c"))
    if oval:
        shape = ellipse(cx, cy, w / 2, h / 2, paper) + ellipse(
            cx, cy, w / 2 - 10, h / 2 - 10, "none", stroke=style.main, stroke_width=4
        )
        return (
            ellipse(cx + 4, cy + 6, w / 2, h / 2, "#2a120c", opacity=0.3)
            + shape
            + lettering(style, cx, cy, w * 0.8, h * 0.78)
        )
    return (
        rect(x + 4, y + 6, w, h, "#2a120c", 14, opacity=0.3)
        + rect(x, y, w, h, paper, 14)
        + rect(x + 9, y + 9, w - 18, h - 18, "none", 8, stroke=style.main, stroke_width=4)
        + lettering(style, cx, cy, w, h * 0.92)
    )


def band(
    art: Art, style: Style, motif: str, x: float, y: float, w: float, h: float, scale: float = 0.4
) -> str:
    """A printed strip of batik between two lines."""
    dyes = Dyes(darker(style.main, 0.35), lighter(style.second, 0.25), style.second)
    return (
        rect(x, y, w, h, lighter(style.main, 0.1))
        + rect(x, y, w, h, motif_fill(art, motif, dyes, scale))
        + rect(x, y, w, 4, style.second)
        + rect(x, y + h - 4, w, 4, style.second)
    )


def pouch(
    art: Art, cx: float, base: float, w: float, h: float, color: Color, face: str = "", shine: float = 0.5
) -> str:
    """A standing pouch: heat-sealed top, swelling middle, round foot. `face` is drawn on its front."""
    left, right, top = cx - w / 2, cx + w / 2, base - h
    body = (
        f"M{left + 8},{top} H{right - 8} L{right - 12},{top + 70} "
        f"C{right + 14},{top + h * 0.32} {right + 16},{base - h * 0.2} {right - 6},{base - 24} "
        f"Q{right - 26},{base + 8} {cx},{base + 10} Q{left + 26},{base + 8} {left + 6},{base - 24} "
        f"C{left - 16},{base - h * 0.2} {left - 14},{top + h * 0.32} {left + 12},{top + 70} Z"
    )
    skin = art.linear(
        (0, darker(color, 0.3)),
        (0.1, color),
        (0.26, lighter(color, 0.36)),
        (0.46, lighter(color, 0.06)),
        (0.8, darker(color, 0.22)),
        (0.94, darker(color, 0.4)),
        (1, darker(color, 0.25)),
        along=ACROSS,
    )
    crimps = "".join(f"M{left + 14 + i * (w - 28) / 30:.1f},{top + 8} v46" for i in range(31))
    gusset = f"M{left + 6},{base - 26} Q{cx},{base - 96} {right - 6},{base - 26} Q{right - 26},{base + 8} {cx},{base + 10} Q{left + 26},{base + 8} {left + 6},{base - 26}Z"
    creases = (
        f"M{left + 30},{top + 84} q24,60 6,130 M{right - 34},{top + 82} q-30,50 -10,120 "
        f"M{left + 40},{base - 80} q40,-30 50,-90 M{right - 44},{base - 84} q-36,-20 -46,-70"
    )
    clip = art.clip(path(body, "#000"))
    glow = path(
        f"M{left + w * 0.17},{top + 90} q-26,{h * 0.4} 4,{h - 150} l{w * 0.09},-8 q-22,-{h * 0.4} 0,-{h - 170}Z",
        "#fffaf0",
        opacity=shine,
        filter=art.blur(9),
    )
    return (
        art.shadow(cx, base - 4, w * 0.5, 34)
        + path(body, skin)
        + group(
            path(gusset, darker(color, 0.3), opacity=0.42),
            face,
            rect(left, top, w, 62, darker(color, 0.12), opacity=0.45),
            stroke(crimps, darker(color, 0.4), 2, opacity=0.4),
            stroke(f"M{left},{top + 62} H{right}", lighter(color, 0.4), 3, opacity=0.6),
            stroke(f"M{left},{top + 88} H{right}", darker(color, 0.3), 3, opacity=0.35),
            stroke(creases, darker(color, 0.5), 7, opacity=0.22, filter=art.blur(4)),
            glow,
            rect(
                right - w * 0.2,
                top,
                w * 0.2,
                h + 10,
                art.linear((0, "#1c0a06", 0), (1, "#1c0a06", 0.3), along=ACROSS),
            ),
            clip_path=clip,
        )
    )


def window(art: Art, d: str, content: str, backing: Color) -> str:
    """A clear window in a pack: what is inside, and the film's shine over it."""
    film = art.linear((0, "#ffffff", 0.5), (0.28, "#ffffff", 0.05), (0.6, "#ffffff", 0), (1, "#1c0a06", 0.3))
    return (
        group(path(d, backing), content, path(d, film), clip_path=art.clip(path(d, "#000")))
        + path(d, "none", stroke="#fffaf0", stroke_width=5, opacity=0.75)
        + path(d, "none", stroke="#2a120c", stroke_width=2, opacity=0.35)
    )


def box(
    art: Art,
    x: float,
    base: float,
    w: float,
    h: float,
    color: Color,
    face: str = "",
    depth: tuple[float, float] = (110, 62),
    top_face: str = "",
) -> str:
    """A carton seen from the front left, a little from above. `x` is its left edge."""
    dx, dy = depth
    y = base - h
    top = [(x, y), (x + dx, y - dy), (x + w + dx, y - dy), (x + w, y)]
    side = [(x + w, y), (x + w + dx, y - dy), (x + w + dx, base - dy), (x + w, base)]
    return (
        art.shadow(x + w / 2 + dx * 0.5, base - 8, w * 0.56 + dx * 0.4, 36)
        + polygon(side, art.linear((0, darker(color, 0.26)), (1, darker(color, 0.46))))
        + polygon(top, art.linear((0, lighter(color, 0.42)), (1, lighter(color, 0.14))))
        + top_face
        + rect(x, y, w, h, art.plane(color, 0.14))
        + face
        + stroke(f"M{x},{y} H{x + w} l{dx},{-dy}", lighter(color, 0.6), 3, opacity=0.7)
        + stroke(f"M{x + w},{y} V{base}", lighter(color, 0.4), 3, opacity=0.5)
    )


def board(art: Art, cx: float, y: float, rx: float, color: Color = "#a8713f", thick: float = 30) -> str:
    """A round-cornered wooden board lying on the table; `y` is the middle of its upper face."""
    ry = rx * 0.2
    d = f"M{cx - rx},{y} Q{cx - rx},{y - ry} {cx - rx * 0.82},{y - ry} H{cx + rx * 0.82} Q{cx + rx},{y - ry} {cx + rx},{y} Q{cx + rx * 1.02},{y + ry} {cx + rx * 0.84},{y + ry} H{cx - rx * 0.84} Q{cx - rx * 1.02},{y + ry} {cx - rx},{y}Z"
    return (
        art.shadow(cx, y + ry * 0.7 + thick, rx, 46)
        + path(d, darker(color, 0.42), transform=f"translate(0 {thick})")
        + path(d, darker(color, 0.3), transform=f"translate(0 {thick * 0.6})")
        + path(d, art.plane(color, 0.3), filter=art.grain(0.006, 0.08, darker(color, 0.4), 0.42))
        + path(d, "none", stroke=lighter(color, 0.5), stroke_width=3, opacity=0.6)
    )


def banana_leaf(art: Art, cx: float, cy: float, length: float, width: float, degrees: float) -> str:
    """A cut piece of banana leaf with its ribs and a few tears."""
    green = "#4d8a3a"
    half, wide = length / 2, width / 2
    upper = [
        (-half, -6),
        (-half * 0.7, -wide * 0.8),
        (-half * 0.2, -wide),
        (half * 0.4, -wide * 0.92),
        (half * 0.86, -wide * 0.5),
        (half, 0),
    ]
    lower = [
        (half * 0.8, wide * 0.62),
        (half * 0.3, wide * 0.95),
        (-half * 0.3, wide),
        (-half * 0.76, wide * 0.7),
    ]
    d = smooth([*upper, *lower])
    ribs = "".join(
        f"M{x:.0f},0 q{wide * 0.3:.0f},{s * wide * 0.4:.0f} {wide * 0.36:.0f},{s * wide * 0.98:.0f}"
        for x in [-half * 0.85 + i * length / 17 for i in range(16)]
        for s in (-1, 1)
    )
    leaf = (
        path(d, "#2a120c", opacity=0.36, filter=art.blur(10), transform="translate(10 16)")
        + path(d, art.linear((0, lighter(green, 0.42)), (0.5, green), (1, darker(green, 0.36))))
        + group(stroke(ribs, darker(green, 0.3), 3, opacity=0.45), clip_path=art.clip(path(d, "#000")))
        + stroke(f"M{-half},0 H{half * 0.96}", lighter(green, 0.5), 8)
        + stroke(f"M{-half},5 H{half * 0.9}", darker(green, 0.4), 3, opacity=0.6)
    )
    return group(leaf, transform=f"translate({cx} {cy}) rotate({degrees})")


def twine(art: Art, d: str, width: float = 7) -> str:
    """A string of natural fibre along a line."""
    return (
        stroke(d, "#2a120c", width + 3, opacity=0.3, transform="translate(2 4)")
        + stroke(d, "#a57c46", width)
        + stroke(d, "#e6cb97", width * 0.5, stroke_dasharray=f"{width * 0.7:.1f} {width:.1f}")
    )


def flag(art: Art, style: Style, x: float, y: float) -> str:
    """A paper flag on a stick with the shop's mark."""
    return (
        stroke(f"M{x},{y + 60} V{y - 170}", "#d8b57a", 7)
        + rect(x - 8, y - 186, 250, 130, "#2a120c", 8, opacity=0.22, transform="translate(6 9)")
        + rect(x - 8, y - 186, 250, 130, art.plane("#fbf0d8", 0.1), 8)
        + rect(x, y - 178, 234, 114, "none", 5, stroke=style.main, stroke_width=4)
        + lettering(style, x + 117, y - 118, 230, 124)
    )
