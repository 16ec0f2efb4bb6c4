"""Draw the sign of the market as PNG icons for the manifest and the browser: `python tools/draw_brand.py`.

Four petals of kawung, one of them a tobacco leaf. The same shapes stand in `static/img/favicon.svg` and as
the symbol `mark` in `static/img/icons.svg`; coordinates are those of a square of 48.
"""

from pathlib import Path

from PIL import Image, ImageDraw

IMAGES = Path(__file__).resolve().parent.parent / "static" / "img"
SOGAN, CREAM, TURMERIC = "#7a3e1d", "#fbf0d6", "#e3a72f"
GRID = 48
OVERSAMPLE = 8

Point = tuple[float, float]
# From near the centre to the corner and back again: two cubic curves, seen from the middle of the square.
OUT = ((1.2, -1.2), (1.0, -10.0), (6.5, -16.2), (16.6, -16.6))
BACK = ((16.6, -16.6), (16.2, -6.5), (10.0, -1.0), (1.2, -1.2))
VEIN = ((3.0, -3.0), (12.5, -12.5))


def curve(points: tuple[Point, ...], steps: int = 48) -> list[Point]:
    """Points along a cubic Bezier curve."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points
    out = []
    for i in range(steps + 1):
        t = i / steps
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        out.append((a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy))
    return out


def draw(size: int, *, corner: float, petals: float) -> Image.Image:
    """The sign at `size` pixels. `corner`: radius of the ground in units of 48; `petals`: their scale."""
    big = size * OVERSAMPLE
    unit = big / GRID
    image = Image.new("RGBA", (big, big), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((0, 0, big - 1, big - 1), radius=corner * unit, fill=SOGAN)

    def place(point: Point, flip: Point) -> Point:
        x, y = point
        return (GRID / 2 + x * flip[0] * petals) * unit, (GRID / 2 + y * flip[1] * petals) * unit

    for flip in ((1, 1), (-1, 1), (1, -1), (-1, -1)):
        shape = [place(point, flip) for point in curve(OUT) + curve(BACK)]
        pen.polygon(shape, fill=TURMERIC if flip == (1, 1) else CREAM)
    pen.line([place(point, (1, 1)) for point in VEIN], fill=SOGAN, width=round(1.6 * unit * petals))
    return image.resize((size, size), Image.Resampling.LANCZOS)


def save(image: Image.Image, name: str) -> None:
    """Write a small file: the sign needs no more than a few dozen shades."""
    image.quantize(64, method=Image.Quantize.FASTOCTREE).save(IMAGES / name, optimize=True)


def main() -> None:
    for size in (48, 192, 512):
        save(draw(size, corner=11, petals=1), f"icon-{size}.png")
    # The whole square is ground: a phone cuts its own shape out of it and keeps the middle four fifths.
    save(draw(512, corner=0, petals=0.8), "icon-maskable-512.png")
    save(draw(192, corner=0, petals=0.8), "icon-maskable-192.png")
    save(draw(180, corner=0, petals=0.95), "icon-180.png")


if __name__ == "__main__":
    main()
