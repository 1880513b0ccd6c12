"""From falling due to the proof: reviews, lists that a second person confirms, undoing, holds, and deletion."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from earlyhelp.govern.actions.retention import (
    confirm_disposal,
    decide_review,
    end_legal_hold,
    make_legal_hold,
    reapply_erasures,
    sweep_empty_rows,
    undo_disposal,
)
from earlyhelp.govern.actions.retention.disposing import ReviewSaid
from earlyhelp.govern.actions.retention.holds import HoldSaid
from earlyhelp.govern.models import AuditEntry, Disposal, DisposedRecord, RetentionTask
from earlyhelp.govern.proofs import Erased, add_to_register, digest_of, read_register
from earlyhelp.govern.rules.retention import CannotDispose
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.models import new_id
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.models import Decision
from tests import factories
from tests.factories import retention as made_of
from tests.factories.identify import SOMEBODY, notification
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


BORN = replace(SOMEBODY, age=None, date_of_birth=date(1990, 5, 5))


@pytest.fixture
def two(partners: factories.Partners) -> list[Notification]:
    """Two notifications about people whose age is known, decided on."""
    sender, decider = factories.practitioner(partners.response), decision_maker(partners)
    made = [notification(partners, sender, people=(BORN,)) for _ in range(2)]
    for one in made:
        decision(decider, one, Outcome.SIGNPOST)
    return made


def test_each_agency_decides_about_its_own_rows(
    partners: factories.Partners, two: list[Notification]
) -> None:
    first, second = made_of.officer(partners.front_door), made_of.officer(partners.front_door)
    tasks = made_of.look(partners.council)
    assert [(task.record_class, task.by_review, task.why_not) for task in tasks] == [
        ("notification", False, [])
    ] * 2
    disposal = made_of.propose(first, tasks)
    with acting(first), pytest.raises(CannotDispose, match="A colleague must confirm"):
        confirm_disposal(by=first, disposal_id=disposal.pk, at=LATER)
    made_of.confirm(disposal, second)
    with acting(second):
        assert not Decision.objects.exists()
        assert Notification.objects.filter(seen_and_heard="The cupboards were empty.").count() == 2
    # Nothing of the council's rests on them any longer, so the force's rows go without leaving empty ones.
    officer = made_of.officer(partners.response)
    for task in made_of.look(partners.force):
        with acting(officer):
            decide_review(by=officer, task_id=task.pk, said=DISPOSE, at=LATER)
    with acting(officer):
        assert not Notification.objects.exists()
        with pytest.raises(CannotDispose, match="Undo that list first"):
            undo_of(second, disposal)


def undo_of(by: Actor, disposal: Disposal) -> None:
    with acting(by):
        undo_disposal(by=by, disposal_id=disposal.pk, because="Too soon.", at=LATER)


def test_empty_rows_go_when_nothing_rests_on_them(
    partners: factories.Partners, two: list[Notification]
) -> None:
    officer = made_of.officer(partners.response)
    for task in made_of.look(partners.force):
        with acting(officer):
            decide_review(by=officer, task_id=task.pk, said=DISPOSE, at=LATER)
    assert len(made_of.erase(partners.force)) == 2
    with acting(officer):
        assert Notification.objects.filter(seen_and_heard="–", needs=[]).count() == 2
    first, second = made_of.officer(partners.front_door), made_of.officer(partners.front_door)
    made_of.dispose_all(partners.council, first, second)
    with acting(made_of.night(partners.force)) as by:
        assert sweep_empty_rows(by=by, at=LATER) == 2
        assert not Notification.objects.exists()
        assert sweep_empty_rows(by=by, at=LATER) == 0


def test_open_work_and_a_hold_keep_a_record(partners: factories.Partners) -> None:
    sent = notification(partners, factories.practitioner(partners.response))
    (task,) = made_of.look(partners.force)
    assert (task.why_not, task.why_not_labels) == (["open"], ["identify.Notification"])
    decision(decision_maker(partners), sent, Outcome.SIGNPOST)
    by = made_of.officer(partners.response)
    with acting(by):
        said = HoldSaid("Inquiry", "It asked.", LATER.date(), reference=sent.reference)
        hold = make_legal_hold(by=by, said=said, at=LATER)
    (task,) = made_of.look(partners.force)
    assert task.why_not == ["held"]
    with acting(by):
        with pytest.raises(CannotDispose):
            decide_review(by=by, task_id=task.pk, said=DISPOSE, at=LATER)
        end_legal_hold(by=by, hold_id=hold.pk, because="It reported.", at=LATER)
        decide_review(by=by, task_id=task.pk, said=DISPOSE, at=LATER)
        make_legal_hold(by=by, said=HoldSaid("Claim", "A claim came.", LATER.date()), at=LATER)
    assert not made_of.erase(partners.force)  # hidden already, and not deleted while the new hold lasts


def test_a_record_may_be_kept_in_a_national_group(partners: factories.Partners, sent: Notification) -> None:
    by = made_of.officer(partners.response)
    (task,) = made_of.look(partners.force)
    keep = ReviewSaid(keep=True, reason="A serious risk.", answers={}, record_class="notification_group_1")
    with acting(by):
        with pytest.raises(CannotDispose, match="no later than the rule allows"):
            decide_review(
                by=by, task_id=task.pk, said=replace(keep, until_on=LATER.date().replace(year=2099)), at=LATER
            )
        decide_review(by=by, task_id=task.pk, said=keep, at=LATER)
    (task,) = made_of.look(partners.force)
    assert (task.state, task.record_class) == ("kept", "notification_group_1")
    (task,) = made_of.look(partners.force, LATER + timedelta(days=11 * 365))
    assert task.state == "waiting"


def test_what_a_restored_backup_brings_back_is_deleted_again(
    partners: factories.Partners, sent: Notification, tmp_path: Path
) -> None:
    line = Erased(
        digest=digest_of(partners.force.pk, "identify.Notification", sent.pk),
        agency=str(partners.force.pk),
        root="identify.Notification",
        record_class="notification",
        rule_version=0,
        confirmed_by=str(new_id()),
        erased_at=LATER.isoformat(),
    )
    register = tmp_path / "erasures.jsonl"
    assert (add_to_register(register, [line]), add_to_register(register, [line])) == (1, 0)
    with acting(made_of.night(partners.council)) as by:
        assert reapply_erasures(by=by, register=read_register(register), at=LATER) == (0, 0)
    with acting(made_of.night(partners.force)) as by:
        assert reapply_erasures(by=by, register=read_register(register), at=LATER) == (1, 0)
        assert Notification.objects.get().seen_and_heard == "–"
        assert DisposedRecord.objects.get().digest == line.digest
        again = reapply_erasures(by=by, register=read_register(register), at=LATER)
    assert again in {(0, 0), (1, 0)}
    register.write_text("not a line\n", encoding="utf-8")
    with pytest.raises(ValueError, match="Line 1"):
        list(read_register(register))


def test_the_service_cannot_read_what_is_hidden_nor_hide_without_a_decision(
    partners: factories.Partners,
) -> None:
    sent = notification(partners, factories.practitioner(partners.response))
    keys = f"ARRAY['{sent.pk}']::uuid[]"
    with acting(made_of.night(partners.force)), connection.cursor() as cursor:
        for statement in (
            "SELECT * FROM govern_sealedrow",
            "DELETE FROM govern_disposedrecord",
            f"SELECT retention_seal('identify_notification', {keys}, {keys}, NULL)",
            f"SELECT retention_unseal('{sent.pk}')",
            f"SELECT retention_forget('{sent.pk}')",
            f"SELECT retention_sweep('{sent.pk}', 'identify_notification', {keys})",
            f"SELECT retention_rows('govern_auditentry', 'id', {keys})",
        ):
            with pytest.raises(ProgrammingError), transaction.atomic():
                cursor.execute(statement)


def test_the_command_says_what_falls_due_and_changes_nothing_when_it_is_tried(
    partners: factories.Partners, sent: Notification, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = tmp_path / "erasures.jsonl"
    for step in ("due", "run", "hold", "reapply"):
        call_command("retention", step, dry_run=True, register=register)
    said = capsys.readouterr().out
    assert f"{partners.force.code}: 0 fall due, 0 deleted for good, 0 rows swept" in said
    assert "Nothing was changed" in said
    assert not register.exists()
