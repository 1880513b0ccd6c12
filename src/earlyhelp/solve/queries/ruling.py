"""What a council's own rules say of one notification, each with its why, beside what practitioners said instead."""

from dataclasses import dataclass
from datetime import datetime

from earlyhelp.govern.actions import audit
from earlyhelp.identify.choices import Track
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.partnership.models import Team
from earlyhelp.solve.choices import Tab, TriageState
from earlyhelp.solve.choices.standards import FrontDoorClock
from earlyhelp.solve.queries.cases import Case
from earlyhelp.solve.queries.levels import LevelShown, levels_of
from earlyhelp.solve.queries.repeats import RepeatFacts, repeat_facts
from earlyhelp.solve.queries.routing import Routed, routes_of
from earlyhelp.solve.queries.second_looks import Look, looks_of
from earlyhelp.solve.queries.timing import decide_clock, other_clock, pauses_in
from earlyhelp.solve.rules import TABS
from earlyhelp.solve.rules.clocks import Reading
from earlyhelp.solve.rules.standards import Research, Standard, research_of


@dataclass(frozen=True, slots=True)
class Ruling:
    """Everything that the rules say. `on_duty` is the team that has it now because the office is closed, if any."""

    standard: Standard
    level: LevelShown | None
    research: Research
    repeat: RepeatFacts | None
    routed: Routed
    look: Look | None
    clocks: tuple[Reading, ...]
    on_duty: Team | None


def get_ruling(by: Actor, case: Case) -> Ruling:
    """What the rules say of the notification of a case that was read. Constant queries; earlier ones are audited."""
    notification, priority = case.notification, case.priority
    key = notification.pk
    standard = priority.standard
    repeat = repeat_facts(by, [notification], {key: standard.windows}).get(key)
    if repeat is not None and not repeat.is_first:
        shown = Notification.objects.filter(pk__in=[one.key for one, _ in repeat.contacts])
        audit.record_read(
            by=by, what="notification", targets=list(shown), at=case.at, reason="repeat contact"
        )
    return Ruling(
        standard=standard,
        level=levels_of(by, [notification], {key: priority}).get(key),
        research=research_of(priority.grade, priority.repeat.count_in(standard.pattern_days), standard),
        repeat=repeat,
        routed=routes_of(by, [notification], {key: standard})[key],
        look=looks_of(by, [notification], case.at, repeats={key: case.linked}, standards={key: standard}).get(
            key
        ),
        clocks=_clocks(case, standard),
        on_duty=_on_duty(case, standard, case.at),
    )


def _clocks(case: Case, standard: Standard) -> tuple[Reading, ...]:
    """Those that run now: which of them do follows from the track, and from what the officer has heard."""
    sent, found = case.notification.submitted_at, []
    if case.is_to_acknowledge:
        found.append(other_clock(FrontDoorClock.ACKNOWLEDGE, sent, standard, case.at))
    if not case.decisions or case.state is not TriageState.DECIDED:
        pauses = pauses_in(case.questions)
        found.append(decide_clock(sent, standard, case.priority.grade, pauses, case.at))
    if case.is_to_acknowledge and case.notification.track == Track.SAFEGUARDING:
        found.append(other_clock(FrontDoorClock.CHASE, sent, standard, case.at))
    return tuple(found)


def _on_duty(case: Case, standard: Standard, at: datetime) -> Team | None:
    if standard.out_of_hours_team_id is None or case.state not in TABS[Tab.TO_DECIDE]:
        return None
    if standard.hours.are_on(at):
        return None
    return Team.objects.get(pk=standard.out_of_hours_team_id)
