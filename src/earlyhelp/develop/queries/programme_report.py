"""The quarterly report: how the programme stood at the end of a quarter, from what was said by then.

Every number says of how many and in which time. What was said later does not change an earlier report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from earlyhelp.develop.choices.maturity import LATEST, Step, instrument
from earlyhelp.develop.choices.programme import Degree, ItemState
from earlyhelp.develop.models import ProgrammeDecision, SharedMaturity
from earlyhelp.develop.queries.programme import (
    Stood,
    list_milestones,
    list_partners,
    list_pledges,
    list_risks,
    list_workstreams,
)
from earlyhelp.develop.rules.programme import Quarter, Share, share_of
from earlyhelp.kit.actor import Actor

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the report. The first cell of a row names it."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str

    @property
    def as_cells(self) -> list[dict[str, list[dict[str, str]]]]:
        """The rows as the table of a page takes them."""
        return [{"cells": [{"text": cell} for cell in row]} for row in self.rows]


@dataclass(frozen=True, slots=True)
class Report:
    """The report in one language, as plain words."""

    title: str
    period: str
    as_of: str
    notes: tuple[str, ...]
    tables: tuple[Table, ...]

    def says(self, language: str) -> dict[str, object]:
        """The report as plain values, for paper."""
        return {
            "language": language,
            "heading": self.title,
            "period": self.period,
            "as_of": self.as_of,
            "notes": list(self.notes),
            "tables": [
                {
                    "caption": one.caption,
                    "columns": list(one.columns),
                    "rows": [list(row) for row in one.rows],
                    "empty": one.empty,
                }
                for one in self.tables
            ],
        }


def get_report(*, by: Actor, quarter: Quarter, today: date) -> Report:
    """The report of a quarter in the language that is active; of a running one, as it is today."""
    day = min(quarter.last_on, today)
    milestones, risks = list_milestones(by=by, day=day), list_risks(by=by, day=day)
    pledges = list_pledges(by=by, day=day)
    notes = [
        _("Every number says of how many. What was said after the last day of the quarter is not in it.")
    ]
    if day == today and quarter.last_on > today:
        notes.append(_("This quarter is not over yet: the report says how it stands today."))
    return Report(
        title=_("Quarterly report of the programme"),
        period=_period(quarter.first_on, quarter.last_on),
        as_of=_day(day),
        notes=tuple(notes),
        tables=(
            _figures(by, quarter, day),
            *_work(by, milestones, quarter),
            _risks(risks),
            _decisions(quarter, day),
            _pledges(pledges),
            _maturity(by, day),
        ),
    )


def _figures(by: Actor, quarter: Quarter, day: date) -> Table:
    earlier = quarter.before
    now, was = _shares(by, quarter, day), _shares(by, earlier, earlier.last_on)
    rows = tuple(
        (str(name), _said(share), _said(before))
        for (name, share), (_name, before) in zip(now, was, strict=True)
    )
    columns = (_("What is counted"), _("In this quarter"), _("In the quarter before"))
    return Table(_("Figures"), columns, rows, "")


def _shares(by: Actor, quarter: Quarter, day: date) -> list[tuple[str | Promise, Share]]:
    """Each figure with so many of so many, as they stood on a day of a quarter."""
    first, last = quarter.first_on, quarter.last_on
    milestones = [one for one in list_milestones(by=by, day=day) if _is_due(one, first, last)]
    pledges = [one for one in list_pledges(by=by, day=day) if _is_due(one, first, last)]
    risks = [one for one in list_risks(by=by, day=day) if one.is_open]
    shared = SharedMaturity.objects.filter(finished_on__gt=day - YEAR, finished_on__lte=day)
    partners = list_partners(by=by)
    told = set(shared.values_list("partner_id", flat=True))
    return [
        (_("Milestones due in the quarter that were reached"), share_of(_done(milestones))),
        (_("Pledges due in the quarter that were kept"), share_of(_done(pledges))),
        (
            _("Open risks of which something was said in the quarter"),
            share_of([one.standing.since is not None and one.standing.since >= first for one in risks]),
        ),
        (
            _("Partners that shared a self-assessment in the twelve months before"),
            share_of([one.pk in told for one in partners]),
        ),
    ]


def _is_due(one: Stood, first: date, last: date) -> bool:
    """Whether it was due in a quarter by the day that was said first or last, and was not given up."""
    due = one.standing.due_on
    return due is not None and first <= due <= last and one.standing.state != ItemState.DROPPED


def _done(items: Sequence[Stood]) -> list[bool]:
    return [one.standing.state == ItemState.DONE for one in items]


def _work(by: Actor, milestones: Sequence[Stood], quarter: Quarter) -> list[Table]:
    columns = (_("Milestone"), _("Due"), _("How it stands"), _("Said last"))
    tables = []
    for stream in list_workstreams(by=by):
        own = [one for one in milestones if one.item.workstream_id == stream.pk]  # type: ignore[union-attr]
        current = [one for one in own if one.is_open or (one.standing.since or date.min) >= quarter.first_on]
        tables.append(
            Table(
                _("Workstream: %(name)s. Led by: %(partner)s")
                % {"name": stream.name, "partner": stream.led_by.name},
                columns,
                tuple(_row(one) for one in current),
                _("No milestone is open, and none was reached in the quarter."),
            )
        )
    return tables


def _row(one: Stood) -> tuple[str, ...]:
    due = one.standing.due_on
    return (str(one.item), _day(due) if due else "", _state(one), _last(one))


def _risks(risks: Sequence[Stood]) -> Table:
    rows = tuple(
        (
            str(one.item),
            str(Degree(one.standing.likelihood or 1).label),
            str(Degree(one.standing.impact or 1).label),
            _last(one),
        )
        for one in risks
        if one.is_open
    )
    columns = (_("Risk to the programme"), _("Likely"), _("Cost to the programme"), _("Said last"))
    return Table(_("Open risks"), columns, rows, _("No risk is open."))


def _decisions(quarter: Quarter, day: date) -> Table:
    found = ProgrammeDecision.objects.filter(decided_on__gte=quarter.first_on, decided_on__lte=day)
    rows = tuple((one.name, _day(one.decided_on), one.why) for one in found)
    columns = (_("Decision"), _("Decided on"), _("Why"))
    return Table(_("Decisions in the quarter"), columns, rows, _("Nothing was decided in the quarter."))


def _pledges(pledges: Sequence[Stood]) -> Table:
    rows = tuple(
        (str(one.item), one.item.partner.name, _row(one)[1], _state(one), _last(one))  # type: ignore[union-attr]
        for one in pledges
    )
    columns = (_("Pledge"), _("Partner"), _("Due"), _("How it stands"), _("Said last"))
    return Table(_("Pledges of partners"), columns, rows, _("No partner has made a pledge."))


def _maturity(by: Actor, day: date) -> Table:
    """How many statements stand at each step in the last shared self-assessment of each partner within a year."""
    shared = SharedMaturity.objects.filter(finished_on__gt=day - YEAR, finished_on__lte=day, version=LATEST)
    last: dict[tuple[object, str], SharedMaturity] = {}
    for one in shared.order_by("finished_on", "pk"):
        last[one.partner_id, one.domain] = one
    partners = len({partner for partner, _domain in last})
    rows = tuple(
        (
            domain.name,
            *(
                str(sum(getattr(one, step) for (_who, key), one in last.items() if key == domain.key))
                for step in ("first", "second", "third", "fourth")
            ),
        )
        for domain in instrument(LATEST).domains
    )
    caption = _("Self-assessments that partners shared in twelve months. Partners: %(count)d") % {
        "count": partners
    }
    columns = (_("Domain"), *(str(step.label) for step in Step))
    empty = _("No partner has shared a self-assessment in the twelve months before.")
    return Table(caption, columns, rows if partners else (), empty)


def _state(one: Stood) -> str:
    return _("Overdue") if one.is_late else str(one.standing.state.label)


def _last(one: Stood) -> str:
    """What was said last by then, in the language in which it was said."""
    said = (word for word in one.words if word.said_at.date() <= one.day)
    word = next(said, None)
    return word.words if word else _("Nothing yet")


def _said(share: Share) -> str:
    if not share.of:
        return _("None to count")
    return _("%(count)d of %(of)d") % {"count": share.count, "of": share.of}


def _period(first: date, last: date) -> str:
    return _("%(first)s to %(last)s") % {"first": _day(first), "last": _day(last)}


def _day(day: date) -> str:
    return date_format(day, "j F Y")
