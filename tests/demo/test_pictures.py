"""Pictures drawn at seed time."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageStat

from marketplace.demo.banners import BANNER, LOGO, draw_shop_banner, draw_shop_logo
from marketplace.demo.catalogue_data import SHOPS
from marketplace.demo.palettes import LOOKS
from marketplace.demo.paper_photo import draw_certificate_photo
from marketplace.demo.parts import Style
from marketplace.demo.pictures import KINDS, VARIANTS, draw_product
from marketplace.demo.svg import Art


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def test_there_are_many_kinds_of_goods_on_grounds_that_exist() -> None:
    assert len(KINDS) >= 70
    assert {kind.category for kind in KINDS.values()} <= set(LOOKS)
    assert all(kind.styles for kind in KINDS.values())


def test_every_kind_draws_well_formed_shapes_and_repeats_itself() -> None:
    for name, kind in KINDS.items():
        for draw in filter(None, (kind.draw, kind.detail, kind.other)):
            first, again = Art(name), Art(name)
            style = Style(*kind.styles[0], "Judul", "Toko")
            document = first.document(draw(first, style))

            assert again.document(draw(again, style)) == document
            assert len(list(ElementTree.fromstring(document).iter())) > 12


@pytest.mark.parametrize("category", sorted(LOOKS))
def test_every_category_has_a_lively_square_picture(category: str) -> None:
    kind = next(name for name, kind in KINDS.items() if kind.category == category)
    picture = opened(draw_product(kind, "uji"))

    assert (picture.format, picture.size, picture.mode) == ("JPEG", (1200, 1200), "RGB")
    assert max(ImageStat.Stat(picture).stddev) > 20


@pytest.mark.parametrize("variant", range(VARIANTS))
def test_the_same_request_draws_the_same_bytes_and_another_variant_others(variant: int) -> None:
    first = draw_product("keripik_pisang", "uji", variant, label="Omah Manis")

    assert draw_product("keripik_pisang", "uji", variant, label="Omah Manis") == first
    assert draw_product("keripik_pisang", "uji", (variant + 1) % VARIANTS, label="Omah Manis") != first


def test_the_words_on_the_pack_and_the_chosen_colours_change_the_picture() -> None:
    plain = draw_product("sambal", "uji", style=0)

    assert draw_product("sambal", "uji", style=0, label="Pawon Rasa") != plain
    assert draw_product("sambal", "uji", style=0, title="Sambal Bajak") != plain
    assert draw_product("sambal", "uji", style=1) != plain


def test_words_with_signs_of_markup_are_drawn_as_words() -> None:
    assert opened(draw_product("sambal", "uji", title="A<B & C", label="<Rasa>")).size == (1200, 1200)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        draw_product("kapal", "uji")


def test_a_shop_has_a_banner_of_its_goods_and_a_mark() -> None:
    shop = SHOPS[0]

    banner = draw_shop_banner(shop.key, shop.look, shop.banner)
    logo = draw_shop_logo(shop.key, shop.name, shop.look)

    assert opened(banner).size == BANNER
    assert opened(logo).size == (LOGO, LOGO)
    assert draw_shop_banner(shop.key, shop.look, shop.banner) == banner


def test_a_certificate_looks_photographed_and_is_the_same_each_time() -> None:
    photo = draw_certificate_photo("Siti Holifah", "012/IKMA.2/BIMTEK-WUB/VII/2025")

    assert opened(photo).size == (1600, 1200)
    assert draw_certificate_photo("Siti Holifah", "012/IKMA.2/BIMTEK-WUB/VII/2025") == photo
    assert draw_certificate_photo("Suyono", "012/IKMA.2/BIMTEK-WUB/VII/2025") != photo
