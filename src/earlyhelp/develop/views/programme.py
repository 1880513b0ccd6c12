"""The programme: pledges, workstreams and how they go, for every partner to read, and the quarterly report."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from earlyhelp.develop import actions, queries
from earlyhelp.develop.choices.programme import ItemKind
from earlyhelp.develop.forms.programme import (
    DecisionForm,
    DueForm,
    NamedForm,
    RiskForm,
    WordForm,
    WorkstreamForm,
)
from earlyhelp.develop.models import Workstream
from earlyhelp.develop.rules import programme as rules
from earlyhelp.develop.views.sending import posted, show, was_done, was_sent
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit import pdf
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role

_QUARTERS = 6  # how many reports the list shows
_ORDER = ("cy", "en")


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def programme(request: Request) -> HttpResponseBase:
    """What the programme does: workstreams, pledges, and the reports."""
    by, day = request.actor, _today(request)
    context = {
        "workstreams": queries.list_workstreams(by=by),
        "milestones": [one for one in queries.list_milestones(by=by, day=day) if one.is_open],
        "pledges": queries.list_pledges(by=by, day=day),
        "reports": _recent(day),
        "may_run": rules.may_run(by, leads=queries.is_of_leading_agency(by=by)),
        "may_pledge": rules.may_pledge(by, partner_id=by.agency_key),
    }
    return render(request, "develop/programme/home.html", context)


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def workstream(request: Request, workstream_id: UUID) -> HttpResponseBase:
    """One workstream: its aim, milestones, risks and decisions."""
    by, day = request.actor, _today(request)
    found = _workstream_or_404(request, workstream_id)
    context = {
        "stream": found,
        "milestones": queries.list_milestones(by=by, day=day, workstream=found),
        "risks": queries.list_risks(by=by, day=day, workstream=found),
        "decisions": found.decisions.all(),
        "may_lead": _may_lead(request, found),
    }
    return render(request, "develop/programme/workstream.html", context)


@allow(*rules.RUNNING, purpose=Purpose.OWN_WORK)
def open_workstream(request: Request) -> HttpResponseBase:
    """Open a workstream."""
    by = request.actor
    if not rules.may_run(by, leads=queries.is_of_leading_agency(by=by)):
        return redirect("develop:programme")
    partners = {str(one.pk): one for one in queries.list_partners(by=by)}
    form = WorkstreamForm(posted(request), partners=[(key, str(one)) for key, one in partners.items()])
    made = list[Workstream]()

    def add() -> None:
        said: dict[str, Any] = dict(form.cleaned_data)
        led_by = partners[said.pop("led_by")]
        made.append(actions.open_workstream(by=by, led_by=led_by, at=request.at, **said))

    if was_sent(request, form) and was_done(form, add):
        return redirect("develop:workstream", made[0].pk)
    return show(request, "develop/programme/add.html", form, title=_("A new workstream"))


@allow(*rules.RUNNING, purpose=Purpose.OWN_WORK)
def make_pledge(request: Request) -> HttpResponseBase:
    """Promise something for one's own agency."""
    form = DueForm(posted(request))
    if was_sent(request, form) and was_done(
        form, lambda: actions.make_pledge(by=request.actor, at=request.at, **form.cleaned_data)
    ):
        messages.success(request, _("Your pledge is kept. All partners can read it."))
        return redirect("develop:programme")
    return show(request, "develop/programme/add.html", form, title=_("A new pledge"))


@allow(*rules.RUNNING, purpose=Purpose.OWN_WORK)
def add_milestone(request: Request, workstream_id: UUID) -> HttpResponseBase:
    """Add a milestone to a workstream."""
    return _add(request, workstream_id, DueForm, actions.add_milestone, _("A new milestone"))


@allow(*rules.RUNNING, purpose=Purpose.OWN_WORK)
def add_risk(request: Request, workstream_id: UUID) -> HttpResponseBase:
    """Add a risk to a workstream."""
    return _add(request, workstream_id, RiskForm, actions.add_risk, _("A new risk to the programme"))


@allow(*rules.RUNNING, purpose=Purpose.OWN_WORK)
def record_decision(request: Request, workstream_id: UUID) -> HttpResponseBase:
    """Write down a decision for a workstream."""
    act = actions.record_programme_decision
    return _add(request, workstream_id, DecisionForm, act, _("A decision for this workstream"))


