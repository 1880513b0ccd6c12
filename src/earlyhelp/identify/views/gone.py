"""What pages do when the draft they were opened for is no longer there."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from earlyhelp.identify import queries
from earlyhelp.identify.pages import Written
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.http import Request


def after_sending(request: Request, draft_id: UUID) -> HttpResponseBase | None:
    """To the page of what was sent, when the draft was: a second click, or the browser's back button."""
    sent = queries.find_sent(by=request.actor, draft_id=draft_id)
    return redirect("identify:sent", sent.reference) if sent else None


def mending(written: Written) -> str:
    """The address of the page on which there is something to put right, with its errors shown."""
    return reverse(written.page_to_mend, args=[written.draft.pk]) + "?problems=1"


def back_to_drafts(request: Request, why: RuleError) -> HttpResponseBase:
    """To the unfinished work, with the sentence that says why."""
    messages.info(request, str(why))
    return redirect("identify:drafts")
