"""Turned wood, beads, drums, leather and clay."""

from __future__ import annotations

from functools import partial

from marketplace.demo.kinds import Kind
from marketplace.demo.morsels import place
from marketplace.demo.motifs import Dyes, motif_fill
from marketplace.demo.parts import PAPER, Style, lettering
from marketplace.demo.svg import (
    ACROSS,
    DOWN,
    SHADE,
    Art,
    Color,
    darker,
    ellipse,
    group,
    lighter,
    mix,
    path,
    polar,
    rect,
    smooth,
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
        + stroke(threads, color, 5) + stroke(threads, lighter(color, 0.4), 1.6, opacity=0.7)
        + rect(-20, -8, 40, 40, art.drum(darker(color, 0.1)), 10) + rect(-22, 26, 44, 10, "#e3b565", 4)
    )  # fmt: skip
    return place(body, x, y, turn)


def _string_of(art: Art, points: list[tuple[float, float]], r: float, colors: tuple[Color, ...], thread: Color) -> str:
    """Beads along a curve; every eleventh is larger and of the last colour."""
    out = stroke("M" + " L".join(f"{x:.1f},{y:.1f}" for x, y in points), thread, 5)
    for i, (x, y) in enumerate(points):
        big = i % 11 == 0
        out += _bead(art, x, y, r * 1.3 if big else r, colors[-1] if big else colors[i % max(len(colors) - 1, 1)])
    return out


def _loop(cx: float, cy: float, rx: float, ry: float, count: int, turn: float = -90, wave: float = 0) -> list[tuple[float, float]]:
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
    return _string_of(art, points, 33, (style.main, style.second), "#5a3a22") + "".join(_bead(art, x, y, 25, style.second) for x, y in tail) + _tassel(art, 650, 970, mix(style.second, "#7a1f1f", 0.3), 150, -14)


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


def necklace(art: Art, style: Style) -> str:
    """A necklace hanging in a curve with a carved pendant."""
    points = [(190 + i * 820 / 34, 250 + 560 * (1 - ((i - 17) / 17) ** 2) ** 0.72) for i in range(35)]
    carved = (
        ellipse(8, 20, 120, 150, SHADE, opacity=0.4, filter=art.blur(8))
        + ellipse(0, 0, 116, 146, art.ball(style.main, 0.5)) + ellipse(0, 0, 96, 124, "none", stroke=darker(style.main, 0.4), stroke_width=6)
        + group(_carved_field(art, style), clip_path=art.clip(ellipse(0, 0, 88, 116, "#000")))
        + ellipse(0, -126, 22, 22, art.ball("#d9b45a"))
    )  # fmt: skip
    return _string_of(art, points, 24, (style.main, lighter(style.second, 0.2), style.second), "#5a3a22") + place(carved, 600, 960, 0)


def _carved_field(art: Art, style: Style) -> str:
    """A small kawung for carved fields."""
    return rect(-130, -160, 260, 320, motif_fill(art, "kawung", Dyes(darker(style.main, 0.55), lighter(style.main, 0.25), style.second), 0.62), opacity=0.9)


