"""The chronology of a person: read, filtered, marked, printed, and put together for a family."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from earlyhelp.desk.forms import PrintForm, SignificanceForm
from earlyhelp.desk.pages import chronology as pages
from earlyhelp.desk.pages.person import Opened, get_person_or_404, show_person
from earlyhelp.desk.queries.chronology import get_chronology
from earlyhelp.desk.queries.together import Together, list_together
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit import pdf
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.queries import get_practitioner
from earlyhelp.understand.actions import (
    pin_entry,
    record_print,
    say_significance,
    take_back_significance,
    unpin_entry,
)
from earlyhelp.understand.choices.chronology import NoteVisibility, PrintAs, PrintLanguage, PrintReason
from earlyhelp.understand.models import Person, Significance
from earlyhelp.understand.queries import get_person, record_opening
from earlyhelp.understand.rules import READERS, may_open
from earlyhelp.understand.rules.chronology import NoSuchEntry

_TAB = "desk:person_chronology"
_TEMPLATE = "desk/typst/chronology.typ"


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def person_chronology(request: Request, reference: str) -> HttpResponseBase:
    """What happened with a person, the newest first, from every agency that may share it."""
    return show_person(request, reference, "desk/person/chronology.html", _chronology)


def _chronology(opened: Opened) -> dict[str, Any]:
    groups = pages.chosen(opened.request)
    found = get_chronology(opened.by, [opened.person.pk], at=opened.at)
    page, blocks = found.page(groups, opened.request.GET.get("page"))
    return {
        "chronology": found,
        "page": page,
        "query": pages.query_of(groups),
        "blocks": blocks,
        "chips": pages.chips(found, groups),
        "withheld": pages.withheld_words(found),
        "may_mark": may_open(opened.by, owner=opened.person.agency_id, is_granted=False),
    }


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def chronology_entry(request: Request, reference: str, entry: str) -> HttpResponseBase:
    """One entry: pin it, or say why it matters."""
    if request.method != "POST" or language_switch_requested(request):
        form = SignificanceForm(request.POST or None)
        form.hide_errors()
        return _show_entry(request, reference, entry, form)
    person = get_person_or_404(request, reference)
    form = SignificanceForm(request.POST)
    try:
        get_chronology(request.actor, [person.pk], at=request.at).find(entry)
        if not _mark(request, person, entry, form):
            return _show_entry(request, reference, entry, form, HTTPStatus.BAD_REQUEST)
    except NoSuchEntry:
        return redirect(_TAB, person.reference)
    except RuleError as refusal:
        form.add_error(None, str(refusal))
        return _show_entry(request, reference, entry, form, HTTPStatus.BAD_REQUEST)
    return redirect("desk:chronology_entry", person.reference, entry)


def _mark(request: Request, person: Person, entry: str, form: SignificanceForm) -> bool:
    """Do what the button says. False when the form does not say enough."""
    by, at, step = request.actor, request.at, request.POST.get("step", "")
    if step == "pin":
        pin_entry(by=by, person=person, entry=entry, at=at)
    elif step == "unpin":
        unpin_entry(by=by, person=person, entry=entry, at=at)
    elif step.startswith("take_back:"):
        _take_back(request, step.partition(":")[2])
    elif form.is_valid():
        visibility = NoteVisibility(form.cleaned_data["visibility"])
        say_significance(
            by=by, person=person, entry=entry, why=form.cleaned_data["why"], visibility=visibility, at=at
        )
    else:
        return False
    return True


def _take_back(request: Request, key: str) -> None:
    mine = Significance.objects.filter(said_by_id=request.actor.practitioner_key, undone_at=None)
    for note_id in mine.values_list("pk", flat=True):
        if str(note_id) == key:
            take_back_significance(by=request.actor, note_id=note_id, at=request.at)


def _show_entry(
    request: Request,
    reference: str,
    entry: str,
    form: SignificanceForm,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponseBase:
    def fill(opened: Opened) -> dict[str, Any]:
        found = get_chronology(opened.by, [opened.person.pk], at=opened.at)
        shown = next((one for one in found.entries if one.key == entry), None)
        mine = may_open(opened.by, owner=opened.person.agency_id, is_granted=False)
        return {"entry": shown, "form": form, "may_mark": mine}

    template = "desk/person/chronology_entry_page.html"
    return show_person(request, reference, template, fill, tab=_TAB, status=status)


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def chronology_print(request: Request, reference: str) -> HttpResponseBase:
    """Ask why a chronology is printed, then give it as a PDF or as a page for paper. Audited."""
    form = PrintForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        return _print(request, get_person_or_404(request, reference), form.cleaned_data)
    status = HTTPStatus.BAD_REQUEST if form.is_bound and form.errors else HTTPStatus.OK
    return show_person(
        request,
        reference,
        "desk/person/chronology_print.html",
        lambda _: {"form": form},
        tab=_TAB,
        status=status,
    )


def _print(request: Request, person: Person, asked: dict[str, Any]) -> HttpResponseBase:
    reason, language = PrintReason(asked["reason"]), PrintLanguage(asked["language"])
    practitioner = get_practitioner(by=request.actor)
    data, entries = pages.paper(
        request.actor,
        person,
        reason=reason,
        language=language,
        printed_by=practitioner,
        at=request.at,
    )
    record_print(
        by=request.actor,
        person=person,
        reason=reason,
        language=language.value,
        entries=entries,
        at=request.at,
    )
    if asked["paper"] == PrintAs.PAGE:
        return render(request, "desk/person/chronology_paper.html", {"paper": data, "person": person})
    made = pdf.compile(_TEMPLATE, data, data["parts"][0]["language"], at=request.at)
    name = f"{person.reference}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def chronology_together(request: Request, reference: str) -> HttpResponseBase:
    """The chronology of those who live together, or of the nearest family: a column for each person."""
    return show_person(request, reference, "desk/person/chronology_together.html", _together, tab=_TAB)


def _together(opened: Opened) -> dict[str, Any]:
    asked = opened.request.GET.get("with", "")
    which = Together(asked) if asked in set(Together) else Together.HOME
    members = list_together(opened.by, opened.person, which, at=opened.at)
    for member in members[1:]:
        other = get_person(opened.by, member.reference, at=opened.at)
        record_opening(
            opened.by, other, page="desk:chronology_together", because=opened.because, at=opened.at
        )
    keys = [member.person_id for member in members]
    found = get_chronology(opened.by, keys, at=opened.at)
    return {
        "members": members,
        "with": which.value,
        "rows": pages.shared_rows(found.blocks(newest_first=True, fold=False), keys),
        "withheld": pages.withheld_words(found),
    }
