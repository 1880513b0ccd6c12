"""Searching the audit."""

from django.utils.translation import gettext_lazy as _

from earlyhelp.govern.choices import EntryKind
from earlyhelp.kit.forms import DateField, Form, SelectField, TextField


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
    since = DateField(label=_("From this day"), required=False, label_size="s")
    until = DateField(label=_("To this day"), required=False, label_size="s")
