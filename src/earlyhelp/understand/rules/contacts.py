"""How to reach a person safely. What the newest report says never overwrites what the person was asked."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.choices import PreferredLanguage, SafeContact
from earlyhelp.kit.errors import FieldError, RuleError
from earlyhelp.understand.choices.contacts import Interpreter


class NotAsked(FieldError):
    """A plan that leaves out what must be asked. `field` says which answer."""


class PlanOvertaken(RuleError):
    """A colleague recorded another answer in the meantime."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How it is safe to reach a person, as typed."""

    way: str
    said_by: str
    asked_on: date
    safe_times: str = ""
    who_may_answer: str = ""
    never: tuple[str, ...] = ()
    never_words: str = ""
    speaks: str = PreferredLanguage.NOT_ASKED
    writes: str = PreferredLanguage.NOT_ASKED
    other_language: str = ""
    language_asked_on: date | None = None
    interpreter: str = Interpreter.NOT_ASKED
    access_needs: str = ""


def check_plan(plan: Plan, today: date) -> None:
    """Refuse a plan that nobody could keep. Raises NotAsked."""
    if plan.way == SafeContact.NOT_KNOWN:
        raise NotAsked("way", _("Ask the person how it is safe to reach them, and say so here"))
    if not plan.said_by.strip():
        raise NotAsked("said_by", _("Write who said so"))
    if plan.asked_on > today:
        raise NotAsked("asked_on", _("Enter a day that is today or in the past"))
    if plan.way == SafeContact.THROUGH and not plan.who_may_answer.strip():
        raise NotAsked("who_may_answer", _("Write who they trust, and how to reach that person"))
    asked = {plan.speaks, plan.writes} != {PreferredLanguage.NOT_ASKED}
    if asked and (plan.language_asked_on is None or plan.language_asked_on > today):
        raise NotAsked("language_asked_on", _("Enter the day on which they were asked about language"))
    if PreferredLanguage.OTHER in {plan.speaks, plan.writes} and not plan.other_language.strip():
        raise NotAsked("other_language", _("Write which language"))


def check_not_overtaken(*, seen: int, latest: int) -> None:
    """Refuse to answer over a colleague's head. Raises PlanOvertaken."""
    if seen != latest:
        raise PlanOvertaken(
            _("A colleague recorded another answer while you were writing. Read it, then send yours again.")
        )


def differs(*, way: str, on: date, asked_on: date | None, reported: str) -> bool:
    """Whether a later report says something else than the plan: then both must be read before contact is made."""
    known = reported != SafeContact.NOT_KNOWN and asked_on is not None
    return known and asked_on is not None and on > asked_on and reported != way
