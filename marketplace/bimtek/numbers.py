"""Numbers of certificates and people: how two spellings are found to be the same."""

import re
from difflib import SequenceMatcher

from marketplace import crypto

NIK_PURPOSE = "nik"
CLOSE_ENOUGH = 0.85
CODE_LENGTH = 12
CODE_LINK = re.compile(r"/verifikasi/([^/?#\s]+)", re.IGNORECASE)


def number_key(number: str) -> str:
    """A number for comparing: capitals, one separator, no leading zeros (`KP-002/2026` is `KP/2/2026`)."""
    parts = re.split(r"[^A-Z0-9]+", number.upper())
    return "/".join(part.lstrip("0") or "0" for part in parts if part)


def close_numbers(one: str, other: str) -> bool:
    """Whether two number keys differ by a slip or a part left out."""
    if not one or not other:
        return False
    if one == other:
        return True
    shorter, longer = sorted((one.split("/"), other.split("/")), key=len)
    if len(shorter) < len(longer):
        return shorter == longer[: len(shorter)] and len(shorter) > 1
    differing = [pair for pair in zip(shorter, longer, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and SequenceMatcher(None, one, other).ratio() >= CLOSE_ENOUGH


def code_key(text: str) -> str:
    """A verification code as kept, from what was typed, read aloud or scanned (the whole link too)."""
    found = CODE_LINK.search(text)
    plain = re.sub(r"[^0-9A-Z]", "", (found[1] if found else text).upper())
    return plain.translate(str.maketrans("ILOU", "110V"))


def nik_digest(nik: str) -> bytes:
    """What a NIK is found by, under the newest key."""
    return crypto.digest(nik, NIK_PURPOSE)


def nik_digests(nik: str) -> list[bytes]:
    """The same under every key."""
    return crypto.digests(nik, NIK_PURPOSE)
