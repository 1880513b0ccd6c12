"""Looking for a field in the data dictionary."""

from django.utils.translation import gettext_lazy as _

from earlyhelp.kit.forms import Form, TextField


class DictionarySearchForm(Form):
    """What is looked for. It may stand in the address: the dictionary names nobody."""

    words = TextField(
        label=_("Look for a field"),
        hint=_("A word of its name, of its meaning or of a code list, in either language."),
        label_size="m",
        required=False,
        max_length=80,
    )
