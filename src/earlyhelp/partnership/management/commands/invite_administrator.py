"""`earlyhelp partners invite`: the first administrator of an agency, who then invites everybody else in the pages."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import RuleError
from earlyhelp.partnership.actions.agencies import give_first_team, let_lead
from earlyhelp.partnership.actions.joiners import Joiner, invite_practitioner
from earlyhelp.partnership.choices import Language, Role, WelshLevel
from earlyhelp.partnership.models import Agency


class Command(BaseCommand):
    help = "Invite the first administrator of an agency. They get a link, and invite everybody else in the pages."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """The agency by its code, and who it is."""
        parser.add_argument("agency")
        parser.add_argument("email")
        parser.add_argument("given_name")
        parser.add_argument("family_name")
        parser.add_argument("--language", choices=Language.values, default=Language.ENGLISH)
        parser.add_argument("--leads", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(code=options["agency"]).first()
        if agency is None:
            raise CommandError("No agency has this code. Load the partners first: earlyhelp partners load.")
        joiner = Joiner(
            email=options["email"],
            given_name=options["given_name"],
            family_name=options["family_name"],
            rank="",
            language=options["language"],
            welsh_level=WelshLevel.NONE,
        )
        at = timezone.now()
        with acting(Actor.system(Purpose.RUNNING)) as by:
            if options["leads"]:
                let_lead(by=by, agency=agency, at=at)
            team = give_first_team(by=by, agency=agency, at=at)
            try:
                invite_practitioner(by=by, joiner=joiner, team_id=team.pk, role=Role.ADMINISTRATOR, at=at)
            except RuleError as refusal:
                raise CommandError(str(refusal)) from refusal
        self.stdout.write("The invitation is on its way. It works once, for seven days.")
