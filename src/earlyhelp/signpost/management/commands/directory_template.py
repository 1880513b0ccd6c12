"""`directory_template`, also `earlyhelp directory template`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from earlyhelp.signpost.openreferral.tables import template


class Command(BaseCommand):
    """Print the simple table of services, for a charity with a spreadsheet."""

    help = "Print a table of services (CSV) with its headings and one example row."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--language", choices=["en", "cy"], default="en", help="of the headings (default: en)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(template(options["language"]), ending="")
