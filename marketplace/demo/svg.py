"""A small vocabulary for drawing with SVG: colour, shapes, gradients, filters.

Everything returns text. `Art` collects the definitions (gradients, filters, clips) of one
picture and carries its seeded random source, so that the same seed draws the same picture.
Light always comes from the top left.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from random import Random

Color = str
Point = tuple[float, float]
Stop = tuple[float, Color] | tuple[float, Color, float]
SIZE = 1200
SHADE = "#2a120c"
"""The colour of shadows."""

_DIAGONAL = (0.0, 0.0, 1.0, 1.0)
ACROSS = (0.0, 0.0, 1.0, 0.0)
DOWN = (0.0, 0.0, 0.0, 1.0)


def _lab(color: Color) -> tuple[float, float, float]:
    """OKLab of `#rrggbb`: mixing there keeps colours clean where plain RGB turns grey."""
    rgb = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
    lms = (
        0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b,
        0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b,
        0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b,
    )
    x, y, z = (v ** (1 / 3) for v in lms)
    return (
        0.2104542553 * x + 0.7936177850 * y - 0.0040720468 * z,
        1.9779984951 * x - 2.4285922050 * y + 0.4505937099 * z,
        0.0259040371 * x + 0.7827717662 * y - 0.8086757660 * z,
    )


def _hex(lightness: float, a: float, b: float) -> Color:
    x = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    y = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    z = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * x - 3.3077115913 * y + 0.2309699292 * z,
        -1.2684380046 * x + 2.6097574011 * y - 0.3413193965 * z,
        -0.0041960863 * x - 0.7034186147 * y + 1.7076147010 * z,
    )
    out = "#"
    for channel in linear:
        c = min(max(channel, 0.0), 1.0)
        shown = 12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055
        out += f"{round(min(max(shown, 0.0), 1.0) * 255):02x}"
    return out


def mix(one: Color, other: Color, amount: float) -> Color:
    """`amount` 0 is all `one`, 1 is all `other`."""
    p, q = _lab(one), _lab(other)
    return _hex(*(u + (v - u) * amount for u, v in zip(p, q, strict=True)))


def lighter(color: Color, amount: float) -> Color:
    """Towards warm light."""
    return mix(color, "#fff6e0", amount)


def darker(color: Color, amount: float) -> Color:
    """Towards a shadow that keeps its hue and leans to red, as on warm goods."""
    lightness, a, b = _lab(color)
    keep = 1 - 0.35 * amount
    return _hex(lightness * (1 - amount), a * keep + 0.012 * amount, b * keep)


def _text(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")


def element(tag: str, content: str = "", /, **attributes: str | float) -> str:
    """One element; `stroke_width` becomes `stroke-width`, a trailing underscore is dropped."""
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_text(value)}"'
        for name, value in attributes.items()
        if value != ""
    )
    return f"<{tag}{written}>{content}</{tag}>" if content else f"<{tag}{written}/>"


def path(d: str, fill: str = "none", **more: str | float) -> str:
    return element("path", d=d, fill=fill, **more)


def stroke(d: str, color: str, width: float, **more: str | float) -> str:
    """A line with round ends."""
    return element(
        "path",
        d=d,
        fill="none",
        stroke=color,
        stroke_width=width,
        stroke_linecap="round",
        stroke_linejoin="round",
        **more,
    )


def polygon(points: Iterable[Point], fill: str, **more: str | float) -> str:
    return element("polygon", points=" ".join(f"{x:.1f},{y:.1f}" for x, y in points), fill=fill, **more)


def ellipse(cx: float, cy: float, rx: float, ry: float, fill: str = "none", **more: str | float) -> str:
    return element("ellipse", cx=cx, cy=cy, rx=rx, ry=ry, fill=fill, **more)


def rect(x: float, y: float, w: float, h: float, fill: str, r: float = 0, **more: str | float) -> str:
    return element("rect", x=x, y=y, width=w, height=h, rx=r, fill=fill, **more)


def group(*parts: str, **attributes: str | float) -> str:
    return element("g", "".join(parts), **attributes) if any(parts) else ""


def words(text: str, x: float, y: float, size: float, color: Color, **more: str | float) -> str:
    """Centred text in the one font the rasteriser carries with it."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    return element(
        "text",
        safe,
        x=x,
        y=y,
        font_size=size,
        fill=color,
        text_anchor="middle",
        font_family="Libertinus Serif",
        **more,
    )


def smooth(points: Sequence[Point], closed: bool = True) -> str:
    """Path data of a soft curve through the points (Catmull-Rom)."""
    n = len(points)

    def at(i: int) -> Point:
        return points[i % n] if closed else points[min(max(i, 0), n - 1)]

    d = f"M{points[0][0]:.1f},{points[0][1]:.1f}"
    for i in range(n if closed else n - 1):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = at(i - 1), at(i), at(i + 1), at(i + 2)
        d += (
            f"C{x1 + (x2 - x0) / 6:.1f},{y1 + (y2 - y0) / 6:.1f} "
            f"{x2 - (x3 - x1) / 6:.1f},{y2 - (y3 - y1) / 6:.1f} {x2:.1f},{y2:.1f}"
        )
    return d + ("Z" if closed else "")


def polar(cx: float, cy: float, radius: float, degrees: float, squash: float = 1) -> Point:
    turn = math.radians(degrees)
    return cx + radius * math.cos(turn), cy + radius * math.sin(turn) * squash


