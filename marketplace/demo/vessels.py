"""What holds and pours: jars, bottles, bowls, cups."""

from __future__ import annotations

from marketplace.demo.svg import (
    ACROSS,
    DOWN,
    Art,
    Color,
    darker,
    ellipse,
    group,
    lighter,
    path,
    rect,
    stroke,
)


def lid(art: Art, cx: float, y: float, w: float, h: float, color: Color, ridged: bool = True) -> str:
    """A screw cap seen a little from above; `y` is the top of its side."""
    ry = w * 0.1
    side = f"M{cx - w / 2},{y} V{y + h} A{w / 2},{ry} 0 0 0 {cx + w / 2},{y + h} V{y} Z"
    ridges = "".join(f"M{cx - w / 2 + w * i / 26:.1f},{y + 6} v{h + ry * 0.6:.0f}" for i in range(1, 26))
    return (
        path(side, art.drum(color))
        + (
            group(stroke(ridges, darker(color, 0.4), 2, opacity=0.35), clip_path=art.clip(path(side, "#000")))
            if ridged
            else ""
        )
        + ellipse(cx, y, w / 2, ry, art.plane(lighter(color, 0.18), 0.3))
        + ellipse(
            cx, y, w / 2 - 9, ry - 4, "none", stroke=lighter(color, 0.55), stroke_width=2.5, opacity=0.7
        )
    )


def jar(
    art: Art,
    cx: float,
    base: float,
    w: float,
    h: float,
    fill: str,
    lid_color: Color,
    face: str = "",
    inside: str = "",
) -> str:
    """A glass jar, filled to the shoulder. `inside` is drawn behind the glass, `face` before it."""
    top = base - h
    left, right = cx - w / 2, cx + w / 2
    ry = w * 0.09
    glass = (
        f"M{left + w * 0.1},{top} C{left + w * 0.1},{top + 34} {left},{top + 30} {left},{top + 84} V{base - 40} "
        f"Q{left},{base} {left + 44},{base + ry * 0.5} Q{cx},{base + ry} {right - 44},{base + ry * 0.5} "
        f"Q{right},{base} {right},{base - 40} V{top + 84} C{right},{top + 30} {right - w * 0.1},{top + 34} {right - w * 0.1},{top} Z"
    )
    clip = art.clip(path(glass, "#000"))
    shade = art.linear(
        (0, "#1c0a06", 0.36),
        (0.09, "#1c0a06", 0.04),
        (0.5, "#ffffff", 0),
        (0.86, "#1c0a06", 0.2),
        (1, "#1c0a06", 0.42),
        along=ACROSS,
    )
    return (
        art.shadow(cx, base, w * 0.52, 34)
        + path(glass, "#eaf1ea", opacity=0.82)
        + group(
            rect(left, top + 62, w, h, fill),
            inside,
            ellipse(cx, top + 64, w / 2, ry * 0.7, "#ffffff", opacity=0.25),
            rect(left, top, w, h + 30, shade),
            clip_path=clip,
        )
        + face
        + group(
            rect(
                left + w * 0.085,
                top + 60,
                w * 0.06,
                h - 130,
                "#ffffff",
                w * 0.03,
                opacity=0.62,
                filter=art.blur(3),
            ),
            rect(
                right - w * 0.1,
                top + 90,
                w * 0.025,
                h - 190,
                "#ffffff",
                w * 0.01,
                opacity=0.4,
                filter=art.blur(2),
            ),
            stroke(
                f"M{left + 40},{base - 6} Q{cx},{base + 14} {right - 40},{base - 6}",
                "#ffffff",
                5,
                opacity=0.4,
            ),
            clip_path=clip,
        )
        + path(glass, "none", stroke="#ffffff", stroke_width=3, opacity=0.4)
        + lid(art, cx, top - 52, w * 0.86, 58, lid_color)
    )


def bottle(
    art: Art,
    cx: float,
    base: float,
    w: float,
    h: float,
    liquid: Color,
    cap: Color,
    face: str = "",
    level: float = 0.2,
) -> str:
    """A glass bottle with a long shoulder; `level` is the empty share from the shoulder up."""
    top = base - h
    left, right, neck = cx - w / 2, cx + w / 2, w * 0.17
    ry = w * 0.08
    glass = (
        f"M{cx - neck},{top} V{top + h * 0.14} C{cx - neck},{top + h * 0.27} {left},{top + h * 0.26} {left},{top + h * 0.42} "
        f"V{base - 34} Q{left},{base} {left + 34},{base + ry * 0.5} Q{cx},{base + ry} {right - 34},{base + ry * 0.5} "
        f"Q{right},{base} {right},{base - 34} V{top + h * 0.42} C{right},{top + h * 0.26} {cx + neck},{top + h * 0.27} {cx + neck},{top + h * 0.14} V{top} Z"
    )
    clip = art.clip(path(glass, "#000"))
    body = art.linear(
        (0, darker(liquid, 0.4)),
        (0.12, liquid),
        (0.3, lighter(liquid, 0.42)),
        (0.52, liquid),
        (0.85, darker(liquid, 0.38)),
        (0.95, darker(liquid, 0.25)),
        (1, lighter(liquid, 0.1)),
        along=ACROSS,
    )
    surface = top + h * level
    return (
        art.shadow(cx, base, w * 0.52, 28)
        + path(glass, "#f0f5ee", opacity=0.75)
        + group(
            rect(left, surface, w, h, body),
            ellipse(cx, surface, w * 0.3, 8, lighter(liquid, 0.4), opacity=0.8),
            rect(
                left + w * 0.1,
                top + h * 0.36,
                w * 0.07,
                h * 0.56,
                "#ffffff",
                10,
                opacity=0.6,
                filter=art.blur(4),
            ),
            rect(cx - neck * 0.7, top, neck * 0.35, h * 0.24, "#ffffff", 6, opacity=0.55, filter=art.blur(2)),
            clip_path=clip,
        )
        + path(glass, "none", stroke="#ffffff", stroke_width=3, opacity=0.45)
        + face
        + lid(art, cx, top - 34, neck * 2.5, 44, cap)
    )


