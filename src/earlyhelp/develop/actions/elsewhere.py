"""Taking in what was learnt elsewhere: files of attendance, and what systems for e-learning report."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from earlyhelp.develop.choices import RecordSource, Took
from earlyhelp.develop.choices.requirements import Taken
from earlyhelp.develop.models import (
    AttendanceImport,
    Course,
    CourseAddress,
    LearnerAccount,
    LearningFeed,
    LearningStatement,
    TrainingRecord,
)
from earlyhelp.develop.queries.elsewhere import Attended, Planned, plan_attendance
from earlyhelp.develop.rules.attendance_files import read_file
from earlyhelp.develop.rules.courses import expires_on
from earlyhelp.develop.rules.requirements import check_may_run_training
from earlyhelp.develop.rules.statements import Reported, is_completion
from earlyhelp.govern.actions import audit
from earlyhelp.kit import secret_links
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.errors import FieldError, RuleError
from earlyhelp.kit.models import new_id
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner


class SaysOtherwise(RuleError):
    """A statement came before with the same id and other words."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a system for e-learning shows to report: shown once, and never again."""

    feed: LearningFeed
    user_name: str
    secret: str


@transaction.atomic
def import_attendance(
    *, by: Actor, file_name: str, content: bytes, at: datetime
) -> tuple[AttendanceImport, Planned]:
    """Read a file of attendance and keep what is right in it. The same file again changes nothing.

    Raises NotAllowed, or CannotRead when the file as a whole cannot be read.
    """
    if by.practitioner_id is not None:
        check_may_run_training(by.role)
    planned = plan_attendance(read_file(content, today=at.astimezone(LONDON).date()), by=by)
    TrainingRecord.objects.bulk_create([_record(one, by, at) for one in planned.new], ignore_conflicts=True)
    for one in planned.changed:
        assert one.there is not None
        record = one.there
        record.took, record.version = one.row.took, record.version + 1
        record.marked_by_id, record.marked_at = by.practitioner_id, at
        record.save(update_fields=["took", "version", "marked_by", "marked_at"])
    run = AttendanceImport.objects.create(
        agency_id=by.agency_key,
        file_name=file_name[:255],
        file_hash=sha256(content).hexdigest(),
        rows=planned.rows,
        new=len(planned.new),
        changed=len(planned.changed),
        unchanged=len(planned.unchanged),
        refused=len(planned.refused),
        read_by_id=by.practitioner_id,
        read_at=at,
    )
    detail = {"sha256": run.file_hash, "new": run.new, "corrected": run.changed, "refused": run.refused}
    audit.record(by=by, did="attendance.imported", target=run, at=at, detail=detail)
    return run, planned


def _record(one: Attended, by: Actor, at: datetime) -> TrainingRecord:
    return TrainingRecord(
        agency_id=by.agency_key,
        practitioner_id=one.practitioner_id,
        course=one.course,
        took=one.row.took,
        on=one.row.on,
        expires_on=expires_on(one.row.on, one.course.valid_months),
        source=RecordSource.IMPORTED,
        source_key=one.key,
        marked_by_id=by.practitioner_id,
        marked_at=at,
    )


@transaction.atomic
def add_feed(*, by: Actor, name: str, at: datetime) -> Key:
    """Let a system for e-learning report to this agency. Raises NotAllowed or FieldError."""
    check_may_run_training(by.role)
    if LearningFeed.objects.filter(agency_id=by.agency_key, name=name, ended_at=None).exists():
        raise FieldError("name", _("There is a system of this name already"))
    key = new_id()
    token = secret_links.new_token(key)
    feed = LearningFeed.objects.create(
        id=key,
        agency_id=by.agency_key,
        name=name,
        secret_hash=secret_links.hash_of(token.secret, key=key),
        made_by_id=by.practitioner_key,
        made_at=at,
    )
    audit.record(by=by, did="learning_feed.added", target=feed, at=at)
    return Key(feed, f"{feed.agency.code}.{key.hex}", token.secret)


@transaction.atomic
def end_feed(*, by: Actor, feed: LearningFeed, at: datetime) -> None:
    """Take nothing more from a system. What it reported stays. Raises NotAllowed or RuleError."""
    check_may_run_training(by.role)
    live = LearningFeed.objects.select_for_update().filter(pk=feed.pk, agency_id=by.agency_key, ended_at=None)
    found = live.first()
    if found is None:
        raise RuleError(_("This system has ended already."))
    found.ended_at, found.ended_by_id = at, by.practitioner_key
    found.save(update_fields=["ended_at", "ended_by"])
    audit.record(by=by, did="learning_feed.ended", target=found, at=at)


@transaction.atomic
def receive_statements(*, by: Actor, feed: LearningFeed, statements: Sequence[Reported], at: datetime) -> int:
    """Keep what a system reported, and record what is known of it. Returns how many statements were new.

    One that came before changes nothing. Raises SaysOtherwise, and keeps nothing, when one came before in other words.
    """
    kept = [one for one in statements if one.verb is not None]
    # Two requests at once with the same statement: the second waits here, and finds it.
    LearningFeed.objects.select_for_update().filter(pk=feed.pk).update(last_heard_at=at)
    ours = LearningStatement.objects.filter(
        agency_id=by.agency_key, statement_id__in=[one.id for one in kept]
    )
    there = dict(ours.order_by().values_list("statement_id", "digest"))
    if any(there.get(one.id, one.digest) != one.digest for one in kept):
        raise SaysOtherwise(_("A statement with the same id and other words was taken before."))
    new = [_statement(one, by, feed, at) for one in kept if one.id not in there]
    LearningStatement.objects.bulk_create(new)
    _take(by, new, at)
    audit.record(
        by=by,
        did="learning_statements.received",
        target=feed,
        at=at,
        detail={"new": len(new), "before": len(there), "passed_over": len(statements) - len(kept)},
    )
    return len(new)


