"""Attaching a photo or a PDF to what was sent, and giving one out: as a download, never as part of a page."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify import actions, queries, rules
from earlyhelp.identify.choices import FileKind
from earlyhelp.identify.files import MOST_BYTES, FileRefused, too_large
from earlyhelp.identify.forms import AttachForm
from earlyhelp.identify.models import Attachment, Notification
from earlyhelp.kit.access import allow
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role

_TYPES = {FileKind.JPEG: "image/jpeg", FileKind.PNG: "image/png", FileKind.PDF: "application/pdf"}
_ENDINGS = {FileKind.JPEG: "jpg", FileKind.PNG: "png", FileKind.PDF: "pdf"}


@allow(Role.NOTIFIER, purpose=Purpose.EARLY_HELP)
def attach(request: Request, reference: str) -> HttpResponseBase:
    """Add a photo or a PDF to a notification."""
    own = queries.list_my_notifications(by=request.actor)
    notification = own.filter(reference=reference).first()
    if notification is None:
        raise Http404
    form = AttachForm(request.POST if request.method == "POST" else None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid() and _attached(request, notification, form):
        messages.success(request, _("The file is attached, and the front door is told."))
        return redirect("desk:notification", notification.reference)
    context = {
        "notification": notification,
        "form": form,
        "attachments": queries.list_attachments(by=request.actor, notification=notification),
        "most": rules.MOST_ATTACHMENTS,
        "is_scanned": bool(settings.CLAMD),
        "back_url": reverse("desk:notification", args=[notification.reference]),
    }
    return render(request, "identify/attach.html", context)


@require_GET
@allow(Role.NOTIFIER, *FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def attachment(request: Request, attachment_id: UUID) -> HttpResponseBase:
    """Give out one file, to be saved: nothing that an officer sent is ever run or drawn as a part of this service."""
    try:
        found = queries.get_attachment(by=request.actor, attachment_id=attachment_id, at=request.at)
    except Attachment.DoesNotExist as missing:
        raise Http404 from missing
    kind = FileKind(found.kind)
    answer = HttpResponse(bytes(found.content), content_type=_TYPES[kind])
    # The name is ours: what the telephone called it may say who is on it.
    name = f"{found.notification.reference}-{found.pk.hex[-6:]}.{_ENDINGS[kind]}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _attached(request: Request, notification: Notification, form: AttachForm) -> bool:
    upload = request.FILES.get("file")
    try:
        if upload is None:
            raise FileRefused(_("Choose a file."))
        if (upload.size or 0) > MOST_BYTES:
            raise too_large()
        actions.attach_file(
            by=request.actor,
            notification_id=notification.pk,
            sent=upload.read(),
            shows=form.cleaned_data["shows"],
            scanner=settings.CLAMD,
            at=request.at,
        )
    except FileRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