class Art:
    """One picture in the making."""

    def __init__(self, seed: str) -> None:
        self.rng = Random(seed)
        self.definitions: list[str] = []
        self._names: dict[str, str] = {}

    def define(self, template: str) -> str:
        """Keep a definition once; `{id}` in the template is its name. Returns `url(#name)`."""
        if template not in self._names:
            name = f"d{len(self._names)}"
            self._names[template] = name
            self.definitions.append(template.replace("{id}", name))
        return f"url(#{self._names[template]})"

    def linear(self, *stops: Stop, along: tuple[float, float, float, float] = _DIAGONAL) -> str:
        x1, y1, x2, y2 = along
        box = "" if max(along) <= 1 and min(along) >= 0 else ' gradientUnits="userSpaceOnUse"'
        return self.define(
            f'<linearGradient id="{{id}}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"{box}>'
            f"{_stops(stops)}</linearGradient>"
        )

    def radial(self, *stops: Stop, at: Point = (0.34, 0.28), reach: float = 0.85) -> str:
        return self.define(
            f'<radialGradient id="{{id}}" cx="{at[0]}" cy="{at[1]}" r="{reach}">'
            f"{_stops(stops)}</radialGradient>"
        )

    def plane(self, color: Color, depth: float = 0.16) -> str:
        """A flat face: a little lighter where the light comes from."""
        return self.linear((0, lighter(color, depth)), (0.5, color), (1, darker(color, depth * 0.9)))

    def ball(self, color: Color, gloss: float = 0.55) -> str:
        """A round thing."""
        return self.radial(
            (0, lighter(color, gloss)),
            (0.35, lighter(color, gloss * 0.22)),
            (0.7, darker(color, 0.16)),
            (1, darker(color, 0.42)),
        )

    def drum(self, color: Color, gloss: float = 0.34) -> str:
        """An upright cylinder: bright left of the middle, dark right, a glint of returned light."""
        return self.linear(
            (0, darker(color, 0.24)),
            (0.12, color),
            (0.3, lighter(color, gloss)),
            (0.48, color),
            (0.84, darker(color, 0.38)),
            (1, darker(color, 0.26)),
            along=ACROSS,
        )

    def log(self, color: Color, gloss: float = 0.3) -> str:
        """A cylinder lying across: bright on top."""
        return self.linear(
            (0, color),
            (0.22, lighter(color, gloss)),
            (0.5, color),
            (0.88, darker(color, 0.42)),
            (1, darker(color, 0.3)),
            along=DOWN,
        )

    def blur(self, amount: float, margin: int = 25) -> str:
        """`margin`: how far the blur may reach beyond the shape, in percent of its box. Costly on big shapes."""
        return self.define(
            f'<filter id="{{id}}" x="-{margin}%" y="-{margin}%" width="{100 + 2 * margin}%" height="{100 + 2 * margin}%">'
            f'<feGaussianBlur stdDeviation="{amount}"/></filter>'
        )

    def grain(self, across: float, down: float, color: Color, strength: float = 0.5, octaves: int = 3) -> str:
        """A filter laying streaks or speckles over a shape. Frequencies are per picture unit."""
        r, g, b = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
        seed = self.rng.randrange(90)
        return self.define(
            '<filter id="{id}" x="0" y="0" width="100%" height="100%" '
            'color-interpolation-filters="sRGB"><feTurbulence type="fractalNoise" '
            f'baseFrequency="{across} {down}" numOctaves="{octaves}" seed="{seed}"/>'
            f'<feColorMatrix values="0 0 0 0 {r:.3f} 0 0 0 0 {g:.3f} 0 0 0 0 {b:.3f} '
            f'0 0 0 {strength * 4:.2f} {-strength * 1.7:.2f}"/>'
            '<feComposite in2="SourceAlpha" operator="in" result="n"/>'
            '<feMerge><feMergeNode in="SourceGraphic"/><feMergeNode in="n"/></feMerge></filter>'
        )

    def clip(self, shape: str) -> str:
        return self.define(f'<clipPath id="{{id}}">{shape}</clipPath>')

    def pattern(self, w: float, h: float, content: str, transform: str = "") -> str:
        turn = f' patternTransform="{transform}"' if transform else ""
        return self.define(
            f'<pattern id="{{id}}" width="{w:.2f}" height="{h:.2f}" '
            f'patternUnits="userSpaceOnUse"{turn}>{content}</pattern>'
        )

    def shadow(self, cx: float, cy: float, rx: float, ry: float, strength: float = 0.42) -> str:
        """What stands here darkens the ground: close under itself and softly to the right."""
        wide = self.radial(
            (0, SHADE, strength * 0.95),
            (0.45, SHADE, strength * 0.62),
            (0.75, SHADE, strength * 0.22),
            (1, SHADE, 0),
            at=(0.5, 0.5),
            reach=0.5,
        )
        close = self.radial(
            (0, SHADE, strength * 1.5),
            (0.7, SHADE, strength * 1.2),
            (0.88, SHADE, strength * 0.5),
            (1, SHADE, 0),
            at=(0.5, 0.5),
            reach=0.5,
        )
        return ellipse(cx + rx * 0.22, cy + ry * 0.3, rx * 1.34, ry * 2.3, wide) + ellipse(
            cx + rx * 0.05, cy, rx * 1.06, ry * 1.05, close
        )

    def cast(self, d: str, dx: float = 16, dy: float = 20, soft: float = 12, strength: float = 0.4) -> str:
        """The soft shadow of a flat outline lying on what is behind it."""
        return path(
            d,
            SHADE,
            opacity=strength,
            filter=self.blur(soft),
            transform=f"translate({dx} {dy})",
        )

    def document(self, content: str, width: int = SIZE, height: int = SIZE) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}"><defs>{"".join(self.definitions)}</defs>'
            f"{content}</svg>"
        )


def _stops(stops: Sequence[Stop]) -> str:
    return "".join(
        f'<stop offset="{s[0]}" stop-color="{s[1]}"'
        + (f' stop-opacity="{s[2]}"' if len(s) == 3 else "")
        + "/>"
        for s in stops
    )
