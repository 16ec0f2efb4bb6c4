"""The English catalogue is whole, and readers get the language they chose."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from flask import Flask, render_template_string
from flask_babel import force_locale, lazy_gettext, refresh
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import DateField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from marketplace.extensions import db
from marketplace.i18n import N_, _
from marketplace.models import Category, Rule, User
from marketplace.models.orders import OrderStatus
from marketplace.orm import Labelled
from tests.factories.catalogue import a_product
from tests.factories.people import a_user
from tests.factories.sellers import a_seller
from tests.harness.database import ROOT
from tests.harness.web import BrowserClient

ENGLISH = ROOT / "translations" / "en" / "LC_MESSAGES" / "messages.po"
KEYWORDS = ("-k", "N_", "-k", "lazy_gettext")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
INDONESIAN = re.compile(
    r"""\b(?:anda|atau|barang|belum|beli|belanja|dan|dari|dengan|di|harga|ini|jualan|kami|ke|keranjang|lihat|masuk
    |pesanan|pembeli|penjual|periksa|produk|semua|sudah|tidak|toko|uang|untuk|yang)\b""",
    re.VERBOSE | re.IGNORECASE,
)


@cache
def english() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file)


def messages(catalog: Catalog) -> set[tuple[str, str]]:
    return {(message.context or "", _one(message.id)) for message in catalog if message.id}


def _one(words: str | tuple[str, ...] | list[str]) -> str:
    return words if isinstance(words, str) else words[0]


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def speak(client: BrowserClient, language: str) -> None:
    client.post("/bahasa", data={"bahasa": language, "kembali": "/"})


def visible(page: str) -> str:
    """What people read on a page: no markup, no scripts, and none of the goods' own names."""
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    text = re.sub(r"<(\w+)[^>]*\blang=\"id\"[^>]*>.*?</\1>", " ", text, flags=re.DOTALL)
    spoken = re.findall(r'(?:aria-label|placeholder|title|alt)="([^"]*)"', text)
    return " ".join([re.sub(r"<[^>]+>", " ", text), *spoken])


def test_the_catalogue_holds_exactly_the_words_of_the_code_and_the_pages(tmp_path: Path) -> None:
    template = tmp_path / "messages.pot"
    extract = [sys.executable, "-m", "babel.messages.frontend", "--quiet", "extract", "-F", "babel.cfg"]
    subprocess.run([*extract, *KEYWORDS, "-o", str(template), "."], cwd=ROOT, check=True)
    with template.open("rb") as file:
        found = messages(read_po(file))

    kept = messages(english())

    assert len(found) > 2_000
    assert sorted(found - kept) == [], "run `make messages`, then translate what is new"
    assert sorted(kept - found) == [], "run `make messages`"


def test_every_message_is_translated_with_the_same_things_filled_in() -> None:
    untranslated, unlike = [], []
    for message in english():
        if not message.id:
            continue
        if message.fuzzy or not all(form.strip() for form in _forms(message)):
            untranslated.append(message.id)
        wanted = sorted(PLACEHOLDER.findall(_one(message.id)))
        for number, form in enumerate(_forms(message)):
            filled = sorted(PLACEHOLDER.findall(form))
            may_say_one = number == 0 and len(_forms(message)) > 1
            if filled != wanted and not (may_say_one and [*filled, "%(n)s"] == wanted):
                unlike.append((message.id, form))

    assert untranslated == []
    assert unlike == []


def test_words_of_labelled_enums_of_shelves_and_of_rules_are_in_the_catalogue() -> None:
    known = {words for _context, words in messages(english())}
    shelves = set(db.session.scalars(select(Category.name)))
    grounds = set(db.session.scalars(select(Rule.basis)))

    labels = {member._words for kind in Labelled.__subclasses__() for member in kind}
    assert {status._words for status in OrderStatus} <= labels
    assert labels - known == set()
    assert shelves - known == set()
    assert grounds - known == set()


def test_a_count_is_spoken_in_the_form_that_goes_with_it() -> None:
    line = "{{ _('%(n)s foto', n=n) }}"
    with force_locale("en"):
        in_code = [_("%(n)s foto", n=1), _("%(n)s foto", n=2), str(lazy_gettext("%(n)s foto", n=1))]
        on_a_page = [render_template_string(line, n=n) for n in (1, "1", 0, "1,250")]
    with force_locale("id"):
        at_home = [_("%(n)s foto", n=1), render_template_string(line, n=2)]

    assert in_code == ["1 photo", "2 photos", "1 photo"]
    assert on_a_page == ["1 photo", "1 photo", "0 photos", "1,250 photos"]
    assert at_home == ["1 foto", "2 foto"]


