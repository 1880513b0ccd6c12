"""Reading the audit: an agency's information-governance officers read their own agency's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connections, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from earlyhelp.govern.choices import DEEDS
from earlyhelp.govern.models import AuditEntry
from earlyhelp.govern.rules import AuditFilter, ChainRow
from earlyhelp.kit.actor import Actor

_CHAIN = """
SELECT link.chain, link.position, link.digest, audit_text(entry)
FROM govern_auditlink AS link JOIN govern_auditentry AS entry ON entry.id = link.entry_id
ORDER BY link.chain, link.position
"""
_UNLINKED = """
SELECT count(*) FROM govern_auditentry AS entry
WHERE NOT EXISTS (SELECT 1 FROM govern_auditlink AS link WHERE link.entry_id = entry.id)
"""
_HEADS = """
SELECT coalesce(head.chain, link.chain), coalesce(head.position, 0), coalesce(link.position, 0)
FROM govern_audithead AS head
FULL JOIN (SELECT chain, max(position) AS position FROM govern_auditlink GROUP BY chain) AS link USING (chain)
"""
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain, as the head remembers it and as the links show it. Both count from 1."""

    chain: str
    remembered: int
    found: int


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


def list_chain_rows(*, by: Actor) -> Iterator[ChainRow]:
    """Return every link of every chain, in order, as the owner of the tables reads them."""
    with transaction.atomic(using="owner"), connections["owner"].chunked_cursor() as cursor:
        cursor.execute(_CHAIN)
        while rows := cursor.fetchmany(_BATCH):
            yield from (
                ChainRow(chain, position, bytes(digest), text) for chain, position, digest, text in rows
            )


def count_unlinked(*, by: Actor) -> int:
    """Return how many entries stand in no chain."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(_UNLINKED)
        return int(cursor.fetchone()[0])


def list_heads(*, by: Actor) -> list[Head]:
    """Return how long each chain is said to be, and how long it is."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(_HEADS)
        return [Head(*row) for row in cursor.fetchall()]


def _deeds_in_words(text: str) -> list[str]:
    """The deeds whose words, in the language of the page, hold this text."""
    sought = text.casefold()
    return [code for code, words in DEEDS.items() if sought in str(words).casefold()]


def _midnight(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time.min))
