"""What is understood of an organiser's sheet, before anything is compared with the registry."""

from datetime import date
from typing import Any

import pytest

from marketplace.bimtek import layouts
from marketplace.bimtek.districts import Districts
from marketplace.bimtek.import_work import choose_sheet
from marketplace.bimtek.layouts import Layout
from marketplace.bimtek.rows import Understood
from marketplace.bimtek.understanding import Reader
from marketplace.formats import spreadsheets
from tests.bimtek.sheets import (
    BORN,
    RESULT_TOP,
    a_person,
    a_table,
    csv_bytes,
    nik_of,
    participants_xlsx,
)

JEMBER = Districts("35.09")


def read(data: bytes, sheet: str | None = None) -> tuple[Layout, list[Understood]]:
    chosen = choose_sheet(spreadsheets.read(data), sheet)
    layout = layouts.guess(chosen)
    reader = Reader(layout, JEMBER)
    rows = (
        reader.read(row, n) for n, row in enumerate(chosen.rows[layout.first_row :], layout.first_row + 1)
    )
    return layout, [row for row in rows if row is not None]


def one(**cells: Any) -> Understood:
    """The only person of a sheet whose cells are as given."""
    _layout, (row,) = read(participants_xlsx([a_person(1, cells.pop("name", "Nuraini"), **cells)]))
    return row


def complaints(row: Understood) -> list[tuple[str, str]]:
    return [(problem.level, problem.cell) for problem in row.problems]


def test_a_merged_heading_of_two_rows_is_found_below_the_titles() -> None:
    layout, rows = read(participants_xlsx([a_person(1, "Nuraini"), a_person(2, "Holifah")]))

    assert (layout.heading_rows, layout.first_row, layout.creates) == ([4, 5], 6, True)
    assert [code for code in layout.columns.values() if code != "skip"] == [
        "name", "nik", "gender", "birth_place", "born_on", "address", "district", "phone", "business_name",
        "product",
        "workers", "monthly_turnover", "nib", "pirt", "halal",
    ]  # fmt: skip
    assert [(row.row_number, row.values["name"]) for row in rows] == [(7, "Nuraini"), (8, "Holifah")]


def test_everything_of_a_person_is_understood() -> None:
    row = one(name="HJ. NURAINI, S.Pd.", turnover="5jt", pirt="ada", workers="3 orang")

    assert row.problems == []
    assert row.values == {
        "name": "Hj. Nuraini, S.Pd.",
        "nik": nik_of(1),
        "born_on": "1972-05-04",
        "gender": "female",
        "phone": "+6281234000001",
        "birth_place": "Jember",
        "business_name": "Dapur Uji",
        "product": "Opak gulung",
        "address": "Dusun Krajan",
        "district_code": "35.09.10",
        "workers": 3,
        "monthly_turnover": 5_000_000,
        "nib": "9000000000001",
        "licences": {"pirt": "ada", "halal": "belum"},
        "from_nik": {"born_on": "1972-05-04", "gender": "female"},
    }


def test_signatures_below_the_table_are_nobody() -> None:
    _layout, rows = read(participants_xlsx([a_person(1, "Nuraini")]))

    assert [row.values["name"] for row in rows] == ["Nuraini"]


@pytest.mark.parametrize("written", ["350919 440572 9001", "'3509194405729001", 3509194405729001.0])
def test_forms_of_a_nik_are_read(written: object) -> None:
    assert one(nik=written).values["nik"] == nik_of(1)


@pytest.mark.parametrize("written", [3509190000000000.0, 3509194405729000.0, "3,50919E+15"])
def test_a_destroyed_nik_refuses_its_row_and_tells_how_to_mend_it(written: object) -> None:
    row = one(nik=written)

    assert complaints(row) == [("error", "C7")]
    assert row.is_refused()
    assert "format kolom NIK menjadi Teks" in row.problems[0].text
    assert "nik" not in row.values


