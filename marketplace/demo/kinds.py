"""What the drawing modules register: a kind of goods and how to draw it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from marketplace.demo.parts import Style
from marketplace.demo.svg import Art, Color

Draw = Callable[[Art, Style], str]


@dataclass(frozen=True)
class Kind:
    """`category` names the look of the ground; `styles` are the colour pairs to choose from.

    `scale` sizes the whole about the middle of the foot. `focus` and `zoom` frame the close-up (second picture). `low` goods get
    a higher table edge and sit nearer the middle. `detail` replaces the close-up by a
    picture of its own that fills the square, `other` the third picture, else two pieces stand side by side.
    """

    category: str
    draw: Draw
    styles: tuple[tuple[Color, Color], ...]
    title: str = ""
    focus: tuple[float, float] = (600, 620)
    zoom: float = 1.75
    scale: float = 1.1
    low: bool = False
    detail: Draw | None = None
    other: Draw | None = None
