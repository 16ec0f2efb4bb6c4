"""Names of people: tidied to show, reduced to a key to compare, masked for the public."""

import re
import unicodedata
from difflib import SequenceMatcher

from marketplace.formats.cells import as_text

FRONT_TITLES = {
    "H", "HJ", "HAJI", "HAJJAH", "DR", "DRS", "DRA", "IR", "PROF", "KH", "KYAI", "NYAI", "USTADZ", "USTADZAH",
    "BPK", "BAPAK", "IBU", "SDR", "SDRI", "TN", "NY", "NN", "DRG", "APT",
}  # fmt: skip
BACK_TITLE = re.compile(
    r"(?<=\w)\s+(?:[SMAD]\.\s?[A-Za-z]{1,5}(?:\.\s?[A-Za-z]{1,3})*\.?|M\.M\.?|M\.H\.?|A\.?Md\.?\w*\.?"
    r"|SE|SH|MM|MH|S[Pp]d|S[Kk]om|S[Tt]P|MSi)$"
)
ONE_SPELLING = {
    **dict.fromkeys(
        ("MOH", "MUH", "MOHAMMAD", "MOHAMAD", "MUHAMAD", "MOHAMMED", "MOCH", "MUCH", "MOCHAMMAD", "MOCHAMAD",
         "MUCHAMMAD", "MUCHAMAD", "MHD", "MUHAMMAD"),
        "MUHAMMAD",
    ),
    **dict.fromkeys(("ST", "STI", "SITTI", "SITI"), "SITI"),
    **dict.fromkeys(("ABD", "ABDL", "ABDUL"), "ABDUL"),
    **dict.fromkeys(("ACH", "ACHMAD", "AKHMAD", "AHMAT", "AHMAD"), "AHMAD"),
}  # fmt: skip
CLOSE_ENOUGH = 0.82


def tidy(name: object) -> str:
    """A name as one would write it: single spaces, capitals at word starts when it was all one case."""
    text = as_text(name).strip(" ,;:")
    head, comma, titles = text.partition(",")
    if head.isupper() or head.islower():
        head = " ".join(_capital(word) for word in head.split())
    return head + comma + titles


def key(name: object) -> str:
    """What two spellings of one name have in common: capitals, no titles, one spelling of frequent forms."""
    text = unicodedata.normalize("NFKD", as_text(name)).encode("ascii", "ignore").decode()
    text = re.sub(r"['`\"]", "", _without_back_titles(text).upper())
    first_is_initial = text.startswith("M. ") or re.match(r"^M\.\w", text) is not None
    words = re.sub(r"[^A-Z]+", " ", text).split()
    while len(words) > 1 and words[0] in FRONT_TITLES:
        words.pop(0)
    if first_is_initial and len(words) > 1 and words[0] == "M":
        words[0] = "MUHAMMAD"
    return " ".join(ONE_SPELLING.get(word, word) for word in words)


def close(one: str, other: str) -> bool:
    """Whether two keys may well be the same person's: equal, the words swapped, one word left out, a slip."""
    if not one or not other:
        return False
    if one == other:
        return True
    mine, yours = one.split(), other.split()
    shorter, longer = sorted((mine, yours), key=len)
    if len(shorter) >= 2 and set(shorter) <= set(longer):
        return True
    ratio = SequenceMatcher(None, " ".join(sorted(mine)), " ".join(sorted(yours))).ratio()
    return ratio >= CLOSE_ENOUGH


def masked(name: str) -> str:
    """`Sit* Ram******`: three letters of every word, one of a short word; titles are left out."""
    plain = _without_back_titles(name)
    words = [word for word in plain.split() if word.strip(".").upper() not in FRONT_TITLES] or plain.split()
    return " ".join(_masked_word(word) for word in words)


def _masked_word(word: str) -> str:
    seen = 3 if len(word) > 3 else 1
    return word[:seen] + "*" * (len(word) - seen)


def _without_back_titles(name: str) -> str:
    text = name.split(",", 1)[0]
    while (shorter := BACK_TITLE.sub("", text)) != text:
        text = shorter
    return text


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:].lower()
