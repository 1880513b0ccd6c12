"""Who sees what is told about a person: its agency, or only those who are named, or involved partners by agreement.

An adult's own childhood has a wall of its own. It shows to who wrote it and to whom the writer let in, and only while
an opening lasts in which they said what for. To everybody else, colleagues of the same agency too, it is not there.
"""

from django.db import migrations

from earlyhelp.kit.rowsecurity import ProtectTable

# Who may see the person, may see what is shared with involved partners: `understand_person` asks for it itself.
TOLD = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY told ON {table} FOR SELECT USING (
  (agency_id = (SELECT actor_agency()) AND (
    visibility <> 'named' OR recorded_by_id = (SELECT actor_practitioner())
    OR (SELECT actor_practitioner()) = ANY (named)))
  OR (visibility = 'partners' AND agency_id = ANY ((SELECT agencies_sharing('circumstances'))::uuid[])
    AND EXISTS (SELECT 1 FROM understand_person AS p WHERE p.id = {table}.person_id)));
CREATE POLICY written ON {table} FOR INSERT WITH CHECK (agency_id = (SELECT actor_agency()));
CREATE POLICY changed ON {table} FOR UPDATE
  USING (agency_id = (SELECT actor_agency())) WITH CHECK (agency_id = (SELECT actor_agency()));
CREATE POLICY removed ON {table} FOR DELETE USING (agency_id = (SELECT actor_agency()));
"""
UNTOLD = """
DROP POLICY told ON {table}; DROP POLICY written ON {table};
DROP POLICY changed ON {table}; DROP POLICY removed ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
TABLES = ("understand_strength", "understand_circumstance", "understand_childview", "understand_warningnote")

REVIEWS = """
ALTER TABLE understand_warningreview ENABLE ROW LEVEL SECURITY;
CREATE POLICY told ON understand_warningreview FOR SELECT USING (
  (agency_id = (SELECT actor_agency()) OR agency_id = ANY ((SELECT agencies_sharing('circumstances'))::uuid[]))
  AND EXISTS (SELECT 1 FROM understand_warningnote AS w WHERE w.id = note_id));
CREATE POLICY written ON understand_warningreview FOR INSERT WITH CHECK (agency_id = (SELECT actor_agency()));
CREATE POLICY removed ON understand_warningreview FOR DELETE USING (agency_id = (SELECT actor_agency()));
REVOKE UPDATE ON understand_warningreview FROM earlyhelp_app;
"""
NO_REVIEWS = """
GRANT UPDATE ON understand_warningreview TO earlyhelp_app;
DROP POLICY told ON understand_warningreview; DROP POLICY written ON understand_warningreview;
DROP POLICY removed ON understand_warningreview;
ALTER TABLE understand_warningreview DISABLE ROW LEVEL SECURITY;
"""

# The order matters: the policy of the histories reads the other two.
HISTORIES = """
ALTER TABLE understand_historypermission ENABLE ROW LEVEL SECURITY;
CREATE POLICY theirs ON understand_historypermission FOR SELECT USING (
  agency_id = (SELECT actor_agency())
  AND (practitioner_id = (SELECT actor_practitioner()) OR given_by_id = (SELECT actor_practitioner())));
CREATE POLICY given ON understand_historypermission FOR INSERT WITH CHECK (
  agency_id = (SELECT actor_agency()) AND given_by_id = (SELECT actor_practitioner()));
CREATE POLICY taken_back ON understand_historypermission FOR DELETE USING (
  agency_id = (SELECT actor_agency()) AND given_by_id = (SELECT actor_practitioner()));
REVOKE UPDATE ON understand_historypermission FROM earlyhelp_app;
REVOKE UPDATE, DELETE ON understand_historyopening FROM earlyhelp_app;

ALTER TABLE understand_childhoodhistory ENABLE ROW LEVEL SECURITY;
CREATE POLICY opened ON understand_childhoodhistory FOR SELECT USING (
  agency_id = (SELECT actor_agency())
  AND EXISTS (
    SELECT 1 FROM understand_historyopening AS o
    WHERE o.person_id = understand_childhoodhistory.person_id
      AND o.practitioner_id = (SELECT actor_practitioner()) AND o.until_at > now())
  AND (recorded_by_id = (SELECT actor_practitioner()) OR EXISTS (
    SELECT 1 FROM understand_historypermission AS p
    WHERE p.person_id = understand_childhoodhistory.person_id AND p.given_by_id = recorded_by_id
      AND p.practitioner_id = (SELECT actor_practitioner())
      AND p.until_on >= (now() AT TIME ZONE 'Europe/London')::date)));
CREATE POLICY written ON understand_childhoodhistory FOR INSERT WITH CHECK (
  agency_id = (SELECT actor_agency()) AND recorded_by_id = (SELECT actor_practitioner()));
CREATE POLICY changed ON understand_childhoodhistory FOR UPDATE
  USING (agency_id = (SELECT actor_agency()) AND recorded_by_id = (SELECT actor_practitioner()))
  WITH CHECK (agency_id = (SELECT actor_agency()) AND recorded_by_id = (SELECT actor_practitioner()));
"""
NO_HISTORIES = """
DROP POLICY opened ON understand_childhoodhistory; DROP POLICY written ON understand_childhoodhistory;
DROP POLICY changed ON understand_childhoodhistory;
ALTER TABLE understand_childhoodhistory DISABLE ROW LEVEL SECURITY;
GRANT UPDATE ON understand_historypermission TO earlyhelp_app;
GRANT UPDATE, DELETE ON understand_historyopening TO earlyhelp_app;
DROP POLICY theirs ON understand_historypermission; DROP POLICY given ON understand_historypermission;
DROP POLICY taken_back ON understand_historypermission;
ALTER TABLE understand_historypermission DISABLE ROW LEVEL SECURITY;
"""
UNCHANGED = ("understand_assessment", "understand_contactplan")


class Migration(migrations.Migration):
    dependencies = [
        ("understand", "0006_strengths_and_circumstances"),
        ("partnership", "0005_circumstances_shared"),
        ("govern", "0002_walls"),
    ]

    operations = [
        *(migrations.RunSQL(TOLD.format(table=table), UNTOLD.format(table=table)) for table in TABLES),
        migrations.RunSQL(REVIEWS, NO_REVIEWS),
        ProtectTable("understand_historyopening", record=None, only_practitioner="practitioner_id"),
        migrations.RunSQL(HISTORIES, NO_HISTORIES),
        ProtectTable("understand_assessment", record=None),
        ProtectTable("understand_assessmentdraft", record=None, only_practitioner="practitioner_id"),
        ProtectTable("understand_contactplan", record="person_id"),
        *(
            migrations.RunSQL(
                f"REVOKE UPDATE ON {table} FROM earlyhelp_app", f"GRANT UPDATE ON {table} TO earlyhelp_app"
            )
            for table in UNCHANGED
        ),
    ]
