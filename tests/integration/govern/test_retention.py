"""From falling due to the proof: reviews, lists that a second person confirms, undoing, holds, and deletion."""

from datetime import timedelta

import pytest

from earlyhelp.govern.actions.retention import (
    decide_review,
    undo_disposal,
)
from earlyhelp.govern.models import AuditEntry, DisposedRecord, RetentionTask
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.kit.database import acting
from earlyhelp.solve.choices import Outcome
from tests import factories
from tests.factories import retention as made_of
from tests.factories.identify import notification
from tests.factories.retention import DISPOSE, LATER
from tests.factories.solve import decision, decision_maker

pytestmark = pytest.mark.django_db


@pytest.fixture
def partners() -> factories.Partners:
    return factories.partners()


@pytest.fixture
def sent(partners: factories.Partners) -> Notification:
    """A notification that was decided on."""
    made = notification(partners, factories.practitioner(partners.response))
    decision(decision_maker(partners), made, Outcome.SIGNPOST)
    return made


def test_a_police_record_is_reviewed_hidden_and_brought_back(
    partners: factories.Partners, sent: Notification
) -> None:
    by = made_of.officer(partners.response)
    (task,) = made_of.look(partners.force)
    assert (task.record_class, task.by_review, task.reference) == ("notification", True, sent.reference)
    with acting(by):
        before = list(ReportedPerson.objects.values())
        disposal = decide_review(by=by, task_id=task.pk, said=DISPOSE, at=LATER)
        assert disposal is not None
        row = Notification.objects.get(pk=sent.pk)
        assert row.seen_and_heard == "–"  # the council's decision rests on it: an empty row stays
        assert ReportedPerson.objects.filter(given_name="Synthetic").count() == 0
        undo_disposal(
            by=by, disposal_id=disposal.pk, because="An inquiry asks.", at=LATER + timedelta(days=30)
        )
        assert list(ReportedPerson.objects.values()) == before
        assert Notification.objects.get(pk=sent.pk).seen_and_heard == "The cupboards were empty."


def test_after_thirty_days_a_proof_without_data_is_left(
    partners: factories.Partners, sent: Notification
) -> None:
    by = made_of.officer(partners.response)
    (task,) = made_of.look(partners.force)
    with acting(by):
        decide_review(by=by, task_id=task.pk, said=DISPOSE, at=LATER)
    assert not made_of.erase(partners.force, LATER + timedelta(days=29))
    (proof,) = made_of.erase(partners.force)
    with acting(by):
        record = DisposedRecord.objects.get()
        assert (record.record_key, record.reference, record.touches) == (None, "", [])
        assert record.digest == proof.digest
        assert record.row_counts["identify_notification"] == 1
        assert not RetentionTask.objects.exists()
        entry = AuditEntry.objects.get(did="record.erased")
        assert entry.detail["digest"] == proof.digest
        assert (entry.target_reference, str(sent.pk) in str(entry.detail)) == ("", False)
