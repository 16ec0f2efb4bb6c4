"""Couriers' prices by table, with dates."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Index
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.orm import Base, Keyed, check


class ShippingRate(Keyed, Base):
    """What a courier's service asks from a regency to a region, in rupiah a started kilogram.

    `destination` is a prefix of the dotted region code (`35.09`, `35`, or empty for everywhere); the
    longest one that fits wins. Volume weight is cm³ / `divisor` in kilograms; up to `tolerance_g` over a
    whole kilogram is forgiven.
    """

    __tablename__ = "shipping_rates"
    __table_args__ = (
        Index("ix_shipping_rates_origin", "origin", "valid_from"),
        check("first_kg >= 0 AND next_kg >= 0", "prices_not_negative"),
        check("minimum_kg >= 1", "minimum_positive"),
        check("divisor > 0", "divisor_positive"),
    )

    courier: Mapped[str]
    service: Mapped[str]
    origin: Mapped[str]
    destination: Mapped[str]
    first_kg: Mapped[int]
    next_kg: Mapped[int]
    minimum_kg: Mapped[int] = mapped_column(default=1)
    maximum_kg: Mapped[int | None]
    divisor: Mapped[int] = mapped_column(default=6000)
    tolerance_g: Mapped[int] = mapped_column(default=300)
    etd_from: Mapped[int]
    etd_to: Mapped[int]
    valid_from: Mapped[date] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
