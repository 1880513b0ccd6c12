"""From notifications to counts of teams by month, and to a page that compares trained teams with others."""

from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.desk import jobs
from earlyhelp.desk.queries.practice import count_month
from earlyhelp.develop.actions.practice import keep_practice
from earlyhelp.develop.models import PracticeMonth
from earlyhelp.develop.queries.practice import compare_own_practice, list_months_to_count
from earlyhelp.develop.rules.practice import TeamMonth
from earlyhelp.develop.rules.rounds import months_after
from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.choices import PersonRole, WordsMissing
from earlyhelp.identify.queries import PracticeFact, list_practice_facts
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import Team
from tests import factories
from tests.factories.evaluation import group_of
from tests.factories.identify import SOMEBODY, notification

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
AT = timezone.now()
THIS = AT.astimezone(LONDON).date().replace(day=1)
LAST = months_after(THIS, -1)
IN_LAST = datetime(LAST.year, LAST.month, 10, 12, tzinfo=LONDON)
CHILD = replace(
    SOMEBODY, role=PersonRole.CHILD, date_of_birth=None, age=9, own_words="I want to stay.", looked="Tired"
)


def force_of(partners: factories.Partners) -> Actor:
    return Actor.system(Purpose.ASSURANCE, agency_id=partners.force.pk)


def test_a_notification_becomes_a_fact_about_practice_and_about_nobody() -> None:
    partners = factories.partners()
    officer = factories.practitioner(partners.response)
    notification(partners, officer, people=(CHILD,), at=IN_LAST)
    silent = replace(CHILD, own_words="")
    why = next(iter(WordsMissing))
    notification(partners, officer, people=(silent,), at=IN_LAST, own_words="", words_missing=why)
    with acting(force_of(partners)) as by:
        facts = list_practice_facts(by, first=IN_LAST - timedelta(days=1), before=IN_LAST + timedelta(days=1))
    assert {field.name for field in fields(PracticeFact)} == {
        "team_id", "month", "is_complete", "names_child", "has_voice", "has_strengths", "minutes",
    }  # fmt: skip
    assert {fact.month for fact in facts} == {LAST}
    assert {fact.team_id for fact in facts} == {partners.response.pk}
    assert sorted(fact.has_voice for fact in facts) == [False, True]
    assert all(fact.names_child for fact in facts)


def test_months_that_are_over_are_carried_over_once(django_assert_max_num_queries: Any) -> None:
    partners = factories.partners()
    officer = factories.practitioner(partners.response)
    for _ in range(3):
        notification(partners, officer, people=(CHILD,), at=IN_LAST)
    notification(partners, officer, people=(CHILD,), at=AT)
    jobs.count_practice(timestamp=0)
    notification(partners, officer, people=(CHILD,), at=IN_LAST)
    jobs.count_practice(timestamp=0)
    with acting(force_of(partners)) as by:
        (kept,) = PracticeMonth.objects.all()
        assert (kept.team_id, kept.month, kept.notifications, kept.with_child, kept.voice) == (
            partners.response.pk, LAST, 3, 3, 3,
        )  # fmt: skip
        assert LAST not in list_months_to_count(by, today=AT.date())
        with django_assert_max_num_queries(3):
            assert count_month(by, month=LAST)[0].notifications == 4
    with acting(Actor.system(Purpose.ASSURANCE, agency_id=partners.council.pk)) as by:
        assert not PracticeMonth.objects.exists()
        assert not count_month(by, month=LAST)


def test_a_month_that_is_not_over_is_not_kept() -> None:
    partners = factories.partners()
    row = TeamMonth(partners.response.pk, THIS, 1, 1, 1, 1, 1, 1)
    with acting(force_of(partners)) as by:
        with pytest.raises(ValueError, match="over"):
            keep_practice(by=by, month=THIS, rows=[row], at=AT)
        with pytest.raises(ValueError, match="by itself"):
            keep_practice(by=by, month=LAST, rows=[row], at=AT)


def teams_of(partners: factories.Partners, number: int) -> list[Team]:
    return [
        Team.objects.create(
            code=f"extra-{place}",
            agency=partners.force,
            kind=TeamKind.RESPONSE,
            area=partners.area,
            name_en=f"Team {place}",
            name_cy=f"Tîm {place}",
        )
        for place in range(number)
    ]


def test_trained_teams_are_compared_with_teams_not_yet_trained(client: Client) -> None:
    partners = factories.partners()
    who = factories.practitioner(partners.response, Role.ADMINISTRATOR)
    by = factories.actor(who)
    teams = teams_of(partners, 8)
    trained_on = months_after(THIS, -6) + timedelta(days=9)
    group_of(by, trained_on=trained_on, teams=[team.pk for team in teams[:4]])
    with acting(by):
        for back in range(12, 0, -1):
            month = months_after(THIS, -back)
            rows = [
                TeamMonth(
                    team.pk,
                    month,
                    20,
                    8 + place % 3 + (6 if place < 4 and month > trained_on else 0),
                    20,
                    8,
                    8,
                    60,
                )
                for place, team in enumerate(teams)
            ]
            keep_practice(by=by, month=month, rows=rows, at=AT)
        complete = compare_own_practice(by)[0]
    assert complete.effect is not None
    assert complete.effect.estimate == pytest.approx(30)
    client.force_login(who, BACKEND)
    page = " ".join(client.get(reverse("develop:practice")).content.decode().split())
    assert "+30.0 (+30.0 to +30.0)" in page
    assert "percentage points" in page
    assert not [team.name_en for team in teams if team.name_en in page], "no team has a figure of its own"
    told = client.get(reverse("develop:practice_file")).content.decode()
    assert "complete,4,4," in told


def test_without_teams_to_compare_the_page_says_why(client: Client) -> None:
    partners = factories.partners()
    client.force_login(factories.practitioner(partners.response, Role.ADMINISTRATOR), BACKEND)
    assert "Fewer than ten people were trained" in client.get(reverse("develop:practice")).content.decode()
    assert "left out" in client.get(reverse("develop:practice_file")).content.decode()


def test_only_organisers_compare() -> None:
    partners = factories.partners()
    officer = factories.actor(factories.practitioner(partners.response))
    with acting(officer), pytest.raises(NotAllowed):
        compare_own_practice(officer)
