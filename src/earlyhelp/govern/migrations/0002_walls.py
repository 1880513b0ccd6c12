"""The application's role, who is acting, and an audit that can only grow."""

from django.db import migrations

ROLE = """
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'earlyhelp_app') THEN
    CREATE ROLE earlyhelp_app LOGIN;
  END IF;
END $$;
GRANT USAGE ON SCHEMA public TO earlyhelp_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO earlyhelp_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO earlyhelp_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO earlyhelp_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO earlyhelp_app;
"""

ACTOR = """
CREATE FUNCTION actor_agency() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('earlyhelp.agency', true), '')::uuid;
CREATE FUNCTION actor_practitioner() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('earlyhelp.practitioner', true), '')::uuid;
"""

# The canonical text of an entry: every column, in this order, separated by a character that none may hold.
CHAIN = """
CREATE FUNCTION audit_text(e govern_auditentry) RETURNS text LANGUAGE sql STABLE
  RETURN concat_ws(chr(31), e.id, coalesce(e.agency_id::text, ''), coalesce(e.practitioner_id::text, ''),
    e.practitioner_label, e.role, e.purpose, e.kind, e.did, e.target_label, e.target_key, e.target_reference,
    e.reason, e.detail::text, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'));

CREATE TABLE govern_audithead (
  chain varchar(36) PRIMARY KEY, position bigint NOT NULL, digest bytea NOT NULL);
REVOKE ALL ON govern_audithead FROM earlyhelp_app;

-- At commit, the first entry of a transaction chains all of them, so that the head is written once: writing it for
-- each entry would make a transaction of n entries take n squared steps. Entries that are visible and not yet
-- linked are always this transaction's own, because no transaction ends without linking its entries.
CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  name varchar(36) := coalesce(NEW.agency_id::text, 'system');
  head govern_audithead;
  entry govern_auditentry;
BEGIN
  IF EXISTS (SELECT FROM govern_auditlink WHERE entry_id = NEW.id) THEN
    RETURN NULL;
  END IF;
  INSERT INTO govern_audithead VALUES (name, 0, ''::bytea) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM govern_audithead WHERE chain = name FOR UPDATE;
  FOR entry IN
    SELECT e.* FROM govern_auditentry AS e
    WHERE e.id >= NEW.id AND e.agency_id IS NOT DISTINCT FROM NEW.agency_id
      AND NOT EXISTS (SELECT FROM govern_auditlink AS l WHERE l.entry_id = e.id)
    ORDER BY e.id
  LOOP
    head.position := head.position + 1;
    head.digest := sha256(head.digest || convert_to(audit_text(entry), 'UTF8'));
    INSERT INTO govern_auditlink (chain, position, entry_id, digest)
      VALUES (name, head.position, entry.id, head.digest);
  END LOOP;
  UPDATE govern_audithead SET position = head.position, digest = head.digest WHERE chain = name;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER chained AFTER INSERT ON govern_auditentry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_chain();

CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit only grows: % is refused on %', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON govern_auditentry
  FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON govern_auditlink
  FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
REVOKE UPDATE, DELETE, TRUNCATE ON govern_auditentry FROM earlyhelp_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON govern_auditlink FROM earlyhelp_app;
"""

READING = """
ALTER TABLE govern_auditentry ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_agency ON govern_auditentry FOR SELECT USING (agency_id = (SELECT actor_agency()));
CREATE POLICY as_oneself ON govern_auditentry FOR INSERT
  WITH CHECK (agency_id IS NOT DISTINCT FROM (SELECT actor_agency()));
"""


class Migration(migrations.Migration):
    dependencies = [("govern", "0001_initial")]

    operations = [
        migrations.RunSQL(ROLE, migrations.RunSQL.noop),
        migrations.RunSQL(ACTOR, "DROP FUNCTION actor_agency(), actor_practitioner()"),
        migrations.RunSQL(
            CHAIN,
            "DROP TRIGGER chained ON govern_auditentry; DROP FUNCTION audit_chain(), audit_text(govern_auditentry);"
            "DROP TRIGGER only_grows ON govern_auditentry; DROP TRIGGER only_grows ON govern_auditlink;"
            "DROP FUNCTION only_grows(); DROP TABLE govern_audithead;",
        ),
        migrations.RunSQL(
            READING,
            "DROP POLICY own_agency ON govern_auditentry; DROP POLICY as_oneself ON govern_auditentry;"
            "ALTER TABLE govern_auditentry DISABLE ROW LEVEL SECURITY;",
        ),
    ]
