"""The pages on which lists of choices are kept: what stands in them, what stood there, and what never changes."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.codelists import CodeList
from earlyhelp.kit.http import Request
from earlyhelp.partnership.actions import codelists as actions
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.forms.codelists import AddChoiceForm, ChangeChoiceForm
from earlyhelp.partnership.models import CodeChange
from earlyhelp.partnership.queries import codelists as queries
from earlyhelp.partnership.rules import codelists as rules
from earlyhelp.partnership.rules.codelists import Choice
from earlyhelp.partnership.views.asking import done, is_sent, show

_READERS = (Role.ADMINISTRATOR, Role.AUDITOR)


@require_GET
@allow(*_READERS, purpose=Purpose.RUNNING)
def code_lists(request: Request) -> HttpResponse:
    """Every list that concerns the agency, and those that stay as they are, with the reason."""
    versions = queries.count_versions(request.actor)
    kept = [
        {
            "list": one,
            "versions": versions.get(one.code, 0),
            "may_change": queries.may_change(request.actor, one),
        }
        for one in queries.list_kept(request.actor)
    ]
    return render(request, "partnership/lists/lists.html", {"kept": kept, "fixed": queries.fixed_lists()})


@require_GET
@allow(*_READERS, purpose=Purpose.RUNNING)
def code_list(request: Request, listed: str) -> HttpResponse:
    """One list as it stands, and its history."""
    found = _list(request, listed)
    changes = list(queries.list_changes(request.actor, found))
    choices = rules.stand(found, queries.plain(changes))
    shown = {
        "listed": found,
        "parts": _parts(found, choices),
        "history": _history(found, changes),
        "version": changes[-1].number if changes else 0,
        "may_change": queries.may_change(request.actor, found),
    }
    return render(request, "partnership/lists/list.html", shown)


@require_GET
@allow(*_READERS, purpose=Purpose.RUNNING)
def code_list_version(request: Request, listed: str, version: int) -> HttpResponse:
    """A list as it stood in one version; 0 is the list as the service came with it."""
    found = _list(request, listed)
    changes = list(queries.list_changes(request.actor, found).filter(number__lte=version))
    if version != (changes[-1].number if changes else 0):
        raise Http404
    shown = {
        "listed": found,
        "parts": _parts(found, rules.stand(found, queries.plain(changes))),
        "change": changes[-1] if changes else None,
        "version": version,
    }
    return render(request, "partnership/lists/version.html", shown)


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def add_choice(request: Request, listed: str) -> HttpResponseBase:
    """Add a choice of one's own."""
    found = _list(request, listed)
    if not found.grows:
        raise Http404
    form = AddChoiceForm(_typed(request), groups=found.groups.choices if found.groups else ())
    if is_sent(request, form) and done(
        form,
        lambda: actions.add_choice(
            by=request.actor, listed=found, group=form.chosen_group, said=form.said, at=request.at
        ),
    ):
        messages.success(request, _("The choice is added. Forms offer it from now on."))
        return redirect("partnership:code_list", found.code)
    return show(request, "partnership/lists/choice_form.html", form, listed=found)


@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def change_choice(request: Request, listed: str, choice: str) -> HttpResponseBase:
    """Say a choice in other words, offer it no longer, or offer it again."""
    found = _list(request, listed)
    standing = next((one for one in queries.list_choices(request.actor, found) if one.value == choice), None)
    if standing is None:
        raise Http404
    form = ChangeChoiceForm(_typed(request), choice=standing, initial=ChangeChoiceForm.initial_of(standing))
    if is_sent(request, form) and done(
        form,
        lambda: actions.change_choice(
            by=request.actor,
            listed=found,
            value=choice,
            said=form.said,
            offered=form.is_offered,
            at=request.at,
        ),
    ):
        messages.success(
            request, _("The list is changed. What was chosen before keeps the words of its day.")
        )
        return redirect("partnership:code_list", found.code)
    return show(request, "partnership/lists/choice_form.html", form, listed=found, choice=standing)


def _typed(request: Request) -> object:
    return request.POST if request.method == "POST" else None


def _list(request: Request, code: str) -> CodeList:
    if code not in queries.declared_lists():
        raise Http404
    return queries.get_kept(request.actor, code)


def _parts(listed: CodeList, choices: Iterable[Choice]) -> list[tuple[str, list[Choice]]]:
    """The choices under the words of their group; under none in a list without groups."""
    by_group: dict[str, list[Choice]] = {}
    for one in choices:
        by_group.setdefault(one.group, []).append(one)
    words = {str(value): str(label) for value, label in listed.groups.choices} if listed.groups else {}
    return [(words.get(group, ""), found) for group, found in by_group.items()]


def _history(listed: CodeList, changes: list[CodeChange]) -> list[dict[str, Any]]:
    """Every version, the newest first, with what stood there before. Nothing before is a choice that was added."""
    standing = {one.value: one for one in rules.stand(listed, ())}
    rows: list[dict[str, Any]] = []
    for change, plain in zip(changes, queries.plain(changes), strict=True):
        after = Choice(plain.value, plain.group, plain.words, plain.offered)
        rows.append({"change": change, "before": standing.get(plain.value), "after": after})
        standing[plain.value] = after
    return rows[::-1]
