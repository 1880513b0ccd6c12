"""Which lists of this room a council keeps itself, and which mean the same everywhere."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.codelists import CodeList, Fixed
from earlyhelp.partnership.choices import AgencyKind
from earlyhelp.solve.choices import CloseReason, Grade, Outcome, Reason
from earlyhelp.solve.choices.followups import FamilyTold
from earlyhelp.solve.choices.lists import CLOSING_REASONS, DECISION_REASONS, HOLD_REASONS
from earlyhelp.solve.choices.plans import Level
from earlyhelp.solve.choices.queue import HoldReason
from earlyhelp.solve.rules.decisions import REASONS

_COUNCILS: Final = frozenset({AgencyKind.COUNCIL.value})

CODE_LISTS: Final = (
    CodeList(
        code=DECISION_REASONS,
        title=_("Reasons of a decision"),
        says=_("Asked whenever your front door, or a meeting that it holds, decides about a notification."),
        choices=Reason,
        groups=Outcome,
        group_of={reason.value: outcome.value for outcome, reasons in REASONS.items() for reason in reasons},
        kinds=_COUNCILS,
    ),
    CodeList(
        code=HOLD_REASONS,
        title=_("What a notification on hold waits for"),
        says=_("Asked whenever your front door lets a notification rest until a day."),
        choices=HoldReason,
        kinds=_COUNCILS,
    ),
    CodeList(
        code=CLOSING_REASONS,
        title=_("Why help to a family ends"),
        says=_("Asked whenever an episode of help that your agency opened is closed."),
        choices=CloseReason,
        bound=frozenset(
            {CloseReason.CARE_AND_SUPPORT, CloseReason.CHILD_PROTECTION, CloseReason.CONSENT_WITHDRAWN}
        ),
        # Stepping up has a way of its own.
        unasked=frozenset({CloseReason.CARE_AND_SUPPORT, CloseReason.CHILD_PROTECTION}),
        kinds=_COUNCILS,
    ),
)

FIXED: Final = (
    Fixed(
        title=_("Outcomes of a decision"),
        why=_(
            "Each outcome leads to something else: a report to social services, a referral, a question to the officer. "
            "The service is built on these eight, so that no notification can end in silence."
        ),
        choices=Outcome,
    ),
    Fixed(
        title=_("How soon a notification is looked at"),
        why=_("The clocks run by it. How long each clock runs is set in the standards of your front door."),
        choices=Grade,
    ),
    Fixed(
        title=_("Levels of need"),
        why=_(
            "The four levels are those of the published documents of councils in Wales. What each means in your area, "
            "in your own words, is set in the standards of your front door."
        ),
        choices=Level,
    ),
    Fixed(
        title=_("How a family heard what was decided"),
        why=_(
            "Where a family was not told, the service brings it up again until somebody tells them or it is unsafe."
        ),
        choices=FamilyTold,
    ),
)
