"""A night finds what a person should look at; a person says what they found; the machine says nothing of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.govern.actions import audit
from earlyhelp.govern.actions.unusual import find_unusual_reading, set_limits
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.choices.unusual import Tie, Unusual
from earlyhelp.govern.models import AccessGrant, AuditEntry, ReadingLimits, UnusualReading, UnusualReadingWord
from earlyhelp.govern.queries.unusual import list_unusual
from earlyhelp.govern.rules.unusual import Limits
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import FieldError, NotAllowed
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.jobs import find_unusual_reading as job
from tests.factories import partners, practitioner

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 3, 2, 23, tzinfo=UTC)
DAY = date(2026, 3, 2)


def record(key: str = "") -> AccessGrant:
    """Something with a key, as the audit sees any record."""
    return AccessGrant(pk=key or new_id())


@pytest.fixture
def auditor(client: Client):
    team = partners().front_door
    found = practitioner(team, Role.AUDITOR)
    client.force_login(found)
    return found


@pytest.fixture
def night(auditor) -> Iterator[Actor]:
    """A colleague opened five records at night, one of them of somebody with the same family name."""
    reader = practitioner(auditor.team, Role.DECISION_MAKER)
    by = Actor(
        reader.pk, auditor.agency_id, auditor.team_id, "decision_maker", "early_help", label="Ann Rees"
    )
    with acting(by):
        for number in range(5):
            ties = [Tie.FAMILY_NAME] if number == 0 else []
            at = NIGHT + number * timedelta(minutes=1)
            audit.record_read(by=by, what="person", targets=[record()], at=at, ties=ties)
        yield by


def look(by: Actor) -> int:
    system = Actor.system(Purpose.ASSURANCE, agency_id=by.agency_id)
    with acting(system):
        return find_unusual_reading(by=system, on=DAY, at=NIGHT + timedelta(hours=5))


def test_a_night_finds_each_thing_once_however_often_it_looks(night: Actor) -> None:
    assert look(night) == 2
    assert look(night) == 2
    found = list_unusual(by=night, is_open=True)
    assert {one.rule for one in found} == {Unusual.FAMILY_NAME, Unusual.HOURS}
    assert AuditEntry.objects.filter(did="unusual_reading.found").count() == 2


def test_another_day_and_another_agency_have_nothing(night: Actor) -> None:
    look(night)
    other = Actor.system(Purpose.ASSURANCE, agency_id=new_id())
    with acting(other):
        assert find_unusual_reading(by=other, on=DAY, at=NIGHT) == 0
        assert not UnusualReading.objects.exists()


def test_the_job_looks_through_yesterday(night: Actor, monkeypatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NIGHT + timedelta(hours=4))
    job(timestamp=0)
    assert {one.on for one in list_unusual(by=night, is_open=True)} == {DAY}


def test_an_officer_looks_says_what_they_found_and_it_is_settled(client: Client, night: Actor) -> None:
    look(night)
    listed = client.get(reverse("govern:unusual"))
    assert len(listed.context["waiting"]) == 2
    one = next(row for row in listed.context["waiting"] if row.rule == Unusual.HOURS)
    address = reverse("govern:unusual_reading", args=[one.pk])
    shown = client.get(address)
    assert "Duty" in shown.content.decode()
    assert len(shown.context["entries"]) == 5
    assert "Enter how you know" in client.post(address, {"verdict": "fine", "reason": ""}).content.decode()
    client.post(address, {"verdict": "asked", "reason": "I wrote to the supervisor."})
    assert len(client.get(reverse("govern:unusual")).context["waiting"]) == 2
    client.post(address, {"verdict": "fine", "reason": "Out-of-hours duty."})
    listed = client.get(reverse("govern:unusual"))
    assert [row.rule for row in listed.context["waiting"]] == [Unusual.FAMILY_NAME]
    assert [row.rule for row in listed.context["settled"]] == [Unusual.HOURS]
    assert AuditEntry.objects.filter(did="unusual_reading.judged").count() == 2
    assert AuditEntry.objects.filter(did="unusual_reading.read").exists()


def test_nobody_settles_their_own_reading(client: Client, auditor, night: Actor) -> None:
    own = Actor(auditor.pk, auditor.agency_id, None, "auditor", "assurance", label=auditor.full_name)
    with acting(own):
        for number in range(5):
            at = NIGHT + number * timedelta(minutes=1)
            audit.record_read(by=own, what="person", targets=[record()], at=at)
    look(night)
    one = UnusualReading.objects.get(practitioner_id=auditor.pk)
    answer = client.post(
        reverse("govern:unusual_reading", args=[one.pk]), {"verdict": "fine", "reason": "It was me."}
    )
    assert "A colleague has to look at it." in answer.content.decode()
    assert not UnusualReadingWord.objects.exists()


def test_others_see_neither_findings_nor_how_many(client: Client, night: Actor) -> None:
    look(night)
    client.force_login(practitioner(partners("W06000014").front_door, Role.AUDITOR))
    one = UnusualReading.objects.first()
    assert one is not None
    assert not client.get(reverse("govern:unusual")).context["waiting"]
    assert client.get(reverse("govern:unusual_reading", args=[one.pk])).status_code == 404
    client.force_login(practitioner(partners("W06000016").front_door, Role.DECISION_MAKER))
    assert client.get(reverse("govern:unusual")).status_code == 403


def test_the_list_costs_the_same_with_more_findings(
    client: Client, night: Actor, django_assert_max_num_queries
) -> None:
    look(night)
    with django_assert_max_num_queries(16):
        client.get(reverse("govern:unusual"))


def test_the_page_of_what_there_is_to_govern_says_how_many_wait(client: Client, night: Actor) -> None:
    look(night)
    page = client.get(reverse("govern:governance")).content.decode()
    assert reverse("govern:unusual") in page
    assert "2 wait" in page


def test_an_agency_says_from_when_on_a_person_should_look(client: Client, night: Actor) -> None:
    address = reverse("govern:unusual_limits")
    assert b"Your agency has set none" in client.get(address).content
    typed = {"many": "40", "again": "12", "at_night": "6", "why": "We work in the evening."}
    assert client.post(address, typed | {"at_night": "0"}).status_code == 400
    shown = client.post(address, typed, follow=True).content.decode()
    assert "The limits are set" in shown
    assert "We work in the evening." in shown
    client.post(address, typed)
    look(night)
    with acting(night):
        assert [one.rule for one in list_unusual(by=night, is_open=True)] == [Unusual.FAMILY_NAME]
        assert ReadingLimits.objects.count() == 1
        entry = AuditEntry.objects.get(did="reading_limits.set")
    assert entry.detail["changed"] == {"at_night": [5, 6]}
    assert entry.reason == "We work in the evening."


def test_only_an_officer_sets_the_limits_and_within_bounds(night: Actor) -> None:
    officer = Actor(night.practitioner_id, night.agency_id, None, "auditor", Purpose.ASSURANCE)
    with acting(night), pytest.raises(NotAllowed):
        set_limits(by=night, limits=Limits(50), why="No.", at=NIGHT)
    with acting(officer):
        for limits in (Limits(many=9), Limits(many=201), Limits(again=3), Limits(at_night=0)):
            with pytest.raises(FieldError):
                set_limits(by=officer, limits=limits, why="No.", at=NIGHT)
