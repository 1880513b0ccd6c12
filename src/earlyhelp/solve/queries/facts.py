"""What is known about a notification at a glance, in whole sentences: repeat contact, and a person's age."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext, ngettext

from earlyhelp.identify.models import ReportedPerson
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.working_days import LONDON
from earlyhelp.solve import rules
from earlyhelp.solve.queries.decisions import list_last_decisions
from earlyhelp.understand.rules import RepeatContact


def facts_of(by: Actor, repeats: dict[UUID, RepeatContact]) -> dict[UUID, tuple[str, ...]]:
    """Repeat contact as sentences, for each notification. One query."""
    earlier = {key for repeat in repeats.values() for key in repeat.earlier}
    last = list_last_decisions(by, earlier)
    facts: dict[UUID, tuple[str, ...]] = {}
    for key, repeat in repeats.items():
        told = []
        if repeat.in_365_days > 1:
            told.append(_how_often(repeat) if repeat.confirmed else _perhaps(repeat))
            if not repeat.confirmed:
                told.append(
                    gettext("The name and the date of birth are the same. Nobody has linked them yet.")
                )
        decided = [last[one] for one in repeat.earlier if one in last]
        if decided:
            newest = max(decided, key=lambda decision: decision.decided_at)
            told.append(rules.last_decision_sentence(newest.outcome, newest.decided_at))
        facts[key] = tuple(told)
    return facts


def _how_often(repeat: RepeatContact) -> str:
    if repeat.in_90_days > 1:
        return ngettext(
            "%(count)d notification in 90 days, this one included",
            "%(count)d notifications in 90 days, this one included",
            repeat.in_90_days,
        ) % {"count": repeat.in_90_days}
    return ngettext(
        "%(count)d notification in a year, this one included",
        "%(count)d notifications in a year, this one included",
        repeat.in_365_days,
    ) % {"count": repeat.in_365_days}


def _perhaps(repeat: RepeatContact) -> str:
    """The same, while nobody has said that they are the same people."""
    if repeat.in_90_days > 1:
        return ngettext(
            "Perhaps %(count)d notification in 90 days, this one included",
            "Perhaps %(count)d notifications in 90 days, this one included",
            repeat.in_90_days,
        ) % {"count": repeat.in_90_days}
    return ngettext(
        "Perhaps %(count)d notification in a year, this one included",
        "Perhaps %(count)d notifications in a year, this one included",
        repeat.in_365_days,
    ) % {"count": repeat.in_365_days}


def age_words(person: ReportedPerson, at: datetime) -> str:
    """A person's age in words, or nothing when it is not known."""
    age = rules.age_on(person.date_of_birth, person.age, at.astimezone(LONDON).date())
    if age is None:
        return ""
    if person.date_of_birth is None:
        return ngettext("about %(years)d year old", "about %(years)d years old", age) % {"years": age}
    return ngettext("%(years)d year old", "%(years)d years old", age) % {"years": age}
