"""What the component page shows: invented figures and the names of the drawn icons."""

import re
from pathlib import Path

from marketplace.i18n import N_, _
from marketplace.money import rupiah
from marketplace.web import charts

SYMBOL = re.compile(r'<symbol id="([a-z-]+)"')
SALES = ((N_("Camilan"), 6_200_000), (N_("Kopi dan teh"), 4_150_000), (N_("Batik dan kain"), 3_900_000))
ORDERS = (4, 6, 5, 9, 12, 7, 6, 8, 10, 9, 14, 16, 11, 7)


def icon_names(sprite: Path) -> list[str]:
    """Names of the icons in the sprite, in its order."""
    return SYMBOL.findall(sprite.read_text(encoding="utf-8"))


def sales() -> charts.Chart:
    rows = [(_(label), amount) for label, amount in SALES]
    return charts.bars(_("Penjualan per jenis"), _("rupiah, November 2026"), rows, rupiah)


def orders() -> charts.Chart:
    days = [(f"{11 + i} Nov", count) for i, count in enumerate(ORDERS)]
    return charts.line(_("Pesanan per hari"), "11–24 November 2026", days)
