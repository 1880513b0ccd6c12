"""Searching for a person before one is made, setting two side by side, linking them, and taking it back."""

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import Form, language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.kit.working_days import LONDON
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES
from earlyhelp.understand import actions, queries
from earlyhelp.understand.choices import FOUND_LAST, WhyOpened
from earlyhelp.understand.forms.searches import SearchForm
from earlyhelp.understand.models import Person, PersonSearch
from earlyhelp.understand.queries.searches import get_known, subject_of
from earlyhelp.understand.rules.sides import Side, SideKind, side_of

_TWO: Final = 2


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def search(request: Request) -> HttpResponseBase:
    """Ask what is known of somebody. `?of=` says for which report, record or person the same one is looked for."""
    subject = side_of(request.POST.get("of", "") or request.GET.get("of", ""))
    today = request.at.astimezone(LONDON).date()
    if request.method != "POST":
        form = SearchForm(initial=_known(request, subject), today=today)
        return render(request, "understand/search.html", _around(request, form, subject))
    form = SearchForm(request.POST, today=today)
    if language_switch_requested(request):
        form.hide_errors()
        return render(request, "understand/search.html", _around(request, form, subject))
    if form.is_valid():
        try:
            made = actions.search_people(
                by=request.actor,
                typed=form.typed(),
                because=form.cleaned_data["because"],
                subject=subject,
                at=request.at,
            )
            return redirect("understand:found", made.pk)
        except ObjectDoesNotExist as missing:
            raise Http404 from missing
        except NotAllowed:  # pragma: no cover: the page's own roles asked the same
            raise
        except RuleError as refusal:
            form.add_error(None, str(refusal))
    return render(
        request, "understand/search.html", _around(request, form, subject), status=HTTPStatus.BAD_REQUEST
    )


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def found(request: Request, search_id: UUID) -> HttpResponseBase:
    """Who may be the one who was searched for, likely before possible, each with the reasons in words."""
    result = queries.find_people(by=request.actor, search=_search_or_404(request, search_id), at=request.at)
    people = [str(match.person.pk) for match in (*result.first, *result.rest) if match.person is not None]
    request.session[FOUND_LAST] = [str(search_id), *people]
    return render(request, "understand/found.html", {"found": result, **_around_found(result.search)})


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def search_harder(request: Request, search_id: UUID) -> HttpResponseBase:
    """The same search once more, with every record compared, up to a bound."""
    before = _search_or_404(request, search_id)
    made = actions.search_people(
        by=request.actor,
        typed=before.typed,
        because=before.because,
        subject=subject_of(before),
        is_harder=True,
        at=request.at,
    )
    return redirect("understand:found", made.pk)


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def nobody(request: Request, search_id: UUID) -> HttpResponseBase:
    """None of those who were found: somebody who was not known before."""
    before = _search_or_404(request, search_id)
    try:
        person = actions.make_person_after_search(by=request.actor, search_id=before.pk, at=request.at)
    except RuleError as refusal:
        messages.error(request, str(refusal))
        return redirect("understand:search")
    _found_too(request, str(before.pk), person)
    messages.success(request, _("The new person is recorded. You can undo this."))
    sources = reverse("desk:person_sources", args=[person.reference])
    return redirect(f"{sources}?{urlencode({'search': str(before.pk)})}")


@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def compare(request: Request) -> HttpResponseBase:
    """Two side by side: what differs and what would follow. Linking is the button below. For nobody: the search."""
    if request.method != "POST" and not {"one", "other"} & request.GET.keys():
        return redirect("understand:search")
    one, other = _sides(request)
    refusal = None
    try:
        if request.method == "POST":
            # Two people are joined only by whoever saw that they are two: a colleague may have linked one meanwhile.
            may_join = request.POST.get("joins") == "yes"
            person = actions.link_sides(
                by=request.actor, one=one, other=other, at=request.at, may_join=may_join
            )
            messages.success(request, _("They are linked. You can undo this."))
            return redirect(_next(request, one, person))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except NotAllowed:  # pragma: no cover: the page's own roles asked the same
        raise
    except RuleError as problem:
        refusal = problem
    try:
        preview = queries.get_preview(by=request.actor, one=one, other=other, at=request.at)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
    context = {
        "preview": preview,
        "problem": _refused(refusal) if refusal else None,
        "one": str(one),
        "other": str(other),
        "search_id": request.GET.get("search", ""),
        "back_url": _back(request) or _case(request, one),
    }
    return render(request, "understand/compare.html", context, status=status)


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def pick(request: Request) -> HttpResponseBase:
    """Two of those who were found, ticked to be set side by side."""
    ticked = request.POST.getlist("pair")
    if len(ticked) != _TWO or None in map(side_of, ticked):
        messages.error(request, _("Tick two to compare them"))
        return redirect(_back(request) or reverse("understand:search"))
    sides = {"one": ticked[0], "other": ticked[1], "search": request.POST.get("search", "")}
    return redirect(f"{reverse('understand:compare')}?{urlencode(sides)}")


