"""Which batch a spreadsheet is about, from its name and the title rows above its heading."""

import re

from marketplace.bimtek import layouts
from marketplace.formats.cells import as_text
from marketplace.formats.spreadsheets import Sheet
from marketplace.models import Batch

NUMBER = re.compile(r"\b(?:angkatan|batch|gelombang)[\s\-_]*(?:ke[\s\-_]*)?(\d{1,3}|[ivx]{1,4})\b")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
COMMON = {
    "bimtek",
    "dan",
    "ikm",
    "tahun",
    "daftar",
    "peserta",
    "hasil",
    "lulusan",
    "angkatan",
    "wirausaha",
    "baru",
    "pangan",
}
ENOUGH_WORDS = 1


def guess_batch(batches: list[Batch], sheet: Sheet, stem: str) -> list[Batch]:
    """The batches whose programme shares most words with the file; several when it is a tie."""
    first = layouts.guess(sheet).first_row
    titles = " ".join(as_text(cell) for row in sheet.rows[:first] for cell in row)
    text = f"{stem} {sheet.name} {titles}".lower().replace("_", " ").replace("-", " ")
    numbers = {_number(found) for found in NUMBER.findall(text)}
    candidates = [batch for batch in batches if not numbers or batch.number in numbers]
    words = set(re.findall(r"[a-z]{4,}", text)) - COMMON
    scored = [(len(words & _words(batch)), batch) for batch in candidates]
    best = max((score for score, _batch in scored), default=0)
    return [batch for score, batch in scored if score == best] if best >= ENOUGH_WORDS else []


def _words(batch: Batch) -> set[str]:
    programme = batch.programme
    text = f"{programme.title} {programme.commodity} {programme.code}".lower()
    return set(re.findall(r"[a-z]{4,}", text)) - COMMON


def _number(written: str) -> int:
    return ROMAN.get(written) or (int(written) if written.isdigit() else 0)