def _add(
    request: Request, workstream_id: UUID, kind: type[NamedForm], act: Callable[..., Any], title: str
) -> HttpResponseBase:
    found = _workstream_or_404(request, workstream_id)
    if not _may_lead(request, found):
        return redirect("develop:workstream", found.pk)
    form = kind(posted(request))

    def add() -> None:
        said: dict[str, Any] = dict(form.cleaned_data)
        degrees = {name: int(said[name]) for name in ("likelihood", "impact") if name in said}
        act(by=request.actor, workstream=found, at=request.at, **(said | degrees))

    if was_sent(request, form) and was_done(form, add):
        messages.success(request, _("It is recorded."))
        return redirect("develop:workstream", found.pk)
    return show(request, "develop/programme/add.html", form, title=title, stream=found)


@allow(*Role, purpose=Purpose.OWN_WORK)
def item(request: Request, kind: str, item_id: UUID) -> HttpResponseBase:
    """One milestone, risk or pledge: how it went until now, and saying how it goes."""
    by, what = request.actor, ItemKind(kind)
    try:
        found = queries.get_item(by=by, kind=what, item_id=item_id, day=_today(request))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    form = None
    if found.is_open and _may_tell(request, found):
        stood = found.standing
        initial = {
            "state": stood.state,
            "due_on": stood.due_on,
            "likelihood": str(stood.likelihood),
            "impact": str(stood.impact),
        }
        form = WordForm(posted(request), initial=initial, is_risk=what == ItemKind.RISK)

    def tell() -> None:
        assert form is not None
        said: dict[str, Any] = dict(form.cleaned_data)
        degrees = {name: int(said[name]) for name in ("likelihood", "impact") if name in said}
        actions.tell_item(by=by, item=found.item, at=request.at, **(said | degrees))

    if form is not None and was_sent(request, form) and was_done(form, tell):
        messages.success(request, _("It is recorded."))
        return redirect(request.path)
    stream = getattr(found.item, "workstream", None)
    return show(request, "develop/programme/item.html", form, one=found, kind=what, stream=stream)


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def programme_report(request: Request, quarter: str) -> HttpResponseBase:
    """The report of a quarter."""
    found = _quarter_or_404(quarter, _today(request))
    report = queries.get_report(by=request.actor, quarter=found, today=_today(request))
    return render(request, "develop/programme/report.html", {"report": report, "quarter": str(found)})


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def programme_paper(request: Request, quarter: str) -> HttpResponseBase:
    """The report of a quarter as a tagged PDF, Welsh first and English after it."""
    found, parts = _quarter_or_404(quarter, _today(request)), []
    for language in _ORDER:
        with override(language):
            report = queries.get_report(by=request.actor, quarter=found, today=_today(request))
            facts = [[_("Quarter"), report.period], [_("As it stood on"), report.as_of]]
            parts.append(report.says(language) | {"facts": facts})
    data = {"title": " / ".join(str(part["heading"]) for part in parts), "parts": parts, "foot": str(found)}
    made = pdf.compile("develop/typst/report.typ", data, _ORDER[0], at=request.at)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="programme-{found}.pdf"'
    return answer


def _recent(day: date) -> list[tuple[str, date, date]]:
    """The last quarters, the running one first: address, first and last day."""
    found, quarter = [], rules.quarter_of(day)
    for _place in range(_QUARTERS):
        found.append((str(quarter), quarter.first_on, quarter.last_on))
        quarter = quarter.before
    return found


def _quarter_or_404(text: str, today: date) -> rules.Quarter:
    found = rules.parse_quarter(text)
    if found is None or found.first_on > today:
        raise Http404
    return found


def _may_lead(request: Request, found: Workstream) -> bool:
    by = request.actor
    return rules.may_lead(by, led_by=found.led_by_id, leads=queries.is_of_leading_agency(by=by))


def _may_tell(request: Request, found: queries.Stood) -> bool:
    stream = getattr(found.item, "workstream", None)
    if stream is not None:
        return _may_lead(request, stream)
    return rules.may_pledge(request.actor, partner_id=found.item.partner_id)  # type: ignore[union-attr]


def _workstream_or_404(request: Request, workstream_id: UUID) -> Workstream:
    try:
        return queries.get_workstream(by=request.actor, workstream_id=workstream_id)
    except Workstream.DoesNotExist as missing:
        raise Http404 from missing


def _today(request: Request) -> date:
    return request.at.astimezone(LONDON).date()
