"""Taking in what was learnt elsewhere: files of attendance, and systems for e-learning with what waits of them."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.develop.actions.elsewhere import (
    Key,
    add_feed,
    end_feed,
    import_attendance,
    match_account,
    match_course,
)
from earlyhelp.develop.choices.attendance_files import REASONS
from earlyhelp.develop.forms.elsewhere import AccountMatchForm, CourseMatchForm, FeedForm, FileForm
from earlyhelp.develop.models import LearningFeed
from earlyhelp.develop.queries import elsewhere as queries
from earlyhelp.develop.queries.requirements import list_courses_to_ask
from earlyhelp.develop.rules.attendance_files import MOST_BYTES, CannotRead, read_file
from earlyhelp.develop.rules.courses import RUNNING_ROLES
from earlyhelp.develop.views.asking import day_of, posted, was_answered, was_done
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.forms import Form, language_switch_requested
from earlyhelp.kit.http import Request

SHOWN: Final = 200
LAST: Final = 20


@allow(*RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def read_attendance(request: Request) -> HttpResponseBase:
    """Look at a file of attendance first, and keep it when it is right. Between the two nothing of it is stored."""
    form = FileForm(posted(request))
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            name, content = _sent(request, form)
            if "keep" in request.POST:
                run, _planned = import_attendance(
                    by=request.actor, file_name=name, content=content, at=request.at
                )
                messages.success(request, _("The file was read."))
                return redirect(f"{reverse('develop:read_attendance')}#{run.pk}")
            return _looked_at(request, name, content)
        except CannotRead as refusal:
            form.add_error(None, str(refusal))
    wrong = request.method == "POST" and bool(form.errors)
    shown = {
        "form": form,
        "imports": queries.list_imports(request.actor)[:LAST],
        "back_url": reverse("develop:planning"),
    }
    status = HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK
    return render(request, "develop/elsewhere/file.html", shown, status=status)


def _sent(request: Request, form: Form) -> tuple[str, bytes]:
    """The file's name and what stands in it: chosen now, or carried along from the look at it."""
    file = request.FILES.get("file")
    if file is not None:
        if (file.size or 0) > MOST_BYTES:
            raise CannotRead(_("The file is larger than 1 MB. Cut it into smaller files."))
        return file.name or "", file.read()
    try:
        content = b64decode(form.cleaned_data["content"], validate=True)
    except NotBase64 as fault:
        raise CannotRead(_("Choose the file again.")) from fault
    if not content:
        raise CannotRead(_("Choose a file."))
    return form.cleaned_data["name"], content


def _looked_at(request: Request, name: str, content: bytes) -> HttpResponseBase:
    planned = queries.plan_attendance(read_file(content, today=day_of(request)), by=request.actor)
    carried = FileForm(initial={"content": b64encode(content).decode(), "name": name})
    shown = {
        "form": carried,
        "name": name,
        "planned": planned,
        "refused": [(one, *REASONS[one.fault]) for one in planned.refused[:SHOWN]],
        "more": max(0, len(planned.refused) - SHOWN),
        "keeps": bool(planned.new or planned.changed),
        "back_url": reverse("develop:read_attendance"),
    }
    return render(request, "develop/elsewhere/look.html", shown)


@require_GET
@allow(*RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def e_learning(request: Request) -> HttpResponseBase:
    """Systems for e-learning, and what waits until somebody says who or what it is about."""
    return _e_learning(request)


def _e_learning(request: Request, wrong: Form | None = None) -> HttpResponseBase:
    by = request.actor
    courses = [(str(one.pk), one.title) for one in list_courses_to_ask(by, today=day_of(request))]
    colleagues = [(str(one.pk), one.full_name) for one in queries.list_colleagues(by)]
    shown = {
        "wrong": wrong,
        "feeds": queries.list_feeds(by),
        "waits": queries.count_waiting(by),
        "courses": [
            (one, CourseMatchForm(courses=courses, initial={"iri": one.iri}, auto_id=f"course-{place}-%s"))
            for place, one in enumerate(queries.list_waiting_courses(by))
        ],
        "accounts": [
            (
                one,
                AccountMatchForm(
                    colleagues=colleagues,
                    initial={"home_page": one.home_page, "account": one.account},
                    auto_id=f"account-{place}-%s",
                ),
            )
            for place, one in enumerate(queries.list_waiting_accounts(by))
        ],
        "matched_courses": queries.list_course_addresses(by),
        "matched_accounts": queries.list_learner_accounts(by),
        "back_url": reverse("develop:planning"),
    }
    status = HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK
    return render(request, "develop/elsewhere/e_learning.html", shown, status=status)


@require_POST
@allow(*RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def match_a_course(request: Request) -> HttpResponseBase:
    """Say which course an address means."""
    by = request.actor
    courses = [(str(one.pk), one.title) for one in list_courses_to_ask(by, today=day_of(request))]
    form = CourseMatchForm(request.POST, courses=courses)
    return _matched(
        request,
        form,
        lambda told: match_course(by=by, iri=told["iri"], course_id=form.course_id(), at=request.at),
    )


@require_POST
@allow(*RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def match_an_account(request: Request) -> HttpResponseBase:
    """Say whose an account is."""
    by = request.actor
    colleagues = [(str(one.pk), one.full_name) for one in queries.list_colleagues(by)]
    form = AccountMatchForm(request.POST, colleagues=colleagues)
    return _matched(
        request,
        form,
        lambda told: match_account(
            by=by,
            home_page=told["home_page"],
            account=told["account"],
            practitioner_id=form.practitioner_id(),
            at=request.at,
        ),
    )


def _matched(request: Request, form: Form, act: Any) -> HttpResponseBase:
    if was_answered(request, form) and was_done(form, lambda: act(form.cleaned_data)):
        messages.success(request, _("It is recorded, and so is what waited for it."))
        return redirect("develop:e_learning")
    return _e_learning(request, form if form.errors else None)


@allow(*RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def add_system(request: Request) -> HttpResponseBase:
    """Let a system for e-learning report. Its key is shown once, on the page that answers."""
    form = FeedForm(posted(request))
    made: list[Key] = []
    if was_answered(request, form) and was_done(
        form,
        lambda: made.append(add_feed(by=request.actor, name=form.cleaned_data["name"], at=request.at)),
    ):
        address = request.build_absolute_uri(reverse("develop:xapi"))
        shown = {"key": made[0], "address": address}
        return render(request, "develop/elsewhere/system_key.html", shown)
    shown = {"form": form, "back_url": reverse("develop:e_learning")}
    return render(request, "develop/elsewhere/system.html", shown)


@allow(*RUNNING_ROLES, purpose=Purpose.OWN_WORK)
def end_system(request: Request, feed_id: UUID) -> HttpResponseBase:
    """Take nothing more from a system."""
    try:
        feed = queries.get_feed(request.actor, feed_id)
    except LearningFeed.DoesNotExist as missing:
        raise Http404 from missing
    form = Form(posted(request))
    if was_answered(request, form) and was_done(
        form, lambda: end_feed(by=request.actor, feed=feed, at=request.at)
    ):
        messages.success(request, _("Nothing more is taken from it."))
        return redirect("develop:e_learning")
    shown = {"form": form, "feed": feed, "back_url": reverse("develop:e_learning")}
    return render(request, "develop/elsewhere/system_end.html", shown)
