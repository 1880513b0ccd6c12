"""The words of a message to a person, in both languages: whole texts, a template for each `choices.Wording`."""

from collections.abc import Mapping

from django.template.loader import render_to_string
from django.utils.translation import override

from earlyhelp.inform.choices import Wording

LANGUAGES = ("cy", "en")


def compose(wording: str, facts: Mapping[str, str]) -> dict[str, str]:
    """The text of a message by language. `facts` are named in `rules.FACTS`; those that are missing are left out."""
    return {language: _in(language, Wording(wording), facts) for language in LANGUAGES}


def _in(language: str, wording: Wording, facts: Mapping[str, str]) -> str:
    told = dict(facts) | {
        "service": facts.get(f"service_{language}") or facts.get("service_en", ""),
        "on": facts.get(f"on_{language}", ""),
    }
    with override(language):
        text = render_to_string(f"inform/person/{wording.value}.txt", told)
    return "\n".join(line.strip() for line in text.strip().splitlines()).strip()
