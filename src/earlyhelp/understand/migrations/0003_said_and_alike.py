"""Remember which two reports are not about one person, and find by the index who may be.

Row-level security lets PostgreSQL use an index only for operators that leak nothing, and `&&` is not one of them. So
the function looks as the owner, and asks for the same ownership or live grant that the policy asks for.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ALIKE = """
CREATE FUNCTION understand_alike(keys bigint[], but uuid, most int) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.id FROM identify_reportedperson AS r
  WHERE r.search_keys && keys AND r.notification_id <> but
    AND (r.agency_id = actor_agency() OR EXISTS (
      SELECT 1 FROM govern_accessgrant AS g
      WHERE g.record_id = r.notification_id AND g.agency_id = actor_agency()
        AND (g.until_at IS NULL OR g.until_at > now())))
  ORDER BY (SELECT count(*) FROM unnest(r.search_keys) AS k WHERE k = ANY (keys)) DESC, r.id DESC
  LIMIT most
$$;
REVOKE ALL ON FUNCTION understand_alike(bigint[], uuid, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION understand_alike(bigint[], uuid, int) TO earlyhelp_app;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('identify', '0003_description'),
        ('partnership', '0001_initial'),
        ('govern', '0002_walls'),
        ('understand', '0002_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='notsame',
            name='other',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identify.reportedperson'),
        ),
        migrations.AlterField(
            model_name='notsame',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='understand.person'),
        ),
        migrations.AddConstraint(
            model_name='notsame',
            constraint=models.UniqueConstraint(fields=('agency', 'other', 'reported'), name='not_same_report_once'),
        ),
        migrations.AddConstraint(
            model_name='notsame',
            constraint=models.CheckConstraint(condition=models.Q(('person', None), ('other', None), _connector='XOR'), name='not_same_as_one'),
        ),
        migrations.RunSQL(ALIKE, "DROP FUNCTION understand_alike(bigint[], uuid, int)"),
    ]
