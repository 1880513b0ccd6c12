"""One draft as the pages need it: its forms, filled with what was typed, and what keeps it from being sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from django.http import QueryDict

from earlyhelp.identify import rules
from earlyhelp.identify.choices import Track
from earlyhelp.identify.forms import (
    PEOPLE,
    People,
    ReportForm,
    ToldForm,
    answers_in,
    report_from,
    show_findings,
)
from earlyhelp.identify.models import Draft
from earlyhelp.identify.report import Report
from earlyhelp.kit.actor import Actor
from earlyhelp.kit.forms import Form
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.queries import get_practitioner, list_areas

Typed = Mapping[str, list[str]]
_REPORT_NAMES: Final = frozenset({*ReportForm.base_fields, PEOPLE})
_TOLD_NAMES: Final = frozenset(ToldForm.base_fields)


@dataclass(frozen=True)
class Written:
    """The forms of one draft. After `judge`, `findings` and the forms' own errors say what to put right."""

    draft: Draft
    form: ReportForm
    people: People
    told: ToldForm

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
        ]
        report = report_from(self.form, self.people, self.told)
        findings = rules.findings_of(report, track=self.track, at=at)
        show_findings(findings, self.form, self.people)
        return report if all(readable) and not findings else None

    @property
    def page_to_mend(self) -> str:
        """The name of the page on which there is something to put right. Read it after `judge`."""
        return "identify:safeguarding" if self.told.errors else "identify:write"

    def hide_errors(self) -> None:
        """Draw what was typed without judging it."""
        for part in (self.form, self.people, self.told):
            part.hide_errors()


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
    areas, own = area_choices(by)
    form = ReportForm(
        answers, initial={"area": own}, areas=areas, today=today, track=rules.track_of(draft.danger)
    )
    # On the early help track nobody is asked whom they told; what was typed before the first answer changed stays kept.
    asked = told if told is not None and rules.track_of(draft.danger) == Track.SAFEGUARDING else QueryDict()
    told_form = ToldForm(asked, at=at)
    return Written(draft, form, People(answers, form_kwargs={"today": today}), told_form)


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


def answers_of(form: Form, people: People) -> dict[str, list[str]]:
    """What to keep of a page that was just sent: a person who was removed there is gone from it."""
    said = only(_lists(form.data), rules.Page.REPORT)
    apart = {name: values for name, values in said.items() if not name.startswith(f"{PEOPLE}-")}
    return apart | _lists(people.forms[0].data)


def opened_at(at: datetime) -> str:
    """When this page was opened, in microseconds since 1970; every save from it says so."""
    return str(int(at.timestamp() * 1_000_000))


def opened_in(answers: Mapping[str, object], at: datetime) -> int:
    """What a page says of when it was opened. A page that does not say so counts as opened now."""
    said = str(answers.get("opened", ""))
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= 18 else int(opened_at(at))


def _lists(sent: object) -> dict[str, list[str]]:
    return {name: [str(value) for value in values] for name, values in cast("QueryDict", sent).lists()}
