"""What a practitioner does about their own learning, and what a trainer does at a session."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.develop import actions, queries
from earlyhelp.develop.choices import BookingState
from earlyhelp.develop.forms.courses import AttendanceForm, BookForm, CheckForm
from earlyhelp.develop.models import Booking, Certificate
from earlyhelp.develop.queries.papers import get_certificate_paper
from earlyhelp.develop.queries.requirements import list_my_standings
from earlyhelp.develop.rules import courses as rules
from earlyhelp.develop.rules.pages import parts_for
from earlyhelp.develop.views.asking import ask, day_of, posted, was_answered, was_done
from earlyhelp.develop.views.sessions import session_or_404
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit import pdf
from earlyhelp.kit.access import allow, public
from earlyhelp.kit.http import Request
from earlyhelp.kit.references import parse_reference
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import Role


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def home(request: Request) -> HttpResponseBase:
    """What there is for the reader's own learning and wellbeing, and for running it."""
    parts = [
        (part, [(row, reverse(row.name)) for row in rows]) for part, rows in parts_for(request.actor.role)
    ]
    return render(request, "develop/home.html", {"parts": parts})


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def my_learning(request: Request) -> HttpResponseBase:
    """The reader's own record: booked, due again, done, with certificates."""
    shown = {
        "mine": queries.get_my_learning(request.actor, at=request.at),
        "asked": list_my_standings(request.actor, today=day_of(request)),
        "standings": rules.Standing,
    }
    return render(request, "develop/my_learning.html", shown)


@allow(*Role, purpose=Purpose.OWN_WORK)
def book(request: Request, reference: str) -> HttpResponseBase:
    """Book a place, or one on the waiting list; and say later what one needs."""
    session = session_or_404(request, reference)
    own = queries.get_my_booking(request.actor, session)
    form = BookForm(posted(request), initial={"needs": own.needs if own else ""})
    made: list[Booking] = []
    if was_answered(request, form) and was_done(
        form,
        lambda: made.append(
            actions.book_place(
                by=request.actor,
                session_id=session.pk,
                needs=form.cleaned_data["needs"],
                at=request.at,
            )
        ),
    ):
        messages.success(request, _said(made[0], is_new=own is None))
        return redirect("develop:session", reference)
    is_full = own is None and session.taken >= session.places
    return ask(
        request,
        form,
        template="develop/book.html",
        title=_("Say what you need") if own else _("Join the waiting list") if is_full else _("Book a place"),
        send=_("Save") if own else _("Join the waiting list") if is_full else _("Book a place"),
        session=session,
        is_full=is_full,
        back_url=reverse("develop:session", args=[reference]),
    )


@allow(*Role, purpose=Purpose.OWN_WORK)
def give_up(request: Request, reference: str) -> HttpResponseBase:
    """Give up one's own place, after a look at what that means."""
    session = session_or_404(request, reference)
    if queries.get_my_booking(request.actor, session) is None:
        return redirect("develop:session", reference)
    form = BookForm(posted(request))
    del form.fields["needs"]
    if was_answered(request, form) and was_done(
        form,
        lambda: actions.give_up_place(by=request.actor, session_id=session.pk, at=request.at),
    ):
        messages.success(request, _("You no longer have a place. Thank you for letting somebody else come."))
        return redirect("develop:session", reference)
    return ask(
        request,
        form,
        template="develop/give_up.html",
        title=_("Give up your place"),
        send=_("Give up my place"),
        session=session,
        back_url=reverse("develop:session", args=[reference]),
    )


@allow(*Role, purpose=Purpose.OWN_WORK)
def attendance(request: Request, reference: str) -> HttpResponseBase:
    """Who was there: made for a telephone, for the trainers of a session and for who runs it."""
    session = session_or_404(request, reference)
    trainers = queries.list_trainer_ids(request.actor, session)
    if not rules.may_mark(request.actor, host_id=session.host_id, trainers=trainers):
        raise Http404
    places = queries.list_places(by=request.actor, session=session, at=request.at)
    form = AttendanceForm(posted(request), places=places)
    changed: list[queries.Place] = []
    if was_answered(request, form):
        marks = form.marks(rest="rest" in request.POST)
        if was_done(
            form,
            lambda: actions.mark_attendance(
                by=request.actor, session_id=session.pk, marks=marks, at=request.at
            ),
        ):
            messages.success(request, _("Who was there is written down."))
            return redirect("develop:attendance", reference)
        changed = [one for one in places if (mark := marks.get(one.booking.pk)) and mark.seen != one.version]
        form = _shown_again(request, form, places)
    shown = {
        "session": session,
        "form": form,
        "changed": changed,
        "can_mark": rules.can_mark(session.state, session.starts_at, at=request.at),
        "waiting": session.waiting,
    }
    wrong = form.is_bound and bool(form.errors)
    status = HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK
    return render(request, "develop/attendance.html", shown, status=status)


@require_GET
@allow(*Role, purpose=Purpose.OWN_WORK)
def certificate(request: Request, number: str) -> HttpResponseBase:
    """A certificate as a tagged PDF in Welsh and English."""
    try:
        found = queries.get_certificate(by=request.actor, number=number, at=request.at)
    except Certificate.DoesNotExist as missing:
        raise Http404 from missing
    made = pdf.compile(
        "develop/typst/certificate.typ", get_certificate_paper(request.actor, found), "cy", at=found.issued_at
    )
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{found.number}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@public
def check_certificate(request: Request) -> HttpResponseBase:
    """Whether a certificate that somebody shows is real. For anyone: number and code both stand on it."""
    form = CheckForm(posted(request))
    found, looked = None, False
    if was_answered(request, form):
        number = parse_reference(form.cleaned_data["number"], prefix="TC")
        code = "".join(form.cleaned_data["code"].upper().split())
        found = number and queries.show_certificate(request.actor, number=str(number), code=code)
        looked = True
    today = request.at.astimezone(LONDON).date()
    counts = bool(found and not found.withdrawn and (not found.expires_on or found.expires_on > today))
    return ask(
        request,
        form,
        template="develop/check.html",
        title=_("Check a certificate"),
        send=_("Check"),
        found=found,
        looked=looked,
        counts=counts,
        back_url=reverse("develop:home") if request.actor.practitioner_id else "",
    )


def _said(booking: Booking, *, is_new: bool) -> str:
    if not is_new:
        return _("What you need is written down.")
    if booking.state == BookingState.WAITING:
        return _("You are on the waiting list. When a place falls free you have it, and we tell you.")
    return _("You have a place. We have sent you an invitation for your calendar.")


def _shown_again(request: Request, form: AttendanceForm, places: list[queries.Place]) -> AttendanceForm:
    """What was ticked, now against the marks that stand there, with the refusal above it."""
    typed = request.POST.copy()
    for one in places:
        typed[f"seen-{one.booking.pk}"] = str(one.version)
    again = AttendanceForm(typed, places=places)
    for words in form.non_field_errors():
        again.add_error(None, str(words))
    return again
