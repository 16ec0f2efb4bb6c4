"""Pictures of goods, drawn at seed time: an object on its category's batik ground.

The same kind, seed, variant and words always give the same bytes.
"""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageFilter

from marketplace.demo import (
    objects_beads,
    objects_building,
    objects_cakes,
    objects_cloth,
    objects_craft,
    objects_fish,
    objects_furniture,
    objects_garments,
    objects_kitchen,
    objects_music,
    objects_packs,
    objects_pantry,
    objects_seats,
    objects_sweets,
    objects_woven,
)
from marketplace.demo.grounds import LIFT, ground
from marketplace.demo.kinds import Kind
from marketplace.demo.palettes import LOOKS
from marketplace.demo.parts import Style
from marketplace.demo.raster import jpeg, render
from marketplace.demo.svg import SIZE, Art, group

KINDS: dict[str, Kind] = {
    **objects_beads.KINDS,
    **objects_building.KINDS,
    **objects_cakes.KINDS,
    **objects_cloth.KINDS,
    **objects_craft.KINDS,
    **objects_fish.KINDS,
    **objects_furniture.KINDS,
    **objects_garments.KINDS,
    **objects_kitchen.KINDS,
    **objects_music.KINDS,
    **objects_packs.KINDS,
    **objects_pantry.KINDS,
    **objects_seats.KINDS,
    **objects_sweets.KINDS,
    **objects_woven.KINDS,
}
VARIANTS = 3
"""0 the goods whole, 1 close up, 2 another arrangement."""

_GROUND_SIZE = 800  # behind the goods and a little out of focus: two thirds of the detail is enough
_CLOSE_SIZE = 900  # what is magnified needs fewer pixels than it gets


def draw_product(
    kind: str,
    palette_seed: str,
    variant: int = 0,
    *,
    style: int | None = None,
    title: str = "",
    label: str = "",
) -> bytes:
    """JPEG, 1200 x 1200. `title` and `label` replace the words on packs that carry any.

    `style` is a place in the kind's colour pairs; without it the seed chooses one. Raises KeyError for a kind
    not in KINDS.
    """
    drawn = KINDS[kind]
    art = Art(f"{kind}/{palette_seed}")
    made_up = _style(drawn, art, style, title, label)
    shade = art.rng.randrange(len(LOOKS[drawn.category]))
    if variant == 2:
        shade = (shade + 1) % len(LOOKS[drawn.category])
    behind = _ground(drawn.category, shade, drawn.low)
    if variant == 1:
        if drawn.detail:
            return jpeg(render(art.document(drawn.detail(art, made_up))))
        near = _zoomed(behind, drawn.zoom)
        return jpeg(_over(near, art.document(_close_up(drawn, art, made_up)), _CLOSE_SIZE))
    if variant == 2:
        return jpeg(_over(behind, art.document(_arranged(drawn, art, made_up))))
    return jpeg(_over(behind, art.document(_whole(drawn, art, made_up))))


def _style(kind: Kind, art: Art, choice: int | None, title: str, label: str) -> Style:
    by_chance = art.rng.choice(kind.styles)
    main, second = by_chance if choice is None else kind.styles[choice]
    return Style(main, second, title or kind.title, label)


def _whole(kind: Kind, art: Art, style: Style) -> str:
    foot = 600 if LOOKS[kind.category][0].floor == "flat" else 1000
    lift = LIFT if kind.low else 0
    move = f"translate(600 {foot - lift}) scale({kind.scale}) translate(-600 {-foot})"
    return group(kind.draw(art, style), transform=move)


def _close_up(kind: Kind, art: Art, style: Style) -> str:
    x, y = kind.focus
    move = f"translate(600 600) rotate(-4) scale({kind.zoom}) translate({-x} {-y})"
    return group(kind.draw(art, style), transform=move)


def _arranged(kind: Kind, art: Art, style: Style) -> str:
    if kind.other:
        return kind.other(art, style)
    other = art.rng.choice(
        [pair for pair in kind.styles if pair != (style.main, style.second)] or kind.styles
    )
    second = Style(*other, style.title, style.label)
    back = group(kind.draw(art, second), transform="translate(850 900) scale(.7) translate(-600 -960)")
    front = group(kind.draw(art, style), transform="translate(420 1040) scale(.82) translate(-600 -1000)")
    return back + front


@lru_cache(maxsize=48)
def _ground(category: str, shade: int, low: bool) -> Image.Image:
    """The ground of a category, kept for the next picture on the same one."""
    art = Art(f"{category}/{shade}")
    return render(art.document(ground(art, LOOKS[category][shade], low)), _GROUND_SIZE).convert("RGB")


def _zoomed(picture: Image.Image, zoom: float) -> Image.Image:
    """The ground as a lens close to the goods sees it: larger and out of focus."""
    side = _GROUND_SIZE / zoom
    left, top = (_GROUND_SIZE - side) / 2, (_GROUND_SIZE - side) * 0.6
    near = picture.resize((400, 400), Image.Resampling.BILINEAR, (left, top, left + side, top + side))
    return near.filter(ImageFilter.GaussianBlur(4))


def _over(behind: Image.Image, document: str, detail: int = SIZE) -> Image.Image:
    """The goods on their ground; `detail` is the width they are rasterised at."""
    picture = behind.resize((SIZE, SIZE), Image.Resampling.BICUBIC)
    goods = render(document, detail)
    if detail != SIZE:
        goods = goods.resize((SIZE, SIZE), Image.Resampling.LANCZOS)
    picture.paste(goods, mask=goods.getchannel("A"))
    return picture
