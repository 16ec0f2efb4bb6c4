"""Cages, leather, clay and stone."""

from __future__ import annotations

from collections.abc import Sequence

from marketplace.demo.kinds import Kind
from marketplace.demo.morsels import place
from marketplace.demo.motifs import Dyes, motif_fill
from marketplace.demo.parts import (
    Style,
    lettering,
)
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
    path,
    polar,
    rect,
    smooth,
    stroke,
)


def birdcage(art: Art, style: Style) -> str:
    """A domed cage of turned bars, carved foot and crown, a perch inside."""
    wood = style.main
    cx, top, foot, rx = 600.0, 330.0, 880.0, 270.0
    bars_back = "".join(
        f"M{x:.0f},{top + 10} V{foot - 30} " for x in (polar(cx, 0, rx, a)[0] for a in range(190, 351, 16))
    )
    dome_back = "".join(
        f"M{x:.0f},{top + 10} Q{cx + (x - cx) * 0.7:.0f},170 {cx},150 "
        for x in (polar(cx, 0, rx, a)[0] for a in range(190, 351, 16))
    )
    front = [polar(cx, 0, rx, a)[0] for a in range(4, 181, 11)]
    bars = "".join(f"M{x:.0f},{top} V{foot} " for x in front)
    dome = "".join(f"M{x:.0f},{top} Q{cx + (x - cx) * 0.78:.0f},180 {cx},150 " for x in front)

    def hoop(y: float, width: float, r: float = rx) -> str:
        return ellipse(cx, y, r, r * 0.2, "none", stroke=darker(wood, 0.2), stroke_width=width) + stroke(
            f"M{cx - r},{y} A{r},{r * 0.2} 0 0 0 {cx + r},{y}", lighter(wood, 0.25), width * 0.7
        )

    base = f"M{cx - 300},{foot - 14} V{foot + 66} A300,66 0 0 0 {cx + 300},{foot + 66} V{foot - 14} A300,64 0 0 1 {cx - 300},{foot - 14}Z"
    carved = group(
        rect(
            cx - 310,
            foot - 20,
            620,
            170,
            motif_fill(art, "kawung", Dyes(darker(wood, 0.55), lighter(wood, 0.2), style.second), 0.56),
        ),
        clip_path=art.clip(path(base, "#000")),
    )
    feet = "".join(
        path(
            f"M{x - 34},{foot + 84} H{x + 34} L{x + 22},{foot + 138} Q{x},{foot + 150} {x - 22},{foot + 138}Z",
            art.drum(darker(wood, 0.25)),
        )
        for x in (cx - 220, cx, cx + 220)
    )
    bird = (
        path(
            "M-70,10 C-70,-40 -20,-64 26,-50 C50,-80 100,-74 104,-36 L132,-26 L104,-14 C104,40 50,62 0,54 L-120,96 L-96,56 L-150,60Z",
            art.linear((0, "#f2c24e"), (0.5, "#8f9a3c"), (1, "#4a5a24")),
        )
        + path("M-60,20 C-20,-20 40,-10 60,20 C30,50 -30,54 -60,20Z", darker("#8f9a3c", 0.3))
        + ellipse(74, -42, 9, 9, "#241208")
        + ellipse(71, -45, 3, 3, "#ffffff")
        + path("M102,-40 L140,-26 L102,-16Z", "#d9742a")
    )
    return (
        art.shadow(cx, foot + 128, 330, 46)
        + stroke(bars_back, darker(wood, 0.42), 6, opacity=0.75)
        + stroke(dome_back, darker(wood, 0.42), 6, opacity=0.75)
        + ellipse(cx, foot - 10, 290, 60, darker(wood, 0.45))
        + stroke(f"M{cx - 200},{foot - 200} H{cx + 200}", darker(wood, 0.2), 20)
        + stroke(f"M{cx - 200},{foot - 204} H{cx + 200}", lighter(wood, 0.3), 6)
        + place(bird, 600, 618, 0, 1.15)
        + stroke(dome, SHADE, 10, opacity=0.25, transform="translate(5 6)")
        + stroke(bars, darker(wood, 0.3), 10)
        + stroke(bars, lighter(wood, 0.35), 4, transform="translate(-1.5 0)")
        + stroke(dome, darker(wood, 0.3), 10)
        + stroke(dome, lighter(wood, 0.35), 4, transform="translate(-1.5 -1)")
        + hoop(top, 16)
        + hoop((top + foot) / 2, 12)
        + feet
        + path(base, art.drum(wood))
        + carved
        + path(
            base,
            art.linear(
                (0, SHADE, 0.4), (0.26, "#fff6e0", 0.24), (0.5, "#fff6e0", 0), (1, SHADE, 0.5), along=ACROSS
            ),
        )
        + ellipse(cx, 148, 66, 30, art.ball(wood))
        + path(
            f"M{cx - 34},140 C{cx - 30},90 {cx - 14},86 {cx},50 C{cx + 14},86 {cx + 30},90 {cx + 34},140Z",
            art.drum(wood),
        )
        + stroke(f"M{cx},54 C{cx - 50},-10 {cx + 60},-20 {cx + 40},36", "#8f8a80", 10)
    )


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
        stroke("M-58,-300 H58 M-60,-330 H60", "#d9b45a", 12),
        ellipse(10, -460, 16, 16, art.ball("#d9b45a")),
        ellipse(6, -390, 12, 12, art.ball("#d9b45a")),
        rect(-72, -244, 144, 34, art.drum("#d9b45a"), 8),
        path(body, art_leather, filter=art.grain(0.09, 0.09, darker(leather, 0.5), 0.34, 4)),
        group(
            path(
                "M-70,-60 H70 C80,100 70,230 20,340 C-40,230 -70,100 -70,-60Z",
                motif_fill(
                    art, "kawung", Dyes(darker(leather, 0.6), darker(leather, 0.22), style.second), 0.62
                ),
            ),
            opacity=0.85,
        ),
        path(
            "M-70,-60 H70 C80,100 70,230 20,340 C-40,230 -70,100 -70,-60Z",
            "none",
            stroke=darker(leather, 0.5),
            stroke_width=5,
        ),
        stroke(stitches, darker(leather, 0.5), 9, opacity=0.5),
        stroke(stitches, "#f0d9a8", 6, stroke_dasharray="16 11"),
        path(loop, art.log(darker(leather, 0.2))),
        stroke("M-118,-150 H118 M-118,-100 H118", "#f0d9a8", 5, stroke_dasharray="14 10"),
        ellipse(-86, -125, 12, 12, art.ball("#d9b45a")),
        ellipse(86, -125, 12, 12, art.ball("#d9b45a")),
        path(
            "M-96,-180 C-90,0 -80,140 -40,300",
            "none",
            stroke="#fff6e0",
            stroke_width=20,
            stroke_linecap="round",
            opacity=0.2,
            filter=art.blur(9),
        ),
        transform="translate(620 640) rotate(28)",
    )


