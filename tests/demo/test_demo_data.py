"""The demo's tables: shops and goods of Jember, and who was trained."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from marketplace import regions
from marketplace.bimtek import graduation
from marketplace.demo.catalogue_data import GOODS, SHOPS, Goods, goods_of
from marketplace.demo.data.shops import APPLICANT
from marketplace.demo.people_data import (
    LEAST_ATTENDANCE_BPS,
    ORGANISERS,
    PASS_SCORE,
    PEOPLE,
    PROGRAMMES,
    attended_bps,
    people_of,
)
from marketplace.demo.pictures import KINDS, VARIANTS
from marketplace.formats import business, licences, nik, phones
from marketplace.formats.slugs import slug
from marketplace.models.bimtek import BatchStatus, Funding, Gender, OrganiserKind, Outcome, Presence
from marketplace.models.catalogue import HalalState, LicenceKind, Storage
from marketplace.models.sellers import BusinessKind
from marketplace.sellers.category_rules import Facts, lacking
from tests.factories.catalogue import the_category

PRICES = {
    (1_800, 3_500): "genteng",
    (3_000, 4_500): "batako",
    (3_000, 120_000): "besek tampah keranjang_bambu lampu_bambu",
    (5_000, 60_000): "tasbih gelang kalung",
    (5_000, 75_000): "gerabah",
    (7_000, 45_000): "centong talenan cobek_kayu",
    (8_000, 20_000): "jamu wedang roster",
    (10_000, 20_000): "keripik_singkong keripik_pisang keripik_talas keripik_tempe",
    (12_000, 20_000): "keripik_edamame kedelai_goreng",
    (12_000, 25_000): "sambal sambal_pecel",
    (12_000, 40_000): "ikan_asin kerupuk_ikan petis",
    (15_000, 25_000): "opak_gulung",
    (15_000, 35_000): "cokelat terasi",
    (15_000, 40_000): "tape_besek",
    (18_000, 28_000): "gula_merah",
    (18_000, 40_000): "suwar_suwir",
    (20_000, 25_000): "gamping",
    (20_000, 45_000): "brownies_tape pia dodol",
    (22_000, 30_000): "edamame_beku",
    (25_000, 45_000): "prol_tape",
    (25_000, 75_000): "kopi_bubuk",
    (40_000, 70_000): "kopi_biji",
    (50_000, 150_000): "sarung_golok",
    (55_000, 90_000): "kopi_arabika",
    (60_000, 120_000): "madu",
    (65_000, 95_000): "paving_bata paving_segi_enam",
    (75_000, 450_000): "jimbe didgeridoo maraka",
    (75_000, 600_000): "sangkar_burung",
    (90_000, 150_000): "batu_alam",
    (110_000, 175_000): "batik_kakao batik_kawung batik_parang",
    (130_000, 150_000): "edamame_dus",
    (200_000, 600_000): "batik_tembakau batik_kopi batik_truntum",
    (350_000, 6_000_000): "lemari rak meja kursi_kayu kursi_rotan bangku_kayu bangku_bambu",
    (700_000, 1_000_000): "bata_merah",
}
"""What such goods cost in Jember, in rupiah."""
BANDS = {kind: band for band, kinds in PRICES.items() for kind in kinds.split()}

KNOWN_FIRMS = "primadona|prima rasa|rolla|labako|sekar waru|bin cigar|mitra tani|hygreen"


def by_name(goods: Goods) -> str:
    return slug(goods.name)


def test_twelve_shops_sell_more_than_sixty_things_each_at_least_four() -> None:
    assert len(SHOPS) == 12
    assert len(GOODS) >= 64
    assert {goods.shop for goods in GOODS} == {shop.key for shop in SHOPS}
    assert min(len(goods_of(shop.key)) for shop in SHOPS) >= 4
    assert len({by_name(goods) for goods in GOODS}) == len(GOODS)


def test_shops_are_invented_stand_in_jember_and_can_be_reached_by_nobody() -> None:
    for number, shop in enumerate((*SHOPS, APPLICANT), start=1):
        village = regions.find(shop.village)

        assert village is not None
        assert regions.is_village(shop.village)
        assert regions.regency_code(shop.village) == "35.09"
        assert shop.phone == f"0812-0000-{number:04}"
        assert phones.parse(shop.phone, mobile_only=True)
        assert business.nib(shop.nib) == f"99{number:011}"
        assert shop.account[0] in business.BANKS
        assert business.account(shop.account[1])
        assert BusinessKind(shop.business)
        assert business.kbli(shop.kbli)
        assert not re.search(KNOWN_FIRMS, shop.name.lower())
        assert 2 <= shop.story.count(". ") + 1 <= 4
        assert set(shop.banner) <= set(KINDS)


def test_goods_lack_nothing_the_market_asks_for() -> None:
    lacked = {goods.name: lacking(facts_of(goods), date(2027, 12, 31)) for goods in GOODS}

    assert {name: found for name, found in lacked.items() if found} == {}


def facts_of(goods: Goods) -> Facts:
    """Goods as the rules of the market look at them."""
    numbers = [(LicenceKind(kind), licences.PARSERS[kind](text)) for kind, text in goods.licences]
    assert [number.doubt for _, number in numbers] == [""] * len(numbers)
    return Facts(
        name=goods.name,
        category=the_category(goods.category),
        has_price=bool(goods.choices),
        photos=len(goods.photos),
        good_photos=len(goods.photos),
        licences=tuple((kind, number.expires_on) for kind, number in numbers),
        halal=HalalState(goods.halal) if goods.halal else None,
        food_exemption=goods.exemption,
        storage=Storage(goods.storage) if goods.storage else None,
        made_to_order_days=goods.made_to_order_days,
        shelf_life_days=goods.shelf_life_days,
    )


def test_goods_are_drawn_and_told_of_in_a_few_sentences() -> None:
    for goods in GOODS:
        kind = KINDS[goods.kind]

        assert goods.style is None or goods.style < len(kind.styles)
        assert goods.photos[0] == 0
        assert set(goods.photos) <= set(range(VARIANTS))
        assert 20 <= len(goods.name) <= 70
        assert 2 <= goods.description.count(". ") + 1 <= 4


def test_wholesale_is_cheaper_the_more_one_takes() -> None:
    choices = [choice for goods in GOODS for choice in goods.choices if choice.tiers]

    assert len(choices) >= 10
    for choice in choices:
        prices = [choice.price, *(price for _, price in choice.tiers)]
        quantities = [quantity for quantity, _ in choice.tiers]

        assert prices == sorted(prices, reverse=True)
        assert quantities == sorted(set(quantities))


def test_choices_are_named_apart_and_priced_as_in_jember() -> None:
    for goods in GOODS:
        low, high = BANDS.get(goods.kind, (10_000, 400_000))
        named = [(choice.option1, choice.option2) for choice in goods.choices]

        assert len(set(named)) == len(named)
        assert all(bool(one) == bool(goods.axis1 or len(named) > 1) for one, _ in named)
        assert all(bool(two) == bool(goods.axis2) for _, two in named)
        assert all(low <= choice.price <= high and choice.stock >= 0 for choice in goods.choices)


def test_numbers_of_licences_are_of_jember_and_from_blocks_nobody_is_given() -> None:
    for goods in GOODS:
        for kind, text in goods.licences:
            if kind == "pirt":
                assert (text[3:7], text[9]) == ("3509", "9")
            elif kind == "bpom":
                assert text.startswith("MD 99993509")
            elif kind == "halal":
                assert text.startswith("ID3511000000000")
            elif kind == "tkdn":
                assert text.startswith("999")
            elif kind == "brand":
                assert text.startswith("IDM999")
    owners: dict[str, set[str]] = {}
    for goods in GOODS:
        for kind, text in goods.licences:
            if kind == "pirt":
                owners.setdefault(text[9:13], set()).add(goods.shop)
    assert all(len(shops) == 1 for shops in owners.values())


def test_popular_goods_carry_opinions_of_one_to_five_stars() -> None:
    opinions = [opinion for goods in GOODS for opinion in goods.opinions]

    assert len(opinions) >= 50
    assert {opinion.stars for opinion in opinions} <= {1, 2, 3, 4, 5}
    assert any(opinion.reply for opinion in opinions)


def test_two_organisers_ran_four_programmes_in_six_batches() -> None:
    batches = [batch for programme in PROGRAMMES for batch in programme.batches]

    assert (len(ORGANISERS), len(PROGRAMMES), len(batches)) == (2, 4, 6)
    assert all(OrganiserKind(organiser.kind) for organiser in ORGANISERS)
    assert all(Funding(programme.funding) for programme in PROGRAMMES)
    assert all(BatchStatus(batch.status) for batch in batches)
    for batch in batches:
        assert len(people_of(batch.key)) == batch.people
        assert {session.day for session in batch.sessions} == set(range(1, batch.days + 1))


def test_one_batch_is_out_of_balance_so_that_the_flag_can_be_seen() -> None:
    def theory_bps(hours: list[tuple[str, int]]) -> int:
        total = sum(n for _, n in hours)
        return graduation.round_half_up(sum(n for kind, n in hours if kind == "theory") * 10_000, total)

    shares = {
        batch.key: theory_bps([(session.kind, session.hours) for session in batch.sessions])
        for programme in PROGRAMMES
        for batch in programme.batches
    }

    assert [key for key, share in shares.items() if not graduation.is_balanced(share)] == ["kemasan-1"]


def test_participants_have_numbers_that_fit_them_and_belong_to_nobody_else() -> None:
    assert len(PEOPLE) >= 85
    for person in PEOPLE:
        number = nik.parse(person.nik)

        assert number.district == person.district
        assert regions.find(person.district) is not None
        assert number.born_on == person.born_on
        assert number.is_female == (Gender(person.gender) == Gender.FEMALE)
        assert person.nik[12] == "9"
        assert person.phone.startswith("0812-0000-")
        assert phones.parse(person.phone, mobile_only=True)
        assert person.nib is None or business.nib(person.nib).startswith("99")
    for values in (
        [person.nik for person in PEOPLE],
        [person.phone for person in PEOPLE],
        [person.name for person in PEOPLE],
    ):
        assert [value for value, count in Counter(values).items() if count > 1] == []


def test_outcomes_follow_the_rule_of_the_batch_or_name_the_exception() -> None:
    batches = {batch.key: batch for programme in PROGRAMMES for batch in programme.batches}
    for person in PEOPLE:
        batch, outcome = batches[person.batch], Outcome(person.outcome)
        assert {Presence(state) for state in person.presence} <= set(Presence)
        if outcome in (Outcome.PASSED, Outcome.FAILED):
            assert person.post_score is not None
            kept = (
                attended_bps(batch, person.presence) >= LEAST_ATTENDANCE_BPS
                and person.post_score >= PASS_SCORE
            )
            assert (outcome == Outcome.PASSED) == (kept or bool(person.override_reason))
        assert bool(person.certificate) == (outcome == Outcome.PASSED)

    finished = Counter(person.outcome for person in PEOPLE if person.outcome != "pending")
    assert 0.88 <= finished["passed"] / finished.total() <= 0.94
    assert sum(bool(person.override_reason) for person in PEOPLE) == 1


def test_certificate_numbers_are_one_of_a_kind_within_a_programme() -> None:
    for programme in PROGRAMMES:
        numbers = [
            person.certificate
            for batch in programme.batches
            for person in people_of(batch.key)
            if person.certificate
        ]
        assert len(set(numbers)) == len(numbers)


def test_every_shop_owner_and_the_two_graduates_without_a_shop_hold_a_certificate() -> None:
    accounts = {person.account: person for person in PEOPLE if person.account}

    assert set(accounts) == {shop.key for shop in SHOPS} | {"calon", "alumni"}
    assert all(person.certificate for person in accounts.values())
    for shop in SHOPS:
        owner = accounts[shop.key]
        assert (owner.name, owner.phone, owner.nib) == (shop.owner, shop.phone, shop.nib)
        assert shop.village.startswith(owner.district)
