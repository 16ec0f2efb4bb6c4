"""Provinces to villages with their postcodes, by Kemendagri's dotted codes (`35.09.19.1005`)."""

from dataclasses import dataclass

from lokal import wilayah


@dataclass(frozen=True)
class Region:
    """One region: its code, its short name and its full path ("Kaliwates, Kabupaten Jember, Jawa Timur")."""

    code: str
    name: str
    path: str
    postcode: str = ""


def find(code: str) -> Region | None:
    """The region with this code, whatever its level, or None."""
    found = wilayah.get_wilayah(code) if code else None
    return _region(found) if found else None


def children(code: str = "") -> list[Region]:
    """Regions right below a code, by name; the provinces when no code is given."""
    return sorted((_region(r) for r in wilayah.list_wilayah(code or None)), key=lambda region: region.name)


def search_districts(text: str, *, near: str = "", limit: int = 40) -> list[Region]:
    """Districts that a person may mean by a name; a regency's name gives its districts.

    Those below the code `near` come first.
    """
    words = text.strip()
    if not words:
        return []
    found = [_region(r) for r in wilayah.search_wilayah(words, level=3, limit=3 * limit)]
    for regency in wilayah.search_wilayah(words, level=2, limit=2):
        found += [region for region in children(regency.code) if region not in found]
    found.sort(key=lambda region: not region.code.startswith(near))
    return found[:limit]


def name_of(code: str) -> str:
    """The short name of a region, or an empty string when the code is unknown."""
    return (wilayah.wilayah_name(code) or "") if code else ""


def province_code(code: str) -> str:
    return ".".join(code.split(".")[:1])


def regency_code(code: str) -> str:
    return ".".join(code.split(".")[:2])


def district_code(code: str) -> str:
    return ".".join(code.split(".")[:3])


def is_village(code: str) -> bool:
    return code.count(".") == 3 and wilayah.wilayah_name(code) is not None


def _region(found: wilayah.Wilayah) -> Region:
    return Region(found.code, found.name, found.path, found.postal_code or "")
