"""Checks that wait for the personas of health visiting and housing, one of them late; and how decisions went on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.choices import Track
from earlyhelp.identify.models import Notification
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.partnership.choices import DataSet, Role
from earlyhelp.partnership.models import Agency, Practitioner
from earlyhelp.partnership.queries import list_sharing
from earlyhelp.solve.actions import answer_check, ask_check
from earlyhelp.solve.choices import Outcome
from earlyhelp.solve.choices.checks import CheckBy, Known
from earlyhelp.solve.models import CheckAnswer, Decision, FollowUp
from earlyhelp.solve.queries.states import with_state
from earlyhelp.solve.rules import followups
from earlyhelp.synth.load.cast import BARNARDOS, HEALTH, HOMES
from earlyhelp.synth.load.copying import OWNER

# A decision whose day is not longer ago than this still waits: one or two on anybody's list, not a year of them.
_STILL_WAITS: Final = timedelta(days=2)
_WENT_ON: Final = {
    "en": "The help has begun, and the service keeps us informed.",
    "cy": "Mae'r cymorth wedi dechrau, ac mae'r gwasanaeth yn rhoi gwybod i ni.",
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """One check of the demonstration, and how long ago it was asked."""

    language: str
    question: str
    why: str
    ago: timedelta
    wanted: CheckBy
    answered: bool = False


_CHECKS: Final = (
    _Asked(
        "en",
        "Do you work with anybody in this household now?",
        "So that we do not send a second worker to the same door.",
        timedelta(hours=1),
        CheckBy.THREE_DAYS,
        answered=True,
    ),
    _Asked(
        "cy",
        "Ydych chi mewn cysylltiad â'r teulu hwn ar hyn o bryd?",
        "Er mwyn dewis cymorth sy'n cyd-fynd â'r hyn y maent yn ei gael yn barod.",
        timedelta(hours=2),
        CheckBy.THREE_DAYS,
    ),
    _Asked(
        "en",
        "Is there support in place, and who gives it?",
        "We are choosing between two services.",
        timedelta(days=4),
        CheckBy.TODAY,
    ),
)


def follow_ups(decisions: Sequence[Decision], at: datetime) -> list[FollowUp]:
    """How each of a year's decisions that count went on: most are complete, the newest wait for their day."""
    rows = []
    for decision in decisions:
        on = followups.next_on(decision.outcome, decision.decided_at)
        if on is None or decision.outcome == Outcome.ASKED_BACK:
            continue
        waits = on >= (at - _STILL_WAITS).date()
        rows.append(
            FollowUp(
                agency_id=decision.agency_id,
                decision=decision,
                practitioner_id=decision.decided_by_id,
                next_on=on if waits else None,
                because=decision.rationale[:500] if waits else _WENT_ON[decision.decided_by.language],
                set_by_id=decision.decided_by_id,
                set_at=decision.decided_at,
            )
        )
    return rows


def write_checks(at: datetime) -> int:
    """Ask the agencies of the personas about people of notifications that wait. Returns how many checks."""
    agencies = {
        one.code: one for one in Agency.objects.using(OWNER).filter(code__in=(HEALTH, HOMES, BARNARDOS))
    }
    asked = 0
    for wanted in _CHECKS:
        by = _actor(_decider(wanted.language))
        with acting(by):
            notification = _waiting(by, at - wanted.ago)
            if notification is None or not _agreed(by, at):
                continue
            check = ask_check(
                by=by,
                notification_id=notification.pk,
                positions=[notification.people.order_by("position").values_list("position", flat=True)[0]],
                agency_ids=[agency.pk for agency in agencies.values()],
                question=wanted.question,
                why=wanted.why,
                wanted=wanted.wanted,
                at=at - wanted.ago,
            )
        asked += 1
        if wanted.answered:
            _answer(agencies[BARNARDOS], check.pk, at - wanted.ago / 2)
    return asked


def _agreed(by: Actor, at: datetime) -> bool:
    sharing = list_sharing(by=by, purpose=Purpose.EARLY_HELP, on=at.date())
    return bool(sharing.get(DataSet.CHECKS))


def _answer(agency: Agency, check_id: UUID, at: datetime) -> None:
    worker = (
        Practitioner.objects.using(OWNER)
        .filter(agency=agency, role=Role.SERVICE_WORKER)
        .order_by("pk")
        .first()
    )
    if worker is None:  # pragma: no cover: the cast has workers of this agency
        return
    with acting(_actor(worker)) as by:
        for answer in CheckAnswer.objects.filter(checked_id=check_id, asked=agency):
            answer_check(by=by, answer_id=answer.pk, known=Known.CALL_ME, at=at)


def _waiting(by: Actor, asked_at: datetime) -> Notification | None:
    """The newest notification of before then that nobody has decided or asked about, about somebody with a name."""
    named = with_state(by).filter(Q(last_outcome=None), track=Track.EARLY_HELP, checks=None)
    named = named.filter(submitted_at__lte=asked_at)
    named = named.filter(people__position=0, people__given_name__gt="", people__family_name__gt="")
    return named.order_by("-submitted_at", "pk").first()


def _decider(language: str) -> Practitioner:
    deciders = Practitioner.objects.using(OWNER).filter(role=Role.DECISION_MAKER, language=language)
    return deciders.exclude(persona_en="").select_related("agency").order_by("pk")[0]


def _actor(who: Practitioner) -> Actor:
    return Actor(
        who.pk, who.agency_id, who.team_id, who.role, Purpose.EARLY_HELP, who.language, who.full_name
    )
