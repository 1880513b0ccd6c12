"""What practitioners choose for themselves."""

from datetime import datetime

from django.db import transaction

from earlyhelp.govern.actions import audit
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.choices import Language
from earlyhelp.partnership.models import Practitioner


@transaction.atomic
def choose_language(*, by: Actor, language: str, at: datetime) -> None:
    """Remember the language in which a practitioner wants to read and be written to."""
    Practitioner.objects.filter(pk=by.practitioner_key).update(language=Language(language))
    audit.record(
        by=by, did="language.chosen", at=at, changed={"language": (Language(by.language), Language(language))}
    )
