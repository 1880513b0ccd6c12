"""What an administrator can set, on one page; and what each role may open."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from earlyhelp.govern.choices import Purpose, Section
from earlyhelp.govern.rules import pages_for
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import Role
from earlyhelp.partnership.pages import list_roles
from earlyhelp.partnership.queries.agencies import leads_programme

_Row = tuple[str, str | Promise, str | Promise]
INDEX = "partnership:administration"
# Settings that have pages of their own in other rooms: by the name of the address.
_PARTS = (
    (
        _("Agencies and the people who work in them"),
        (
            (
                "partnership:agencies",
                _("Agencies and teams"),
                _("Names, areas, telephone numbers; add and close."),
            ),
            (
                "partnership:people",
                _("People who work here"),
                _("Invite, move to another team or role, let leave."),
            ),
            ("partnership:roles", _("What each role may do"), _("Every role, with the pages that it opens.")),
        ),
    ),
    (
        _("How work is done"),
        (
            (
                "solve:standards",
                _("Standards"),
                _("Clocks, the published rule, levels of need, who takes what."),
            ),
            (
                "partnership:code_lists",
                _("Lists of choices"),
                _("Reasons and other choices that forms offer: their words, and which are offered."),
            ),
            ("signpost:partners", _("Partners without accounts"), _("Where their links and codes are sent.")),
            (
                "signpost:steward",
                _("Directory"),
                _("Changes that services propose, and remarks of the public."),
            ),
        ),
    ),
    (
        _("What comes in and goes out"),
        (
            ("exchange:imports", _("Imports"), _("Files of incidents, and how their columns are read.")),
            (
                "exchange:mappings",
                _("Mappings"),
                _("What the columns, dates and codes of each agency’s files mean, in versions."),
            ),
            ("inform:failed", _("Messages not sent"), _("Read why, and send them once more.")),
        ),
    ),
)


@require_GET
@allow(Role.ADMINISTRATOR, purpose=Purpose.RUNNING)
def administration(request: Request) -> HttpResponse:
    """Everything that an administrator can set."""
    parts: list[tuple[str | Promise, list[_Row]]] = [
        (title, [(reverse(name), words, says) for name, words, says in rows]) for title, rows in _PARTS
    ]
    here = {name for _title, rows in _PARTS for name, _words, _says in rows} | {INDEX}
    more = [
        (reverse(page.name), page.title, page.sentence)
        for page in pages_for(request.actor.role)
        if page.name not in here and page.section in (Section.PARTNERS, Section.SETTINGS, Section.READING)
    ]
    if more:
        parts.append((_("Sharing and looking after records"), more))
    return render(
        request,
        "partnership/administration.html",
        {"parts": parts, "leads": leads_programme(request.actor)},
    )


@require_GET
@allow(Role.ADMINISTRATOR, Role.AUDITOR, purpose=Purpose.RUNNING)
def roles(request: Request) -> HttpResponse:
    """What each role may open, from the addresses themselves."""
    return render(request, "partnership/roles.html", {"roles": list_roles()})
