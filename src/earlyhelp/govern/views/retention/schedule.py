"""The agency's schedule: how long each kind of record is kept and why, and a new version of one rule."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.actions.retention import set_retention_rule
from earlyhelp.govern.actions.retention.schedule import RuleSaid
from earlyhelp.govern.choices import Purpose
from earlyhelp.govern.choices.retention import AtTheEnd, CountedFrom
from earlyhelp.govern.forms.retention import RuleForm
from earlyhelp.govern.queries import retention as queries
from earlyhelp.govern.rules.retention import RetentionLine
from earlyhelp.govern.views.retention.showing import class_name, schedule_of, today
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request


@require_GET
@allow("auditor", purpose=Purpose.ASSURANCE)
def schedule(request: Request) -> HttpResponseBase:
    """How long the agency keeps each kind of record, and what it has set itself."""
    lines = schedule_of(request)
    rows = [_shown(request, line) for line in lines.values()]
    rules = [
        (rule, class_name(request, lines.get(rule.record_class), rule.record_class))
        for rule in queries.list_own_rules(by=request.actor)
    ]
    return render(request, "govern/retention/schedule.html", {"rows": rows, "rules": rules})


def _shown(request: Request, line: RetentionLine) -> dict[str, object]:
    return {
        "line": line,
        "name": class_name(request, line, line.record_class),
        "basis": line.basis_cy if request.actor.language == "cy" else line.basis_en,
        "counted_from": CountedFrom(line.counted_from).label,
        "at_the_end": AtTheEnd(line.at_the_end).label,
    }


@allow("auditor", purpose=Purpose.ASSURANCE)
def new_rule(request: Request, record_class: str) -> HttpResponseBase:
    """The agency's own rule for one kind of record, from a day on."""
    line = schedule_of(request).get(record_class)
    if line is None:
        raise Http404
    names = ("keep_years", "counted_from", "birthday", "at_the_end", "basis_en", "basis_cy", "source")
    initial = {name: getattr(line, name) for name in names} | {"from_on": today(request)}
    form = RuleForm(request.POST or None, initial=initial)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            set_retention_rule(
                by=request.actor, record_class=record_class, said=RuleSaid(**form.cleaned_data), at=request.at
            )
        except RuleError as refusal:
            form.add_error("from_on", str(refusal))
        else:
            messages.success(
                request, _("The rule counts from its first day. Earlier versions stay to be read.")
            )
            return redirect("govern:schedule")
    shown = {"form": form, "name": class_name(request, line, record_class)}
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "govern/retention/new_rule.html", shown, status=status)
