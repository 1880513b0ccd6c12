"""Writing to a person: what is safe, what it says word for word, and what became of what was written before."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.identify.choices import SafeContact
from earlyhelp.identify.models import Notification, ReportedPerson
from earlyhelp.inform import actions as inform
from earlyhelp.inform.actions import Written
from earlyhelp.inform.choices import Channel, PersonMessageState, Wording, WrittenIn
from earlyhelp.inform.models import PersonMessage
from earlyhelp.inform.queries import get_letter_paper, get_wording, is_set_up, list_letters_to_post
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.forms.carried import answers_of
from earlyhelp.kit.forms.contact import readable_telephone
from earlyhelp.kit.http import Request
from earlyhelp.kit.models import new_id
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.signpost.actions.writing import (
    Chosen,
    remind_of_appointment,
    reminder_of,
    send_to_person,
    written_of,
)
from earlyhelp.signpost.forms.writing import RemindForm, WriteForm
from earlyhelp.signpost.models import Appointment, Referral
from earlyhelp.signpost.queries.referrals import get_referral
from earlyhelp.signpost.queries.writing import Reminding, Writing, get_reminding, get_writing
from earlyhelp.signpost.rules import reaching

STATE_COLOURS = {
    PersonMessageState.QUEUED: "blue",
    PersonMessageState.SENDING: "blue",
    PersonMessageState.SENT: "teal",
    PersonMessageState.DELIVERED: "green",
    PersonMessageState.FAILED: "red",
    PersonMessageState.TO_POST: "yellow",
    PersonMessageState.POSTED: "green",
    PersonMessageState.STOPPED: "grey",
}


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def write(request: Request, reference: str, position: int) -> HttpResponseBase:
    """Choose the way, the words and the language; read exactly what will be sent; send it."""
    writing = _writing(request, reference, position)
    ways, refused = _ways(request, writing)
    initial = {"written_in": reaching.written_in(writing.person.language), "wording": Wording.CALL_US}
    form = WriteForm(
        request.POST or None,
        ways=ways,
        services=[(str(one.pk), one.name) for one in writing.services],
        initial=initial,
    )
    switched = language_switch_requested(request)
    step = request.POST.get("step", "")
    context = {"form": form, "writing": writing, "ways": ways, "refused": refused} | _said(writing)
    if (switched and request.POST.get("page") != "check") or step == "change":
        form.hide_errors()
    elif request.method == "POST" and ways and form.is_valid():
        try:
            if step == "send" and not switched:
                return _sent(request, writing, form)
            return _check_page(request, writing, form)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
    return render(request, "signpost/write.html", context)


@allow(Role.SERVICE_WORKER, purpose=Purpose.EARLY_HELP)
def remind(request: Request, reference: str, appointment_id: UUID) -> HttpResponseBase:
    """Read a reminder of an appointment word for word, and send it."""
    reminding = _reminding(request, reference, appointment_id)
    text_is_set_up = is_set_up(by=request.actor, channel=Channel.TEXT)
    safe = [
        one
        for one in (Channel.TEXT, Channel.EMAIL)
        if reaching.why_not(reminding.reachable, one, text_is_set_up=text_is_set_up) is None
    ]
    form = RemindForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and safe and form.is_valid():
        remind_of_appointment(
            by=request.actor,
            referral=reminding.referral,
            appointment_id=appointment_id,
            channel=safe[0],
            message_id=form.cleaned_data["message_id"],
            at=request.at,
        )
        messages.success(request, _("The reminder is on its way. This page shows what became of it."))
        return redirect("signpost:remind", reference, appointment_id)
    context: dict[str, Any] = {"form": form, "reminding": reminding, "before": _before(reminding.messages)}
    if safe:
        written = reminder_of(by=request.actor, reminding=reminding, channel=safe[0], message_id=new_id())
        context |= {"rows": _who_rows(written), "texts": _texts(request, written)}
    else:
        context["why_not"] = _why_no_reminder(reminding, text_is_set_up=text_is_set_up)
    return render(request, "signpost/remind.html", context)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
@require_GET
def letters(request: Request) -> HttpResponse:
    """Letters that wait to be printed and posted."""
    waiting = list_letters_to_post(by=request.actor, at=request.at)
    return render(request, "signpost/letters.html", {"letters": waiting})


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
@require_GET
def letter(request: Request, message_id: UUID) -> HttpResponse:
    """One letter as a file to print."""
    try:
        paper = get_letter_paper(by=request.actor, message_id=message_id, at=request.at)
    except PersonMessage.DoesNotExist:
        raise Http404 from None
    # The name of the file says nothing either.
    headers = {"Content-Disposition": 'inline; filename="letter.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
@require_POST
def posted(request: Request, message_id: UUID) -> HttpResponse:
    """Say that a letter was posted."""
    try:
        inform.mark_letter_posted(by=request.actor, message_id=message_id, at=request.at)
    except PersonMessage.DoesNotExist:
        raise Http404 from None
    except RuleError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is noted that the letter was posted."))
    return redirect("signpost:letters")


@allow(*FRONT_DOOR_ROLES, Role.SERVICE_WORKER, purpose=Purpose.EARLY_HELP)
@require_POST
def stop(request: Request, message_id: UUID) -> HttpResponse:
    """Take back a letter that was not posted, or a message that has not left yet."""
    try:
        inform.stop_person_message(by=request.actor, message_id=message_id, at=request.at)
    except PersonMessage.DoesNotExist:
        raise Http404 from None
    except RuleError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The message was stopped. Nothing was sent."))
    return redirect("signpost:inbox" if request.actor.role == Role.SERVICE_WORKER else "signpost:letters")


def _reminding(request: Request, reference: str, appointment_id: UUID) -> Reminding:
    try:
        found = get_referral(by=request.actor, reference=reference, at=request.at)
        return get_reminding(by=request.actor, referral=found, appointment_id=appointment_id, at=request.at)
    except (Referral.DoesNotExist, Appointment.DoesNotExist):
        raise Http404 from None


def _why_no_reminder(reminding: Reminding, *, text_is_set_up: bool) -> Any:
    """What to do instead, or what is missing."""
    way = SafeContact(reminding.reachable.safe_contact)
    if way in reaching.INSTEAD:
        return reaching.INSTEAD[way]
    channel = Channel.EMAIL if way is SafeContact.EMAIL else Channel.TEXT
    return reaching.why_not(reminding.reachable, channel, text_is_set_up=text_is_set_up)


def _writing(request: Request, reference: str, position: int) -> Writing:
    try:
        return get_writing(by=request.actor, reference=reference, position=position, at=request.at)
    except (Notification.DoesNotExist, ReportedPerson.DoesNotExist):
        raise Http404 from None


def _ways(request: Request, writing: Writing) -> tuple[list[tuple[str, Any]], list[dict[str, Any]]]:
    """The ways that are safe, and each of the others with the reason against it."""
    ways, refused = [], []
    text_is_set_up = is_set_up(by=request.actor, channel=Channel.TEXT)
    for channel in Channel:
        reason = reaching.why_not(writing.reachable, channel, text_is_set_up=text_is_set_up)
        if reason is None:
            ways.append((channel.value, channel.label))
        else:
            refused.append({"key": channel.label, "value": reason})
    return ways, refused


def _said(writing: Writing) -> dict[str, Any]:
    """What to do instead where nothing may be written, and what was written to them before."""
    way = SafeContact(writing.reachable.safe_contact)
    return {"instead": reaching.INSTEAD.get(way), "before": _before(writing.messages)}


def _before(written: tuple[PersonMessage, ...]) -> list[dict[str, Any]]:
    return [{"message": one, "colour": STATE_COLOURS[PersonMessageState(one.state)]} for one in written]


def _texts(request: Request, written: Written) -> list[tuple[str, str]]:
    """What it says, by language, in the languages in which it goes out."""
    texts = get_wording(by=request.actor, wanted=written.wording, facts=written.facts)
    left_out = {"cy": WrittenIn.ENGLISH, "en": WrittenIn.WELSH}
    return [(code, text) for code, text in texts.items() if written.written_in != left_out[code]]


def _who_rows(written: Written) -> list[dict[str, Any]]:
    return [{"key": _("By"), "value": Channel(written.channel).label}, _destination_row(written)]


def _check_page(request: Request, writing: Writing, form: WriteForm) -> HttpResponse:
    written = written_of(by=request.actor, writing=writing, chosen=_chosen(form))
    context = {
        "writing": writing,
        "typed": answers_of(request),
        "rows": [{"key": _("To"), "value": str(writing.person)}, *_who_rows(written)],
        "texts": _texts(request, written),
    }
    return render(request, "signpost/write_check.html", context)


def _destination_row(written: Written) -> dict[str, Any]:
    where = written.destination
    if written.channel == Channel.TEXT:
        return {"key": _("Telephone number"), "value": readable_telephone(where)}
    if written.channel == Channel.EMAIL:
        return {"key": _("E-mail address"), "value": where}
    return {"key": _("Address"), "lines": where.splitlines()}


def _chosen(form: WriteForm) -> Chosen:
    answers = form.cleaned_data
    named = answers["service"] if answers["wording"] == Wording.SERVICE else ""
    return Chosen(
        message_id=answers["message_id"],
        channel=Channel(answers["channel"]),
        wording=Wording(answers["wording"]),
        written_in=answers["written_in"],
        service_id=UUID(named) if named else None,
    )


def _sent(request: Request, writing: Writing, form: WriteForm) -> HttpResponse:
    message = send_to_person(
        by=request.actor,
        reference=writing.notification.reference,
        position=writing.person.position,
        chosen=_chosen(form),
        at=request.at,
    )
    if message.channel == Channel.LETTER:
        messages.success(request, _("The letter is ready to be printed and posted."))
        return redirect("signpost:letters")
    messages.success(request, _("The message is on its way. This page shows what became of it."))
    return redirect("signpost:write", writing.notification.reference, writing.person.position)
