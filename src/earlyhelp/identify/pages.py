"""One draft as the pages need it: its forms, filled with what was typed, and what keeps it from being sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from django.http import QueryDict
from django.utils.translation import gettext as _

from earlyhelp.identify import rules
from earlyhelp.identify.choices import Setting, Track
from earlyhelp.identify.forms import (
    PEOPLE,
    RELATIONS,
    People,
    Relations,
    ReportForm,
    ToldForm,
    answers_in,
    renumbered,
    report_from,
    show_findings,
)
from earlyhelp.identify.models import Draft
from earlyhelp.identify.report import Report
from earlyhelp.identify.tracks import setting_of
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.forms import Form, Rows
from earlyhelp.kit.forms.base import Problem
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.queries import get_practitioner, list_areas

Typed = Mapping[str, list[str]]
_REPORT_NAMES: Final = frozenset({*ReportForm.base_fields, PEOPLE, RELATIONS})
_TOLD_NAMES: Final = frozenset(ToldForm.base_fields)


@dataclass(frozen=True)
class RowGroups:
    """Several groups of rows, for one error summary."""

    groups: tuple[Rows, ...]

    def problems(self) -> Iterator[Problem]:
        """What to put right, in the order of the page."""
        for group in self.groups:
            yield from group.problems()


@dataclass(frozen=True)
class Written:
    """The forms of one draft. After `judge`, `findings` and the forms' own errors say what to put right."""

    draft: Draft
    form: ReportForm
    people: People
    told: ToldForm
    relations: Relations
    setting: Setting

    @property
    def track(self) -> Track:
        """The track of the draft."""
        return rules.track_of(self.draft.danger)

    def judge(self, at: datetime) -> Report | None:
        """The report, when everything in it may be sent; otherwise None, with a sentence at each answer."""
        readable = [
            self.form.is_valid(),
            self.people.is_valid(),
            self.told.is_valid() or not self.told.is_bound,
            self.relations.is_valid() or not self.relations.is_bound,
        ]
        report = report_from(self.form, self.people, self.told, self.relations)
        findings = rules.findings_of(report, track=self.track, at=at)
        show_findings(findings, self.form, self.people)
        return report if all(readable) and not findings else None

    @property
    def page_to_mend(self) -> str:
        """The name of the page on which there is something to put right. Read it after `judge`."""
        return "identify:safeguarding" if self.told.errors else "identify:write"

    def hide_errors(self) -> None:
        """Draw what was typed without judging it."""
        for part in self.parts:
            part.hide_errors()

    @property
    def parts(self) -> tuple[Form | Rows, ...]:
        """Everything that can have an error, in the order of the page."""
        return (self.form, self.people, self.relations, self.told)

    @property
    def rows(self) -> RowGroups:
        """Everything on the page that repeats."""
        return RowGroups((self.people, self.relations))

    @property
    def button_pressed(self) -> bool:
        """Whether a row was to be added or removed, and nothing else."""
        return self.people.button_pressed or self.relations.button_pressed


def read_draft(
    *, by: Actor, draft: Draft, at: datetime, sent: QueryDict | None = None, whole: bool = False
) -> Written:
    """The forms of a draft, with what it keeps or, when `sent` is given, with what was just sent.

    `whole` reads empty pages too, as pages on which nothing was answered.
    """
    today = at.astimezone(LONDON).date()
    told = answers_in(only(draft.typed, rules.Page.TOLD))
    kept = answers_in(only(draft.typed, rules.Page.REPORT))
    if whole:
        kept = kept if kept is not None else QueryDict()
    answers = kept if sent is None else sent
    setting = setting_of_writer(by)
    # No area is chosen beforehand: the concern goes to the council where it occurred, which only the officer knows.
    form = ReportForm(
        answers,
        areas=area_choices(by)[0],
        today=today,
        track=rules.track_of(draft.danger),
        setting=setting,
    )
    # On the early help track nobody is asked whom they told; what was typed before the first answer changed stays kept.
    asked = told if told is not None and rules.track_of(draft.danger) == Track.SAFEGUARDING else QueryDict()
    told_form = ToldForm(asked, at=at)
    people = People(answers, form_kwargs={"today": today})
    return Written(draft, form, people, told_form, _relations(answers, people), setting)


def _relations(answers: QueryDict | None, people: People) -> Relations:
    """The relationships, among the people as they are numbered now."""
    moved = None if answers is None else answers_in(renumbered(_lists(answers), people.places))
    return Relations(moved, form_kwargs={"people": list(_names(people))})


def _names(people: People) -> Iterator[tuple[str, str]]:
    for index, form in enumerate(people.forms):
        given, family = (str(form[name].value() or "").strip() for name in ("given_name", "family_name"))
        number, name = index + 1, f"{given} {family}".strip()
        if name:
            yield str(index), _("Person %(number)d: %(name)s") % {"number": number, "name": name}
        else:
            yield str(index), _("Person %(number)d") % {"number": number}


def setting_of_writer(by: Actor) -> Setting:
    """Which words the questions take for this practitioner."""
    writer = get_practitioner(by=by)
    return setting_of(writer.agency.kind, writer.team.kind)


def area_choices(by: Actor) -> tuple[list[tuple[str, str]], str]:
    """Areas to choose from, those of one's own agency first, and the code of the area of one's own team."""
    practitioner = get_practitioner(by=by)
    near = set(practitioner.agency.areas.values_list("code", flat=True))
    areas = sorted(list_areas(by=by), key=lambda area: (area.code not in near, area.name))
    own = practitioner.team.area_id or (areas[0].code if len(near) == 1 else "")
    return [(area.code, area.name) for area in areas], own


def only(typed: Typed, page: rules.Page) -> dict[str, list[str]]:
    """The answers of one page, without anything else that a browser sends along."""
    names = _TOLD_NAMES if page is rules.Page.TOLD else _REPORT_NAMES
    return {name: list(values) for name, values in typed.items() if name.split("-", 1)[0] in names}


def answers_of(written: Written) -> dict[str, list[str]]:
    """What to keep of a page that was just sent: a person who was removed there is gone from it."""
    said = only(_lists(written.form.data), rules.Page.REPORT)
    rows = (f"{PEOPLE}-", f"{RELATIONS}-")
    kept = {name: values for name, values in said.items() if not name.startswith(rows)}
    for group in (written.people, written.relations):
        for form in group.forms[:1]:
            kept |= _lists(form.data)
    return kept


def opened_at(at: datetime) -> str:
    """When this page was opened, in microseconds since 1970; every save from it says so."""
    return str(int(at.timestamp() * 1_000_000))


def opened_in(answers: Mapping[str, object], at: datetime) -> int:
    """What a page says of when it was opened. A page that does not say so counts as opened now."""
    said = str(answers.get("opened", ""))
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= 18 else int(opened_at(at))


def _lists(sent: object) -> dict[str, list[str]]:
    return {name: [str(value) for value in values] for name, values in cast("QueryDict", sent).lists()}
