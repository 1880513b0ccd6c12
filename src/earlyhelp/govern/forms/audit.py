"""Searching the audit, and taking what was found out of the service."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices import EntryKind, Purpose
from earlyhelp.kit.forms import DateField, Form, SelectField, TextAreaField, TextField


class AuditSearchForm(Form):
    """What to look for in the agency's audit. Every part may be left empty."""

    text = TextField(
        label=_("Reference, name or action"),
        hint=_("For example EH-26-0004217, a practitioner's name, or “decided”."),
        required=False,
        width=20,
    )
    kind = SelectField(
        label=_("What happened"), choices=[("", _("Anything")), *EntryKind.choices], required=False
    )
    who = TextField(label=_("Practitioner’s name"), required=False, width=20, label_size="s")
    purpose = SelectField(
        label=_("For which purpose"),
        choices=[("", _("Any purpose")), *Purpose.choices],
        required=False,
        label_size="s",
    )
    role = SelectField(
        label=_("In which role"), choices=[("", _("Any role"))], required=False, label_size="s"
    )
    since = DateField(label=_("From this day"), required=False, label_size="s")
    until = DateField(label=_("To this day"), required=False, label_size="s")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The roles are those of the account's own model: this room does not know who keeps them.
        roles = get_user_model()._meta.get_field("role").choices or ()
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", _("Any role")),
            *roles,
            ("system", _("The service itself")),
        ]


class AuditExportForm(Form):
    """Why entries of the audit leave the service."""

    reason = TextAreaField(
        label=_("Why do you need this file?"),
        hint=_("For example a subject’s request, an investigation, or an inspection. Do not name anybody."),
        missing=_("Enter why you need this file"),
        max_length=500,
    )
