"""Who sees which row: PostgreSQL's row-level security. See docs/adr/0007-two-walls.md."""

from django.db import migrations

from earlyhelp.kit.rowsecurity import ProtectTable


class Migration(migrations.Migration):
    dependencies = [("solve", "0001_initial"), ("govern", "0002_walls")]

    operations = [
        ProtectTable("solve_grading", record=None),
        ProtectTable("solve_claim", record=None),
        ProtectTable("solve_decision", record=None),
        ProtectTable("solve_question", record="notification_id"),
        ProtectTable("solve_feedback", record="notification_id"),
    ]
