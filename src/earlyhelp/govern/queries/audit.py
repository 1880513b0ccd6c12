"""Reading the audit: an agency's information-governance officers read their own agency's."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from earlyhelp.govern.choices import DEEDS
from earlyhelp.govern.models import AuditEntry
from earlyhelp.govern.rules import AuditFilter
from earlyhelp.kit.actor import Actor


def list_entries(*, by: Actor, wanted: AuditFilter) -> QuerySet[AuditEntry]:
    """Return the agency's audit entries, newest first. Row-level security keeps other agencies' out."""
    found = AuditEntry.objects.filter(agency_id=by.agency_id)
    if wanted.text:
        found = found.filter(
            Q(target_reference__iexact=wanted.text)
            | Q(practitioner_label__icontains=wanted.text)
            | Q(did__icontains=wanted.text)
            | Q(did__in=_deeds_in_words(wanted.text))
        )
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.since:
        found = found.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return found.order_by("-at", "-id")


def _deeds_in_words(text: str) -> list[str]:
    """The deeds whose words, in the language of the page, hold this text."""
    sought = text.casefold()
    return [code for code, words in DEEDS.items() if sought in str(words).casefold()]


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))
