"""A first table of couriers' prices from Jember. Demo figures: an operator loads the couriers' own."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SINCE = date(2026, 1, 1)
ORIGIN = "35.09"

# Zones by Kemendagri's province codes; the regency itself and its neighbours come first.
ZONES = {
    "home": ("35.09",),
    "near": ("35.08", "35.10", "35.11", "35.12", "35.13", "35.74"),
    "province": ("35",),
    "java": ("31", "32", "33", "34", "36"),
    "bali": ("51",),
    "west": ("11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "52"),
    "middle": ("53", "61", "62", "63", "64", "65", "71", "72", "73", "74", "75", "76"),
    "east": ("81", "82", "91", "92", "93", "94", "95", "96"),
}

# courier, service, divisor, minimum kg, {zone: (first kg, each further kg, days from, days to)}
SERVICES = (
    (
        "JNE", "REG", 6000, 1,
        {
            "home": (9000, 9000, 1, 2), "near": (11000, 11000, 1, 2), "province": (14000, 14000, 2, 3),
            "java": (22000, 22000, 2, 4), "bali": (23000, 23000, 2, 4), "west": (42000, 42000, 3, 6),
            "middle": (55000, 55000, 4, 7), "east": (92000, 92000, 6, 12),
        },
    ),
    (
        "JNE", "YES", 6000, 1,
        {"home": (15000, 15000, 1, 1), "near": (19000, 19000, 1, 1), "province": (26000, 26000, 1, 1),
         "java": (40000, 40000, 1, 1)},
    ),
    (
        "JNE", "JTR", 5000, 10,
        {
            "home": (35000, 3000, 2, 4), "near": (40000, 3500, 2, 4), "province": (48000, 4000, 3, 6),
            "java": (65000, 5500, 4, 8), "bali": (75000, 6000, 4, 9), "west": (130000, 11000, 7, 14),
            "middle": (160000, 14000, 8, 18),
        },
    ),
    (
        "J&T", "EZ", 6000, 1,
        {
            "home": (8000, 8000, 1, 2), "near": (10000, 10000, 1, 3), "province": (13000, 13000, 2, 3),
            "java": (21000, 21000, 2, 4), "bali": (24000, 24000, 2, 4), "west": (43000, 43000, 3, 6),
            "middle": (57000, 57000, 4, 8), "east": (98000, 98000, 6, 12),
        },
    ),
    (
        "SiCepat", "REG", 6000, 1,
        {
            "home": (8500, 8500, 1, 2), "near": (10500, 10500, 1, 2), "province": (13500, 13500, 1, 3),
            "java": (20500, 20500, 2, 3), "bali": (22500, 22500, 2, 4), "west": (41000, 41000, 3, 5),
        },
    ),
    (
        "Pos Indonesia", "Reguler", 6000, 1,
        {
            "home": (8000, 7000, 2, 3), "near": (9500, 8500, 2, 3), "province": (12500, 12000, 2, 4),
            "java": (19500, 19000, 3, 5), "bali": (21500, 21000, 3, 5), "west": (38000, 37000, 4, 8),
            "middle": (50000, 49000, 5, 9), "east": (84000, 83000, 7, 14),
        },
    ),
)  # fmt: skip

shipping_rates = sa.table(
    "shipping_rates",
    sa.column("courier", sa.Text),
    sa.column("service", sa.Text),
    sa.column("origin", sa.Text),
    sa.column("destination", sa.Text),
    sa.column("first_kg", sa.BigInteger),
    sa.column("next_kg", sa.BigInteger),
    sa.column("minimum_kg", sa.BigInteger),
    sa.column("divisor", sa.BigInteger),
    sa.column("tolerance_g", sa.BigInteger),
    sa.column("etd_from", sa.BigInteger),
    sa.column("etd_to", sa.BigInteger),
    sa.column("valid_from", sa.Date),
)


def upgrade() -> None:
    op.bulk_insert(
        shipping_rates,
        [
            {
                "courier": courier,
                "service": service,
                "origin": ORIGIN,
                "destination": destination,
                "first_kg": first,
                "next_kg": further,
                "minimum_kg": minimum,
                "divisor": divisor,
                "tolerance_g": 300,
                "etd_from": days_from,
                "etd_to": days_to,
                "valid_from": SINCE,
            }
            for courier, service, divisor, minimum, zones in SERVICES
            for zone, (first, further, days_from, days_to) in zones.items()
            for destination in ZONES[zone]
        ],
    )


def downgrade() -> None:
    op.execute("DELETE FROM shipping_rates")