def jimbe(art: Art, style: Style) -> str:
    """A goblet drum, carved and roped, its skin seen from a little above."""
    wood = style.main
    rope = "#efe2c4"

    def drum(cx: float, base: float, k: float) -> str:
        rx, ry, top = 235 * k, 66 * k, base - 730 * k
        waist, foot = 108 * k, 158 * k
        shell = f"M{cx - rx},{top} C{cx - rx},{top + 260 * k} {cx - waist},{top + 330 * k} {cx - waist},{top + 440 * k} C{cx - waist},{base - 190 * k} {cx - foot},{base - 80 * k} {cx - foot},{base - 16} A{foot},{42 * k} 0 0 0 {cx + foot},{base - 16} C{cx + foot},{base - 80 * k} {cx + waist},{base - 190 * k} {cx + waist},{top + 440 * k} C{cx + waist},{top + 330 * k} {cx + rx},{top + 260 * k} {cx + rx},{top}Z"
        clip = art.clip(path(shell, "#000"))
        zig = ""
        for i in range(13):
            x0, x1 = cx - rx + i * rx / 6.5, cx - waist * 1.4 + i * waist * 2.8 / 13
            zig += f"M{x0:.0f},{top + 46 * k:.0f} L{x1:.0f},{top + 330 * k:.0f} L{x0 + rx / 6.5:.0f},{top + 46 * k:.0f} "
        carved = group(
            rect(cx - rx, base - 300 * k, rx * 2, 150 * k, darker(wood, 0.34)),
            rect(cx - rx, base - 300 * k, rx * 2, 150 * k, motif_fill(art, "kawung", Dyes(darker(wood, 0.6), lighter(style.second, 0.1), style.second), 0.5 * k)),
            rect(cx - rx, base - 308 * k, rx * 2, 9 * k, style.second), rect(cx - rx, base - 156 * k, rx * 2, 9 * k, style.second),
        )  # fmt: skip
        ring = f"M{cx - rx},{top + 30 * k} A{rx},{ry} 0 0 0 {cx + rx},{top + 30 * k}"
        low = f"M{cx - waist * 1.36},{top + 330 * k} A{waist * 1.36},{34 * k} 0 0 0 {cx + waist * 1.36},{top + 330 * k}"
        shade = art.linear((0, SHADE, 0.44), (0.14, SHADE, 0.06), (0.3, "#fff6e0", 0.34), (0.46, "#fff6e0", 0), (0.84, SHADE, 0.46), (1, SHADE, 0.3), along=ACROSS)
        return (
            art.shadow(cx, base - 6, foot * 1.1, 40 * k)
            + path(shell, wood, filter=art.grain(0.07, 0.008, darker(wood, 0.5), 0.5))
            + group(carved, clip_path=clip)
            + group(stroke(zig, SHADE, 8 * k, opacity=0.35, transform="translate(3 5)"), stroke(zig, rope, 6 * k), clip_path=clip)
            + path(shell, shade)
            + stroke(ring, "#b03a2a" if style.second != "#b03a2a" else "#2f5f8a", 22 * k) + stroke(ring, rope, 5 * k, transform=f"translate(0 {10 * k})")
            + stroke(low, rope, 13 * k) + stroke(low, "#b59a6a", 3, stroke_dasharray="8 8")
            + ellipse(cx, top, rx, ry, art.linear((0, "#fbf1dc"), (0.6, "#ecd6ae"), (1, "#c9a873")))
            + ellipse(cx - rx * 0.1, top, rx * 0.5, ry * 0.5, "#d9b98a", opacity=0.5, filter=art.blur(10))
            + ellipse(cx, top, rx, ry, "none", stroke="#f7ead0", stroke_width=7 * k)
        )  # fmt: skip

    return drum(780, 930, 0.74) + drum(470, 1010, 1.02)


def didgeridoo(art: Art, style: Style) -> str:
    """Long painted pipes leaning together."""

    def pipe(x: float, lean: float, color: Color, ground: Color, wide: float) -> str:
        body = f"M{-wide * 0.6},-830 H{wide * 0.6} L{wide},0 A{wide},{wide * 0.3} 0 0 1 {-wide},0Z"
        clip = art.clip(path(body, "#000"))
        rings = ""
        for i, y in enumerate(range(-800, -20, 96)):
            field = (color, ground, darker(color, 0.3))[i % 3]
            rings += rect(-wide, y, wide * 2, 96, field)
            if i % 3 == 0:
                rings += "".join(ellipse(dx, y + 48 + dy, 6, 5, PAPER) for dx in range(-80, 81, 20) for dy in (-28, -8, 12, 32))
            elif i % 3 == 1:
                rings += stroke("".join(f"M{-wide},{y + 24 + k * 24} q{wide * 0.25},-18 {wide * 0.5},0 t{wide * 0.5},0 t{wide * 0.5},0 t{wide * 0.5},0 " for k in range(3)), darker(ground, 0.45), 6)
            else:
                rings += "".join(ellipse(dx, y + 48, 24, 24, "none", stroke=lighter(ground, 0.3), stroke_width=5) + ellipse(dx, y + 48, 9, 9, "#e3a72f") for dx in (-70, -10, 50))
            rings += rect(-wide, y, wide * 2, 6, PAPER, opacity=0.8)
        shade = art.linear((0, SHADE, 0.42), (0.25, "#fff6e0", 0.36), (0.5, "#fff6e0", 0), (0.85, SHADE, 0.5), (1, SHADE, 0.34), along=ACROSS)
        return group(
            path(body, SHADE, opacity=0.3, transform="translate(36 14)", filter=art.blur(14)),
            path(body, color, filter=art.grain(0.09, 0.008, "#2a120c", 0.3)), group(rings, clip_path=clip), path(body, shade),
            ellipse(0, -830, wide * 0.6, wide * 0.17, "#d9a860"), ellipse(0, -829, wide * 0.36, wide * 0.1, "#24120a"),
            transform=f"translate({x} 1005) rotate({lean})",
        )  # fmt: skip

    shadows = "".join(art.shadow(x, 1002, 96, 26) for x in (420, 620, 800))
    return shadows + pipe(800, 7, style.second, "#d9a860", 74) + pipe(420, -7, style.main, "#e8cf9a", 78) + pipe(615, 0, darker(style.main, 0.3), style.second, 84)


