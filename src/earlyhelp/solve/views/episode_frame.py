"""The frame of every page about one episode: who may open it, its head and its tabs.

A page of it is a view of a few lines:

    @allow(*READERS, purpose=Purpose.EARLY_HELP)
    def plan(request: Request, reference: str) -> HttpResponseBase:
        return show_episode(request, reference, "solve/plan/page.html", _plan)

where `_plan(opened: Opened) -> dict` fetches what the template needs. The template extends
`solve/episode/base.html` and fills the blocks `tab_title` and `content_of_tab`; the tab is one line in TABS.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.actor import Actor
from earlyhelp.kit.forms import Form
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.solve import queries, rules
from earlyhelp.solve.forms.episodes import SOMEBODY
from earlyhelp.solve.models import Episode, EpisodeMember, EpisodeWorker

READERS: Final = (*FRONT_DOOR_ROLES, Role.PARTNER)


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of an episode: the name of its address, which takes the reference, and its title."""

    view: str
    title: str | Promise


# In the order in which they stand. One line each; a page that belongs under a tab names it with `tab=`.
TABS: Final = (
    Tab("solve:episode", _("Overview")),
    Tab("solve:plan", _("Plan")),
    Tab("solve:episode_people", _("People and workers")),
    Tab("solve:episode_actions", _("Actions")),
    Tab("solve:episode_history", _("History")),
)


@dataclass(frozen=True, slots=True)
class Opened:
    """An episode that is open: by whom, where it stands, who is in it and who works with it."""

    by: Actor
    episode: Episode
    standing: queries.Standing
    members: tuple[EpisodeMember, ...]
    parts: tuple[EpisodeWorker, ...]
    request: Request

    @property
    def called(self) -> dict[Any, str]:
        """The members by key, as they are called."""
        return {member.person_id: member.called for member in self.members}

    def doer(self, form: Form) -> dict[str, Any]:
        """Who does an action, from the field "who" of a form, as the actions take it."""
        who = form.cleaned_data["who"]
        if who == SOMEBODY:
            return {"somebody": form.cleaned_data["somebody"]}
        kind, _colon, key = who.partition(":")
        if kind == "worker":
            return {"practitioner": next(p.practitioner for p in self.parts if str(p.practitioner_id) == key)}
        return {"person": next(m.person for m in self.members if str(m.person_id) == key)}


def open_or_404(request: Request, reference: str) -> Opened:
    """The episode, when this practitioner has to do with it. Raises Http404, NotAllowed."""
    by = request.actor
    try:
        episode = queries.get_episode(by=by, reference=reference, at=request.at)
    except Episode.DoesNotExist as missing:
        raise Http404 from missing
    return Opened(
        by,
        episode,
        queries.get_standing(by, episode),
        tuple(queries.list_members(by, [episode.pk])),
        tuple(queries.list_live_parts(by, [episode.pk])),
        request,
    )


def show_episode(
    request: Request,
    reference: str,
    template: str,
    fill: Callable[[Opened], dict[str, Any]],
    *,
    tab: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponseBase:
    """Show one page of an episode. `tab` is the name of the tab's address when the page is not a tab itself."""
    opened = open_or_404(request, reference)
    view = request.resolver_match.view_name if request.resolver_match else ""
    context = {
        "episode": opened.episode,
        "standing": opened.standing,
        "members": opened.members,
        "parts": opened.parts,
        "goes_on_words": goes_on_words(opened),
        "tabs": [_tab(one, opened.episode, current=one.view == (tab or view)) for one in TABS],
    }
    return render(request, template, context | fill(opened), status=status)


def goes_on_words(opened: Opened) -> str | Promise:
    """Whether this episode is a reopening of the last one, or comes after an earlier one."""
    previous = opened.episode.previous
    if previous is None or previous.closed_at is None:
        return ""
    days = queries.get_reopening_days(opened.by, opened.episode.agency_id)
    if rules.is_reopening(previous.closed_at, at=opened.episode.opened_at, within_days=days):
        return _("Reopened: this goes on from the last episode")
    return _("Earlier episode")


def _tab(tab: Tab, episode: Episode, *, current: bool) -> dict[str, Any]:
    return {"href": reverse(tab.view, args=[episode.reference]), "text": tab.title, "current": current}