@require_POST
@allow(*FRONT_DOOR_ROLES, purpose=Purpose.EARLY_HELP)
def part(request: Request) -> HttpResponseBase:
    """The two are two people."""
    one, other = _sides(request)
    try:
        actions.part_sides(by=request.actor, one=one, other=other, at=request.at)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except NotAllowed:  # pragma: no cover: the page's own roles asked the same
        raise
    except RuleError as refusal:
        messages.error(request, str(refusal))
        return redirect(
            f"{reverse('understand:compare')}?{urlencode({'one': str(one), 'other': str(other)})}"
        )
    messages.success(request, _("Remembered. You will not be asked again."))
    return redirect(_back(request) or _case(request, one) or reverse("understand:search"))


def _sides(request: Request) -> tuple[Side, Side]:
    """The two that the page carries. Raises Http404."""
    said = request.POST if request.method == "POST" else request.GET
    one, other = side_of(said.get("one", "")), side_of(said.get("other", ""))
    if one is None or other is None:
        raise Http404
    return one, other


def _next(request: Request, one: Side, person: Person) -> str:
    """Back to the report that is being decided, or on to the person."""
    if case := _case(request, one):
        return case
    sources = reverse("desk:person_sources", args=[person.reference])
    search = request.POST.get("search", "")
    _found_too(request, search, person)
    return f"{sources}?{urlencode({'search': search})}" if search else sources


def _found_too(request: Request, search: str, person: Person) -> None:
    """What the reader made of the results, a new person or a link, belongs to what that search showed them."""
    key, *found = request.session.get(FOUND_LAST, [""])
    if search and search == key:
        request.session[FOUND_LAST] = [key, *found, str(person.pk)]


def _case(request: Request, one: Side) -> str:
    """The person's place in the notification that is being decided; empty for a record or a person."""
    if one.kind is not SideKind.REPORT:
        return ""
    place = queries.get_place(request.actor, one.key)
    return f"{reverse('solve:case', args=[place.reference])}#person-{place.position}"


def _back(request: Request) -> str:
    """The results that the reader came from, when there are any."""
    said = request.POST.get("search", "") or request.GET.get("search", "")
    try:
        return reverse("understand:found", args=[UUID(said)])
    except ValueError:
        return ""


def _search_or_404(request: Request, search_id: UUID) -> PersonSearch:
    try:
        return queries.get_search(request.actor, search_id)
    except PersonSearch.DoesNotExist as missing:
        raise Http404 from missing


def _known(request: Request, subject: Side | None) -> dict[str, Any]:
    """What is known of whom the same person is looked for, so that it need not be typed."""
    if subject is None:
        return {}
    known: dict[str, Any] = {"of": str(subject)}
    if subject.kind is SideKind.REPORT:
        known["because"] = WhyOpened.NOTIFICATION
    try:
        return known | get_known(request.actor, subject, at=request.at)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _around(request: Request, form: SearchForm, subject: Side | None) -> dict[str, Any]:
    return {"form": form, **_whose(request, subject)}


def _whose(request: Request, subject: Side | None) -> dict[str, Any]:
    """The reference of whom the same person is looked for. Never a name."""
    if subject is None or not subject.is_person:
        return {}
    try:
        return {"whose": Person.objects.get(pk=subject.key, agency_id=request.actor.agency_key).reference}
    except Person.DoesNotExist as missing:
        raise Http404 from missing


def _around_found(made: PersonSearch) -> dict[str, Any]:
    reported, person = made.reported, made.person
    back = reverse("understand:search")
    if reported is not None:
        back = f"{reverse('solve:case', args=[reported.notification.reference])}#person-{reported.position}"
    elif person is not None:
        back = reverse("desk:person_sources", args=[person.reference])
    subject = subject_of(made)
    return {"search": made, "subject": str(subject or ""), "back_url": back}


def _refused(refusal: RuleError) -> Form:
    form = Form({})
    form.add_error(None, str(refusal))
    return form
