"""Districts of a batch's regency, found again from how organisers spell them."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import cache

from marketplace import regions

CLOSE_ENOUGH = 0.75
CLEARLY_BETTER = 0.04
FRONT = re.compile(r"^(?:kecamatan|kec)\b\.?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Guess:
    """A district, and whether it was spelled as in the list."""

    code: str
    name: str
    is_certain: bool


class Districts:
    """The districts of one regency (`35.09`)."""

    def __init__(self, region_code: str) -> None:
        code = regions.regency_code(region_code)
        self.regency = regions.name_of(code) or code
        self._named = {_squashed(region.name): region for region in regions.children(code)}
        self._found: dict[str, Guess | None] = {}

    def find(self, written: str) -> Guess | None:
        """The district that was meant; None when nothing is close, or two are equally close."""
        if written not in self._found:
            self._found[written] = self._search(written)
        return self._found[written]

    def knows(self, district_code: str) -> bool:
        """Whether Kemendagri's list has this district, anywhere in the country."""
        return _is_known(district_code)

    def _search(self, written: str) -> Guess | None:
        plain = FRONT.sub("", written.split(",", maxsplit=1)[0].strip())
        squashed = _squashed(plain)
        if exact := self._named.get(squashed):
            return Guess(exact.code, exact.name, is_certain=plain.casefold() == exact.name.casefold())
        near = get_close_matches(squashed, self._named, n=2, cutoff=CLOSE_ENOUGH)
        if not near:
            return None
        ratios = [SequenceMatcher(None, squashed, name).ratio() for name in near]
        if len(near) > 1 and ratios[0] - ratios[1] < CLEARLY_BETTER:
            return None
        found = self._named[near[0]]
        return Guess(found.code, found.name, is_certain=False)


@cache
def _is_known(district_code: str) -> bool:
    return bool(regions.name_of(district_code))


def _squashed(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())
