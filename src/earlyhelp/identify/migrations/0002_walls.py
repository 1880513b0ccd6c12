"""Who sees which row: PostgreSQL's row-level security. See docs/adr/0007-two-walls.md."""

from django.db import migrations

from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):
    dependencies = [("identify", "0001_initial"), ("govern", "0002_walls")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE identify_reference_seq", "DROP SEQUENCE identify_reference_seq"),
        ProtectTable("identify_draft", record=None, only_practitioner="practitioner_id"),
        ProtectTable("identify_notification"),
        ProtectTable("identify_reportedperson", record="notification_id"),
    ]
