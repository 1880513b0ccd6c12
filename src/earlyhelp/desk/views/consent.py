"""Consent: the tab of a person's record, and the privacy notice that families are given."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from django.apps import apps
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language, override

from earlyhelp.desk.pages.person import Opened, show_person
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit import pdf
from earlyhelp.kit.access import allow, public
from earlyhelp.kit.http import Request
from earlyhelp.kit.retention import Kept
from earlyhelp.partnership.choices import Language
from earlyhelp.signpost.choices.referrals import Basis
from earlyhelp.signpost.queries.loop import list_shares
from earlyhelp.signpost.rules.referrals import is_open
from earlyhelp.solve.queries.consents import list_open_episodes_with
from earlyhelp.understand import queries
from earlyhelp.understand.rules import READERS
from earlyhelp.understand.rules.answers import may_record_consent
from earlyhelp.understand.rules.consents import ADULT_AT, OWN_WORD_AT

_ROOMS: Final = ("identify", "understand", "solve", "signpost", "inform")


@allow(*READERS, purpose=Purpose.EARLY_HELP)
def person_consent(request: Request, reference: str) -> HttpResponseBase:
    """How each consent stands, what follows, on which ground anything is shared, and every answer that was given."""
    return show_person(request, reference, "desk/person/consent.html", _consent)


def _consent(opened: Opened) -> dict[str, Any]:
    by, person = opened.by, opened.person
    consents = queries.get_consents(by, person.pk, at=opened.at)
    told = list_shares(by=by, reported_ids=[one.pk for one in opened.header.reports], at=opened.at)
    age = consents.aged.on(consents.today)
    is_minor = age is None or age < ADULT_AT
    return {
        "standings": consents.list_standings(),
        "history": list(reversed(consents.lines)),
        "views": list(reversed(consents.views)),
        "notices": consents.notices,
        "shares": [
            {
                "share": one,
                "rests_on_consent": one.referral.basis == Basis.CONSENT,
                "is_open": is_open(one.referral.state),
            }
            for one in told.shares
        ],
        "episodes": list(list_open_episodes_with(by, person.pk)),
        "parents": queries.list_parents(by, person.pk, at=opened.at) if is_minor else [],
        "is_child": age is not None and age < OWN_WORD_AT,
        "is_minor": is_minor,
        "birthdays": [
            {"years": years, "on": consents.aged.birthday(years)}
            for years in (OWN_WORD_AT, ADULT_AT)
            if (consents.aged.birthday(years) or consents.today) > consents.today
        ],
        "may_write": may_record_consent(by),
    }


@public
def notice(request: Request) -> HttpResponseBase:
    """The privacy notice for families, in the language of the page, to read and to print."""
    language = "cy" if (get_language() or "en").startswith("cy") else "en"
    context = _notice(request, language) | {"languages": list(Language)}
    return render(request, "desk/notice.html", context)


@public
def notice_paper(request: Request, language: str) -> HttpResponseBase:
    """The same as a tagged PDF, in one language. The name of the file says nothing of who was given it."""
    if language not in Language.values:
        raise Http404
    with override(language):
        said = _notice(request, language)
    data = {
        "title": said["words"]["title"],
        "words": said["words"],
        "edition": said["edition"],
        "kept": [str(one) for one in said["kept"]],
    }
    response = HttpResponse(
        pdf.compile("desk/typst/notice.typ", data, language), content_type="application/pdf"
    )
    response["Content-Disposition"] = 'inline; filename="privacy-notice.pdf"'
    return response


def _notice(request: Request, language: str) -> dict[str, Any]:
    """The words of the notice, and what is kept of people, as every room declares it."""
    kept = [str(one.what) for one in _declared() if one.holds_people]
    words = queries.get_notice_words(by=request.actor, language=language)
    return {"words": words, "kept": list(dict.fromkeys(kept)), "edition": words["number"]}


def _declared() -> list[Kept]:
    """What the rooms that see people say that they keep, in the order of the pathway."""
    names = [f"{apps.get_app_config(room).name}.retention" for room in _ROOMS]
    return [kept for name in names if find_spec(name) for kept in import_module(name).RETENTION]
