"""What a basket says about each of its lines: what it costs now, and whether it can be bought."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from marketplace import clock, paths
from marketplace.i18n import _
from marketplace.models import BasketLine, Picture, Product, Seller, Variant
from marketplace.notifications import dates


class Standing(StrEnum):
    """How a line stands: it can be bought, it can once the buyer agrees to a change, or it cannot."""

    READY = "ready"
    PRICE_CHANGED = "price_changed"
    SHORT = "short"
    BELOW_MINIMUM = "below_minimum"
    SOLD_OUT = "sold_out"
    GONE = "gone"
    SHOP_CLOSED = "shop_closed"
    ON_HOLIDAY = "on_holiday"
    OWN_SHOP = "own_shop"


BUYABLE = {Standing.READY, Standing.PRICE_CHANGED}
TO_AGREE = {Standing.PRICE_CHANGED, Standing.SHORT, Standing.BELOW_MINIMUM}


@dataclass(frozen=True)
class Item:
    """One line as it is now. Prices in rupiah."""

    variant: Variant
    quantity: int
    unit_price: int
    seen_price: int
    standing: Standing

    @property
    def product(self) -> Product:
        return self.variant.product

    @property
    def seller(self) -> Seller:
        return self.product.seller

    @property
    def total(self) -> int:
        return self.unit_price * self.quantity

    @property
    def is_buyable(self) -> bool:
        return self.standing in BUYABLE

    @property
    def wants_agreement(self) -> bool:
        return self.standing in TO_AGREE

    @property
    def url(self) -> str:
        return paths.product(self.product.slug)

    @property
    def photo(self) -> Picture | None:
        ready = [photo.picture for photo in self.product.photos if photo.is_live and photo.picture.is_ready]
        return ready[0] if ready else None

    @property
    def words(self) -> str:
        """What the buyer must know about this line, in a sentence; empty when all is as it was."""
        product, left = self.product, self.variant.available
        values = {"n": left, "unit": product.unit, "least": product.min_order}
        sentences = {
            Standing.READY: "",
            Standing.PRICE_CHANGED: _("Harganya berubah sejak terakhir Anda lihat."),
            Standing.SHORT: _("Tinggal %(n)s %(unit)s. Jumlahnya akan disesuaikan.", **values),
            Standing.BELOW_MINIMUM: _(
                "Sekarang dijual paling sedikit %(least)s %(unit)s. Jumlahnya akan disesuaikan.", **values
            ),
            Standing.SOLD_OUT: _("Sedang habis. Kami simpan di keranjang, tidak ikut dibayar."),
            Standing.GONE: _("Tidak dijual lagi. Tidak ikut dibayar."),
            Standing.SHOP_CLOSED: _("Toko ini sedang tutup. Tidak ikut dibayar."),
            Standing.OWN_SHOP: _("Ini dari toko Anda sendiri. Tidak ikut dibayar."),
        }
        if self.standing == Standing.ON_HOLIDAY:
            return self._holiday_words()
        return sentences[self.standing]

    def _holiday_words(self) -> str:
        until = self.seller.holiday_until
        if until is None:
            return _("Toko ini sedang libur. Kami simpan di keranjang, tidak ikut dibayar.")
        return _(
            "Toko ini libur sampai %(day)s. Kami simpan di keranjang, tidak ikut dibayar.",
            day=dates.day(until),
        )


@dataclass(frozen=True)
class Stall:
    """One seller's items in a basket."""

    seller: Seller
    items: list[Item]

    @property
    def total(self) -> int:
        return sum(item.total for item in self.items if item.is_buyable)


def read(lines: Sequence[BasketLine], own_shop_id: int | None = None) -> list[Item]:
    """Lines (of `basket.lines_of`) as items. `own_shop_id` is the buyer's own shop, if any."""
    return [_item(line, own_shop_id) for line in lines]


def by_seller(items: Sequence[Item]) -> list[Stall]:
    """Items grouped by seller, in the order in which the sellers came into the basket."""
    stalls: dict[int, Stall] = {}
    for item in items:
        stalls.setdefault(item.seller.id, Stall(item.seller, [])).items.append(item)
    return list(stalls.values())


def _item(line: BasketLine, own_shop_id: int | None) -> Item:
    price = line.variant.unit_price(line.quantity)
    return Item(line.variant, line.quantity, price, line.seen_price, _standing(line, price, own_shop_id))


def _standing(line: BasketLine, price: int, own_shop_id: int | None) -> Standing:
    variant = line.variant
    product, seller = variant.product, variant.product.seller
    if not seller.is_open:
        return Standing.SHOP_CLOSED
    if not variant.is_active or not product.is_on_sale:
        return Standing.GONE
    if seller.id == own_shop_id:
        return Standing.OWN_SHOP
    if seller.on_holiday(clock.today()):
        return Standing.ON_HOLIDAY
    if variant.available < product.min_order:
        return Standing.SOLD_OUT
    if line.quantity > variant.available:
        return Standing.SHORT
    if line.quantity < product.min_order:
        return Standing.BELOW_MINIMUM
    return Standing.READY if price == line.seen_price else Standing.PRICE_CHANGED
