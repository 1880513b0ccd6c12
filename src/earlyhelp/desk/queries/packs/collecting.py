"""Collecting a pack: one line for each row that is about the person, with what may be about others marked.

Works as the agency itself. Rows that only their writer may see (drafts) are read as each writer's own, because the
person has a right to them too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.apps import apps
from django.db import models
from django.db.models import QuerySet

from earlyhelp.desk.queries.packs.about import (
    PERSON,
    REPORTED,
    About,
    about_person,
    about_reported,
    declared,
    rows_about,
)
from earlyhelp.desk.queries.packs.others import hidden_homes, names_of_others, own_names
from earlyhelp.desk.queries.packs.told import chronology_lines, reader_lines, share_lines
from earlyhelp.desk.queries.packs.words import column_words, in_both, is_fixed, value_words
from earlyhelp.govern.models import RightsRequest
from earlyhelp.govern.rules.redaction import Line, Mark, find_marks, names_to_hide, texts_of
from earlyhelp.govern.rules.rights_clock import is_within
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.database import acting
from earlyhelp.kit.retention import Kept
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.models import Agency, Practitioner

# Where a kind of row stands; what is not named here stands where its room does.
_SECTIONS: Final[Mapping[str, str]] = {
    "understand.Consent": "consent",
    "understand.ConsentAnswer": "consent",
    "understand.CompetenceView": "consent",
    "understand.NoticeGiven": "consent",
    "understand.Relationship": "family",
    "understand.Household": "family",
    "understand.HouseholdAddress": "family",
    "understand.HouseholdMember": "family",
    "understand.HiddenAddress": "family",
    "understand.Person": "person",
    "understand.PersonStatement": "person",
    "understand.SourceRecord": "person",
    "understand.SourceIdentifier": "person",
    "understand.SourceVersion": "person",
    "understand.PersonLink": "person",
    "understand.PersonJoin": "person",
}
_ROOMS: Final = {
    "identify": "reports",
    "understand": "told",
    "solve": "plan",
    "signpost": "services",
    "inform": "letters",
}
_DECISIONS: Final = frozenset(
    {
        "solve.Grading",
        "solve.Decision",
        "solve.Question",
        "solve.Check",
        "solve.CheckPerson",
        "solve.CheckAnswer",
        "solve.FollowUp",
        "solve.FamilyWord",
        "solve.Hold",
        "solve.LevelJudgement",
        "solve.SecondLook",
    }
)
_MEETINGS: Final = frozenset(
    {
        "solve.MeetingCase",
        "solve.CaseWithholding",
        "solve.MeetingInput",
        "solve.MeetingDecision",
        "solve.MeetingDissent",
        "solve.ActionReview",
    }
)
ORDER: Final = (
    "person",
    "family",
    "reports",
    "told",
    "consent",
    "decisions",
    "plan",
    "meetings",
    "services",
    "letters",
    "chronology",
    "shares",
    "readers",
)
# Internal to the machine: keys for searching say nothing that the row itself does not.
_NO_COLUMN: Final = frozenset({"search_keys"})
# A row that tells somebody from whom it is kept: the whole of it is proposed to stay hidden.
_KEPT_FROM_THEM: Final = frozenset({"understand.HiddenAddress"})
# Only their writer sees these, even within the agency.
_WRITERS_OWN: Final = ("understand.AssessmentDraft", "understand.PersonSearch", "understand.HistoryOpening")


def collect_lines(by: Actor, request: RightsRequest, *, at: datetime) -> list[Line]:
    """Everything of one agency that is about the person of a request, in the order of the pack.

    Audited by whoever keeps it. Every line still has to be read by an officer.
    """
    about = _about(by, request)
    homes, addresses = hidden_homes(about)
    hide = (*names_to_hide(names_of_others(about), own_names(about)), *addresses)
    lines = [
        *_declared_lines(about, homes),
        *chronology_lines(by, about, at=at),
        *share_lines(by, about, at=at),
        *reader_lines(by, about),
    ]
    lines = [one for one in lines if is_within(one.on, request.from_on, request.until_on)]
    return sorted((_marked(one, hide) for one in lines), key=_place)


def _about(by: Actor, request: RightsRequest) -> About:
    if request.subject_label == PERSON:
        return about_person(by, request.subject_key)
    if request.subject_label == REPORTED:
        return about_reported(by, request.subject_key)
    raise ValueError(f"nothing is known of how {request.subject_label} is a person")


def _place(line: Line) -> tuple[int, date, str, str]:
    return ORDER.index(line.section), line.on or date.min, line.label, line.row_key


def _declared_lines(about: About, homes: frozenset[Any]) -> Iterator[Line]:
    every = {kept.model: kept for kept in declared()}
    owners = {one.pk: one for one in Agency.objects.all()}
    for kept in every.values():
        for row in _rows(about, kept, every):
            line = _line(row, kept, owners)
            if line.fields:
                whole = kept.model in _KEPT_FROM_THEM or getattr(row, "household_id", None) in homes
                yield replace(line, proposed=_whole(line)) if whole else line


def _rows(about: About, kept: Kept, every: Mapping[str, Kept]) -> Iterable[models.Model]:
    if kept.model == "identify.Draft":
        return _drafts(about)
    if kept.model in _WRITERS_OWN:
        return [
            row
            for rows in _as_each_writer(about.by, lambda: list(rows_about(about, kept, every)))
            for row in rows
        ]
    return list(rows_about(about, kept, every))


def _as_each_writer(by: Actor, read: Any) -> Iterator[Any]:
    """Read what only its writer may see, as the agency to which both belong."""
    staff = Practitioner.objects.filter(agency_id=by.agency_key).values_list("pk", flat=True)
    for key in list(staff):
        with acting(replace(by, practitioner_id=key)):
            yield read()


def _drafts(about: About) -> list[models.Model]:
    """Reports that were begun and not sent, in which somebody typed the person's whole name."""
    drafts: QuerySet[Any] = QuerySet(apps.get_model("identify", "Draft"))
    names = [name.casefold() for name in own_names(about) if len(name.split()) > 1]
    found = []
    for rows in _as_each_writer(about.by, lambda: list(drafts.filter(agency_id=about.by.agency_key))):
        for row in rows:
            said = str(row.typed).casefold()
            if any(all(part in said for part in name.split()) for name in names):
                found.append(row)
    return found


