"""`earlyhelp partners forget-steps`: somebody has lost their telephone and their codes on paper."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership import queries
from earlyhelp.partnership.actions import end_sessions, remove_factors


class Command(BaseCommand):
    help = "Remove all second steps of somebody who lost them, and end their sessions. They set up anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--because", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        who = queries.get_account(by=Actor.system(Purpose.RUNNING), email=options["email"])
        if who is None:
            raise CommandError("Nobody has this work e-mail address.", returncode=1)
        at = timezone.now()
        with acting(Actor.system(Purpose.RUNNING, agency_id=who.agency_id)) as by:
            removed = remove_factors(by=by, practitioner_id=who.pk, because=options["because"], at=at)
            end_sessions(by=by, practitioner_id=who.pk, at=at)
        self.stdout.write(f"Removed: {removed}. They set up a second step when they sign in next.")