@pytest.mark.parametrize(("language", "shown"), [("id", "12,5 % 1.250 4,8"), ("en", "12.5% 1,250 4.8")])
def test_figures_are_written_as_the_reader_writes_them(language: str, shown: str) -> None:
    with force_locale(language):
        assert render_template_string("{{ 1250|percent }} {{ 1250|thousands }} {{ 4.8|tenths }}") == shown


def test_words_on_a_page_are_escaped_and_a_lone_percent_sign_is_no_format() -> None:
    shown = render_template_string("{{ _(words) }}|{{ _('Halo %(name)s,', name=words) }}", words="<b> 5 %")

    assert shown == "&lt;b&gt; 5 %|Halo &lt;b&gt; 5 %,"
    assert render_template_string("{{ _('') }}") == ""


@pytest.mark.parametrize("back", ["/produk?kategori=furnitur", "/toko"])
def test_the_language_switch_keeps_the_page(client: BrowserClient, back: str) -> None:
    assert '<html lang="id">' in client.get(back).text

    answer = client.post("/bahasa", data={"bahasa": "en", "kembali": back})

    assert (answer.status_code, answer.location) == (303, back)
    assert '<html lang="en">' in client.get(back).text


def test_the_switch_leads_to_no_other_site_and_knows_two_languages(client: BrowserClient) -> None:
    answer = client.post("/bahasa", data={"bahasa": "xx", "kembali": "https://evil.example/"})

    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get_cookie("bahasa") is None
    assert '<html lang="id">' in client.get("/").text


def test_the_choice_is_kept_with_the_account(as_user: Callable[[User], BrowserClient]) -> None:
    person = a_user()
    db.session.commit()
    client = as_user(person)

    speak(client, "en")

    db.session.expire_all()
    assert person.locale == "en"
    assert '<html lang="en">' in as_user(person).get("/akun").text


@pytest.mark.parametrize(
    "path", ["/", "/produk", "/toko", "/keranjang", "/masuk", "/verifikasi", "/ketentuan"]
)
def test_an_english_page_shows_no_indonesian_word(client: BrowserClient, path: str) -> None:
    product = a_product(a_seller(name="Warung Sinar"), name="Keripik Lezat")
    db.session.commit()
    speak(client, "en")

    text = visible(client.get(path).text)
    for name in (product.name, product.seller.name):
        text = text.replace(name, "")

    assert len(text.split()) > 30
    assert INDONESIAN.findall(text) == []


def test_an_indonesian_page_shows_none_of_the_words_that_we_do_not_use(client: BrowserClient) -> None:
    text = visible(client.get("/").text) + visible(client.get("/keranjang").text)

    assert re.findall(r"\b(sku|checkout|dashboard|submit|order|seller|login|logout)\b", text.lower()) == []


def test_a_marked_message_is_translated_when_it_is_shown() -> None:
    message = N_("Belum ada pesanan")

    with force_locale("en"):
        assert _(message) == "No orders yet"
    refresh()
    assert _(message) == "Belum ada pesanan"


class Shapes(FlaskForm):  # type: ignore[misc]
    count = IntegerField()
    day = DateField()
    way = SelectField(choices=[SelectChoice("a", "A")])
    name = StringField(validators=[Length(max=3)])


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "id",
            [
                "Isi dengan angka bulat.",
                "Pilih tanggal yang ada di kalender.",
                "Pilih salah satu dari daftar.",
                "Paling banyak 3 huruf.",
            ],
        ),
        (
            "en",
            [
                "Enter a whole number.",
                "Choose a date that is in the calendar.",
                "Choose one from the list.",
                "At most 3 characters.",
            ],
        ),
    ],
)
def test_a_field_with_no_words_of_its_own_complains_in_the_readers_language(
    app: Flask, language: str, said: list[str]
) -> None:
    typed = {"count": "dua", "day": "31-02", "way": "z", "name": "panjang"}
    headers = {"Cookie": f"bahasa={language}", "Sec-Fetch-Site": "same-origin"}
    with app.test_request_context("/", method="POST", data=typed, headers=headers):
        app.preprocess_request()
        form = Shapes()
        form.validate()

        assert [str(field.errors[0]) for field in form] == said
