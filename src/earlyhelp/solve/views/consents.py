"""What comes next for an episode of help when somebody took back their consent: its lead worker chooses."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.errors import NotAllowed, RuleError
from earlyhelp.kit.forms import language_switch_requested
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import FRONT_DOOR_ROLES, Role
from earlyhelp.solve import queries
from earlyhelp.solve.actions.consents import choose_after_consent
from earlyhelp.solve.choices.consents import AfterConsent
from earlyhelp.solve.forms.consents import NextStepForm
from earlyhelp.solve.models import Episode
from earlyhelp.solve.queries.consents import list_taking_part
from earlyhelp.solve.rules.consents import next_steps


@allow(*FRONT_DOOR_ROLES, Role.PARTNER, purpose=Purpose.EARLY_HELP)
def episode_consent(request: Request, reference: str) -> HttpResponseBase:
    """How each member's taking part stands, and the step that its lead worker chooses."""
    by = request.actor
    try:
        episode = queries.get_episode(by=by, reference=reference, at=request.at)
    except Episode.DoesNotExist as missing:
        raise Http404 from missing
    taking_part = list_taking_part(by, episode, at=request.at)
    may_choose = queries.get_standing(by, episode).may_lead and episode.paused_at is not None
    steps = next_steps([one.standing for one in taking_part])
    form = NextStepForm(request.POST or None, steps=steps)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and may_choose and form.is_valid():
        try:
            choose_after_consent(
                by=by,
                episode=episode,
                step=AfterConsent(form.cleaned_data["step"]),
                because=form.cleaned_data["because"],
                at=request.at,
            )
        except NotAllowed:
            raise
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is written down what comes next."))
            return redirect("solve:episode", episode.reference)
    context = {
        "form": form,
        "episode": episode,
        "taking_part": taking_part,
        "may_choose": may_choose,
        "back_url": reverse("solve:episode", args=[episode.reference]),
    }
    return render(request, "solve/episode_consent.html", context)
