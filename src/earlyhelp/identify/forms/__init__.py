"""What an officer fills in. The forms read what was typed; what is missing or can not be, `rules` says."""

from earlyhelp.identify.forms.amending import AddedPeople, AmendForm, CorrectPersonForm
from earlyhelp.identify.forms.attaching import AttachForm
from earlyhelp.identify.forms.people import PEOPLE, People, PersonForm, named
from earlyhelp.identify.forms.reading import answers_in
from earlyhelp.identify.forms.relations import RELATIONS, Relations, renumbered
from earlyhelp.identify.forms.reports import ReportForm, SendForm, report_from, show_findings
from earlyhelp.identify.forms.starting import CallForm, DangerForm, ToldForm

__all__ = [
    "PEOPLE",
    "RELATIONS",
    "AddedPeople",
    "AmendForm",
    "AttachForm",
    "CallForm",
    "CorrectPersonForm",
    "DangerForm",
    "People",
    "PersonForm",
    "Relations",
    "ReportForm",
    "SendForm",
    "ToldForm",
    "answers_in",
    "named",
    "renumbered",
    "report_from",
    "show_findings",
]
