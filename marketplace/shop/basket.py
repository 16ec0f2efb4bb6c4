"""What people mean to buy: kept for a visitor without an account, joined with the account's at sign-in."""

from collections.abc import Mapping

from sqlalchemy import ColumnElement, Select, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from marketplace import clock, crypto
from marketplace.errors import Conflict, Invalid, NotFound
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import Basket, BasketLine, Product, ProductPhoto, Seller, User, Variant, WebSession

Owner = User | WebSession
"""Whose basket it is: a signed-in person, or the browser of somebody we do not know."""

MOST_LINES = 50
MOST_PIECES = 100_000


class SoldOut(Conflict):
    """Nothing is left of what somebody wants to put into the basket."""

    def default_message(self) -> str:
        return _("Maaf, barang ini sedang habis.")


def find(owner: Owner, *, lock: bool = False) -> Basket | None:
    """The owner's basket, or None while nothing was ever put into one."""
    query = select(Basket).where(_is_of(owner))
    if lock:
        query = query.with_for_update().execution_options(populate_existing=True)
    return db.session.scalar(query)


def ensure(owner: Owner) -> Basket:
    """The owner's basket, made when there is none, locked."""
    db.session.flush()
    column = "user_id" if isinstance(owner, User) else "session_id"
    db.session.execute(
        insert(Basket)
        .values({column: owner.id, "touched_at": clock.now(), "checkout_key": crypto.new_token()})
        .on_conflict_do_nothing(index_elements=[column])
    )
    basket = find(owner, lock=True)
    assert basket is not None
    return basket


def lines_of(basket: Basket) -> list[BasketLine]:
    """The lines with everything a page says about them, oldest first; always as the database has it now."""
    query = (
        select(BasketLine)
        .join(BasketLine.variant)
        .join(Variant.product)
        .where(BasketLine.basket_id == basket.id)
        .options(
            contains_eager(BasketLine.variant).options(
                selectinload(Variant.tiers),
                contains_eager(Variant.product).options(
                    joinedload(Product.seller).joinedload(Seller.owner),
                    selectinload(Product.photos).joinedload(ProductPhoto.picture),
                ),
            )
        )
        .order_by(BasketLine.id)
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query))


def add(owner: Owner, variant_id: int, quantity: int) -> BasketLine:
    """Put pieces of a variant into the basket, on top of what is there, at most as many as are left.

    Raises NotFound (not on sale), SoldOut, Invalid (too few, too many, own shop, basket full).
    """
    variant = _on_sale(variant_id)
    product = variant.product
    if isinstance(owner, User) and owner.seller is not None and owner.seller.id == product.seller_id:
        raise Invalid(_("Anda tidak bisa membeli dari toko sendiri."), field="quantity")
    if variant.available < product.min_order:
        raise SoldOut
    basket = ensure(owner)
    lines = {line.variant_id: line for line in db.session.scalars(_lines(basket))}
    line = lines.get(variant_id)
    if line is None and len(lines) >= MOST_LINES:
        raise Invalid(
            _("Keranjang sudah berisi %(n)s macam barang. Selesaikan dulu belanjanya.", n=MOST_LINES)
        )
    wanted = _allowed(variant, (line.quantity if line else 0) + quantity, asked=quantity)
    if line is None:
        line = BasketLine(basket_id=basket.id, variant_id=variant_id, quantity=wanted, seen_price=0)
        db.session.add(line)
    line.quantity, line.seen_price = wanted, variant.unit_price(wanted)
    basket.touched_at = clock.now()
    db.session.flush()
    return line


def set_quantity(owner: Owner, variant_id: int, quantity: int) -> None:
    """Change how many pieces of one variant are wanted, as `set_quantities`."""
    set_quantities(owner, {variant_id: quantity})


def set_quantities(owner: Owner, wanted: Mapping[int, int]) -> None:
    """Change how many pieces are wanted, by variant. The price shown for that many counts as seen.

    Lines taken out meanwhile are passed over. Raises NotFound (none is in the basket), Invalid (below the
    minimum, or more than is left).
    """
    basket = find(owner, lock=True)
    lines = [line for line in lines_of(basket) if line.variant_id in wanted] if basket else []
    if wanted and not lines:
        raise NotFound
    for line in lines:
        _set_quantity(line, wanted[line.variant_id])


