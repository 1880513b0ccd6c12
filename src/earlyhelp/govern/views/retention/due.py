"""What falls due: the counts, the reviews, and the lists."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.actions import audit
from earlyhelp.govern.actions.retention import decide_review, propose_disposal
from earlyhelp.govern.actions.retention.disposing import LARGEST_LIST, ReviewSaid
from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.govern.choices.retention import DisposalState, TaskState
from earlyhelp.govern.forms.retention import KEEP, ProposeForm, ReviewForm
from earlyhelp.govern.models import RetentionTask
from earlyhelp.govern.queries import retention as queries
from earlyhelp.govern.views.retention.showing import (
    class_choices,
    class_name,
    reasons,
    schedule_of,
    today,
)
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request

_PER_PAGE = 50


@require_GET
@allow("auditor", purpose=Purpose.ASSURANCE)
def due(request: Request) -> HttpResponseBase:
    """How much falls due, kind by kind, and which lists wait or can still be undone."""
    schedule = schedule_of(request)
    counts = queries.count_due(by=request.actor, on=today(request))
    for row in counts:
        code = str(row["record_class"])
        row["name"] = class_name(request, schedule.get(code), code)
    lists = queries.list_disposals(by=request.actor)
    open_lists = lists.filter(state__in=[DisposalState.PROPOSED, DisposalState.HIDDEN])[:_PER_PAGE]
    shown = [
        (one, class_name(request, schedule.get(one.record_class), one.record_class)) for one in open_lists
    ]
    audit.record(by=request.actor, did="retention.read", kind=EntryKind.READ, at=request.at)
    return render(request, "govern/retention/due.html", {"counts": counts, "lists": shown})


@require_GET
@allow("auditor", purpose=Purpose.ASSURANCE)
def due_class(request: Request, record_class: str) -> HttpResponseBase:
    """The records of one kind that fall due: those to review, and those that are kept back, with why."""
    line = schedule_of(request).get(record_class)
    if line is None:
        raise Http404
    found = Paginator(queries.list_tasks(by=request.actor, record_class=record_class), _PER_PAGE)
    page = found.get_page(request.GET.get("page"))
    tasks = [(task, reasons(task.why_not, task.why_not_labels)) for task in page.object_list]
    free = queries.list_tasks(by=request.actor, record_class=record_class).filter(
        due_on__lte=today(request), why_not=[], by_review=False
    )
    audit.record(by=request.actor, did="retention.read", kind=EntryKind.READ, at=request.at)
    shown = {
        "page": page,
        "tasks": tasks,
        "name": class_name(request, line, record_class),
        "record_class": record_class,
        "free": free.count(),
        "today": today(request),
    }
    return render(request, "govern/retention/due_class.html", shown)


@allow("auditor", purpose=Purpose.ASSURANCE)
def propose(request: Request, record_class: str) -> HttpResponseBase:
    """Propose to dispose of everything of one kind that is due and free, up to 500 records at once."""
    line = schedule_of(request).get(record_class)
    if line is None:
        raise Http404
    free = queries.list_tasks(by=request.actor, record_class=record_class).filter(
        due_on__lte=today(request), why_not=[], by_review=False
    )[:LARGEST_LIST]
    form = ProposeForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            disposal = propose_disposal(
                by=request.actor,
                record_class=record_class,
                task_ids=[task.pk for task in free],
                reason=form.cleaned_data["reason"],
                at=request.at,
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The list is proposed. If it holds several records, a colleague confirms it.")
            )
            return redirect("govern:disposal", disposal.pk)
    shown = {"form": form, "tasks": list(free), "name": class_name(request, line, record_class)}
    shown["record_class"] = record_class
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "govern/retention/propose.html", shown, status=status)


@allow("auditor", purpose=Purpose.ASSURANCE)
def review(request: Request, task_id: UUID) -> HttpResponseBase:
    """Review one record: the questions of the national retention assessment criteria, and what follows."""
    try:
        task = queries.get_task(by=request.actor, key=task_id)
    except RetentionTask.DoesNotExist as gone:
        raise Http404 from gone
    classes = class_choices(request, task.root)
    form = ReviewForm(
        request.POST or None,
        classes=classes,
        under_10=task.about_under_10,
        initial={"record_class": task.record_class},
    )
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid() and _decided(request, task, form):
        return redirect("govern:retention")
    audit.record_read(by=request.actor, what="retention_task", targets=[task], at=request.at)
    shown = {
        "form": form,
        "task": task,
        "name": dict(classes).get(task.record_class, task.record_class),
        "reasons": reasons(task.why_not, task.why_not_labels),
        "is_open": task.state == TaskState.WAITING,
    }
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "govern/retention/review.html", shown, status=status)


def _decided(request: Request, task: RetentionTask, form: ReviewForm) -> bool:
    told = form.cleaned_data
    keep = told["outcome"] == KEEP
    answers = {
        name: str(told[name]) for name in ("necessary", "proportionate", "risk", "child_care") if name in told
    }
    said = ReviewSaid(
        keep=keep,
        reason=told["reason"],
        answers=answers,
        until_on=told["until_on"] if keep else None,
        record_class=told["record_class"] if keep else "",
    )
    try:
        decide_review(by=request.actor, task_id=task.pk, said=said, at=request.at)
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return False
    done = (
        _("The record is kept, and will be reviewed again.")
        if keep
        else _("The record is hidden from everybody. You can undo this for 30 days.")
    )
    messages.success(request, done)
    return True
