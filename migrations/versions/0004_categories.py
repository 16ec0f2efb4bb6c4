"""The shelves of the market and what their goods must show."""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

def N_(words: str) -> str:
    """Marks a name for translation; the row keeps the Indonesian one."""
    return words


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
        N_("Makanan & minuman"),
        FOOD,
        [
            ("camilan", N_("Camilan")),
            ("kue-tape", N_("Kue & olahan tape")),
            ("kopi-teh", N_("Kopi & teh")),
            ("bumbu-sambal", N_("Bumbu & sambal")),
            ("olahan-ikan", N_("Olahan ikan")),
            ("makanan-beku", N_("Makanan beku")),
            ("minuman-jamu", N_("Minuman & jamu")),
            ("madu-gula", N_("Madu & gula")),
        ],
    ),
    (
        "furnitur",
        N_("Furnitur"),
        FREE,
        [("kursi-meja", N_("Kursi & meja")), ("lemari-rak", N_("Lemari & rak")), ("rotan-bambu", N_("Rotan & bambu"))],
    ),
    (
        "bahan-bangunan",
        N_("Bahan bangunan"),
        FREE,
        [
            ("bata-genteng", N_("Bata & genteng")),
            ("paving-batako-roster", N_("Paving, batako & roster")),
            ("batu-alam", N_("Batu alam")),
        ],
    ),
    (
        "batik-kain",
        N_("Batik & kain"),
        FREE,
        [("batik-tulis", N_("Batik tulis")), ("batik-cap", N_("Batik cap")), ("produk-kain", N_("Produk kain"))],
    ),
    (
        "kerajinan",
        N_("Kerajinan"),
        FREE,
        [
            ("kayu", N_("Kerajinan kayu")),
            ("anyaman", N_("Anyaman")),
            ("alat-musik", N_("Alat musik")),
            ("perhiasan-manik", N_("Perhiasan & manik")),
            ("gerabah", N_("Gerabah")),
            ("kulit", N_("Kulit")),
        ],
    ),
    (
        "alat-dapur",
        N_("Alat dapur"),
        FREE,
        [("alat-kayu", N_("Alat dapur kayu & bambu")), ("alat-batu-logam", N_("Alat dapur batu & logam"))],
    ),
    ("tembakau", N_("Tembakau & cerutu"), {"age_restricted": True}, []),
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
    # What stands on a shelf goes with it: below this revision there are no shelves.
    op.execute("TRUNCATE categories CASCADE")
