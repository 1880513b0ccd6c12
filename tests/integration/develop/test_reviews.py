"""Notifications drawn by chance, read by two colleagues of other teams, and told to their writer first."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.desk import jobs
from earlyhelp.desk.queries import reviews as desk
from earlyhelp.develop.actions import reviews as actions
from earlyhelp.develop.models import PeerReview, ReviewRound, ReviewSample
from earlyhelp.develop.queries import reviews as queries
from earlyhelp.develop.rules import reviews as rules
from earlyhelp.develop.rules.rounds import months_after
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.models import AuditEntry
from earlyhelp.identify.queries import get_for_review
from earlyhelp.kit.database import acting
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.models import Practitioner
from tests import factories
from tests.factories.identify import notification
from tests.factories.reviews import ALL_CLEAR, drawn, other_team, read_one, service_of

pytestmark = pytest.mark.django_db
AT = timezone.now()
LAST = months_after(AT.astimezone(LONDON).date().replace(day=1), -1)
IN_LAST = datetime(LAST.year, LAST.month, 10, 12, tzinfo=LONDON)
WORDS = "The kettle was cold and nobody had slept."


class Force:
    """A response team that writes, and another team of the force that reads."""

    def __init__(self, *, writers: int = 1, each: int = 1) -> None:
        self.partners = factories.partners()
        self.officers = [factories.practitioner(self.partners.response) for _ in range(writers)]
        self.sent = [
            notification(self.partners, who, at=IN_LAST, seen_and_heard=WORDS)
            for who in self.officers
            for _ in range(each)
        ]
        self.supervisor = factories.practitioner(self.partners.response, Role.SUPERVISOR)
        self.elsewhere = other_team(self.partners)
        self.readers = [factories.practitioner(self.elsewhere) for _ in range(3)]

    def draw(self, size: int = 20) -> ReviewRound:
        made = drawn(self.partners, LAST, size=size, at=AT)
        assert made is not None
        return made


def taking(who: Practitioner, *, at: datetime = AT) -> str:
    with acting(factories.actor(who, Purpose.ASSURANCE)) as by:
        return actions.take_review(by=by, at=at)


def test_a_supervisor_sets_a_size_and_last_month_is_drawn_from_once() -> None:
    force = Force(writers=3, each=2)
    with acting(factories.actor(force.supervisor)) as by:
        actions.set_size(by=by, size=9, at=AT - timedelta(hours=2))
        actions.set_size(by=by, size=4, at=AT - timedelta(hours=1))
        with pytest.raises(rules.UnfitSize):
            actions.set_size(by=by, size=21, at=AT)
    with acting(factories.actor(force.officers[0])) as by, pytest.raises(NotAllowed):
        actions.set_size(by=by, size=4, at=AT)
    jobs.draw_reviews(timestamp=0)
    jobs.draw_reviews(timestamp=0)
    with acting(service_of(force.partners)) as by:
        (made,) = ReviewRound.objects.all()
        assert (made.team_id, made.month, made.size, made.sent) == (force.partners.response.pk, LAST, 4, 6)
        again = rules.draw(made.seed, desk.list_writers(by, team_id=made.team_id, month=LAST), 4)
        assert set(again) == {(one.key, one.writer_id) for one in made.samples.all()}
        assert not queries.list_to_draw(by, today=AT.date())


def test_nothing_that_develop_keeps_names_a_notification() -> None:
    force = Force()
    force.draw()
    with acting(service_of(force.partners)):
        (row,) = ReviewSample.objects.values()
        said = " ".join(map(str, row.values()))
    assert force.sent[0].reference not in said
    assert str(force.sent[0].pk) not in said
    assert force.sent[0].pk.hex not in said


def test_a_month_that_is_not_over_is_not_drawn_from() -> None:
    force = Force()
    with pytest.raises(ValueError, match="over"):
        drawn(force.partners, months_after(LAST, 1), at=AT)


def test_two_colleagues_read_and_then_the_writer_sees_what_they_found(client: Client) -> None:
    force = Force()
    force.draw()
    first, second, third = force.readers
    key = read_one(first, {"wants": "1"}, at=AT)
    with acting(factories.actor(force.officers[0])) as by:
        assert queries.list_own_reviewed(by=by, at=AT) == []
        assert not PeerReview.objects.exists()
    assert read_one(second, {"wants": "4"}, at=AT) == key
    with pytest.raises(rules.NothingToRead):
        taking(third)
    with acting(factories.actor(force.officers[0])) as by:
        (mine,) = queries.list_own_reviewed(by=by, at=AT)
        found = {item.key: [one[0].value for one in chosen if one] for item, chosen in mine.items}
    assert found["wants"] == [1, 4]
    assert found["strengths"] == [3, 3]
    client.force_login(force.officers[0])
    page = client.get(reverse("develop:peer_review"))
    assert "Clear and full" in page.content.decode()
    assert all(reader.family_name not in page.content.decode() for reader in force.readers)
    onward = client.get(reverse("desk:reviewed", args=[key]))
    assert onward.url == reverse("desk:notification", args=[force.sent[0].reference])


def test_what_a_reader_found_nobody_else_sees_even_as_a_row() -> None:
    force = Force()
    force.draw()
    read_one(force.readers[0], at=AT)
    for who in (force.readers[1], force.supervisor, force.officers[0]):
        with acting(factories.actor(who)):
            assert not PeerReview.objects.exists()
    with acting(factories.actor(factories.practitioner(force.partners.front_door, Role.COORDINATOR))):
        assert not ReviewSample.objects.exists()
        assert not ReviewRound.objects.exists()


def test_nobody_reads_their_own_or_their_teams() -> None:
    force = Force()
    force.draw()
    mate = factories.practitioner(force.partners.response)
    for who in (force.officers[0], mate, force.supervisor):
        with pytest.raises(rules.NothingToRead):
            taking(who)
        with acting(factories.actor(who)) as by, pytest.raises(NotAllowed):
            get_for_review(by=by, notification_id=force.sent[0].pk, at=AT)
    # Nor what somebody wrote who has since come to the reader’s team.
    Practitioner.objects.filter(pk=force.officers[0].pk).update(team=force.elsewhere)
    with pytest.raises(rules.NothingToRead):
        taking(force.readers[0])
    stranger = factories.practitioner(force.partners.front_door, Role.COORDINATOR)
    with acting(factories.actor(stranger)) as by, pytest.raises(NotAllowed):
        actions.take_review(by=by, at=AT)


def test_a_reader_reads_without_names_and_the_audit_says_why(client: Client) -> None:
    force = Force()
    force.draw()
    reader = force.readers[0]
    client.force_login(reader)
    answer = client.post(reverse("develop:take_review"))
    (key,) = [part for part in answer.url.split("/") if len(part) == 32]
    page = client.get(answer.url)
    html = page.content.decode()
    assert WORDS in html
    with acting(service_of(force.partners)):
        found = get_for_review(by=factories.actor(reader), notification_id=force.sent[0].pk, at=AT)
        for hidden in (found.place, found.reference, *(one.family_name for one in found.people.all())):
            assert hidden
            assert hidden not in html
        entry = AuditEntry.objects.filter(did="notification.read", practitioner_id=reader.pk).first()
        assert entry is not None
        assert (entry.reason, entry.purpose) == ("peer review", Purpose.ASSURANCE)
    wrong = client.post(answer.url, ALL_CLEAR | {"wants": ""})
    assert wrong.status_code == 400
    assert "Choose the step that fits best" in wrong.content.decode()
    done = client.post(answer.url, ALL_CLEAR | {"voice_of_child": "absent"})
    assert done.url == reverse("develop:peer_review")
    assert client.get(reverse("desk:review", args=[key])).status_code == 404
    with acting(factories.actor(reader)):
        assert PeerReview.objects.get().ratings["voice_of_child"] is None


def test_a_page_is_not_there_for_who_did_not_take_it_on(client: Client) -> None:
    force = Force()
    force.draw()
    key = taking(force.readers[0])
    for who in (force.readers[1], force.officers[0], force.supervisor):
        client.force_login(who)
        assert client.get(reverse("desk:review", args=[key])).status_code == 404
        assert client.post(reverse("desk:hand_back_review", args=[key])).status_code == 404
    client.force_login(force.officers[0])
    assert client.get(reverse("desk:reviewed", args=[key])).status_code == 404


def test_what_is_handed_back_or_lies_too_long_somebody_else_reads(client: Client) -> None:
    force = Force()
    force.draw()
    first, second, third = force.readers
    key = taking(first)
    assert taking(first) == key
    client.force_login(first)
    assert client.post(reverse("desk:hand_back_review", args=[key])).status_code == 302
    with pytest.raises(rules.NothingToRead):
        taking(first)
    assert taking(second) == key
    assert taking(third) == key
    late = AT + rules.TIME_TO_READ + timedelta(minutes=1)
    fourth = factories.practitioner(force.elsewhere)
    assert read_one(fourth, at=late) == key
    with acting(factories.actor(second, Purpose.ASSURANCE)) as by, pytest.raises(rules.ReviewOver):
        actions.give_review(by=by, key=key, said=ALL_CLEAR, at=late)


def test_a_team_is_shown_in_sum_from_ten_by_five_people(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    force = Force(writers=5, each=2)
    force.draw()
    one, two, _ = force.readers
    for number in range(9):
        read_one(one, {"wants": str(1 + number % 4)}, at=AT)
    for _ in range(9):
        read_one(two, at=AT)
    client.force_login(force.supervisor)
    page = reverse("develop:peer_review_team")
    with acting(factories.actor(force.supervisor)) as by:
        assert queries.get_team_reviews(by=by, at=AT).notifications < 10
    assert "from ten notifications on" in client.get(page).content.decode()
    for reader in (one, two):
        read_one(reader, at=AT)
    with acting(service_of(force.partners)):
        left = ReviewSample.objects.filter(done_at=None).count()
    assert left == 0
    with acting(factories.actor(force.supervisor)) as by, django_assert_max_num_queries(14):
        found = queries.get_team_reviews(by=by, at=AT)
    assert found.notifications == 10
    sums = {row.item.key: row for row in found.sums}
    assert sums["strengths"].agreement is not None
    assert (sums["strengths"].agreement.pairs, sums["strengths"].agreement.same) == (10, 100)
    assert sums["strengths"].agreement.kappa is None
    assert sums["wants"].agreement is not None
    assert sums["wants"].agreement.kappa is not None
    assert "Cannot be told" in client.get(page).content.decode()
    with acting(factories.actor(force.officers[0])) as by, pytest.raises(NotAllowed):
        queries.get_team_reviews(by=by, at=AT)


def test_a_supervisor_sets_the_size_on_the_page(client: Client) -> None:
    force = Force()
    client.force_login(force.supervisor)
    page = reverse("develop:peer_review_team")
    assert client.post(page, {"size": "50"}).status_code == 400
    assert client.post(page, {"size": "5"}).status_code == 302
    with acting(factories.actor(force.supervisor)) as by:
        assert queries.get_size(by) == 5
    client.force_login(force.officers[0])
    assert client.get(page).status_code == 403
