"""Three people clear twenty notifications and get in each other's way on purpose: none is lost, none decided twice.

The same people as in `benchmarks/clear_a_day.py`, one step after the other and never timed.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from benchmarks.clear_a_day import Day, Worker, clear_a_day, lost_or_doubled, rows_of
from django.db.models import Count
from django.test import Client
from django.utils import timezone

from earlyhelp.kit.database import acting
from earlyhelp.partnership.models import Practitioner
from earlyhelp.solve.models import Decision, Feedback
from tests.factories import solve
from tests.integration.solve.test_deciding import Desk

pytestmark = pytest.mark.django_db
WORKERS, NOTIFICATIONS = 3, 20


def one_after_the_other(work: list[Callable[[], object]]) -> None:
    """The pages of two people are read before either decides, so the second is always a moment late."""
    for piece in work:
        piece()


def worker(who: Practitioner, day: Day, number: int) -> Worker:
    """Somebody with a browser of their own."""
    client = Client()
    client.force_login(who)

    def ask(method: str, path: str, body: str) -> tuple[int, str, str]:
        kind = "application/x-www-form-urlencoded"
        answer = client.generic(method, path, body, content_type=kind) if body else client.get(path)
        return answer.status_code, answer.content.decode(), answer.headers.get("Location", "")

    return Worker(ask, day, number, reading=0)


def test_nothing_is_lost_and_nothing_decided_twice() -> None:
    desk, day = Desk(), Day()
    at = timezone.now()
    sent = [desk.send(at=at - timedelta(minutes=number)) for number in range(NOTIFICATIONS)]
    waiting = [one.reference for one in sent]
    people = [desk.first, desk.second, solve.decision_maker(desk.partners)]
    workers = [worker(who, day, number) for number, who in enumerate(people)]
    clear_a_day(workers, waiting, one_after_the_other)
    with acting(desk.hub):
        by_reference = {one.pk: one.reference for one in sent}
        stored, heard = (
            {
                by_reference[key]: count
                for key, count in model.objects.order_by()
                .values_list("notification_id")
                .annotate(n=Count("pk"))
            }
            for model in (Decision, Feedback)
        )
    assert lost_or_doubled(stored, heard, day, waiting) == []
    assert (day.errors, sum(day.decided.values())) == ([], NOTIFICATIONS)
    assert day.refused == NOTIFICATIONS // 5
    assert rows_of(day, [], 1.0)[-3][1] == 0
    assert lost_or_doubled({}, heard, day, waiting[:1]) == [f"{waiting[0]}: stored 0, answered 1, heard 1"]
