"""Deeds about agencies, teams and the people who work there, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

JOINERS: dict[str, str | Promise] = {
    "agency.added": _("An agency was added"),
    "agency.changed": _("An agency was changed"),
    "agency.closed": _("An agency was closed"),
    "agency.leads": _("An agency was let run the programme"),
    "agency.reopened": _("A closed agency was opened again"),
    "assessment_draft.left": _("Somebody who left had begun to write down a conversation"),
    "code_list.added": _("A choice was added to a list"),
    "code_list.changed": _("A choice of a list was changed"),
    "draft.left": _("Somebody who left had begun a notification"),
    "invitation.made": _("An invitation to join was made"),
    "invitation.sent": _("An invitation to join was sent"),
    "invitation.taken_back": _("An invitation to join was taken back"),
    "practitioner.invited": _("Somebody was invited to join"),
    "practitioner.joined": _("Somebody joined"),
    "practitioner.leaves": _("The day on which somebody leaves was set"),
    "practitioner.left": _("Somebody left"),
    "practitioner.moved": _("Somebody was moved to another team or role"),
    "practitioner.stays": _("The day on which somebody leaves was taken back"),
    "team.added": _("A team was added"),
    "team.changed": _("A team was changed"),
    "team.closed": _("A team was closed"),
    "team.reopened": _("A closed team was opened again"),
}