def maracas(art: Art, style: Style) -> str:
    """A pair of painted rattles, crossed."""

    def rattle(x: float, y: float, turn: float, color: Color, other: Color) -> str:
        head = ellipse(0, 0, 150, 178, art.ball(color, 0.6))
        clip = art.clip(ellipse(0, 0, 150, 178, "#000"))
        painted = group(
            path("M-160,-30 C-60,10 60,10 160,-30 V40 C60,80 -60,80 -160,40Z", other),
            path("M-160,-30 C-60,10 60,10 160,-30 V40 C60,80 -60,80 -160,40Z", motif_fill(art, "truntum", Dyes(darker(other, 0.5), PAPER, darker(color, 0.2)), 0.6)),
            stroke("M-160,-34 C-60,6 60,6 160,-34 M-160,44 C-60,84 60,84 160,44", PAPER, 7),
            "".join(ellipse(i * 44 - 110, -92 + abs(i * 44 - 110) * -0.1, 11, 12, "#e3a72f") for i in range(6)),
            "".join(ellipse(i * 44 - 110, 118 - abs(i * 44 - 110) * 0.2, 11, 12, PAPER) for i in range(6)),
            clip_path=clip,
        )  # fmt: skip
        gloss = ellipse(-58, -84, 34, 54, "#ffffff", opacity=0.5, filter=art.blur(9), transform="rotate(24 -58 -84)")
        shade = ellipse(0, 0, 150, 178, art.radial((0, "#fff6e0", 0), (0.6, SHADE, 0.1), (1, SHADE, 0.55)))
        handle = path("M-26,160 H26 L34,470 Q0,500 -34,470Z", art.drum("#b5793f"), filter=art.grain(0.09, 0.01, "#4a2610", 0.4))
        return group(path("M-26,160 H26 L34,470 Q0,500 -34,470Z", SHADE, opacity=0.35, transform="translate(24 18)", filter=art.blur(10)), ellipse(22, 22, 150, 178, SHADE, opacity=0.35, filter=art.blur(14)), handle, stroke("M-30,200 H30 M-30,216 H30", other, 9), head, painted, shade, gloss, transform=f"translate({x} {y}) rotate({turn})")

    return rattle(790, 400, 32, style.second, style.main) + rattle(420, 400, -30, style.main, style.second)


