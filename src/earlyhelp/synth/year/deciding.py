"""Share the outcomes out over a year, in exactly the numbers that the size says."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from earlyhelp.solve.choices import Outcome, Reason
from earlyhelp.synth.narrative import SITUATIONS
from earlyhelp.synth.year.size import Size

REASONS: dict[Outcome, tuple[tuple[Reason, int], ...]] = {
    Outcome.SAFEGUARDING: ((Reason.CHILD_AT_RISK, 0), (Reason.ADULT_AT_RISK, 0), (Reason.STATUTORY_NEED, 0)),
    Outcome.EARLY_HELP: ((Reason.SEVERAL_NEEDS, 60), (Reason.ASKED_FOR_HELP, 40)),
    Outcome.SIGNPOST: ((Reason.ONE_NEED, 45), (Reason.INFORMATION_ENOUGH, 55)),
    Outcome.ALREADY_MET: (
        (Reason.OPEN_TO_SOCIAL_CARE, 50),
        (Reason.OPEN_TO_SERVICE, 35),
        (Reason.FAMILY_SUPPORT, 15),
    ),
    Outcome.DECLINED: ((Reason.NOT_NOW, 50), (Reason.NOT_THIS, 15), (Reason.DID_NOT_SAY, 35)),
    Outcome.NO_CONTACT: ((Reason.NO_ANSWER, 70), (Reason.NO_SAFE_WAY, 12), (Reason.MOVED, 18)),
    Outcome.ASKED_BACK: ((Reason.WHO, 30), (Reason.WHAT, 40), (Reason.CONSENT_UNKNOWN, 30)),
    Outcome.NO_NEED: ((Reason.RESOLVED, 60), (Reason.DUPLICATE, 15), (Reason.POLICE_ONLY, 25)),
}
"""Which reasons go with an outcome, and how often. Safeguarding looks at who is at risk instead."""

_FOR_POLICE = {"neighbours", "argument", "handover", "money"}
_NEWEST = 5
_RECENT = timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Case:
    """What deciding needs to know. `earlier` counts notifications about the household before this one."""

    situation: str
    about_child: bool
    earlier: int
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a notification. `passed`: to social services; `statutory`: they gave statutory input."""

    outcome: Outcome
    reason: Reason
    passed: bool
    statutory: bool


def share_outcomes(chance: Random, cases: Sequence[Case], size: Size, at: datetime) -> list[Fate]:
    """One fate for each decided case, in the same order."""
    gravity = [
        SITUATIONS[case.situation].gravity + min(case.earlier, 6) * 0.04 + chance.gauss(0, 0.22)
        for case in cases
    ]
    order = sorted(range(len(cases)), key=lambda number: -gravity[number])
    grave, rest = order[: size.safeguarding], order[size.safeguarding :]
    fates: dict[int, Fate] = {}
    for place, number in enumerate(grave):
        reason = _why_safeguarding(chance, cases[number])
        fates[number] = Fate(Outcome.SAFEGUARDING, reason, passed=True, statutory=place < size.statutory)
    for number, (outcome, passed) in _share_rest(chance, rest, cases, size, at):
        fates[number] = Fate(
            outcome, _why(chance, outcome, cases[number].situation), passed=passed, statutory=False
        )
    return [fates[number] for number in range(len(cases))]


def _share_rest(
    chance: Random, rest: list[int], cases: Sequence[Case], size: Size, at: datetime
) -> list[tuple[int, tuple[Outcome, bool]]]:
    """Everything but safeguarding. Questions stay open for recent ones only; older ones were answered."""
    recent = [number for number in rest if at - cases[number].sent_at < _RECENT] or rest
    asked = set(chance.sample(recent, min(len(recent), size.outcomes[Outcome.ASKED_BACK])))
    counts = Counter(
        {outcome: number for outcome, number in size.outcomes.items() if outcome != Outcome.ASKED_BACK}
    )
    pool = [(outcome, False) for outcome, number in counts.items() for _ in range(number)]
    pool += [(Outcome.EARLY_HELP, True)] * (len(rest) - len(asked) - len(pool))
    # The latest ones go to services outside the council, so that their workers find something new today.
    pool.sort(key=lambda fate: fate == (Outcome.EARLY_HELP, False))
    last, pool = pool[-_NEWEST:], pool[:-_NEWEST]
    chance.shuffle(pool)
    others = sorted(
        (number for number in rest if number not in asked), key=lambda number: cases[number].sent_at
    )
    pool += last
    shared = [(number, (Outcome.ASKED_BACK, False)) for number in sorted(asked)]
    return shared + list(zip(others, pool, strict=True))


def _why_safeguarding(chance: Random, case: Case) -> Reason:
    if chance.random() < 0.2:
        return Reason.STATUTORY_NEED
    return Reason.CHILD_AT_RISK if case.about_child else Reason.ADULT_AT_RISK


def _why(chance: Random, outcome: Outcome, situation: str) -> Reason:
    reasons, weights = zip(*REASONS[outcome], strict=True)
    reason = Reason(chance.choices(reasons, weights)[0])
    if reason is Reason.POLICE_ONLY and situation not in _FOR_POLICE:
        return Reason.RESOLVED
    return reason
