"""`earlyhelp instruments load FILE --agency CODE --licence TEXT`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from earlyhelp.develop.actions.instruments import NotLoaded, load_instrument
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Agency

COULD_NOT: Final = 2


class Command(BaseCommand):
    """Load a questionnaire that an agency holds a licence for. No other agency sees its words."""

    help = (
        "Load a questionnaire (TOML) that an agency holds a licence for. The file stays with that agency: no other "
        "agency sees its words. The same file again changes nothing; changed words need a new version. Ends with 0 "
        "when it is there, 2 when it could not be loaded."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the questionnaire (TOML), in both languages")
        parser.add_argument("--agency", required=True, help="the code of the agency that holds the licence")
        parser.add_argument("--licence", required=True, help="under which licence the agency uses it")

    def handle(self, *args: Any, **options: Any) -> None:
        agency = Agency.objects.filter(code=options["agency"]).first()
        if agency is None:
            raise CommandError(_("There is no agency with this code."), returncode=COULD_NOT)
        try:
            text = options["file"].read_text("utf-8")
        except (OSError, UnicodeDecodeError) as fault:
            raise CommandError(
                _("The file can not be read. It must be there, and be UTF-8."), returncode=COULD_NOT
            ) from fault
        with acting(Actor.system(Purpose.RUNNING, agency_id=agency.pk)) as by:
            try:
                made = load_instrument(by=by, text=text, licence=options["licence"], at=timezone.now())
            except NotLoaded as refused:
                raise CommandError(f"{refused} {refused.where}".strip(), returncode=COULD_NOT) from refused
        self.stdout.write(f"{made.code} {made.version}")