def remove(owner: Owner, variant_id: int) -> int:
    """Take a line out; how many pieces it held, so that it can be put back. Raises NotFound."""
    line = _line(owner, variant_id)
    quantity = line.quantity
    db.session.delete(line)
    return quantity


def accept_changes(owner: Owner) -> None:
    """The buyer has read what changed: prices count as seen, quantities shrink to what is left.

    What is sold out or no longer sold stays in the basket and is left out of the purchase.
    """
    basket = find(owner, lock=True)
    for line in lines_of(basket) if basket else []:
        variant = line.variant
        fits = max(variant.product.min_order, min(line.quantity, variant.available))
        if fits <= variant.available:
            line.quantity, line.seen_price = fits, variant.unit_price(fits)


def merge_at_sign_in(user: User, session_row: WebSession | None) -> None:
    """Join what the browser gathered before signing in with the account's basket.

    Quantities add up, but never beyond what is left, and never beyond the most a basket takes.
    """
    visitors = find(session_row, lock=True) if session_row is not None else None
    if visitors is None:
        return
    own = ensure(user)
    known = {line.variant_id: line for line in lines_of(own)}
    for line in lines_of(visitors):
        variant, present = line.variant, known.get(line.variant_id)
        if present is None:
            if len(known) < MOST_LINES:
                line.basket_id = own.id
                known[line.variant_id] = line
            continue
        price_was_known = present.seen_price == variant.unit_price(present.quantity)
        total = min(present.quantity + line.quantity, max(variant.available, present.quantity), MOST_PIECES)
        present.quantity = total
        if price_was_known:
            present.seen_price = variant.unit_price(total)
    db.session.flush()
    db.session.execute(delete(Basket).where(Basket.id == visitors.id))
    own.touched_at = clock.now()


def _is_of(owner: Owner) -> ColumnElement[bool]:
    return Basket.user_id == owner.id if isinstance(owner, User) else Basket.session_id == owner.id


def _lines(basket: Basket) -> Select[BasketLine]:
    return select(BasketLine).where(BasketLine.basket_id == basket.id)


def _set_quantity(line: BasketLine, quantity: int) -> None:
    variant = line.variant
    field = f"quantity-{variant.id}"
    if quantity < variant.product.min_order:
        raise Invalid(_too_few(variant), field=field)
    if quantity > variant.available:
        left = max(variant.available, 0)
        raise Invalid(_("%(name)s tinggal %(n)s.", name=variant.product.name, n=left), field=field)
    price_was_known = line.seen_price == variant.unit_price(line.quantity)
    line.quantity = quantity
    if price_was_known:
        line.seen_price = variant.unit_price(quantity)


def _line(owner: Owner, variant_id: int) -> BasketLine:
    basket = find(owner, lock=True)
    line = db.session.scalar(_lines(basket).where(BasketLine.variant_id == variant_id)) if basket else None
    if line is None:
        raise NotFound
    return line


def _on_sale(variant_id: int) -> Variant:
    """A variant the public may buy now. Raises NotFound."""
    variant = db.session.scalar(
        select(Variant)
        .where(Variant.id == variant_id, Variant.is_active)
        .options(joinedload(Variant.product).joinedload(Product.seller), selectinload(Variant.tiers))
    )
    if variant is None or not variant.product.is_on_sale or not variant.product.seller.is_open:
        raise NotFound(_("Barang ini tidak dijual lagi."))
    return variant


def _allowed(variant: Variant, total: int, *, asked: int) -> int:
    """`total` pieces, cut to what is left. Raises Invalid when the number makes no sense."""
    if not 1 <= asked <= MOST_PIECES:
        raise Invalid(_("Isi jumlah dengan angka mulai dari 1."), field="quantity")
    if total < variant.product.min_order:
        raise Invalid(_too_few(variant), field="quantity")
    return min(total, variant.available, MOST_PIECES)


def _too_few(variant: Variant) -> str:
    product = variant.product
    return _(
        "%(name)s dijual paling sedikit %(n)s %(unit)s.",
        name=product.name,
        n=product.min_order,
        unit=product.unit,
    )
