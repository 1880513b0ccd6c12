"""`earlyhelp partners load`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.actions import load_partners


class Command(BaseCommand):
    help = "Bring the areas and agencies of Wales up to date from the product's own table. Removes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        with acting(Actor.system(Purpose.RUNNING)) as by:
            agencies = load_partners(by=by, at=timezone.now())
        self.stdout.write(f"{agencies} agencies are up to date.")
