"""Stock neither oversold nor lost: conditional updates in key order, a row for every change."""

from collections.abc import Mapping

from sqlalchemy import select, update

from marketplace import clock
from marketplace.errors import Conflict, Invalid
from marketplace.extensions import db
from marketplace.i18n import _
from marketplace.models import OrderLine, Reservation, StockMovement, User, Variant
from marketplace.models.catalogue import StockCause
from marketplace.models.orders import ReservationStatus


class OutOfStock(Conflict):
    """Somebody else took it first. `available` maps a variant's id to the pieces that are left."""

    def __init__(self, available: Mapping[int, int]) -> None:
        self.available = dict(available)
        super().__init__(_("Maaf, barang ini baru saja habis. Keranjang Anda kami simpan."))


def reserve(lines: list[OrderLine]) -> None:
    """Hold what flushed order lines need, all of it or none. Raises OutOfStock.

    Demand is summed per variant and taken product by product, so that two purchases never deadlock: a
    variant that sells out locks its product as well (a trigger keeps the product in step).
    """
    demand: dict[tuple[int, int], int] = {}
    for line in lines:
        key = (line.product_id, line.variant_id)
        demand[key] = demand.get(key, 0) + line.quantity
    short: dict[int, int] = {}
    for (_product_id, variant_id), quantity in sorted(demand.items()):
        taken = db.session.execute(
            update(Variant)
            .where(
                Variant.id == variant_id, Variant.is_active, Variant.on_hand - Variant.reserved >= quantity
            )
            .values(reserved=Variant.reserved + quantity)
            .execution_options(synchronize_session=False)
        )
        if taken.rowcount == 0:  # type: ignore[attr-defined]
            left = db.session.scalar(
                select(Variant.on_hand - Variant.reserved).where(Variant.id == variant_id)
            )
            short[variant_id] = left or 0
    if short:
        raise OutOfStock(short)
    for line in lines:
        db.session.add(Reservation(order_line_id=line.id, variant_id=line.variant_id, quantity=line.quantity))


def commit(lines: list[OrderLine]) -> None:
    """The goods leave for good: held pieces become sold ones. Lines already resolved are left alone."""
    for reservation in _held(lines):
        reservation.commit(clock.now())
        _change(reservation.variant_id, on_hand=-reservation.quantity, reserved=-reservation.quantity)
        db.session.add(
            StockMovement(
                variant_id=reservation.variant_id,
                cause=StockCause.SOLD,
                quantity=-reservation.quantity,
                order_line_id=reservation.order_line_id,
            )
        )


def release(lines: list[OrderLine]) -> None:
    """Give held pieces back to the shelf. Lines already resolved are left alone."""
    for reservation in _held(lines):
        reservation.release(clock.now())
        _change(reservation.variant_id, on_hand=0, reserved=-reservation.quantity)


def put_back(lines: list[OrderLine], actor: User) -> None:
    """Sold pieces that came back unopened are on the shelf again. Lines that never left are left alone.

    Each line once: the caller closes the order in the same transaction.
    """
    query = select(Reservation).where(
        Reservation.order_line_id.in_([line.id for line in lines]),
        Reservation.status == ReservationStatus.COMMITTED,
    )
    for reservation in db.session.scalars(query.order_by(Reservation.variant_id, Reservation.order_line_id)):
        _change(reservation.variant_id, on_hand=reservation.quantity, reserved=0)
        db.session.add(
            StockMovement(
                variant_id=reservation.variant_id,
                cause=StockCause.RETURNED,
                quantity=reservation.quantity,
                order_line_id=reservation.order_line_id,
                actor_id=actor.id,
            )
        )


def set_on_hand(variant: Variant, available: int, actor: User) -> None:
    """The seller counted `available` sellable pieces; what orders hold comes on top. Raises Invalid."""
    if not 0 <= available <= 1_000_000:
        raise Invalid(_("Isi stok dengan angka 0 sampai 1.000.000."), field="stock")
    db.session.flush()
    locked = db.session.execute(
        select(Variant)
        .where(Variant.id == variant.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).scalar_one()
    difference = available + locked.reserved - locked.on_hand
    if difference:
        had_any = db.session.scalar(
            select(StockMovement.id).where(StockMovement.variant_id == variant.id).limit(1)
        )
        cause = StockCause.ADJUSTED if had_any else StockCause.INITIAL
        locked.on_hand += difference
        db.session.add(
            StockMovement(variant_id=locked.id, cause=cause, quantity=difference, actor_id=actor.id)
        )


def _held(lines: list[OrderLine]) -> list[Reservation]:
    query = (
        select(Reservation)
        .where(
            Reservation.order_line_id.in_([line.id for line in lines]),
            Reservation.status == ReservationStatus.HELD,
        )
        .order_by(Reservation.variant_id, Reservation.order_line_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    product_of = {line.id: line.product_id for line in lines}
    held = db.session.scalars(query).all()
    return sorted(held, key=lambda one: (product_of[one.order_line_id], one.variant_id, one.order_line_id))


def _change(variant_id: int, *, on_hand: int, reserved: int) -> None:
    db.session.execute(
        update(Variant)
        .where(Variant.id == variant_id)
        .values(on_hand=Variant.on_hand + on_hand, reserved=Variant.reserved + reserved)
        .execution_options(synchronize_session=False)
    )