def wallet(art: Art, style: Style) -> str:
    """A leather wallet, another open beneath it."""
    leather = style.main

    def piece(cx: float, cy: float, w: float, h: float, turn: float, color: Color, face: bool) -> str:
        x, y = -w / 2, -h / 2
        out = rect(x + 16, y + 24, w, h, SHADE, 30, opacity=0.45, filter=art.blur(16))
        out += rect(x, y + 10, w, h, darker(color, 0.45), 28)
        out += rect(
            x,
            y,
            w,
            h,
            art.linear((0, lighter(color, 0.3)), (0.5, color), (1, darker(color, 0.34))),
            28,
            filter=art.grain(0.08, 0.08, darker(color, 0.5), 0.32, 4),
        )
        out += rect(
            x + 18,
            y + 18,
            w - 36,
            h - 36,
            "none",
            18,
            stroke="#f0d9a8",
            stroke_width=5,
            stroke_dasharray="16 11",
        )
        if face:
            panel = rect(
                x + 18,
                y + h * 0.52,
                w - 36,
                h * 0.34,
                motif_fill(art, "tembakau", Dyes(darker(color, 0.6), darker(color, 0.2), style.second), 0.5),
                opacity=0.9,
            )
            out += panel + stroke(
                f"M{x + 18},{y + h * 0.5} H{-x - 18} M{x + 18},{y + h * 0.88} H{-x - 18}",
                darker(color, 0.5),
                5,
            )
            out += group(lettering(style, 0, 0, 300, 170, "#f0d9a8"), transform=f"translate(0 {-h * 0.22})")
        return group(out, transform=f"translate({cx} {cy}) rotate({turn})")

    inner = "".join(
        rect(-260, -90 + i * 46, 230, 60, art.plane(darker(leather, 0.1), 0.2), 8) for i in range(3)
    )
    return (
        piece(640, 430, 640, 420, 12, lighter(leather, 0.12), False)
        + group(
            inner,
            rect(30, -110, 230, 200, art.plane(darker(leather, 0.1), 0.2), 10),
            transform="translate(640 430) rotate(12)",
        )
        + piece(560, 760, 560, 430, -8, leather, True)
    )


