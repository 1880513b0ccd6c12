"""The words around a meeting: what kind it is, how far it and each of its cases are, who comes, what is decided."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingKind(TextChoices):
    """What sort of meeting it is. None of the labels can name a family, so they may stand in an e-mail."""

    DAILY = "daily", _("Daily discussion")
    TEAM_AROUND = "team_around", _("Team around the family")
    PANEL = "panel", _("Early help panel")


class MeetingLanguage(TextChoices):
    """In which language a meeting is held."""

    BOTH = "both", _("Everyone speaks Welsh or English as they choose, and all understand both")
    INTERPRETED = "interpreted", _("Welsh and English, with simultaneous translation")
    WELSH = "cy", _("In Welsh")
    ENGLISH = "en", _("In English")


class MeetingState(TextChoices):
    """How far a meeting is."""

    PLANNED = "planned", pgettext_lazy("state of a meeting", "Planned")
    UNDER_WAY = "under_way", pgettext_lazy("state of a meeting", "Under way")
    TO_CONFIRM = "to_confirm", pgettext_lazy("state of a meeting", "Over, minutes to be confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("state of a meeting", "Over, minutes confirmed")
    CANCELLED = "cancelled", pgettext_lazy("state of a meeting", "Cancelled")


class MeetingStep(TextChoices):
    """What moves a meeting on."""

    CHANGE = "change", pgettext_lazy("step of a meeting", "Change it")
    POSTPONE = "postpone", pgettext_lazy("step of a meeting", "Postpone it to another time")
    CANCEL = "cancel", pgettext_lazy("step of a meeting", "Cancel it")
    OPEN = "open", pgettext_lazy("step of a meeting", "Open it")
    CLOSE = "close", pgettext_lazy("step of a meeting", "Close it")
    CONFIRM = "confirm", pgettext_lazy("step of a meeting", "Confirm the minutes")


class CaseState(TextChoices):
    """How far a case of a meeting is."""

    WAITING = "waiting", pgettext_lazy("state of a case of a meeting", "Waits for the next meeting")
    ON_AGENDA = "on_agenda", pgettext_lazy("state of a case of a meeting", "To come")
    OPEN = "open", pgettext_lazy("state of a case of a meeting", "Being discussed")
    DECIDED = "decided", pgettext_lazy("state of a case of a meeting", "Decided")
    SEALED = "sealed", pgettext_lazy("state of a case of a meeting", "Decided, and the meeting is over")
    CARRIED = (
        "carried",
        pgettext_lazy("state of a case of a meeting", "Not reached, gone on to the next meeting"),
    )
    REMOVED = "removed", pgettext_lazy("state of a case of a meeting", "Taken off the agenda")


class CaseStep(TextChoices):
    """What moves a case of a meeting on."""

    PUT_ON = "put_on", pgettext_lazy("step of a case of a meeting", "Put it on the agenda")
    TAKE = "take", pgettext_lazy("step of a case of a meeting", "Discuss it")
    PUT_BACK = "put_back", pgettext_lazy("step of a case of a meeting", "Leave it for later in the meeting")
    DECIDE = "decide", pgettext_lazy("step of a case of a meeting", "Decide")
    CARRY = "carry", pgettext_lazy("step of a case of a meeting", "Carry it to the next meeting")
    SEAL = "seal", pgettext_lazy("step of a case of a meeting", "Close the meeting")
    REMOVE = "remove", pgettext_lazy("step of a case of a meeting", "Take it off the agenda")


class Reply(TextChoices):
    """What an invited person says to an invitation."""

    ASKED = "asked", pgettext_lazy("reply to an invitation", "Has not replied")
    COMING = "coming", pgettext_lazy("reply to an invitation", "Is coming")
    APOLOGIES = "apologies", pgettext_lazy("reply to an invitation", "Sends apologies")


class Certainty(TextChoices):
    """How sure what an agency says at a meeting is."""

    FACT = "fact", pgettext_lazy("how sure it is", "Fact: we saw it or have it on record")
    REPORTED = "reported", pgettext_lazy("how sure it is", "Reported: somebody told us")
    OPINION = "opinion", pgettext_lazy("how sure it is", "Opinion: our professional view")


class MeetingOutcome(TextChoices):
    """How a meeting can decide on a case. The first seven are the outcomes of a triage, under the same names."""

    SAFEGUARDING = "safeguarding", _("Safeguarding report to social services")
    EARLY_HELP = "early_help", _("Early help, with consent")
    SIGNPOST = "signpost", _("Signpost to a service")
    ALREADY_MET = "already_met", _("The need is already met")
    DECLINED = "declined", _("The family declined help")
    NO_CONTACT = "no_contact", _("We could not reach them")
    NO_NEED = "no_need", _("No need found")
    GO_ON = "go_on", _("Go on as planned")
    CHANGE_PLAN = "change_plan", _("Change the plan with the family")
    STEP_UP = "step_up", _("Ask for care and support: step up")
    PREPARE_CLOSE = "prepare_close", _("Get ready to close, with the family")
    COME_BACK = "come_back", _("Come back to the next meeting")


class Reviewed(TextChoices):
    """What a meeting says of an action of the meeting before."""

    DONE = "done", pgettext_lazy("what became of an action", "Done")
    NOT_NEEDED = "not_needed", pgettext_lazy("what became of an action", "No longer needed")
    CARRIED = "carried", pgettext_lazy("what became of an action", "Carried over to another date")
