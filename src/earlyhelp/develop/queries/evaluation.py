"""Groups of training, when they are asked, and what the matched answers show. No query gives one person's answers."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Count, QuerySet
from django.urls import reverse

from earlyhelp.develop.choices.evaluation import Wave
from earlyhelp.develop.facts.instruments import Instrument, Scale
from earlyhelp.develop.models import AnswerSheet, EvaluatedGroup, QuestionnaireRound
from earlyhelp.develop.queries.instruments import get_instrument
from earlyhelp.develop.rules.instruments import range_of, values_of
from earlyhelp.develop.rules.pairs import Step, steps_of
from earlyhelp.develop.rules.rounds import check_may_organise, is_link, token_of
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.secret_links import Token
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Team


@dataclass(frozen=True, slots=True)
class Asking:
    """One asking as the organiser sees it: its days, its private address, how many sheets came in."""

    round: QuestionnaireRound
    sheets: int
    today: date

    @property
    def state(self) -> str:
        """Whether it is still to come ("waits"), "open" or "over"."""
        if self.today < self.round.opens_on:
            return "waits"
        return "open" if self.round.is_open(today=self.today) else "over"

    @property
    def address(self) -> str:
        """The whole private address. It is the same for everybody of the group."""
        return settings.SITE_ADDRESS.rstrip("/") + self.path

    @property
    def path(self) -> str:
        """The same without the name of the site."""
        return reverse("develop:answer", args=[str(token_of(self.round.pk))])


@dataclass(frozen=True, slots=True)
class ScaleResult:
    """One sub-scale: between which numbers it lies, and what each later asking shows. `steps` are with their waves."""

    scale: Scale
    lowest: float
    highest: float
    steps: tuple[tuple[Wave, Step], ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one group, as far as it may be shown. `over` are the askings that are over and count."""

    instrument: Instrument
    over: tuple[Wave, ...]
    scales: tuple[ScaleResult, ...]


def find_round(*, by: Actor, token: Token) -> QuestionnaireRound | None:
    """The round of a private link, for the reader that it is; None when the secret is not its own."""
    if not is_link(token):
        return None
    return QuestionnaireRound.objects.filter(pk=token.link_id).first()


def get_what_is_asked(*, by: Actor, asked: QuestionnaireRound) -> tuple[EvaluatedGroup, Instrument]:
    """The group and the questionnaire of a round, for whoever came through its link: with the eyes of its agency."""
    agency = Actor(None, asked.agency_id, None, by.role, by.purpose, by.language, by.label)
    with acting(agency):
        group = EvaluatedGroup.objects.get(pk=asked.group_id)
        return group, get_instrument(agency, group.instrument, group.version)


def list_groups(by: Actor) -> QuerySet[EvaluatedGroup]:
    """The groups of the actor's agency, the latest first. Raises NotAllowed."""
    check_may_organise(by)
    return EvaluatedGroup.objects.filter(agency_id=by.agency_key)


def get_group(by: Actor, group_id: UUID) -> EvaluatedGroup:
    """One group of the actor's agency. Raises NotAllowed or EvaluatedGroup.DoesNotExist."""
    return list_groups(by).get(pk=group_id)


def list_teams(by: Actor) -> list[Team]:
    """The open teams of the actor's agency, by name."""
    found = Team.objects.filter(agency_id=by.agency_key, closed_on=None)
    return sorted(found, key=lambda one: one.name)


def list_askings(by: Actor, group: EvaluatedGroup, *, at: datetime) -> list[Asking]:
    """When a group is asked, in the order of time, with how many sheets came in. One query. Raises NotAllowed."""
    check_may_organise(by)
    today = at.astimezone(LONDON).date()
    found = QuestionnaireRound.objects.filter(group=group).annotate(number=Count("sheets"))
    return [Asking(one, one.number, today) for one in found.order_by("opens_on", "closes_on")]


def list_open_for_team(by: Actor, *, at: datetime) -> list[Asking]:
    """What the people of the actor's own team are asked today, whoever of them was trained. One query."""
    today = at.astimezone(LONDON).date()
    ours = QuestionnaireRound.objects.filter(
        agency_id=by.agency_key,
        group__teams__contains=[by.team_id],
        opens_on__lte=today,
        closes_on__gte=today,
    )
    found = ours.select_related("group").annotate(number=Count("sheets")).order_by("closes_on")
    return [Asking(one, one.number, today) for one in found]


def list_to_tell(by: Actor, *, today: date) -> list[QuestionnaireRound]:
    """Follow-ups of the actor's agency that are open and of which nobody was told yet."""
    later = QuestionnaireRound.objects.filter(
        agency_id=by.agency_key, wave__in=(Wave.THREE_MONTHS, Wave.SIX_MONTHS), told_at=None
    )
    return list(later.filter(opens_on__lte=today, closes_on__gte=today).select_related("group"))


def get_result(by: Actor, group: EvaluatedGroup, *, at: datetime) -> Result:
    """What matched answers show, for askings that are over: an open one would tell each new sheet from the last.

    Two queries, and one for a questionnaire of the agency's own. Raises NotAllowed.
    """
    check_may_organise(by)
    today = at.astimezone(LONDON).date()
    instrument = get_instrument(by, group.instrument, group.version)
    over = tuple(
        Wave(one.wave) for one in QuestionnaireRound.objects.filter(group=group, closes_on__lt=today)
    )
    values = _values(instrument, group, over)
    later = [wave for wave in Wave if wave in over and wave is not Wave.PRE]
    scales = []
    for scale in instrument.scales:
        before = _of_scale(values[Wave.PRE], scale)
        steps = steps_of(before, [_of_scale(values[wave], scale) for wave in later])
        lowest, highest = range_of(instrument, scale.code)
        scales.append(ScaleResult(scale, lowest, highest, tuple(zip(later, steps, strict=True))))
    return Result(instrument, over, tuple(scales))


Values = Mapping[str, Mapping[str, float | None]]


def _values(
    instrument: Instrument, group: EvaluatedGroup, over: tuple[Wave, ...]
) -> defaultdict[Wave, dict[str, Mapping[str, float | None]]]:
    found: defaultdict[Wave, dict[str, Mapping[str, float | None]]] = defaultdict(dict)
    sheets = AnswerSheet.objects.filter(round__group=group, round__wave__in=over)
    for wave, code, answers in sheets.values_list("round__wave", "person_code", "answers"):
        found[Wave(wave)][code] = values_of(instrument, answers)
    return found


def _of_scale(values: Values, scale: Scale) -> dict[str, float | None]:
    return {code: told[scale.code] for code, told in values.items()}
