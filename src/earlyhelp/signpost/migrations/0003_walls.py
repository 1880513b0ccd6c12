"""Who sees which row: PostgreSQL's row-level security. See docs/adr/0007-two-walls.md."""

from django.db import migrations

from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):
    dependencies = [("signpost", "0002_referrals"), ("govern", "0002_walls")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE signpost_reference_seq", "DROP SEQUENCE signpost_reference_seq"),
        ProtectTable("signpost_referral"),
        ProtectTable("signpost_referralevent", record="referral_id"),
        ProtectTable("signpost_signposting", record=None),
    ]