@pytest.mark.parametrize(
    ("cells", "level", "cell"),
    [
        ({"nik": "3509193002909999"}, "error", "C7"),
        ({"nik": "350919"}, "error", "C7"),
        ({"born": "30-02-1990"}, "error", "F7"),
        ({"name": "-"}, "error", "B7"),
        ({"nik": "idem"}, "error", "C7"),
        ({"born": "4-5-1973"}, "warning", "C7"),
        ({"gender": "L"}, "warning", "C7"),
        ({"gender": "?"}, "warning", "D7"),
        ({"district": "Kali wates"}, "warning", "H7"),
        ({"district": "Surabaya"}, "warning", "H7"),
        ({"phone": "0812"}, "warning", "I7"),
        ({"turnover": "2-3 juta"}, "warning", "M7"),
        ({"turnover": "lumayan"}, "warning", "M7"),
        ({"workers": "banyak"}, "warning", "L7"),
        ({"nib": "123"}, "warning", "N7"),
        ({"place": "idem"}, "warning", "E7"),
    ],
)
def test_every_complaint_names_its_cell(cells: dict[str, Any], level: str, cell: str) -> None:
    row = one(**cells)

    assert complaints(row) == [(level, cell)]
    assert row.is_refused() is (level == "error")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Kali wates", "35.09.19"),
        ("Kec. Rambipudji", "35.09.13"),
        ("SILO", "35.09.30"),
        ("Sumberjambi", "35.09.31"),
    ],
)
def test_a_district_is_found_from_its_spelling(written: str, code: str) -> None:
    assert one(district=written).values["district_code"] == code


def test_the_guess_of_a_district_is_named() -> None:
    assert "Kecamatan Kaliwates" in one(district="Kali wates").problems[0].text


def test_idem_repeats_the_row_above() -> None:
    _layout, rows = read(
        participants_xlsx(
            [
                a_person(1, "Nuraini", place="Lumajang"),
                a_person(2, "Holifah", place="idem"),
                a_person(3, "Misnati", place="sda"),
            ]
        )
    )

    assert [row.values["birth_place"] for row in rows] == ["Lumajang"] * 3
    assert [row.problems for row in rows] == [[], [], []]


@pytest.mark.parametrize("born", [BORN, "4-5-72", "04/05/1972", "4 Mei 1972", "1972-05-04", 26423])
def test_forms_of_a_date_are_read(born: object) -> None:
    assert one(born=born).values["born_on"] == "1972-05-04"


def test_a_telephone_that_lost_its_zero_is_mended() -> None:
    assert one(phone=81234000001).values["phone"] == "+6281234000001"


def test_other_headings_in_another_order_are_known() -> None:
    header = ["Nomor WhatsApp", "Nama Peserta", "Jenis Kelamin", "No. KTP", "TTL", "Kec.", "Komoditi", "Merk"]
    row = [
        "0812-3400-0001",
        "Nuraini",
        "Perempuan",
        nik_of(1),
        "Jember, 4 Mei 1972",
        "Silo",
        "Kopi",
        "Kopi Uji",
    ]

    layout, (found,) = read(a_table(header, row))

    assert layout.creates
    assert found.problems == []
    wanted = {"name": "Nuraini", "nik": nik_of(1), "phone": "+6281234000001", "birth_place": "Jember"}
    wanted |= {
        "born_on": "1972-05-04",
        "product": "Kopi",
        "business_name": "Kopi Uji",
        "district_code": "35.09.30",
    }
    assert {key: found.values[key] for key in wanted} == wanted


def test_columns_without_headings_are_known_by_their_cells() -> None:
    rows = [
        [n, f"Nuraini {letter}tami", nik_of(n), "P", f"0812340000{n:02d}"]
        for n, letter in enumerate("UAIE", 1)
    ]

    layout, found = read(a_table(*rows))

    assert layout.columns == {0: "skip", 1: "name", 2: "nik", 3: "gender", 4: "phone"}
    assert [row.values["nik"] for row in found] == [nik_of(n) for n in range(1, 5)]


