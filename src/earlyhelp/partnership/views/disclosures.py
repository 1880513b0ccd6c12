"""The pages of what left the agency, and of what was let through once without an agreement."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.actions.disclosures import decide_exception as decide
from earlyhelp.partnership.actions.disclosures import review_exception as review
from earlyhelp.partnership.choices import DataSet, Role
from earlyhelp.partnership.forms.agreements import ExceptionForm, ReviewForm
from earlyhelp.partnership.models import ExceptionalDisclosure
from earlyhelp.partnership.queries import disclosures as queries
from earlyhelp.partnership.rules.disclosures import DECIDERS

_PER_PAGE = 50


@require_GET
@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def disclosures(request: Request) -> HttpResponseBase:
    """What left the agency: to whom, what, about which record, under what. It names nobody."""
    page = Paginator(queries.list_disclosures(by=request.actor), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "partnership/agreements/disclosures.html", {"page": page})


@require_GET
@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def exceptions(request: Request) -> HttpResponseBase:
    """Every decision to share without an agreement, with counts."""
    context = {
        "page": Paginator(queries.list_exceptions(by=request.actor), _PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "counts": queries.count_exceptions(by=request.actor, at=request.at),
        "now": request.at,
    }
    return render(request, "partnership/agreements/exceptions.html", context)


@allow(Role.AUDITOR, purpose=Purpose.ASSURANCE)
def review_exception(request: Request, key: UUID) -> HttpResponseBase:
    """One of them, and what the officer finds of it."""
    try:
        one = queries.get_exception(by=request.actor, exception_id=key, at=request.at)
    except ExceptionalDisclosure.DoesNotExist:
        raise Http404 from None
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            review(by=request.actor, exception_id=key, at=request.at, **form.cleaned_data)
        except NotAllowed:
            raise
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your review is kept."))
            return redirect("partnership:exceptions")
    context = {"one": one, "form": form, "now": request.at}
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "partnership/agreements/exception.html", context, status=status)


@allow(*DECIDERS, purpose=Purpose.EARLY_HELP)
def decide_exception(request: Request) -> HttpResponseBase:
    """Decide that one referral goes through once without an agreement, and answer for it."""
    asked = {"about_reference": request.GET.get("about", "")[:30]}
    form = ExceptionForm(
        request.POST if request.method == "POST" else None,
        initial=asked,
        agencies=queries.list_other_agencies(by=request.actor),
    )
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        typed.pop("hours")
        try:
            decide(
                by=request.actor,
                receiver_id=UUID(typed.pop("receiver")),
                purpose=Purpose.EARLY_HELP,
                data_set=DataSet.REFERRAL,
                until_at=form.open_until(request.at),
                at=request.at,
                **typed,
            )
        except NotAllowed:
            raise
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("Decided. Go back to the notification and send the referral now. It goes through once."),
            )
            return redirect("partnership:decide_exception")
    context = {"form": form, "own": queries.list_own_exceptions(by=request.actor)[:10], "now": request.at}
    status = HTTPStatus.BAD_REQUEST if form.errors else HTTPStatus.OK
    return render(request, "partnership/agreements/decide.html", context, status=status)
