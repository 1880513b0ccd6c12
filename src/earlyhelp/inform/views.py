"""Pages of this room: my messages, the worklist of what failed, and the demonstration's mailbox."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.inform import actions, mailbox, queries, rules
from earlyhelp.inform.models import Message
from earlyhelp.kit.access import allow, demonstration
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role

PAGE = 25


@allow(*Role, purpose=Purpose.OWN_WORK)
@require_GET
def my_messages(request: Request) -> HttpResponse:
    """Messages to me, newest first."""
    found = queries.list_my_messages(request.actor)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(
        request, "inform/my_messages.html", {"page": page, "unread": queries.count_unread(request.actor)}
    )


@allow(*Role, purpose=Purpose.OWN_WORK)
@require_GET
def message(request: Request, message_id: UUID) -> HttpResponse:
    """One message to me. Opening it is reading it."""
    try:
        found = actions.mark_message_read(by=request.actor, message_id=message_id, at=request.at)
    except Message.DoesNotExist as missing:
        raise Http404 from missing
    return render(request, "inform/message.html", {"message": found})


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@require_GET
def failed(request: Request) -> HttpResponse:
    """E-mails that were not sent, each with a button to try again."""
    found = queries.list_failed_messages(request.actor)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "inform/failed.html", {"page": page})


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
@require_POST
def retry(request: Request, message_id: UUID) -> HttpResponse:
    """Try one of them again. When somebody else was first, the list says so."""
    try:
        actions.retry_message(by=request.actor, message_id=message_id, at=request.at)
    except Message.DoesNotExist as missing:
        raise Http404 from missing
    except rules.CannotMove as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The message will be sent again within a minute."))
    return redirect("inform:failed")


@demonstration
@require_GET
def mail_list(request: Request) -> HttpResponse:
    """Every e-mail that the demonstration has sent."""
    return render(request, "inform/mailbox.html", {"mails": mailbox.list_mail(settings.DEMO_MAILBOX_DIR)})


@demonstration
@require_GET
def mail_page(request: Request, name: str) -> HttpResponse:
    """One of them."""
    found = mailbox.get_mail(settings.DEMO_MAILBOX_DIR, name)
    if found is None:
        raise Http404
    return render(request, "inform/mail_page.html", {"mail": found})
