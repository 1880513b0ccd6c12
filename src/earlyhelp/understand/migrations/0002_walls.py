"""Who sees which row: PostgreSQL's row-level security. See docs/adr/0007-two-walls.md."""

from django.db import migrations

from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):
    dependencies = [("understand", "0001_initial"), ("govern", "0002_walls")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE understand_reference_seq", "DROP SEQUENCE understand_reference_seq"),
        ProtectTable("understand_person"),
        ProtectTable("understand_personlink", record="person_id"),
        ProtectTable("understand_notsame", record="person_id"),
        ProtectTable("understand_consent"),
    ]
