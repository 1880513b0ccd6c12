"""`earlyhelp partners sign-in`: where an agency's own people sign in."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.actions import save_provider
from earlyhelp.partnership.choices import ProviderKey, ProviderLink
from earlyhelp.partnership.models import Agency, IdentityProvider


class Command(BaseCommand):
    help = "Say where an agency's own people sign in. The secret stays in the environment; its name is given."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--agency", required=True)
        parser.add_argument("--issuer", required=True)
        parser.add_argument("--client-id", required=True)
        parser.add_argument("--secret-name", required=True)
        parser.add_argument("--with-secret", action="store_true")
        parser.add_argument("--by-work-email", action="store_true")
        parser.add_argument("--off", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(code=options["agency"]).first()
        if agency is None:
            raise CommandError(f"There is no agency with the code {options['agency']}.", returncode=1)
        issuer = options["issuer"]
        if urlsplit(issuer).scheme != "https" and settings.SECURE:
            raise CommandError("An issuer's address begins with https://.", returncode=1)
        if IdentityProvider.objects.filter(issuer=issuer).exclude(agency=agency).exists():
            raise CommandError("Another agency has this issuer already.", returncode=1)
        with acting(Actor.system(Purpose.RUNNING, agency_id=agency.pk)) as by:
            save_provider(
                by=by,
                agency=agency,
                issuer=issuer,
                client_id=options["client_id"],
                secret_name=options["secret_name"],
                shown_by=ProviderKey.SECRET if options["with_secret"] else ProviderKey.PRIVATE_KEY,
                first_link=ProviderLink.WORK_EMAIL if options["by_work_email"] else ProviderLink.INVITED,
                is_live=not options["off"],
                at=timezone.now(),
            )
        said = "no longer sign in there" if options["off"] else f"sign in at {issuer}"
        self.stdout.write(f"{agency.name_en}: people {said}.")
