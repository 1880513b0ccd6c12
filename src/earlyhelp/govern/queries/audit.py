"""Reading the audit: an agency's information-governance officers read their own agency's."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from earlyhelp.govern.choices import DEEDS
from earlyhelp.govern.models import AuditEntry
from earlyhelp.govern.rules import AuditFilter, Place, reference_in
from earlyhelp.kit.actor import Actor

# Nobody reads further than this; counting to the end of a large audit would take longer than reading it.
COUNTED = 1000


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One page of entries, newest first. `older` is the place where the next one begins, or None on the last."""

    entries: list[AuditEntry]
    older: Place | None


def list_entries(*, by: Actor, wanted: AuditFilter) -> QuerySet[AuditEntry]:
    """Return the agency's audit entries, newest first. Row-level security keeps other agencies' out."""
    found = AuditEntry.objects.filter(agency_id=by.agency_id)
    if wanted.text:
        found = found.filter(_text(wanted.text))
    if wanted.who:
        found = found.filter(practitioner_label__icontains=wanted.who)
    for name in ("kind", "purpose", "role"):
        if value := getattr(wanted, name):
            found = found.filter(**{name: value})
    if wanted.since:
        found = found.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return found.order_by("-at", "-id")


def list_entry_page(*, by: Actor, wanted: AuditFilter, after: Place | None, size: int) -> EntryPage:
    """Return one page of what is looked for, from a place on: however far back, it costs the same."""
    found = list_entries(by=by, wanted=wanted)
    if after is not None:
        found = found.filter(at__lte=after.at).exclude(at=after.at, id__gte=after.entry_id)
    entries = list(found[: size + 1])
    last = entries[size - 1] if len(entries) > size else None
    return EntryPage(entries[:size], Place(last.at, last.pk) if last else None)


def count_entries(*, by: Actor, wanted: AuditFilter) -> int:
    """Return how many entries are looked for, at most one more than COUNTED."""
    return list_entries(by=by, wanted=wanted).order_by()[: COUNTED + 1].count()


def _text(text: str) -> Q:
    reference = reference_in(text)
    if reference:
        return Q(target_reference=reference)
    named = Q(target_reference__iexact=text) | Q(practitioner_label__icontains=text)
    return named | Q(did__icontains=text) | Q(did__in=_deeds_in_words(text))


def _deeds_in_words(text: str) -> list[str]:
    """The deeds whose words, in the language of the page, hold this text."""
    sought = text.casefold()
    return [code for code, words in DEEDS.items() if sought in str(words).casefold()]


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))
