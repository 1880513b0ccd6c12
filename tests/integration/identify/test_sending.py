"""Sending a notification: once, whole, to the front door of its area; and every way in which it is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.govern.models import AccessGrant, AuditEntry
from earlyhelp.identify.actions import discard_draft, start_draft, submit_notification
from earlyhelp.identify.choices import (
    Danger,
    OtherChildren,
    PersonRole,
    PreferredLanguage,
    Relation,
    Responsibility,
)
from earlyhelp.identify.models import Draft, Notification, ReportedPerson, ReportedRelation
from earlyhelp.identify.report import Named, Related
from earlyhelp.identify.rules import DraftGone, ReportIncomplete
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.identity import ApproximateAge, Identity, search_keys
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.rules import NoAgreement, NoFrontDoor
from tests import factories
from tests.factories import identify as make

pytestmark = pytest.mark.django_db
AT = factories.AT


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def officer(partners: factories.Partners) -> Actor:
    return factories.actor(factories.practitioner(partners.response))


def hub(partners: factories.Partners) -> Actor:
    return factories.actor(factories.practitioner(partners.front_door, Role.DECISION_MAKER))


def test_a_notification_keeps_what_was_reported(partners: factories.Partners, officer: Actor) -> None:
    child = Named(PersonRole.CHILD, description="A boy of about six", age=6, language=PreferredLanguage.WELSH)
    mother = Named(
        given_name="Siân", family_name="Enghraifft", date_of_birth=date(1990, 2, 28), postcode="CF31 1AA"
    )
    sent = make.notification(partners, officer, people=[mother, child], incident_number="26000123")
    with acting(officer):
        kept = Notification.objects.get(pk=sent.pk)
        people = list(kept.people.all())
    assert str(kept) == kept.reference
    assert kept.reference.startswith("EH-26-")
    assert (kept.agency, kept.team, kept.front_door) == (
        partners.force,
        partners.response,
        partners.front_door,
    )
    assert (kept.track, kept.incident_number, kept.submitted_at) == ("early_help", "26000123", AT)
    assert [person.position for person in people] == [0, 1]
    assert [str(person) for person in people] == ["Siân Enghraifft", "A boy of about six"]
    assert people[0].search_keys == search_keys(
        Identity("Siân", "Enghraifft", date_of_birth=date(1990, 2, 28), postcode="CF31 1AA")
    )
    assert people[1].search_keys == search_keys(Identity(approximate_age=ApproximateAge(6, AT.date())))


def test_references_count_up_within_a_year(partners: factories.Partners, officer: Actor) -> None:
    first, second = (make.notification(partners, officer) for _ in range(2))
    assert int(second.reference[-7:]) == int(first.reference[-7:]) + 1


def test_the_front_door_sees_it_and_nobody_else_does(partners: factories.Partners, officer: Actor) -> None:
    elsewhere = factories.partners("W06000014")
    make.notification(partners, officer)
    service = factories.actor(factories.practitioner(partners.service_team, Role.SERVICE_WORKER))
    other_officer = factories.actor(factories.practitioner(elsewhere.response))
    for reader, seen in (
        (officer, 1),
        (hub(partners), 1),
        (hub(elsewhere), 0),
        (service, 0),
        (other_officer, 0),
    ):
        with acting(reader):
            assert Notification.objects.count() == seen
            assert ReportedPerson.objects.count() == seen
    assert Notification.objects.count() == 0


def test_sending_is_audited_and_access_is_opened(partners: factories.Partners, officer: Actor) -> None:
    sent = make.notification(partners, officer)
    with acting(officer):
        entry = AuditEntry.objects.get(did="notification.submitted")
        assert AuditEntry.objects.get(did="access.opened").kind == EntryKind.SHARE
        grant = AccessGrant.objects.get(record_id=sent.pk)
    assert (entry.target_key, entry.target_reference) == (str(sent.pk), sent.reference)
    assert entry.purpose == Purpose.EARLY_HELP
    assert entry.detail == {
        "basis": "agreement",
        "agreement": str(partners.agreement.pk),
        "track": "early_help",
        "people": 1,
        "front_door": partners.front_door.code,
    }
    assert (grant.agency_id, grant.until_at) == (partners.council.pk, None)


def test_the_officer_gets_a_receipt_without_personal_data(
    partners: factories.Partners, officer: Actor
) -> None:
    sent = make.notification(partners, officer)
    [message] = Message.objects.filter(recipient_id=officer.practitioner_id)
    assert (message.template, message.context, message.about_key) == (
        "acknowledgement",
        {"reference": sent.reference},
        str(sent.pk),
    )


def test_sending_again_returns_what_was_sent(partners: factories.Partners, officer: Actor) -> None:
    with acting(officer):
        draft = start_draft(by=officer, danger=Danger.NEITHER, at=AT)
        first = submit_notification(by=officer, draft_id=draft.pk, report=make.report(partners), at=AT)
        other = make.report(partners, place="Somewhere else")
        again = submit_notification(by=officer, draft_id=draft.pk, report=other, at=AT + timedelta(seconds=1))
        assert again == first
        assert again.place == "1 Made-up Street"
        assert Notification.objects.count() == ReportedPerson.objects.count() == 1
        assert AuditEntry.objects.filter(did="notification.submitted").count() == 1
    assert Message.objects.count() == 1


def test_a_colleague_can_not_send_somebody_elses_draft(partners: factories.Partners, officer: Actor) -> None:
    with acting(officer):
        draft = start_draft(by=officer, danger=Danger.NEITHER, at=AT)
    colleague = factories.actor(factories.practitioner(partners.response))
    with acting(colleague):
        assert Draft.objects.count() == 0
        with pytest.raises(DraftGone):
            submit_notification(by=colleague, draft_id=draft.pk, report=make.report(partners), at=AT)
    # Nor does a colleague get what was sent by sending again.
    with acting(officer):
        submit_notification(by=officer, draft_id=draft.pk, report=make.report(partners), at=AT)
    with acting(colleague), pytest.raises(DraftGone):
        submit_notification(by=colleague, draft_id=draft.pk, report=make.report(partners), at=AT)


def test_a_draft_that_was_discarded_is_not_sent(partners: factories.Partners, officer: Actor) -> None:
    with acting(officer):
        draft = start_draft(by=officer, danger=Danger.NEITHER, at=AT)
        discard_draft(by=officer, draft_id=draft.pk, at=AT)
        with pytest.raises(DraftGone):
            submit_notification(by=officer, draft_id=draft.pk, report=make.report(partners), at=AT)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.NOTIFIER])
def test_only_notifiers_begin_and_send(partners: factories.Partners, role: Role) -> None:
    by = factories.actor(factories.practitioner(partners.response, role))
    with acting(by):
        with pytest.raises(NotAllowed):
            start_draft(by=by, danger=Danger.NEITHER, at=AT)
        with pytest.raises(NotAllowed):
            submit_notification(by=by, draft_id=new_id(), report=make.report(partners), at=AT)


@pytest.mark.parametrize(
    "why", ["incomplete", "no front door", "no agreement", "agreement over", "not for notifications"]
)
def test_a_refusal_changes_nothing_and_keeps_the_draft(
    partners: factories.Partners, officer: Actor, why: str
) -> None:
    report, refusal = make.report(partners), NoAgreement
    match why:
        case "incomplete":
            report, refusal = make.report(partners, seen_and_heard=" "), ReportIncomplete
        case "no front door":
            partners.front_door.delete()
            refusal = NoFrontDoor
        case "no agreement":
            partners.agreement.delete()
        case "agreement over":
            partners.agreement.ends_on = AT.date() - timedelta(days=1)
            partners.agreement.save()
        case _:
            partners.agreement.data_sets = ["referral"]
            partners.agreement.save()
    with acting(officer):
        draft = start_draft(by=officer, danger=Danger.NEITHER, at=AT)
        with pytest.raises(refusal):
            submit_notification(by=officer, draft_id=draft.pk, report=report, at=AT)
        assert list(Draft.objects.all()) == [draft]
        assert Notification.objects.count() == AccessGrant.objects.count() == 0
        assert not AuditEntry.objects.filter(did="notification.submitted").exists()


@pytest.mark.parametrize("danger", [Danger.NOW, Danger.AT_RISK])
def test_a_safeguarding_report_is_a_duty_that_no_missing_agreement_stops(
    partners: factories.Partners, officer: Actor, danger: Danger
) -> None:
    partners.agreement.delete()
    told_at = AT - timedelta(hours=1)
    sent = make.notification(
        partners, officer, danger=danger, sharing_view=None, told_whom="Duty team", told_at=told_at
    )
    with acting(officer):
        entry = AuditEntry.objects.get(did="notification.submitted")
    assert (sent.track, sent.danger, sent.sharing_view) == ("safeguarding", danger, "not_asked")
    assert (sent.told_whom, sent.told_at) == ("Duty team", told_at)
    assert (entry.purpose, entry.detail["basis"]) == (Purpose.SAFEGUARDING, "exceptional")
    with acting(replace(hub(partners), purpose=Purpose.SAFEGUARDING)):
        assert Notification.objects.count() == 1


def test_a_report_goes_to_the_council_where_it_occurred_even_in_another_forces_area(
    partners: factories.Partners, officer: Actor
) -> None:
    elsewhere = factories.partners("W06000014")
    sent = make.notification(partners, officer, danger=Danger.AT_RISK, area=elsewhere.area.code)
    assert sent.front_door == elsewhere.front_door
    with acting(replace(hub(elsewhere), purpose=Purpose.SAFEGUARDING)):
        assert list(Notification.objects.all()) == [sent]
    with acting(replace(hub(partners), purpose=Purpose.SAFEGUARDING)):
        assert not Notification.objects.exists()
    # Early help there needs an agreement with that council: a duty and help never blur.
    with acting(officer):
        draft = start_draft(by=officer, danger=Danger.NEITHER, at=AT)
        with pytest.raises(NoAgreement):
            submit_notification(
                by=officer, draft_id=draft.pk, report=make.report(partners, area=elsewhere.area.code), at=AT
            )


def test_relationships_and_each_childs_words_are_kept_as_reported(
    partners: factories.Partners, officer: Actor
) -> None:
    mother = Named(PersonRole.PARENT, "Siân", "Enghraifft")
    child = Named(PersonRole.CHILD, "Mot", looked="Tired.", own_words="Dw i isio mynd i'r ysgol.")
    unborn = Named(PersonRole.UNBORN, due_on=AT.date() + timedelta(days=60))
    relations = (
        Related(0, Relation.PARENT, 1, Responsibility.HAS),
        Related(0, Relation.PARENT, 2),
    )
    sent = make.notification(
        partners,
        officer,
        people=[mother, child, unborn],
        relations=relations,
        wants="Somebody to talk to.",
        who_had_care="Siân.",
        other_children=OtherChildren.NOT_KNOWN,
    )
    with acting(hub(partners)):
        kept = list(ReportedRelation.objects.select_related("person", "of"))
        people = list(sent.people.order_by("position"))
    assert [(str(one.person), str(one), one.of_id, one.responsibility) for one in kept] == [
        ("Siân Enghraifft", "Parent of", people[1].pk, "has"),
        ("Siân Enghraifft", "Parent of", people[2].pk, ""),
    ]
    assert (people[1].looked, people[1].own_words) == (child.looked, child.own_words)
    assert people[2].due_on == unborn.due_on
    assert (sent.wants, sent.who_had_care, sent.other_children) == (
        "Somebody to talk to.",
        "Siân.",
        "not_known",
    )
    with acting(factories.actor(factories.practitioner(partners.service_team, Role.SERVICE_WORKER))):
        assert not ReportedRelation.objects.exists()


def test_staying_with_early_help_against_a_pattern_is_kept(
    partners: factories.Partners, officer: Actor
) -> None:
    born = Named(given_name="Siân", family_name="Enghraifft", date_of_birth=date(1990, 2, 28))
    for day in (3, 2, 1, 0):
        make.notification(partners, officer, people=[born], at=AT - timedelta(days=day))
    with acting(officer):
        details = list(
            AuditEntry.objects.filter(did="notification.submitted")
            .order_by("at")
            .values_list("detail", flat=True)
        )
        assert AuditEntry.objects.filter(did="earlier_notification.read").count() == 0 + 1 + 2 + 3
    assert [detail.get("suggested") for detail in details] == [None, None, ["repeated"], ["repeated"]]
