"""What an officer fills in to attach a file. The file itself is read by the view."""

from django.utils.translation import gettext_lazy as _

from earlyhelp.identify.rules import LONGEST_SHOWS
from earlyhelp.kit.forms import Form, TextField


class AttachForm(Form):
    """What can be seen on the photo or read in the PDF."""

    shows = TextField(
        label=_("What does it show? (optional)"),
        hint=_("Such as “the kitchen”. Who cannot see the picture reads this."),
        required=False,
        autocomplete="off",
        max_length=LONGEST_SHOWS,
    )
