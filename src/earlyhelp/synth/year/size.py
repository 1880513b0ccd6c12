"""How many of what. The shape is the one published for one Welsh council area (Ford and others, 2020).

In one year 3,466 notifications were sent; 57.5 % were passed to social services; 4.8 % led to statutory
input; more than a third of the people were notified again within the year. About 65 arrive in a week.
"""

from dataclasses import dataclass
from typing import Self

from earlyhelp.solve.choices import Outcome

NOTIFICATIONS_IN_A_YEAR = 3466
_PASSED, _STATUTORY, _SAFEGUARDING = 0.575, 0.048, 0.24
_IN_A_WEEK, _OVERDUE, _ASKED = 65, 6, 12
_REST = {
    Outcome.EARLY_HELP: 0.26,
    Outcome.SIGNPOST: 0.27,
    Outcome.ALREADY_MET: 0.13,
    Outcome.DECLINED: 0.16,
    Outcome.NO_CONTACT: 0.10,
}


@dataclass(frozen=True, slots=True)
class Size:
    """Exact numbers for a year with so many notifications.

    `outcomes` counts those that were not passed to social services. Shares are of all notifications, today's
    undecided ones included, as published.
    """

    notifications: int
    waiting: int
    overdue: int
    passed: int
    statutory: int
    safeguarding: int
    outcomes: dict[Outcome, int]

    @classmethod
    def of(cls, notifications: int) -> Self:
        """The published shape, scaled to so many notifications."""
        share = notifications / NOTIFICATIONS_IN_A_YEAR
        waiting, passed = max(2, round(_IN_A_WEEK * share)), round(_PASSED * notifications)
        rest = notifications - waiting - passed
        asked = max(1, round(_ASKED * share))
        outcomes = {outcome: round(part * (rest - asked)) for outcome, part in _REST.items()}
        outcomes[Outcome.ASKED_BACK] = asked
        outcomes[Outcome.NO_NEED] = rest - sum(outcomes.values())
        return cls(
            notifications=notifications,
            waiting=waiting,
            overdue=max(1, round(_OVERDUE * share)),
            passed=passed,
            statutory=round(_STATUTORY * notifications),
            safeguarding=round(_SAFEGUARDING * notifications),
            outcomes=outcomes,
        )
