"""The whole journey, once, so that every table that holds people has a row."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from earlyhelp.identify.actions import start_draft
from earlyhelp.identify.choices import Danger, Relation
from earlyhelp.identify.models import ReportedPerson, ReportedRelation
from earlyhelp.identify.report import Related
from earlyhelp.inform.actions import Written, write_to_person
from earlyhelp.inform.choices import Channel, Wording, WrittenIn
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from earlyhelp.signpost.actions.referrals import record_signposting
from earlyhelp.signpost.choices.referrals import ToldHow
from earlyhelp.solve.actions import claim, regrade
from earlyhelp.solve.choices import Grade, Outcome
from earlyhelp.understand.actions import make_person, say_not_same
from earlyhelp.understand.models import Person
from tests import factories
from tests.factories.agreements import exception
from tests.factories.checks import rows_of_checks
from tests.factories.chronology import rows_of_chronology
from tests.factories.consents import rows_of_consents
from tests.factories.coverage import rows_of_coverage
from tests.factories.episodes import rows_of_episodes
from tests.factories.evaluation import rows_of_evaluation
from tests.factories.fairness import rows_of_fairness
from tests.factories.families import rows_of_family
from tests.factories.figures import rows_of_figures
from tests.factories.identify import SOMEBODY, amendment, attachment, notification
from tests.factories.incidents import incident
from tests.factories.meetings import rows_of_meetings
from tests.factories.plans import rows_of_plans
from tests.factories.protection import rows_of_protection
from tests.factories.queue import rows_of_queue
from tests.factories.reflection import rows_of_reflection
from tests.factories.retention import rows_of_retention
from tests.factories.reviews import rows_of_reviews
from tests.factories.rights import rows_of_rights
from tests.factories.signpost import Case, case, referral, surround
from tests.factories.solve import decision, decision_maker, question
from tests.factories.standards import rows_of_standards
from tests.factories.told import rows_of_told
from tests.factories.training import rows_of_training
from tests.factories.understand import rows_of_records

AT = factories.AT
_OFFICERS = (
    "identify_draft",
    "identify_notification",
    "identify_reportedperson",
    "identify_reportedrelation",
    "identify_amendment",
    "identify_attachment",
    "identify_incident",
    "identify_incidentperson",
    "solve_question",
    "solve_feedback",
    "develop_peerreview",
    "develop_reviewplan",
    "develop_reviewround",
    "develop_reviewsample",
)


@pytest.fixture
def journey(db: None) -> Case:
    """One row in every table that holds people, or what is counted of them."""
    return counted_journey()


def counted_journey() -> Case:
    """The whole journey, and what is counted of such journeys."""
    made = whole_journey()
    rows_of_fairness(made.hub)
    rows_of_figures(made.hub)
    rows_of_evaluation(made.hub)
    return made


def whole_journey() -> Case:
    """A notification that became help, a second one that was asked about, and a third that is being read."""
    made = case()
    surround(made, referral(made))
    officer, at = factories.actor(made.officer), AT + timedelta(hours=1)
    couple = (Related(0, Relation.PARTNER, 1),)
    asked = notification(made.partners, made.officer, people=(SOMEBODY, SOMEBODY), relations=couple, at=at)
    waiting = notification(made.partners, made.officer, at=at)
    with acting(officer):
        start_draft(by=officer, danger=Danger.NEITHER, at=at)
    amendment(waiting, made.officer, at=at)
    attachment(waiting, made.officer, at=at)
    incident(made.partners.force, made.partners.area)
    with acting(made.hub) as by:
        people = {one.notification_id: one.pk for one in ReportedPerson.objects.all()}
        person = make_person(by=by, reported_id=people[made.notification.pk], at=at)
        say_not_same(by=by, reported_id=people[asked.pk], person_id=person.pk, at=at)
        claim(by=by, notification_id=waiting.pk, at=at)
        regrade(
            by=by, notification_id=waiting.pk, grade=next(iter(Grade)), rationale="A child is hungry.", at=at
        )
    rows_of_records(made.partners.council, made.hub)
    rows_of_told(made.hub, person, decision_maker(made.partners))
    rows_of_consents(made.hub, person)
    rows_of_chronology(made.partners.council, made.decider)
    with acting(made.hub):
        partners_of_each_other = ReportedRelation.objects.get(notification=asked)
    rows_of_family(made.hub, partners_of_each_other, at=at)
    episode = rows_of_episodes(made.hub, made.partners)
    rows_of_plans(made.hub, episode)
    rows_of_checks(made.partners, made.hub, made.notification)
    rows_of_standards(made.hub, waiting, at=at)
    rows_of_queue(made.partners, made.hub, waiting, at=at)
    rows_of_meetings(made.partners, made.notification, at=at)
    trained = rows_of_training(made.partners.front_door, made.decider)
    rows_of_coverage(trained.made_by, made.decider, trained.course)
    rows_of_retention(made.partners.front_door)
    rows_of_protection(made.partners, made.decider, at=at)
    rows_of_rights(made.hub, person)
    rows_of_reviews(made.partners, made.officer, made.notification.submitted_at)
    rows_of_reflection(made.partners, made.decider, at=at)
    exception(made.hub, made.partners.force, waiting.reference)
    question(made.decider, asked, at=at)
    decision(made.decider, waiting, Outcome.SIGNPOST, at=at)
    with acting(made.hub) as by:
        record_signposting(
            by=by,
            signposting_id=new_id(),
            reference=waiting.reference,
            service_id=made.service.pk,
            told_how=next(iter(ToldHow)),
            at=at,
        )
        write_to_person(by=by, written=_letter(person), at=at)
    return made


def _letter(person: Person) -> Written:
    return Written(
        key=new_id(),
        about_label="person",
        about_key=str(person.pk),
        channel=Channel.LETTER.value,
        wording=Wording.CALL_US.value,
        written_in=WrittenIn.BOTH.value,
        destination="Synthetic Resident\n1 Made-up Street\nBridgend\nCF31 1AA",
        facts={"telephone": "+441656000000"},
    )


@pytest.fixture
def pathway(journey: Case) -> dict[str, UUID]:
    """Tables that hold people, and an agency that owns a row of each in the journey."""
    force, council = journey.partners.force.pk, journey.partners.council.pk
    ours = (
        "develop_answersheet",
        "develop_evaluatedgroup",
        "develop_loadedinstrument",
        "develop_practicemonth",
        "develop_questionnaireround",
        "develop_assessmentanswer",
        "develop_developmenttalk",
        "develop_improvementaction",
        "develop_improvementword",
        "develop_notelock",
        "develop_privatenote",
        "develop_selfassessment",
        "evaluate_fairnessrelease",
        "evaluate_fairnessfigure",
        "evaluate_figurerun",
        "evaluate_figurevalue",
        "evaluate_logicmodel",
        "evaluate_outcome",
        "evaluate_indicator",
        "evaluate_benefit",
        "evaluate_benefitword",
        "develop_booking",
        "develop_certificate",
        "develop_attendanceimport",
        "develop_courseaddress",
        "develop_learneraccount",
        "develop_learningfeed",
        "develop_learningstatement",
        "develop_trainingrequirement",
        "develop_trainingrecord",
        "govern_auditentry",
        "govern_breakglass",
        "govern_glassword",
        "govern_retentionrule",
        "govern_legalhold",
        "govern_retentiontask",
        "govern_disposal",
        "govern_disposedrecord",
        "govern_rightsrequest",
        "govern_rightspause",
        "govern_rightsstep",
        "govern_pack",
        "govern_packline",
        "govern_packlink",
        "govern_recordmark",
        "govern_unusualreading",
        "govern_unusualreadingword",
        "understand_restriction",
        "understand_ownrecord",
        "understand_keptapart",
        "understand_entrypin",
        "understand_partnerevent",
        "understand_person",
        "understand_significance",
        "understand_personlink",
        "understand_personjoin",
        "understand_personsearch",
        "understand_sourceidentifier",
        "understand_sourcerecord",
        "understand_sourceversion",
        "understand_notsame",
        "understand_consent",
        "understand_consentanswer",
        "understand_competenceview",
        "understand_noticegiven",
        "understand_strength",
        "understand_circumstance",
        "understand_childview",
        "understand_childhoodhistory",
        "understand_historypermission",
        "understand_historyopening",
        "understand_assessment",
        "understand_assessmentdraft",
        "understand_warningnote",
        "understand_warningreview",
        "understand_contactplan",
        "understand_personstatement",
        "understand_relationship",
        "understand_relationpassedover",
        "understand_household",
        "understand_householdaddress",
        "understand_householdmember",
        "understand_hiddenaddress",
        "inform_personmessage",
        "partnership_disclosure",
        "partnership_exceptionaldisclosure",
        "solve_grading",
        "solve_leveljudgement",
        "solve_secondlook",
        "solve_claim",
        "solve_decision",
        "solve_check",
        "solve_checkperson",
        "solve_checkanswer",
        "solve_followup",
        "solve_familyword",
        "solve_episode",
        "solve_episodemember",
        "solve_episodeworker",
        "solve_action",
        "solve_statutorystep",
        "solve_stepperson",
        "solve_stepaction",
        "solve_stepword",
        "solve_supervisionnote",
        "solve_savedview",
        "solve_hold",
        "solve_notificationassignment",
        "solve_meeting",
        "solve_attendance",
        "solve_minutes",
        "solve_meetingcase",
        "solve_casewithholding",
        "solve_meetinginput",
        "solve_meetingdecision",
        "solve_meetingdissent",
        "solve_meetingaction",
        "solve_actionreview",
        "solve_goal",
        "solve_goalversion",
        "solve_goalstrength",
        "solve_review",
        "solve_distance",
        "solve_needlevel",
        "solve_planversion",
        "solve_familylink",
        "solve_familyreply",
        "signpost_referral",
        "signpost_referralevent",
        "signpost_signposting",
        "signpost_referraldraft",
        "signpost_referralamendment",
        "signpost_referralgoal",
        "signpost_appointment",
        "signpost_referralmessage",
        "signpost_assignment",
        "signpost_answerlink",
    )
    return dict.fromkeys(_OFFICERS, force) | dict.fromkeys(ours, council)


@pytest.fixture
def practitioner_of(journey: Case) -> Callable[[str], UUID]:
    """Who wrote the rows of a table: a draft is shown to its writer only."""

    def of(table: str) -> UUID:
        return journey.officer.pk if table in _OFFICERS else journey.decider.pk

    return of
