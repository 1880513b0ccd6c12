"""What training the agency asks of whom: what is in force, what is to come, and every version."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.develop.actions.requirements import end_requirement, set_requirement
from earlyhelp.develop.forms.requirements import EndForm, RequirementForm, initial_of
from earlyhelp.develop.models import TrainingRequirement
from earlyhelp.develop.queries.requirements import (
    describe,
    list_courses_to_ask,
    list_requirements,
    list_requirements_to_come,
    list_versions,
)
from earlyhelp.develop.rules.courses import RUNNING_ROLES
from earlyhelp.develop.rules.requirements import READERS, may_run_training
from earlyhelp.develop.views.asking import day_of, posted, was_answered, was_done
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request


@require_GET
@allow(*READERS, purpose=Purpose.OWN_WORK)
def requirements(request: Request) -> HttpResponseBase:
    """What is asked today, and what will be."""
    today = day_of(request)
    shown = {
        "requirements": list_requirements(request.actor, today=today),
        "to_come": [describe(one) for one in list_requirements_to_come(request.actor, today=today)],
        "may_run": may_run_training(request.actor.role),
    }
    return render(request, "develop/requirements/requirements.html", shown)


@require_GET
@allow(*READERS, purpose=Purpose.OWN_WORK)
def requirement(request: Request, series: UUID) -> HttpResponseBase:
    """Every version of one requirement, the newest first."""
    versions = _versions_or_404(request, series)
    shown = {
        "newest": versions[0],
        "versions": [describe(one) for one in versions],
        "may_run": may_run_training(request.actor.role) and not versions[0].is_ended,
        "back_url": reverse("develop:requirements"),
    }
    return render(request, "develop/requirements/requirement.html", shown)


@allow(*RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def add_requirement(request: Request) -> HttpResponseBase:
    """Ask for one training more."""
    return _set(request, None)


@allow(*RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def change_requirement(request: Request, series: UUID) -> HttpResponseBase:
    """Add a version, which begins with what the newest one says."""
    newest = _versions_or_404(request, series)[0]
    return _set(request, newest)


@allow(*RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def stop_requirement(request: Request, series: UUID) -> HttpResponseBase:
    """Ask it no more, and say why."""
    newest = _versions_or_404(request, series)[0]
    form = EndForm(posted(request), initial={"seen": str(newest.number)})
    if was_answered(request, form) and was_done(
        form,
        lambda: end_requirement(
            by=request.actor,
            series=series,
            seen=form.seen_version,
            why=form.cleaned_data["why"],
            at=request.at,
        ),
    ):
        messages.success(request, _("It is asked no more."))
        return redirect("develop:requirements")
    shown = {"form": form, "newest": newest, "back_url": reverse("develop:requirement", args=[series])}
    return render(request, "develop/requirements/end.html", shown)


def _set(request: Request, before: TrainingRequirement | None) -> HttpResponseBase:
    today = day_of(request)
    courses = [(str(one.pk), one.title) for one in list_courses_to_ask(request.actor, today=today)]
    if before is not None and before.course is not None and str(before.course_id) not in dict(courses):
        courses.append((str(before.course_id), before.course.title))
    form = RequirementForm(posted(request), courses=courses, initial=initial_of(before, today))
    if was_answered(request, form):
        told: dict[str, Any] = {"series": before.series, "seen": form.seen_version} if before else {}
        if was_done(
            form, lambda: set_requirement(by=request.actor, wanted=form.wanted(), at=request.at, **told)
        ):
            messages.success(request, _("It is recorded."))
            return redirect("develop:requirements")
    back = reverse("develop:requirement", args=[before.series]) if before else reverse("develop:requirements")
    return render(
        request, "develop/requirements/set.html", {"form": form, "before": before, "back_url": back}
    )


def _versions_or_404(request: Request, series: UUID) -> list[TrainingRequirement]:
    found = list_versions(request.actor, series=series)
    if not found:
        raise Http404
    return found
