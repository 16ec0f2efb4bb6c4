"""Tape and the cakes made of it, what Jember is known for."""

from __future__ import annotations

from marketplace.demo import morsels
from marketplace.demo.kinds import Kind
from marketplace.demo.morsels import place
from marketplace.demo.parts import (
    Style,
    banana_leaf,
    band,
    board,
    box,
    flag,
    label,
    twine,
)
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
    polygon,
    rect,
    smooth,
    stroke,
)


def _crumb(art: Art, d: str, color: Color) -> str:
    return path(
        d,
        art.plane(color, 0.2),
        filter=art.grain(0.06, 0.07, "#c06a24" if color > "#a" else "#1c0a06", 0.34, 4),
    )


def prol_tape(art: Art, style: Style) -> str:
    """A golden loaf with raisins and cheese, two slices cut off, on a board."""
    crust = "#b5651f"
    crumb = "#f6cf78"
    loaf_top = "M330,520 C350,440 420,420 640,420 C860,420 960,440 985,520 L905,650 H240Z"
    loaf_face = "M240,640 C232,600 260,590 300,596 H850 C900,590 918,606 908,650 L896,860 H252Z"
    side = "M906,646 L985,520 V742 L896,862Z"
    toppings = "".join(
        place(
            group(
                ellipse(2, 4, 21, 15, "#2a120c", opacity=0.4), ellipse(0, 0, 20, 14, art.ball("#5a2f2a", 0.4))
            ),
            x,
            y,
            art.rng.uniform(0, 90),
        )
        for x, y in (
            (420, 500),
            (520, 460),
            (640, 520),
            (760, 470),
            (860, 530),
            (560, 570),
            (720, 590),
            (390, 580),
            (900, 480),
            (480, 530),
        )
    )
    cheese = "".join(
        stroke(
            f"M{x},{y} q{art.rng.randrange(-14, 14)},{art.rng.randrange(-12, 12)} {art.rng.randrange(20, 44)},{art.rng.randrange(-14, 14)}",
            art.rng.choice(("#ffe9a0", "#fbd66f", "#fff2c4")),
            8,
        )
        for x, y in [(art.rng.uniform(330, 900), art.rng.uniform(440, 610)) for _ in range(64)]
    )
    pores = "".join(
        ellipse(
            art.rng.uniform(270, 880),
            art.rng.uniform(640, 840),
            art.rng.uniform(3, 9),
            art.rng.uniform(2, 6),
            darker(crumb, 0.28),
            opacity=0.55,
        )
        for _ in range(70)
    )
    slices = ""
    for x, y, lean in ((270, 930, 0), (470, 960, 0)):
        d = smooth(
            [
                (x - 150, y - 40),
                (x - 60, y - 86),
                (x + 130, y - 90),
                (x + 210, y - 50),
                (x + 150, y + 44),
                (x - 90, y + 50),
            ]
        )
        slices += art.shadow(x + 26, y + 46, 180, 20, 0.4)
        slices += path(d, darker(crust, 0.1), transform="translate(2 26)") + _crumb(art, d, crumb)
        slices += path(d, "none", stroke=crust, stroke_width=11, opacity=0.85)
        slices += "".join(
            place(ellipse(0, 0, 16, 10, art.ball("#5a2f2a")), x + dx, y + dy, lean)
            for dx, dy in ((-40, -20), (60, -40), (110, 0), (20, 14))
        )
    return (
        board(art, 610, 905, 500, "#9a6234")
        + art.shadow(600, 866, 360, 30)
        + path(side, art.linear((0, crust), (1, darker(crust, 0.45))))
        + _crumb(art, loaf_face, crumb)
        + pores
        + path(
            "M240,640 C232,600 260,590 300,596 H850 C900,590 918,606 908,650 L905,676 H242Z",
            crust,
            opacity=0.9,
        )
        + path("M252,860 H896 L898,838 H250Z", darker(crust, 0.2))
        + path(loaf_top, art.linear((0, lighter("#d98a2f", 0.45)), (0.5, "#cf7f2a"), (1, darker(crust, 0.2))))
        + cheese
        + toppings
        + path(
            "M360,500 C420,440 560,430 700,436",
            "none",
            stroke="#fff6e0",
            stroke_width=16,
            stroke_linecap="round",
            opacity=0.4,
            filter=art.blur(6),
        )
        + slices
        + flag(art, style, 690, 430)
    )


