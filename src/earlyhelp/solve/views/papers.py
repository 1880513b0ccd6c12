"""Giving a plan to a family: on paper for the readers chosen, and by a private link; and reading the answers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.inform.choices import Channel
from earlyhelp.inform.queries import is_set_up
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.http import Request
from earlyhelp.solve.actions.family_links import Made, end_family_link, make_family_link
from earlyhelp.solve.actions.family_replies import mark_reply_seen
from earlyhelp.solve.actions.papers import give_plan
from earlyhelp.solve.forms.plans import GiveForm, LinkForm, SeenForm
from earlyhelp.solve.models import FamilyLink, FamilyReply, PlanVersion
from earlyhelp.solve.queries.papers import as_pdf, get_reachable, get_version, language_of
from earlyhelp.solve.queries.plans import Plan, open_plan
from earlyhelp.solve.rules.family_links import why_no_link
from earlyhelp.solve.views.asking import ask, was_answered, was_done
from earlyhelp.solve.views.episode_frame import READERS, open_or_404


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def give(request: Request, reference: str) -> HttpResponseBase:
    """Choose for whom a plan is made, and in which language."""
    opened = open_or_404(request, reference)
    plan = open_plan(by=opened.by, episode=opened.episode, at=request.at)
    members = [(str(key), called) for key, called in plan.called.items()]
    first = [key for key, _called in members[:1]]
    initial = {"readers": first, "written_in": language_of(opened.by, list(plan.called)[:1])}
    form = GiveForm(request.POST or None, members=members, initial=initial)
    made: list[PlanVersion] = []
    if was_answered(request, form) and was_done(
        form,
        lambda: made.append(
            give_plan(
                by=opened.by,
                plan=plan,
                readers=[UUID(key) for key in form.cleaned_data["readers"]],
                written_in=form.cleaned_data["written_in"],
                at=request.at,
            )
        ),
    ):
        messages.success(request, _("The plan is ready to give to the family."))
        return redirect("solve:plan_paper", reference, made[0].number)
    back = reverse("solve:plan", args=[reference])
    return ask(
        request,
        form,
        title=_("Give the plan to the family"),
        send=_("Make the plan"),
        caption=reference,
        back_url=back,
    )


@require_GET
@allow(*READERS, purpose=Purpose.EARLY_HELP)
def paper(request: Request, reference: str, number: int) -> HttpResponseBase:
    """A plan as it was given: to read, to print, to send a link to."""
    opened = open_or_404(request, reference)
    version = _version(request, opened, number)
    readers = [opened.called[key] for key in version.readers if key in opened.called]
    context = {
        "version": version,
        "episode": opened.episode,
        "readers": readers,
        "back_url": reverse("solve:plan", args=[reference]),
        "may_send": opened.episode.closed_at is None and bool(readers),
    }
    return render(request, "solve/plan/paper.html", context)


@require_GET
@allow(*READERS, purpose=Purpose.EARLY_HELP)
def paper_pdf(request: Request, reference: str, number: int) -> HttpResponseBase:
    """The same as a tagged PDF. The name of the file names nobody."""
    opened = open_or_404(request, reference)
    version = _version(request, opened, number)
    headers = {
        "Content-Disposition": f'attachment; filename="{opened.episode.reference}-{number}.pdf"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(as_pdf(version, by=opened.by), content_type="application/pdf", headers=headers)


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def make_link(request: Request, reference: str, number: int) -> HttpResponseBase:
    """Send a private link to one of the readers, by a way that they said is safe."""
    opened = open_or_404(request, reference)
    version = _version(request, opened, number)
    plan = open_plan(by=opened.by, episode=opened.episode, at=request.at)
    readers = [(str(key), plan.called[key]) for key in version.readers if key in plan.called]
    form = LinkForm(request.POST or None, readers=readers)
    made: list[Made] = []
    if was_answered(request, form) and was_done(
        form,
        lambda: made.append(
            make_family_link(
                by=opened.by,
                plan=plan,
                version=version,
                reader_id=UUID(form.cleaned_data["reader"]),
                channel=form.cleaned_data["channel"],
                code_way=form.cleaned_data["code_way"],
                destination=form.cleaned_data["destination"],
                at=request.at,
            )
        ),
    ):
        context = {"made": made[0], "episode": opened.episode, "called": plan.called[made[0].link.reader_id]}
        response = render(request, "solve/plan/link_made.html", context)
        response["Cache-Control"] = "no-store"
        return response
    return ask(
        request,
        form,
        template="solve/plan/link.html",
        title=_("Send a private link"),
        send=_("Send the link"),
        caption=reference,
        ways=[_way(opened.by, plan, UUID(key), called, request) for key, called in readers],
        back_url=reverse("solve:plan_paper", args=[reference, number]),
    )


def _way(by: Any, plan: Plan, person_id: UUID, called: str, request: Request) -> dict[str, Any]:
    """What is known of how one reader can be reached safely, in words."""
    known, safe_way = get_reachable(by, plan, person_id, at=request.at)
    texts = is_set_up(by=by, channel=Channel.TEXT)
    return {
        "called": called,
        "safe_way": safe_way,
        "email": why_no_link(known, Channel.EMAIL, text_is_set_up=texts),
        "text": why_no_link(known, Channel.TEXT, text_is_set_up=texts),
    }


@require_POST
@allow(*READERS, purpose=Purpose.EARLY_HELP)
def end_link(request: Request, reference: str, link_id: UUID) -> HttpResponseBase:
    """A link opens nothing any more."""
    opened = open_or_404(request, reference)
    if not FamilyLink.objects.filter(pk=link_id, episode=opened.episode).exists():
        raise Http404
    try:
        end_family_link(by=opened.by, link_id=link_id, at=request.at)
        messages.success(request, _("The link opens nothing any more."))
    except RuleError as refusal:
        messages.error(request, str(refusal))
    return redirect("solve:plan", opened.episode.reference)


@require_POST
@allow(*READERS, purpose=Purpose.EARLY_HELP)
def reply_seen(request: Request, reference: str, reply_id: UUID) -> HttpResponseBase:
    """An answer of the family was read, and something was done about it."""
    opened = open_or_404(request, reference)
    if not FamilyReply.objects.filter(pk=reply_id, episode=opened.episode).exists():
        raise Http404
    form = SeenForm(request.POST, prefix=str(reply_id))
    if form.is_valid() and was_done(
        form,
        lambda: mark_reply_seen(
            by=opened.by, reply_id=reply_id, what_was_done=form.cleaned_data["what_was_done"], at=request.at
        ),
    ):
        messages.success(request, _("The answer is marked as read."))
    else:
        for problem in form.problems():
            messages.error(request, problem.message)
    return redirect("solve:plan", opened.episode.reference)


def _version(request: Request, opened: Any, number: int) -> PlanVersion:
    try:
        return get_version(by=opened.by, episode=opened.episode, number=number, at=request.at)
    except PlanVersion.DoesNotExist as missing:
        raise Http404 from missing
