"""Every migration goes down and up again with rows in the tables, and leaves nothing behind at the bottom."""

import psycopg
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from tests.harness.database import ROOT, empty_database, flask

ROWS = """
INSERT INTO users (name, email, password_hash) VALUES ('Siti', 'siti@contoh.id', 'x');
INSERT INTO sellers (owner_id, status, name, is_pkp, delivers_itself, delivery_fee, delivery_regency_codes,
                     offers_pickup, offers_courier, accepts_cod)
    SELECT id, 'draft', 'Dapur Uji', false, false, 0, '[]', true, true, true FROM users;
INSERT INTO products (seller_id, category_id, slug, name, unit, status, updated_at, min_order)
    SELECT sellers.id, categories.id, 'barang', 'Barang', 'buah', 'draft', now(), 1
    FROM sellers, categories WHERE categories.slug = 'anyaman';
INSERT INTO variants (product_id, position, price, on_hand, reserved, is_active)
    SELECT id, 0, 10000, 3, 0, true FROM products;
INSERT INTO stock_movements (variant_id, cause, quantity) SELECT id, 'initial', 3 FROM variants;
INSERT INTO events (at, name, subject_kind, subject_id, data) VALUES (now(), 'test', 'users', 1, '{}');
INSERT INTO ledger_accounts (code, name, kind)
    VALUES ('cash:test', 'Kas', 'asset'), ('income:test', 'Jasa', 'income');
INSERT INTO journals (kind, cause_kind, cause_id, posted_at) VALUES ('test', 'users', 1, now());
INSERT INTO ledger_entries (journal_id, account_id, amount)
    SELECT journals.id, ledger_accounts.id, CASE kind_of WHEN 'asset' THEN 500 ELSE -500 END
    FROM journals, LATERAL (SELECT id, kind AS kind_of FROM ledger_accounts) AS ledger_accounts;
"""
LEFT_OVER = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S', 'v') AND relname <> 'alembic_version'
UNION ALL
SELECT proname FROM pg_proc LEFT JOIN pg_depend ON pg_depend.objid = pg_proc.oid AND deptype = 'e'
WHERE pronamespace = 'public'::regnamespace AND deptype IS NULL
"""


def revisions() -> list[str]:
    """From the first to the newest."""
    settings = Config()
    settings.set_main_option("script_location", str(ROOT / "migrations"))
    return [script.revision for script in ScriptDirectory.from_config(settings).walk_revisions()][::-1]


def migrate(direction: str, revision: str, url: str) -> None:
    done = flask("db", direction, revision, database_url=url)
    assert done.returncode == 0, done.stderr[-2000:]


def plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def test_every_step_goes_down_and_up_again_on_data() -> None:
    steps = revisions()
    with empty_database() as url:
        migrate("upgrade", "head", url)
        with psycopg.connect(plain(url)) as connection:
            connection.execute(ROWS)
        for revision in reversed(steps[:-1]):
            migrate("downgrade", revision, url)
        migrate("downgrade", "base", url)
        with psycopg.connect(plain(url)) as connection:
            assert connection.execute(LEFT_OVER).fetchall() == []
        migrate("upgrade", "head", url)
        with psycopg.connect(plain(url)) as connection:
            connection.execute(ROWS)


@pytest.mark.parametrize("statement", ["UPDATE events SET name = 'x'", "DELETE FROM ledger_entries"])
def test_history_is_kept_by_the_database_itself(statement: str) -> None:
    with empty_database() as url:
        migrate("upgrade", "head", url)
        with psycopg.connect(plain(url)) as connection:
            connection.execute(ROWS)
        with psycopg.connect(plain(url)) as connection, pytest.raises(psycopg.errors.RestrictViolation):
            connection.execute(statement)


def test_a_journal_out_of_balance_is_refused_by_the_database_itself() -> None:
    with empty_database() as url:
        migrate("upgrade", "head", url)
        with psycopg.connect(plain(url)) as connection:
            connection.execute(ROWS)
        with psycopg.connect(plain(url)) as connection:
            connection.execute(
                "INSERT INTO ledger_entries (journal_id, account_id, amount)"
                " SELECT journals.id, ledger_accounts.id, 1 FROM journals, ledger_accounts LIMIT 1"
            )
            with pytest.raises(psycopg.errors.CheckViolation):
                connection.commit()
