"""Drafts end after their time, never without a warning, and only by the service itself."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify import jobs, rules
from earlyhelp.identify.actions import purge_drafts, save_draft, start_draft
from earlyhelp.identify.actions.purging import Purged
from earlyhelp.identify.choices import Danger
from earlyhelp.identify.models import Draft
from earlyhelp.inform.choices import Template
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.models import Practitioner
from tests import factories

pytestmark = pytest.mark.django_db
AT = factories.AT
KEEP = timedelta(days=30)
DAY = timedelta(days=1)
SERVICE = Actor.system(Purpose.RUNNING)


@pytest.fixture
def officer() -> Practitioner:
    return factories.practitioner(factories.partners().response)


def begin(officer: Practitioner, at: datetime = AT) -> Draft:
    who = factories.actor(officer)
    with acting(who):
        return start_draft(by=who, danger=Danger.NEITHER, at=at)


def purge(at: datetime) -> Purged:
    return purge_drafts(by=SERVICE, keep=KEEP, at=at)


def left(officer: Practitioner) -> list[Draft]:
    with acting(factories.actor(officer)):
        return list(Draft.objects.all())


def test_its_writer_is_warned_three_days_before_and_then_it_is_gone(officer: Practitioner) -> None:
    draft = begin(officer)
    assert purge(AT + 27 * DAY - timedelta(seconds=1)) == Purged()
    assert purge(AT + 27 * DAY) == Purged(warned=1)
    assert purge(AT + 27 * DAY) == Purged()
    message = Message.objects.get(template=Template.DRAFT_ENDS)
    assert (message.recipient_id, message.context) == (
        officer.pk,
        {"reference": "", "path": "/notifications/drafts"},
    )
    assert purge(AT + 30 * DAY - timedelta(seconds=1)) == Purged()
    assert left(officer) == [draft]
    assert purge(AT + 30 * DAY) == Purged(deleted=1)
    assert left(officer) == []
    with acting(Actor.system(Purpose.RUNNING, agency_id=officer.agency_id)):
        found = AuditEntry.objects.filter(role="system", target_key=str(draft.pk)).order_by("at")
        assert [one.did for one in found] == ["draft.warned", "draft.purged"]


def test_nothing_is_deleted_without_a_warning_even_when_the_worker_was_away(officer: Practitioner) -> None:
    begin(officer)
    assert purge(AT + 90 * DAY) == Purged(warned=1)
    assert purge(AT + 93 * DAY - timedelta(seconds=1)) == Purged()
    assert purge(AT + 93 * DAY) == Purged(deleted=1)


def test_saving_it_begins_its_time_anew(officer: Practitioner) -> None:
    draft = begin(officer)
    purge(AT + 28 * DAY)
    saved, who = AT + 29 * DAY, factories.actor(officer)
    with acting(who):
        typed = {"place": ["1 Made-up Street"]}
        save_draft(by=who, draft_id=draft.pk, page=rules.Page.REPORT, typed=typed, opened=1, at=saved)
    assert purge(AT + 40 * DAY) == Purged()
    assert purge(saved + 27 * DAY) == Purged(warned=1)
    assert purge(saved + 30 * DAY) == Purged(deleted=1)


def test_everybodys_drafts_are_looked_at_and_young_ones_left(officer: Practitioner) -> None:
    colleague = factories.practitioner(officer.team)
    begin(officer)
    begin(colleague)
    young = begin(officer, AT + 20 * DAY)
    assert purge(AT + 28 * DAY) == Purged(warned=2)
    assert purge(AT + 31 * DAY) == Purged(deleted=2)
    assert left(officer) == [young]


def test_nobody_but_the_service_deletes_what_somebody_else_wrote(officer: Practitioner) -> None:
    begin(officer)
    with pytest.raises(NotAllowed):
        purge_drafts(by=factories.actor(officer), keep=KEEP, at=AT + 90 * DAY)
    assert len(left(officer)) == 1


def test_the_job_uses_the_setting(officer: Practitioner, settings: object) -> None:
    settings.DRAFT_DAYS = 10  # type: ignore[attr-defined]
    begin(officer, timezone.now() - 8 * DAY)
    jobs.purge_drafts(0)
    assert Message.objects.filter(template=Template.DRAFT_ENDS).count() == 1
