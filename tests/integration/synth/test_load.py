"""A small council area is loaded whole, consistently, and only into a demonstration."""

from collections import Counter
from datetime import datetime, time, timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.db.models import Count
from django.test import override_settings

from earlyhelp.develop.models import CoverageFigure, SelfAssessment, Workstream
from earlyhelp.evaluate.models import FairnessFigure, FairnessRelease
from earlyhelp.govern.models import AccessGrant, AuditEntry, AuditLink
from earlyhelp.identify.models import Incident, IncidentCode, IncidentPerson, Notification, ReportedPerson
from earlyhelp.inform.choices import MessageState, Template
from earlyhelp.inform.models import Message
from earlyhelp.inform.rules import check_context
from earlyhelp.kit.identity import search_keys
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import (
    PlacesEdition,
    Postcode,
    Practitioner,
    SharingAgreement,
    SmallArea,
    Team,
)
from earlyhelp.signpost.choices.referrals import ReferralState
from earlyhelp.signpost.models import Referral, ReferralEvent, Service, Signposting
from earlyhelp.signpost.rules import states as referral_states
from earlyhelp.solve import rules
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.models import Decision, Feedback, Question
from earlyhelp.synth.load import (
    AlreadyThere,
    Incomplete,
    NotADemonstration,
    find_loaded,
    forget_everything,
    load_authority,
)
from earlyhelp.synth.load.copying import copy_rows
from earlyhelp.synth.personas import PERSONAS
from earlyhelp.understand.models import Consent, Person, PersonLink
from earlyhelp.understand.queries.people import identity_of

