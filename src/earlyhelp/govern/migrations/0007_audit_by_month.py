"""The audit by month: one table for each, made ahead, and one more so that no entry is ever refused for want of one."""

import django.db.models.deletion
from django.db import migrations, models

# The key holds the moment too: PostgreSQL asks for the column by which a table is parted. The identifier is a UUIDv7
# and no two are ever alike.
PARTED = """
ALTER TABLE govern_auditentry RENAME TO govern_auditentry_before;
ALTER TABLE govern_auditentry_before RENAME CONSTRAINT govern_auditentry_pkey TO govern_auditentry_before_pkey;
DROP INDEX audit_agency_at, audit_target_at, audit_reference_at;
CREATE TABLE govern_auditentry (LIKE govern_auditentry_before) PARTITION BY RANGE (at);
ALTER TABLE govern_auditentry ADD PRIMARY KEY (id, at);
CREATE INDEX audit_agency_at ON govern_auditentry (agency_id, at DESC);
CREATE INDEX audit_target_at ON govern_auditentry (target_key, at DESC);
CREATE INDEX audit_reference_at ON govern_auditentry (agency_id, target_reference, at DESC)
  WHERE NOT (target_reference = '');
DROP FUNCTION audit_text(govern_auditentry_before);
CREATE FUNCTION audit_text(e govern_auditentry) RETURNS text LANGUAGE sql STABLE
  RETURN concat_ws(chr(31), e.id, coalesce(e.agency_id::text, ''), coalesce(e.practitioner_id::text, ''),
    e.practitioner_label, e.role, e.purpose, e.kind, e.did, e.target_label, e.target_key, e.target_reference,
    e.reason, e.detail::text, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'));
"""

# Entries are written and read through the whole table, whose policies and triggers hold for all months. Each month is
# closed to the application's role and guarded as the whole is, for whoever comes to it directly.
MONTHS = """
CREATE FUNCTION audit_guard(named text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  EXECUTE format('REVOKE ALL ON %1$I FROM PUBLIC, earlyhelp_app;
    ALTER TABLE %1$I ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own_agency ON %1$I FOR SELECT USING (agency_id = (SELECT actor_agency()));
    CREATE POLICY as_oneself ON %1$I FOR INSERT
      WITH CHECK (agency_id IS NOT DISTINCT FROM (SELECT actor_agency()));
    CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON %1$I
      FOR EACH STATEMENT EXECUTE FUNCTION only_grows()', named);
END $$;

-- Makes the month of a day, in universal time, and brings into it what waits for it. True when it was not there yet.
-- Waiting for a lock for long would hold up every page behind it: then it fails, and the next night tries again.
CREATE FUNCTION audit_make_month(of_day date) RETURNS boolean LANGUAGE plpgsql
SET search_path = public, pg_temp SET lock_timeout = '5s' AS $$
DECLARE
  first timestamptz := date_trunc('month', of_day::timestamp) AT TIME ZONE 'UTC';
  until timestamptz := (date_trunc('month', of_day::timestamp) + interval '1 month') AT TIME ZONE 'UTC';
  named text := 'govern_auditentry_' || to_char(of_day, 'YYYY_MM');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('govern_auditentry'));
  IF to_regclass(named) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE govern_auditentry)', named);
  LOCK TABLE govern_auditentry_default IN ACCESS EXCLUSIVE MODE;
  IF EXISTS (SELECT FROM govern_auditentry_default WHERE at >= first AND at < until) THEN
    ALTER TABLE govern_auditentry_default DISABLE TRIGGER only_grows;
    EXECUTE format('WITH moved AS (DELETE FROM govern_auditentry_default WHERE at >= $1 AND at < $2 RETURNING *)
      INSERT INTO %I SELECT * FROM moved', named) USING first, until;
    ALTER TABLE govern_auditentry_default ENABLE TRIGGER only_grows;
  END IF;
  PERFORM audit_guard(named);
  EXECUTE format('ALTER TABLE govern_auditentry ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', named, first, until);
  RETURN true;
END $$;

-- Makes this month, as many to come as are asked for, at most 24, and those for which entries wait, if they are of the
-- last ten years or the next one. Returns how many were made.
CREATE FUNCTION audit_make_months(ahead integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  today date := (now() AT TIME ZONE 'UTC')::date;
  wanted date[];
  month date;
  made integer := 0;
BEGIN
  SELECT array_agg(day ORDER BY day) INTO wanted FROM (
    SELECT (date_trunc('month', today::timestamp) + make_interval(months => further))::date AS day
    FROM generate_series(0, least(greatest(ahead, 0), 24)) AS further
    UNION
    SELECT date_trunc('month', at AT TIME ZONE 'UTC')::date FROM govern_auditentry_default
    WHERE at BETWEEN today - interval '10 years' AND today + interval '1 year'
  ) AS months;
  FOREACH month IN ARRAY wanted LOOP
    made := made + audit_make_month(month)::integer;
  END LOOP;
  RETURN made;
END $$;
REVOKE ALL ON FUNCTION audit_guard(text), audit_make_month(date), audit_make_months(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_make_months(integer) TO earlyhelp_app;

CREATE TABLE govern_auditentry_default PARTITION OF govern_auditentry DEFAULT;
SELECT audit_guard('govern_auditentry_default');
SELECT audit_make_month(month) FROM (
  SELECT DISTINCT date_trunc('month', at AT TIME ZONE 'UTC')::date AS month FROM govern_auditentry_before
) AS months;
SELECT audit_make_months(3);
INSERT INTO govern_auditentry SELECT * FROM govern_auditentry_before;
DROP TABLE govern_auditentry_before;
"""

