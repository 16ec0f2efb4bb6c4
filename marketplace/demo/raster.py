"""From drawings to pixels, with the renderer the papers of the market use too."""

from __future__ import annotations

import io

import typst
from PIL import Image

from marketplace.demo.svg import SIZE


def render(document: str, width: int = SIZE, of: int = SIZE) -> Image.Image:
    """Rasterise a drawing `of` units wide to `width` pixels, clear where nothing is drawn.

    Only the fonts the renderer carries are used, so that every machine draws the same.
    """
    page = (
        f"#set page(width: {of}pt, height: auto, margin: 0pt, fill: none)\n"
        "#image(bytes(sys.inputs.drawing), width: 100%)"
    )
    png = typst.compile(
        page.encode(),
        format="png",
        ppi=72 * width / of,
        sys_inputs={"drawing": document},
        ignore_system_fonts=True,
    )
    return Image.open(io.BytesIO(png))


def jpeg(picture: Image.Image, quality: int = 90) -> bytes:
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=quality)
    return out.getvalue()
