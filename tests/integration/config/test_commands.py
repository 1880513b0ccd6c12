"""The command `earlyhelp`, typed as people type it: what it says, and with which code it ends."""

import json
import os
from pathlib import Path

import psycopg
import pytest

from tests.integration.config.conftest import Run, earlyhelp

SECRET = "k" * 60
ELSEWHERE = "postgresql://earlyhelp_app@db.example.org/earlyhelp"


class TestUnsafeStarts:
    """Whatever is asked of it, it ends with 2 and a sentence that says what to change."""

    def test_production_without_a_secret_key(self, run: Run) -> None:
        done = run("serve", EARLYHELP_MODE=None)
        assert done.returncode == 2
        assert "Not started. EARLYHELP_SECRET_KEY is missing" in done.stderr
        assert "Traceback" not in done.stderr

    def test_production_on_a_database_elsewhere_without_encryption(self, run: Run) -> None:
        done = run("serve", EARLYHELP_MODE="production", EARLYHELP_SECRET_KEY=SECRET, DATABASE_URL=ELSEWHERE)
        assert done.returncode == 2
        assert "?sslmode=verify-full" in done.stderr

    def test_a_demonstration_on_a_database_elsewhere(self, run: Run) -> None:
        done = run("demo", DATABASE_URL=ELSEWHERE)
        assert done.returncode == 2
        assert "signs anyone in as anyone" in done.stderr

    def test_a_mode_that_does_not_exist(self, run: Run) -> None:
        done = run("serve", EARLYHELP_MODE="prod")
        assert done.returncode == 2
        assert "EARLYHELP_MODE must be production, demonstration or test." in done.stderr

    def test_a_demonstration_is_never_put_on_a_database_in_use(self, run: Run) -> None:
        done = run("demo", EARLYHELP_MODE="production", EARLYHELP_SECRET_KEY=SECRET)
        assert done.returncode == 2
        assert "Unset EARLYHELP_MODE to run it." in done.stderr

    def test_synthetic_people_are_never_put_into_a_database_in_use(self, run: Run) -> None:
        done = run("synth", EARLYHELP_MODE="production", EARLYHELP_SECRET_KEY=SECRET)
        assert done.returncode == 2
        assert done.stderr.strip()
        assert "Traceback" not in done.stderr


class TestDailyCommands:
    def test_partners_are_brought_up_to_date(self, run: Run) -> None:
        done = run("partners", "load")
        assert done.returncode == 0, done.stderr
        assert "agencies are up to date." in done.stdout

    def test_a_directory_is_loaded_and_its_rejects_are_kept(
        self, run: Run, feed: Path, tmp_path: Path
    ) -> None:
        records = json.loads(feed.read_text())
        feed.write_text(json.dumps([*records, {"id": "nonsense"}]))
        done = run("directory", "load", str(feed), "--rejects", str(tmp_path / "rejects.csv"))
        assert done.returncode == 0, done.stderr
        assert "New: 1" in done.stdout
        assert "Not loaded: 1" in done.stdout
        assert len((tmp_path / "rejects.csv").read_text().splitlines()) == 2

    def test_synthetic_people_that_are_there_are_left_as_they_are(self, run: Run) -> None:
        done = run("synth")
        assert done.returncode == 0, done.stderr
        assert "Nothing was changed" in done.stdout

    def test_the_audit_that_was_tampered_with_ends_with_1(self, run: Run, own: dict[str, str]) -> None:
        with psycopg.connect(own["DATABASE_OWNER_URL"]) as owner:
            owner.execute("UPDATE govern_audithead SET position = position + 1 WHERE chain = 'system'")
        try:
            done = run("audit", "verify")
        finally:
            with psycopg.connect(own["DATABASE_OWNER_URL"]) as owner:
                owner.execute("UPDATE govern_audithead SET position = position - 1 WHERE chain = 'system'")
        assert done.returncode == 1
        assert "shortened: chain system" in done.stdout

    @pytest.mark.parametrize("words", [[], ["dance"], ["directory"], ["serve", "--port", "many"]])
    def test_what_it_does_not_know_is_explained(self, words: list[str]) -> None:
        done = earlyhelp(*words, env=dict(os.environ))
        assert done.returncode == 2
        assert done.stderr.startswith("usage: earlyhelp")
