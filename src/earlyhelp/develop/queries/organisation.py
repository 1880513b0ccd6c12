"""How an organisation sees itself, now and before, and what it does about it. One's own organisation only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from earlyhelp.develop.choices.maturity import Domain, ImprovementState, Instrument, Statement, instrument
from earlyhelp.develop.models import AssessmentAnswer, ImprovementAction, ImprovementWord, SelfAssessment
from earlyhelp.develop.rules import maturity as rules
from earlyhelp.develop.rules.maturity_chart import Chart, draw
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Practitioner


@dataclass(frozen=True, slots=True)
class Line:
    """One statement with its step now and before; `step` and `was` are None where there is none."""

    statement: Statement
    step: int | None
    was: int | None
    evidence: str

    @property
    def described(self) -> str:
        """What the step now says, in the language of the page."""
        return self.statement.steps[self.step - 1] if self.step else ""

    @property
    def was_described(self) -> str:
        """What the step before says."""
        return self.statement.steps[self.was - 1] if self.was else ""

    @property
    def moved(self) -> str:
        """ "up", "down", "same" or "" where one of them is missing."""
        if self.step is None or self.was is None:
            return ""
        return "same" if self.step == self.was else "up" if self.step > self.was else "down"


@dataclass(frozen=True, slots=True)
class Result:
    """A finished assessment beside the one before it."""

    assessment: SelfAssessment
    earlier: SelfAssessment | None
    domains: tuple[rules.DomainNow, ...]
    lines: Mapping[str, tuple[Line, ...]]
    chart: Chart

    @property
    def parts(self) -> list[tuple[rules.DomainNow, tuple[Line, ...]]]:
        """Each domain with its statements."""
        return [(one, self.lines[one.domain.key]) for one in self.domains]


@dataclass(frozen=True, slots=True)
class Improvement:
    """An improvement with how it goes."""

    row: ImprovementAction
    statement: Statement
    words: tuple[ImprovementWord, ...]
    today: date

    @property
    def state(self) -> ImprovementState:
        """How it stands: what was said last."""
        return ImprovementState(self.words[0].state) if self.words else ImprovementState.OPEN

    @property
    def is_late(self) -> bool:
        """Whether it should have been done."""
        return self.state == ImprovementState.OPEN and self.row.due_on < self.today


def list_assessments(*, by: Actor) -> QuerySet[SelfAssessment]:
    """The finished assessments of the actor's own organisation, the newest first."""
    found = SelfAssessment.objects.filter(agency_id=by.agency_key).exclude(finished_at=None)
    return found.select_related("finished_by").order_by("-finished_at")


def get_open_assessment(*, by: Actor) -> SelfAssessment | None:
    """The assessment that is being made, or None."""
    return SelfAssessment.objects.filter(agency_id=by.agency_key, finished_at=None).first()


def get_assessment(*, by: Actor, assessment_id: UUID) -> SelfAssessment:
    """One assessment of the actor's own organisation. Raises SelfAssessment.DoesNotExist."""
    return SelfAssessment.objects.get(pk=assessment_id, agency_id=by.agency_key)


def list_answers(
    *, by: Actor, assessment: SelfAssessment, domain: Domain | None = None
) -> dict[str, AssessmentAnswer]:
    """The answers of an assessment, or of one domain of it, by key of the statement."""
    found = AssessmentAnswer.objects.filter(assessment=assessment, agency_id=by.agency_key)
    if domain is not None:
        found = found.filter(statement__in=[one.key for one in domain.statements])
    return {one.statement: one for one in found}


def list_steps(*, by: Actor, assessment: SelfAssessment) -> dict[str, int]:
    """The step of each statement that has an answer."""
    return {key: one.step for key, one in list_answers(by=by, assessment=assessment).items()}


def mark_of(*, by: Actor, assessment: SelfAssessment, domain: Domain) -> str:
    """A mark of the answers of one domain as they stand: when the last was given."""
    answers = list_answers(by=by, assessment=assessment, domain=domain).values()
    return max((one.said_at.isoformat() for one in answers), default="")


def get_result(*, by: Actor, assessment: SelfAssessment) -> Result:
    """A finished assessment beside the one before it. A constant number of queries."""
    before = list_assessments(by=by).filter(finished_at__lt=assessment.finished_at)
    earlier = before.first() if assessment.finished_at else None
    wording = instrument(assessment.version)
    answers = list_answers(by=by, assessment=assessment)
    now = {key: one.step for key, one in answers.items()}
    was = list_steps(by=by, assessment=earlier) if earlier else None
    domains = rules.compare(wording, now, was)
    lines = {
        domain.key: tuple(
            Line(
                one,
                now.get(one.key),
                (was or {}).get(one.key),
                answers[one.key].evidence if one.key in answers else "",
            )
            for one in domain.statements
        )
        for domain in wording.domains
    }
    return Result(assessment, earlier, domains, lines, draw(domains))


def list_improvements(*, by: Actor, today: date) -> list[Improvement]:
    """What the organisation does: open ones by day, then those that are done or given up. Two queries."""
    rows = ImprovementAction.objects.filter(agency_id=by.agency_key)
    found = [_improvement(one, today) for one in _with_words(rows)]
    return sorted(found, key=lambda one: (one.state != ImprovementState.OPEN, one.row.due_on))


def get_improvement(*, by: Actor, action_id: UUID, today: date) -> Improvement:
    """One improvement of the actor's own organisation. Raises ImprovementAction.DoesNotExist."""
    rows = ImprovementAction.objects.filter(agency_id=by.agency_key)
    return _improvement(_with_words(rows).get(pk=action_id), today)


def list_owners(*, by: Actor) -> QuerySet[Practitioner]:
    """Who can be given an improvement: whoever works for the actor's organisation now."""
    return Practitioner.objects.filter(agency_id=by.agency_key, is_active=True).select_related("team")


def wording_of(*, by: Actor, assessment: SelfAssessment) -> Instrument:
    """The published wording that an assessment answers."""
    return instrument(assessment.version)


def _with_words(rows: QuerySet[ImprovementAction]) -> QuerySet[ImprovementAction]:
    return rows.select_related("owner", "assessment").prefetch_related("words__said_by")


def _improvement(row: ImprovementAction, today: date) -> Improvement:
    statement = instrument(row.assessment.version).statement(row.statement)
    return Improvement(row, statement, tuple(row.words.all()), today)