def _line(row: models.Model, kept: Kept, owners: Mapping[Any, Agency]) -> Line:
    owner = owners.get(getattr(row, "agency_id", None))
    title = in_both(lambda: str(row._meta.verbose_name).capitalize())
    return Line(
        section=_section(kept.model),
        label=kept.model,
        title_en=title["en"],
        title_cy=title["cy"],
        row_key=str(row.pk),
        on=_day_of(row, kept.counted_from),
        owner_id=owner.pk if owner else None,
        owner_en=owner.name_en if owner else "",
        owner_cy=owner.name_cy if owner else "",
        fields=list(_fields(row, kept.person_columns)),
    )


def _section(label: str) -> str:
    if label in _DECISIONS:
        return "decisions"
    if label in _MEETINGS:
        return "meetings"
    return _SECTIONS.get(label) or _ROOMS[label.split(".", maxsplit=1)[0]]


def _fields(row: models.Model, columns: Iterable[str]) -> Iterator[dict[str, Any]]:
    for name in columns:
        if name in _NO_COLUMN:
            continue
        column = row._meta.get_field(name)
        said = value_words(row, column)
        if said is not None:
            fixed = {"fixed": True} if is_fixed(column) else {}
            yield {"column": name, "name": column_words(column), **said, **fixed}


def _day_of(row: models.Model, path: str) -> date | None:
    value: Any = row
    for part in path.split("__"):
        value = getattr(value, part, None)
    if isinstance(value, datetime):
        return value.astimezone(LONDON).date()
    return value if isinstance(value, date) else None


def _whole(line: Line) -> tuple[Mark, ...]:
    return tuple(Mark(number, 0, len(text)) for number, text in enumerate(texts_of(line.fields)) if text)


def _marked(line: Line, hide: Iterable[str]) -> Line:
    """Propose to hide what others are called, wherever somebody wrote it. Choices and dates name nobody."""
    if line.proposed:
        return line
    return replace(line, proposed=find_marks(texts_of(line.fields), hide))