def bowl(
    art: Art, cx: float, rim: float, rx: float, depth: float, color: Color, inside: str, foot: float = 0.42
) -> str:
    """A bowl; `inside` is heaped over the rim's back and cut by its front edge."""
    ry = rx * 0.26
    base = rim + depth
    hull = (
        f"M{cx - rx},{rim} C{cx - rx * 0.96},{rim + depth * 0.75} {cx - rx * foot * 1.2},{base - 8} {cx - rx * foot},{base} "
        f"A{rx * foot},{ry * foot} 0 0 0 {cx + rx * foot},{base} C{cx + rx * foot * 1.2},{base - 8} {cx + rx * 0.96},{rim + depth * 0.75} {cx + rx},{rim} "
        f"A{rx},{ry} 0 0 1 {cx - rx},{rim} Z"
    )
    return (
        art.shadow(cx, base + 6, rx * 0.7, 40)
        + ellipse(cx, rim, rx, ry, art.linear((0, darker(color, 0.42)), (1, lighter(color, 0.1)), along=DOWN))
        + inside
        + path(hull, art.drum(color))
        + path(hull, art.linear((0, "#ffffff", 0.1), (1, "#1c0a06", 0.34), along=DOWN))
        + stroke(f"M{cx - rx},{rim} A{rx},{ry} 0 0 0 {cx + rx},{rim}", lighter(color, 0.5), 7)
        + ellipse(
            cx - rx * 0.52,
            rim + depth * 0.42,
            rx * 0.1,
            depth * 0.26,
            "#ffffff",
            opacity=0.4,
            filter=art.blur(8),
            transform=f"rotate(14 {cx - rx * 0.5} {rim + depth * 0.4})",
        )
    )


def cup(art: Art, cx: float, base: float, w: float, color: Color, drink: Color) -> str:
    """A cup of something hot on its saucer."""
    h = w * 0.72
    rim = base - h
    rx, ry = w / 2, w * 0.14
    hull = f"M{cx - rx},{rim} C{cx - rx},{rim + h * 0.7} {cx - rx * 0.5},{base} {cx - rx * 0.4},{base} H{cx + rx * 0.4} C{cx + rx * 0.5},{base} {cx + rx},{rim + h * 0.7} {cx + rx},{rim} Z"
    handle = f"M{cx + rx * 0.9},{rim + h * 0.2} C{cx + rx * 1.6},{rim + h * 0.1} {cx + rx * 1.5},{rim + h * 0.74} {cx + rx * 0.72},{rim + h * 0.68}"
    return (
        art.shadow(cx, base + 18, w * 0.86, 34)
        + ellipse(cx, base + 12, w * 0.86, w * 0.2, art.plane(color, 0.3))
        + ellipse(cx, base + 6, w * 0.6, w * 0.12, darker(color, 0.16), opacity=0.6)
        + stroke(handle, darker(color, 0.18), w * 0.1)
        + stroke(handle, lighter(color, 0.3), w * 0.04, transform="translate(-2 -4)")
        + path(hull, art.drum(color, 0.5))
        + ellipse(cx, rim, rx, ry, lighter(color, 0.6))
        + ellipse(
            cx,
            rim + 3,
            rx - 10,
            ry - 6,
            art.radial((0, lighter(drink, 0.3)), (0.7, drink), (1, darker(drink, 0.4))),
        )
        + ellipse(
            cx - rx * 0.3, rim, rx * 0.26, ry * 0.22, lighter(drink, 0.6), opacity=0.5, filter=art.blur(2)
        )
    )


def steam(art: Art, cx: float, y: float, size: float = 1) -> str:
    lines = "".join(
        f"M{cx + x * size},{y} c{-34 * size},{-50 * size} {40 * size},{-80 * size} {4 * size},{-150 * size}"
        for x in (-34, 8, 46)
    )
    return stroke(lines, "#fffaf0", 15 * size, opacity=0.5, filter=art.blur(9))
