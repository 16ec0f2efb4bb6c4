"""Papers as PDF, set with typst from `templates/documents/`. Data reaches a template as text only."""

import json
from pathlib import Path
from typing import Any

import segno
import typst

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates" / "documents"


def typeset(template: str, **data: Any) -> bytes:
    """Set `templates/documents/<template>.typ` as a tagged PDF.

    The template reads `json(bytes(sys.inputs.data))`. Only fonts that come with typst are used, so that a
    paper looks the same on every machine.
    """
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=ROOT,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )


def qr_picture(text: str) -> str:
    """A QR code as SVG document, for `image(bytes(…), format: "svg")` in a template."""
    svg = segno.make(text, error="q", micro=False).svg_inline(border=2, omitsize=True)
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) if "xmlns" not in svg else svg