# What was archived leaves its place in the chain: from which position to which, and the digests at both ends.
SEAMS = """
CREATE TABLE govern_auditseam (
  chain varchar(36) NOT NULL,
  first bigint NOT NULL,
  last bigint NOT NULL,
  before bytea NOT NULL,
  digest bytea NOT NULL,
  month date NOT NULL,
  file text NOT NULL,
  file_digest bytea NOT NULL,
  archived_at timestamptz NOT NULL,
  PRIMARY KEY (chain, first),
  CHECK (first >= 1 AND last >= first)
);
REVOKE ALL ON govern_auditseam FROM PUBLIC, earlyhelp_app;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON govern_auditseam
  FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
"""

# As before, the first entry of a transaction chains all of them; what is new is that it looks at the months around its
# own only (an entry further away is chained by its own turn), and that the plan is made once for each session.
CHAIN = """
CREATE OR REPLACE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  name varchar(36) := coalesce(NEW.agency_id::text, 'system');
  head govern_audithead;
  entry record;
BEGIN
  IF EXISTS (SELECT FROM govern_auditlink WHERE entry_id = NEW.id) THEN
    RETURN NULL;
  END IF;
  SELECT * INTO head FROM govern_audithead WHERE chain = name FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO govern_audithead VALUES (name, 0, ''::bytea) ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM govern_audithead WHERE chain = name FOR UPDATE;
  END IF;
  FOR entry IN
    SELECT e.id, audit_text(e) AS words FROM govern_auditentry AS e
    WHERE e.id >= NEW.id AND e.agency_id IS NOT DISTINCT FROM NEW.agency_id
      AND e.at >= NEW.at - interval '15 days' AND e.at < NEW.at + interval '15 days'
      AND (SELECT l.position FROM govern_auditlink AS l WHERE l.entry_id = e.id) IS NULL
    ORDER BY e.id
  LOOP
    head.position := head.position + 1;
    head.digest := sha256(head.digest || convert_to(entry.words, 'UTF8'));
    INSERT INTO govern_auditlink (chain, position, entry_id, digest)
      VALUES (name, head.position, entry.id, head.digest);
  END LOOP;
  UPDATE govern_audithead SET position = head.position, digest = head.digest WHERE chain = name;
  RETURN NULL;
END $$;
"""

WALLS = """
CREATE CONSTRAINT TRIGGER chained AFTER INSERT ON govern_auditentry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_chain();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON govern_auditentry
  FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
GRANT SELECT, INSERT ON govern_auditentry TO earlyhelp_app;
REVOKE UPDATE, DELETE, TRUNCATE ON govern_auditentry FROM earlyhelp_app;
ALTER TABLE govern_auditentry ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_agency ON govern_auditentry FOR SELECT USING (agency_id = (SELECT actor_agency()));
CREATE POLICY as_oneself ON govern_auditentry FOR INSERT
  WITH CHECK (agency_id IS NOT DISTINCT FROM (SELECT actor_agency()));
"""


class Migration(migrations.Migration):
    dependencies = [("govern", "0006_unusual_reading")]

    operations = [
        # A key to the entry alone can not be checked over all months, and checking it cost each link a lock on its
        # entry. No entry can be removed, and verifying finds a link without one.
        migrations.AlterField(
            model_name="auditlink",
            name="entry",
            field=models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="link",
                to="govern.auditentry",
            ),
        ),
        # There is no way back to one table: months may have been archived by then.
        migrations.RunSQL(PARTED + MONTHS + SEAMS + CHAIN + WALLS),
    ]
