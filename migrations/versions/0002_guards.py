"""What the database itself refuses: changing history, unbalanced books; and what it keeps in step."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("events", "journals", "ledger_entries", "stock_movements")

FUNCTIONS = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION require_balanced_journal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    off_by bigint;
BEGIN
    SELECT COALESCE(sum(amount), 0) INTO off_by FROM ledger_entries WHERE journal_id = NEW.journal_id;
    IF off_by <> 0 THEN
        RAISE EXCEPTION 'journal % is off by %', NEW.journal_id, off_by USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

-- Price range and stock of a product follow its variants, whoever changes them.
CREATE FUNCTION follow_variants() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint := COALESCE(NEW.product_id, OLD.product_id);
BEGIN
    UPDATE products SET lowest_price = v.lowest, highest_price = v.highest, in_stock = COALESCE(v.stocked, false)
    FROM (
        SELECT min(price) AS lowest, max(price) AS highest, bool_or(on_hand > reserved) AS stocked
        FROM variants WHERE product_id = changed AND is_active
    ) AS v
    WHERE products.id = changed
      AND (products.lowest_price, products.highest_price, products.in_stock)
          IS DISTINCT FROM (v.lowest, v.highest, COALESCE(v.stocked, false));
    RETURN NULL;
END $$;

-- Both the stem and the plain word are kept: the Indonesian stemmer cuts too much for prefixes to match.
CREATE FUNCTION both_forms(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT to_tsvector('indonesian', COALESCE(words, '')) || to_tsvector('simple', COALESCE(words, ''))
$$;

CREATE FUNCTION product_words(product products) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT setweight(both_forms(product.name), 'A')
        || setweight(both_forms(concat_ws(' ', category.name, parent.name, seller.name)), 'B')
        || setweight(both_forms(concat_ws(' ', seller.district_name, seller.regency_name,
             (SELECT string_agg(kind || ' ' || number, ' ') FROM licences WHERE product_id = product.id))), 'C')
        || setweight(both_forms(product.description || ' ' || product.composition), 'D')
    FROM categories AS category
    LEFT JOIN categories AS parent ON parent.id = category.parent_id
    JOIN sellers AS seller ON seller.id = product.seller_id
    WHERE category.id = product.category_id
$$;

CREATE FUNCTION index_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.search := product_words(NEW);
    RETURN NEW;
END $$;

CREATE FUNCTION reindex_products_of_seller() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE products SET search = product_words(products) WHERE seller_id = NEW.id;
    RETURN NULL;
END $$;

CREATE FUNCTION reindex_products_of_category() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE products SET search = product_words(products)
    WHERE category_id = NEW.id OR category_id IN (SELECT id FROM categories WHERE parent_id = NEW.id);
    RETURN NULL;
END $$;

CREATE FUNCTION reindex_product_of_licence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE products SET search = product_words(products) WHERE id = COALESCE(NEW.product_id, OLD.product_id);
    RETURN NULL;
END $$;
"""

TRIGGERS = """
CREATE CONSTRAINT TRIGGER journal_balances AFTER INSERT ON ledger_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_balanced_journal();
CREATE TRIGGER variants_change_product
    AFTER INSERT OR UPDATE OF price, on_hand, reserved, is_active OR DELETE ON variants
    FOR EACH ROW EXECUTE FUNCTION follow_variants();
CREATE TRIGGER product_is_indexed
    BEFORE INSERT OR UPDATE OF name, description, composition, category_id, seller_id ON products
    FOR EACH ROW EXECUTE FUNCTION index_product();
CREATE TRIGGER seller_reindexes_products AFTER UPDATE OF name, district_name, regency_name ON sellers
    FOR EACH ROW WHEN ((OLD.name, OLD.district_name, OLD.regency_name)
        IS DISTINCT FROM (NEW.name, NEW.district_name, NEW.regency_name))
    EXECUTE FUNCTION reindex_products_of_seller();
CREATE TRIGGER category_reindexes_products AFTER UPDATE OF name ON categories
    FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION reindex_products_of_category();
CREATE TRIGGER licence_reindexes_product AFTER INSERT OR UPDATE OR DELETE ON licences
    FOR EACH ROW EXECUTE FUNCTION reindex_product_of_licence();
"""


def upgrade() -> None:
    op.execute(FUNCTIONS)
    op.execute(TRIGGERS)
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_are_final BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER {table}_are_final ON {table}")
    for trigger, table in (
        ("journal_balances", "ledger_entries"),
        ("variants_change_product", "variants"),
        ("product_is_indexed", "products"),
        ("seller_reindexes_products", "sellers"),
        ("category_reindexes_products", "categories"),
        ("licence_reindexes_product", "licences"),
    ):
        op.execute(f"DROP TRIGGER {trigger} ON {table}")
    for function in (
        "reindex_product_of_licence()",
        "reindex_products_of_category()",
        "reindex_products_of_seller()",
        "index_product()",
        "product_words(products)",
        "both_forms(text)",
        "follow_variants()",
        "require_balanced_journal()",
        "refuse_change()",
    ):
        op.execute(f"DROP FUNCTION {function}")
