"""The head of a shop's page: its goods in a row on the counter; and its round mark."""

from __future__ import annotations

from collections.abc import Sequence

from marketplace.demo.grounds import ground
from marketplace.demo.motifs import Dyes, motif_fill, tobacco_leaf
from marketplace.demo.palettes import LOOKS, Look
from marketplace.demo.parts import PAPER, Style
from marketplace.demo.pictures import KINDS
from marketplace.demo.raster import jpeg, render
from marketplace.demo.svg import SIZE, Art, darker, ellipse, group, lighter, words

BANNER = (1600, 500)
LOGO = 480


def draw_shop_banner(seed: str, category: str, kinds: Sequence[str] = ()) -> bytes:
    """JPEG, 1600 x 500: up to five kinds of goods on the ground of a look named in palettes."""
    art = Art(f"banner/{seed}")
    width, height = BANNER
    look = art.rng.choice(LOOKS[category])
    counter = Look(look.wall, look.line, look.accent, look.motif, "table", look.surface)
    wall = render(art.document(ground(art, counter)), width).convert("RGB")
    picture = wall.crop((0, 760, width, 760 + height))
    shown = [KINDS[kind] for kind in kinds[:5]]
    goods = ""
    step = width / (len(shown) + 1)
    for i, kind in enumerate(shown):
        scale = 0.4 * kind.scale
        x = width * 0.5 + (i - (len(shown) - 1) / 2) * step
        style = Style(*art.rng.choice(kind.styles), kind.title)
        goods += group(
            kind.draw(art, style),
            transform=f"translate({x:.0f} 452) scale({scale:.3f}) translate(-600 -990)",
        )
    layer = render(art.document(goods, width, height), width, width)
    picture.paste(layer, mask=layer.getchannel("A"))
    return jpeg(picture, 88)


def draw_shop_logo(seed: str, name: str, category: str) -> bytes:
    """JPEG, 480 x 480: the shop's initials in a ring of batik."""
    art = Art(f"logo/{seed}")
    look = art.rng.choice(LOOKS[category])
    deep = darker(look.line, 0.45)
    dyes = Dyes(lighter(look.wall, 0.4), lighter(look.wall, 0.1), look.accent)
    initials = "".join(word[0] for word in name.split()[:2]).upper()
    middle = SIZE / 2
    drawing = (
        ellipse(middle, middle, middle * 1.5, middle * 1.5, deep)
        + ellipse(middle, middle, 590, 590, motif_fill(art, look.motif, dyes, 1.1))
        + ellipse(middle, middle, 400, 400, PAPER)
        + ellipse(middle, middle, 372, 372, "none", stroke=deep, stroke_width=8)
        + group(
            tobacco_leaf(Dyes(deep, lighter(look.line, 0.2), look.accent), 190),
            transform=f"translate({middle} {middle - 90})",
        )
        + words(initials, middle, middle + 190, 270, deep, font_weight=700)
    )
    return jpeg(render(art.document(drawing), LOGO))
