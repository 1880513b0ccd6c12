"""Talks about development: between two people, signed by both, read by nobody else."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from earlyhelp.develop import actions, queries
from earlyhelp.develop.models import DevelopmentTalk
from earlyhelp.develop.rules import supervision as rules
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from tests import factories
from tests.factories import reflection as made

AT = factories.AT
LATER = AT + timedelta(hours=2)
pytestmark = pytest.mark.django_db


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def worker(partners: factories.Partners) -> Practitioner:
    return factories.practitioner(partners.response)


@pytest.fixture
def supervisor(partners: factories.Partners) -> Practitioner:
    return factories.practitioner(partners.response, Role.SUPERVISOR)


@pytest.fixture
def by(supervisor: Practitioner) -> Actor:
    return made.as_own(supervisor)


@pytest.fixture
def talk(by: Actor, worker: Practitioner) -> DevelopmentTalk:
    with acting(by):
        return actions.write_talk(
            by=by, worker=worker, held_on=AT.date(), agreed="Shadow a visit.", next_on=made.SOON, at=AT
        )


def browser(who: Practitioner) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_a_talk_is_written_and_signed_by_both(
    worker: Practitioner, supervisor: Practitioner, partners: factories.Partners
) -> None:
    writes = browser(supervisor)
    assert worker.full_name in writes.get(reverse("develop:talks")).content.decode()
    url = reverse("develop:talks_with", args=[worker.pk])
    said = {"agreed": "Shadow a visit.", "held_on-day": "1", "held_on-month": "3", "held_on-year": "2026"}
    assert writes.post(url, said | {"agreed": ""}).status_code == 400
    assert writes.post(url, said).status_code == 302
    assert Message.objects.get().recipient_id == worker.pk
    with acting(made.as_own(worker)):
        talk = DevelopmentTalk.objects.get()
    page = reverse("develop:talk", args=[talk.pk])
    signs = browser(worker)
    assert "Waits for the worker to sign" in signs.get(reverse("develop:talks")).content.decode()
    assert signs.post(page, {"read": talk.written_at.isoformat()}).status_code == 302
    assert "Signed by both" in writes.get(url).content.decode()
    with acting(made.as_own(worker)):
        talk.refresh_from_db()
    assert talk.is_signed
    assert writes.get(reverse("develop:rewrite_talk", args=[talk.pk]))["Location"] == page
    assert browser(factories.practitioner(partners.response)).get(page).status_code == 404


def test_the_worker_says_that_it_was_agreed_differently_and_it_is_put_right(
    talk: DevelopmentTalk, worker: Practitioner, supervisor: Practitioner
) -> None:
    page, mark = reverse("develop:talk", args=[talk.pk]), talk.written_at.isoformat()
    signs, writes = browser(worker), browser(supervisor)
    assert signs.post(page, {"read": mark, "words": ""}).status_code == 400
    assert signs.post(page, {"read": mark, "words": "Two visits."}).status_code == 302
    assert Message.objects.filter(recipient=supervisor).count() == 1
    change = reverse("develop:rewrite_talk", args=[talk.pk])
    assert "Two visits." in writes.get(change).content.decode()
    said = {"agreed": "Two visits.", "held_on-day": "1", "held_on-month": "3", "held_on-year": "2026"}
    assert writes.post(change, said | {"read": "old"}).status_code == 400
    assert writes.post(change, said | {"read": mark}).status_code == 302
    late = signs.post(page, {"read": mark})
    assert late.status_code == 400
    assert "changed this in the meantime" in late.content.decode()


def test_nobody_but_the_two_sees_the_row(talk: DevelopmentTalk, partners: factories.Partners) -> None:
    for role in (Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR, Role.COORDINATOR):
        other = factories.practitioner(partners.response, role)
        with acting(made.as_own(other)) as stranger:
            assert not DevelopmentTalk.objects.exists()
            with pytest.raises(NotAllowed):
                actions.sign_talk(by=stranger, talk=talk, read=talk.written_at.isoformat(), at=LATER)


def test_who_may_supervise(partners: factories.Partners, worker: Practitioner, by: Actor) -> None:
    elsewhere = made.as_own(factories.practitioner(partners.front_door, Role.SUPERVISOR))
    colleague = made.as_own(worker)
    for other in (elsewhere, colleague):
        with acting(other), pytest.raises(NotAllowed):
            queries.check_supervises(by=other, worker=worker)
        assert worker not in queries.list_supervised(by=other)
    with acting(by):
        assert list(queries.list_supervised(by=by)) == [worker]
    assert browser(worker).get(reverse("develop:talks_with", args=[worker.pk])).status_code == 403
    aside = factories.practitioner(partners.front_door, Role.SUPERVISOR)
    assert browser(aside).get(reverse("develop:talks_with", args=[worker.pk])).status_code == 404


def test_a_supervisor_does_not_sign_for_the_worker(
    talk: DevelopmentTalk, by: Actor, worker: Practitioner
) -> None:
    mark = talk.written_at.isoformat()
    with acting(by):
        actions.sign_talk(by=by, talk=talk, read=mark, at=LATER)
        with pytest.raises(NotAllowed):
            actions.object_to_talk(by=by, talk=talk, words="No", read=mark, at=LATER)
        talk.refresh_from_db()
        assert talk.worker_signed_at is None
    with acting(made.as_own(worker)) as own:
        actions.sign_talk(by=own, talk=talk, read=mark, at=LATER)
        actions.sign_talk(by=own, talk=talk, read=mark, at=LATER + timedelta(days=1))
        talk.refresh_from_db()
        assert talk.worker_signed_at == LATER
        with pytest.raises(rules.SignedTalk):
            actions.object_to_talk(by=own, talk=talk, words="No", read=mark, at=LATER)


@pytest.mark.parametrize(
    ("agreed", "held", "following", "error"),
    [
        (" ", 0, None, rules.NothingAgreed),
        ("Yes", 1, None, rules.UnlikelyDay),
        ("Yes", 0, 0, rules.UnlikelyDay),
        ("Yes", 0, 900, rules.UnlikelyDay),
    ],
)
def test_a_talk_says_something_on_likely_days(
    by: Actor, worker: Practitioner, agreed: str, held: int, following: int | None, error: type[Exception]
) -> None:
    today = AT.date()
    with acting(by), pytest.raises(error):
        actions.write_talk(
            by=by,
            worker=worker,
            held_on=today + timedelta(days=held),
            agreed=agreed,
            next_on=None if following is None else today + timedelta(days=following),
            at=AT,
        )
