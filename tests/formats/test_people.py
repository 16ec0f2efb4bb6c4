"""Names, NIK, telephones, dates and amounts as people write them."""

from datetime import date, datetime, timedelta

import pytest

from marketplace import clock
from marketplace.formats import amounts, dates, names, nik, phones

GOOD = "3509204508900001"


@pytest.mark.parametrize(
    "written",
    [
        GOOD,
        "3509 2045 0890 0001",
        "350920 450890 0001",
        "'3509204508900001",
        "3509.2045.0890.0001",
        " 350920-450890-0001 ",
    ],
)
def test_a_nik_is_read_however_it_is_spaced(written: str) -> None:
    known = nik.parse(written)

    assert (known.digits, known.is_female, known.born_on) == (GOOD, True, date(1990, 8, 5))
    assert known.district == "35.09.20"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("350920450890001", "16 angka. Yang tertulis 15 angka"),
        ("3509203002900001", "tidak ada"),
        ("0009201508900001", "bukan kode provinsi"),
        ("3500201508900001", "kabupaten atau kecamatan"),
        ("35O9204508900001", "hanya berisi angka"),
        ("３５０９２０４５０８９０００01", "hanya berisi angka"),
    ],
)
def test_a_bad_nik_says_what_is_wrong(written: str, words: str) -> None:
    with pytest.raises(nik.BadNik, match=words):
        nik.parse(written)


@pytest.mark.parametrize(
    "cell",
    [
        3509204508900000.0,
        3509110000000000.0,
        9509204508900002.0,
        "3,50920E+15",
        "3.50920450890E+15",
        "3509110000000000",
    ],
)
def test_digits_that_excel_destroyed_are_refused_and_never_guessed(cell: object) -> None:
    with pytest.raises(nik.RuinedNik, match="format kolom NIK menjadi Teks"):
        nik.from_cell(cell)


def test_a_number_that_kept_its_digits_is_a_nik() -> None:
    assert nik.from_cell(3509204508900001.0).digits == GOOD


def test_two_digit_years_of_a_nik_are_not_in_the_future() -> None:
    this_year = clock.today().year % 100

    assert nik.parse(f"35092015 08{this_year:02d}0001").born_on.year == clock.today().year
    assert nik.parse(f"350920150 8{this_year + 1:02d}0001").born_on.year == clock.today().year - 99


@pytest.mark.parametrize(
    "written",
    [
        "081234000007", 81234000007.0, 81234000007, "+62 812-3400-0007", "62812 3400 0007",
        "0062 812 3400 0007",
        "wa.me/6281234000007",
        "https://wa.me/6281234000007", "0812.3400.0007", "'081234000007",
    ],
)  # fmt: skip
def test_a_mobile_number_is_kept_one_way(written: object) -> None:
    assert phones.parse(written) == "+6281234000007"


def test_a_landline_keeps_its_area_code() -> None:
    assert phones.parse("(0331) 487123") == "+62331487123"
    with pytest.raises(phones.BadPhone, match="bukan telepon rumah"):
        phones.parse("(0331) 487123", mobile_only=True)


@pytest.mark.parametrize(
    "written", ["0812", "", "halo", "+65 8123 4567", "0065 8123 4567", "0812345678901234"]
)
def test_a_number_nobody_can_call_is_refused(written: str) -> None:
    with pytest.raises(phones.BadPhone):
        phones.parse(written)


def test_telephones_are_shown_in_groups_and_masked() -> None:
    assert phones.shown("+6281234000007") == "0812-3400-0007"
    assert phones.masked("+6281234000007") == "0812-****-0007"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moh. Arifin", "MUHAMMAD ARIFIN, S.Pd."),
        ("H. Moch. Sholeh", "Mohammad Sholeh"),
        ("St. Aminah", "Hj. SITI  AMINAH"),
        ("Abd. Rohman S.E., M.M.", "Abdul Rohman"),
        ("Dra. Hj. Nur Aini, M.Si", "NUR AINI"),
        ("Achmad Ma'ruf", "ahmad maruf"),
        ("M. Arifin", "Muhammad Arifin"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert names.key(one) == names.key(other)


@pytest.mark.parametrize(
    ("one", "other", "is_close"),
    [
        ("SITI RAMADHANI", "SITI RAMADANI", True),
        ("SITI NUR AINI", "SITI AINI", True),
        ("AINI SITI", "SITI AINI", True),
        ("SITI RAMADHANI", "BAMBANG SUTEJO", False),
        ("", "", False),
    ],
)
def test_names_are_close_when_a_slip_parts_them(one: str, other: str, is_close: bool) -> None:
    assert names.close(one, other) is is_close


def test_names_are_tidied_and_masked() -> None:
    assert names.tidy("  SITI   ma'ruf ".upper()) == "Siti Ma'ruf"
    assert names.tidy("Hosniyah Arifin, S.Pd.") == "Hosniyah Arifin, S.Pd."
    assert names.masked("Hj. Siti Ramadhani, S.Pd.") == "Sit* Ram******"
    assert names.masked("Adi") == "A**"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(1990, 8, 12), date(1990, 8, 12)),
        (datetime(1990, 8, 12, 0, 0), date(1990, 8, 12)),  # noqa: DTZ001 - a cell knows no zone
        (33097.0, date(1990, 8, 12)),
        ("33097", date(1990, 8, 12)),
        ("12-8-90", date(1990, 8, 12)),
        ("12/08/1990", date(1990, 8, 12)),
        ("12.08.1990", date(1990, 8, 12)),
        ("1990-08-12", date(1990, 8, 12)),
        ("12081990", date(1990, 8, 12)),
        ("12 Agustus 1990", date(1990, 8, 12)),
        ("12 Agust 90", date(1990, 8, 12)),
        ("Jember, 12-08-1990", date(1990, 8, 12)),
        ("20/4/00", date(2000, 4, 20)),
    ],
)
def test_dates_are_read_day_first(cell: object, day: date) -> None:
    assert dates.from_cell(cell) == day


@pytest.mark.parametrize("cell", ["30-02-1990", "08/25/1990", "kemarin", "1-13-90", "", 12.0])
def test_impossible_dates_are_refused(cell: object) -> None:
    with pytest.raises(dates.BadDate):
        dates.from_cell(cell)


def test_a_two_digit_year_is_never_in_the_future() -> None:
    next_year = clock.today() + timedelta(days=366)

    assert dates.parse(f"1-1-{next_year:%y}").year == next_year.year - 100


@pytest.mark.parametrize(
    ("written", "rupiah", "is_rough"),
    [
        ("5jt", 5_000_000, False),
        ("Rp 1.500.000", 1_500_000, False),
        ("5.000.000,-", 5_000_000, False),
        (3_000_000.0, 3_000_000, False),
        ("1,5 juta", 1_500_000, False),
        ("500rb", 500_000, False),
        ("500.000", 500_000, False),
        ("3 juta/bulan", 3_000_000, False),
        ("2-3 juta", 2_000_000, True),
        ("2jtan", 2_000_000, True),
        ("± 2 juta", 2_000_000, True),
    ],
)
def test_amounts_are_read(written: object, rupiah: int, is_rough: bool) -> None:
    assert amounts.parse(written) == amounts.Amount(rupiah, is_rough)


@pytest.mark.parametrize("written", ["lumayan", "", "jt", "5 kg", "9" * 40, -5.0])
def test_what_is_no_amount_is_refused(written: str) -> None:
    with pytest.raises(amounts.BadAmount):
        amounts.parse(written)
