"""What an adult told of their childhood is put right by its writer, with their agreement; the old words stay."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from earlyhelp.govern.models import AuditEntry
from earlyhelp.kit.database import acting
from earlyhelp.understand import actions, queries
from earlyhelp.understand.models import ChildhoodHistory
from earlyhelp.understand.rules.entries import AlreadyReplaced
from tests import factories
from tests.factories import told

pytestmark = pytest.mark.django_db


def test_a_new_row_stands_for_the_old_one_and_both_can_be_read() -> None:
    home = told.household()
    now = timezone.now()
    old = told.history(home.by, home.mother, now, words="I was in car.")
    desk = Client()
    home.opened(desk, home.mother)
    url = reverse("understand:correct_history", args=[old.pk])
    assert desk.get(url).status_code == 404  # it is not open
    desk.post(reverse("understand:open_history", args=[home.mother.reference]), {"what_for": "help_now"})
    assert "I was in car." in desk.get(url).content.decode()
    said = {
        "kind": "moves",
        "words": "I was in care.",
        "agreed": "on",
        "agreed_way": "in_person",
        "agreed_on-day": str(now.day),
        "agreed_on-month": str(now.month),
        "agreed_on-year": str(now.year),
    }
    assert "Write why" in desk.post(url, said).content.decode()
    assert desk.post(url, said | {"because": "A letter was missing."}).status_code == 302
    with acting(home.by) as by:
        (one,) = queries.list_histories(by, home.mother.pk)
        assert one.entry.words == "I was in care."
        assert [before.words for before in one.before] == ["I was in car."]
        assert ChildhoodHistory.objects.count() == 2
        assert AuditEntry.objects.filter(did="childhood_history.corrected").count() == 1
        with pytest.raises(AlreadyReplaced):
            actions.end_history(by=by, history_id=old.pk, because="Twice.", at=now)
    shown = desk.post(
        reverse("understand:open_history", args=[home.mother.reference]), {"what_for": "help_now"}
    ).content.decode()
    assert "I was in car." in shown
    assert "A letter was missing." in shown
    colleague = Client()
    colleague.force_login(
        factories.practitioner(home.partners.front_door, home.worker.role),
        "django.contrib.auth.backends.ModelBackend",
    )
    assert colleague.get(url).status_code == 404
