"""Opening one record in an emergency, through the pages: who may, what it shows, who is told, who reviews."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.choices.breakglass import GlassVerdict, WhyBroken
from earlyhelp.govern.models import AuditEntry, BreakGlass
from earlyhelp.inform.models import Message
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.actions.emergencies import open_in_emergency, review_opening
from earlyhelp.solve.rules.emergencies import CannotOpen, OpensAnyway
from earlyhelp.understand.models import Person
from tests import factories
from tests.factories import protection
from tests.factories.families import someone, tie

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Two:
    """A council that keeps two people, and a charity's worker who is involved with neither."""

    coordinator: Practitioner
    officer: Practitioner
    reader: Practitioner
    worker: Practitioner
    mother: Person
    father: Person

    @property
    def by(self) -> Actor:
        return factories.actor(self.coordinator)


@pytest.fixture
def two() -> Two:
    made = factories.partners()
    coordinator = factories.practitioner(made.front_door, Role.COORDINATOR)
    by = factories.actor(coordinator)
    mother, father = someone(by, "Heledd", "Cuddiedig"), someone(by, "Rhodri", "Arall")
    tie(by, father, "partner", mother)
    return Two(
        coordinator,
        factories.practitioner(made.front_door, Role.AUDITOR),
        factories.practitioner(made.front_door, Role.DECISION_MAKER),
        factories.practitioner(made.service_team, Role.SERVICE_WORKER),
        mother,
        father,
    )


def broken(two: Two, who: Practitioner, person: Person, *, why_no_reader: str = "") -> BreakGlass:
    """Open a record in an emergency, through the action that people use."""
    by = factories.actor(who)
    with acting(by):
        return open_in_emergency(
            by=by,
            reference=person.reference,
            why=WhyBroken.CHILD,
            words="A neighbour rang.",
            why_no_reader=why_no_reader,
            at=timezone.now(),
        )


def told(who: Practitioner) -> set[str]:
    return set(Message.objects.filter(recipient=who).values_list("template", flat=True))


def test_the_owner_and_the_officer_are_told_at_once_and_the_message_names_nobody(two: Two) -> None:
    broken(two, two.worker, two.mother)
    assert told(two.coordinator) == {"glass_broken"}
    assert told(two.officer) == {"glass_to_review"}
    for message in Message.objects.all():
        assert "Heledd" not in str(message.context)


def test_a_restricted_record_needs_more_and_its_readers_are_told(two: Two) -> None:
    protection.restricted(two.by, two.mother, [two.reader])
    with pytest.raises(CannotOpen):
        broken(two, two.worker, two.mother)
    broken(two, two.worker, two.mother, why_no_reader="Nobody answers the telephone.")
    assert told(two.reader) == {"glass_broken"}
    assert told(two.officer) == {"glass_to_review"}


def test_what_is_refused_says_the_same_whether_there_is_a_record_or_not(two: Two) -> None:
    protection.restricted(two.by, two.mother, [two.reader])
    said = set()
    for reference in (two.mother.reference, "PN-26-9999999", "nothing"):
        by = factories.actor(two.worker)
        with acting(by), pytest.raises(CannotOpen) as refusal:
            open_in_emergency(by=by, reference=reference, why="life", words="x", at=timezone.now())
        said.add(str(refusal.value))
    assert len(said) == 1


def test_who_works_for_the_one_does_not_open_the_other(two: Two) -> None:
    protection.apart(two.by, two.mother, two.father)
    broken(two, two.worker, two.father)
    with pytest.raises(CannotOpen):
        broken(two, two.worker, two.mother, why_no_reader="Nobody answers.")


def test_a_workers_own_record_is_refused(two: Two) -> None:
    protection.own(two.by, two.mother, two.reader)
    with pytest.raises(CannotOpen):
        broken(two, two.reader, two.mother, why_no_reader="Nobody answers.")


def test_who_may_open_it_needs_no_emergency(two: Two) -> None:
    with pytest.raises(OpensAnyway):
        broken(two, two.reader, two.mother)


