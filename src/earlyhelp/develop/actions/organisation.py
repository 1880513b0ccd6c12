"""Assessing one's own organisation, and doing something about it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from earlyhelp.develop import queries
from earlyhelp.develop.choices.maturity import LATEST, Domain, ImprovementState, instrument
from earlyhelp.develop.models import (
    AssessmentAnswer,
    ImprovementAction,
    ImprovementWord,
    SelfAssessment,
    SharedMaturity,
)
from earlyhelp.develop.rules import maturity as rules
from earlyhelp.govern.actions import audit
from earlyhelp.inform.actions import send_message
from earlyhelp.inform.choices import Template
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Practitioner


@transaction.atomic
def begin_assessment(*, by: Actor, at: datetime) -> SelfAssessment:
    """Begin to assess one's own organisation; the one that is open, where there is one. Raises NotAllowed."""
    rules.check_may_assess(by, agency_id=by.agency_key)
    there = SelfAssessment.objects.filter(agency_id=by.agency_key, finished_at=None).first()
    if there is not None:
        return there
    made = SelfAssessment.objects.create(
        agency_id=by.agency_key, version=LATEST, begun_at=at, begun_by_id=by.practitioner_key
    )
    audit.record(by=by, did="self_assessment.begun", target=made, at=at)
    return made


@transaction.atomic
def answer_domain(
    *,
    by: Actor,
    assessment: SelfAssessment,
    domain: Domain,
    answers: Mapping[str, tuple[int, str]],
    seen: str,
    at: datetime,
) -> None:
    """Answer the statements of one domain: the step that fits and what shows it, by key of the statement.

    `seen` is the mark of the answers as they stood on the page. Raises NotAllowed, FinishedAssessment or
    AnsweredMeanwhile.
    """
    rules.check_may_assess(by, agency_id=assessment.agency_id)
    locked = SelfAssessment.objects.select_for_update().get(pk=assessment.pk)
    rules.check_is_open(is_finished=locked.finished_at is not None)
    rules.check_is_as_seen(queries.mark_of(by=by, assessment=locked, domain=domain), seen)
    for statement in domain.statements:
        if statement.key in answers:
            step, evidence = answers[statement.key]
            AssessmentAnswer.objects.update_or_create(
                assessment=locked,
                statement=statement.key,
                defaults={
                    "agency_id": locked.agency_id,
                    "step": step,
                    "evidence": evidence.strip(),
                    "said_by_id": by.practitioner_key,
                    "said_at": at,
                },
            )
    audit.record(by=by, did="self_assessment.answered", target=locked, at=at, detail={"domain": domain.key})


@transaction.atomic
def finish_assessment(*, by: Actor, assessment: SelfAssessment, share: bool, at: datetime) -> None:
    """Say that this is how the organisation is on this day; `share` tells partners how many stand at each step.

    Raises NotAllowed, FinishedAssessment or UnfinishedAssessment.
    """
    rules.check_may_assess(by, agency_id=assessment.agency_id)
    locked = SelfAssessment.objects.select_for_update().get(pk=assessment.pk)
    rules.check_is_open(is_finished=locked.finished_at is not None)
    wording, answers = instrument(locked.version), queries.list_steps(by=by, assessment=locked)
    rules.check_is_whole(wording, answers)
    locked.finished_at, locked.finished_by_id, locked.is_shared = at, by.practitioner_key, share
    locked.save()
    if share:
        SharedMaturity.objects.bulk_create(
            SharedMaturity(
                partner_id=locked.agency_id,
                finished_on=at.astimezone(LONDON).date(),
                version=locked.version,
                domain=one.domain.key,
                first=one.now[0],
                second=one.now[1],
                third=one.now[2],
                fourth=one.now[3],
            )
            for one in rules.compare(wording, answers, None)
        )
    audit.record(by=by, did="self_assessment.finished", target=locked, at=at, detail={"shared": share})


@transaction.atomic
def add_improvement(
    *,
    by: Actor,
    assessment: SelfAssessment,
    statement: str,
    text: str,
    owner: Practitioner,
    due_on: date,
    at: datetime,
) -> ImprovementAction:
    """Say what the organisation does about a statement, who does it and by when. The owner hears. Raises NotAllowed."""
    rules.check_may_assess(by, agency_id=assessment.agency_id)
    rules.check_owner(works_here=owner.agency_id == assessment.agency_id and owner.is_active)
    rules.check_due(due_on, at.astimezone(LONDON).date())
    made = ImprovementAction.objects.create(
        agency_id=assessment.agency_id,
        assessment=assessment,
        statement=statement,
        text=text.strip(),
        owner=owner,
        due_on=due_on,
        made_by_id=by.practitioner_key,
        made_at=at,
    )
    audit.record(by=by, did="improvement.added", target=made, at=at)
    if owner.pk != by.practitioner_id:
        path = reverse("develop:improvement", args=[made.pk])
        send_message(
            by=by, to=owner, template=Template.ACTION_GIVEN, context={"path": path}, about=made, at=at
        )
    return made


@transaction.atomic
def tell_improvement(
    *, by: Actor, improvement: ImprovementAction, state: str, words: str, at: datetime
) -> ImprovementWord:
    """Say how an improvement goes. Raises NotAllowed or UnclearImprovement. Twice is once."""
    rules.check_may_tell(by, agency_id=improvement.agency_id, owner_id=improvement.owner_id)
    rules.check_words(state, words)
    last = improvement.words.first()
    if last is not None and (last.state, last.words) == (state, words.strip()):
        return last
    made = ImprovementWord.objects.create(
        agency_id=improvement.agency_id,
        improvement=improvement,
        state=state,
        words=words.strip(),
        said_by_id=by.practitioner_key,
        said_at=at,
    )
    was = last.state if last else ImprovementState.OPEN.value
    audit.record(
        by=by, did="improvement.moved", target=improvement, at=at, changed={"state": (was, str(state))}
    )
    return made
