"""Bringing in sums over staff from an agency's own systems."""

from typing import Final

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from earlyhelp.develop.actions.wellbeing.aggregates import import_aggregates
from earlyhelp.develop.choices.wellbeing import AggregateMeasure
from earlyhelp.develop.forms.wellbeing import SumsForm
from earlyhelp.develop.rules.wellbeing.aggregates import COLUMNS, Sorted, UnreadableFile
from earlyhelp.develop.views.wellbeing.asking import KEEPERS, posted, shown, was_answered, was_done
from earlyhelp.govern.choices import Purpose
from earlyhelp.kit.access import allow
from earlyhelp.kit.http import Request
from earlyhelp.partnership.choices import TeamKind

_LARGEST: Final = 1_000_000


@allow(*KEEPERS, purpose=Purpose.RUNNING)
def sums(request: Request) -> HttpResponseBase:
    """Send a file, and read what became of each line. The file itself is not kept."""
    form, done = SumsForm(posted(request)), list[Sorted]()
    if was_answered(request, form):
        was_done(
            form,
            lambda: done.append(import_aggregates(by=request.actor, text=_text(request), at=request.at)),
        )
    context = {
        "found": done[0] if done else None,
        "columns": COLUMNS,
        "kinds": TeamKind.choices,
        "measures": AggregateMeasure.choices,
    }
    return shown(request, "develop/wellbeing/sums.html", form, **context)


def _text(request: Request) -> str:
    sent = request.FILES.get("file")
    if sent is None or not sent.size:
        raise UnreadableFile(_("Choose a file that is not empty."))
    if sent.size > _LARGEST:
        raise UnreadableFile(_("The file is larger than 1 MB. Split it and bring in the parts."))
    try:
        return str(sent.read().decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise UnreadableFile(_("The file is not text in UTF-8. Save it as “CSV UTF-8”.")) from wrong
