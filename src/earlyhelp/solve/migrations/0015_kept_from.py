"""What hangs on somebody who is kept from a practitioner is not there for them either: see understand 0012."""

from django.db import migrations

_ACTOR = "actor_agency(), actor_practitioner()"
EPISODES = """
CREATE FUNCTION solve_kept_episodes(agency uuid, practitioner uuid) RETURNS uuid[] LANGUAGE plpgsql
STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  kept uuid[] := understand_kept_from(agency, practitioner);
BEGIN
  IF kept = '{}' THEN
    RETURN kept;
  END IF;
  RETURN ARRAY(
    SELECT DISTINCT m.episode_id FROM solve_episodemember AS m
    WHERE m.person_id = ANY (kept) AND m.left_at IS NULL);
END $$;
REVOKE ALL ON FUNCTION solve_kept_episodes(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION solve_kept_episodes(uuid, uuid) TO earlyhelp_app;
"""
NOT_AN_EPISODE = (
    "{column} IS NULL OR NOT {column} = ANY ((SELECT solve_kept_episodes(" + _ACTOR + "))::uuid[])"
)
NOT_A_NOTIFICATION = (
    "NOT {column} = ANY ((SELECT understand_kept_rows(" + _ACTOR + ", 'notification'))::uuid[])"
)
OF_EPISODES = {
    "solve_episode": "id",
    "solve_episodemember": "episode_id",
    "solve_episodeworker": "episode_id",
    "solve_action": "record_id",
    "solve_goal": "episode_id",
    "solve_goalversion": "episode_id",
    "solve_goalstrength": "episode_id",
    "solve_review": "episode_id",
    "solve_distance": "episode_id",
    "solve_needlevel": "episode_id",
    "solve_planversion": "episode_id",
    "solve_familylink": "episode_id",
    "solve_familyreply": "episode_id",
    "solve_supervisionnote": "episode_id",
}
# Rows of the front door about a notification. Questions and feedback belong to the force, which knows it anyway.
OF_NOTIFICATIONS = (
    "solve_grading",
    "solve_claim",
    "solve_decision",
    "solve_hold",
    "solve_notificationassignment",
    "solve_leveljudgement",
    "solve_secondlook",
    "solve_check",
)


def _keep(table: str, condition: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE POLICY kept ON {table} AS RESTRICTIVE USING ({condition})", f"DROP POLICY kept ON {table}"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("solve", "0014_late_answers_told_once"),
        ("understand", "0012_kept_from"),
    ]

    operations = [
        migrations.RunSQL(EPISODES, "DROP FUNCTION solve_kept_episodes(uuid, uuid)"),
        *(_keep(table, NOT_AN_EPISODE.format(column=column)) for table, column in OF_EPISODES.items()),
        *(_keep(table, NOT_A_NOTIFICATION.format(column="notification_id")) for table in OF_NOTIFICATIONS),
    ]