def birdcage(art: Art, style: Style) -> str:
    """A domed cage of turned bars, carved foot and crown, a perch inside."""
    wood = style.main
    cx, top, foot, rx = 600.0, 330.0, 880.0, 270.0
    bars_back = "".join(f"M{x:.0f},{top + 10} V{foot - 30} " for x in (polar(cx, 0, rx, a)[0] for a in range(190, 351, 16)))
    dome_back = "".join(f"M{x:.0f},{top + 10} Q{cx + (x - cx) * 0.7:.0f},170 {cx},150 " for x in (polar(cx, 0, rx, a)[0] for a in range(190, 351, 16)))
    front = [polar(cx, 0, rx, a)[0] for a in range(4, 181, 11)]
    bars = "".join(f"M{x:.0f},{top} V{foot} " for x in front)
    dome = "".join(f"M{x:.0f},{top} Q{cx + (x - cx) * 0.78:.0f},180 {cx},150 " for x in front)

    def hoop(y: float, width: float, r: float = rx) -> str:
        return ellipse(cx, y, r, r * 0.2, "none", stroke=darker(wood, 0.2), stroke_width=width) + stroke(f"M{cx - r},{y} A{r},{r * 0.2} 0 0 0 {cx + r},{y}", lighter(wood, 0.25), width * 0.7)

    base = f"M{cx - 300},{foot - 14} V{foot + 66} A300,66 0 0 0 {cx + 300},{foot + 66} V{foot - 14} A300,64 0 0 1 {cx - 300},{foot - 14}Z"
    carved = group(rect(cx - 310, foot - 20, 620, 170, motif_fill(art, "parang", Dyes(darker(wood, 0.55), lighter(wood, 0.2), style.second), 0.5)), clip_path=art.clip(path(base, "#000")))
    feet = "".join(path(f"M{x - 34},{foot + 84} H{x + 34} L{x + 22},{foot + 138} Q{x},{foot + 150} {x - 22},{foot + 138}Z", art.drum(darker(wood, 0.25))) for x in (cx - 220, cx, cx + 220))
    bird = (
        path("M-70,10 C-70,-40 -20,-64 26,-50 C50,-80 100,-74 104,-36 L132,-26 L104,-14 C104,40 50,62 0,54 L-120,96 L-96,56 L-150,60Z", art.linear((0, "#f2c24e"), (0.5, "#8f9a3c"), (1, "#4a5a24")))
        + path("M-60,20 C-20,-20 40,-10 60,20 C30,50 -30,54 -60,20Z", darker("#8f9a3c", 0.3)) + ellipse(74, -42, 9, 9, "#241208") + ellipse(71, -45, 3, 3, "#ffffff") + path("M102,-40 L140,-26 L102,-16Z", "#d9742a")
    )  # fmt: skip
    return (
        art.shadow(cx, foot + 128, 330, 46)
        + stroke(bars_back, darker(wood, 0.42), 6, opacity=0.75) + stroke(dome_back, darker(wood, 0.42), 6, opacity=0.75)
        + ellipse(cx, foot - 10, 290, 60, darker(wood, 0.45))
        + stroke(f"M{cx - 200},{foot - 200} H{cx + 200}", darker(wood, 0.2), 20) + stroke(f"M{cx - 200},{foot - 204} H{cx + 200}", lighter(wood, 0.3), 6)
        + place(bird, 600, 618, 0, 1.15)
        + stroke(dome, SHADE, 10, opacity=0.25, transform="translate(5 6)") + stroke(bars, darker(wood, 0.3), 10) + stroke(bars, lighter(wood, 0.35), 4, transform="translate(-1.5 0)")
        + stroke(dome, darker(wood, 0.3), 10) + stroke(dome, lighter(wood, 0.35), 4, transform="translate(-1.5 -1)")
        + hoop(top, 16) + hoop((top + foot) / 2, 12)
        + feet + path(base, art.drum(wood)) + carved + path(base, art.linear((0, SHADE, 0.4), (0.26, "#fff6e0", 0.24), (0.5, "#fff6e0", 0), (1, SHADE, 0.5), along=ACROSS))
        + ellipse(cx, 148, 66, 30, art.ball(wood)) + path(f"M{cx - 34},140 C{cx - 30},90 {cx - 14},86 {cx},50 C{cx + 14},86 {cx + 30},90 {cx + 34},140Z", art.drum(wood))
        + stroke(f"M{cx},54 C{cx - 50},-10 {cx + 60},-20 {cx + 40},36", "#8f8a80", 10)
    )  # fmt: skip


