"""The room as Django knows it. It has no tables: it fills those of the other rooms."""

from django.apps import AppConfig


class SynthConfig(AppConfig):
    name = "earlyhelp.synth"
    label = "synth"
