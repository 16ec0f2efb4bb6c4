"""Private papers of the demo, drawn and marked as examples: an identity card, a certificate, a transfer."""

from marketplace.demo.paper_photo import draw_certificate_photo
from marketplace.demo.people_data import ORGANISERS, PROGRAMMES, PersonRow
from marketplace.demo.raster import jpeg, render
from marketplace.demo.svg import Art, group, rect, words
from marketplace.money import rupiah
from marketplace.notifications import dates

CARD = (860, 540)
RECEIPT = (720, 1280)
_INK, _PALE, _BLUE, _GREEN = "#22303c", "#5d6f7d", "#bfe0ee", "#1f7a4d"


def certificate(person: PersonRow) -> bytes:
    """The graduate's certificate on a table, as a phone sees it."""
    programme, batch = next(
        (programme, batch)
        for programme in PROGRAMMES
        for batch in programme.batches
        if batch.key == person.batch
    )
    organiser = next(row for row in ORGANISERS if row.key == programme.organiser)
    return draw_certificate_photo(
        person.name,
        person.certificate,
        programme=programme.title,
        organiser=organiser.short_name,
        day=dates.day(batch.starts_on),
    )


def id_card(person: PersonRow) -> bytes:
    """An identity card that could fool nobody: it says that it is an example."""
    art = Art(f"card/{person.nik}")
    rows = (
        person.nik,
        person.name.upper(),
        f"{person.birth_place}, {person.born_on:%d-%m-%Y}",
        person.address,
    )
    width, height = CARD
    drawing = (
        rect(0, 0, width, height, _BLUE)
        + rect(24, 24, width - 48, height - 48, "#e9f5fa")
        + words("KARTU CONTOH – BUKAN KTP", width / 2, 88, 40, _INK, font_weight=700)
        + "".join(words(text, 320, 190 + 70 * i, 30, _INK) for i, text in enumerate(rows))
        + rect(620, 150, 180, 240, "#a9c6d4")
        + words("foto", 710, 280, 30, _PALE)
        + group(
            words("DATA CONTOH", width / 2, 320, 110, "#c0392b", font_weight=700, opacity=0.25),
            transform=f"rotate(-18 {width / 2} {height / 2})",
        )
    )
    return jpeg(render(art.document(drawing, width, height), width, width), 85)


def receipt(reference: str, amount: int, sender: str) -> bytes:
    """What a banking app shows after a transfer; `amount` is rupiah."""
    art = Art(f"receipt/{reference}")
    width, height = RECEIPT
    middle = width / 2
    lines = (
        ("Dari", sender),
        ("Ke", "Pasar IKM (rekening contoh)"),
        ("Berita", reference),
        ("Biaya", rupiah(0)),
    )
    drawing = (
        rect(0, 0, width, height, "#f3f6f4")
        + rect(0, 0, width, 230, _GREEN)
        + words("Bank Contoh", middle, 110, 48, "#ffffff", font_weight=700)
        + words("Transfer berhasil", middle, 178, 36, "#ffffff")
        + words(rupiah(amount), middle, 390, 78, _INK, font_weight=700)
        + "".join(
            words(label, middle, 520 + 150 * i, 28, _PALE) + words(text, middle, 566 + 150 * i, 34, _INK)
            for i, (label, text) in enumerate(lines)
        )
        + group(
            words("DATA CONTOH", middle, 800, 96, "#c0392b", font_weight=700, opacity=0.2),
            transform=f"rotate(-24 {middle} 800)",
        )
    )
    return jpeg(render(art.document(drawing, width, height), width, width), 85)