def sheath(art: Art, style: Style) -> str:
    """A leather sheath with stitching, the blade's handle out of its mouth."""
    leather = style.main
    body = "M-120,-210 H120 C130,0 150,200 70,420 Q20,470 -30,420 C-110,240 -130,40 -120,-210Z"
    stitches = "M-98,-190 C-106,40 -88,240 -20,400 Q16,436 52,400 C124,200 108,0 100,-190"
    handle = "M-56,-230 C-60,-330 -84,-420 -60,-500 C-40,-560 60,-570 84,-500 C96,-440 52,-330 56,-230Z"
    loop = "M-126,-160 H126 V-90 H-126Z"
    art_leather = art.linear((0, lighter(leather, 0.34)), (0.4, leather), (1, darker(leather, 0.42)))
    return group(
        path(body, SHADE, opacity=0.42, transform="translate(28 34)", filter=art.blur(18)),
        path(handle, SHADE, opacity=0.4, transform="translate(24 26)", filter=art.blur(14)),
        path(handle, art.drum("#8a5430", 0.5), filter=art.grain(0.06, 0.012, "#2a120c", 0.45)),
        stroke("M-58,-300 H58 M-60,-330 H60", "#d9b45a", 12), ellipse(10, -460, 16, 16, art.ball("#d9b45a")), ellipse(6, -390, 12, 12, art.ball("#d9b45a")),
        rect(-72, -244, 144, 34, art.drum("#d9b45a"), 8),
        path(body, art_leather, filter=art.grain(0.09, 0.09, darker(leather, 0.5), 0.34, 4)),
        group(path("M-70,-60 H70 C80,100 70,230 20,340 C-40,230 -70,100 -70,-60Z", motif_fill(art, "kawung", Dyes(darker(leather, 0.6), darker(leather, 0.22), style.second), 0.62)), opacity=0.85),
        path("M-70,-60 H70 C80,100 70,230 20,340 C-40,230 -70,100 -70,-60Z", "none", stroke=darker(leather, 0.5), stroke_width=5),
        stroke(stitches, darker(leather, 0.5), 9, opacity=0.5), stroke(stitches, "#f0d9a8", 6, stroke_dasharray="16 11"),
        path(loop, art.log(darker(leather, 0.2))), stroke("M-118,-150 H118 M-118,-100 H118", "#f0d9a8", 5, stroke_dasharray="14 10"),
        ellipse(-86, -125, 12, 12, art.ball("#d9b45a")), ellipse(86, -125, 12, 12, art.ball("#d9b45a")),
        path("M-96,-180 C-90,0 -80,140 -40,300", "none", stroke="#fff6e0", stroke_width=20, stroke_linecap="round", opacity=0.2, filter=art.blur(9)),
        transform="translate(620 640) rotate(28)",
    )  # fmt: skip


def wallet(art: Art, style: Style) -> str:
    """A leather wallet, another open beneath it."""
    leather = style.main

    def piece(cx: float, cy: float, w: float, h: float, turn: float, color: Color, face: bool) -> str:
        x, y = -w / 2, -h / 2
        out = rect(x + 16, y + 24, w, h, SHADE, 30, opacity=0.45, filter=art.blur(16))
        out += rect(x, y + 10, w, h, darker(color, 0.45), 28)
        out += rect(x, y, w, h, art.linear((0, lighter(color, 0.3)), (0.5, color), (1, darker(color, 0.34))), 28, filter=art.grain(0.08, 0.08, darker(color, 0.5), 0.32, 4))
        out += rect(x + 18, y + 18, w - 36, h - 36, "none", 18, stroke="#f0d9a8", stroke_width=5, stroke_dasharray="16 11")
        if face:
            panel = rect(x + 18, y + h * 0.52, w - 36, h * 0.34, motif_fill(art, "tembakau", Dyes(darker(color, 0.6), darker(color, 0.2), style.second), 0.5), opacity=0.9)
            out += panel + stroke(f"M{x + 18},{y + h * 0.5} H{-x - 18} M{x + 18},{y + h * 0.88} H{-x - 18}", darker(color, 0.5), 5)
            out += group(lettering(style, 0, 0, 260, 150, darker(color, 0.62)), transform=f"translate(0 {-h * 0.22})")
        return group(out, transform=f"translate({cx} {cy}) rotate({turn})")

    inner = "".join(rect(-260, -90 + i * 46, 230, 60, art.plane(darker(leather, 0.1), 0.2), 8) for i in range(3))
    return piece(640, 430, 640, 420, 12, lighter(leather, 0.12), False) + group(inner, rect(30, -110, 230, 200, art.plane(darker(leather, 0.1), 0.2), 10), transform="translate(640 430) rotate(12)") + piece(560, 760, 560, 430, -8, leather, True)


