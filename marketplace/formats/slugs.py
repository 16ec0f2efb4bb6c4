"""The readable part of an address."""

import re
import unicodedata

LONGEST = 80


def slug(text: str) -> str:
    """`Keripik Singkong Présto 150 g` becomes `keripik-singkong-presto-150-g`; never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall(r"[a-z0-9]+", plain))
    return words[:LONGEST].strip("-") or "toko"
