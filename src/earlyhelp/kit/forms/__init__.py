"""Form fields with GOV.UK markup, in two languages, that work without JavaScript.

    class IncidentForm(Form):
        number = TextField(label=_("Incident number"), missing=_("Enter the incident number"), width=10)
        happened_on = DateField(label=_("When did it happen?"), missing=_("Enter the date it happened"))
        contact = ChoiceField(
            label=_("How can we reach them?"),
            choices=Contact.choices,
            missing=_("Select how we can reach them"),
            hints={"phone": _("Say when it is safe to ring.")},
            reveals={"phone": "telephone"},   # shown, and checked, only while "phone" is chosen
        )
        telephone = TelephoneField(label=_("Telephone number"), missing=_("Enter a telephone number"))

In a template `{{ form }}` draws every field, and `{{ form.number }}` one whole field.
`kit/form_page.html` is the page around a form: error summary, title prefix, language switch that keeps
what was typed. The view:

    form = IncidentForm(request.POST or None)
    if language_switch_requested(request):
        form.hide_errors()
    elif request.method == "POST" and form.is_valid():
        ...
    return render(request, "identify/incident.html", {"form": form})

Every field takes `label`, `hint`, `missing` (the sentence shown when it is required and empty), `required`,
`label_size` ("s", "m", "l", "xl"), `heading=True` (the label is the page's h1), `lang`, `initial`.
Fields of text also take `width` (2, 3, 4, 5, 10, 20 characters, or "one-half" and so on), `autocomplete`,
`spellcheck`, `max_length` and `too_long`.
"""

from earlyhelp.kit.forms.base import Form, error_summary
from earlyhelp.kit.forms.contact import EmailField, PostcodeField, TelephoneField
from earlyhelp.kit.forms.dates import DateField, PartialDate, PartialDateField, TimeField
from earlyhelp.kit.forms.language import language_switch_requested
from earlyhelp.kit.forms.rows import Rows
from earlyhelp.kit.forms.selection import (
    CheckboxField,
    ChoiceField,
    ChoicesField,
    SelectField,
    YesNoField,
)
from earlyhelp.kit.forms.text import HiddenField, PasswordField, TextAreaField, TextField, WholeNumberField

__all__ = [
    "CheckboxField",
    "ChoiceField",
    "ChoicesField",
    "DateField",
    "EmailField",
    "Form",
    "HiddenField",
    "PartialDate",
    "PartialDateField",
    "PasswordField",
    "PostcodeField",
    "Rows",
    "SelectField",
    "TelephoneField",
    "TextAreaField",
    "TextField",
    "TimeField",
    "WholeNumberField",
    "YesNoField",
    "error_summary",
    "language_switch_requested",
]