def pot(art: Art, style: Style) -> str:
    """Earthenware: a water jar, a vase and a small bowl."""
    clay = style.main

    def thrown(profile: list[tuple[float, float]], cx: float, base: float, color: Color, mouth: float) -> str:
        top = base - profile[-1][1]
        right = [(cx + r, base - h) for r, h in profile]
        left = [(cx - r, base - h) for r, h in reversed(profile)]
        d = smooth(right, False) + " L" + smooth(left, False)[1:] + "Z"
        widest = max(r for r, _ in profile)
        clip = art.clip(path(d, "#000"))
        lines = stroke("".join(f"M{cx - widest},{base - h} Q{cx},{base - h + widest * 0.3} {cx + widest},{base - h} " for _, h in profile[1:-1]), darker(color, 0.4), 3, opacity=0.35)
        return (
            art.shadow(cx, base - 4, widest * 0.86, widest * 0.16)
            + path(d, art.drum(color, 0.4), filter=art.grain(0.05, 0.2, darker(color, 0.5), 0.32, 4))
            + group(lines, path(d, art.linear((0, "#fff6e0", 0.22), (0.5, "#fff6e0", 0), (1, SHADE, 0.34), along=DOWN)),
                    ellipse(cx - widest * 0.45, (top + base) / 2, widest * 0.14, (base - top) * 0.22, "#fff6e0", opacity=0.3, filter=art.blur(12)), clip_path=clip)
            + ellipse(cx, top, mouth, mouth * 0.24, lighter(color, 0.3)) + ellipse(cx, top + 3, mouth * 0.82, mouth * 0.18, darker(color, 0.6))
        )  # fmt: skip

    big = [(150, 0), (240, 120), (290, 260), (270, 400), (190, 500), (130, 550), (140, 590), (168, 616)]
    vase = [(80, 0), (120, 100), (140, 240), (110, 380), (62, 470), (56, 560), (90, 620)]
    small = [(80, 0), (150, 60), (176, 130), (170, 176)]
    belt = "M215,760 Q460,850 705,760 L716,690 Q460,776 206,690Z"
    return (
        thrown(vase, 850, 950, darker(clay, 0.18), 90)
        + thrown(big, 460, 985, clay, 168)
        + path(belt, art.linear((0, darker(clay, 0.5)), (0.3, darker(clay, 0.25)), (1, darker(clay, 0.6)), along=ACROSS), opacity=0.85)
        + stroke("".join(f"M{232 + i * 52},{724 + (1 - ((i - 4.4) / 4.4) ** 2) * 62:.0f} l20,18 l20,-18 " for i in range(9)), lighter(style.second, 0.2), 6)
        + thrown(small, 810, 1050, lighter(clay, 0.12), 170)
    )  # fmt: skip


def cobek(art: Art, style: Style, stone: bool = True) -> str:
    """A mortar with its pestle, sambal half ground in it."""
    color = style.main
    rx, ry, rim, depth = 400.0, 128.0, 700.0, 230.0
    hull = f"M{600 - rx},{rim} C{600 - rx},{rim + depth * 0.8} {600 - rx * 0.62},{rim + depth} {600 - rx * 0.5},{rim + depth} A{rx * 0.5},54 0 0 0 {600 + rx * 0.5},{rim + depth} C{600 + rx * 0.62},{rim + depth} {600 + rx},{rim + depth * 0.8} {600 + rx},{rim} A{rx},{ry} 0 0 1 {600 - rx},{rim}Z"
    grain = art.grain(0.11, 0.12, darker(color, 0.6), 0.46, 4) if stone else art.grain(0.012, 0.09, darker(color, 0.5), 0.5)
    pestle = "M-56,30 C-70,-20 -40,-60 -30,-120 C-20,-220 -26,-300 0,-330 C40,-300 40,-220 40,-120 C44,-60 70,-20 56,30 C30,66 -30,66 -56,30Z"
    paste = smooth([(390, 742), (460, 700), (560, 690), (660, 706), (730, 742), (660, 790), (540, 800), (440, 780)])
    seeds = "".join(ellipse(art.rng.uniform(430, 700), art.rng.uniform(706, 782), 6, 4, art.rng.choice(("#f0c060", "#f6e3b0", "#6a1410"))) for _ in range(46))
    return (
        art.shadow(600, rim + depth + 20, 330, 52)
        + ellipse(600, rim, rx, ry, art.plane(lighter(color, 0.18), 0.3), filter=grain)
        + ellipse(600, rim + 8, rx - 44, ry - 26, art.linear((0, darker(color, 0.5)), (1, lighter(color, 0.06)), along=DOWN), filter=grain)
        + path(paste, art.radial((0, "#d8452a"), (0.7, "#a3281a"), (1, "#7a1a12"))) + seeds
        + group(path(pestle, SHADE, opacity=0.4, transform="translate(20 16)", filter=art.blur(8)), path(pestle, art.drum(color, 0.4), filter=grain), transform="translate(720 720) rotate(38)")
        + path(hull, art.drum(color, 0.34), filter=grain)
        + path(hull, art.linear((0, "#fff6e0", 0.1), (1, SHADE, 0.46), along=DOWN))
        + stroke(f"M{600 - rx},{rim} A{rx},{ry} 0 0 0 {600 + rx},{rim}", lighter(color, 0.45), 9, opacity=0.8)
        + place(ellipse(0, 0, 40, 38, art.ball("#c9301f", 0.6)) + stroke("M-4,-36 q6,-16 20,-20", "#5c8a3a", 8), 250, 1010) + place(ellipse(0, 0, 36, 34, art.ball("#d8482a", 0.6)) + stroke("M-4,-32 q6,-16 20,-20", "#5c8a3a", 8), 330, 1040)
    )  # fmt: skip