def test_a_list_of_results_is_known_and_creates_nobody() -> None:
    layout, (row,) = read(
        a_table(RESULT_TOP, [1, "Nuraini", nik_of(1), "H", "√", "I", 45, "70,5", "LULUS", "001/IKMA/2026"])
    )

    assert not layout.creates
    wanted = {"days": {"1": "present", "2": "present", "3": "excused"}, "pre_score": 45, "post_score": 71}
    wanted |= {"outcome": "passed", "certificate": "001/IKMA/2026"}
    assert {key: row.values[key] for key in wanted} == wanted


@pytest.mark.parametrize(
    ("cells", "level", "cell"),
    [
        (["H", "H", "H", 45, 170, "LULUS", ""], "error", "H2"),
        (["H", "H", "H", 45, 70, "TIDAK LULUS", "001"], "error", "J2"),
        (["H", "?", "H", 45, 70, "LULUS", ""], "warning", "E2"),
        (["H", "H", "H", 45, 70, "entah lulus", ""], "warning", "I2"),
    ],
)
def test_results_that_cannot_be_are_told(cells: list[Any], level: str, cell: str) -> None:
    passed = [2, "Holifah", nik_of(2), "H", "H", "H", 50, 80, "LULUS", "009"]

    _layout, (row, _other) = read(a_table(RESULT_TOP, [1, "Nuraini", nik_of(1), *cells], passed))

    assert complaints(row) == [(level, cell)]


def test_days_under_a_merged_heading_are_attendance() -> None:
    data = a_table(
        ["No", "Nama", "Kehadiran", "", "", "Nilai"],
        ["", "", "1", "2", "3", ""],
        [1, "Nuraini", "v", "v", "a", 70],
    )

    layout, (row,) = read(data)

    assert layout.columns == {0: "skip", 1: "name", 2: "day_1", 3: "day_2", 4: "day_3", 5: "post_score"}
    assert row.values["days"] == {"1": "present", "2": "present", "3": "absent"}


def test_graduates_of_another_organiser_come_as_text_of_windows() -> None:
    data = csv_bytes(
        ["nama", "nik", "jk", "tgl_lahir", "hp", "kecamatan", "usaha", "produk", "status", "no_sertifikat"],
        [
            "Nuraini",
            nik_of(1),
            "P",
            "04/05/1972",
            "081234000001",
            "Silo",
            "Café Uji",
            "Kopi",
            "lulus",
            "KP-002/2026",
        ],
        [
            "Holifah",
            nik_of(2),
            "P",
            "04/05/1972",
            "081234000002",
            "Silo",
            "Kopi Uji",
            "Kopi",
            "tidak lulus",
            "",
        ],
    )

    layout, (first, second) = read(data)

    assert layout.creates
    assert (first.values["business_name"], first.values["certificate"]) == ("Café Uji", "KP-002/2026")
    assert (first.values["outcome"], second.values["outcome"]) == ("passed", "failed")
    assert first.problems == second.problems == []


def test_the_fullest_visible_sheet_is_taken_unless_another_is_named() -> None:
    table = [["Nama", "NIK"], ["Nuraini", nik_of(1)], ["Holifah", nik_of(2)]]
    data = a_table(["Catatan"], names=["Info", "Peserta"], more=[table])

    assert [row.values["name"] for row in read(data)[1]] == ["Nuraini", "Holifah"]
    assert choose_sheet(spreadsheets.read(data), "Info").name == "Info"


def test_a_heading_repeated_on_the_next_page_is_nobody() -> None:
    _layout, rows = read(
        a_table(
            ["Nama", "NIK", "HP"],
            ["Nuraini", nik_of(1), ""],
            ["Nama", "NIK", "HP"],
            ["Holifah", nik_of(2), ""],
        )
    )

    assert [row.values["name"] for row in rows] == ["Nuraini", "Holifah"]


def test_samples_show_no_whole_number_of_a_person() -> None:
    sheet = choose_sheet(spreadsheets.read(participants_xlsx([a_person(1, "Nuraini")])), None)

    shown = str(layouts.samples(sheet, layouts.guess(sheet)))

    assert nik_of(1) not in shown
    assert "1972-05-04" in shown


def test_today_is_not_a_birthday() -> None:
    assert one(born=date(2025, 5, 4)).problems[0].cell == "F7"
