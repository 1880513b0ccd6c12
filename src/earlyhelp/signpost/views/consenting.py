"""Writing down an answer about consent. What rests on it follows at once, and the page says what ended."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.signpost.actions.consenting import Followed, answer_consent
from earlyhelp.signpost.forms.consents import NoForm, NotNeededForm, TakeBackForm, YesForm
from earlyhelp.understand import queries
from earlyhelp.understand.models import Person
from earlyhelp.understand.rules import READERS
from earlyhelp.understand.rules.answers import NoNotice

FORMS: Final[dict[str, Any]] = {
    "yes": YesForm,
    "no": NoForm,
    "not-needed": NotNeededForm,
    "taken-back": TakeBackForm,
}
TITLES: Final = {
    "yes": gettext_lazy("They say yes"),
    "no": gettext_lazy("They say no"),
    "not-needed": gettext_lazy("No consent is needed"),
    "taken-back": gettext_lazy("They take it back"),
}


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def answer(request: Request, reference: str, kind: str) -> HttpResponseBase:
    """Write down one answer. `?about=` names the consent that the reader comes from."""
    if kind not in FORMS:
        raise Http404
    person = _person(request, reference)
    form = _form(request, person, kind)
    needs_notice = False
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        try:
            purpose, to = form.about()
            followed = answer_consent(
                by=request.actor,
                person_id=person.pk,
                purpose=purpose,
                to=to,
                heard=form.heard(),
                at=request.at,
            )
        except NotAllowed:
            raise
        except RuleError as refusal:
            needs_notice = isinstance(refusal, NoNotice)
            _say_why(form, refusal)
        else:
            messages.success(request, _said(followed))
            return _back(request, person)
    context = {
        "form": form,
        "person": person,
        "kind": kind,
        "title": TITLES[kind],
        "needs_notice": needs_notice,
        "back_url": reverse("desk:person_consent", args=[person.reference]),
    }
    return render(request, "signpost/answer_consent.html", context)


def _person(request: Request, reference: str) -> Person:
    try:
        return queries.get_person(request.actor, reference, at=request.at)
    except Person.DoesNotExist as missing:
        raise Http404 from missing


def _form(request: Request, person: Person, kind: str) -> Any:
    about, _colon, to = request.GET.get("about", "").partition(":")
    by = request.actor
    return FORMS[kind](
        request.POST or None,
        today=request.at.astimezone(LONDON).date(),
        recipients=queries.list_recipients(by),
        parents=queries.list_parents(by, person.pk, at=request.at),
        initial={"purpose": about, "to": to} if to else None,
    )


def _say_why(form: Any, refusal: RuleError) -> None:
    field = getattr(refusal, "field", None)
    form.add_error(field if field in form.fields else None, str(refusal))


def _back(request: Request, person: Person) -> HttpResponseBase:
    """To the page about consent; a partner whose access ended with this answer goes to their work."""
    try:
        queries.get_person(request.actor, person.reference, at=request.at)
    except (NotAllowed, Person.DoesNotExist):
        return redirect("desk:my_work")
    return redirect("desk:person_consent", person.reference)


def _said(followed: Followed) -> str:
    """What was done, in whole sentences, one below the other."""
    sentences = [_("The answer is written down.")]
    if count := len(followed.referrals):
        sentences.append(
            ngettext(
                "%(count)d referral was withdrawn, and the service was told.",
                "%(count)d referrals were withdrawn, and the services were told.",
                count,
            )
            % {"count": count}
        )
    if count := len(followed.episodes):
        sentences.append(
            ngettext(
                "%(count)d episode of help rests until its lead worker chooses what comes next.",
                "%(count)d episodes of help rest until their lead workers choose what comes next.",
                count,
            )
            % {"count": count}
        )
    if count := followed.messages:
        sentences.append(
            ngettext(
                "%(count)d message to them was stopped before it was sent.",
                "%(count)d messages to them were stopped before they were sent.",
                count,
            )
            % {"count": count}
        )
    return " ".join(sentences)