def _statement(one: Reported, by: Actor, feed: LearningFeed, at: datetime) -> LearningStatement:
    assert one.verb is not None
    done = is_completion(one.verb, is_success=one.is_success)
    return LearningStatement(
        agency_id=by.agency_key,
        feed=feed,
        statement_id=one.id,
        digest=one.digest,
        home_page=one.home_page,
        account=one.account,
        iri=one.course,
        verb=one.verb,
        is_success=one.is_success,
        happened_at=one.at or at,
        received_at=at,
        taken=Taken.WAITING if done else Taken.NOTHING,
    )


@transaction.atomic
def match_account(
    *, by: Actor, home_page: str, account: str, practitioner_id: UUID | None, at: datetime
) -> LearnerAccount:
    """Say whose an account is, or that it is nobody's of ours. What was reported of it is recorded, or moves.

    Raises NotAllowed or FieldError.
    """
    check_may_run_training(by.role)
    ours = Practitioner.objects.filter(agency_id=by.agency_key)
    if practitioner_id is not None and not ours.filter(pk=practitioner_id).exists():
        raise FieldError("practitioner", _("Choose one of your colleagues"))
    found, _made = LearnerAccount.objects.update_or_create(
        agency_id=by.agency_key,
        home_page=home_page,
        account=account,
        defaults={"practitioner_id": practitioner_id, "matched_by_id": by.practitioner_key, "matched_at": at},
    )
    reported = LearningStatement.objects.filter(
        agency_id=by.agency_key, home_page=home_page, account=account
    ).exclude(taken=Taken.NOTHING)
    _take_again(by, reported, at)
    audit.record(by=by, did="learner_account.matched", target=found, at=at)
    return found


@transaction.atomic
def match_course(*, by: Actor, iri: str, course_id: UUID | None, at: datetime) -> CourseAddress:
    """Say which course an address means, or that it is none of ours. What was reported of it is recorded, or moves.

    Raises NotAllowed or FieldError.
    """
    check_may_run_training(by.role)
    if course_id is not None and not Course.objects.filter(pk=course_id).exists():
        raise FieldError("course", _("Choose one of the courses"))
    found, _made = CourseAddress.objects.update_or_create(
        agency_id=by.agency_key,
        iri=iri,
        defaults={"course_id": course_id, "matched_by_id": by.practitioner_key, "matched_at": at},
    )
    reported = LearningStatement.objects.filter(agency_id=by.agency_key, iri=iri).exclude(taken=Taken.NOTHING)
    _take_again(by, reported, at)
    audit.record(by=by, did="course_address.matched", target=found, at=at)
    return found


def _take_again(by: Actor, reported: Iterable[LearningStatement], at: datetime) -> None:
    """Take reports as though they came now: a record that came of one under another match goes first."""
    found = list(reported)
    TrainingRecord.objects.filter(
        agency_id=by.agency_key,
        source=RecordSource.E_LEARNING,
        pk__in=[one.record_id for one in found if one.record_id],
    ).delete()
    for one in found:
        one.taken, one.record = Taken.WAITING, None
    _take(by, found, at)


def _take(by: Actor, reported: Sequence[LearningStatement], at: datetime) -> None:
    """Record what is known of reports that wait. Two queries, and one or two for each that is recorded."""
    waiting = [one for one in reported if one.taken == Taken.WAITING]
    accounts = {
        (one.home_page, one.account): one.practitioner_id
        for one in LearnerAccount.objects.filter(
            agency_id=by.agency_key, account__in={one.account for one in waiting}
        )
    }
    addresses = {
        one.iri: one.course
        for one in CourseAddress.objects.filter(
            agency_id=by.agency_key, iri__in={one.iri for one in waiting}
        ).select_related("course")
    }
    for one in waiting:
        account = (one.home_page, one.account)
        if account not in accounts or one.iri not in addresses:
            continue
        who, course = accounts[account], addresses[one.iri]
        if who is None or course is None:
            one.taken = Taken.PASSED_OVER
        else:
            one.taken, one.record = Taken.RECORDED, _learnt(by, who, course, one, at)
    LearningStatement.objects.bulk_update(reported, ["taken", "record"])


def _learnt(
    by: Actor, practitioner_id: UUID, course: Course, said: LearningStatement, at: datetime
) -> TrainingRecord:
    """The record of this person, course and day: "completed" and "passed" of one course are one record."""
    on = said.happened_at.astimezone(LONDON).date()
    there = TrainingRecord.objects.filter(
        agency_id=by.agency_key, practitioner_id=practitioner_id, course=course, on=on, took=Took.PRESENT
    ).first()
    if there is not None:
        return there
    return TrainingRecord.objects.create(
        agency_id=by.agency_key,
        practitioner_id=practitioner_id,
        course=course,
        took=Took.PRESENT,
        on=on,
        expires_on=expires_on(on, course.valid_months),
        source=RecordSource.E_LEARNING,
        source_key=str(said.statement_id),
        marked_by_id=by.practitioner_id,
        marked_at=at,
    )
