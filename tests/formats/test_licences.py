"""Licence numbers as people copy them from a label."""

from __future__ import annotations

from datetime import date

import pytest

from marketplace.errors import Invalid
from marketplace.formats import licences


@pytest.mark.parametrize(
    ("kind", "typed", "canonical"),
    [
        ("pirt", "P-IRT 2063509010123-29", "2063509010123-29"),
        ("pirt", "PIRT No. 206 3509 01 0123 29", "2063509010123-29"),
        ("bpom", "BPOM RI MD 235602169254", "MD 235602169254"),
        ("bpom", "md235602169254", "MD 235602169254"),
        ("bpom", "235602169254123", "MD 235602169254123"),
        ("halal", "id 35110000123456789", "ID35110000123456789"),
        ("sni", "sni 01-2986-1992", "SNI 01-2986-1992"),
        ("sni", "2986:2013", "SNI 2986:2013"),
        ("sni", "SNI ISO 9001:2015", "SNI ISO 9001:2015"),
        ("sni", "SNI 03-0691-1996", "SNI 03-0691-1996"),
        ("tkdn", "4623/SJ-IND.8/TKDN/7/2021", "4623/SJ-IND.8/TKDN/7/2021"),
        ("tkdn", "1290/sj-ind.8/tkdn/2025", "1290/SJ-IND.8/TKDN/2025"),
        ("brand", "IDM 000123456", "IDM000123456"),
    ],
)
def test_a_number_is_brought_into_its_canonical_form(kind: str, typed: str, canonical: str) -> None:
    number = licences.parse(kind, typed)

    assert (number.text, number.doubt) == (canonical, "")


def test_a_pirt_number_tells_when_it_runs_out() -> None:
    assert licences.pirt("P-IRT 2063509010123-29").expires_on == date(2029, 12, 31)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("pirt", "9993509010123-29"),
        ("pirt", "20635090101239-291"),
        ("tkdn", "TKDN 123/2020"),
        ("brand", "DID2024012345"),
    ],
)
def test_an_unusual_number_is_left_to_a_person(kind: str, typed: str) -> None:
    assert licences.parse(kind, typed).doubt != ""


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("pirt", "2063509010123", "baru 13 angka"),
        ("pirt", "belum ada", "baru 0 angka"),
        ("bpom", "BPOM RI ML 235602169254", "impor"),
        ("bpom", "ML235602169254", "impor"),
        ("bpom", "TR 123456789", "bukan izin pangan olahan"),
        ("bpom", "MD 1234", "4 angka"),
        ("halal", "KH12345", "fatwa"),
        ("halal", "ID123", "3 angka"),
        ("sni", "SNI", "SNI 2986:2013"),
        ("tkdn", "belum", "SJ-IND"),
        ("brand", "Keripik Bu Sri", "IDM"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_what_to_do(kind: str, typed: str, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refusal:
        licences.parse(kind, typed)

    assert refusal.value.field == kind
