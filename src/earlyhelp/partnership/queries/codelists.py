"""Lists of choices as agencies keep them: which there are, how one stands, how it stood."""

from collections.abc import Iterable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.codelists import CodeList, Fixed, Words
from earlyhelp.kit.errors import NotAllowed
from earlyhelp.partnership.models import Agency, CodeChange
from earlyhelp.partnership.rules.codelists import Change, Choice, may_keep, offered_of, stand


@cache
def declared_lists() -> dict[str, CodeList]:
    """Every list that the rooms declare in their `codelists.py`, by its code, in the order of the rooms."""
    return {one.code: one for one in _declared("CODE_LISTS")}


@cache
def fixed_lists() -> tuple[Fixed, ...]:
    """Every list of which the rooms say that nobody changes it."""
    return tuple(_declared("FIXED"))


def _declared(name: str) -> list[Any]:
    rooms = [f"{config.name}.codelists" for config in apps.get_app_configs()]
    ours = [
        room for room in rooms if room.startswith("earlyhelp.") and room.count(".") == 2 and find_spec(room)
    ]
    return [one for room in ours for one in getattr(import_module(room), name, ())]


def list_kept(by: Actor) -> list[CodeList]:
    """The lists that concern the actor's agency: its own, and those that are kept for all."""
    kind = Agency.objects.get(pk=by.agency_key).kind
    return [one for one in declared_lists().values() if one.shared or kind in one.kinds]


def get_kept(by: Actor, code: str) -> CodeList:
    """One of these. Raises NotAllowed for a list with which the agency has nothing to do."""
    found = next((one for one in list_kept(by) if one.code == code), None)
    if found is None:
        raise NotAllowed(_("Your agency does not use this list."))
    return found


def may_change(by: Actor, listed: CodeList) -> bool:
    """Whether the actor may change a list."""
    agency = Agency.objects.get(pk=by.agency_key)
    return may_keep(by, listed, agency_kind=agency.kind, leads=agency.leads)


def list_changes(by: Actor, listed: CodeList, agency_id: UUID | None = None) -> QuerySet[CodeChange]:
    """The versions of a list, the oldest first: of the actor's own agency unless another is named."""
    found = CodeChange.objects.filter(code_list=listed.code).select_related("made_by")
    if not listed.shared:
        found = found.filter(agency_id=agency_id or by.agency_key)
    return found.order_by("number")


def list_choices(
    by: Actor, listed: CodeList, *, agency_id: UUID | None = None, version: int | None = None
) -> list[Choice]:
    """How a list stands now, or as it stood in a version; 0 is the list as it came."""
    changes = list_changes(by, listed, agency_id).select_related(None)
    return stand(listed, plain(changes if version is None else changes.filter(number__lte=version)))


def plain(changes: Iterable[CodeChange]) -> list[Change]:
    """Versions as plain values."""
    return [
        Change(one.number, one.value, one.group, Words(one.words_en, one.words_cy), one.offered)
        for one in changes
    ]


def count_versions(by: Actor) -> dict[str, int]:
    """How many versions each list of the actor's agency, and each shared one, has had."""
    shared = [code for code, one in declared_lists().items() if one.shared]
    own = CodeChange.objects.filter(agency_id=by.agency_key).exclude(code_list__in=shared)
    found: dict[str, int] = {}
    for code in (own | CodeChange.objects.filter(code_list__in=shared)).values_list("code_list", flat=True):
        found[code] = found.get(code, 0) + 1
    return found


def list_offered(
    by: Actor, code: str, *, group: str = "", agency_id: UUID | None = None
) -> list[tuple[str, str]]:
    """What a form offers of a list, as value and words in the language of the page.

    `agency_id` is the agency whose record it is about; the actor's own when none is named.
    """
    listed = declared_lists()[code]
    choices = list_choices(by, listed, agency_id=agency_id)
    return [(one.value, one.here) for one in offered_of(choices, group)]


def list_offered_by_group(
    by: Actor, code: str, *, agency_id: UUID | None = None
) -> dict[str, list[tuple[str, str]]]:
    """What a form offers of a list with groups: for each group its choices, as value and words."""
    choices = list_choices(by, declared_lists()[code], agency_id=agency_id)
    groups = {one.group: None for one in choices}
    return {group: [(one.value, one.here) for one in offered_of(choices, group)] for group in groups}
