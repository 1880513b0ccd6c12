"""Courses: what can be learnt, and keeping an agency's own."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.develop import actions, queries
from earlyhelp.develop.choices import PracticeLevel
from earlyhelp.develop.forms.courses import CourseForm, seen_of
from earlyhelp.develop.models import Course
from earlyhelp.develop.rules.courses import RUNNING_ROLES, may_run
from earlyhelp.develop.views.asking import ask, posted, was_answered, was_done
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def courses(request: Request) -> HttpResponseBase:
    """What can be learnt, by level of practice."""
    found = list(queries.list_courses(request.actor, at=request.at))
    groups = [(level.label, [one for one in found if one.level == level]) for level in PracticeLevel]
    shown = {
        "groups": [group for group in groups if group[1]],
        "runs": may_run(request.actor, agency_id=request.actor.agency_key),
    }
    return render(request, "develop/courses.html", shown)


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def course(request: Request, code: str) -> HttpResponseBase:
    """One course, and its sessions to come."""
    found = course_or_404(request, code)
    shown = {
        "course": found,
        "sessions": queries.list_open_sessions(request.actor, at=request.at, course=found),
        "keeps": may_run(request.actor, agency_id=found.provider_id),
        "runs": may_run(request.actor, agency_id=request.actor.agency_key) and found.withdrawn_on is None,
    }
    return render(request, "develop/course.html", shown)


@allow(*RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def new_course(request: Request) -> HttpResponseBase:
    """Offer a course."""
    form = CourseForm(posted(request))
    if was_answered(request, form):
        code = form.cleaned_data["code"]
        if was_done(
            form,
            lambda: actions.create_course(by=request.actor, code=code, words=form.words, at=request.at),
        ):
            messages.success(request, _("The course is offered. Now plan a session of it."))
            return redirect("develop:course", code)
    return ask(
        request,
        form,
        title=_("Offer a course"),
        send=_("Offer the course"),
        back_url=reverse("develop:courses"),
    )


@allow(*RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def change_course(request: Request, code: str) -> HttpResponseBase:
    """Change what a course says."""
    found = course_or_404(request, code)
    if not may_run(request.actor, agency_id=found.provider_id):
        raise NotAllowed(_("Only the agency that keeps a course changes it."))
    form = CourseForm(posted(request), course=found)
    if was_answered(request, form):
        said = form.cleaned_data
        if was_done(
            form,
            lambda: actions.change_course(
                by=request.actor,
                course_id=found.pk,
                seen=seen_of(said["seen"]),
                words=form.words,
                offered=said["offered"],
                at=request.at,
            ),
        ):
            messages.success(request, _("The course is changed."))
            return redirect("develop:course", code)
    return ask(
        request,
        form,
        title=_("Change the course"),
        caption=found.title,
        send=_("Save"),
        back_url=reverse("develop:course", args=[code]),
    )


def course_or_404(request: Request, code: str) -> Course:
    """The course with this code."""
    try:
        return queries.get_course(request.actor, code)
    except Course.DoesNotExist as missing:
        raise Http404 from missing
