"""The shelves of the market and what their goods must show."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FOOD: dict[str, object] = {
    "food": True,
    "curated": True,
    "halal": True,
    "licence": {
        "any": ["pirt", "bpom"],
        "unless": ["made_to_order", "short_life"],
        "frozen": ["bpom"],
        "short_life_below_days": 7,
    },
}
"""Wants P-IRT, MD or a stated exemption (frozen goods MD only), and a halal state; waits for an admin."""
FROZEN = FOOD | {"licence": {"any": ["bpom"], "unless": [], "frozen": ["bpom"], "short_life_below_days": 7}}
FREE: dict[str, object] = {}

TREE: list[tuple[str, str, dict[str, object], list[tuple[str, str]]]] = [
    (
        "makanan-minuman",
        "Makanan & minuman",
        FOOD,
        [
            ("camilan", "Camilan"),
            ("kue-tape", "Kue & olahan tape"),
            ("kopi-teh", "Kopi & teh"),
            ("bumbu-sambal", "Bumbu & sambal"),
            ("olahan-ikan", "Olahan ikan"),
            ("makanan-beku", "Makanan beku"),
            ("minuman-jamu", "Minuman & jamu"),
            ("madu-gula", "Madu & gula"),
        ],
    ),
    (
        "furnitur",
        "Furnitur",
        FREE,
        [("kursi-meja", "Kursi & meja"), ("lemari-rak", "Lemari & rak"), ("rotan-bambu", "Rotan & bambu")],
    ),
    (
        "bahan-bangunan",
        "Bahan bangunan",
        FREE,
        [
            ("bata-genteng", "Bata & genteng"),
            ("paving-batako-roster", "Paving, batako & roster"),
            ("batu-alam", "Batu alam"),
        ],
    ),
    (
        "batik-kain",
        "Batik & kain",
        FREE,
        [("batik-tulis", "Batik tulis"), ("batik-cap", "Batik cap"), ("produk-kain", "Produk kain")],
    ),
    (
        "kerajinan",
        "Kerajinan",
        FREE,
        [
            ("kayu", "Kerajinan kayu"),
            ("anyaman", "Anyaman"),
            ("alat-musik", "Alat musik"),
            ("perhiasan-manik", "Perhiasan & manik"),
            ("gerabah", "Gerabah"),
            ("kulit", "Kulit"),
        ],
    ),
    (
        "alat-dapur",
        "Alat dapur",
        FREE,
        [("alat-kayu", "Alat dapur kayu & bambu"), ("alat-batu-logam", "Alat dapur batu & logam")],
    ),
    ("tembakau", "Tembakau & cerutu", {"age_restricted": True}, []),
]
DISABLED = {"tembakau"}

categories = sa.table(
    "categories",
    sa.column("id", sa.BigInteger),
    sa.column("parent_id", sa.BigInteger),
    sa.column("slug", sa.Text),
    sa.column("name", sa.Text),
    sa.column("path", sa.Text),
    sa.column("position", sa.BigInteger),
    sa.column("is_enabled", sa.Boolean),
    sa.column("rules", JSONB),
)


def upgrade() -> None:
    bind = op.get_bind()
    for position, (slug, name, rules, children) in enumerate(TREE):
        enabled = slug not in DISABLED
        row = {"slug": slug, "name": name, "path": slug, "position": position, "is_enabled": enabled, "rules": rules}
        parent_id = bind.execute(categories.insert().values(**row).returning(categories.c.id)).scalar_one()
        for place, (child, words) in enumerate(children):
            bind.execute(
                categories.insert().values(
                    parent_id=parent_id,
                    slug=child,
                    name=words,
                    path=f"{slug}/{child}",
                    position=place,
                    is_enabled=enabled,
                    rules=FROZEN if child == "makanan-beku" else rules,
                )
            )


def downgrade() -> None:
    op.execute("DELETE FROM categories WHERE parent_id IS NOT NULL")
    op.execute("DELETE FROM categories")
