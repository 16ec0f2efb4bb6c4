"""Charts stand where their values say."""

from marketplace.money import rupiah
from marketplace.web import charts


def test_the_largest_bar_fills_the_width_and_the_others_their_share() -> None:
    chart = charts.bars("Penjualan", "rupiah", [("Kopi", 4_000), ("Batik", 1_000), ("Bata", 0)], rupiah)

    assert [(mark.x, mark.shown) for mark in chart.marks] == [
        (100.0, "Rp4.000"),
        (25.0, "Rp1.000"),
        (0.0, "Rp0"),
    ]


def test_a_line_runs_from_left_to_right_and_names_its_highest_and_last_point() -> None:
    chart = charts.line("Pesanan", "sehari", [("1", 5), ("2", 10), ("3", 0)])

    assert [mark.x for mark in chart.marks] == [4.0, 50.0, 96.0]
    assert [mark.y for mark in chart.marks] == [56.0, 12.0, 100.0]
    assert [mark.label for mark in chart.marks if mark.is_named] == ["2", "3"]
    assert len(chart.segments) == 2


def test_a_chart_of_nothing_is_empty_and_a_chart_of_zeros_lies_on_the_ground() -> None:
    assert charts.bars("Penjualan", "rupiah", []).marks == ()
    assert charts.line("Pesanan", "sehari", []).marks == ()
    assert [mark.y for mark in charts.line("Pesanan", "sehari", [("1", 0)]).marks] == [100.0]
