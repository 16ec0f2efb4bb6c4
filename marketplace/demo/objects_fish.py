"""The catch of Puger: fish dried and pounded."""

from __future__ import annotations

from marketplace.demo import morsels
from marketplace.demo.kinds import Kind
from marketplace.demo.morsels import place
from marketplace.demo.parts import (
    Style,
    banana_leaf,
    label,
)
from marketplace.demo.svg import (
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


def terasi(art: Art, style: Style) -> str:
    """Blocks of shrimp paste in paper and leaf, one open and cut."""
    paste = "#7a3b30"

    def block(x: float, y: float, w: float, h: float, wrapped: bool) -> str:
        dx, dy = 90, 58
        color = "#d9b483" if wrapped else paste
        grain = art.grain(0.1, 0.12, darker(color, 0.5), 0.36, 4)
        top = f"M{x},{y - h} L{x + dx},{y - h - dy} H{x + w + dx} L{x + w},{y - h}Z"
        side = f"M{x + w},{y - h} L{x + w + dx},{y - h - dy} V{y - dy} L{x + w},{y}Z"
        out = art.shadow(x + w / 2 + 40, y - 4, w * 0.62, 30)
        out += (
            path(side, darker(color, 0.4))
            + path(top, lighter(color, 0.25), filter=grain)
            + rect(x, y - h, w, h, art.plane(color, 0.2), filter=grain)
        )
        if wrapped:
            out += rect(x + w * 0.3, y - h, w * 0.4, h, style.main) + path(
                f"M{x + w * 0.3},{y - h} l{dx},{-dy} h{w * 0.4} l{-dx},{dy}Z", lighter(style.main, 0.22)
            )
            out += label(art, style, x + w / 2, y - h / 2, w * 0.62, h * 0.9)
            out += stroke(
                f"M{x},{y - h} l{w * 0.1},{h * 0.3} M{x + w},{y - h} l{-w * 0.1},{h * 0.34}",
                darker(color, 0.3),
                3,
                opacity=0.5,
            )
        else:
            out += stroke(f"M{x + 16},{y - h + 14} h{w - 60}", "#f0b8a0", 6, opacity=0.35)
        return out

    return (
        banana_leaf(art, 590, 940, 960, 260, 4)
        + block(560, 800, 380, 200, True)
        + block(250, 900, 430, 230, True)
        + block(720, 1000, 210, 130, False)
        + block(420, 1030, 150, 84, False)
        + morsels.shrimp(art, 990, 1040, 0.62)
        + morsels.shrimp(art, 300, 1060, 0.6)
    )


def salted_fish(art: Art, style: Style) -> str:
    """Dried fish fanned out on a round bamboo tray."""
    straw = "#d8b070"
    tray = (
        art.shadow(600, 900, 480, 90)
        + ellipse(600, 850, 490, 210, darker(straw, 0.4))
        + ellipse(600, 826, 490, 210, art.plane(straw, 0.3))
        + ellipse(600, 826, 446, 182, darker(straw, 0.16))
        + group(
            stroke(
                "".join(f"M{150 + i * 38},560 l-140,540 " for i in range(30)),
                lighter(straw, 0.3),
                17,
                opacity=0.6,
            )
            + stroke(
                "".join(f"M100,{640 + i * 26} h1000 " for i in range(16)), darker(straw, 0.3), 3, opacity=0.5
            ),
            clip_path=art.clip(ellipse(600, 826, 446, 182, "#000")),
        )
    )

    def fish(color: Color) -> str:
        body = "M-210,0 C-150,-66 20,-84 130,-22 L214,-64 L198,0 L216,62 L130,24 C20,84 -150,66 -210,0Z"
        scales = "".join(f"M{-90 + i * 34},{-40 + (i % 2) * 6} q14,{40} 0,{78} " for i in range(6))
        return (
            path(body, "#2a120c", opacity=0.35, transform="translate(8 14)")
            + path(
                body,
                art.linear(
                    (0, lighter(color, 0.5)),
                    (0.4, color),
                    (0.6, lighter(color, 0.3)),
                    (1, darker(color, 0.4)),
                    along=DOWN,
                ),
            )
            + stroke(scales, darker(color, 0.26), 4, opacity=0.6)
            + stroke("M-128,-44 C-110,-20 -110,20 -128,44", darker(color, 0.4), 6)
            + stroke("M-120,0 H140", darker(color, 0.25), 4, opacity=0.5)
            + stroke("M134,-20 L200,-52 M134,0 L190,0 M134,20 L204,50", darker(color, 0.4), 4)
            + ellipse(-168, -14, 13, 13, "#fff6e0")
            + ellipse(-168, -14, 7, 7, "#241208")
            + path("M-60,-66 C-20,-106 50,-90 70,-52Z", darker(color, 0.24))
            + stroke("M-140,-34 C-60,-60 40,-60 100,-30", "#fffaf0", 8, opacity=0.5, filter=art.blur(3))
        )

    out = tray
    shades = ("#b99a6a", "#a89274", "#c4a87a", "#9f8a70")
    for i, (x, y, turn) in enumerate(
        (
            (450, 740, -14),
            (760, 730, 12),
            (380, 840, 6),
            (620, 800, -6),
            (850, 830, -16),
            (500, 910, 12),
            (740, 920, -4),
        )
    ):
        out += place(fish(shades[i % 4]), x, y, turn, 0.98)
    return (
        out
        + place(morsels.chili(art, 60), 300, 930, 20)
        + place(morsels.chili(art, 56, "#4f8a3a"), 960, 930, 200)
    )


KINDS: dict[str, Kind] = {
    "terasi": Kind(
        "ikan", terasi, (("#b5452a", "#f2c24e"), ("#2f5f8a", "#f2c24e")), "Terasi", (560, 820), 1.6, low=True
    ),
    "ikan_asin": Kind("ikan", salted_fish, (("#2f5f8a", "#f2c24e"),), "Ikan Asin", (600, 830), 1.8, low=True),
}
