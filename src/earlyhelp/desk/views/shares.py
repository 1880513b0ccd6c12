"""Who was told about a person: every share on one page, and the same on paper in the person's own language."""

from typing import Any, Final

from django.http import Http404, HttpResponseBase
from django.utils.translation import override

from earlyhelp.desk.pages.person import Opened, show_person
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Language
from earlyhelp.partnership.queries.disclosures import list_disclosures_about
from earlyhelp.signpost.queries.loop import list_shares
from earlyhelp.understand.queries import get_consents
from earlyhelp.understand.rules import READERS

_TAB: Final = "desk:person_who_was_told"


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def person_who_was_told(request: Request, reference: str) -> HttpResponseBase:
    """Every share about a person: to whom, when, what, on what ground, and whether it still stands."""
    return show_person(request, reference, "desk/person/who_was_told.html", _shares)


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def who_was_told_print(request: Request, reference: str, language: str) -> HttpResponseBase:
    """The same as a page for paper, to give to the person, in one of the two languages."""
    if language not in Language.values:
        raise Http404
    with override(language):
        return show_person(request, reference, "desk/person/who_was_told_print.html", _shares, tab=_TAB)


def _shares(opened: Opened) -> dict[str, Any]:
    reports = opened.header.reports
    told = list_shares(by=opened.by, reported_ids=[one.pk for one in reports], at=opened.at)
    left = list_disclosures_about(by=opened.by, about_keys={one.notification_id for one in reports})
    spoken = next((one.language for one in reports if one.language in Language.values), "")
    languages = sorted(Language, key=lambda language: language.value != spoken)
    standings = get_consents(opened.by, opened.person.pk, at=opened.at).list_standings()
    return {
        "told": told,
        "left": left,
        "languages": languages,
        "printed_at": opened.at,
        "standings": standings,
    }