SUNDAY = datetime(2026, 11, 22, 15, 0, tzinfo=LONDON)
pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Three in a hundred of a council area, committed; emptied afterwards."""
    heard = []
    with django_db_blocker.unblock(), override_settings(DEMO=True):
        forget_everything()
        done = load_authority(scale="sample", seed=1, at=SUNDAY, tell=lambda *what: heard.append(what))
        assert heard
        yield done
        forget_everything()


def owned(model):
    return model.objects.using("owner")


def test_nothing_to_copy_is_copied_as_nothing():
    assert copy_rows([]) == 0


def test_what_was_loaded_is_there(loaded):
    assert owned(Notification).count() == loaded.notifications == 106
    assert owned(Person).count() == loaded.people
    assert owned(Decision).count() == loaded.decisions
    assert owned(Referral).count() == loaded.referrals
    assert owned(Practitioner).count() == loaded.practitioners
    undecided = owned(Notification).filter(decisions=None)
    assert undecided.count() == loaded.waiting


def test_every_role_has_a_persona_in_each_language(loaded):
    offered = owned(Practitioner).exclude(persona_en="").exclude(persona_cy="")
    assert {who.email for who in offered} == {persona.email for persona in PERSONAS}
    for role in Role:
        assert {who.language for who in offered.filter(role=role)} == {"en", "cy"}
    assert not any(who.has_usable_password() for who in offered)
    assert not any(
        "," in who.email or not who.email.endswith("example.org") for who in owned(Practitioner).all()
    )


def test_personas_have_work_waiting_for_them(loaded):
    notifiers = owned(Practitioner).exclude(persona_en="").filter(role=Role.NOTIFIER)
    assert all(owned(Notification).filter(submitted_by=who).exists() for who in notifiers)
    assert owned(Team).filter(kind=TeamKind.FRONT_DOOR, area_id="W06000013").count() == 1


def test_partners_say_what_training_they_ask_and_how_far_they_are(loaded):
    figures = owned(CoverageFigure).filter(area=None)
    assert {one.agency.code for one in figures} == {"bridgend-council", "south-wales-police"}
    assert all(one.people >= 5 and one.covered <= one.people for one in figures)
    assert any(one.covered for one in figures)
    assert owned(SelfAssessment).get().finished_at is not None
    assert {one.milestones.using("owner").count() for one in owned(Workstream).all()} == {1}


def test_reports_can_be_found_by_their_keys(loaded):
    for reported in owned(ReportedPerson).select_related("notification")[:20]:
        assert reported.search_keys == search_keys(identity_of(reported))


def test_everybody_in_a_decided_notification_is_linked_and_nobody_in_the_queue(loaded):
    decided = owned(ReportedPerson).exclude(notification__decisions=None)
    assert decided.distinct().count() == owned(PersonLink).exclude(reported=None).count()
    assert not owned(ReportedPerson).filter(notification__decisions=None).exclude(links=None).exists()
    often = owned(Person).annotate(reports=Count("links")).filter(reports__gt=1)
    assert often.count() > owned(Person).count() / 10


def test_every_decision_follows_the_rules(loaded):
    for decision in owned(Decision).all():
        assert decision.reason in rules.REASONS[Outcome(decision.outcome)]
        assert bool(decision.met_by) is (decision.outcome == Outcome.ALREADY_MET)
    open_questions = owned(Question).filter(answered_at=None)
    assert {
        owned(Decision).filter(notification=q.notification_id).first().outcome for q in open_questions
    } <= {Outcome.ASKED_BACK}


def test_officers_hear_only_what_there_are_words_for(loaded):
    assert set(owned(Feedback).values_list("event", flat=True)) <= set(rules.FEEDBACK)
    assert not owned(Notification).exclude(decisions=None).filter(feedback=None).exists()


def test_every_referral_has_consent_an_agreement_and_walked_an_allowed_path(loaded):
    agreement = owned(SharingAgreement).get(title_en__startswith="Early help in Bridgend")
    parties = set(agreement.parties.using("owner").values_list("pk", flat=True))
    for referral in owned(Referral).select_related("consent", "service"):
        assert referral.consent.reported_id == referral.reported_id
        assert {referral.agency_id, referral.receiving_agency_id} <= parties
        states = [event.to_state for event in owned(ReferralEvent).filter(referral=referral)]
        assert states[0] == ReferralState.REQUESTED
        assert states[-1] == referral.state
        for was, to in pairwise(states):
            assert ReferralState(to) in referral_states.TRANSITIONS[ReferralState(was)]
    assert owned(Consent).count() == owned(Referral).count()


def test_signposts_lead_to_services_for_the_need(loaded):
    assert owned(Signposting).exists()
    for made in owned(Signposting).select_related("service", "notification"):
        assert set(made.service.needs) & set(made.notification.needs)


def test_the_front_door_sees_every_notification_and_a_service_only_what_it_works_with(loaded):
    live = owned(AccessGrant).filter(until_at=None)
    council = owned(Team).get(kind=TeamKind.FRONT_DOOR).agency_id
    assert live.filter(agency_id=council, record_id__in=owned(Notification).values("pk")).count() == 106
    closed = owned(Referral).filter(state__in=referral_states.CLOSED_TO_RECEIVER)
    assert not live.filter(record_id__in=closed.values("pk")).exists()


def test_the_audit_is_chained_and_whole(loaded):
    assert owned(AuditEntry).count() == owned(AuditLink).count() >= loaded.audit_entries
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "whole and in order" in out.getvalue()


def test_messages_lead_to_pages_and_carry_nothing_else(loaded):
    messages = owned(Message).select_related("recipient")
    assert {message.template for message in messages} >= {Template.FEEDBACK, Template.QUESTION}
    for message in messages:
        check_context(message.template, message.context)
        assert message.language == message.recipient.language
    assert messages.filter(state=MessageState.FAILED).count() == 3


def test_incidents_wait_to_be_notified(loaded):
    incidents = owned(Incident)
    assert loaded.incidents == incidents.count() == 200
    assert incidents.filter(number="BRG-1001", agency__code="south-wales-police").exists()
    assert incidents.filter(opening_code__in=IncidentCode.objects.values("code")).count() == 200
    people = owned(IncidentPerson)
    assert people.values("incident").distinct().count() == 200
    assert not people.exclude(telephone="").exclude(telephone__startswith="+44").exists()
    assert incidents.order_by("number").first().opened_at > incidents.order_by("number").last().opened_at


def test_services_come_from_the_directory(loaded):
    assert owned(Service).count() > 50


@override_settings(DEMO=True)
def test_loading_again_changes_nothing_and_says_what_is_there(loaded):
    before = owned(AuditEntry).count()
    with pytest.raises(AlreadyThere) as there:
        load_authority(scale="sample", seed=2, at=SUNDAY, tell=lambda *what: None)
    assert there.value.loaded == loaded == find_loaded()
    out = StringIO()
    call_command("synth", scale="sample", seed=2, stdout=out)
    assert "106" in out.getvalue()
    assert "Nothing was changed" in out.getvalue()
    assert owned(AuditEntry).count() == before


@override_settings(DEMO=False)
def test_outside_a_demonstration_nothing_is_written_or_emptied(loaded):
    with pytest.raises(NotADemonstration):
        load_authority(scale="sample", seed=1, at=SUNDAY, tell=lambda *what: None)
    with pytest.raises(NotADemonstration):
        forget_everything()
    with pytest.raises(CommandError) as refused:
        call_command("synth", scale="sample", fresh=True, stdout=StringIO())
    assert refused.value.returncode == 2
    assert owned(Notification).count() == 106


@override_settings(DEMO=True)
def test_half_a_load_is_said_to_be_half(loaded, monkeypatch):
    monkeypatch.setattr("earlyhelp.synth.load.authority.LOADED", "something.else")
    with pytest.raises(Incomplete):
        find_loaded()
    with pytest.raises(CommandError) as problem:
        call_command("synth", scale="sample", stdout=StringIO())
    assert problem.value.returncode == 3


BY = ("language", "ethnicity", "deprivation")
BY_HAND = """
SELECT CASE last.outcome
         WHEN 'already_met' THEN 'no_help' WHEN 'no_need' THEN 'no_help'
         WHEN 'declined' THEN 'not_taken' WHEN 'no_contact' THEN 'not_taken'
         WHEN 'asked_back' THEN 'undecided' ELSE coalesce(last.outcome, 'undecided') END AS decided,
       CASE WHEN last.outcome NOT IN ('early_help', 'signpost') OR last.outcome IS NULL THEN NULL
         WHEN EXISTS (SELECT 1 FROM signpost_referral r WHERE r.notification_id = n.id
                      AND r.state <> 'entered_in_error' AND r.sent_at < %(until)s) THEN 'referred'
         WHEN EXISTS (SELECT 1 FROM solve_episode e WHERE e.notification_id = n.id
                      AND e.opened_at < %(until)s) THEN 'episode'
         WHEN EXISTS (SELECT 1 FROM signpost_signposting s WHERE s.notification_id = n.id
                      AND s.made_at < %(until)s) THEN 'told' ELSE 'none' END AS offered,
       CASE WHEN who.language = 'not_asked' THEN '' ELSE coalesce(who.language, '') END AS language,
       coalesce((SELECT s.ethnicity FROM understand_personlink l
                 JOIN understand_personstatement s ON s.person_id = l.person_id AND s.undone_at IS NULL
                 WHERE l.reported_id = who.id AND l.undone_at IS NULL AND s.ethnicity <> 'not_known' LIMIT 1), ''),
       coalesce((SELECT a.fifth::text FROM partnership_postcode c JOIN partnership_smallarea a ON a.code = c.small_area
                 WHERE replace(c.code, ' ', '') = upper(replace(who.postcode, ' ', ''))), '')
