-- Between two tests: empty what a test filled, and lay out anew what migrations wrote and a test touched.
CREATE SCHEMA harness;
CREATE TABLE harness.kept (name text PRIMARY KEY, columns text NOT NULL);
CREATE TABLE harness.touched (name text NOT NULL);

CREATE FUNCTION harness.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO harness.touched VALUES (TG_TABLE_NAME);
  RETURN NULL;
END $$;

CREATE FUNCTION harness.tables() RETURNS SETOF text LANGUAGE sql STABLE AS $$
  SELECT c.relname::text FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'alembic_version'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
$$;

-- Once, in the template: remember every table that migrations filled.
CREATE FUNCTION harness.prepare() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text;
  filled boolean;
BEGIN
  FOR t IN SELECT harness.tables() LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', t) INTO filled;
    CONTINUE WHEN NOT filled;
    INSERT INTO harness.kept
      SELECT t, string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
      WHERE attrelid = format('public.%I', t)::regclass AND attnum > 0
        AND NOT attisdropped AND attgenerated = '';
    EXECUTE format('CREATE TABLE harness.%I AS TABLE public.%I', 'copy_of_' || t, t);
    EXECUTE format('CREATE TRIGGER harness_note AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.%I
                    FOR EACH STATEMENT EXECUTE FUNCTION harness.note()', t);
  END LOOP;
END $$;

CREATE FUNCTION harness.reset() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  t text;
  names text;
  filled boolean;
BEGIN
  -- No foreign keys and no append-only triggers meanwhile.
  PERFORM set_config('session_replication_role', 'replica', true), set_config('lock_timeout', '10s', true);
  FOR t IN SELECT harness.tables() EXCEPT SELECT name FROM harness.kept LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', t) INTO filled;
    IF filled THEN
      EXECUTE format('DELETE FROM public.%I', t);
    END IF;
  END LOOP;
  FOR t, names IN SELECT DISTINCT k.name, k.columns FROM harness.kept k JOIN harness.touched USING (name) LOOP
    EXECUTE format('DELETE FROM public.%I', t);
    EXECUTE format('INSERT INTO public.%I (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM harness.%I',
                   t, names, names, 'copy_of_' || t);
  END LOOP;
  DELETE FROM harness.touched;
END $$;
