"""Deeds of private notes, supervision and of organisations that learn, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFLECTION: dict[str, str | Promise] = {
    "development_talk.objected": _(
        "A worker said that something was agreed differently in a talk about development"
    ),
    "development_talk.read": _("A talk about development was read"),
    "development_talk.rewritten": _("What was agreed in a talk about development was put right"),
    "development_talk.signed": _("A talk about development was signed"),
    "development_talk.written": _("A talk about development was written down"),
    "improvement.added": _("An organisation said what it will do because of its self-assessment"),
    "improvement.moved": _("It was said how an organisation’s action goes"),
    "milestone.added": _("A milestone of the programme was added"),
    "peer_review.drawn": _("Notifications were drawn by chance for colleagues to read"),
    "peer_review.given": _("A colleague said what they found in a notification that was drawn"),
    "peer_review.handed_back": _(
        "A colleague handed back a notification that was drawn, unread or half read"
    ),
    "peer_review.read": _("A writer read what colleagues found in one of their notifications"),
    "peer_review.sized": _("A supervisor said how many notifications of the team are drawn"),
    "peer_review.summed": _("A supervisor read what colleagues found in the team’s notifications, in sum"),
    "peer_review.taken": _("A colleague took on a notification that was drawn, to read it"),
    "pledge.made": _("A partner made a pledge"),
    "private_note.deleted": _("A practitioner deleted one of their own private notes"),
    "private_note.written": _("A practitioner wrote one of their own private notes"),
    "private_notes.locked": _("A practitioner chose a passphrase for private notes"),
    "private_notes.lost": _(
        "A practitioner deleted all their private notes, having forgotten the passphrase"
    ),
    "private_notes.relocked": _("A practitioner changed the passphrase of their private notes"),
    "programme_decision.recorded": _("A decision of the programme was written down"),
    "programme_item.told": _("It was said how a milestone, a risk or a pledge goes"),
    "programme_risk.added": _("A risk to the programme was named"),
    "self_assessment.answered": _("Statements of a self-assessment were answered"),
    "self_assessment.begun": _("An organisation began a self-assessment"),
    "self_assessment.finished": _("An organisation finished a self-assessment"),
    "workstream.opened": _("A workstream of the programme was opened"),
}