FROM identify_notification n
LEFT JOIN LATERAL (SELECT d.outcome FROM solve_decision d WHERE d.notification_id = n.id
                   AND d.decided_at < %(until)s ORDER BY d.number DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (SELECT p.* FROM identify_reportedperson p WHERE p.notification_id = n.id AND p.role = 'subject'
                   AND NOT EXISTS (SELECT 1 FROM identify_reportedperson c WHERE c.corrects_id = p.id)
                   ORDER BY coalesce(p.place, p.position) LIMIT 1) who ON true
JOIN partnership_team t ON t.id = n.front_door_id
WHERE t.agency_id = %(agency)s
  AND (n.submitted_at AT TIME ZONE 'Europe/London')::date BETWEEN %(first)s AND %(last)s
"""


def test_the_figures_of_fairness_are_those_counted_by_hand(loaded):
    """Every shown figure is the rounded count of the rows; every count from 1 to 4 is left out."""
    releases = owned(FairnessRelease).order_by("first_on")
    assert [str(one) for one in releases] == ["2025-10-01 2026-03-31", "2026-04-01 2026-09-30"]
    checked = 0
    for release in releases:
        until = datetime.combine(release.known_on + timedelta(days=1), time(0), LONDON)
        asked = {
            "agency": release.agency_id, "first": release.first_on, "last": release.last_on, "until": until,
        }  # fmt: skip
        with connections["owner"].cursor() as cursor:
            cursor.execute(BY_HAND, asked)
            rows = cursor.fetchall()
        counted = Counter()
        for decided, offered, *groups in rows:
            for measure, column in (("decisions", decided), ("offers", offered)):
                for dimension, group in zip(BY, groups, strict=True):
                    if column:
                        counted[(measure, dimension, group, column)] += 1
                        counted[(measure, dimension, group, "all")] += 1
                        counted[(measure, dimension, "*", column)] += 1
                        counted[(measure, dimension, "*", "all")] += 1
        figures = owned(FairnessFigure).filter(
            release=release, measure__in=["decisions", "offers"], dimension__in=BY
        )
        assert figures.filter(shown__isnull=True).exists()
        for one in figures.exclude(column="others"):
            true = counted[(one.measure, one.dimension, one.group, one.column)]
            assert one.shown is None if 0 < true < 5 else one.shown in {None, 5 * ((true + 2) // 5)}
            checked += one.shown is not None
        everybody = figures.get(measure="decisions", dimension="language", group="*", column="all")
        assert everybody.shown == 5 * ((len(rows) + 2) // 5)
    assert checked > 20


def test_made_up_postcodes_say_fifths_that_are_marked_as_made_up(loaded):
    assert {one.kind for one in owned(PlacesEdition).filter(is_synthetic=True)} == {"index", "postcodes"}
    assert not owned(PlacesEdition).filter(is_synthetic=False).exists()
    assert set(owned(SmallArea).values_list("fifth", flat=True)) == {1, 2, 3, 4, 5}
    assert all(one.small_area.startswith("W98") for one in owned(Postcode))
    assert all(one.index.is_synthetic for one in owned(FairnessRelease))


def test_the_figures_hold_no_count_below_five(loaded):
    assert not owned(FairnessFigure).filter(shown__gt=0, shown__lt=5).exists()