def tape_besek(art: Art, style: Style) -> str:
    """Fermented cassava on banana leaf in a woven bamboo box, its lid behind."""
    straw = "#dcb877"
    weave = _weave(art, straw)
    lid_shape = "M300,590 L390,330 H930 L1010,590Z"
    front = "M170,700 H1040 L1000,960 Q610,990 210,960Z"
    pieces = ""
    for x, y, turn, size in (
        (400, 600, -16, 1.0),
        (600, 570, 12, 1.05),
        (800, 596, -8, 1.0),
        (930, 640, 24, 0.9),
        (300, 660, 20, 0.95),
        (500, 660, -26, 1.1),
        (700, 654, 6, 1.12),
        (860, 700, -18, 1.0),
    ):
        color = art.rng.choice(("#f6ecc9", "#f3e3b4", "#fbf4dc"))
        d = smooth([(-110, -6), (-84, -44), (0, -54), (86, -46), (112, 4), (80, 44), (-4, 50), (-86, 42)])
        piece = (
            path(d, "#2a120c", opacity=0.35, transform="translate(8 16)")
            + path(d, art.linear((0, "#fffdf2"), (0.45, color), (1, "#c9a860"), along=DOWN))
            + stroke("M-78,-12 q80,-22 158,0 M-70,16 q70,14 140,2", "#c9a55a", 4, opacity=0.55)
            + ellipse(-40, -26, 34, 8, "#ffffff", opacity=0.8, filter=art.blur(3))
        )
        pieces += place(piece, x, y, turn, size)
    return (
        art.shadow(610, 960, 450, 52)
        + art.cast(lid_shape, 22, 20, 14, 0.3)
        + path(lid_shape, art.plane(straw))
        + path(lid_shape, weave)
        + path(lid_shape, art.linear((0, "#ffffff", 0.2), (1, "#1c0a06", 0.3)))
        + stroke("M390,330 H930 L1010,590", lighter(straw, 0.4), 10)
        + polygon([(170, 704), (280, 540), (960, 540), (1040, 704)], darker(straw, 0.55))
        + banana_leaf(art, 420, 590, 560, 190, -12)
        + banana_leaf(art, 800, 590, 520, 190, 14)
        + pieces
        + banana_leaf(art, 330, 716, 380, 90, 6)
        + banana_leaf(art, 860, 718, 420, 84, -5)
        + path(front, art.plane(straw))
        + path(front, weave)
        + path(
            front, art.linear((0, "#ffffff", 0.16), (0.5, "#ffffff", 0), (1, "#1c0a06", 0.34), along=ACROSS)
        )
        + path("M170,700 H1040 l-4,30 H175Z", art.plane(lighter(straw, 0.2)))
        + label(art, style, 605, 846, 320, 200)
        + twine(art, "M170,716 Q600,740 1040,716", 6)
    )


def _weave(art: Art, straw: Color) -> str:
    """Flat bamboo strips, over two and under two."""
    dark, light = darker(straw, 0.34), lighter(straw, 0.3)
    cell = "".join(
        rect(x, y, 52, 24, light if (x + y) % 56 else straw, 3) + stroke(f"M{x},{y + 24} h52", dark, 3)
        for x, y in ((0, 0), (28, 28), (56, 56), (84, 84), (-84, 28), (-56, 56), (-28, 84))
    )
    return art.pattern(
        112,
        112,
        rect(0, 0, 112, 112, darker(straw, 0.14))
        + stroke("M14,0 V112 M42,0 V112 M70,0 V112 M98,0 V112", dark, 2.4)
        + cell,
        "scale(.62)",
    )


