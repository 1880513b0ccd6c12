from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluateConfig(AppConfig):
    name = "earlyhelp.evaluate"
    verbose_name = _("Evaluation")
