"""Reading a notification for a colleague of another team, and finding one's own that was read."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.desk.forms.reviews import RatingForm
from earlyhelp.desk.queries import reviews as queries
from earlyhelp.develop.actions import reviews as actions
from earlyhelp.develop.models import PeerReview, ReviewSample
from earlyhelp.develop.rules.reviews import REVIEWING
from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.models import Notification
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role


@allow(*REVIEWING, purpose=Purpose.ASSURANCE)
def review(request: Request, key: str) -> HttpResponseBase:
    """A notification without names, and the rubric to answer."""
    try:
        found = queries.get_to_read(by=request.actor, key=key, at=request.at)
    except (PeerReview.DoesNotExist, Notification.DoesNotExist, NotAllowed) as missing:
        raise Http404 from missing
    form = RatingForm(request.POST if request.method == "POST" else None, rubric=found.rubric)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid() and _was_given(request, form, key):
        messages.success(request, _("Thank you. The writer sees it once a second colleague has read it too."))
        return redirect("develop:peer_review")
    is_wrong = form.is_bound and bool(form.errors)
    status = HTTPStatus.BAD_REQUEST if is_wrong else HTTPStatus.OK
    return render(request, "desk/review.html", {"form": form, "found": found}, status=status)


@require_POST
@allow(*REVIEWING, purpose=Purpose.ASSURANCE)
def hand_back(request: Request, key: str) -> HttpResponseBase:
    """Let somebody else read it."""
    try:
        actions.hand_back(by=request.actor, key=key, at=request.at)
    except RuleError as missing:
        raise Http404 from missing
    messages.success(
        request, _("You have handed it back. Somebody else reads it, and it does not come to you again.")
    )
    return redirect("develop:peer_review")


@require_GET
@allow(Role.NOTIFIER, purpose=Purpose.OWN_WORK)
def reviewed(request: Request, key: str) -> HttpResponseBase:
    """On to one's own notification that colleagues have read."""
    try:
        reference = queries.get_own_reference(request.actor, key=key)
    except (ReviewSample.DoesNotExist, Notification.DoesNotExist) as missing:
        raise Http404 from missing
    return redirect("desk:notification", reference)


def _was_given(request: Request, form: RatingForm, key: str) -> bool:
    try:
        actions.give_review(by=request.actor, key=key, said=form.cleaned_data, at=request.at)
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
