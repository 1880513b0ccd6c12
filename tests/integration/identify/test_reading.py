"""Reading: one's own, or those of one's own front door; and every reading is written down."""

from datetime import timedelta

import pytest

from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify import queries
from earlyhelp.identify.actions import start_draft
from earlyhelp.identify.choices import Danger
from earlyhelp.identify.models import Notification
from earlyhelp.identify.rules import DraftGone
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
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


@pytest.fixture
def decision_maker(partners: factories.Partners) -> Actor:
    return factories.actor(factories.practitioner(partners.front_door, Role.DECISION_MAKER))


def test_reading_one_is_audited_with_its_reason(
    partners: factories.Partners, officer: Actor, decision_maker: Actor
) -> None:
    sent = make.notification(partners, officer)
    typed = sent.reference.lower().replace("-", " ")
    for reader, reason in ((officer, ""), (decision_maker, "triage")):
        with acting(reader):
            read = queries.get_notification(by=reader, reference=typed, at=AT, reason=reason)
            assert read == sent
            assert [person.full_name for person in read.people.all()] == ["Synthetic Resident"]
            entry = AuditEntry.objects.get(did="notification.read")
        assert (entry.target_reference, entry.reason) == (sent.reference, reason)
        assert entry.practitioner_id == reader.practitioner_id


def test_a_colleague_of_the_same_force_is_refused(partners: factories.Partners, officer: Actor) -> None:
    sent = make.notification(partners, officer)
    colleague = factories.actor(factories.practitioner(partners.response))
    with acting(colleague):
        with pytest.raises(NotAllowed):
            queries.get_notification(by=colleague, reference=sent.reference, at=AT)
        assert not AuditEntry.objects.filter(did="notification.read").exists()
        assert not queries.list_my_notifications(by=colleague).exists()


@pytest.mark.parametrize("reference", ["", "EH-26-9999999", "RF-26-0000001", "\x00", "x" * 10_000])
def test_what_is_not_a_reference_is_not_found(officer: Actor, reference: str) -> None:
    with acting(officer), pytest.raises(Notification.DoesNotExist):
        queries.get_notification(by=officer, reference=reference, at=AT)


def test_another_agency_finds_nothing(partners: factories.Partners, officer: Actor) -> None:
    sent = make.notification(partners, officer)
    elsewhere = factories.partners("W06000014")
    other = factories.actor(factories.practitioner(elsewhere.front_door, Role.DECISION_MAKER))
    with acting(other):
        assert not queries.list_front_door_notifications(by=other).exists()
        with pytest.raises(Notification.DoesNotExist):
            queries.get_notification(by=other, reference=sent.reference, at=AT)


def test_lists_hold_the_newest_first(
    partners: factories.Partners, officer: Actor, decision_maker: Actor
) -> None:
    first = make.notification(partners, officer)
    second = make.notification(partners, officer, at=AT + timedelta(minutes=1))
    with acting(officer):
        assert list(queries.list_my_notifications(by=officer)) == [second, first]
        assert queries.find_sent(by=officer, draft_id=first.pk) == first
    with acting(decision_maker):
        assert list(queries.list_front_door_notifications(by=decision_maker)) == [second, first]


def test_a_draft_is_its_writers_alone(partners: factories.Partners, officer: Actor) -> None:
    with acting(officer):
        draft = start_draft(by=officer, danger=Danger.NEITHER, at=AT)
        assert queries.get_draft(by=officer, draft_id=draft.pk) == draft
        assert list(queries.list_my_drafts(by=officer)) == [draft]
        assert str(draft) == str(draft.pk)
    colleague = factories.actor(factories.practitioner(partners.response))
    with acting(colleague):
        assert not queries.list_my_drafts(by=colleague).exists()
        with pytest.raises(DraftGone):
            queries.get_draft(by=colleague, draft_id=draft.pk)
