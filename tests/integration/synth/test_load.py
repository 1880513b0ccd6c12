"""A small council area is loaded whole, consistently, and only into a demonstration."""

from datetime import datetime
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.test import override_settings

from earlyhelp.govern.models import AccessGrant, AuditEntry, AuditLink
from earlyhelp.identify.models import Incident, IncidentCode, IncidentPerson, Notification, ReportedPerson
from earlyhelp.inform.choices import MessageState, Template
from earlyhelp.inform.models import Message
from earlyhelp.inform.rules import check_context
from earlyhelp.kit.identity import search_keys
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role, TeamKind
from earlyhelp.partnership.models import Practitioner, SharingAgreement, Team
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
