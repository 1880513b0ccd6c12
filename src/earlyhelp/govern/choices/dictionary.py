"""What the data dictionary says of a field: what kind of value, how sensitive, and who sees it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Sensitivity(TextChoices):
    """How much care a field asks for, from least to most."""

    OPEN = "open", _("Open: published for anybody")
    SERVICE = "service", _("About how the service runs: nobody is named")
    STAFF = "staff", _("About somebody who works here")
    PERSONAL = "personal", _("Personal data")
    SPECIAL = (
        "special",
        _("Sensitive: may say something of health, harm, offences or a person’s circumstances"),
    )
    SECRET = "secret", _("Secret: read by the service only, never shown")


class Sight(TextChoices):
    """To whom PostgreSQL shows a row, whatever a page asks for. Pages narrow it further, by role."""

    ANYBODY = "anybody", _("Anybody: it is published")
    SIGNED_IN = "signed_in", _("Whoever has signed in, where a page shows it to their role")
    AGREEMENT = (
        "agreement",
        _(
            "The agency that owns it, those that have access to the record, and those that signed an agreement for it"
        ),
    )
    ACCESS = "access", _("The agency that owns it, and agencies that have access to the record")
    OWNER = "owner", _("The agency that owns it")
    WRITER = "writer", _("Only whoever wrote it, and readers that they named")
    NOBODY = "nobody", _("Nobody: the service itself reads it")


class ValueType(TextChoices):
    """What kind of value a field holds."""

    KEY = "key", _("Key")
    LINK = "link", _("Link to another table")
    LINKS = "links", _("Links to another table")
    TEXT = "text", _("Text")
    CHOICE = "choice", _("Word of a code list")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    MOMENT = "moment", _("Date and time")
    HOUR = "hour", _("Time of day")
    YES_NO = "yes_no", _("Yes or no")
    LIST = "list", _("List")
    STRUCTURE = "structure", _("Structure (JSON)")
    FILE = "file", _("File")
    SEARCH = "search", _("Words for searching")