def brownies_tape(art: Art, style: Style) -> str:
    """Dark squares topped with almonds, stacked on paper, beside their sleeve."""
    out = board(art, 610, 940, 480, "#c08a52")
    out += polygon([(230, 900), (340, 840), (1000, 850), (960, 985), (300, 990)], "#fbf3df", opacity=0.95)

    def square(x: float, y: float, size: float = 1) -> str:
        w, h, dx, dy = 230 * size, 120 * size, 70 * size, 56 * size
        brown = "#5a2d18"
        top = [(x, y - h), (x + dx, y - h - dy), (x + w + dx, y - h - dy), (x + w, y - h)]
        nuts = "".join(
            place(morsels.almond(art, 21 * size), x + fx * size, y - h - fy * size, turn)
            for fx, fy, turn in ((66, 18, 20), (130, 34, -30), (196, 16, 60), (240, 40, 10), (110, 12, 80))
        )
        return (
            art.shadow(x + w * 0.6, y, w * 0.62, 18, 0.35)
            + polygon(
                [(x + w, y - h), (x + w + dx, y - h - dy), (x + w + dx, y - dy), (x + w, y)],
                darker(brown, 0.42),
            )
            + _crumb(art, f"M{x},{y - h} h{w} v{h} h{-w}Z", brown)
            + rect(x, y - h * 0.62, w, h * 0.13, "#e9c47a", opacity=0.75)
            + polygon(top, art.linear((0, lighter(brown, 0.34)), (0.5, lighter(brown, 0.1)), (1, brown)))
            + stroke(
                f"M{x + dx * 0.6},{y - h - dy * 0.7} q{w * 0.3},10 {w * 0.6},-6", "#fff6e0", 6, opacity=0.3
            )
            + nuts
        )

    for x, y in ((300, 900), (600, 900), (230, 975), (540, 985)):
        out += square(x, y)
    out += square(420, 790, 0.98)
    return out + flag(art, style, 590, 560)


def pia(art: Art, style: Style) -> str:
    """Round flaky pastries before their box."""
    face = band(art, style, "ceplok", 250, 440, 680, 84, 0.46) + label(art, style, 590, 660, 440, 230)
    out = box(art, 250, 850, 680, 440, style.main, face, (110, 66))
    for x, y, size in (
        (690, 850, 1.0),
        (420, 855, 1.02),
        (250, 955, 1.14),
        (860, 950, 1.14),
        (540, 985, 1.3),
    ):
        gold = "#e3b268"
        pastry = (
            ellipse(0, 24, 104, 52, darker(gold, 0.35))
            + path("M-104,0 V26 A104,52 0 0 0 104,26 V0Z", art.drum("#f3dfb6", 0.5))
            + ellipse(
                0,
                0,
                104,
                50,
                art.radial(
                    (0, "#f4cf85"),
                    (0.5, "#d9963f"),
                    (0.85, "#eac98c"),
                    (1, "#f6e6c4"),
                    at=(0.45, 0.42),
                    reach=0.6,
                ),
            )
            + stroke("M-60,-14 q60,-26 118,-4 M-44,20 q50,14 96,-2", "#fff2cc", 4, opacity=0.6)
            + rect(-16, -11, 32, 20, style.main, 4, opacity=0.75)
        )
        out += art.shadow(x, y + 50 * size, 108 * size, 26, 0.42) + place(pastry, x, y, 0, size)
    bitten = "M0,-40 C60,-44 104,-16 104,14 C100,50 40,62 -6,58 C-30,40 -8,26 -26,10 C-44,-4 -20,-26 0,-40Z"
    out += group(
        path(bitten, "#e3b268", transform="translate(0 18)"),
        path(bitten, art.plane("#f3dfb6")),
        path(
            "M-14,-22 C30,-20 60,0 66,16 C50,36 20,44 -4,46 C-24,34 -4,24 -20,10 C-36,-2 -22,-14 -14,-22Z",
            art.plane("#8f9a3c", 0.3),
        ),
        transform="translate(1010 1030)",
    )
    return out


_BOXES: tuple[tuple[Color, Color], ...] = (
    ("#c23b2a", "#f2c24e"),
    ("#2f6b4a", "#f2d27a"),
    ("#d98a1f", "#7a2f1a"),
    ("#7a2f3d", "#f0c98a"),
    ("#2f4f80", "#f2c24e"),
)


KINDS: dict[str, Kind] = {
    "prol_tape": Kind("tape", prol_tape, _BOXES, "Prol Tape", (520, 640), 1.6),
    "tape_besek": Kind("tape", tape_besek, _BOXES, "Tape Manis", (600, 640), 1.6),
    "brownies_tape": Kind("tape", brownies_tape, _BOXES, "Brownies Tape", (560, 800), 1.8, scale=1.18),
    "pia": Kind("tape", pia, _BOXES, "Pia Tape", (560, 900), 1.7, low=True),
}
