"""Who sees an episode of help: the council that owns it, and a partner while it has a part in it."""

from django.db import migrations

from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):
    dependencies = [("solve", "0005_episodes")]

    operations = [
        migrations.RunSQL("CREATE SEQUENCE solve_reference_seq", "DROP SEQUENCE solve_reference_seq"),
        ProtectTable("solve_episode"),
        ProtectTable("solve_episodemember", record="episode_id"),
        ProtectTable("solve_episodeworker", record="episode_id"),
        ProtectTable("solve_action", record="record_id"),
    ]