@pytest.mark.parametrize("role", [Role.NOTIFIER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_other_roles_open_nothing(two: Two, role: Role) -> None:
    with pytest.raises(NotAllowed):
        broken(two, factories.practitioner(two.worker.team, role), two.mother)


def asked(client: Client, reference: str) -> object:
    return client.post(
        reverse("solve:emergency"),
        {"reference": reference, "why": "child", "words": "A neighbour rang.", "why_no_reader": ""},
    )


@pytest.fixture
def stepped_up(client: Client, two: Two) -> Client:
    """The worker, who has just shown once more that it is they."""
    return as_who(client, two.worker)


def as_who(client: Client, who: Practitioner) -> Client:
    """Signed in, and shown once more that it is they."""
    client.force_login(who)
    session = client.session
    session["proved_at"] = timezone.now().isoformat()
    session.save()
    return client


def test_it_asks_first_whether_it_is_really_they(client: Client, two: Two) -> None:
    client.force_login(two.worker)
    assert client.get(reverse("solve:emergency")).status_code == 302
    assert asked(client, two.mother.reference).status_code != 200  # type: ignore[attr-defined]
    with acting(factories.actor(two.worker)):
        assert not BreakGlass.objects.exists()


def test_the_pages_from_the_reference_to_the_review(stepped_up: Client, two: Two) -> None:
    client, home = stepped_up, reverse("desk:person", args=[two.mother.reference])
    assert client.get(home).status_code == 404
    assert "Heledd" not in client.get(home).content.decode()
    answer = asked(client, two.mother.reference)
    assert answer.status_code == 302, answer.content.decode()[:3000]  # type: ignore[attr-defined]
    page = client.get(home).content.decode()
    assert "Heledd" in page
    assert "minutes left" in page
    assert client.get(reverse("desk:person", args=[two.father.reference])).status_code == 404
    glass = protection_of(two.worker)
    assert read_in(two.worker, glass) >= {"person.read"}
    assert client.get(reverse("understand:write_warning", args=[two.mother.reference])).status_code in (
        403,
        404,
    )
    client.post(reverse("solve:close_glass", args=[glass]))
    assert client.get(home).status_code == 404
    client.force_login(two.officer)
    assert two.mother.reference in client.get(reverse("solve:glasses")).content.decode()
    review = reverse("solve:review_glass", args=[glass])
    assert "Heledd" not in client.get(review).content.decode()
    assert client.post(review, {"verdict": "asked", "words": "Who rang you?"}).status_code == 302
    client.force_login(two.worker)
    own = reverse("solve:own_glass", args=[glass])
    assert "Who rang you?" in client.get(own).content.decode()
    assert "question about a record" in client.get(reverse("desk:my_work")).content.decode()
    assert client.post(own, {"words": "The neighbour at number 4."}).status_code == 302
    client.force_login(two.officer)
    assert client.post(review, {"verdict": "justified", "words": "A child was hurt."}).status_code == 302
    assert client.post(review, {"verdict": "asked", "words": "More?"}).status_code == 400
    assert "Reviewed: it was justified" in client.get(reverse("solve:glasses")).content.decode()


def protection_of(who: Practitioner) -> UUID:
    with acting(factories.actor(who)):
        return BreakGlass.objects.get(practitioner_id=who.pk).pk


def read_in(who: Practitioner, glass: UUID) -> set[str]:
    """What the audit says was read in this emergency."""
    with acting(factories.actor(who)):
        return set(AuditEntry.objects.filter(detail__break_glass=str(glass)).values_list("did", flat=True))


def test_a_refusal_is_written_down(stepped_up: Client, two: Two) -> None:
    protection.own(two.by, two.mother, two.reader)
    as_who(stepped_up, two.reader)
    assert asked(stepped_up, two.mother.reference).status_code == 400  # type: ignore[attr-defined]
    with acting(two.by):
        assert AuditEntry.objects.filter(did="glass.refused", practitioner_id=two.reader.pk).exists()


def test_another_agencys_officer_reviews_nothing(two: Two) -> None:
    glass = broken(two, two.worker, two.mother)
    other = factories.actor(factories.practitioner(two.worker.team, Role.AUDITOR))
    with acting(other), pytest.raises((NotAllowed, BreakGlass.DoesNotExist)):
        review_opening(
            by=other,
            glass_id=glass.pk,
            verdict=GlassVerdict.JUSTIFIED,
            words="x",
            at=timezone.now() + timedelta(hours=3),
        )


def test_nobody_lengthens_it(two: Two) -> None:
    from django.db import ProgrammingError, transaction

    glass = broken(two, two.worker, two.mother)
    with acting(factories.actor(two.worker)), pytest.raises(ProgrammingError), transaction.atomic():
        BreakGlass.objects.filter(pk=glass.pk).update(until_at=timezone.now() + timedelta(hours=9))
