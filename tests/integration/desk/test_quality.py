"""Data quality: each rule finds the record that it is about, counts it once, and only for the agency whose it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from earlyhelp.desk.queries.quality import RULES, list_found, list_quality
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.signpost.models import Referral
from earlyhelp.solve.actions.followups import follow_up
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.choices.episodes import CloseReason
from earlyhelp.solve.models import Episode, EpisodeMember, EpisodeWorker
from earlyhelp.understand.actions import make_person, write_warning
from earlyhelp.understand.choices import Life
from earlyhelp.understand.models import Consent, NotSame, Person, PersonStatement
from tests import factories
from tests.factories import told
from tests.factories.checks import answerer, check
from tests.factories.episodes import action, coordinator, episode, family_team, family_worker, step_up
from tests.factories.families import someone
from tests.factories.identify import notification
from tests.factories.plans import visit
from tests.factories.signpost import SOMEBODY, Case, case, go, referral
from tests.factories.solve import decision, question

pytestmark = pytest.mark.django_db
AT = factories.AT
LATER = AT + timedelta(days=300)
Made = tuple[Actor, str]  # who looks, and the reference that the rule must find


def _case(**said: Any) -> Case:
    return case(outcome=None, **said)


def _hub(made: Case) -> Actor:
    return factories.actor(coordinator(made.partners))


def _force(made: Case) -> Actor:
    return factories.actor(factories.practitioner(made.partners.response, Role.SUPERVISOR))


def _help(made: Case, **said: Any) -> Episode:
    return episode(_hub(made), family_team(made.partners), lead=family_worker(made.partners), **said)


def happened_later(made: Case) -> Made:
    with acting(_force(made)):
        Notification.objects.filter(pk=made.notification.pk).update(occurred_at=AT + timedelta(days=1))
    return _force(made), made.notification.reference


def age_missing(made: Case) -> Made:
    sent = notification(made.partners, made.officer, people=[replace(SOMEBODY, date_of_birth=None)])
    return _force(made), sent.reference


def born_after_report(made: Case) -> Made:
    by = _hub(made)
    with acting(by):
        reported = ReportedPerson.objects.get(notification=made.notification)
        person = make_person(by=by, reported_id=reported.pk, at=AT)
    with acting(_force(made)):
        ReportedPerson.objects.filter(pk=reported.pk).update(date_of_birth=AT.date() + timedelta(days=9))
    return by, person.reference


def two_births(made: Case) -> Made:
    by = _hub(made)
    person = someone(by, "Siân", date_of_birth=date(1990, 1, 1))
    with acting(by):
        first = PersonStatement.objects.get(person=person)
        PersonStatement.objects.create(**_copied(first, date_of_birth=date(1991, 1, 1)))
    return by, person.reference


def died_before_born(made: Case) -> Made:
    by = _hub(made)
    person = someone(by, "Siân", date_of_birth=date(1990, 1, 1))
    with acting(by):
        first = PersonStatement.objects.get(person=person)
        PersonStatement.objects.create(
            **_copied(first, date_of_birth=None, died_on=date(1980, 1, 1), life=Life.DIED)
        )
    return by, person.reference


def _copied(row: PersonStatement, **changed: Any) -> dict[str, Any]:
    names = [field.attname for field in PersonStatement._meta.concrete_fields if not field.primary_key]
    return {name: getattr(row, name) for name in names} | changed


def warnings_overdue(made: Case) -> Made:
    by = _hub(made)
    person = someone(by, "Siân")
    with acting(by):
        write_warning(by=by, person_id=person.pk, note=told.note(), at=AT)
    return by, person.reference


def likely_double(made: Case) -> Made:
    by = _hub(made)
    again = notification(made.partners, made.officer, people=[SOMEBODY])
    first = notification(made.partners, made.officer, people=[SOMEBODY])
    with acting(by):
        found = ReportedPerson.objects.filter(notification__in=[first, again])
        people = [make_person(by=by, reported_id=one.pk, at=AT) for one in found]
    return by, min(person.reference for person in people)


def decided_too_early(made: Case) -> Made:
    by = _hub(made)
    decision(by, made.notification, at=AT - timedelta(minutes=5))
    return by, made.notification.reference


def closed_with_actions(made: Case) -> Made:
    by = _hub(made)
    held = _help(made)
    action(by, held)
    with acting(by):
        Episode.objects.filter(pk=held.pk).update(closed_at=AT, close_reason=CloseReason.GOALS_REACHED)
    return by, held.reference


def helped_after_death(made: Case) -> Made:
    by = _hub(made)
    held = _help(made)
    with acting(by):
        member = EpisodeMember.objects.select_related("person").get(episode=held)
        PersonStatement.objects.filter(person=member.person).update(life=Life.DIED)
    return by, member.person.reference


def reviews_overdue(made: Case) -> Made:
    held = _help(made)
    visit(_hub(made), held)
    return _hub(made), held.reference


def actions_overdue(made: Case) -> Made:
    held = _help(made)
    action(_hub(made), held)
    return _hub(made), held.reference


def follow_ups_overdue(made: Case) -> Made:
    by = _hub(made)
    decision(by, made.notification, Outcome.EARLY_HELP)
    with acting(by):
        follow_up(
            by=by,
            notification_id=made.notification.pk,
            next_on=AT.date() + timedelta(days=20),
            because="To see how it goes.",
            at=AT,
        )
    return by, made.notification.reference


def checks_unanswered(made: Case) -> Made:
    by = _hub(made)
    check(by, made.notification, [answerer(made.partners).agency.pk])
    return by, made.notification.reference


def questions_unanswered(made: Case) -> Made:
    question(_hub(made), made.notification)
    return _force(made), made.notification.reference


def steps_unanswered(made: Case) -> Made:
    by = _hub(made)
    team = factories.team(made.partners.council, TeamKind.SAFEGUARDING, made.partners.area)
    return by, step_up(by, _help(made), team).reference


def without_lead(made: Case) -> Made:
    by, held = _hub(made), _help(made)
    with acting(by):
        EpisodeWorker.objects.filter(episode=held).update(until_at=AT)
    return by, held.reference


def language_not_asked(made: Case) -> Made:
    held = _help(made)
    with acting(_hub(made)):
        return _hub(made), EpisodeMember.objects.select_related("person").get(episode=held).person.reference


def ethnicity_not_asked(made: Case) -> Made:
    return language_not_asked(made)


def consent_taken_back(made: Case) -> Made:
    sent = _sent(made)
    with acting(made.hub):
        Consent.objects.filter(pk=sent.consent_id).update(withdrawn_at=AT)
    return _hub(made), sent.reference


def referrals_unanswered(made: Case) -> Made:
    return _hub(made), _sent(made).reference


def news_overdue(made: Case) -> Made:
    sent = go(made, _sent(made), ReferralState.SEEN, ReferralState.WAITING)
    return _hub(made), sent.reference


def _sent(made: Case) -> Referral:
    decision(made.hub, made.notification, Outcome.EARLY_HELP)
    return referral(made)


MAKERS: dict[str, Callable[[Case], Made]] = {
    one.__name__.replace("_", "-"): one
    for one in (
        happened_later,
        age_missing,
        born_after_report,
        two_births,
        died_before_born,
        warnings_overdue,
        likely_double,
        decided_too_early,
        closed_with_actions,
        helped_after_death,
        reviews_overdue,
        actions_overdue,
        follow_ups_overdue,
        checks_unanswered,
        questions_unanswered,
        steps_unanswered,
        without_lead,
        language_not_asked,
        ethnicity_not_asked,
        consent_taken_back,
        referrals_unanswered,
        news_overdue,
    )
}


def _found(by: Actor, code: str, at: datetime, after: str = "") -> list[str]:
    with acting(by):
        return list(list_found(by=by, code=code, after=after, at=at).references)


def test_every_rule_has_a_record_that_it_finds() -> None:
    assert set(MAKERS) == {rule.code for rule in RULES}


@pytest.mark.parametrize("code", MAKERS)
def test_a_rule_finds_its_record_for_the_agency_whose_it_is(code: str) -> None:
    made = _case()
    everybody = (_hub(made), _force(made))
    assert not any(_found(by, code, LATER) for by in everybody)
    by, reference = MAKERS[code](made)
    assert reference in _found(by, code, LATER)
    strangers = factories.partners("W06000014")
    stranger = factories.actor(factories.practitioner(strangers.front_door, Role.COORDINATOR))
    assert not _found(stranger, code, LATER)


@pytest.mark.parametrize(
    "code", ["reviews-overdue", "actions-overdue", "referrals-unanswered", "steps-unanswered"]
)
def test_what_is_not_due_yet_is_not_overdue(code: str) -> None:
    by, _reference = MAKERS[code](_case())
    assert not _found(by, code, AT)


def test_two_who_were_said_to_be_others_are_not_double_any_more() -> None:
    made = _case()
    by, _reference = likely_double(made)
    assert len(_found(by, "likely-double", LATER)) == 2
    with acting(by):
        one, other = Person.objects.order_by("reference")
        NotSame.objects.create(
            agency_id=by.agency_key,
            person=one,
            other_person=other,
            said_by_id=by.practitioner_key,
            said_at=AT,
        )
    assert not _found(by, "likely-double", LATER)


def test_the_list_goes_on_after_a_reference_and_is_written_down() -> None:
    made = _case()
    by, reference = actions_overdue(made)
    assert _found(by, "actions-overdue", LATER, after=reference) == []
    with acting(replace(by, role=Role.AUDITOR, purpose=Purpose.ASSURANCE)):
        entry = AuditEntry.objects.filter(did="quality.listed").latest("at")
    assert entry.detail == {"rule": "actions-overdue", "shown": 0}


def test_the_page_counts_with_one_query_for_each_rule(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    made = _case()
    by, _reference = actions_overdue(made)
    with acting(by), django_assert_max_num_queries(len(RULES)):
        parts = list_quality(by=by, at=LATER)
    counts = {one.rule.code: one.count for _kind, counted in parts for one in counted}
    assert counts["actions-overdue"] == 1
    client.force_login(factories.practitioner(made.partners.front_door, Role.COORDINATOR))
    assert "Data quality" in client.get("/quality/").content.decode()


def test_only_a_role_that_may_open_a_record_gets_its_link(client: Client) -> None:
    made = _case()
    _by, reference = without_lead(made)
    for role, links in ((Role.COORDINATOR, True), (Role.AUDITOR, False)):
        client.force_login(factories.practitioner(made.partners.front_door, role))
        text = client.get("/quality/without-lead/").content.decode()
        assert reference in text
        assert (f'href="/episodes/{reference}/"' in text) is links


@pytest.mark.parametrize(("role", "code"), [(Role.ADMINISTRATOR, 403), (Role.SERVICE_WORKER, 403)])
def test_others_do_not_see_it(client: Client, role: Role, code: int) -> None:
    client.force_login(factories.practitioner(factories.partners().front_door, role))
    assert client.get("/quality/").status_code == code


def test_a_rule_that_is_not_there_is_not_found(client: Client) -> None:
    client.force_login(factories.practitioner(factories.partners().front_door, Role.AUDITOR))
    assert client.get("/quality/no-such-rule/").status_code == 404
