"""What of a plan stands on a paper for these readers, and how they can be reached. Nothing that one may not see.

The words of a paper are data in both languages (`facts/plan.toml`): kept simple, and read as one text.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import override

from earlyhelp.govern.actions import audit
from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.choices import Need, PersonRole, PreferredLanguage, SafeContact
from earlyhelp.inform.choices import WrittenIn
from earlyhelp.kit import pdf
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.time_words import written_date
from earlyhelp.solve.facts import list_plan_words
from earlyhelp.solve.models import Action, Episode, PlanVersion
from earlyhelp.solve.queries.plans import GoalSeen, Plan, day_of
from earlyhelp.solve.rules import papers as rules
from earlyhelp.solve.rules.actions import OPEN_ACTIONS
from earlyhelp.solve.rules.family_links import Reachable
from earlyhelp.understand.models import HiddenAddress, HouseholdMember, PersonLink
from earlyhelp.understand.queries import SafeWay, list_joined, list_known, list_safe_ways
from earlyhelp.understand.queries import protection as understand
from earlyhelp.understand.queries.families import counting

_TEMPLATE: Final = "solve/typst/plan.typ"
ORDER: Final = ("cy", "en")


def list_apart(by: Actor, episode: Episode, members: Iterable[UUID]) -> rules.Apart:
    """Pairs of members who are kept apart.

    Asked as the agency that keeps the family's record, whoever asks: what a partner may not see protects all the same.
    """
    joined = {one: list_joined(by, [one])[one][1] for one in members}
    whose = {key: member for member, together in joined.items() for key in together}
    with acting(Actor.system(Purpose.EARLY_HELP, agency_id=episode.agency_id)):
        pairs = _hidden_from(whose) | _named_as_partner(whose) | _decided(by, whose)
    return frozenset(pair for pair in pairs if len(pair) > 1)


def _decided(by: Actor, whose: Mapping[UUID, UUID]) -> set[frozenset[UUID]]:
    """Those of whom a co-ordinator decided that they are kept apart."""
    return {
        frozenset({member, whose[key]})
        for member in set(whose.values())
        for key in understand.list_apart(by, [member])
        if key in whose
    }


def _hidden_from(whose: Mapping[UUID, UUID]) -> set[frozenset[UUID]]:
    hidden = HiddenAddress.objects.filter(undone_at=None, person_id__in=list(whose))
    households = {row.household_id: whose[row.person_id] for row in hidden}
    dwell = counting(HouseholdMember.objects.filter(household_id__in=list(households), is_over=False))
    return {
        frozenset({households[row.household_id], whose[row.person_id]})
        for row in dwell
        if row.person_id in whose
    }


def _named_as_partner(whose: Mapping[UUID, UUID]) -> set[frozenset[UUID]]:
    links = PersonLink.objects.filter(
        undone_at=None,
        person_id__in=list(whose),
        reported__notification__needs__contains=[Need.DOMESTIC_ABUSE.value],
    ).select_related("reported")
    named: dict[UUID, list[tuple[str, UUID]]] = {}
    for link in links:
        if link.reported is not None:
            found = named.setdefault(link.reported.notification_id, [])
            found.append((link.reported.role, whose[link.person_id]))
    return {
        frozenset({one, other})
        for people in named.values()
        for role, one in people
        for _role, other in people
        if role == PersonRole.PARTNER
    }


def language_of(by: Actor, person_ids: Iterable[UUID]) -> WrittenIn:
    """The language to write in: the one that all of them asked for; both where they differ or nobody asked."""
    ways = list_safe_ways(by, dict.fromkeys(person_ids, ()))
    asked = {way.plan.writes if way.plan else PreferredLanguage.NOT_ASKED.value for way in ways.values()}
    if asked == {PreferredLanguage.WELSH.value}:
        return WrittenIn.WELSH
    return WrittenIn.ENGLISH if asked == {PreferredLanguage.ENGLISH.value} else WrittenIn.BOTH


def get_reachable(by: Actor, plan: Plan, person_id: UUID, *, at: datetime) -> tuple[Reachable, SafeWay]:
    """How a reader can be reached, by what they were asked. Nothing is guessed: without an answer nothing goes."""
    known = list_known(by, [one.person_id for one in plan.members], at=at)
    way = list_safe_ways(by, {person_id: ()})[person_id]
    others = {
        value.casefold()
        for key, one in known.items()
        if key != person_id
        for said in one.said
        for value in (said.telephone, said.email)
        if value
    }
    said = known[person_id].said if person_id in known else ()
    return Reachable(
        safe_contact=way.plan.way if way.plan and not way.is_contradicted else SafeContact.NOT_KNOWN.value,
        telephone=next((one.telephone for one in said if one.telephone), ""),
        email=next((one.email for one in said if one.email), ""),
        never=frozenset(way.plan.never) if way.plan else frozenset(),
        others=frozenset(others),
    ), way


def make_content(
    by: Actor, plan: Plan, readers: frozenset[UUID], written_in: str, at: datetime
) -> dict[str, Any]:
    """Every word of a paper for these readers: a part for each language. Raises NobodyToRead, NotTogether."""
    members = frozenset(plan.called)
    apart = list_apart(by, plan.episode, members)
    rules.check_readers(readers, members, apart)
    languages = ORDER if written_in == WrittenIn.BOTH else (str(written_in),)
    parts = []
    for language in languages:
        with override(language):
            parts.append(_part(plan, readers, members, apart, language, at))
    titles = [part["words"]["title"] for part in parts]
    return {"title": " / ".join(titles), "foot": plan.episode.reference, "parts": parts}


def _part(
    plan: Plan,
    readers: frozenset[UUID],
    members: frozenset[UUID],
    apart: rules.Apart,
    language: str,
    at: datetime,
) -> dict[str, Any]:
    words = list_plan_words()[language]
    shown = [
        one
        for one in plan.open_goals
        if rules.is_on_paper(rules.Piece(one.now.whose_id, one.now.who_reads), readers, members, apart)
    ]
    goals = [_goal(one, plan, readers, apart, words) for one in shown]
    on_sheet = max(1, rules.fits([_lines(goal) for goal in goals])) if goals else 0
    lead, coming = plan.standing.lead, plan.next_review
    return {
        "language": language,
        "words": dict(words),
        "for": ", ".join(plan.called[key] for key in plan.called if key in readers),
        "made_on": written_date(day_of(at)),
        "lead": lead.practitioner.full_name if lead else words["no_lead"],
        "telephone": (lead.practitioner.team.telephone if lead else "") or plan.episode.team.telephone,
        "goals": goals[:on_sheet],
        "more": goals[on_sheet:],
        "review": written_date(coming.due_on) if coming else words["no_review"],
    }


def _goal(
    one: GoalSeen, plan: Plan, readers: frozenset[UUID], apart: rules.Apart, words: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "words": one.now.words,
        "language": one.now.language,
        "whose": plan.called.get(one.now.whose_id, "") if one.now.whose_id else words["together"],
        "strengths": [
            {"words": beneath.entry.words, "language": beneath.entry.language}
            for beneath in one.strengths
            if beneath.entry is not None
            and beneath.may_stand_on_paper
            and rules.is_named_on_paper(beneath.entry.person_id, readers, apart)
        ],
        "actions": [
            {"what": action.text, "who": _who(action, plan), "by_when": written_date(action.due_on)}
            for action in one.actions
            if action.state in OPEN_ACTIONS and rules.is_named_on_paper(action.person_id, readers, apart)
        ],
        "marks": [
            {
                "when": written_date(row.said_on),
                "mark": words["not_said"] if row.mark is None else str(row.mark),
            }
            for marks in one.marks
            if rules.are_marks_on_paper(marks.person_id, readers)
            for row in marks.rows
        ],
    }


def _who(action: Action, plan: Plan) -> str:
    if action.practitioner is not None:
        return action.practitioner.full_name
    return plan.called.get(action.person_id, "") if action.person_id else action.somebody


def _lines(goal: Mapping[str, Any]) -> int:
    """How many lines of print a goal takes: its words, its strengths, a row for each action, one for the marks."""
    rows = sum(max(rules.lines_of(one["what"]) * 2, 2) for one in goal["actions"])
    beneath = rules.lines_of(*(one["words"] for one in goal["strengths"]))
    return 4 + rules.lines_of(goal["words"]) + beneath + rows + (2 if goal["marks"] else 0)


def get_version(*, by: Actor, episode: Episode, number: int, at: datetime) -> PlanVersion:
    """One paper as it was given, for somebody who works with the family. Audited. Raises PlanVersion.DoesNotExist."""
    version = PlanVersion.objects.select_related("given_by").get(episode=episode, number=number)
    audit.record_read(by=by, what="plan_paper", targets=[version], at=at)
    return version


def as_pdf(version: PlanVersion, *, by: Actor) -> bytes:
    """The paper as a tagged PDF. The same paper makes the same bytes."""
    return pdf.compile(
        _TEMPLATE, version.content, version.content["parts"][0]["language"], at=version.given_at
    )
