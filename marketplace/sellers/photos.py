"""The photos of a product: up to nine, in an order, with words for who cannot see them."""

from collections.abc import Sequence

from marketplace import events
from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.media import pictures
from marketplace.models import Picture, Product, ProductPhoto, Seller
from marketplace.models.catalogue import ProductStatus
from marketplace.sellers import changes, listings

MOST = 9
LONGEST_ALT = 200


def add(seller: Seller, slug: str, originals: Sequence[pictures.Original]) -> Product:
    """Add kept photos at the end. A photo the product has already is left out.

    Those of a live product wait for an admin. Raises NotFound, Invalid when there would be more than nine.
    """
    product = listings.product_of(seller, slug, lock=True)
    refuse_closed(product)
    have = {photo.picture.sha256 for photo in product.photos}
    fresh = [original for original in originals if original.sha256 not in have]
    attach(product, [pictures.register(seller.owner, original) for original in fresh])
    return product


def attach(product: Product, new: Sequence[Picture]) -> None:
    """Put registered pictures behind the photos of a locked product. Raises Invalid above nine."""
    tokens = changes.wanted_values(product)[changes.PHOTOS]
    if len(tokens) + len(new) > MOST:
        raise Invalid(
            _(
                "Paling banyak %(most)s foto. Sekarang sudah %(n)s; hapus dulu sebagian.",
                most=MOST,
                n=len(tokens),
            ),
            field="photos",
        )
    is_live = product.status not in listings.LIVE
    for position, picture in enumerate(new, start=len(product.photos)):
        product.photos.append(ProductPhoto(picture=picture, position=position, is_live=is_live))
    db.session.flush()
    if new:
        changes.put(product, {changes.PHOTOS: [*tokens, *(picture.token for picture in new)]})
        events.record("listing_photos_added", product, actor=product.seller.owner, count=len(new))


def remove(seller: Seller, slug: str, token: str) -> Product:
    """Take a photo away. Raises NotFound; Invalid when a live product would have none left."""
    product, tokens = _with_photo(seller, slug, token)
    tokens.remove(token)
    changes.put(product, {changes.PHOTOS: tokens})
    for photo in [photo for photo in product.photos if not photo.is_live]:
        if photo.picture.token == token:
            product.photos.remove(photo)
            db.session.delete(photo)
    events.record("listing_photo_removed", product, actor=seller.owner)
    return product


def make_main(seller: Seller, slug: str, token: str) -> Product:
    """Put a photo first: the one lists show."""
    product, tokens = _with_photo(seller, slug, token)
    tokens.remove(token)
    changes.put(product, {changes.PHOTOS: [token, *tokens]})
    return product


def move(seller: Seller, slug: str, token: str, *, by: int) -> Product:
    """Move a photo `by` places (negative: towards the front); it stops at the ends."""
    product, tokens = _with_photo(seller, slug, token)
    place = tokens.index(token)
    tokens.remove(token)
    tokens.insert(min(max(place + by, 0), len(tokens)), token)
    changes.put(product, {changes.PHOTOS: tokens})
    return product


def describe(seller: Seller, slug: str, token: str, alt: str) -> Product:
    """Words for a photo, shown at once."""
    product, _tokens = _with_photo(seller, slug, token)
    if len(alt) > LONGEST_ALT:
        raise Invalid(_("Keterangan foto paling banyak %(n)s huruf.", n=LONGEST_ALT), field="alt")
    for photo in product.photos:
        if photo.picture.token == token:
            photo.alt = alt
    return product


def refuse_closed(product: Product) -> None:
    """An archived or blocked product is not edited. Raises Conflict."""
    if product.status == ProductStatus.ARCHIVED:
        raise Conflict(_("Barang ini diarsipkan. Pulihkan dulu sebelum mengubahnya."))
    if product.status == ProductStatus.BLOCKED:
        raise Conflict(_("Barang ini diblokir admin dan tidak bisa diubah. Hubungi kami lewat menu bantuan."))


def _with_photo(seller: Seller, slug: str, token: str) -> tuple[Product, list[str]]:
    product = listings.product_of(seller, slug, lock=True)
    refuse_closed(product)
    tokens = list(changes.wanted_values(product)[changes.PHOTOS])
    if token not in tokens:
        raise NotFound
    return product, tokens
