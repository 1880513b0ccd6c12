"""The audit grows, is chained, and is shown to its own agency only."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from earlyhelp.govern.actions import audit
from earlyhelp.govern.models import AuditEntry, AuditLink
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def actor() -> Actor:
    return Actor(new_id(), new_id(), None, "auditor", "assurance", label="Synthetic Auditor")


@pytest.mark.django_db
def test_entries_are_chained_in_order_when_the_transaction_ends() -> None:
    by = actor()
    with acting(by):
        audit.record(by=by, did="page.opened", at=AT)
        audit.record(by=by, did="page.closed", at=AT)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        links = AuditLink.objects.filter(chain=str(by.agency_id)).order_by("position")
        assert [link.position for link in links] == [1, 2]
        assert links[0].digest != links[1].digest


@pytest.mark.django_db
def test_an_entry_can_not_be_changed_or_deleted() -> None:
    by = actor()
    with acting(by):
        audit.record(by=by, did="page.opened", at=AT)
        with pytest.raises(DatabaseError), transaction.atomic():
            AuditEntry.objects.update(did="nothing.happened")
        with pytest.raises(DatabaseError), transaction.atomic():
            AuditEntry.objects.all().delete()


@pytest.mark.django_db
def test_another_agency_sees_nothing() -> None:
    by, other = actor(), actor()
    with acting(by):
        audit.record(by=by, did="page.opened", at=AT)
        assert AuditEntry.objects.count() == 1
        with acting(other):
            assert AuditEntry.objects.count() == 0
        assert AuditEntry.objects.count() == 1
    with acting(Actor.nobody()):
        assert AuditEntry.objects.count() == 0
