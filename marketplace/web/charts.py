"""Where the marks of a chart stand, as shares of its size, so that words keep theirs on any screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from marketplace.web.pages import thousands

HEAD_ROOM = 100 / 88  # the highest point stays clear of its own label
SIDE_PERCENT = 4.0


@dataclass(frozen=True)
class Mark:
    """One value: what it is called, how it is written, how far right and down it stands (per cent)."""

    label: str
    value: int
    shown: str
    x: float
    y: float
    is_named: bool = False
    """Whether its value is written beside it; the others are in the table."""


@dataclass(frozen=True)
class Chart:
    """Values under one title. `unit` says what is counted and when."""

    title: str
    unit: str
    marks: tuple[Mark, ...]

    @property
    def segments(self) -> list[tuple[Mark, Mark]]:
        """Neighbours to join with a line."""
        return list(zip(self.marks, self.marks[1:], strict=False))


def bars(
    title: str, unit: str, values: Sequence[tuple[str, int]], show: Callable[[int], str] = thousands
) -> Chart:
    """Lying bars, one a value, as long as their share of the largest. Nothing is negative here."""
    largest = max((value for _, value in values), default=0) or 1
    marks = (
        Mark(label, value, show(value), x=round(value * 100 / largest, 2), y=0, is_named=True)
        for label, value in values
    )
    return Chart(title, unit, tuple(marks))


def line(
    title: str, unit: str, values: Sequence[tuple[str, int]], show: Callable[[int], str] = thousands
) -> Chart:
    """Points over time from left to right; the highest and the last are named."""
    ceiling = (max((value for _, value in values), default=0) or 1) * HEAD_ROOM
    step = (100 - 2 * SIDE_PERCENT) / max(len(values) - 1, 1)
    highest = max(range(len(values)), key=lambda i: values[i][1], default=0)
    marks = (
        Mark(
            label,
            value,
            show(value),
            x=round(SIDE_PERCENT + i * step, 2),
            y=round(100 - value * 100 / ceiling, 2),
            is_named=i in (highest, len(values) - 1),
        )
        for i, (label, value) in enumerate(values)
    )
    return Chart(title, unit, tuple(marks))
