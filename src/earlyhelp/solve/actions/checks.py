"""Lateral checks: asking agencies what they know, answering, taking back, reminding. Nothing ends in silence."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from earlyhelp.govern.actions import audit, close_access, open_access
from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.identify.queries import list_people_now
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.actions.disclosures import disclose
from earlyhelp.partnership.choices import DataSet
from earlyhelp.partnership.models import Agency
from earlyhelp.solve.actions import check_news as news
from earlyhelp.solve.actions.locking import lock_for_triage
from earlyhelp.solve.choices.checks import CheckState, CheckStep, Known, WithdrawReason
from earlyhelp.solve.models import Check, CheckAnswer, CheckPerson
from earlyhelp.solve.queries.checks import list_agencies_to_ask, list_answers_of
from earlyhelp.solve.rules import checks as check_rules
from earlyhelp.understand.queries import SafeWay, list_safe_ways_of_reports

_BECAUSE = "check"


@transaction.atomic
def ask_check(
    *,
    by: Actor,
    notification_id: UUID,
    positions: Sequence[int],
    agency_ids: Sequence[UUID],
    question: str,
    why: str,
    wanted: str,
    at: datetime,
) -> Check:
    """Ask agencies whether they know people of a notification, and show each of them the least for as long as it takes.

    `positions` name the people by their place in the report. Asking the same twice is asking once. Raises NotAllowed,
    IncompleteCheck, NobodyToAsk, ValueError for an unknown time, ReportedPerson.DoesNotExist or
    Notification.DoesNotExist.
    """
    notification = lock_for_triage(by, notification_id)
    check_rules.check_question(tuple(positions), tuple(agency_ids), question, why)
    due = check_rules.due_at(wanted, at)
    agencies = _agencies(by, notification, agency_ids, at)
    people = _people(by, notification, positions)
    same = _the_same(by, notification, people, agencies, question.strip())
    if same is not None:
        return same
    made = Check.objects.create(
        agency_id=by.agency_key,
        notification=notification,
        question=question.strip(),
        why=why.strip(),
        due_at=due,
        asked_by_id=by.practitioner_key,
        asked_at=at,
    )
    subjects = _subjects(by, made, people)
    for agency in agencies:
        _ask(by, made, subjects, agency, at)
    detail = {"agencies": [str(agency.pk) for agency in agencies], "people": len(people)}
    audit.record(by=by, did="check.asked", target=made, at=at, detail=detail)
    return made


@transaction.atomic
def answer_check(*, by: Actor, answer_id: UUID, known: str, summary: str = "", at: datetime) -> CheckAnswer:
    """Say for one's agency whether it knows somebody. The same words twice are one answer.

    When the agency has answered about everybody in the check, it no longer sees them. Raises NotAllowed,
    IncompleteCheck, CannotCheck, CheckAnswer.DoesNotExist, or NoAgreement when none covers it any more.
    """
    answer = CheckAnswer.objects.select_for_update(of=("self",)).get(pk=answer_id)
    check_rules.check_may_answer_check(by, asked=answer.asked_id)
    check_rules.check_answer_said(known, summary)
    said = summary.strip() if known != Known.NOT_KNOWN else ""
    if answer.answered_at is not None and (answer.known, answer.summary) == (known, said):
        return answer
    check_rules.check_can_move(_state(answer, at), CheckStep.ANSWER)
    answer.known, answer.summary = known, said
    answer.answered_by_id, answer.answered_at = by.practitioner_id, at
    answer.save(update_fields=["known", "summary", "answered_by", "answered_at"])
    if answer.asked_id != answer.agency_id:
        _disclose(by, answer.agency_id, answer, at)
    detail = {"known": known, "late": answer.came_late}
    audit.record(by=by, did="check.answered", target=answer, at=at, detail=detail)
    _close_when_done(by, answer, at)
    return answer


@transaction.atomic
def answer_not_known(*, by: Actor, check_id: UUID, at: datetime) -> int:
    """Say that one's agency knows none of those in a check about whom it has not answered. Returns how many.

    Raises NotAllowed or CheckAnswer.DoesNotExist when the agency was not asked.
    """
    waiting = [one for one in list_answers_of(by, check_id) if one.is_open]
    for answer in waiting:
        answer_check(by=by, answer_id=answer.pk, known=Known.NOT_KNOWN, at=at)
    return len(waiting)


@transaction.atomic
def withdraw_check(
    *, by: Actor, check_id: UUID, why: str, at: datetime, agency_id: UUID | None = None
) -> int:
    """Take a check back from every agency that has not answered, or from one of them, and tell them.

    They no longer see whom it was about. Returns how many answers are no longer waited for. Raises NotAllowed,
    ValueError for an unknown reason, or Check.DoesNotExist.
    """
    check = Check.objects.get(pk=check_id)
    lock_for_triage(by, check.notification_id)
    return _withdraw(by, check, WithdrawReason(why), at, agency_id)


@transaction.atomic
def follow_up_checks(*, by: Actor, at: datetime) -> int:
    """Remind agencies shortly before their answer is due, tell the front door when it is late, end what nobody answers.

    For the service itself, acting for the agency of a front door. Each once. Returns how many answers it dealt with.
    """
    waiting = CheckAnswer.objects.filter(agency_id=by.agency_key, answered_at=None, withdrawn_at=None)
    locked = waiting.select_for_update(skip_locked=True, of=("self",)).order_by("due_at", "pk")
    groups: dict[tuple[UUID, UUID], list[CheckAnswer]] = defaultdict(list)
    for answer in locked:
        groups[answer.checked_id, answer.asked_id].append(answer)
    return sum(_follow_up(by, answers, at) for answers in groups.values())


def _follow_up(by: Actor, answers: list[CheckAnswer], at: datetime) -> int:
    """Deal with what one agency has not answered in one check: a message tells of all of it."""
    one = answers[0]
    if check_rules.has_lapsed(due=one.due_at, at=at):
        check = Check.objects.get(pk=one.checked_id)
        return _withdraw(by, check, WithdrawReason.NOBODY_ANSWERED, at, one.asked_id)
    if _state(one, at) is CheckState.LATE:
        return _once(by, answers, "late_told_at", "check.late", at)
    if check_rules.must_remind_of_check(asked_at=one.asked_at, due=one.due_at, at=at):
        return _once(by, answers, "reminded_at", "check.reminded", at)
    return 0


def _once(by: Actor, answers: list[CheckAnswer], column: str, did: str, at: datetime) -> int:
    fresh = [answer for answer in answers if getattr(answer, column) is None]
    if not fresh:
        return 0
    CheckAnswer.objects.filter(pk__in=[answer.pk for answer in fresh]).update(**{column: at})
    audit.record(by=by, did=did, target=fresh[0], at=at)
    tell = news.tell_late if column == "late_told_at" else news.remind
    tell(by, fresh[0], at)
    return len(fresh)


def _withdraw(by: Actor, check: Check, why: WithdrawReason, at: datetime, agency_id: UUID | None) -> int:
    waiting = check.answers.filter(answered_at=None, withdrawn_at=None).select_for_update(of=("self",))
    if agency_id is not None:
        waiting = waiting.filter(asked_id=agency_id)
    found = list(waiting.order_by("pk"))
    for answer in found:
        answer.withdrawn_at, answer.withdrawn_by_id, answer.withdrawn_why = at, by.practitioner_id, why
        answer.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    for asked in sorted({answer.asked_id for answer in found}):
        detail = {"agency": str(asked), "why": str(why)}
        audit.record(by=by, did="check.withdrawn", target=check, at=at, detail=detail)
        news.tell_withdrawn(by, check, asked, at)
        _close(by, check, asked, at)
    return len(found)


def _agencies(
    by: Actor, notification: Notification, agency_ids: Iterable[UUID], at: datetime
) -> list[Agency]:
    """Those asked, each with a live agreement, somebody who answers, and work in the area. Raises NobodyToAsk."""
    can = {
        one.agency.pk: one for one in list_agencies_to_ask(by, notification, on=at.astimezone(LONDON).date())
    }
    asked = []
    for key in dict.fromkeys(agency_ids):
        one = can.get(key)
        if one is None or not one.is_covered:
            named = Agency.objects.filter(pk=key).first()
            raise check_rules.NobodyToAsk(agency=named.name if named else "")
        asked.append(one.agency)
    return asked


def _people(by: Actor, notification: Notification, positions: Sequence[int]) -> list[ReportedPerson]:
    found = {one.position: one for one in list_people_now(by=by).filter(notification=notification)}
    missing = set(positions) - set(found)
    if missing:
        raise ReportedPerson.DoesNotExist
    return [found[position] for position in sorted(set(positions))]


def _the_same(
    by: Actor, notification: Notification, people: list[ReportedPerson], agencies: list[Agency], question: str
) -> Check | None:
    """The check that this one repeats: a form that was sent twice."""
    asked = Check.objects.filter(
        notification=notification, asked_by_id=by.practitioner_key, question=question
    )
    last = asked.order_by("-asked_at").first()
    if last is None:
        return None
    whom = set(
        last.answers.filter(answered_at=None, withdrawn_at=None).values_list(
            "asked_id", "person__reported_id"
        )
    )
    wanted = {(agency.pk, person.pk) for agency in agencies for person in people}
    return last if whom == wanted else None


def _subjects(by: Actor, check: Check, people: list[ReportedPerson]) -> list[CheckPerson]:
    """The least by which an agency knows who is meant, and how it is safe to reach them."""
    for person in people:
        person.notification = check.notification
    ways = list_safe_ways_of_reports(by, people)
    return CheckPerson.objects.bulk_create(_subject(check, one, ways[one.pk]) for one in people)


def _subject(check: Check, reported: ReportedPerson, way: SafeWay) -> CheckPerson:
    return CheckPerson(
        agency_id=check.agency_id,
        checked=check,
        reported=reported,
        position=reported.position,
        given_name=reported.given_name,
        family_name=reported.family_name,
        date_of_birth=reported.date_of_birth,
        address=reported.address,
        postcode=reported.postcode,
        safe_contact=way.way,
        safe_contact_note=way.note[:1000],
    )


def _ask(by: Actor, check: Check, subjects: list[CheckPerson], agency: Agency, at: datetime) -> None:
    answers = CheckAnswer.objects.bulk_create(
        CheckAnswer(
            agency_id=check.agency_id,
            checked=check,
            person=subject,
            asked=agency,
            asked_at=at,
            due_at=check.due_at,
        )
        for subject in subjects
    )
    if agency.pk != by.agency_id:
        _disclose(by, agency.pk, check.notification, at)
        for key in (check.pk, *(answer.pk for answer in answers)):
            open_access(by=by, record_id=key, agency_id=agency.pk, because=_BECAUSE, at=at)
    news.tell_asked(by, check, agency.pk, at)


def _disclose(by: Actor, to: UUID, about: Model, at: datetime) -> None:
    """What a question tells the agency that is asked, or an answer the one that asks. Raises NoAgreement."""
    disclose(by=by, receiver_id=to, purpose=Purpose.EARLY_HELP, data_set=DataSet.CHECKS, about=about, at=at)


def _close_when_done(by: Actor, answer: CheckAnswer, at: datetime) -> None:
    check_id, asked = answer.checked_id, answer.asked_id
    waiting = CheckAnswer.objects.filter(checked_id=check_id, asked_id=asked, answered_at=None)
    if not waiting.filter(withdrawn_at=None).exists():
        check = Check.objects.get(pk=check_id)
        news.tell_answered(check, at)
        _close(by, check, asked, at)


def _close(by: Actor, check: Check, agency_id: UUID, at: datetime) -> None:
    """End what the agency sees of the people. What it said itself, without their names, stays on its list."""
    if agency_id != check.agency_id:
        close_access(by=by, record_id=check.pk, agency_id=agency_id, because=_BECAUSE, at=at)


def _state(answer: CheckAnswer, at: datetime) -> CheckState:
    return check_rules.state_of(
        due=answer.due_at, answered_at=answer.answered_at, withdrawn_at=answer.withdrawn_at, at=at
    )
