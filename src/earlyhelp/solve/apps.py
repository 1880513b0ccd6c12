from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SolveConfig(AppConfig):
    name = "earlyhelp.solve"
    verbose_name = _("Problem solve")