def pot(art: Art, style: Style) -> str:
    """Earthenware: a water jar, a vase and a small bowl."""
    clay = style.main

    def thrown(
        profile: Sequence[tuple[float, float]],
        cx: float,
        base: float,
        color: Color,
        mouth: float,
        belt: str = "",
    ) -> str:
        top = base - profile[-1][1]
        right = [(cx + r, base - h) for r, h in profile]
        left = [(cx - r, base - h) for r, h in reversed(profile)]
        foot = profile[0][0]
        d = (
            smooth(right, False)
            + " L"
            + smooth(left, False)[1:]
            + f"A{foot},{foot * 0.2} 0 0 0 {cx + foot},{base}Z"
        )
        widest = max(r for r, _ in profile)
        clip = art.clip(path(d, "#000"))
        lines = stroke(
            "".join(
                f"M{cx - widest},{base - h} Q{cx},{base - h + widest * 0.3} {cx + widest},{base - h} "
                for _, h in profile[1:-1]
            ),
            darker(color, 0.4),
            3,
            opacity=0.35,
        )
        return (
            art.shadow(cx, base - 4, widest * 0.86, widest * 0.16)
            + path(d, art.drum(color, 0.4), filter=art.grain(0.05, 0.2, darker(color, 0.5), 0.32, 4))
            + group(
                belt,
                lines,
                path(d, art.linear((0, "#fff6e0", 0.22), (0.5, "#fff6e0", 0), (1, SHADE, 0.34), along=DOWN)),
                ellipse(
                    cx - widest * 0.45,
                    (top + base) / 2,
                    widest * 0.14,
                    (base - top) * 0.22,
                    "#fff6e0",
                    opacity=0.3,
                    filter=art.blur(12),
                ),
                clip_path=clip,
            )
            + ellipse(cx, top, mouth, mouth * 0.24, lighter(color, 0.3))
            + ellipse(cx, top + 3, mouth * 0.82, mouth * 0.18, darker(color, 0.6))
        )

    big = [(150, 0), (240, 120), (290, 260), (270, 400), (190, 500), (130, 550), (140, 590), (168, 616)]
    vase = [(80, 0), (120, 100), (140, 240), (110, 380), (62, 470), (56, 560), (90, 620)]
    small = [(80, 0), (150, 60), (176, 130), (170, 176)]
    zigzag = "".join(
        f"M{180 + i * 62},{724 + (1 - ((i - 4.5) / 4.5) ** 2) * 66:.0f} l24,22 l24,-22 " for i in range(10)
    )
    belt = path("M120,740 Q460,870 800,740 V650 Q460,780 120,650Z", darker(clay, 0.32)) + stroke(
        zigzag, lighter(style.second, 0.2), 7
    )
    return (
        thrown(vase, 850, 950, darker(clay, 0.18), 90)
        + thrown(big, 460, 985, clay, 168, belt)
        + thrown(small, 810, 1050, lighter(clay, 0.12), 170)
    )


_LEATHER: tuple[tuple[Color, Color], ...] = (
    ("#8a4a22", "#d9a860"),
    ("#5a2f1c", "#c98a4a"),
    ("#3a2a24", "#b5793f"),
)


_CLAY: tuple[tuple[Color, Color], ...] = (
    ("#b5623a", "#f0d0a0"),
    ("#a3522f", "#f2dcb4"),
    ("#c27a4f", "#7a3a20"),
)


KINDS: dict[str, Kind] = {
    "sangkar_burung": Kind(
        "kerajinan",
        birdcage,
        (("#a8713f", "#e3b565"), ("#7a4526", "#d9a860"), ("#c29058", "#8a3f22")),
        "",
        (600, 640),
        1.8,
        0.98,
    ),
    "sarung_golok": Kind("manik", sheath, _LEATHER, "", (620, 620), 1.7, 1.05),
    "dompet_kulit": Kind("manik", wallet, _LEATHER, "Kulit Asli", (560, 760), 1.8, 1.1),
    "gerabah": Kind("kerajinan", pot, _CLAY, "", (460, 760), 1.7, 1.1),
}