_BEADS: tuple[tuple[Color, Color], ...] = (("#8a4f2a", "#e3b565"), ("#4a2a1a", "#c9a25a"), ("#c98a4a", "#6a2f1f"), ("#a86a3a", "#2f5f5a"))
_LEATHER: tuple[tuple[Color, Color], ...] = (("#8a4a22", "#d9a860"), ("#5a2f1c", "#c98a4a"), ("#3a2a24", "#b5793f"))
_CLAY: tuple[tuple[Color, Color], ...] = (("#b5623a", "#f0d0a0"), ("#a3522f", "#f2dcb4"), ("#c27a4f", "#7a3a20"))

KINDS: dict[str, Kind] = {
    "tasbih": Kind("manik", tasbih, _BEADS, "", (600, 820), 1.8, 1.0),
    "gelang": Kind("manik", bracelet, _BEADS, "", (480, 800), 1.9, 1.1),
    "kalung": Kind("manik", necklace, _BEADS, "", (600, 900), 1.9, 0.95),
    "jimbe": Kind("kerajinan", jimbe, (("#9a5a2c", "#e3b565"), ("#6a3a20", "#d9a860"), ("#b5763f", "#b03a2a")), "", (470, 760), 1.7, 1.04),
    "didgeridoo": Kind("kerajinan", didgeridoo, (("#8a3a22", "#c98a2f"), ("#2f5f5a", "#b5522a"), ("#5a2f1c", "#3f6f8a")), "", (600, 560), 1.8, 1.06),
    "maraka": Kind("manik", maracas, (("#c2482f", "#e3a72f"), ("#2f6b5a", "#d9822a"), ("#8a3f5a", "#3f7f9a")), "", (440, 440), 1.7, 1.05),
    "sangkar_burung": Kind("kerajinan", birdcage, (("#a8713f", "#e3b565"), ("#7a4526", "#d9a860"), ("#c29058", "#8a3f22")), "", (600, 640), 1.8, 0.98),
    "sarung_golok": Kind("manik", sheath, _LEATHER, "", (620, 620), 1.7, 1.05),
    "dompet_kulit": Kind("manik", wallet, _LEATHER, "Kulit Asli", (560, 760), 1.8, 1.1),
    "gerabah": Kind("kerajinan", pot, _CLAY, "", (460, 760), 1.7, 1.1),
    "cobek_batu": Kind("dapur", partial(cobek, stone=True), (("#6f6a66", "#c9301f"), ("#5f5a58", "#c9301f")), "", (600, 740), 1.6, 1.12),
    "cobek_kayu": Kind("dapur", partial(cobek, stone=False), (("#a8713f", "#c9301f"), ("#8a5430", "#c9301f")), "", (600, 740), 1.6, 1.12),
}
